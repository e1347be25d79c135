import { z } from 'zod';
import { Slug } from './catalog';
import { VariantId } from './orders';
import { SellerInput } from './sellers';

export const DropId = z.string().regex(/^drp_[0-9a-z]{26}$/, 'not a drop');
const cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor').optional();

/** The most one person may ask for in a drop. */
export const DROP_CAP_MAX = 20;

export const CreateDropInput = SellerInput.extend({
  product: Slug,
  entriesOpenAt: z.iso.datetime(),
  entriesCloseAt: z.iso.datetime(),
  perPersonCap: z.number().int().min(1).max(DROP_CAP_MAX),
  /** How long winners have to order, from the draw on. */
  claimHours: z.number().int().min(1).max(168),
  variants: z.array(z.strictObject({ variantId: VariantId, units: z.number().int().min(1).max(100_000) })).min(1).max(60),
});
export type CreateDropInput = z.infer<typeof CreateDropInput>;

export const CancelDropInput = SellerInput.extend({ dropId: DropId });
export type CancelDropInput = z.infer<typeof CancelDropInput>;

export const ListSellerDropsInput = SellerInput.extend({ cursor, limit: z.number().int().min(1).max(100).default(30) });
export type ListSellerDropsInput = z.infer<typeof ListSellerDropsInput>;

export const DropInput = z.strictObject({ dropId: DropId });
export type DropInput = z.infer<typeof DropInput>;

export const DropOfProductInput = z.strictObject({ slug: Slug });
export type DropOfProductInput = z.infer<typeof DropOfProductInput>;

export const EnterDropInput = DropInput.extend({ variantId: VariantId, quantity: z.number().int().min(1).max(DROP_CAP_MAX) });
export type EnterDropInput = z.infer<typeof EnterDropInput>;

/** announced: entries are to come · open: they are taken · closed: the list is published · drawn: winners may order · ended · canceled */
export const DROP_STAGES = ['announced', 'open', 'closed', 'drawn', 'ended', 'canceled'] as const;
export const DropStage = z.enum(DROP_STAGES);
export type DropStage = z.infer<typeof DropStage>;

export const DropVariantView = z.object({ variantId: z.string(), title: z.string(), units: z.number().int() });
export type DropVariantView = z.infer<typeof DropVariantView>;

/** A drop in short: beside its product, and in the seller's list. */
export const DropSummary = z.object({
  id: z.string(),
  stage: DropStage,
  productSlug: z.string(),
  productTitle: z.string(),
  productType: z.string(),
  entriesOpenAt: z.string(),
  entriesCloseAt: z.string(),
  perPersonCap: z.number().int(),
  claimHours: z.number().int(),
  variants: z.array(DropVariantView),
});
export type DropSummary = z.infer<typeof DropSummary>;

/** The same with what the seller wants to know; `claimedUnits` are ordered, paid or not yet. */
export const SellerDrop = DropSummary.extend({ entryCount: z.number().int(), wonUnits: z.number().int(), claimedUnits: z.number().int(), endedAt: z.string().nullable() });
export type SellerDrop = z.infer<typeof SellerDrop>;

export const SellerDropPage = z.object({ items: z.array(SellerDrop), nextCursor: z.string().nullable() });
export type SellerDropPage = z.infer<typeof SellerDropPage>;

/** The viewer's own entry, with all that its hash is made of. */
export const OwnDropEntry = z.object({
  entryId: z.string(),
  userId: z.string(),
  variantId: z.string(),
  quantity: z.number().int(),
  hash: z.string(),
  enteredAt: z.string(),
  rank: z.number().int().nullable(),
  wonQuantity: z.number().int(),
  claimedQuantity: z.number().int(),
  claimExpiresAt: z.string().nullable(),
  hasLapsed: z.boolean(),
});
export type OwnDropEntry = z.infer<typeof OwnDropEntry>;

/** One entry as published: who entered is in the hash alone. `drawn` is what the draw gave, `won` includes what others left. */
export const DropProofEntry = z.strictObject({
  hash: z.string(),
  variantId: z.string(),
  quantity: z.number().int(),
  rank: z.number().int().nullable(),
  drawn: z.number().int(),
  won: z.number().int(),
});
export type DropProofEntry = z.infer<typeof DropProofEntry>;

/** All that is needed to draw again. Entries are there from the closing on, the seed from the draw on. */
export const DropProof = z.strictObject({
  dropId: z.string(),
  productSlug: z.string(),
  entriesCloseAt: z.string(),
  seedHash: z.string(),
  entriesRoot: z.string().nullable(),
  seed: z.string().nullable(),
  drawnAt: z.string().nullable(),
  variants: z.array(z.strictObject({ variantId: z.string(), units: z.number().int() })),
  entries: z.array(DropProofEntry),
});
export type DropProof = z.infer<typeof DropProof>;

export const DropView = DropSummary.extend({
  sellerSlug: z.string(),
  sellerName: z.string(),
  seedHash: z.string(),
  entriesRoot: z.string().nullable(),
  seed: z.string().nullable(),
  closedAt: z.string().nullable(),
  drawnAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  entryCount: z.number().int(),
  own: OwnDropEntry.nullable(),
});
export type DropView = z.infer<typeof DropView>;
