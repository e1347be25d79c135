import { expect, test } from '@playwright/test';
import { expectAccessible, mailTo, signIn, signInAs, watchConsole } from './support';

const newcomer = (who: string) => `${who}-${Date.now()}@example.test`;
const bell = { name: /^Notifications/ };

test('the bell rings where nobody reloads, and the list it leads to is read and marked', async ({ page }) => {
  const expectQuiet = watchConsole(page);
  const email = newcomer('bell');
  await signIn(page, email, '/marketplace/alt-text-writer');
  const header = page.getByRole('banner');
  await expect(header.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();

  const other = await page.context().newPage();
  await other.goto('/account/notifications');
  await expect(other.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();
  await expectAccessible(other);

  await page.getByRole('button', { name: 'Unlock for free' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'It is yours' })).toBeVisible();
  await expect(header.getByRole('link', { name: 'Notifications, 1 unread' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(other.getByRole('banner').getByRole('link', bell)).toHaveAccessibleName('Notifications, 1 unread');
  await other.close();

  await header.getByRole('link', bell).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Your key to Alt Text Writer/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Order LK-/ })).toBeVisible();
  await expect(header.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
  await page.goto('/account/notifications?unread=1');
  await expect(page.getByRole('heading', { name: 'All read' })).toBeVisible();
  expectQuiet();
});

test('a person chooses what is mailed, and a stranger ends mail by its link without signing in', async ({ page, browser }) => {
  const expectQuiet = watchConsole(page);
  await signInAs(page, 'seller', '/account/notifications/settings');
  const choice = page.getByRole('checkbox', { name: 'Low stock, by mail' });
  const wasOn = await choice.isChecked();
  await choice.setChecked(!wasOn);
  await expect(page.getByRole('status').filter({ hasText: 'Low stock: saved.' })).toBeVisible();
  await page.reload();
  await expect(choice).toBeChecked({ checked: !wasOn });
  await expectAccessible(page);
  await choice.setChecked(wasOn);

  const guest = newcomer('guest');
  await page.goto('/account/organizations/northbeam-tools');
  const invite = async () => {
    await page.getByLabel('Mail address').fill(guest);
    await page.getByRole('button', { name: 'Invite' }).click();
  };
  await invite();
  const { text } = await mailTo(guest, 'You are invited to');
  const link = /No more mail about “Invitations”: (\S+)/.exec(text)?.[1] ?? '';
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(new URL(link).pathname);
  await expect(stranger.getByRole('heading', { level: 1, name: 'Stop this mail?' })).toBeVisible();
  await expectAccessible(stranger);
  await stranger.getByRole('button', { name: 'Stop this mail' }).click();
  await expect(stranger.getByRole('heading', { level: 1, name: 'No more of this mail' })).toBeVisible();
  await expectAccessible(stranger);
  await stranger.close();
  expectQuiet();
});

test('whoever writes mails sees each of them', async ({ page }) => {
  // The browser of a story tries a script of its own in every frame; this one runs none.
  const expectQuiet = watchConsole(page, [/Blocked script execution in '[^']*\/api\/dev\/mails\//]);
  await page.goto('/dev/mails?mail=receipt');
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Your key is ready' })).toBeVisible();
  // No script reaches into the frame, not even the one that looks for faults.
  await page.locator('iframe').evaluate((frame) => frame.remove());
  await expectAccessible(page);
  expectQuiet();
});
