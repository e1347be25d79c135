import { expect, test } from '@playwright/test';
import { expectAccessible, port, signIn, watchConsole } from './support';

/** Turns a switch of the sandbox's model. */
async function setFault(fault: 'slow' | 'leak' | null): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port + 61}/_model/fault`, { method: 'POST', body: JSON.stringify({ fault }) });
  expect(answer.ok).toBe(true);
}

test.afterEach(() => setFault(null));

test('a visitor signs in, tries a prompt three times and never sees it', async ({ page }) => {
  // An empty form is refused by the server, which the browser notes.
  const expectQuiet = watchConsole(page, [/status of 400/]);
  await page.goto('/marketplace/sql-reviewer#try');
  await expect(page.getByRole('link', { name: 'Sign in to try it' })).toHaveAttribute('href', /callbackUrl=.*sql-reviewer/);
  await expectAccessible(page);
  // Somebody of their own, whose day has only begun.
  await signIn(page, `try-${Date.now()}@example.test`, '/marketplace/sql-reviewer#try');
  await page.getByRole('tab', { name: 'Try it' }).click();
  const run = page.getByRole('button', { name: 'Try it', exact: true });
  await expect(page.getByText('3 of 3 free runs left today')).toBeVisible();

  await run.click();
  await expect(page.getByText('Fill in at least one field.')).toBeVisible();
  await page.getByLabel('Query', { exact: true }).fill('select * from orders where paid_at is null');
  await run.click();
  await expect(page.getByText(/^Done\./)).toBeVisible();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('no AI has read this');
  await expect(answer).toContainText('select * from orders');
  await expect(page.getByText('2 of 3 free runs left today')).toBeVisible();
  await expectAccessible(page);

  await setFault('slow');
  await run.click();
  await expect(answer).toContainText('This');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped by you.')).toBeVisible();
  // The press that stops a run begins no other, and leaves the focus where it was.
  await expect(page.getByText('1 of 3 free runs left today')).toBeVisible();
  await expect(run).toBeFocused();
  await setFault('leak');
  await run.click();
  await expect(page.getByText(/had begun to repeat the prompt/)).toBeVisible();
  await expect(page.getByText('Today’s runs are used up.')).toBeVisible();
  await expect(run).toBeDisabled();
  expectQuiet();
});
