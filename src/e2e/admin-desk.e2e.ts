import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, payByCard, port, signIn, signInAs, watchConsole, withDatabase } from './support';

async function control(path: string, body: object): Promise<{ id: string }> {
  const response = await fetch(`http://localhost:${port + 42}/_double/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as { id: string };
}

/** A stranger buys a pack; answers with the order's id and session. */
async function buy(page: Page): Promise<{ id: string; sessionId: string }> {
  const product = '/marketplace/churn-survival';
  await signIn(page, `desk-${Date.now()}@example.test`, product);
  await page.getByRole('button', { name: /^Unlock for/ }).first().click();
  await payByCard(page);
  await page.waitForURL(/checkout\/success/);
  await expect(page.getByRole('heading', { name: 'Paid, and yours' })).toBeVisible({ timeout: 20_000 });
  const id = new URL(page.url()).searchParams.get('order') ?? '';
  return withDatabase(async (client) => (await client.query<{ id: string; sessionId: string }>('select id, stripe_checkout_session_id as "sessionId" from orders where id = $1 or $1 = \'\' order by created_at desc limit 1', [id])).rows[0]!);
}

/** Makes the order's items of a kind nobody knows and has the bank take the money back: every word of Stripe's about it fails. */
async function poison({ id, sessionId }: { id: string; sessionId: string }): Promise<string> {
  await withDatabase((client) => client.query(`update order_items set kind = 'unheard-of' where order_id = $1`, [id]));
  const dispute = await control('disputes', { session: sessionId });
  await control(`disputes/${dispute.id}/close`, { status: 'lost' });
  // The last try but one, so that nobody waits for the queue's patience.
  await expect(async () => {
    const { rows } = await withDatabase(async (client) => {
      await client.query(`update webhook_events set attempts = 5 where object_id = $1 and status = 'received' and attempts between 1 and 4`, [dispute.id]);
      await client.query(`select app.queue_retry(j.id) from app.queue_jobs('retrying') j where j.task = 'process-webhook-event'`);
      return client.query<{ status: string }>('select status from webhook_events where object_id = $1', [dispute.id]);
    });
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['dead']));
  }).toPass({ timeout: 60_000, intervals: [500] });
  return dispute.id;
}

test('a poisoned event is given up; an admin finds it, reads it, replays it and its like, and has books and Stripe compared', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const order = await buy(page);
  const disputeId = await poison(order);

  const admin = await signInAs(browser, 'admin', '/admin');
  const expectQuiet = watchConsole(admin);
  await expect(admin.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('link', { name: 'Events given up' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
  await expectAccessible(admin);

  // Found by what one knows of it.
  await admin.getByLabel('Event, object, type or order').fill(disputeId);
  await admin.getByRole('button', { name: 'Find' }).click();
  await admin.waitForURL(({ searchParams }) => searchParams.get('q') === disputeId);
  await expect(admin.getByRole('link', { name: 'charge.dispute.closed' })).toHaveCount(1);
  await expect(admin.getByText(/unheard-of/).first()).toBeVisible();
  await admin.getByRole('link', { name: 'charge.dispute.closed' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'charge.dispute.closed' })).toBeVisible();
  await expect(admin.getByRole('region', { name: 'Payload' })).toContainText(disputeId);
  await expect(admin).toHaveTitle(/^Webhook charge\.dispute\.closed, evt_/);
  await expect(admin.getByRole('table', { name: 'Tries' }).getByText('Given up')).toBeVisible();
  await expectAccessible(admin);

  // The cause is put right, then the event is replayed.
  await withDatabase((client) => client.query(`update order_items set kind = 'download' where order_id = $1`, [order.id]));
  await admin.getByRole('button', { name: 'Replay' }).click();
  await expect(admin.getByText('Done').first()).toBeVisible({ timeout: 20_000 });
  await admin.getByRole('link', { name: /^LK-/ }).first().click();
  await expect(admin.getByRole('heading', { level: 2, name: 'Disputes' })).toBeVisible();
  await expect(admin.getByRole('table', { name: 'Disputes' }).getByText('Lost')).toBeVisible();
  await expect(admin.getByText('Debits and credits are equal.')).toBeVisible();
  await expectAccessible(admin);

  // And its like.
  await admin.goto(`/admin/webhooks?status=dead&q=${disputeId}`);
  await admin.getByRole('button', { name: 'Replay all of these' }).click();
  await expect(admin.getByRole('heading', { name: 'No event fits' })).toBeVisible({ timeout: 20_000 });

  await admin.goto('/admin/users?sort=nonsense');
  const person = admin.getByRole('columnheader', { name: 'Person' });
  await person.getByRole('link').click();
  await expect(person).toHaveAttribute('aria-sort', 'ascending');
  await expect(admin).toHaveURL(/sort=name-up/);
  await expectAccessible(admin);
  await admin.goto('/admin/audit?action=webhook.');
  await expect(admin.getByText('webhook.replay_all').first()).toBeVisible();
  await expectAccessible(admin);
  const [file] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('link', { name: 'Export as CSV' }).click()]);
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^at,actor,role,action,[\s\S]*webhook\.replay_all/);

  await admin.goto('/admin/books');
  await admin.getByRole('button', { name: 'Check now' }).click();
  await expect(admin.getByText(/all \d+ rules hold/)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(admin);
  await admin.goto('/admin/reconciliation');
  await admin.getByRole('button', { name: 'Compare now' }).click();
  const run = admin.getByRole('article').first();
  await expect(run.getByText(/^Agrees$|put right$|alarms?$/)).toBeVisible({ timeout: 30_000 });
  await expect(run).not.toContainText(disputeId);
  await expectAccessible(admin);
  await admin.goto('/admin/jobs');
  await expect(admin.getByRole('table', { name: 'Regular jobs' }).getByText('check-books')).toBeVisible();
  await expectAccessible(admin);
  expectQuiet();
});
