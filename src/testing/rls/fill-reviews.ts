import type pg from 'pg';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

/** What two buyers say of what they bought, one of it hidden by a moderator, and what they keep. */
export async function fillReviews(client: pg.Client, world: World): Promise<void> {
  for (const [author, product, seller, hidden] of [
    [world.buyerA, world.products.published, world.sellerOne, null],
    [world.orgOwner, world.products.published, null, new Date('2026-11-20T12:00:00Z')],
    [world.buyerB, world.products.other, world.sellerTwo, null],
  ] as const) {
    const id = newId('review');
    await client.query(`insert into reviews (id, product_id, author_id, rating, title, body) values ($1, $2, $3, 4, 'Good', 'It runs.')`, [id, product.id, author]);
    await client.query(`update reviews set hidden_at = $2, reply = case when $3::uuid is not null then 'Thank you.' end, replied_by = $3, replied_at = case when $3::uuid is not null then now() end where id = $1`, [id, hidden, seller]);
    await client.query('insert into favorites (user_id, product_id, created_at) values ($1, $2, now())', [author, product.id]);
  }
}
