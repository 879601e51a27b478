import { test as base } from '@playwright/test';
import { Shopper } from './shopper';

export const test = base.extend<{ shopper: Shopper }>({
  shopper: async ({}, use) => {
    const shopper = new Shopper();
    await shopper.arrive('grace');
    try {
      await use(shopper);
    } finally {
      await shopper.go();
    }
  },
});
