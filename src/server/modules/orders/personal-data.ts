import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseOrdersOf, findAddressesOf, findCouponsOf, findOpenOrdersOf, findOrderItemsOf, findOrdersOf, findRefundsOf, findReturnsOf } from './personal-data.queries';

/** A person's purchases. Sums, dates and what was bought stay: they are the sellers' books. */
export const personalData: PersonalPart = {
  name: 'orders',
  about: 'What you bought, what it cost, where it was sent, and what came back.',
  collect: async (reader, { userId }) => ({
    orders: await findOrdersOf(reader, userId),
    'order-items': await findOrderItemsOf(reader, userId),
    addresses: await findAddressesOf(reader, userId),
    returns: await findReturnsOf(reader, userId),
    refunds: await findRefundsOf(reader, userId),
    coupons: await findCouponsOf(reader, userId),
  }),
  findObstacles: async (reader, { userId }) => (await findOpenOrdersOf(reader, userId)).map(({ number, why }) => `Order ${orderNumber(Number(number))} ${why}.`),
  erase: (tx, { userId }) => eraseOrdersOf(tx, userId),
  kept: 'Orders with their sums, dates and countries, without names and addresses: the sellers’ accounts rest on them.',
};
