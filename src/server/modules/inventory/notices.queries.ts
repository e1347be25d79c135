import { Prisma } from '@generated/client';

/** The end of a statement with `locked` (levels and what was available before) and `freed` (and after): sold out levels that have units again, and somebody who waits for them. */
export const BACK_WITH_WAITING = Prisma.sql`
  select f.id from freed f join locked k on k.id = f.id
  where k.available <= 0 and f.available > 0
    and exists (select from product_variants v join stock_alerts a on a.variant_id = v.id and a.notified_at is null where v.stock_level_id = f.id)`;
