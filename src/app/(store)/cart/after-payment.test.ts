import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { CartView } from '@/shared/contracts/cart';
import { AfterPayment } from './after-payment';

const line = (given: Partial<CartView['lines'][number]>) => ({ lineMinor: 900, problems: [], parts: [], productType: 'node', kind: 'download', interval: null, trialDays: 0, sellerSlug: 'oda', title: 'Kit', ...given });

/** The cart's part that the words are made of. */
const saidOf = (lines: ReturnType<typeof line>[]): string => renderToStaticMarkup(createElement(AfterPayment, { cart: { lines, sellers: [] } as unknown as CartView }));

test('what is paid again is not promised as a download, and the day it renews is said', () => {
  const plan = line({ productType: 'api', kind: 'api', interval: 'month', title: 'Pager Relay' });
  const trial = line({ productType: 'membership', kind: 'membership', interval: 'year', trialDays: 14, title: 'Pro', lineMinor: 0 });
  expect(saidOf([plan])).not.toContain('download');
  expect(saidOf([line({}), plan])).toMatch(/ready to download\. What you subscribe to is open\..*After a month.*Pager Relay renews/);
  expect(saidOf([trial])).toMatch(/After 14 days.*Pro renews/);
});
