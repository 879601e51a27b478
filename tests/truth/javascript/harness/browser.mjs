// The globals of a browser for one process: a DOM, its WebSocket and XMLHttpRequest, and the packages on top of them.

import { JSDOM, VirtualConsole } from 'jsdom';
import { browser } from './packages.mjs';

const NAMES = [
  'document', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'customElements', 'HTMLElement', 'HTMLIFrameElement',
  'Element', 'Node', 'Event', 'CustomEvent', 'MouseEvent', 'EventTarget', 'MutationObserver', 'getComputedStyle', 'DocumentFragment', 'Text', 'SVGElement',
];

/** Set the globals up and load the packages. */
export async function open(world, react) {
  const virtual = new VirtualConsole();
  virtual.on('jsdomError', (error) => { if (error.detail) world.failed(error.detail); });
  const { window } = new JSDOM('<!doctype html><html><body></body></html>', {
    url: `http://${world.server.host}/`, pretendToBeVisual: false, virtualConsole: virtual,
  });
  Object.assign(globalThis, { window });
  for (const name of NAMES) Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  window.addEventListener('error', (event) => { world.failed(event.error ?? event.message); event.preventDefault(); });
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) globalThis[name] = window[name].bind(window);
  globalThis.reportError = (error) => world.failed(error);
  globalThis.confirm = window.confirm = () => true;
  globalThis.alert = window.alert = () => {};
  window.WebSocket = globalThis.WebSocket = world.track(window.WebSocket);
  window.XMLHttpRequest = globalThis.XMLHttpRequest = class extends window.XMLHttpRequest {
    send(...parameters) {
      world.requests += 1;
      this.addEventListener('loadend', () => { world.requests -= 1; }, { once: true });
      super.send(...parameters);
    }
  };
  window.fetch = globalThis.fetch;
  return browser(react);
}

/** Empty the page and what a browser remembers of it. */
export function clear() {
  document.body.innerHTML = '';
  localStorage.clear();
  sessionStorage.clear();
}
