import { z } from 'zod';

/** Position in a newest-first list, as the previous page gave it. */
export const Cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor');
