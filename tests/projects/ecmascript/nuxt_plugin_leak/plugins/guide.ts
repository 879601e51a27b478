import { guideFor } from '~/utils/guide';

export default defineNuxtPlugin(async () => {
  const visitor = useCookie('visitor');
  return { provide: { guide: await guideFor(visitor.value) } };
});
