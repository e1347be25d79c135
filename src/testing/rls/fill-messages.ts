import type pg from 'pg';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

/** What two buyers and the sellers they asked wrote to each other, with a file that was sent and one that was not. */
export async function fillMessages(client: pg.Client, world: World): Promise<void> {
  for (const [buyer, sellerId, seller, product] of [
    [world.buyerA, world.sellers.one, world.sellerOne, world.products.published],
    [world.buyerB, world.sellers.two, world.sellerTwo, world.products.other],
  ] as const) {
    const [thread, message] = [newId('thread'), newId('message')];
    await client.query('insert into correspondences (seller_id, buyer_user_id, created_at) values ($1, $2, now())', [sellerId, buyer]);
    await client.query('insert into threads (id, seller_id, buyer_user_id, product_id, last_seq, last_buyer_seq, last_message_at, created_at) values ($1, $2, $3, $4, 1, 1, now(), now())', [thread, sellerId, buyer, product.id]);
    await client.query(`insert into messages (id, thread_id, seller_id, buyer_user_id, seq, side, author_id, client_id, body, created_at) values ($1, $2, $3, $4, 1, 'buyer', $4, 'client-one', 'Does it run on Node 20?', now())`, [message, thread, sellerId, buyer]);
    for (const [messageId, uploader] of [[message, buyer], [null, buyer], [null, seller]]) {
      await client.query(`insert into message_attachments (id, thread_id, seller_id, buyer_user_id, uploaded_by, message_id, file_name, content_type, bytes, sha256, created_at) values ($1, $2, $3, $4, $5, $6, 'log.txt', 'text/plain', 3, repeat('d', 64), now())`, [newId('attachment'), thread, sellerId, buyer, uploader, messageId]);
    }
    for (const person of [buyer, seller]) await client.query('insert into thread_reads (thread_id, user_id, read_seq) values ($1, $2, 1)', [thread, person]);
  }
}
