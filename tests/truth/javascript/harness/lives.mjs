// The lives that users give a program. Each says its kind, how many connections it needs, and what happens.

const ALICE = 'alice', BOB = 'bob', CAROL = 'carol';

/** Lives of everything that is mounted: components, elements, objects. */
export const MOUNTED = {
  'unmount': {
    kind: 'ordinary', asked: 1,
    async run(stage) {
      await stage.mount(ALICE);
      await stage.works(ALICE);
      await stage.unmount();
    },
  },
  'remount five times': {
    kind: 'ordinary', asked: 5,
    async run(stage) {
      for (let turn = 0; turn < 5; turn += 1) {
        await stage.mount(ALICE);
        await stage.works(ALICE);
        await stage.unmount();
      }
    },
  },
  'same user, new object': {
    kind: 'ordinary', asked: 1, changes: true,
    async run(stage) {
      await stage.mount(ALICE);
      for (let turn = 0; turn < 3; turn += 1) await stage.change(ALICE);
      await stage.works(ALICE);
      await stage.unmount();
    },
  },
  'other user': {
    kind: 'ordinary', asked: 3, changes: true, users: true,
    async run(stage) {
      await stage.mount(ALICE);
      for (const user of [BOB, CAROL]) {
        await stage.change(user);
        await stage.works(user);
      }
      await stage.unmount();
    },
  },
  'unmount in the handshake': {
    kind: 'race', asked: 1,
    async run(stage) {
      stage.hold('connect');
      await stage.mount(ALICE);
      stage.needs('connect');
      await stage.unmount();
      await stage.release('connect');
    },
  },
  'unmount while the token is fetched': {
    kind: 'race', asked: 1,
    async run(stage) {
      stage.hold('token');
      await stage.mount(ALICE);
      stage.needs('token');
      await stage.unmount();
      await stage.release('token');
    },
  },
  'quick changes': {
    kind: 'race', asked: 3, changes: true, users: true,
    async run(stage) {
      stage.hold('connect');
      await stage.mount(ALICE);
      stage.needs('connect');
      for (const user of [BOB, CAROL]) await stage.change(user);
      await stage.release('connect');
      await stage.works(CAROL);
      await stage.unmount();
    },
  },
};

/** Lives that are also measured under StrictMode. */
export const STRICT = ['unmount', 'remount five times', 'same user, new object', 'other user'];

/** Lives of handlers of requests. A server that acts for users needs no connection of its own. */
export const SERVED = {
  'three requests': {
    kind: 'ordinary', asked: 0,
    async run(stage) {
      for (const user of [ALICE, BOB, CAROL]) await stage.ask(user);
    },
  },
  'one user three times': {
    kind: 'ordinary', asked: 0,
    async run(stage) {
      for (let turn = 0; turn < 3; turn += 1) await stage.ask(ALICE);
    },
  },
};

/** The life of a script. */
export const RUN = {
  'run': { kind: 'ordinary', asked: 0, async run(stage) { await stage.start(); } },
};

// ---------------------------------------------------------------- building blocks of a manifest

/** A life in which buttons are clicked after the mount; `works` is the user whose session must be good then. */
export const clicks = (labels, { asked, works, kind = 'ordinary', unmount = true }) => ({
  kind, asked,
  async run(stage) {
    await stage.mount(ALICE);
    for (const label of labels) await stage.click(label);
    if (works) await stage.works(works);
    if (unmount) await stage.unmount();
  },
});

/** A life in which the program's own timers run for so long, in so many steps. */
export const ticks = (ms, steps, { asked, works, kind = 'ordinary' }) => ({
  kind, asked,
  async run(stage) {
    await stage.mount(ALICE);
    for (let turn = 0; turn < steps; turn += 1) await stage.tick(ms);
    if (works) await stage.works(works);
    await stage.unmount();
  },
});

/** A life of a handler whose request differs: a body that is no JSON, a missing field, an abort. */
export const asks = (change, { asked = 0, kind = 'failure', times = 1 } = {}) => ({
  kind, asked,
  async run(stage) {
    for (let turn = 0; turn < times; turn += 1) await stage.ask(ALICE, change);
  },
});

/** A script that is run and then told to end. */
export const signal = (name, { asked = 0 } = {}) => ({
  kind: 'ordinary', asked,
  async run(stage) {
    await stage.start();
    process.emit(name);
    await stage.settle();
  },
});
