import { z } from 'zod';
import { Slug, Tag } from './catalog';

export const FeedFormat = z.enum(['atom', 'rss']);
export type FeedFormat = z.infer<typeof FeedFormat>;

/** What a feed tells the news of. */
export const FeedSubject = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('all') }),
  z.strictObject({ of: z.literal('seller'), slug: Slug }),
  z.strictObject({ of: z.literal('tag'), tag: Tag }),
]);
export type FeedSubject = z.infer<typeof FeedSubject>;
