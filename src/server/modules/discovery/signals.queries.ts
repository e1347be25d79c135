import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { SignalKind } from '@/shared/contracts/discovery';
import type { Subject } from './subject';

/** Rows of a person, or of a visitor who is nobody known. */
const ofSubject = ({ userId, visitorId }: Subject) => (userId !== null ? Prisma.sql`user_id = ${userId}::uuid` : Prisma.sql`user_id is null and visitor_id = ${visitorId}`);

export interface SignalRow {
  id: string;
  kind: SignalKind;
  value: string;
  title: string | null;
  slug: string | null;
  seen: number;
  lastAt: Date;
  expiresAt: Date;
}

/** Everything kept of a subject that has not expired, the newest first. Of a view that nobody may see any more the title stays unsaid. */
export function findSignals(reader: Reader, { subject, now, limit }: { subject: Subject; now: Date; limit: number }): Promise<SignalRow[]> {
  return reader.rows<SignalRow>(Prisma.sql`
    select s.id, s.kind, s.value, c.title, c.slug, s.seen, s.last_at as "lastAt", s.expires_at as "expiresAt"
    from discovery_signals s left join catalog_entries c on c.product_id = s.product_id
    where ${ofSubject(subject)} and s.expires_at > ${now}::timestamptz order by s.last_at desc, s.id limit ${limit}`);
}

export interface NewSignal {
  id: string;
  kind: SignalKind;
  value: string;
}

/** Adds what is new and counts what was there. In the order of its words, so that two writers never wait for each other crosswise; products nobody may see are left out. */
export async function upsertSignals(reader: Pick<Reader, 'rows'>, { subject, rows, at, expiresAt }: { subject: Subject; rows: readonly NewSignal[]; at: Date; expiresAt: Date }): Promise<void> {
  const target = subject.userId !== null ? Prisma.sql`(user_id, kind, value)` : Prisma.sql`(visitor_id, kind, value)`;
  await reader.rows(Prisma.sql`
    insert into discovery_signals as s (id, user_id, visitor_id, kind, value, product_id, first_at, last_at, expires_at)
    select r.id, ${subject.userId}::uuid, ${subject.userId === null ? subject.visitorId : null}, r.kind, r.value, c.product_id, ${at}::timestamptz, ${at}::timestamptz, ${expiresAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, kind text, value text) left join catalog_entries c on r.kind = 'view' and c.product_id = r.value
    where r.kind <> 'view' or c.product_id is not null order by r.kind, r.value
    on conflict ${target} do update set seen = s.seen + 1, last_at = greatest(s.last_at, excluded.last_at), expires_at = greatest(s.expires_at, excluded.expires_at)`);
}

/** Forgets the oldest views beyond so many. */
export async function trimViews(reader: Reader, { subject, most }: { subject: Subject; most: number }): Promise<void> {
  await reader.rows(Prisma.sql`
    delete from discovery_signals where id in (select id from discovery_signals where ${ofSubject(subject)} and kind = 'view' order by last_at desc, id offset ${most})`);
}

/** Forgets every answer that is not among these. */
export async function keepAnswers(tx: ServiceTx, { subject, keep }: { subject: Subject; keep: readonly { kind: SignalKind; value: string }[] }): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    delete from discovery_signals where ${ofSubject(subject)} and kind <> 'view'
      and (kind, value) not in (select r.kind, r.value from jsonb_to_recordset(${JSON.stringify(keep)}::jsonb) as r(kind text, value text))`);
}

/** Answers whether it was there and the subject's own. */
export async function deleteSignal(tx: ServiceTx, { subject, id }: { subject: Subject; id: string }): Promise<boolean> {
  return (await tx.$executeRaw(Prisma.sql`delete from discovery_signals where id = ${id} and ${ofSubject(subject)}`)) === 1;
}

/** Forgets everything of a person and of the visitor their browser was. */
export function deleteSignals(tx: ServiceTx, { userId, visitorId }: Subject): Promise<number> {
  return tx.$executeRaw(Prisma.sql`delete from discovery_signals where user_id = ${userId}::uuid or (user_id is null and visitor_id = ${visitorId})`);
}

/** The visitor's rows become the person's: what both have is counted together, what only the visitor has is moved; a role or problem the person has answered stays theirs. */
export async function moveSignals(tx: ServiceTx, { userId, visitorId }: { userId: string; visitorId: string }): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with gone as (delete from discovery_signals where visitor_id = ${visitorId} and user_id is null returning *)
    insert into discovery_signals as s (id, user_id, kind, value, product_id, seen, first_at, last_at, expires_at)
    select id, ${userId}::uuid, kind, value, product_id, seen, first_at, last_at, expires_at from gone g
    where not (g.kind in ('role', 'problem') and exists (select from discovery_signals o where o.user_id = ${userId}::uuid and o.kind = g.kind))
    order by kind, value
    on conflict (user_id, kind, value) do update set seen = s.seen + excluded.seen, first_at = least(s.first_at, excluded.first_at),
      last_at = greatest(s.last_at, excluded.last_at), expires_at = greatest(s.expires_at, excluded.expires_at)`);
}

/** Deletes what has expired, so many at once; answers how many there were. */
export function deleteExpired(tx: ServiceTx, { now, limit }: { now: Date; limit: number }): Promise<number> {
  return tx.$executeRaw(Prisma.sql`delete from discovery_signals where id in (select id from discovery_signals where expires_at <= ${now}::timestamptz order by expires_at limit ${limit})`);
}
