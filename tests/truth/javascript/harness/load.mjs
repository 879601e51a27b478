// Scenario files as modules that are evaluated anew for every life.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../scenarios/', import.meta.url));
const WRITTEN = fileURLToPath(new URL('../node_modules/.cache/hangup-truth/', import.meta.url));
const CLOCK = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];
const ENV = { VITE_STREAM_KEY: 'vite-key', VITE_STREAM_API_KEY: 'vite-key', PROD: false, DEV: true };

const require = createRequire(import.meta.url);
const compiled = new Map();
let lives = 0;

function compile(path) {
  if (compiled.has(path)) return compiled.get(path);
  const source = readFileSync(ROOT + path, 'utf8');
  const options = {
    loader: path.endsWith('x') ? 'tsx' : /\.[mc]?ts$/.test(path) ? 'ts' : 'jsx',
    jsx: 'automatic', target: 'node20', define: { 'import.meta.env': JSON.stringify(ENV) }, sourcefile: path,
  };
  const waits = /\.mjs$/.test(path) || /^(?:await|for await|(?:const|let) .* = await)\b/m.test(source);
  const code = transformSync(source, { ...options, format: waits ? 'esm' : 'cjs' }).code;
  if (waits) {
    mkdirSync(WRITTEN, { recursive: true });
    const file = WRITTEN + `${process.pid}-${path.replaceAll('/', '-').replace(/\.\w+$/, '.mjs')}`;
    writeFileSync(file, `const { ${CLOCK.join(', ')} } = globalThis.truthClock;\n${code}`);
    compiled.set(path, { file });
  } else {
    compiled.set(path, { body: new Function('module', 'exports', 'require', ...CLOCK, code) });
  }
  return compiled.get(path);
}

/** Delete what was written for this process. */
export function forget() {
  for (const { file } of compiled.values()) if (file) rmSync(file, { force: true });
}

/** Evaluate a scenario. Its imports are the given packages, its timers are those of the clock. */
export async function load(path, packages, clock) {
  const timers = Object.fromEntries(CLOCK.map((name) => [name, clock[name].bind(clock)]));
  const { file, body } = compile(path);
  if (file) {
    globalThis.truthClock = timers;
    lives += 1;
    return import(`${pathToFileURL(file)}?life=${lives}`);
  }
  const module = { exports: {} };
  const find = (name) => packages[name] ?? require(name);
  body(module, module.exports, find, ...CLOCK.map((name) => timers[name]));
  return module.exports;
}
