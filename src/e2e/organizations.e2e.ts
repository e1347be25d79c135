import { expect, test } from '@playwright/test';
import { expectAccessible, mailTo, signIn, watchConsole } from './support';

test('a person founds an organization, invites a colleague by mail, hands it over, and leaves', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const expectQuiet = watchConsole(page, [/status of 40[39]/]);
  const [founder, colleague] = [`founder-${Date.now()}@example.test`, `colleague-${Date.now()}@example.test`];
  const name = `Kestrel ${Date.now()}`;

  await signIn(page, founder, '/account/organizations');
  await expect(page.getByRole('heading', { name: 'You belong to none' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Its name').fill(name);
  await page.getByRole('button', { name: 'Found it' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('You are the only owner')).toBeVisible();
  await page.getByLabel('Mail address').fill(founder);
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByText('belongs to the organization already')).toBeVisible();
  await page.getByLabel('Mail address').fill(colleague);
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByText(`Withdraw the invitation to ${colleague}`)).toBeVisible();
  await expectAccessible(page);

  const link = /https?:\/\/\S+\/invitations\/\S+/.exec((await mailTo(colleague, name)).text)?.[0] ?? '';
  await page.goto(link);
  await expect(page.getByText('you are signed in with another address')).toBeVisible();
  await expectAccessible(page);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: `Join ${name}` })).toBeVisible();
  await expectAccessible(guest);
  await signIn(guest, colleague, new URL(link).pathname);
  await guest.getByRole('button', { name: 'Join' }).click();
  await expect(guest.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(guest.getByText('You are a member')).toBeVisible();
  await expectAccessible(guest);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This invitation was accepted' })).toBeVisible();
  await expectAccessible(guest);

  await page.goto('/account/organizations');
  await expectAccessible(page);
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: /What to do about/ }).click();
  await page.getByRole('menuitem', { name: 'Hand over to them' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('button', { name: 'Leave the organization' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'You belong to none' })).toBeVisible();
  await guest.reload();
  await guest.goto('/account/organizations');
  await guest.getByRole('link', { name }).click();
  await expect(guest.getByText('You are an owner')).toBeVisible();
  await expect(guest.getByText('1 person.')).toBeVisible();
  expectQuiet();
});
