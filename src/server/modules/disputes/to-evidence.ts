import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { EVIDENCE_FIELDS, EVIDENCE_LIMITS, type Evidence } from '@/shared/contracts/disputes';
import { moneyText } from '@/shared/money-text';
import type { SaleFacts } from './evidence.queries';

const CUT = '\n… and more of the same.';

/** "2026-11-20 09:41 UTC" */
const when = (at: string) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const day = (at: string) => new Date(at).toISOString().slice(0, 10);
const lines = (parts: readonly (string | false)[]) => parts.filter((part) => part !== false && part !== '').join('\n');
const section = (title: string, rows: readonly string[]) => rows.length > 0 && `${title}\n${rows.map((row) => `- ${row}`).join('\n')}`;
const unique = (values: readonly string[]) => [...new Set(values.filter((value) => value !== ''))].join(', ');

/** No longer than Stripe takes; whole lines, and it says that there was more. Pure. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - CUT.length);
  const end = head.lastIndexOf('\n');
  return `${end > 0 ? head.slice(0, end) : head}${CUT}`;
}

function toProduct({ items, currency }: SaleFacts): string {
  return items
    .map(({ title, variantTitle, kind, sellerName, license, version, condition, quantity, totalMinor }) => {
      const form = kind === 'physical' ? ['shipped goods', condition && `condition: ${condition}`] : ['digital product, delivered as a download', license && `${license} licence`, version && `version ${version} on the day of sale`];
      return `${quantity} × ${[title, variantTitle].filter(Boolean).join(', ')}, sold by ${sellerName}, ${moneyText(totalMinor, currency)} (${form.filter(Boolean).join('; ')})`;
    })
    .join('\n');
}

function toActivity({ keys, downloads, signIns }: SaleFacts): string {
  if (keys.length === 0 && downloads.length === 0) return '';
  return lines([
    section('Access given:', keys.map(({ title, grantedAt }) => `${when(grantedAt)}: ${title} could be downloaded from the buyer’s account`)),
    section('Downloads, each from a signed-in account:', downloads.map(({ title, version, at, userAgent, isBuyer }) => `${when(at)}: ${title}, version ${version}, by ${isBuyer ? 'the buyer' : 'a member of the buyer’s organization'}${userAgent ? `, ${userAgent}` : ''}`)),
    section('Sign-ins of the buyer:', signIns.map(({ at, userAgent }) => `${when(at)}${userAgent ? `, ${userAgent}` : ''}`)),
  ]);
}

function toAddress({ address }: SaleFacts): string {
  if (!address) return '';
  const { name, line1, line2, city, region, postalCode, country } = address;
  return lines([name, line1, line2, `${postalCode} ${city}`.trim(), region, country]);
}

function toRefusal({ returns, refunds, currency, totalMinor, refundedMinor }: SaleFacts): string {
  return lines([
    returns.length === 0 && refunds.length === 0 && 'Our records hold no request for a return of this order, and no refund of it.',
    section('Refunded already, and not part of what we contest:', refunds.map(({ amountMinor, at }) => `${day(at)}: ${moneyText(amountMinor, currency)}`)),
    refundedMinor > 0 && `Of ${moneyText(totalMinor, currency)}, ${moneyText(totalMinor - refundedMinor, currency)} stand.`,
    section('Returns the buyer asked for:', returns.map(({ requestedAt, status }) => `${day(requestedAt)}: ${status}`)),
  ]);
}

function toStory(facts: SaleFacts): string {
  const { number, currency, totalMinor, createdAt, paidAt, buyerSince, buyerEmail, isMailProven, organizationName, parcels, mails, earlierOrders } = facts;
  return lines([
    `Order ${orderNumber(number)} was placed on ${when(createdAt)} by a signed-in account and paid on ${when(paidAt)}: ${moneyText(totalMinor, currency)}.`,
    `The account ${buyerEmail} exists since ${day(buyerSince)}${isMailProven ? '; its mail address was proven by a message sent to it' : ''}.`,
    organizationName !== null && `It bought for the organization ${organizationName}.`,
    section('Parcels:', parcels.map(({ carrier, trackingNumber, shippedAt, deliveredAt, contents }) => `${day(shippedAt)}: ${contents}, with ${[carrier, trackingNumber].filter(Boolean).join(' ')}, ${deliveredAt ? `delivered ${day(deliveredAt)}` : 'on its way'}`)),
    section('Messages sent to the buyer about this order:', mails.map(({ subject, sentAt }) => `${when(sentAt)}: ${subject}`)),
    section('Earlier orders of the same account that were never disputed or refunded:', earlierOrders.map((one) => `${day(one.paidAt)}: ${orderNumber(one.number)}, ${moneyText(one.totalMinor, one.currency)}`)),
  ]);
}

/**
 * What we know of a sale as Stripe's evidence fields take it: plain text, times in UTC, empty for what we know nothing about, every field and all
 * together within Stripe's limits. Only facts of our own records; nothing is guessed. Pure.
 */
export function toEvidence(facts: SaleFacts): Evidence {
  const { parcels, keys, items } = facts;
  const isShipped = items.some(({ kind }) => kind === 'physical');
  const evidence: Evidence = {
    product_description: toProduct(facts),
    access_activity_log: toActivity(facts),
    service_date: keys[0] ? day(keys[0].grantedAt) : '',
    // Where nothing was sent, nothing was sent there.
    shipping_address: parcels.length > 0 ? toAddress(facts) : '',
    shipping_carrier: unique(parcels.map(({ carrier }) => carrier)),
    shipping_date: unique(parcels.map(({ shippedAt }) => day(shippedAt))),
    shipping_tracking_number: unique(parcels.map(({ trackingNumber }) => trackingNumber)),
    customer_name: facts.address?.name || facts.buyerName,
    customer_email_address: facts.buyerEmail,
    refund_policy_disclosure: isShipped ? 'The page of each shipped product says: “Returns: Ask on the order’s page. The refund goes back to the card that paid.”' : '',
    refund_refusal_explanation: toRefusal(facts),
    uncategorized_text: toStory(facts),
  };
  return toFitting(evidence);
}

/** The same, cut where Stripe would refuse it. Pure. */
export function toFitting(evidence: Evidence): Evidence {
  const fitting = { ...evidence };
  for (const field of EVIDENCE_FIELDS) fitting[field] = cut(evidence[field], EVIDENCE_LIMITS[field]);
  return fitting;
}
