import type pg from 'pg';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

/** What two people are told and want, and an address that wants nothing. */
export async function fillNotifications(client: pg.Client, world: World): Promise<void> {
  for (const userId of [world.buyerA, world.sellerOne]) {
    await client.query(`insert into notifications (id, user_id, type, title, href, dedupe_key, created_at) values ($1, $2, 'shipped', 'A parcel is on its way', '/account/orders', 'shipped:shp_1', now())`, [newId('notification'), userId]);
    await client.query(`insert into notification_preferences (user_id, type, mail, updated_at) values ($1, 'shipped', true, now())`, [userId]);
  }
  await client.query(`insert into mail_opt_outs (address_hash, type, created_at) values (repeat('a', 64), 'invitation', now())`);
}
