import { expect, test } from 'vitest';
import { appRouter } from '@/server/api/root';
import { familyOf } from './limits';

const typeOf = (procedure: object): unknown => Reflect.get(Object(Reflect.get(procedure, '_def')), 'type');
const families = Object.entries(appRouter._def.procedures).map(([path, procedure]) => [path, familyOf(path, typeOf(procedure) === 'mutation' ? 'mutation' : 'query')] as const);
const inFamily = (wanted: string) => families.filter(([, family]) => family === wanted).map(([path]) => path).sort();

test('what makes orders and sessions, or tries a code, is held strictly', () => {
  expect(inFamily('checkout')).toEqual(['cart.applyCoupon', 'orders.checkoutCart', 'orders.startCheckout', 'platformStats.upgrade', 'platforms.openCheckout']);
});

test('what only reads is held loosely, the catalogue most of all', () => {
  expect(inFamily('read')).toEqual(expect.arrayContaining(['cart.get', 'cart.count', 'fulfilment.list', 'fulfilment.byId', 'orders.list', 'orders.checkoutStatus', 'bundles.quote']));
  expect(inFamily('catalogue').every((path) => path.startsWith('catalog.'))).toBe(true);
});

test('what moves parcels, returns and money back is a write of the shared count', () => {
  expect(inFamily('write')).toEqual(expect.arrayContaining(['cart.add', 'fulfilment.ship', 'fulfilment.requestReturn', 'fulfilment.receiveReturn', 'fulfilment.refund', 'orders.cancel', 'orders.cancelItems', 'admin.refundOrder']));
  for (const [path, procedure] of Object.entries(appRouter._def.procedures)) if (typeOf(procedure) === 'mutation') expect(['write', 'checkout'], path).toContain(familyOf(path, 'mutation'));
});
