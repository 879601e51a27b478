import { id, react, user } from './make.mjs';

const refused = {
  'one connect is refused': {
    kind: 'failure', asked: 2,
    async run(stage) {
      stage.refuse(1);
      await stage.mount('alice');
      await stage.unmount();
    },
  },
};

export default [
  react('effects/documented_good.jsx', 'the documented good example, as printed', { props: user('currentUser') }),
  react('effects/documented_bad.jsx', 'the documented bad example', { props: user('currentUser') }),
  react('effects/support_widget.jsx', 'the bad example with a client of its own', { props: user('visitor') }),
  react('effects/hoisted_instance.tsx', 'the good example hoisted, shared client, disconnects at once', { props: user('currentUser'), without: ['other user', 'quick changes'] }),
  react('effects/own_client_at_once.tsx', 'client per effect, disconnects at once', { props: id('userId') }),
  react('effects/inbox.tsx', 'client per effect, cleanup chained on the connect'),
  react('effects/awaits_its_own_connect.tsx', 'client per effect, cleanup awaits the connect'),
  react('effects/captured_state.jsx', 'cleanup reads captured state, client per effect', { without: ['other user', 'quick changes'] }),
  react('effects/captured_state_shared.tsx', 'cleanup reads captured state, shared client', { without: ['other user', 'quick changes'] }),
  react('effects/state_in_dependencies.jsx', 'a second effect on the state disconnects'),
  react('effects/inner_function_returns.jsx', 'cleanup returned by the inner function', { props: id('student') }),
  react('effects/async_effect.jsx', 'cleanup returned by an async effect', { props: user('cook') }),
  react('effects/flag_alone.tsx', 'cleanup sets a flag and nothing else'),
  react('effects/starts_once.tsx', 'a ref lets the effect start once'),
  react('effects/asks_whether_connected.jsx', 'shared client, connects if nobody is connected'),
  react('effects/other_instance.jsx', 'cleanup disconnects another instance', { props: user('patient') }),
  react('effects/named_not_called.tsx', 'cleanup names the method and does not call it', { props: id('driver') }),
  react('effects/method_as_cleanup.jsx', 'the method itself is the cleanup', { props: id('passenger') }),
  react('effects/before_unload.jsx', 'disconnects before the page unloads only', { props: user('bidder') }),
  react('effects/returns_early.tsx', 'returns before the cleanup'),
  react('effects/no_dependencies.jsx', 'effect without dependencies, no cleanup'),
  react('effects/every_render_closes.jsx', 'effect without dependencies, cleanup chained'),
  react('effects/options_of_the_inner_function.tsx', 'client of the inner function, from what that knows, no cleanup'),
  react('effects/once_shared.jsx', 'effect that runs once, shared client, no cleanup', { props: user('editor'), without: ['other user', 'quick changes'] }),
  react('effects/once_new.jsx', 'effect that runs once, new client, no cleanup', { props: user('reader'), without: ['other user', 'quick changes'] }),
  react('effects/token_first.tsx', 'token is fetched first, no flag', { props: user('pupil') }),
  react('effects/token_first_cancelled.tsx', 'token is fetched first, flag and late disconnect', { props: user('captain') }),
  react('effects/ref_after_connect.tsx', 'ref is set after the connect', { props: id('grower') }),
  react('effects/ref_before_connect.jsx', 'ref is set before the connect, disconnects at once', { props: user('brewer') }),
  react('effects/ref_of_promise.tsx', 'ref of a promise, cleanup chained'),
  react('effects/fresh_object.jsx', 'dependency that is new on every render, cleanup chained'),
  react('effects/finally_disconnects.tsx', 'client per effect, disconnects finally', { props: id('guide') }),
  react('effects/queue.tsx', 'shared client behind a queue of promises'),
  react('effects/debounced.jsx', 'connects after a delay that the cleanup cancels', { wait: 100 }),
  react('effects/layout_effect.tsx', 'layout effect, cleanup of something else', { props: id('actor') }),
  react('effects/two_clients.jsx', 'two clients, one is forgotten', { connections: 2 }),
  react('effects/two_clients_both.jsx', 'two clients, closed when both are open', { connections: 2, lives: refused }),
  react('effects/error_swallowed.tsx', 'connect in try, cleanup chained on the task', { props: user('pilot') }),
  react('effects/anonymous.jsx', 'anonymous user, no cleanup', { changes: false, session: false }),
  react('effects/guest.jsx', 'guest user, cleanup chained'),
];
