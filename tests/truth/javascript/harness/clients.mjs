// Which clients a scenario makes, and whether one of them serves the right user.

/** Watch the packages' clients. Constructors go through methods that are watched; video clients get the address of the server. */
export function watch(packages, world) {
  const { StreamChat } = packages['stream-chat'];
  const setBaseURL = StreamChat.prototype.setBaseURL;
  StreamChat.prototype.setBaseURL = function (...parameters) {
    world.clients.add(this);
    return setBaseURL.apply(this, parameters);
  };
  const video = packages['@stream-io/video-client'];
  const base = video.StreamVideoClient;
  const local = (args, options) => {
    const more = { baseURL: `http://${world.server.host}/video`, clientEventsReportingEnabled: false };
    return typeof args === 'string' ? [args, { ...options, ...more }] : [{ ...args, options: { ...args.options, ...more } }];
  };
  const StreamVideoClient = new Proxy(base, {
    construct(target, parameters, self) {
      const client = Reflect.construct(target, local(...parameters), self === StreamVideoClient ? target : self);
      world.clients.add(client);
      return client;
    },
    get(target, name) {
      if (name !== 'getOrCreateInstance') return Reflect.get(target, name);
      return (args) => {
        const client = target.getOrCreateInstance(local(args)[0]);
        world.clients.add(client);
        return client;
      };
    },
  });
  return { ...packages, '@stream-io/video-client': { ...video, StreamVideoClient } };
}

/** Forget the instances that packages share. */
export function reset(packages) {
  packages['stream-chat'].StreamChat._instance = undefined;
  packages['@stream-io/video-client'].StreamVideoClient._instances?.clear();
}

/** Whether a client is connected as the user, its socket is open on the server, and a call with it succeeds. */
export async function serves(world, user) {
  for (const client of world.clients) {
    const chat = !client.streamClient;
    const inner = chat ? client : client.streamClient;
    if (inner.userID !== user || !inner.wsConnection?.isHealthy || !world.server.has(user)) continue;
    try {
      await (chat ? client.getAppSettings() : client.queryCalls({}));
      return true;
    } catch { /* the next one may */ }
  }
  return false;
}
