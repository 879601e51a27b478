// How a scenario is begun, changed and ended: React, Vue, custom elements, and objects of classes or modules.
// Each adapter is made for one life and has mount(user), change(user), unmount().

/** Props of most components. */
export const props = (user) => ({ user: { id: user.id, name: user.name }, token: user.token });

const exported = (module, name) => {
  const found = name ? module[name] : module.default ?? Object.values(module).find((one) => typeof one === 'function');
  if (!found) throw new Error(`the scenario exports no ${name ?? 'function'}`);
  return found;
};

export function react(module, entry, { packages, strict, world }) {
  const { createElement, StrictMode, version } = packages.react;
  const { createRoot } = packages['react-dom/client'];
  const { flushSync } = packages['react-dom'];
  const Component = exported(module, entry.component);
  const failed = (error) => world.failed(error);
  let root;
  const render = (user) => {
    const element = createElement(Component, (entry.props ?? props)(user));
    try {
      flushSync(() => root.render(strict ? createElement(StrictMode, null, element) : element));
    } catch (error) {
      failed(error);
    }
  };
  return {
    mount(user) {
      const place = document.body.appendChild(document.createElement('div'));
      root = createRoot(place, version.startsWith('18') ? {} : { onUncaughtError: failed });
      render(user);
    },
    change: render,
    unmount() {
      try {
        flushSync(() => root.unmount());
      } catch (error) {
        failed(error);
      }
    },
  };
}

export function vue(module, entry, { packages, world }) {
  const { createApp, h, shallowRef } = packages.vue;
  const Component = exported(module, entry.component);
  const current = shallowRef();
  let app;
  return {
    mount(user) {
      current.value = (entry.props ?? props)(user);
      app = createApp({ render: () => h(Component, current.value) });
      app.config.errorHandler = (error) => world.failed(error);
      app.config.warnHandler = () => {};
      app.mount(document.body.appendChild(document.createElement('div')));
    },
    change(user) { current.value = (entry.props ?? props)(user); },
    unmount() { app.unmount(); },
  };
}

export function element(module, entry) {
  let made;
  const set = (user) => {
    for (const [name, value] of Object.entries(entry.attributes(user))) made.setAttribute(name, value);
  };
  return {
    mount(user) {
      const Class = exported(module, entry.component);
      const tag = `${entry.tag}-${Math.random().toString(36).slice(2)}`; // a registry forgets nothing
      customElements.define(tag, class extends Class {});
      made = document.createElement(tag);
      set(user);
      document.body.append(made);
    },
    change: set,
    unmount() { made.remove(); },
  };
}

/** `entry.open(module, user)`, `entry.change(module, user, opened)`, `entry.close(module, opened)`. */
export function object(module, entry, { world }) {
  let made;
  const guarded = (call) => {
    try {
      const result = call();
      if (typeof result?.catch === 'function') result.catch((error) => world.failed(error));
      return result;
    } catch (error) {
      world.failed(error);
      return undefined;
    }
  };
  return {
    mount(user) { made = guarded(() => entry.open(module, user)); },
    change: entry.change && ((user) => { guarded(() => entry.change(module, user, made)); }),
    unmount() { guarded(() => entry.close?.(module, made)); },
  };
}

/** A handler as frameworks call it: what it throws is answered with 500. */
const answering = (handler, world) => async (request, response) => {
  try {
    await handler(request, response);
  } catch (error) {
    world.failed(error);
    response.writeHead(500).end();
  }
};

/** Handlers of requests: `entry.request(user)` says what is asked; `handler`, `route` or an app that listens by itself. */
export function server(module, entry, { world, http }) {
  return {
    async ask(user, change = {}) {
      const { method = 'POST', path = '/', body, headers = {}, ...rest } = { ...entry.request(user), ...change };
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const init = { method, body: text, headers: { 'content-type': 'application/json', ...headers }, ...rest };
      try {
        if (entry.route) {
          await module[entry.route](new Request(`http://app.local${path}`, init), entry.context?.(user));
          return;
        }
        if (entry.page) {
          await exported(module, entry.component)(entry.page(user));
          return;
        }
        if (!world.servers.length) http.createServer(answering(exported(module, entry.component), world)).listen(0);
        const [listener] = world.servers;
        if (!listener.listening) await new Promise((resolve) => { listener.once('listening', resolve); });
        await fetch(`http://127.0.0.1:${listener.address().port}${path}`, init);
      } catch (error) {
        world.failed(error);
      }
    },
  };
}
