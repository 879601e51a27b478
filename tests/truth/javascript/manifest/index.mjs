// What there is to measure, and how each scenario is driven.

import effects from './effects.mjs';

export const ENTRIES = [...effects];
