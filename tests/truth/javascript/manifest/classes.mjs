import { clicks } from '../harness/lives.mjs';
import { element, object, react, vue } from './make.mjs';

const service = {
  open(module, u) {
    const made = new module.ChatService();
    made.connect(u.id, u.token);
    return made;
  },
  close: (module, made) => made.disconnect(),
  without: ['unmount in the handshake'], // connect is awaited by those who call it
};
const attributes = (u) => ({ user: u.id, token: u.token });
const bubble = { attributes, changes: false, tag: 'chat-bubble' };
const three = { 'three clicks': clicks(['Join', 'Join', 'Join'], { asked: 1 }) };

export default [
  react('classes/no_unmount.jsx', 'class component without componentWillUnmount', { without: ['other user', 'quick changes'] }),
  react('classes/unmounts.jsx', 'class component, disconnects after the connect', { without: ['other user', 'quick changes'] }),
  react('classes/unmounts_at_once.tsx', 'class component, disconnects at once', { without: ['other user', 'quick changes'] }),
  react('classes/misspelt.jsx', 'class component with a misspelt method', { without: ['other user', 'quick changes'] }),
  react('classes/updates_overwrite.jsx', 'class component that overwrites its client on update'),
  react('classes/updates_close_first.tsx', 'class component with a queue of its own'),
  object('classes/service_pair.ts', 'service with connect and disconnect', service),
  object('classes/service_replaces.ts', 'service that overwrites its client', {
    ...service,
    change: (module, u, made) => made.connect(u.id, u.token),
    without: ['unmount in the handshake', 'quick changes'],
  }),
  element('classes/widget_element.js', 'custom element without disconnectedCallback', bubble),
  element('classes/widget_element_closes.js', 'custom element, disconnects after the connect', bubble),
  element('classes/widget_element_at_once.ts', 'custom element, disconnects at once', bubble),
  vue('vue/mounted_only.ts', 'Vue, onMounted alone', { changes: false }),
  vue('vue/paired.ts', 'Vue, onMounted and onUnmounted', { changes: false }),
  vue('vue/at_once.ts', 'Vue, disconnects at once', { changes: false }),
  vue('vue/watches_user.ts', 'Vue, connects in a watcher'),
  vue('vue/in_setup.ts', 'Vue, connects in setup', { changes: false }),
  vue('vue/options_pair.js', 'Vue options, mounted and unmounted', { changes: false }),
  react('video/effect_open.tsx', 'video client that connects when it is built, no cleanup'),
  react('video/effect_paired.tsx', 'video client that connects when it is built, disconnects at once'),
  react('video/effect_shared_paired.jsx', 'shared video client, disconnects at once'),
  react('video/effect_shared_open.jsx', 'shared video client, no cleanup'),
  react('video/in_body.jsx', 'video client built in the body'),
  react('video/connects_later.tsx', 'video client, connectUser and disconnect at once'),
  react('video/captured_state.jsx', 'video client, cleanup reads captured state', { without: ['other user', 'quick changes'] }),
  react('video/join_button.jsx', 'button that builds a video client', { lives: three }),
];
