// A server on loopback that speaks enough of Stream's protocol for clients to connect, and counts their sockets.
//
// Chat: GET /connect?json=…  the first message is a health check with `connection_id` and `me`; a URL without a user is refused.
// Video: GET /video/connect  the client sends its token first; the answer is `connection.ok`.
// REST: everything is answered with what the SDKs need and no more. /token… gives a development token for the user that is named.

import http from 'node:http';
import { WebSocketServer } from 'ws';

const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'access-control-max-age': '600',
};

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const tokenOf = (user) => `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ user_id: user })}.devtoken`;

export class Server {
  constructor() {
    this.http = http.createServer((request, response) => this.#answer(request, response));
    this.sockets = new WebSocketServer({ noServer: true });
    this.http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.http.keepAliveTimeout = 60_000;
    this.reset();
  }

  listen() {
    return new Promise((resolve) => {
      this.http.listen(0, '127.0.0.1', () => {
        this.host = `127.0.0.1:${this.http.address().port}`;
        resolve(this.host);
      });
    });
  }

  /** Forget what was counted. No socket may be open. */
  reset() {
    this.opened = 0;
    this.most = 0;
    this.open = new Map(); // socket -> user
    this.keys = new Map(); // API key -> opened
    this.users = new Map(); // user -> { opened, closed, open, most }
    this.owed = 0; // sockets that wait for their greeting
    this.requests = 0; // requests that are not answered
    this.calls = []; // method and path of the requests
    this.held = { connect: null, token: null };
    this.refusals = 0; // how many of the next connects are refused
  }

  /** Keep connects or tokens waiting until `release`. */
  hold(what) {
    this.held[what] = [];
  }

  release(what) {
    const waiting = this.held[what] ?? [];
    this.held[what] = null;
    for (const go of waiting) go();
    return waiting.length;
  }

  waiting(what) {
    return this.held[what]?.length ?? 0;
  }

  /** Drop every socket without a word, as a process that ends does. */
  drop() {
    for (const socket of this.sockets.clients) socket.terminate();
  }

  #upgrade(request, socket, head) {
    const go = () => {
      if (socket.destroyed) return;
      this.sockets.handleUpgrade(request, socket, head, (opened) => this.#connected(opened, new URL(request.url, 'http://x')));
    };
    if (this.held.connect) this.held.connect.push(go);
    else go();
  }

  #connected(socket, url) {
    const video = url.pathname.startsWith('/video');
    const details = video ? {} : JSON.parse(url.searchParams.get('json') ?? '{}');
    this.opened += 1;
    this.keys.set(url.searchParams.get('api_key'), (this.keys.get(url.searchParams.get('api_key')) ?? 0) + 1);
    this.#count(socket, details.user_id ?? details.user_details?.id);
    socket.on('close', () => this.#closed(socket));
    socket.on('error', () => {});
    if (video) {
      socket.once('message', (data) => {
        this.#rename(socket, JSON.parse(data).user_details?.id);
        this.#greet(socket, (user) => ({ type: 'connection.ok', connection_id: `v-${this.opened}`, me: { id: user } }));
      });
      return;
    }
    if (!this.open.get(socket)) {
      this.#refused(socket, { code: 4, StatusCode: 400, message: 'user_details is a required field' });
    } else if (this.refusals) {
      this.refusals -= 1;
      this.#refused(socket, { code: 5, StatusCode: 403, message: 'connect is refused' });
    } else {
      this.#greet(socket, (user) => ({
        type: 'health.check', connection_id: `c-${this.opened}`, cid: '*', created_at: '2026-01-01T00:00:00Z',
        me: { id: user, role: 'user', unread_count: 0, total_unread_count: 0, unread_channels: 0, mutes: [], channel_mutes: [], devices: [] },
      }));
      socket.on('message', (data) => {
        const [event] = JSON.parse(data);
        if (event?.type === 'health.check') socket.send(JSON.stringify({ type: 'health.check', connection_id: event.client_id }));
      });
    }
  }

  #greet(socket, greeting) {
    this.owed += 1;
    setImmediate(() => {
      this.owed -= 1;
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(greeting(this.open.get(socket))));
    });
  }

  #refused(socket, error) {
    socket.send(JSON.stringify({ error }));
    socket.close(1000, error.message);
  }

  #count(socket, user) {
    this.open.set(socket, user);
    this.most = Math.max(this.most, this.open.size);
    const of = this.users.get(user) ?? { opened: 0, closed: 0, open: 0, most: 0 };
    of.opened += 1;
    of.open += 1;
    of.most = Math.max(of.most, of.open);
    this.users.set(user, of);
  }

  #rename(socket, user) {
    const of = this.users.get(this.open.get(socket));
    if (of) {
      of.opened -= 1;
      of.open -= 1;
    }
    this.#count(socket, user);
  }

  #closed(socket) {
    const of = this.users.get(this.open.get(socket));
    of.closed += 1;
    of.open -= 1;
    this.open.delete(socket);
  }

  /** Whether a user is connected now. */
  has(user) {
    return (this.users.get(user)?.open ?? 0) > 0;
  }

  #answer(request, response) {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, HEADERS).end();
      return;
    }
    this.requests += 1;
    response.on('close', () => { this.requests -= 1; });
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const url = new URL(request.url, 'http://x');
      this.calls.push(`${request.method} ${url.pathname}`);
      const reply = (content) => {
        if (response.destroyed) return;
        const text = typeof content === 'string' ? content : JSON.stringify(content);
        response.writeHead(200, { ...HEADERS, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
      };
      if (/token/i.test(url.pathname)) {
        const token = tokenOf(named(url, body));
        const go = () => reply(url.pathname.endsWith('.txt') ? token : { token });
        if (this.held.token) this.held.token.push(go);
        else go();
        return;
      }
      reply(this.#content(request.method, url.pathname, body));
    });
  }

  #content(method, path, body) {
    if (path.endsWith('/guest')) {
      const user = JSON.parse(body).user;
      return { user, access_token: tokenOf(user.id) };
    }
    if (/\/channels\/[^/]+\/[^/]+\/query$/.test(path)) {
      const [type, id] = path.split('/').slice(-3);
      return { channel: { type, id, cid: `${type}:${id}`, config: {} }, members: [], messages: [], watchers: [], read: [], pinned_messages: [] };
    }
    return { app: { name: 'truth' }, users: method === 'GET' ? [] : {}, channels: [], calls: [], threads: [], messages: [], message: { id: 'm', text: '' }, duration: '1ms' };
  }
}

/** The user that a request for a token names: in its query, its body, or as the last part of its path. */
function named(url, body) {
  for (const name of ['user', 'userId', 'user_id', 'id', 'uid', 'member']) {
    if (url.searchParams.has(name)) return url.searchParams.get(name);
  }
  try {
    const found = Object.values(JSON.parse(body)).find((value) => typeof value === 'string');
    if (found) return found;
  } catch { /* no body */ }
  return decodeURIComponent(url.pathname.split('/').at(-1)).replace(/\.txt$/, '');
}
