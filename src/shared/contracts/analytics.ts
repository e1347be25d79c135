import { z } from 'zod';
import { CONSENTS } from '@/shared/consent';

/** The way of a visitor to what was bought. Pages tell the first four; the others are read from orders and downloads. */
export const ANALYTICS_NAMES = ['view', 'search', 'click', 'cart', 'checkout', 'purchase', 'download', 'bundle_upgrade'] as const;
export type AnalyticsName = (typeof ANALYTICS_NAMES)[number];

/** Where on the shop something happened. */
export const EventPlace = z.enum(['home', 'marketplace', 'bundles', 'seller', 'product', 'search', 'related', 'recommendation', 'drop', 'membership']);
export type EventPlace = z.infer<typeof EventPlace>;

const productId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not the id of a product');
const recommendationId = z.string().regex(/^rcm_[0-9a-z]{26}$/, 'not the id of a recommendation').optional();

export const TrackedEvent = z.discriminatedUnion('name', [
  /** A page was looked at; with a product, that product's. */
  z.strictObject({ name: z.literal('view'), place: EventPlace, productId: productId.optional(), recommendationId }),
  /** Somebody looked for a term, and found so many. */
  z.strictObject({ name: z.literal('search'), term: z.string().min(1).max(200), results: z.number().int().min(0).max(1_000_000_000) }),
  /** A product was chosen from a list; with the recommendation that put it there, if one did. */
  z.strictObject({ name: z.literal('click'), productId, place: EventPlace, recommendationId }),
  z.strictObject({ name: z.literal('cart'), productId, recommendationId }),
]);
export type TrackedEvent = z.infer<typeof TrackedEvent>;

export const MAX_EVENTS = 50;
export const EventsInput = z.strictObject({ events: z.array(TrackedEvent).min(1, 'send an event').max(MAX_EVENTS, `at most ${MAX_EVENTS} at once`) });
export type EventsInput = z.infer<typeof EventsInput>;

export const ConsentInput = z.strictObject({ choice: z.enum(CONSENTS, 'all or needed') });
export type ConsentInput = z.infer<typeof ConsentInput>;
