// The real packages, as scenarios import them: bundled once per React for a browser, or Node's own.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const HERE = fileURLToPath(new URL('.', import.meta.url));

const BROWSER = `
  import * as react from 'react';
  import * as runtime from 'react/jsx-runtime';
  import * as dom from 'react-dom';
  import * as client from 'react-dom/client';
  import * as vue from 'vue';
  import * as chat from 'stream-chat';
  import { useCreateChatClient } from 'stream-chat-react';
  import * as video from '@stream-io/video-client';
  export default {
    'react': react, 'react/jsx-runtime': runtime, 'react-dom': dom, 'react-dom/client': client, 'vue': vue,
    'stream-chat': chat, 'stream-chat-react': { useCreateChatClient }, '@stream-io/video-client': video,
  };
`;

/** The packages of a browser with React 18 or 19, as a table from name to exports. They find their globals in this process. */
export async function browser(react) {
  const alias = react === 18
    ? Object.fromEntries(['react/jsx-runtime', 'react-dom/client', 'react-dom', 'react'].map((name) => [name, require.resolve(name.replace(/^(react(?:-dom)?)/, '$1-18'))]))
    : {};
  const { outputFiles: [bundle] } = await build({
    stdin: { contents: BROWSER, resolveDir: HERE },
    bundle: true, write: false, format: 'cjs', platform: 'browser', logLevel: 'error', alias,
    define: { 'process.env.NODE_ENV': '"development"', '__VUE_OPTIONS_API__': 'true', '__VUE_PROD_DEVTOOLS__': 'false', '__VUE_PROD_HYDRATION_MISMATCH_DETAILS__': 'false' },
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', bundle.text)(module, module.exports, require);
  return module.exports.default;
}

/** Packages for a process without a DOM: what Node itself finds. */
export function node() {
  return Object.fromEntries(['stream-chat', '@stream-io/video-client', 'express'].map((name) => [name, require(name)]));
}

/** The versions that are pinned, of the packages that decide. */
export function versions() {
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const names = ['stream-chat', 'stream-chat-react', '@stream-io/video-client', 'react', 'react-18', 'vue', 'express'];
  return Object.fromEntries(names.map((name) => [name, dependencies[name].split('@').at(-1)]));
}
