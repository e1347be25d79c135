import { Prisma } from '@generated/client';

/**
 * As whom the session `live.id` looks at the shop, if as anybody: an open account of a customer, and no longer than the row says. Whoever is given a role or closed
 * meanwhile is looked at no more.
 */
export const SEEN_AS = (now: Date) => Prisma.sql`
  select o.user_id, op.display_name as name, op.locale, op.time_zone, o.expires_at from impersonations o join users ou on ou.id = o.user_id join profiles op on op.user_id = o.user_id
  where o.session_id = live.id and o.ended_at is null and o.expires_at > ${now} and op.role = 'customer' and ou.disabled_at is null`;
