import type pg from 'pg';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

/** Cases of one buyer and one seller in each state their author may or may not see, and an admin who looked at them. */
export async function fillModeration(client: pg.Client, world: World): Promise<void> {
  const [open, review, product, dismissed] = [newId('moderationCase'), newId('moderationCase'), newId('moderationCase'), newId('moderationCase')];
  const decided = [world.admin, 'It insults.'];
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, author_user_id, opened_at) values ($3, 'message', 'msg_1', $1, $2, now())`, [world.sellers.one, world.buyerA, open]);
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, author_user_id, opened_at, status, decided_by, decision_reason, decided_at) values ($5, 'review', 'rvw_1', $1, $2, now(), 'upheld', $3, $4, now())`, [world.sellers.one, world.buyerA, ...decided, review]);
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, opened_at, status, decided_by, decision_reason, decided_at) values ($4, 'product', 'prd_1', $1, now(), 'upheld', $2, $3, now())`, [world.sellers.two, ...decided, product]);
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, author_user_id, opened_at, status, decided_by, decision_reason, decided_at) values ($4, 'review', 'rvw_2', $1, now(), 'dismissed', $2, $3, now())`, [world.buyerB, ...decided, dismissed]);
  await client.query(`insert into moderation_reports (id, case_id, reported_by, reason, created_at) values ('rpt_1', $2, $1, 'abuse', now())`, [world.sellerOne, open]);
  await client.query(`insert into impersonations (id, admin_user_id, user_id, reason, started_at, expires_at) values ('imp_1', $1, $2, 'asked for help', now(), now() + interval '15 minutes')`, [world.admin, world.buyerA]);
}
