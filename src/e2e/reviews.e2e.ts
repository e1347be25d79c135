import { expect, test } from '@playwright/test';
import { expectAccessible, signInAs, watchConsole } from './support';

test('a buyer reviews what she bought, the seller answers what waits, and a heart is kept through signing in', async ({ page, browser }) => {
  test.setTimeout(90_000);
  const expectQuiet = watchConsole(page);
  // A visitor's wish is granted once they have signed in.
  await page.goto('/marketplace/incident-scribe');
  await page.getByRole('button', { name: 'Favourite: Incident Scribe' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/sign-in');
  await page.getByRole('button', { name: 'Ida, who buys' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/marketplace/incident-scribe');
  await expect(page.getByRole('button', { name: 'Favourite: Incident Scribe' })).toHaveAttribute('aria-pressed', 'true');

  const reviews = page.getByRole('region', { name: 'Reviews', exact: true });
  await reviews.getByRole('button', { name: 'Review Incident Scribe' }).click();
  await reviews.getByRole('button', { name: 'Publish' }).click();
  await expect(reviews.getByText('Choose one to five stars.')).toBeVisible();
  await reviews.getByRole('radio', { name: '4 stars' }).check({ force: true });
  await reviews.getByLabel('What should others know').fill('<b>Plain</b> words.');
  await reviews.getByRole('button', { name: 'Publish' }).click();
  const own = reviews.getByRole('region', { name: 'Your review' });
  await expect(own.getByText('<b>Plain</b> words.')).toBeVisible();
  await expect(own.getByText(/Bought version/)).toBeVisible();
  await expectAccessible(page);
  await own.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(reviews.getByRole('button', { name: 'Review Incident Scribe' })).toBeVisible();

  await page.goto('/account/favorites');
  await expect(page.getByRole('link', { name: /^Incident Scribe/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Favourite: Incident Scribe' }).click();
  await expect(page.getByRole('button', { name: 'Favourite: Incident Scribe' })).toHaveAttribute('aria-pressed', 'false');

  const seller = await signInAs(browser, 'seller', '/seller/northbeam-tools/reviews?show=all');
  const unkind = seller.getByRole('listitem').filter({ hasText: 'The migration from 1.x cost me an evening' });
  await unkind.getByRole('button', { name: /^(Answer|Change answer)/ }).click();
  await unkind.getByLabel('Your answer').fill('It says so now. I am sorry about the evening.');
  await unkind.getByRole('button', { name: 'Publish answer' }).click();
  await expect(unkind.getByText('It says so now.')).toBeVisible();
  await expectAccessible(seller);
  await unkind.getByRole('button', { name: 'Take it away' }).click();
  await expect(unkind.getByText('It says so now.')).toHaveCount(0);
  expectQuiet();
});
