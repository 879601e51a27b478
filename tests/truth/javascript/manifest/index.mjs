// What there is to measure, and how each scenario is driven.

import classes from './classes.mjs';
import components from './components.mjs';
import effects from './effects.mjs';
import servers from './servers.mjs';
import sessions from './sessions.mjs';

export const ENTRIES = [...effects, ...components, ...sessions, ...servers, ...classes];
