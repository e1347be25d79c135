import { z } from 'zod';

/** How often something is paid again. */
export const Interval = z.enum(['month', 'year']);
export type Interval = z.infer<typeof Interval>;
