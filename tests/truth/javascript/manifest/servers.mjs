import { asks, signal } from '../harness/lives.mjs';
import { tokenOf } from '../harness/server.mjs';
import { object, react, script, server } from './make.mjs';

const body = (path) => ({ request: (u) => ({ path, body: { id: u.id, name: u.name, token: u.token, text: 'hello' } }) });
const header = { request: (u) => ({ path: '/', headers: { 'x-user': u.id } }) };
const users = { request: () => ({ path: '/users', body: { users: [{ id: 'ada' }, { id: 'grace' }, { id: 'alan' }] } }) };
const route = (path, title) => server(path, title, { ...body('/'), route: 'POST' });
const page = (path, title) => server(path, title, { request: () => ({}), page: (u) => ({ params: Promise.resolve({ user: u.id }) }) });

const together = {
  'two users at once': {
    kind: 'ordinary', asked: 0,
    async run(stage) { await stage.askTogether('alice', 'bob'); },
  },
};

export default [
  script('scripts/announce.mjs', 'script that connects and never closes'),
  script('scripts/announce_closed.mjs', 'script that connects and closes in finally'),
  script('scripts/seed_users.cjs', 'users are created by connecting each, new clients'),
  script('scripts/seed_users_batch.cjs', 'users are created in one batch'),
  script('scripts/seed_users_one_by_one.ts', 'users are created by connecting each, one client'),
  script('scripts/import_together.ts', 'users are created by connecting all at once'),
  script('scripts/with_secret.cjs', 'script that connects with the secret'),
  script('scripts/make_token.cjs', 'script that signs a token'),
  script('scripts/moderate.ts', 'script that asks the API with the secret'),
  script('scripts/bot.ts', 'bot that is allowed to connect, closes on SIGTERM', { asked: { run: 1 }, without: ['run'], lives: { 'SIGTERM': signal('SIGTERM', { asked: 1 }) } }),
  script('scripts/poller.cjs', 'interval in a script, new clients', { wait: 40_000 }),
  script('scripts/early_exit.cjs', 'script that returns before it closes'),
  server('server/welcome.js', 'request handler that connects, new client', { ...body('/welcome'), lives: together }),
  server('server/welcome_closed.js', 'request handler that connects and closes in finally', { ...body('/welcome'), lives: together }),
  server('server/welcome_shared.js', 'request handler that connects, shared client', { ...body('/welcome'), lives: together }),
  server('server/token.js', 'request handler that signs tokens', body('/chat/credentials')),
  server('server/token_new.ts', 'request handler that signs tokens, new client', body('/chat/credentials')),
  server('server/admin_connects.ts', 'request handler that connects with the secret', body('/rooms')),
  server('server/signs_up.js', 'request handler that connects to create the user, with the secret', body('/sign-up')),
  server('server/front_desk.js', 'request handler that connects to create the user, another client has the secret', body('/guests')),
  server('server/bulk.js', 'request handler that connects user by user', users),
  server('server/bulk_upsert.js', 'request handler that creates users in one batch', users),
  server('server/plain_handler.ts', 'handler of node:http that connects', header),
  server('server/early_answer.js', 'request handler that answers before it closes', { ...body('/post'), lives: { 'no text': asks({ body: { id: 'alice', token: tokenOf('alice') } }) } }),
  route('app/api/chat/welcome/route.ts', 'route handler that connects'),
  route('app/api/chat/credentials/route.ts', 'route handler that signs tokens'),
  page('app/rooms/page.tsx', 'server component that connects'),
  page('app/people/page.tsx', 'server component that asks the API with the secret'),
  server('pages/api/join.ts', 'API route that connects and closes', { ...header, lives: together }),
  object('web/main_connects.ts', 'the page connects once and closes when it is left', {
    open: (module, u) => module.boot({ id: u.id }, u.token),
    close: () => window.dispatchEvent(new Event('pagehide')),
    without: ['remount five times', 'unmount in the handshake'],
  }),
  object('web/two_views.js', 'function that gives its own closing function', {
    open: (module, u) => module.openInbox({ id: u.id }, u.token),
    close: (module, close) => close(),
  }),
  object('web/action_named_alike.js', "the program's own actions of the same names", {
    open: (module, u) => module.open(u), close: (module) => module.close(), session: false,
  }),
  object('web/keyed_clients.ts', 'clients in a map, one for each user', {
    open: (module, u) => module.join({ id: u.id, token: u.token }),
    change: (module, u) => module.join({ id: u.id, token: u.token }),
    close: (module) => module.leaveAll(),
    without: ['unmount in the handshake', 'quick changes'],
  }),
  react('effects/two_tabs.tsx', 'two clients for one user and key'),
  react('effects/two_clients_settled.jsx', 'two clients, cleanup waits until both are settled', { connections: 2 }),
  react('effects/two_clients_each.tsx', 'two clients, each with its own cleanup', { connections: 2 }),
  react('classes/unmounts_by_name.jsx', 'class component, disconnects the client it took by name', { without: ['other user', 'quick changes'] }),
];
