// What a scenario sees of the world, and what the harness must know of it: sockets, requests, timers, errors.
//
// `settle` waits for a state and never for a time: no socket is connecting or closing, no greeting is owed, no request is pending,
// no short timer is set, and the event loop turned a few times without any of it.

import http from 'node:http';
import { createRequire } from 'node:module';
import { createClock } from '@sinonjs/fake-timers';

const require = createRequire(import.meta.url);

/** A timer of a library that ends sooner is waited for; a longer one (health checks, reconnects) is not. */
const SHORT = 60;
const QUIET_TURNS = 5;
/** A program that opens more while nothing happens to it is a storm: nobody waits for its end, and the number is the limit. */
export const STORM = 16;
const STUCK = 60_000;

const real = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate };
const turn = () => new Promise((resolve) => { real.setImmediate(resolve); });

export class World {
  constructor(server) {
    this.server = server;
    this.sockets = new Set();
    this.requests = 0;
    this.timers = new Map();
    this.errors = new Set();
    this.warnings = new Set();
    this.clients = new Set();
    this.exited = false;
    this.#watchTimers();
    this.#watchErrors();
    this.#watchFetch();
    this.#watchHttp();
    this.begin();
  }

  begin() {
    this.errors.clear();
    this.warnings.clear();
    this.clients.clear();
    this.clock = createClock(Date.UTC(2026, 0, 1));
    this.exited = false;
    this.storm = false;
    this.server.reset();
  }

  /** End everything that a life has left behind, so that the next one begins in an empty world. */
  async end() {
    this.#forgetTimers();
    for (const what of ['connect', 'token']) this.server.release(what);
    this.server.drop();
    for (const listener of this.servers.splice(0)) {
      listener.closeAllConnections();
      await new Promise((resolve) => { listener.close(resolve); });
    }
    const until = Date.now() + STUCK;
    while (this.server.open.size || [...this.sockets].some((socket) => socket.readyState !== 3)) {
      this.#forgetTimers();
      this.server.drop();
      if (Date.now() > until) throw new Error('sockets of a life do not close');
      await turn();
    }
    this.sockets.clear();
    this.#forgetTimers();
  }

  #forgetTimers() {
    for (const [id, { clear }] of this.timers) clear(id);
    this.timers.clear();
  }

  // -------------------------------------------------------------- waiting

  #busy() {
    const held = this.server.waiting('connect');
    let connecting = 0;
    let open = 0;
    for (const socket of this.sockets) {
      if (socket.readyState === 0) connecting += 1;
      else if (socket.readyState === 1) open += 1;
      else if (socket.readyState === 2) return 'a socket is closing';
    }
    if (connecting && !held) return 'a socket is connecting'; // behind a held one a browser queues the others
    if (open !== this.server.open.size) return 'a socket is open on one side';
    if (this.server.owed) return 'a greeting is owed';
    if (this.requests > this.server.waiting('token')) return 'a request is pending';
    if (this.server.requests > this.server.waiting('token')) return 'a request is not answered';
    for (const { short } of this.timers.values()) if (short) return 'a short timer is set';
    return '';
  }

  async settle() {
    const until = Date.now() + STUCK;
    const before = this.server.opened;
    let quiet = 0;
    let why = '';
    while (quiet < QUIET_TURNS) {
      await turn();
      if (this.server.opened - before >= STORM) {
        this.storm = true;
        return;
      }
      why = this.#busy();
      quiet = why ? 0 : quiet + 1;
      if (why && Date.now() > until) throw new Error(`nothing settles: ${why}`);
    }
  }

  /** Let the scenario's own timers run for so many milliseconds. */
  async tick(ms) {
    const end = this.clock.now + ms;
    while (this.clock.countTimers() && this.clock.now < end) {
      const before = this.clock.now;
      this.clock.next();
      if (this.clock.now > end) break;
      await this.settle();
      if (this.clock.now === before && this.storm) return;
    }
    await this.settle();
  }

  // -------------------------------------------------------------- watching

  track(Socket) {
    const { sockets } = this;
    return class extends Socket {
      constructor(...parameters) {
        super(...parameters);
        sockets.add(this);
      }
    };
  }

  #watchTimers() {
    const { timers } = this;
    const wrap = (set, clear, repeats) => (callback, delay = 0, ...rest) => {
      const id = set((...parameters) => {
        if (!repeats) timers.delete(id);
        callback(...parameters);
      }, delay, ...rest);
      timers.set(id, { short: !repeats && !(delay > SHORT), clear });
      return id;
    };
    const unwrap = (clear) => (id) => {
      timers.delete(id);
      clear(id);
    };
    globalThis.setTimeout = wrap(real.setTimeout, real.clearTimeout, false);
    globalThis.setInterval = wrap(real.setInterval, real.clearInterval, true);
    globalThis.clearTimeout = unwrap(real.clearTimeout);
    globalThis.clearInterval = unwrap(real.clearInterval);
  }

  #watchErrors() {
    process.on('uncaughtException', (error) => this.failed(error));
    process.on('unhandledRejection', (error) => this.failed(error));
    for (const name of ['log', 'info', 'debug', 'error']) console[name] = () => {};
    console.warn = (...parts) => {
      const text = parts.map(String).join(' ');
      const known = /Consecutive calls to connectUser is detected|Please do not use connectUser server side|already exists for/.exec(text);
      if (known) this.warnings.add(known[0]);
    };
  }

  /** An error that nobody handled. */
  failed(error) {
    let text = String(error?.message ?? error).split('\n')[0];
    if (text.startsWith('{')) text = JSON.parse(text).message || 'connection failed';
    this.errors.add(text.replace(/127\.0\.0\.1:\d+/g, 'server'));
  }

  #watchFetch() {
    const fetch = globalThis.fetch;
    globalThis.fetch = async (input, options) => {
      this.requests += 1;
      try {
        const url = typeof input === 'string' && input.startsWith('/') ? `http://${this.server.host}${input}` : input;
        const response = await fetch(url, options);
        const body = await response.arrayBuffer();
        const { status, headers } = response;
        return new Response([204, 304].includes(status) ? null : body, { status, headers });
      } finally {
        this.requests -= 1;
      }
    };
  }

  #watchHttp() {
    this.servers = [];
    const listen = http.Server.prototype.listen;
    const own = this.server.http;
    const { servers } = this;
    http.Server.prototype.listen = function (...parameters) {
      if (this === own) return listen.apply(this, parameters);
      servers.push(this);
      return listen.call(this, 0, '127.0.0.1', ...parameters.filter((one) => typeof one === 'function'));
    };
    const request = http.request;
    http.request = (...parameters) => {
      const made = request(...parameters);
      if (made.getHeader('upgrade')) return made; // a WebSocket, which is counted as one
      this.requests += 1;
      made.once('close', () => { this.requests -= 1; });
      return made;
    };
  }

  /** In a process without a DOM: the sockets of `ws`, and the end of the process. */
  node() {
    const path = require.resolve('ws');
    const original = require(path);
    const Tracked = this.track(original.WebSocket);
    for (const name of ['Server', 'WebSocketServer', 'Receiver', 'Sender', 'createWebSocketStream']) Tracked[name] = original[name];
    Tracked.WebSocket = Tracked;
    require.cache[path].exports = Tracked;
    globalThis.WebSocket = Tracked; // as newer Nodes have it
    this.leave = process.exit;
    process.exit = () => {
      this.exited = true;
      this.server.drop();
      return new Promise(() => {});
    };
  }
}
