import { expect } from '@playwright/test';
import { test } from './fixtures';

test('the assistant answers', async ({ page, shopper }) => {
  await page.goto('/checkout');
  await expect(page.getByText(`Hello ${shopper.client.userID}`)).toBeVisible();
});
