import { z } from 'zod';
import { ApiKeyId, ApiKeyName, PlatformMode, PlatformScope } from './api-keys';
import { Cursor } from './cursor';
import { isBelowMinimum, MAX_PRICE_MINOR } from './ingest';
import { SellerInput } from './sellers';
import { AddressText, lineOf, textOf } from './text';
import { isCurrency } from '../money';

const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), 'not an id');
export const PlatformId = idOf('plt');
const TierId = idOf('tir');

/** Where a customer's tier comes from. A subscription is never overruled by the others; of a set and a claimed tier the newer wins. */
export const TierSource = z.enum(['default', 'set', 'claim', 'subscription']);
export type TierSource = z.infer<typeof TierSource>;

/** Stripe's word for where a subscription stands. */
export const CustomerStatus = z.enum(['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled']);
export type CustomerStatus = z.infer<typeof CustomerStatus>;

/** What is counted: a small word of the developer's own. */
export const Meter = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores, at most 40, a letter first');
/** The developer's own name for a customer: anything printable. */
export const ExternalId = z.string().min(1, 'write one').max(128, 'at most 128 letters').regex(/^[\x21-\x7e]+$/, 'printable ASCII without blanks');

/** An address without path: https, or this machine while developing. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && !hostname.includes('*') && (protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1')));
}
export const Origin = z.string().max(200).refine(isOrigin, 'write https://your.site, without a path; http://localhost while developing');

const hasEachOnce = (values: readonly string[]) => new Set(values).size === values.length;

export const PlatformInput = SellerInput.extend({ platformId: PlatformId });
export type PlatformInput = z.infer<typeof PlatformInput>;
export const PlatformModeInput = PlatformInput.extend({ mode: PlatformMode });
export type PlatformModeInput = z.infer<typeof PlatformModeInput>;

export const CreatePlatformInput = SellerInput.extend({ name: lineOf(80) });
export type CreatePlatformInput = z.infer<typeof CreatePlatformInput>;

/** The whole of a platform's settings. */
export const UpdatePlatformInput = PlatformInput.extend({
  name: lineOf(80),
  meters: z.array(Meter).min(1, 'name one at least').max(10, 'at most ten').refine(hasEachOnce, 'names a meter twice'),
  allowedOrigins: z.array(Origin).max(20, 'at most twenty').refine(hasEachOnce, 'names an origin twice'),
  graceDays: z.number('write a number of days').int('whole days only').min(0, 'from 0 to 60 days').max(60, 'from 0 to 60 days'),
});
export type UpdatePlatformInput = z.infer<typeof UpdatePlatformInput>;

const TierTerms = z
  .strictObject({
    slug: z.string().max(40, 'at most 40 letters').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens'),
    name: lineOf(60),
    /** Units of each meter in a period; null: no end. */
    unitLimit: z.number('write a number').int('whole units only').min(0, 'not below 0').max(1_000_000_000_000, 'at most a million millions').nullable(),
    period: z.enum(['hour', 'day', 'month'], 'hour, day or month'),
    /** Calls of one customer in a minute; null: no end. */
    ratePerMinute: z.number('write a number').int('whole calls only').min(1, 'at least 1').max(1_000_000, 'at most a million').nullable(),
    onLimit: z.enum(['block', 'alert'], 'block or alert'),
    /** What a customer pays per interval; 0: nothing. */
    amountMinor: z.number('write an amount').int().min(0, 'not below 0').max(MAX_PRICE_MINOR, 'is more than can be charged'),
    currency: z.string().refine(isCurrency, 'not a currency we sell in'),
    interval: z.enum(['month', 'year'], 'month or year'),
    /** New customers start on it. */
    isDefault: z.boolean(),
  })
  .refine(({ amountMinor, currency }) => !isBelowMinimum(amountMinor, currency), { path: ['amountMinor'], message: 'is below the least that can be charged in this currency' })
  .refine(({ amountMinor, isDefault }) => !isDefault || amountMinor === 0, { path: ['isDefault'], message: 'is where new customers start without paying, so it costs nothing' });
export type TierTerms = z.infer<typeof TierTerms>;

export const CreateTierInput = PlatformInput.extend({ tier: TierTerms });
export type CreateTierInput = z.infer<typeof CreateTierInput>;
export const UpdateTierInput = PlatformInput.extend({ tierId: TierId, tier: TierTerms });
export type UpdateTierInput = z.infer<typeof UpdateTierInput>;
export const ArchiveTierInput = PlatformInput.extend({ tierId: TierId });
export type ArchiveTierInput = z.infer<typeof ArchiveTierInput>;

const page = { cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50) };

export const ListPlatformsInput = SellerInput.extend(page);
export type ListPlatformsInput = z.infer<typeof ListPlatformsInput>;
export const ListPlatformKeysInput = PlatformModeInput.extend(page);
export type ListPlatformKeysInput = z.infer<typeof ListPlatformKeysInput>;

const expiresInDays = z.number().int().min(1, 'a day at least').max(3650, 'ten years at most').nullable();
export const CreatePlatformKeyInput = PlatformModeInput.extend({ name: ApiKeyName, scopes: z.array(PlatformScope).min(1, 'choose one at least').max(6), expiresInDays });
export type CreatePlatformKeyInput = z.infer<typeof CreatePlatformKeyInput>;
/** The old key works for so many hours more. */
export const RotatePlatformKeyInput = PlatformInput.extend({ keyId: ApiKeyId, overlapHours: z.number('write a number of hours').int('whole hours only').min(0, 'from 0 to 168 hours').max(168, 'from 0 to 168 hours') });
export type RotatePlatformKeyInput = z.infer<typeof RotatePlatformKeyInput>;
export const RevokePlatformKeyInput = PlatformInput.extend({ keyId: ApiKeyId });
export type RevokePlatformKeyInput = z.infer<typeof RevokePlatformKeyInput>;

/** A public key: PEM or JWK, never a private one. */
export const AddSignerInput = PlatformModeInput.extend({ name: lineOf(60), algorithm: z.enum(['ES256', 'EdDSA', 'RS256'], 'ES256, EdDSA or RS256'), publicKey: z.string().trim().min(20, 'paste the public key').max(4000, 'is too long for a public key') });
export type AddSignerInput = z.infer<typeof AddSignerInput>;
export const RevokeSignerInput = PlatformInput.extend({ signerId: idOf('sgn') });
export type RevokeSignerInput = z.infer<typeof RevokeSignerInput>;

/** `q` is the beginning of an external id or of a mail address. */
export const ListCustomersInput = PlatformModeInput.extend({ ...page, q: textOf(128).default('') });
export type ListCustomersInput = z.infer<typeof ListCustomersInput>;
export const CustomerInput = PlatformModeInput.extend({ externalId: ExternalId });
export type CustomerInput = z.infer<typeof CustomerInput>;
export const TierSlug = z.string().max(40, 'at most 40 letters').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the slug of a tier');
/** What a developer sets of a customer; what is left out stays, null empties it. */
const customerTerms = { tier: TierSlug.optional(), email: AddressText.nullable().optional(), name: lineOf(120).nullable().optional() };
export const PutCustomerInput = CustomerInput.extend(customerTerms);
export type PutCustomerInput = z.infer<typeof PutCustomerInput>;

const ReturnUrl = z.string().max(2000).refine((text) => URL.canParse(text), 'write a whole address');
export const OpenCustomerCheckoutInput = CustomerInput.extend({ tier: TierSlug, successUrl: ReturnUrl, cancelUrl: ReturnUrl });
export type OpenCustomerCheckoutInput = z.infer<typeof OpenCustomerCheckoutInput>;

/** Addresses a plan of an API that the viewer bought, by the customer it made. */
const PlanInput = z.strictObject({ customerId: idOf('cst') });
export const CreatePlanKeyInput = PlanInput.extend({ name: ApiKeyName });
export type CreatePlanKeyInput = z.infer<typeof CreatePlanKeyInput>;
export const RevokePlanKeyInput = PlanInput.extend({ keyId: ApiKeyId });
export type RevokePlanKeyInput = z.infer<typeof RevokePlanKeyInput>;
