import { guide } from '~/utils/guide';

export default defineNuxtPlugin(() => ({ provide: { guide: guide() } }));
