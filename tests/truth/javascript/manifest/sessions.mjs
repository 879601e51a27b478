import { clicks } from '../harness/lives.mjs';
import { object, react, user } from './make.mjs';

const FIXED = ['other user', 'quick changes'];
const toggled = (labels = ['Toggle']) => ({ 'part is closed': clicks(labels, { asked: 1, works: 'alice' }) });
const pair = (open, close) => ({
  open: (module, u) => module[open]({ id: u.id, token: u.token }),
  change: (module, u) => module[open]({ id: u.id, token: u.token }),
  close: (module) => module[close](),
  without: ['unmount in the handshake', 'quick changes'], // these are awaited by those who call them
  asked: { 'same user, new object': 4 }, // each call asks for a connection
});
const instance = (name, open, close) => ({
  open(module, u) {
    const made = new module[name]();
    made[open]({ id: u.id, token: u.token });
    return made;
  },
  change: (module, u, made) => made[open]({ id: u.id, token: u.token }),
  close: (module, made) => made[close](),
  without: ['unmount in the handshake', 'quick changes'],
  asked: { 'same user, new object': 4 },
});

export default [
  object('sessions/upgrade.ts', 'switch of users, disconnect not awaited', pair('become', 'leave')),
  react('sessions/effect_per_user.jsx', 'shared client, effect per user, disconnects at once', { props: user('agent') }),
  object('sessions/service_switch.ts', 'service that switches users, disconnect not awaited', instance('Session', 'use', 'end')),
  object('sessions/service_switch_awaited.ts', 'service that switches users, disconnect awaited', { like: 'HUP501', ...instance('Session', 'use', 'end') }),
  object('sessions/become_chained.js', 'connect chained on the disconnect', { like: 'HUP501', ...pair('become', 'leave') }),
  object('sessions/other_object.ts', 'old client disconnects while a new one connects', {
    like: 'HUP501', ...pair('rotate', 'stop'), asked: { 'unmount': 2, 'remount five times': 6, 'same user, new object': 5, 'other user': 4 },
  }),
  object('sessions/video_switch.ts', 'video client, disconnect not awaited: the client queues it', { like: 'HUP501', ...pair('takeStage', 'leaveStage') }),
  object('sessions/flag_guard.ts', 'guard asks a flag', pair('play', 'quit')),
  object('sessions/asks_client.js', 'guard asks whether anybody is connected', pair('serve', 'close')),
  object('sessions/field_guard.ts', 'guard in a class asks whether anybody is connected', instance('Ward', 'admit', 'discharge')),
  react('sessions/ref_guard.tsx', 'guard asks a ref', { props: user('seat'), without: ['quick changes'] }),
  object('sessions/compares_user.ts', 'guard compares the user', { like: 'HUP502', ...pair('serve', 'close') }),
  object('sessions/remembers_whom.js', 'guard compares the user that was remembered', { like: 'HUP502', ...pair('play', 'quit') }),
  react('sessions/maybe_user.tsx', 'guard against a missing user', { like: 'HUP502' }),
  object('sessions/field_names_user.ts', 'guard in a class compares the user', { like: 'HUP502', ...instance('Reception', 'admit', 'discharge') }),
  react('sessions/panel_releases.jsx', 'a part disconnects the client of the page', { without: FIXED, lives: toggled() }),
  react('sessions/siblings.tsx', 'two siblings share a client and both disconnect it', { without: FIXED, lives: toggled() }),
  react('sessions/socket_only.jsx', 'cleanup closes the socket of a shared client', { without: FIXED }),
  react('sessions/modal.tsx', 'a part closes the socket of the page', { without: FIXED, lives: toggled() }),
  react('sessions/panel_listens.jsx', 'a part listens and unsubscribes', { like: 'HUP503', without: FIXED, lives: toggled() }),
  react('sessions/siblings_own.tsx', 'two siblings with a client each', { like: 'HUP503', connections: 2, lives: toggled() }),
  react('sessions/panel_watches.jsx', 'a part watches a channel and stops', { like: 'HUP503', without: FIXED, lives: toggled() }),
  object('sessions/sleeps_and_wakes.ts', 'socket closed in the background and opened again', {
    like: 'HUP503', ...pair('login', 'logout'), change: undefined,
    lives: {
      'sleep and wake': {
        kind: 'ordinary', asked: 2,
        async run(stage) {
          await stage.mount('alice');
          await stage.call('sleep');
          await stage.call('wake');
          await stage.works('alice');
          await stage.unmount();
        },
      },
    },
  }),
];

