import { z } from 'zod';
import { SellerInput } from './sellers';

/** Why an amount is not paid yet. */
export const PAYOUT_HOLDS = ['waiting', 'unshipped', 'disputed', 'onboarding', 'payouts_off', 'suspended', 'owing', 'minimum'] as const;
export const PayoutHold = z.enum(PAYOUT_HOLDS);
export type PayoutHold = z.infer<typeof PayoutHold>;

/** `payable`: goes out with the next payout. `under_way`: at Stripe now. `owed`: the order cost the seller more than it brought; set against what comes. */
export const DueState = z.enum(['payable', 'held', 'under_way', 'owed']);
export type DueState = z.infer<typeof DueState>;

/** What the shop owes a seller for one order, or the seller the shop. Amounts in minor units. */
export const Due = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  currency: z.string(),
  /** Negative when it is the seller who owes. */
  amountMinor: z.number().int(),
  state: DueState,
  hold: PayoutHold.nullable(),
  /** When the hold ends; null while nobody can say. */
  payableAt: z.string().nullable(),
});
export type Due = z.infer<typeof Due>;

/** Where a seller stands in one currency. The balance is the sum of its ledger: what is payable, held, under way and owed, less what is coming back. */
export const SellerBalance = z.object({
  currency: z.string(),
  balanceMinor: z.number().int(),
  payableMinor: z.number().int(),
  heldMinor: z.number().int(),
  underWayMinor: z.number().int(),
  /** Zero or less. */
  owedMinor: z.number().int(),
  /** Asked back from the account at Stripe and not there yet; the ledger has it as owed until then. */
  comingBackMinor: z.number().int(),
  /** The next payout, as far as it can be known now. */
  next: z.object({ amountMinor: z.number().int(), at: z.string() }).nullable(),
});
export type SellerBalance = z.infer<typeof SellerBalance>;

/** Open amounts by age, at most 200 of them, with the balance of all. */
export const SellerDues = z.object({ balances: z.array(SellerBalance), dues: z.array(Due), isCapped: z.boolean(), holdDays: z.number().int(), asOf: z.string() });
export type SellerDues = z.infer<typeof SellerDues>;

export const TransferView = z.object({
  id: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  amountMinor: z.number().int(),
  reversedMinor: z.number().int(),
  /** Asked back and not there yet. */
  comingBackMinor: z.number().int(),
  /** Asked back, and refused by Stripe: carried in the balance. */
  refusedMinor: z.number().int(),
  status: z.enum(['pending', 'paid', 'failed']),
  failure: z.string(),
});
export type TransferView = z.infer<typeof TransferView>;

export const PayoutView = z.object({
  id: z.string(),
  currency: z.string(),
  amountMinor: z.number().int(),
  status: z.enum(['pending', 'paid', 'failed']),
  failure: z.string(),
  createdAt: z.string(),
  paidAt: z.string().nullable(),
  transfers: z.array(TransferView),
});
export type PayoutView = z.infer<typeof PayoutView>;

const Cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor');

export const ListPayoutsInput = SellerInput.extend({ cursor: Cursor.optional(), limit: z.number().int().min(1).max(50).default(20) });
export type ListPayoutsInput = z.infer<typeof ListPayoutsInput>;

export const PayoutPage = z.object({ items: z.array(PayoutView), nextCursor: z.string().nullable() });
export type PayoutPage = z.infer<typeof PayoutPage>;

/** From the account at Stripe to the seller's bank. */
export const BankPayoutView = z.object({
  id: z.string(),
  amountMinor: z.number().int(),
  currency: z.string(),
  status: z.enum(['pending', 'in_transit', 'paid', 'failed', 'canceled']),
  failure: z.string(),
  createdAt: z.string(),
  arrivesAt: z.string().nullable(),
});
export type BankPayoutView = z.infer<typeof BankPayoutView>;

/** What was paid out in each of the last twelve weeks, oldest first, in the currency with most of it. A week begins on Monday, in UTC. */
export const PayoutWeeks = z.object({ currency: z.string(), weeks: z.array(z.object({ startsAt: z.string(), amountMinor: z.number().int() })) });
export type PayoutWeeks = z.infer<typeof PayoutWeeks>;

export const PayoutOverview = z.object({ weeks: PayoutWeeks.nullable(), bankPayouts: z.array(BankPayoutView) });
export type PayoutOverview = z.infer<typeof PayoutOverview>;

/** A seller's account of the books as admins see it. */
export const AdminBalance = z.object({
  sellerSlug: z.string(),
  sellerName: z.string(),
  lifecycle: z.string(),
  payoutsEnabled: z.boolean(),
  currency: z.string(),
  balanceMinor: z.number().int(),
  underWayMinor: z.number().int(),
  lastPaidAt: z.string().nullable(),
});
export type AdminBalance = z.infer<typeof AdminBalance>;

export const AdminPayout = PayoutView.omit({ transfers: true }).extend({ sellerSlug: z.string(), sellerName: z.string(), transferCount: z.number().int() });
export type AdminPayout = z.infer<typeof AdminPayout>;

export const ListAllPayoutsInput = z.strictObject({
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
  statuses: z.array(z.enum(['pending', 'paid', 'failed'])).max(3).default([]),
});
export type ListAllPayoutsInput = z.infer<typeof ListAllPayoutsInput>;

export const AdminPayoutPage = z.object({ items: z.array(AdminPayout), nextCursor: z.string().nullable() });
export type AdminPayoutPage = z.infer<typeof AdminPayoutPage>;

/** Balances that are not zero: what sellers owe first, then the largest. At most 200 of them. */
export const AdminBalances = z.object({ items: z.array(AdminBalance), isCapped: z.boolean() });
export type AdminBalances = z.infer<typeof AdminBalances>;
