import type pg from 'pg';
import type { World } from '@/testing/world';

/** Cases of one buyer and one seller in each state their author may or may not see, and an admin who looked at them. */
export async function fillModeration(client: pg.Client, world: World): Promise<void> {
  const decided = [world.admin, 'It insults.'];
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, author_user_id, opened_at) values ('mod_1', 'message', 'msg_1', $1, $2, now())`, [world.sellers.one, world.buyerA]);
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, author_user_id, opened_at, status, decided_by, decision_reason, decided_at) values ('mod_2', 'review', 'rvw_1', $1, $2, now(), 'upheld', $3, $4, now())`, [world.sellers.one, world.buyerA, ...decided]);
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, opened_at, status, decided_by, decision_reason, decided_at) values ('mod_3', 'product', 'prd_1', $1, now(), 'upheld', $2, $3, now())`, [world.sellers.two, ...decided]);
  await client.query(`insert into moderation_cases (id, subject_type, subject_id, author_user_id, opened_at, status, decided_by, decision_reason, decided_at) values ('mod_4', 'review', 'rvw_2', $1, now(), 'dismissed', $2, $3, now())`, [world.buyerB, ...decided]);
  await client.query(`insert into moderation_reports (id, case_id, reported_by, reason, created_at) values ('rpt_1', 'mod_1', $1, 'abuse', now())`, [world.sellerOne]);
  await client.query(`insert into impersonations (id, admin_user_id, user_id, reason, started_at, expires_at) values ('imp_1', $1, $2, 'asked for help', now(), now() + interval '15 minutes')`, [world.admin, world.buyerA]);
}
