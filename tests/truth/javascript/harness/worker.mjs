// One process of the measurement: node worker.mjs <node | react-18 | react-19>, told by its parent what to measure.

import { ENTRIES } from '../manifest/index.mjs';
import { watch } from './clients.mjs';
import { forget } from './load.mjs';
import { MOUNTED, RUN, SERVED, STRICT } from './lives.mjs';
import { Server } from './server.mjs';
import { NotApplicable, Stage } from './stage.mjs';
import { World } from './world.mjs';

const [place] = process.argv.slice(2);
const leave = process.exit.bind(process);

async function open() {
  const server = new Server();
  process.env.STREAM_LOCAL_TEST_HOST = await server.listen();
  for (const name of ['STREAM_KEY', 'STREAM_API_KEY', 'NEXT_PUBLIC_STREAM_KEY', 'REACT_APP_STREAM_KEY']) process.env[name] = 'app-key';
  for (const name of ['STREAM_SECRET', 'STREAM_API_SECRET']) process.env[name] = 'app-secret';
  const world = new World(server);
  if (place === 'node') {
    world.node();
    const { node } = await import('./packages.mjs');
    return { world, packages: watch(node(), world), clear: () => {} };
  }
  const browser = await import('./browser.mjs');
  const packages = await browser.open(world, Number(place.slice(6)));
  return { world, packages: watch(packages, world), clear: browser.clear };
}

/** The lives of an entry with whether StrictMode is on. */
function* lives(entry) {
  const base = { script: RUN, server: SERVED }[entry.adapter] ?? MOUNTED;
  const chosen = Object.entries(base).filter(([name, life]) => !(
    entry.without?.includes(name)
    || (life.changes && (entry.changes === false || (entry.adapter === 'object' && !entry.change)))
    || (life.users && entry.users === false)
  ));
  for (const [name, life] of [...chosen, ...Object.entries(entry.lives ?? {})]) yield [name, life, false];
  if (entry.adapter !== 'react') return;
  for (const [name, life] of chosen) if (STRICT.includes(name)) yield [name, life, true];
}

async function measure({ world, packages, clear }, entry) {
  const records = [];
  for (const [name, life, strict] of lives(entry)) {
    const stage = new Stage(world, packages, entry, { strict });
    clear();
    try {
      await stage.prepare();
      await life.run(stage);
      records.push(stage.record(name, life));
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw new Error(`${entry.path}, ${name}${strict ? ' (StrictMode)' : ''}: ${error.stack}`);
    }
    await stage.end();
  }
  return records;
}

process.on('disconnect', () => leave(1)); // nobody is left to tell
process.on('exit', forget);

let opened;
try {
  opened = await open();
} catch (error) {
  process.send({ failed: error.stack }, () => leave(1));
}
process.on('message', async ({ paths }) => {
  try {
    for (const path of paths) {
      const entry = ENTRIES.find((one) => one.path === path);
      process.send({ path, lives: await measure(opened, entry) });
    }
    process.send({ done: true });
  } catch (error) {
    process.send({ failed: error.stack ?? String(error) });
  }
  process.disconnect();
  leave(0);
});
process.send({ ready: true });
