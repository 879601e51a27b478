// One life of one scenario: what a drive can do, and what is recorded.

import http from 'node:http';
import * as adapters from './adapters.mjs';
import { reset, serves } from './clients.mjs';
import { load } from './load.mjs';
import { tokenOf } from './server.mjs';
import { STORM } from './world.mjs';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'beforeExit'];
const PATIENCE = 120_000; // of the scenario's own time, in milliseconds

export class NotApplicable extends Error {}

const person = (id) => ({ id, name: id[0].toUpperCase() + id.slice(1), token: tokenOf(id) });

export class Stage {
  constructor(world, packages, entry, { strict = false } = {}) {
    Object.assign(this, { world, packages, entry, strict });
    this.good = null;
  }

  async prepare() {
    reset(this.packages);
    this.world.begin();
    if (this.entry.adapter === 'script') return;
    this.module = await load(this.entry.path, this.packages, this.world.clock);
    const { packages, strict, world } = this;
    this.adapter = adapters[this.entry.adapter](this.module, this.entry, { packages, strict, world, http });
    await this.settle();
  }

  async settle() {
    await this.world.settle();
    if (this.entry.wait) await this.world.tick(this.entry.wait);
  }

  async mount(id) {
    this.adapter.mount(person(id));
    await this.settle();
  }

  async change(id) {
    this.adapter.change(person(id));
    await this.settle();
  }

  async unmount() {
    this.adapter.unmount();
    await this.settle();
  }

  async click(label) {
    const button = [...document.querySelectorAll('button, a, [role=button]')].find((one) => one.textContent.trim() === label);
    if (!button) throw new Error(`there is no button "${label}"`);
    button.click();
    await this.settle();
  }

  /** Call a function that the scenario exports. */
  async call(name, ...parameters) {
    Promise.resolve(this.module[name](...parameters)).catch((error) => this.world.failed(error));
    await this.settle();
  }

  async tick(ms) {
    await this.world.tick(ms);
  }

  async ask(id, change) {
    let done = false;
    const asked = this.adapter.ask(person(id), change).finally(() => { done = true; });
    await this.#patiently(() => done);
    await asked;
    await this.settle();
  }

  async askTogether(...ids) {
    let open = ids.length;
    const asked = ids.map((id) => this.adapter.ask(person(id)).finally(() => { open -= 1; }));
    await this.#patiently(() => !open);
    await Promise.all(asked);
    await this.settle();
  }

  /** Run a script to its end. */
  async start() {
    let done = false;
    load(this.entry.path, this.packages, this.world.clock)
      .catch((error) => this.world.failed(error))
      .finally(() => { done = true; });
    await this.#patiently(() => done);
    if (this.entry.wait) await this.world.tick(this.entry.wait);
  }

  /** Settle, and let the scenario's timers run while it is not done. */
  async #patiently(done) {
    const { world } = this;
    const end = world.clock.now + PATIENCE;
    for (let turns = 0; ; turns += 1) {
      await Promise.race([world.settle(), new Promise((resolve) => { setImmediate(resolve); })]);
      if (done() || world.exited || world.storm || turns > 10_000) break;
      if (world.clock.countTimers() && world.clock.now < end && !world.requests) {
        await world.settle();
        world.clock.next();
      }
    }
    await world.settle();
  }

  hold(what) {
    this.world.server.hold(what);
  }

  /** Refuse the next connects. */
  refuse(times) {
    this.world.server.refusals = times;
  }

  /** The life makes sense only where something is held by now. */
  needs(what) {
    if (!this.world.server.waiting(what)) throw new NotApplicable();
  }

  async release(what) {
    this.world.server.release(what);
    await this.settle();
  }

  /** Ask whether the session of the user is good now; once it was not, the life's is not. */
  async works(id) {
    if (this.entry.session === false || !this.world.server.opened || this.world.storm) return;
    const good = await serves(this.world, (this.entry.who ?? ((user) => user))(id));
    await this.world.settle();
    this.good = good && this.good !== false;
  }

  record(life, { kind, asked }) {
    const { server, errors, warnings, clients, storm } = this.world;
    return {
      life, kind: this.strict ? 'development' : kind, asked: this.entry.asked?.[life] ?? asked * (this.entry.connections ?? 1),
      opened: storm ? STORM : server.opened, most: storm ? Math.min(server.most, 2) : server.most, left: server.open.size, works: this.good, errors: [...errors].sort(),
      ...(this.strict && { variant: 'StrictMode' }),
      ...(!storm && clients.size !== server.opened && { clients: clients.size }),
      ...(warnings.size && { warnings: [...warnings].sort() }),
    };
  }

  async end() {
    await this.world.end();
    for (const name of SIGNALS) process.removeAllListeners(name);
  }
}
