// What there is to measure, and how each scenario is driven.

import components from './components.mjs';
import effects from './effects.mjs';

export const ENTRIES = [...effects, ...components];
