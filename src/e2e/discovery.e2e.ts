import { expect, test } from '@playwright/test';
import { expectAccessible, signIn, watchConsole } from './support';

test('three answers, a reason for each suggestion, and everything erased again', async ({ page }) => {
  test.setTimeout(60_000);
  const expectQuiet = watchConsole(page);
  await signIn(page, `tastes-${Date.now()}@example.test`, '/');
  const section = page.getByRole('region', { name: /Chosen by many|What may fit you/ });
  await section.getByRole('button', { name: 'Answer three questions' }).click();
  const questions = page.getByRole('dialog');
  await questions.getByText('I keep things running').click();
  await questions.getByRole('button', { name: 'Next' }).click();
  await questions.getByText('Postgres', { exact: true }).click();
  await questions.getByRole('button', { name: 'Next' }).click();
  await expectAccessible(page);
  await questions.getByText('Fewer nights on call').click();
  await questions.getByRole('button', { name: 'Show me' }).click();
  await expect(section.getByRole('heading', { name: 'What may fit you' })).toBeVisible();
  await expect(section.getByText(/^Because you use Postgres and want fewer nights on call\.$/).first()).toBeVisible();
  await expect(section.getByText('High confidence').first()).toBeVisible();
  await expectAccessible(page);

  await section.getByRole('link', { name: 'See and erase it' }).click();
  const kept = page.getByRole('region', { name: 'What recommendations are made of' });
  await expect(kept.getByRole('row', { name: /Postgres/ })).toBeVisible();
  await expectAccessible(page);
  await kept.getByRole('button', { name: 'Erase Postgres' }).click();
  await expect(kept.getByRole('row', { name: /Postgres/ })).toHaveCount(0);
  await kept.getByRole('button', { name: 'Erase everything' }).click();
  await expect(kept.getByText('Nothing is kept.')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Chosen by many' })).toBeVisible();
  await expect(page.getByText('Because you use Postgres')).toHaveCount(0);
  expectQuiet();
});
