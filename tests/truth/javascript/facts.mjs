// What the real packages do in the cases that the catalogue of SDKs describes, printed as JSON: node facts.mjs

import { Server, tokenOf } from './harness/server.mjs';
import { World } from './harness/world.mjs';
import { node } from './harness/packages.mjs';

const server = new Server();
process.env.STREAM_LOCAL_TEST_HOST = await server.listen();
const world = new World(server);
const leave = process.exit.bind(process);
world.node();
const { 'stream-chat': { StreamChat }, '@stream-io/video-client': { StreamVideoClient } } = node();

const alice = { id: 'alice' }, bob = { id: 'bob' };
const token = tokenOf('alice');
const rejected = (promise) => Promise.resolve(promise).then(() => '', (error) => error.message);
const options = () => ({ baseURL: `http://${server.host}/video`, clientEventsReportingEnabled: false });
const facts = {};

/** Run one question in an empty world. */
async function ask(name, question) {
  StreamChat._instance = undefined;
  StreamVideoClient._instances.clear();
  world.begin();
  facts[name] = await question();
  await world.end();
}

// ---------------------------------------------------------------- chat

await ask('chat: sockets after new', async () => {
  new StreamChat('key');
  await world.settle();
  return server.opened;
});

for (const [method, parameters] of [['connectUser', [alice, token]], ['connectAnonymousUser', []], ['setGuestUser', [alice]]]) {
  await ask(`chat: sockets after ${method}`, async () => {
    await new StreamChat('key')[method](...parameters);
    await world.settle();
    return server.open.size;
  });
}

await ask('chat: connectUser again, same user', async () => {
  const client = new StreamChat('key');
  await client.connectUser(alice, token);
  const error = await rejected(client.connectUser(alice, token));
  await world.settle();
  return { error, warned: [...world.warnings].some((text) => text.startsWith('Consecutive')), opened: server.opened };
});

await ask('chat: connectUser again, other user', async () => {
  const client = new StreamChat('key');
  await client.connectUser(alice, token);
  const error = await rejected(client.connectUser(bob, tokenOf('bob')));
  await world.settle();
  return { throws: error !== '', opened: server.opened, user: client.userID };
});

await ask('chat: getInstance is one for the process, whatever the key', async () => (
  StreamChat.getInstance('one') === StreamChat.getInstance('two') && new StreamChat('one') !== StreamChat.getInstance('one')
));

await ask('chat: left after disconnectUser', async () => {
  const client = new StreamChat('key');
  await client.connectUser(alice, token);
  await client.disconnectUser();
  await world.settle();
  return { left: server.open.size, user: client.userID ?? null };
});

await ask('chat: left after disconnectUser in the handshake', async () => {
  const client = new StreamChat('key');
  server.hold('connect');
  const connecting = rejected(client.connectUser(alice, token));
  await world.settle();
  rejected(client.disconnectUser());
  await world.settle();
  server.release('connect');
  await world.settle();
  await Promise.race([connecting, world.settle()]);
  return server.open.size;
});

await ask('chat: left after disconnectUser behind the handshake', async () => {
  const client = new StreamChat('key');
  server.hold('connect');
  const connecting = client.connectUser(alice, token);
  await world.settle();
  const done = connecting.then(() => client.disconnectUser());
  server.release('connect');
  await done;
  await world.settle();
  return server.open.size;
});

await ask('chat: closeConnection is partial', async () => {
  const client = new StreamChat('key');
  await client.connectUser(alice, token);
  await client.closeConnection();
  await world.settle();
  const closed = { left: server.open.size, user: client.userID };
  await client.openConnection();
  await world.settle();
  return { ...closed, again: server.open.size };
});

await ask('chat: openConnection when healthy opens nothing', async () => {
  const client = new StreamChat('key');
  await client.connectUser(alice, token);
  await client.openConnection();
  await world.settle();
  return server.opened;
});

await ask('chat: calls fail after disconnectUser that nobody awaits and connectUser', async () => {
  const client = new StreamChat('key');
  await client.connectUser(alice, token);
  const closing = client.disconnectUser();
  await client.connectUser(bob, tokenOf('bob'));
  await closing;
  await world.settle();
  return { left: server.open.size, fails: (await rejected(client.getAppSettings())) !== '' };
});

await ask('chat: warns with a secret, unless it is allowed', async () => {
  const warned = async (...more) => {
    world.warnings.clear();
    const client = new StreamChat('key', 'secret', ...more);
    await client.connectUser(alice, client.createToken('alice'));
    await client.disconnectUser();
    await world.settle();
    return [...world.warnings].some((text) => text.startsWith('Please do not use connectUser server side'));
  };
  return [await warned(), await warned({ allowServerSideConnect: true })];
});

await ask('chat: methods', async () => {
  const client = new StreamChat('key', 'secret');
  const names = new Set();
  for (let at = client; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (typeof client[name] === 'function') names.add(name);
  }
  return [...names].sort();
});

await ask('chat: status when connected', async () => {
  const client = new StreamChat('key');
  const read = () => Object.fromEntries(
    ['userID', 'user', '_user', 'wsConnection', 'wsConnection.isHealthy', 'wsPromise']
      .map((path) => [path, Boolean(path.split('.').reduce((value, name) => value?.[name], client))]),
  );
  const before = read();
  await client.connectUser(alice, token);
  return { before, after: read() };
});

await ask('chat: aliases', async () => {
  const client = new StreamChat('key');
  return { setUser: client.setUser === client.connectUser, disconnect: client.disconnect === client.disconnectUser };
});

// ---------------------------------------------------------------- video

await ask('video: sockets after new, without and with a user', async () => {
  new StreamVideoClient('key', options());
  await world.settle();
  const without = server.opened;
  new StreamVideoClient({ apiKey: 'key', user: alice, token, options: options() });
  await world.settle();
  return [without, server.opened];
});

await ask('video: getOrCreateInstance is one for a key and a user', async () => {
  const get = (user) => StreamVideoClient.getOrCreateInstance({ apiKey: 'key', user, token: tokenOf(user.id), options: options() });
  const first = get(alice);
  const result = [first === get(alice), first === get(bob)];
  await world.settle();
  return [...result, server.opened];
});

await ask('video: connectUser again, same user and other user', async () => {
  const client = new StreamVideoClient('key', { ...options(), maxConnectUserRetries: 1 });
  await client.connectUser(alice, token);
  const same = await rejected(client.connectUser(alice, token));
  const other = await rejected(client.connectUser(bob, tokenOf('bob')));
  await world.settle();
  return { same: same !== '', other: other !== '', opened: server.opened };
});

await ask('video: left after disconnectUser in the handshake', async () => {
  const client = new StreamVideoClient('key', options());
  server.hold('connect');
  rejected(client.connectUser(alice, token));
  await world.settle();
  const closing = client.disconnectUser();
  await world.settle();
  server.release('connect');
  await closing;
  await world.settle();
  return server.open.size;
});

await ask('video: connectUser behind a disconnectUser that nobody awaits', async () => {
  const client = new StreamVideoClient('key', options());
  await client.connectUser(alice, token);
  const closing = client.disconnectUser();
  await client.connectUser(bob, tokenOf('bob'));
  await closing;
  await world.settle();
  return { left: server.open.size, fails: (await rejected(client.queryCalls({}))) !== '' };
});

await ask('video: methods', async () => {
  const client = new StreamVideoClient('key', options());
  return Object.keys(client).concat(Object.getOwnPropertyNames(StreamVideoClient.prototype)).filter((name) => typeof client[name] === 'function').sort();
});

await ask('call: methods', async () => {
  const call = new StreamVideoClient('key', options()).call('default', 'room');
  return Object.keys(call).filter((name) => typeof call[name] === 'function').sort();
});

await ask('call: leaving twice', async () => {
  const call = new StreamVideoClient('key', options()).call('default', 'room');
  return [await rejected(call.leave()), await rejected(call.leave())].map((error) => error !== '');
});

process.stdout.write(`${JSON.stringify(facts, null, 1)}\n`);
leave(0);
