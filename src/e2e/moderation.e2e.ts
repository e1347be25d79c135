import { expect, test } from '@playwright/test';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { expectAccessible, port, signInAs, withDatabase } from './support';

const SLUG = 'fastify-tenant-starter';

test('a product is reported, taken down, appealed and put back; an admin sees the shop as the buyer and changes nothing', async ({ page, browser }) => {
  test.setTimeout(90_000);
  const { email } = DEMO_ACCOUNTS.buyer;
  await withDatabase((client) => client.query(`delete from moderation_cases where subject_id = (select id from products where slug = $1)`, [SLUG]));
  await signInAs(page, 'buyer', `/marketplace/${SLUG}`);
  await page.getByRole('button', { name: 'Report this product' }).click();
  await page.getByLabel('In your words (may stay empty)').fill('The text is copied from our handbook.');
  await page.getByRole('button', { name: 'Report it' }).click();
  await expect(page.getByText('Thank you. Somebody of the shop looks at it.')).toBeVisible();
  const { caseId, title } = await withDatabase(async (client) => (await client.query<{ caseId: string; title: string }>(
    'select c.id as "caseId", p.title from moderation_cases c join products p on p.id = c.subject_id where p.slug = $1', [SLUG])).rows[0]!);

  const admin = await signInAs(browser, 'admin', '/admin/moderation');
  await expectAccessible(admin);
  await admin.locator(`a[href="/admin/moderation/${caseId}"]`).click();
  await expect(admin.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(admin.getByText('The text is copied from our handbook.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Take it down' }).click();
  await admin.getByLabel('What its owner reads').fill('It is another author’s text.');
  await admin.getByRole('dialog').getByRole('button', { name: 'Take it down' }).click();
  await expect(admin.getByText('It is another author’s text.')).toBeVisible();
  await expect(admin.getByText('Upheld')).toBeVisible();

  const seller = await signInAs(browser, 'seller', `/account/moderation/${caseId}`);
  await expect(seller.getByRole('heading', { name: 'It was taken down' })).toBeVisible();
  await expectAccessible(seller);
  await seller.getByLabel('Why you think we are wrong').fill('We wrote both.');
  await seller.getByRole('button', { name: 'Ask for another look' }).click();
  await expect(seller.getByRole('heading', { name: 'Somebody else is looking at it' })).toBeVisible();

  await admin.reload();
  await admin.getByRole('button', { name: 'Put it back' }).click();
  await admin.getByLabel('What its owner reads').fill('You did.');
  await admin.getByRole('dialog').getByRole('button', { name: 'Put it back' }).click();
  await expect(admin.getByText('Dismissed')).toBeVisible();

  // The buyer, as the admin finds them and sees the shop with their eyes.
  await admin.goto('/admin/users');
  await expectAccessible(admin);
  await admin.getByLabel('Mail address, name or id').fill(email);
  await admin.getByRole('button', { name: 'Find' }).click();
  await admin.getByRole('table', { name: 'Users' }).getByRole('link', { name: 'Ida Moberg' }).click();
  await expect(admin.getByRole('button', { name: 'Look as this person' })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Look as this person' }).click();
  await admin.getByLabel('Why, for the log').fill('They asked for help.');
  await admin.getByRole('dialog').getByRole('button', { name: 'Look as this person' }).click();
  await admin.waitForURL(({ pathname }) => pathname === '/account/orders');
  const banner = admin.getByRole('complementary', { name: 'You look as somebody else' });
  await expect(banner).toBeVisible();
  await expectAccessible(admin);
  await admin.goto('/account/tokens');
  await expect(admin.getByRole('heading', { name: 'This stays with its owner' })).toBeVisible();
  const answer = await admin.request.post('/api/trpc/account.updateProfile', { headers: { origin: `http://localhost:${port}` }, data: { json: { displayName: 'Taken over', locale: 'en-GB', timeZone: 'UTC' } } });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain('READ_ONLY');
  await banner.getByRole('button', { name: 'Stop' }).click();
  await expect(admin.getByRole('heading', { name: 'What was done about them' })).toBeVisible();
  await expect(admin.getByText('impersonation.end').first()).toBeVisible();
  await admin.goto('/admin/settings');
  await expect(admin.getByRole('heading', { name: 'Payments' })).toBeVisible();
  await expectAccessible(admin);
  await page.goto('/account/security');
  await expect(page.getByText('Looked at the shop as you; changed nothing').first()).toBeVisible();
});
