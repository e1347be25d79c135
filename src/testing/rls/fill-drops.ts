import type pg from 'pg';
import { hashEntries, hashEntry, hashSeed } from '@/server/modules/drops/draw';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

const SEED = '5eed'.repeat(16);

/** One drop per product, over and drawn, won by whoever bought the product; and people who wait for stock. */
export async function fillDrops(client: pg.Client, world: World): Promise<void> {
  const drops = [
    { product: world.products.published, sellerId: world.sellers.one, userId: world.buyerA },
    { product: world.products.draft, sellerId: world.sellers.one, userId: world.orgMember },
    { product: world.products.other, sellerId: world.sellers.two, userId: world.buyerB },
  ];
  for (const { product, sellerId, userId } of drops) {
    const [dropId, entryId] = [newId('drop'), newId('dropEntry')];
    const hash = hashEntry({ dropId, entryId, userId, variantId: product.variantId, quantity: 1 });
    await client.query(
      `insert into drops (id, product_id, seller_id, entries_open_at, entries_close_at, per_person_cap, claim_hours, seed_hash, seed, revealed_seed, entries_root, closed_at, drawn_at, ended_at)
       values ($1, $2, $3, now() - interval '3 days', now() - interval '2 days', 1, 24, $4, $5, $5, $6, now() - interval '2 days', now() - interval '2 days', now())`,
      [dropId, product.id, sellerId, hashSeed(SEED), SEED, hashEntries(dropId, [{ hash, variantId: product.variantId, quantity: 1 }])],
    );
    await client.query('insert into drop_variants (drop_id, variant_id, units, released_at) values ($1, $2, 1, now())', [dropId, product.variantId]);
    await client.query(
      `insert into drop_entries (id, drop_id, user_id, variant_id, quantity, entry_hash, entered_at, rank, drawn_quantity, won_quantity, claim_expires_at) values ($1, $2, $3, $4, 1, $5, now() - interval '2 days', 1, 1, 1, now())`,
      [entryId, dropId, userId, product.variantId, hash],
    );
    await client.query('insert into drop_claims (entry_id, order_id, variant_id, quantity, claimed_at) select $1, o.id, $2, 1, now() from orders o where o.buyer_user_id = $3', [entryId, product.variantId, userId]);
    await client.query('insert into stock_alerts (user_id, variant_id, asked_at) values ($1, $2, now())', [userId, product.variantId]);
  }
}
