import { expect, test, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import sharp from 'sharp';
import { dateTimeText } from '@/shared/moment-text';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { expectAccessible, mailTo, messagesTo, signIn, watchConsole, withDatabase } from './support';

const code = (secret: string, steps = 0) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

async function signOut(page: Page): Promise<void> {
  await page.goto('/sign-out');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('/');
}

test('somebody says who they are, secures their account, takes their data along, and is forgotten', async ({ page }) => {
  const quiet = watchConsole(page, [/status of (400|403|415)/]);
  const email = `profile-${Date.now().toString(36)}@story.example`;
  await signIn(page, email, '/account/profile');

  await page.getByLabel('How others see you').fill('Latchkey');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Is a name the shop keeps for itself.')).toBeVisible();
  await page.getByLabel('How others see you').fill('Runa Feldspar');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await page.getByLabel('Dates as in').selectOption('de-DE');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await page.getByLabel('Drop a picture').setInputFiles({ name: 'me.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  await expect(page.getByText('This is no picture we take')).toBeVisible();
  await page.getByLabel('Drop a picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#7a5' } }).png().toBuffer() });
  await expect(page.getByRole('button', { name: 'Remove the picture' })).toBeVisible();
  await expectAccessible(page);

  // Eleven minutes after signing in a token takes another sign-in; what was typed stays.
  await elevenMinutesLater(email);
  await page.goto('/account/tokens');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByLabel('Name').fill('Build server');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await expect(page.getByRole('button', { name: 'Mail me a code' })).toBeVisible();
  await expectAccessible(page);
  const seen = await messagesTo(email);
  await page.getByRole('button', { name: 'Mail me a code' }).click();
  const { subject } = await mailTo(email, 'Latchkey code', seen);
  await page.getByRole('textbox', { name: 'Code' }).fill(/\d{3} \d{3}/.exec(subject)?.[0] ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Build server').first()).toBeVisible();
  // The page listens on, with the session it has now.
  await ringBell(email);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Notifications, 1 unread' })).toBeAttached();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('table', { name: 'Tokens' }).getByText('Build server')).toBeVisible();

  // At half past eight of an evening in London it is tomorrow in Tokyo.
  const at = await yesterdayEvening(email);
  await page.goto('/account/security');
  await expect(page.getByText(dateTimeText(at, { locale: 'de-DE', timeZone: 'Asia/Tokyo' })).first()).toContainText(', 05:30 · Code from the mail');
  await page.getByRole('button', { name: 'Set it up' }).click();
  const secret = await page.locator('[data-secret]').innerText();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  await page.getByLabel('The code it shows now').fill(code(secret, -1));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recovery = await codes.allInnerTexts();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 recovery codes are left')).toBeVisible();
  await expect(page.getByText('This device')).toBeVisible();
  await expectAccessible(page);

  await signOut(page);
  await signIn(page, email, '/account/security');
  await expectSecondStep(page);
  // The first step alone opens nothing, also not by its address.
  await page.goto('/account/orders');
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.goto('/sign-in/second-factor?callbackUrl=%2Faccount%2Fprivacy');
  await expectAccessible(page);
  await page.getByLabel('Code').fill(code(secret));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/account/privacy');

  await elevenMinutesLater(email);
  await page.getByRole('button', { name: 'Ask for a copy' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill(recovery[9] ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await mailTo(email, 'The copy of your data is ready');
  for (const isLate of [false, true]) {
    if (isLate) await elevenMinutesLater(email);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    if (isLate) {
      await page.getByRole('textbox', { name: 'Code' }).fill(recovery[8] ?? '');
      await page.getByRole('button', { name: 'Go on' }).click();
    }
    expect((await download).suggestedFilename()).toBe('latchkey-copy.zip');
  }
  await expectAccessible(page);

  await signOut(page);
  await signIn(page, email, '/account/privacy');
  await enterRecovery(page, recovery[0] ?? '');
  await page.waitForURL('/account/privacy');
  await signOut(page);
  await signIn(page, email, '/account/privacy');
  await enterRecovery(page, recovery[0] ?? '');
  await expect(page.getByText('was used already')).toBeVisible();
  await enterRecovery(page, recovery[1] ?? '', false);
  await page.waitForURL('/account/privacy');

  // Eleven minutes go by: a fresh code is asked for.
  await elevenMinutesLater(email);
  await page.getByRole('button', { name: 'Erase my account' }).click();
  await page.getByLabel('Your mail address').fill(email);
  await page.getByRole('button', { name: 'Erase it for good' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill(code(secret, 1));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL('/goodbye');
  await expectAccessible(page);
  await mailTo(email, 'Your account is closed and will be erased');
  quiet();
});

async function elevenMinutesLater(email: string): Promise<void> {
  await withDatabase((client) => client.query(`update sessions s set created_at = now() - interval '11 minutes', second_factor_at = now() - interval '11 minutes' from users u where u.id = s.user_id and u.email = $1`, [email]));
}

/** One notification more, as whatever happens elsewhere tells of it. */
async function ringBell(email: string): Promise<void> {
  await withDatabase(async (client) => {
    const { rows } = await client.query<{ id: string }>(`
      insert into notifications (id, user_id, type, title, href, dedupe_key, created_at)
      select 'ntf_' || id, id, 'order', 'Elsewhere', '/account/orders', 'story', now() from users where email = $1 returning user_id as id`, [email]);
    await client.query('select app.tell_live($1)', [JSON.stringify([{ userIds: rows.map(({ id }) => id), kind: 'notification', ref: 'story', at: new Date() }])]);
  });
}

/** The sign-ins of so far were at half past eight. */
async function yesterdayEvening(email: string): Promise<Date> {
  const at = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - 3.5 * HOUR_MS);
  await withDatabase((client) => client.query('update sign_in_events e set at = $2 from users u where u.id = e.user_id and u.email = $1', [email, at]));
  return at;
}

async function expectSecondStep(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'The second step' })).toBeVisible();
}

async function enterRecovery(page: Page, recoveryCode: string, fromCodes = true): Promise<void> {
  await expectSecondStep(page);
  if (fromCodes) await page.getByRole('button', { name: 'I have lost my authenticator' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
