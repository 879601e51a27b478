import { clicks, ticks } from '../harness/lives.mjs';
import { tokenOf } from '../harness/server.mjs';
import { id, react, user } from './make.mjs';

const FIXED = ['other user', 'quick changes']; // lives that make no sense where the first user is kept on purpose

const two = (u) => ({
  user: { id: u.id }, token: u.token, other: { id: 'bob' }, otherToken: tokenOf('bob'),
});
const members = () => ({ members: ['alice', 'bob', 'carol'], tokens: ['alice', 'bob', 'carol'].map(tokenOf) });
const three = (label, more) => ({ 'three clicks': clicks([label, label, label], { asked: 1, ...more }) });
const minutes = (ms, more) => ({ 'four ticks': ticks(ms, 4, { asked: 1, ...more }) });

export default [
  react('render/shared_in_body.jsx', 'connects in the body, shared client', { without: FIXED }),
  react('render/new_in_body.jsx', 'connects in the body, new client'),
  react('render/in_memo.tsx', 'connects in useMemo'),
  react('render/in_initial_state.tsx', 'connects in the initial state', { props: id('swimmer'), without: FIXED }),
  react('render/built_in_body.jsx', 'client built in the body, never connected', { changes: true }),
  react('render/built_in_ref.jsx', 'client built as the initial value of a ref', { props: user('player'), without: FIXED }),
  react('render/built_once_in_state.tsx', 'client built once in state, never connected', { without: ['other user', 'quick changes'] }),
  react('render/instance_in_body.jsx', 'shared client taken in the body, queue in the effect'),
  react('render/memo_of_client.tsx', 'memo of a client, cleanup chained'),
  react('hooks/create_client_inline.jsx', "the SDK's hook with an inline token function", { without: ['quick changes'] }),
  react('hooks/create_client_token.jsx', "the SDK's hook with a token", { props: user('student') }),
  react('hooks/create_client_callback.tsx', "the SDK's hook with a memoised token function"),
  react('hooks/create_client_module_provider.tsx', "the SDK's hook with a token function that is made once per user"),
  react('hooks/state_left_open.tsx', 'client kept in a state, no cleanup, the hook is at hand', { props: user('resident') }),
  react('hooks/state_closed_too_late.tsx', 'cleanup reads the state, the hook is at hand', { props: user('pupil'), without: FIXED }),
  react('hooks/state_closed_at_once.tsx', 'client kept in a state, disconnects at once, the hook is at hand', { props: user('shopper') }),
  react('hooks/custom_paired.tsx', 'custom hook, cleanup chained'),
  react('hooks/custom_open.tsx', 'custom hook without a cleanup', { component: 'default' }),
  react('hooks/state_set_after_connect.jsx', 'effect without dependencies that sets state after the connect', { without: ['quick changes'] }),
  react('clicks/join_new.jsx', 'button that connects, new client', { lives: three('Join') }),
  react('clicks/join_shared.jsx', 'button that connects, shared client', { lives: three('Join') }),
  react('clicks/log_in_and_out.tsx', 'log-in and log-out buttons, no cleanup', {
    lives: {
      'log in and out twice': clicks(['Log in', 'Log out', 'Log in', 'Log out'], { asked: 2 }),
      'log in and leave the page, three times': {
        kind: 'ordinary', asked: 3,
        async run(stage) {
          for (let turn = 0; turn < 3; turn += 1) {
            await stage.mount('alice');
            await stage.click('Log in');
            await stage.works('alice');
            await stage.unmount();
          }
        },
      },
    },
  }),
  react('clicks/log_out_only.jsx', 'disconnects in a log-out button only', { without: FIXED, lives: { 'log out': clicks(['Log out'], { asked: 1 }) } }),
  react('clicks/send_once.tsx', 'button that connects, sends and disconnects in finally', { lives: { 'three clicks': clicks(['Poke', 'Poke', 'Poke'], { asked: 1 }) } }),
  react('clicks/send_once_happy.tsx', 'button that connects, sends and disconnects at the end', { lives: { 'three clicks, bad answer': clicks(['Wave', 'Wave', 'Wave'], { asked: 1, kind: 'failure' }) } }),
  react('clicks/switch_plain.tsx', 'switch of users, disconnect not awaited', { props: two, changes: false, lives: { 'switch users': clicks(['First', 'Second'], { asked: 2, works: 'bob' }) } }),
  react('clicks/switch_awaited.tsx', 'switch of users, disconnect awaited', { props: two, changes: false, lives: { 'switch users': clicks(['First', 'Second'], { asked: 2, works: 'bob' }) } }),
  react('clicks/switch_chained.jsx', 'switch of users, connect chained on the disconnect', { props: two, changes: false, lives: { 'switch users': clicks(['First', 'Second'], { asked: 2, works: 'bob' }) } }),
  react('clicks/switch_without.jsx', 'switch of users without a disconnect', { props: two, changes: false, lives: { 'switch users': clicks(['Second'], { asked: 2, works: 'bob' }) } }),
  react('clicks/overwritten_ref.jsx', 'ref overwritten while it is connected', { lives: three('Dial') }),
  react('clicks/replaced_ref.jsx', 'ref replaced after a disconnect', { lives: { 'three clicks': clicks(['Dial', 'Dial', 'Dial'], { asked: 1, works: 'alice' }) } }),
  react('timers/poll_new.jsx', 'interval that connects, new client', { without: FIXED, lives: minutes(1000) }),
  react('timers/poll_closed.jsx', 'interval that connects and disconnects', { without: FIXED, lives: { 'four ticks': ticks(1000, 4, { asked: 1 }) } }),
  react('timers/keep_alive_shared.jsx', 'interval that connects, shared client', { without: FIXED, lives: minutes(5000, { works: 'alice' }) }),
  react('timers/reconnects_itself.tsx', 'timer that renews the client', { without: FIXED, lives: minutes(60_000) }),
  react('timers/delayed_once.jsx', 'timer with a flag, cleanup chained', { lives: minutes(3000, { works: 'alice' }) }),
  react('timers/delayed_forgotten.jsx', 'timer that the cleanup forgets', { wait: 3000, lives: minutes(3000) }),
  react('loops/team.jsx', 'connects in a loop, no cleanup', { props: members, changes: false, session: false }),
  react('loops/team_closed.jsx', 'connects in a loop, every client is closed', { props: members, changes: false, session: false }),
];
