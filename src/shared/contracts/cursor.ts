import { z } from 'zod';

/** Position in a newest-first list, as the previous page gave it. */
export const Cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor');

/** Position in a list of which the reader chooses the order: it holds words, too. */
export const SortedCursor = z.string().max(1000).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor');
