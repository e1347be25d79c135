import { Prisma } from '@generated/client';
import type { Reader, Viewer } from '@/server/platform/db';
import { sorted, type RowOrder } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import type { PersonSort } from '@/shared/contracts/admin-users';

export interface PersonFilter {
  q: string;
  roles: readonly Viewer['role'][];
  state: '' | 'open' | 'closed';
  sort: PersonSort;
  after: SortedPosition | null;
  limit: number;
}

export interface PersonSummaryRow {
  id: string;
  name: string;
  email: string;
  role: Viewer['role'];
  createdAt: Date;
  closedAt: Date | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isPersonId = (text: string): boolean => UUID.test(text);
const PERSON = Prisma.sql`u.id::text as id, p.display_name as name, u.email, p.role, u.created_at as "createdAt", u.disabled_at as "closedAt"`;
/** The text as a LIKE pattern that matches its beginning and nothing else. */
const startingWith = (text: string) => `${text.toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** Each way of looking somebody up is a branch of its own, so that each finds its own index. */
function byText(q: string): Prisma.Sql {
  if (isPersonId(q)) return Prisma.sql`u.id = ${q}::uuid`;
  const start = startingWith(q);
  return Prisma.sql`u.id in (select id from users where email like ${start} union select user_id from profiles where lower(display_name) like ${start})`;
}

const SORTS: Record<PersonSort, RowOrder> = {
  'name-up': { key: Prisma.sql`lower(p.display_name) collate "C"`, kind: 'words', direction: 'up' },
  'name-down': { key: Prisma.sql`lower(p.display_name) collate "C"`, kind: 'words', direction: 'down' },
  'since-down': { key: Prisma.sql`u.created_at`, kind: 'moment', direction: 'down' },
  'since-up': { key: Prisma.sql`u.created_at`, kind: 'moment', direction: 'up' },
};

export function listPeopleRows(reader: Reader, { q, roles, state, sort, after, limit }: PersonFilter): Promise<(PersonSummaryRow & { sortKey: number | string })[]> {
  const { sortKey, where, by } = sorted(SORTS[sort], Prisma.raw(sort.startsWith('name') ? 'p.user_id' : 'u.id'), after);
  const parts = [where];
  if (q !== '') parts.push(byText(q));
  if (roles.length > 0) parts.push(Prisma.sql`p.role = any (${[...roles]}::text[])`);
  if (state !== '') parts.push(Prisma.raw(state === 'open' ? 'u.disabled_at is null' : 'u.disabled_at is not null'));
  return reader.rows<PersonSummaryRow & { sortKey: number | string }>(Prisma.sql`
    select ${PERSON}, ${sortKey} as "sortKey" from users u join profiles p on p.user_id = u.id where ${Prisma.join(parts, ' and ')} order by ${by} limit ${limit}`);
}

export type PersonRow = PersonSummaryRow & { secondFactorAt: Date | null };

export async function findPersonRow(reader: Reader, userId: string): Promise<PersonRow | null> {
  const [row] = await reader.rows<PersonRow>(Prisma.sql`
    select ${PERSON}, t.confirmed_at as "secondFactorAt" from users u join profiles p on p.user_id = u.id left join totp_secrets t on t.user_id = u.id where u.id = ${userId}::uuid`);
  return row ?? null;
}

export interface PersonSessionRow {
  id: string;
  userAgent: string | null;
  network: string | null;
  signedInAt: Date;
  lastSeenAt: Date;
}

export function listPersonSessions(reader: Reader, { userId, now }: { userId: string; now: Date }): Promise<PersonSessionRow[]> {
  return reader.rows<PersonSessionRow>(Prisma.sql`
    select id::text as id, user_agent as "userAgent", network, created_at as "signedInAt", last_seen_at as "lastSeenAt" from sessions
    where user_id = ${userId}::uuid and expires > ${now} order by last_seen_at desc limit 50`);
}

export function listPersonOrganizations(reader: Reader, userId: string): Promise<{ id: string; slug: string; name: string; role: string; sellerSlug: string | null }[]> {
  return reader.rows(Prisma.sql`
    select o.id, o.slug, o.name, m.role, (select s.slug from sellers s where s.organization_id = o.id order by s.created_at limit 1) as "sellerSlug"
    from organization_members m join organizations o on o.id = m.organization_id where m.user_id = ${userId}::uuid order by o.name, o.id limit 50`);
}

export interface PersonOrderRow {
  id: string;
  number: number;
  status: string;
  totalMinor: number;
  currency: string;
  at: Date;
}

export function listPersonOrders(reader: Reader, userId: string): Promise<PersonOrderRow[]> {
  return reader.rows<PersonOrderRow>(Prisma.sql`
    select id, number::float8 as number, status, total_minor::float8 as "totalMinor", currency, created_at as at from orders where buyer_user_id = ${userId}::uuid order by created_at desc limit 10`);
}
