import { expect, test } from 'vitest';
import { hideSecrets } from './hide-secrets';

test('blanks what opens something, however deep, and leaves the rest', () => {
  const payload = {
    id: 'evt_1',
    data: { object: { client_secret: 'pi_1_secret_2', url: 'https://checkout.stripe.test/c/1', success_url: null, amount_total: 4900, lines: [{ receipt_url: 'https://x.test', title: 'Kit' }] } },
  };
  expect(hideSecrets(payload)).toEqual({
    id: 'evt_1',
    data: { object: { client_secret: '[hidden]', url: '[hidden]', success_url: null, amount_total: 4900, lines: [{ receipt_url: '[hidden]', title: 'Kit' }] } },
  });
});
