type State = { room?: string };
type Action = { type: 'session/entered'; room: string } | { type: 'session/left' };

export function session(state: State = {}, action: Action): State {
  switch (action.type) {
    case 'session/entered':
      return { room: action.room };
    case 'session/left':
      return {};
    default:
      return state;
  }
}
