import { expect, test } from '@playwright/test';
import { Shopper } from './shopper';

test('the assistant answers', async ({ page }) => {
  const shopper = new Shopper();
  await shopper.arrive('grace');
  await page.goto('/checkout');
  await expect(page.getByText('How can I help?')).toBeVisible();
});
