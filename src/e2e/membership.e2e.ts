import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, mailTo, payByCard, port, signIn, watchConsole, withDatabase } from './support';

const DAY = 86_400;
const PAGE = { name: 'Latchkey membership, Pro+' };

async function control(route: string, body: object): Promise<void> {
  const answer = await fetch(`http://localhost:${port + 42}/_double/${route}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

/** The customer Stripe keeps for somebody. */
const customerOf = (email: string) =>
  withDatabase(async (client) => {
    const { rows } = await client.query<{ id: string }>('select c.stripe_customer_id as id from billing_customers c join users u on u.id = c.user_id where u.email = $1', [email]);
    return rows[0]?.id ?? '';
  });

/** Reads the billing page until it says so: what Stripe tells arrives a moment later. */
async function expectBilling(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.goto('/account/billing');
    await expect(page.getByRole('main').getByText(text).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

async function changeTo(page: Page, plan: string, sum: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Change plan' }).click();
  await page.getByRole('radio', { name: new RegExp(`^${plan.replace('+', '\\+')}\\s*(At once|When)`) }).check();
  await expect(page.getByText(sum)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^(Pay and change|Plan the change|Change)$/ }).click();
}

test('somebody becomes a member, changes, is late, pays, and leaves', async ({ page }) => {
  test.setTimeout(180_000);
  const expectQuiet = watchConsole(page, [/status of 409/]);
  const email = `member-${Date.now()}@example.test`;
  let passed = 0;
  const pass = async (days: number) => {
    passed += days;
    await control('advance', { seconds: days * DAY });
  };
  const cancel = async () => {
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: /^End it on/ }).click();
    await expect(page.getByText(/and nothing more is charged/).first()).toBeVisible();
  };
  try {
    await signIn(page, email, '/membership');
    await expect(page.getByRole('heading', { level: 2, name: 'Enterprise' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try Pro' }).click();
    await expect(page.getByText(/is in your cart/)).toBeVisible();
    await page.goto('/marketplace/postgres-failover');
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await expect(page.getByText(/is in your cart/)).toBeVisible();
    await page.goto('/cart');
    await expect(page.getByText(/14 days free, then \$19 a month/).first()).toBeVisible();
    await page.getByRole('button', { name: /^(Pay|Check out|Continue|Go to)/ }).first().click();
    await payByCard(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Paid, and yours' })).toBeVisible({ timeout: 20_000 });

    await page.goto('/marketplace/microcopy-editor');
    await expect(page.getByText('Included in your Pro membership')).toBeVisible();
    await page.getByRole('button', { name: 'Unlock with your membership' }).click();
    await expect(page.getByText('As long as the membership runs.')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/marketplace/sql-reviewer');
    await expect(page.getByText('Included from Pro+')).toBeVisible();

    await page.goto('/account/billing');
    await expect(page.getByText('Visa ending in 4242')).toBeVisible();
    await expectAccessible(page);
    await changeTo(page, 'Pro+', /^Today \$59\.00, then \$59 a month from .+ The trial ends with the change\.$/);
    await expect(page.getByRole('heading', PAGE)).toBeVisible();
    await mailTo(email, 'Your plan is now Pro+');
    await expectBilling(page, 'Active');
    // Counted to the second, of which a few have passed.
    await changeTo(page, 'Enterprise', /^Today \$1(39\.9|40\.0)\d, then \$199 a month from/);
    await expect(page.getByRole('heading', { name: 'Latchkey membership, Enterprise' })).toBeVisible();
    await expectBilling(page, /\$1(39\.9|40\.0)/);
    await changeTo(page, 'Pro', /^Nothing today\. Pro begins/);
    await expect(page.getByText(/^Becomes Pro, \$19 a month/)).toBeVisible();
    await mailTo(email, 'Your plan becomes Pro');
    await page.getByRole('button', { name: 'Keep Enterprise' }).click();
    await expect(page.getByText(/^Becomes Pro/)).toHaveCount(0);

    await control(`customers/${await customerOf(email)}`, { card: 'declined' });
    await pass(32);
    await expectBilling(page, 'The last payment did not go through');
    await expectAccessible(page);
    expect((await mailTo(email, 'did not go through')).text).toContain('/account/billing');
    // It may be ended, and kept after all, while something is due.
    await cancel();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Pay now' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'declined' })).toBeVisible();
    await page.getByRole('button', { name: 'Change the card' }).click();
    await page.getByLabel('Card number').fill('5555 5555 5555 4444');
    await page.getByLabel(/expir/i).fill('12/40');
    await page.getByLabel(/cvc|security code/i).fill('123');
    await page.getByRole('button', { name: 'Use this card' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The card is changed' })).toBeVisible();
    await expect(page.getByText('Mastercard ending in 4444')).toBeVisible();
    await page.getByRole('button', { name: 'Pay now' }).click();
    await expect(page.getByText('The last payment did not go through')).toHaveCount(0);
    await mailTo(email, 'Your payment went through');

    await cancel();
    await mailTo(email, 'Latchkey membership ends on');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('Next payment')).toBeVisible();
    await cancel();
    await pass(32);
    await expectBilling(page, 'Nothing is paid again');
    await expectAccessible(page);
    await mailTo(email, 'Latchkey membership has ended');
    await page.goto('/account/keys');
    await expect(page.getByRole('link', { name: 'Postgres Failover' }).first()).toBeVisible();
    await expect(page.getByText('Microcopy Editor')).toHaveCount(0);
    expectQuiet();
  } finally {
    // Others sell after this, in the present.
    if (passed > 0) await control('advance', { seconds: -passed * DAY });
  }
});
