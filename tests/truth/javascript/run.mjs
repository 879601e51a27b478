// Measures every scenario and prints what was counted as JSON: node run.mjs [--only TEXT]
//
// One process per CPU, each with one DOM, one React and the real packages; lives run one after the other in it.

import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`The measurement needs Node 20 or newer; this is ${process.version}.`);
  process.exit(2);
}
if (!existsSync(new URL('node_modules/ws', import.meta.url))) {
  console.error('The packages are not installed: run npm ci in tests/truth/javascript.');
  process.exit(2);
}

const { ENTRIES } = await import('./manifest/index.mjs');
const { versions } = await import('./harness/packages.mjs');

const WORKER = fileURLToPath(new URL('harness/worker.mjs', import.meta.url));
const LIMIT = 480_000; // milliseconds for one process

const only = process.argv[2] === '--only' ? process.argv[3] : '';
const chosen = ENTRIES.filter((entry) => entry.path.includes(only));

/** What each process has to do: which place, which paths. */
function units() {
  const paths = (keep) => chosen.filter(keep).map((entry) => entry.path);
  const isNode = (entry) => ['script', 'server'].includes(entry.adapter) || entry.place === 'node';
  const shards = [['node', paths(isNode)], ['react-19', paths((entry) => !isNode(entry))]];
  shards.push(['react-18', paths((entry) => entry.adapter === 'react' && !isNode(entry))]);
  const parts = Math.max(1, Math.ceil(availableParallelism() / 2));
  return shards.flatMap(([place, all]) => {
    const count = place === 'node' ? 1 : parts;
    return Array.from({ length: count }, (_, part) => [place, all.filter((_, index) => index % count === part)]);
  }).filter(([, all]) => all.length);
}

function work([place, paths], into) {
  return new Promise((resolve, reject) => {
    const child = fork(WORKER, [place], { execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let current = paths[0];
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${place}: not done in ${LIMIT / 1000} seconds, after ${current}`));
    }, LIMIT);
    child.on('message', (message) => {
      if (message.ready) child.send({ paths });
      else if (message.done) resolve();
      else if (message.failed) reject(new Error(`${place}: ${message.failed}`));
      else {
        current = message.path;
        into.push({ place, ...message });
      }
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${place}: the process ended with ${code}, after ${current}`)); // no matter once it is done
    });
  });
}

/** The lives of a scenario, with those of React 18 only where they differ from those of React 19. */
function merged(path, results) {
  const of = (place) => results.find((one) => one.path === path && one.place === place)?.lives ?? [];
  const lives = [...of('node'), ...of('react-19')];
  const seen = new Set(lives.map((life) => JSON.stringify(life)));
  for (const life of of('react-18')) {
    if (!seen.has(JSON.stringify(life))) lives.push({ ...life, variant: ['React 18', life.variant].filter(Boolean).join(', ') });
  }
  return lives;
}

const results = [];
const queue = units();
async function next() {
  for (let unit = queue.shift(); unit; unit = queue.shift()) await work(unit, results);
}
try {
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, next));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const scenarios = chosen
  .map(({ path, title, like }) => ({ scenario: `javascript/scenarios/${path}`, title, ...(like && { like }), lives: merged(path, results) }))
  .sort((one, other) => (one.scenario < other.scenario ? -1 : 1));
process.stdout.write(`${JSON.stringify({ packages: versions(), scenarios }, null, 1)}\n`);
