import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { PAGING, createdRange, listPage } from '../core/listing';
import { decimal, integer, mergeMetadata, metadata, oneOf, readFields, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { invalidParam, missingResource, notInDouble, onlyOneOf } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { deleteObject, findObject, insertObject, lockObject, updateDocument } from '../store/objects';
import { CURRENCY } from './price-params';

const ANYTHING = { read: (value: unknown) => value };

const CREATE = {
  amount_off: integer({ min: 1, max: 999_999_999_999 }),
  applies_to: ANYTHING,
  currency: CURRENCY,
  currency_options: ANYTHING,
  duration: oneOf('forever', 'once', 'repeating'),
  duration_in_months: integer({ min: 1 }),
  id: text({ max: 200 }),
  max_redemptions: integer({ min: 1 }),
  metadata: metadata(),
  name: text({ max: 40 }),
  percent_off: decimal({ max: 100, digits: 4 }),
  redeem_by: integer(),
};

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

/** Whether a coupon still counts depends on the time and on how often it was used. */
export function couponAsOfNow(work: Work, coupon: Stripe.Coupon): Stripe.Coupon {
  const used = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  return { ...coupon, valid: !used && (coupon.redeem_by === null || coupon.redeem_by > work.now) };
}

function refuseCombinations(work: Work, input: ValuesOf<typeof CREATE>): void {
  if (input.applies_to !== undefined) throw notInDouble('coupons for some products', 'applies_to');
  if (input.currency_options !== undefined) throw notInDouble('coupons in several currencies', 'currency_options');
  if (input.percent_off !== undefined && input.amount_off !== undefined) throw onlyOneOf('percent_off', 'amount_off');
  if (input.percent_off === undefined && input.amount_off === undefined) throw invalidParam('You must pass either `percent_off` or `amount_off`.', { code: 'parameter_missing', param: 'percent_off' });
  if (input.amount_off !== undefined && input.currency === undefined) throw invalidParam('You must pass `currency` when passing `amount_off`.', { code: 'parameter_missing', param: 'currency' });
  if ((input.duration === 'repeating') !== (input.duration_in_months !== undefined)) throw invalidParam('`duration_in_months` belongs to coupons with the duration `repeating`.', { param: 'duration_in_months' });
  if (input.redeem_by !== undefined && input.redeem_by <= work.now) throw invalidParam('`redeem_by` must be in the future.', { param: 'redeem_by' });
}

const create: Route['handle'] = async ({ work, input: tree }) => {
  const input = readFields(CREATE, tree);
  refuseCombinations(work, input);
  const id = input.id ?? newStripeId('coupon');
  if ((await findObject(work.sql, 'coupon', id)) !== null) throw invalidParam('Coupon already exists.', { code: 'resource_already_exists', param: 'id' });
  const coupon: Stripe.Coupon = {
    id,
    object: 'coupon',
    amount_off: input.amount_off ?? null,
    created: work.now,
    currency: input.amount_off === undefined ? null : (input.currency ?? null),
    duration: input.duration ?? 'once',
    duration_in_months: input.duration_in_months ?? null,
    livemode: false,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    percent_off: input.percent_off ?? null,
    redeem_by: input.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  await insertObject(work.sql, 'coupon', { doc: coupon, hidden: {} });
  emit(work, 'coupon.created', coupon);
  return coupon;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'coupon', idOf(call));
  if (stored === null) throw missingResource('coupon', idOf(call));
  return couponAsOfNow(call.work, stored.doc);
};

async function lockCoupon(call: ApiCall): Promise<Stripe.Coupon> {
  const stored = await lockObject(call.work.sql, 'coupon', idOf(call));
  if (stored === null) throw missingResource('coupon', idOf(call));
  return stored.doc;
}

const update: Route['handle'] = async (call) => {
  const input = readFields({ metadata: metadata(), name: text({ max: 40 }) }, call.input);
  const coupon = await lockCoupon(call);
  const updated = { ...coupon, name: input.name ?? coupon.name, metadata: mergeMetadata(coupon.metadata ?? {}, input.metadata) };
  await updateDocument(call.work.sql, 'coupon', updated);
  emitChange(call.work, 'coupon.updated', { before: coupon, after: updated });
  return couponAsOfNow(call.work, updated);
};

const remove: Route['handle'] = async (call) => {
  const coupon = await lockCoupon(call);
  await deleteObject(call.work.sql, 'coupon', coupon.id);
  emit(call.work, 'coupon.deleted', coupon);
  return { id: coupon.id, object: 'coupon', deleted: true };
};

const listAll: Route['handle'] = async (call) => {
  const { limit, starting_after, ending_before, created } = readFields({ ...PAGING, created: createdRange() }, call.input);
  const page = await listPage(call.work, { kind: 'coupon', url: '/v1/coupons', paging: { limit, starting_after, ending_before }, query: { ...created } });
  return { ...page, data: page.data.map((coupon) => couponAsOfNow(call.work, coupon)) };
};

export const COUPON_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/coupons', handle: create },
  { method: 'GET', path: '/v1/coupons', handle: listAll },
  { method: 'GET', path: '/v1/coupons/:id', handle: retrieve },
  { method: 'POST', path: '/v1/coupons/:id', handle: update },
  { method: 'DELETE', path: '/v1/coupons/:id', handle: remove },
];
