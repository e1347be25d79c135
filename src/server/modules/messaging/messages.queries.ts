import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { AttachmentView, Side } from '@/shared/contracts/messages';
import { HAS_LEFT } from './threads.queries';

export interface MessageRow {
  id: string;
  seq: number;
  clientId: string;
  side: Side;
  authorId: string | null;
  body: string;
  isTakenBack: boolean;
  createdAt: Date;
  attachments: AttachmentView[];
}

/** The newest messages below `before`, newest first, as one who takes part. */
export function listMessages(reader: Reader, { threadId, before, limit }: { threadId: string; before: number; limit: number }): Promise<MessageRow[]> {
  return reader.rows<MessageRow>(Prisma.sql`
    select m.id, m.seq, m.client_id as "clientId", m.side, m.author_id::text as "authorId", m.body, m.deleted_at is not null as "isTakenBack", m.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'fileName', a.file_name, 'bytes', a.bytes, 'width', a.width, 'height', a.height) order by a.created_at, a.id)
        from message_attachments a where a.message_id = m.id), '[]') as attachments
    from messages m where m.thread_id = ${threadId} and m.seq < ${before}::int order by m.seq desc limit ${limit}`);
}

/** What people are called. */
export async function findNames(reader: Reader, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.rows<{ userId: string; name: string }>(Prisma.sql`select user_id::text as "userId", display_name as name from profiles where user_id = any (${userIds}::uuid[])`);
  return new Map(rows.map(({ userId, name }) => [userId, name]));
}

export interface LockedThread {
  isBlockedByBuyer: boolean;
  isBlockedBySeller: boolean;
  hasBuyerLeft: boolean;
}

/**
 * Holds the thread until the commit, so that its messages are numbered one after the other; and shares its correspondence, so that a block waits for us or we for it.
 * Answers what is true once both are held.
 */
export async function lockThread(tx: ServiceTx, threadId: string): Promise<LockedThread | undefined> {
  const [row] = await tx.$queryRaw<LockedThread[]>`
    select c.blocked_by_buyer_at is not null as "isBlockedByBuyer", c.blocked_by_seller_at is not null as "isBlockedBySeller", ${HAS_LEFT} as "hasBuyerLeft"
    from threads t join correspondences c on c.seller_id = t.seller_id and c.buyer_user_id = t.buyer_user_id where t.id = ${threadId} for update of t for share of c`;
  return row;
}

export interface SentMessage {
  id: string;
  seq: number;
}

export async function findSent(tx: ServiceTx, { threadId, authorId, clientId }: { threadId: string; authorId: string; clientId: string }): Promise<SentMessage | undefined> {
  const [row] = await tx.$queryRaw<SentMessage[]>`select id, seq from messages where thread_id = ${threadId} and author_id = ${authorId}::uuid and client_id = ${clientId}`;
  return row;
}

export interface NewMessage {
  id: string;
  threadId: string;
  side: Side;
  authorId: string;
  clientId: string;
  body: string;
  attachmentIds: readonly string[];
  at: Date;
}

/** Writes the message under the thread's next number, with its author's place behind it. `attached` is how many of the files were the author's and free. The thread is locked. */
export async function insertMessage(tx: ServiceTx, { id, threadId, side, authorId, clientId, body, attachmentIds, at }: NewMessage): Promise<{ seq: number; attached: number }> {
  const own = Prisma.raw(side === 'buyer' ? 'last_buyer_seq' : 'last_seller_seq');
  const [row] = await tx.$queryRaw<{ seq: number; attached: number }[]>`
    with sent as (
      insert into messages (id, thread_id, seller_id, buyer_user_id, seq, side, author_id, client_id, body, created_at)
      select ${id}, t.id, t.seller_id, t.buyer_user_id, t.last_seq + 1, ${side}, ${authorId}::uuid, ${clientId}, ${body}, ${at} from threads t where t.id = ${threadId}
      returning seq),
    moved as (update threads set last_seq = sent.seq, ${own} = sent.seq, last_message_at = ${at} from sent where id = ${threadId}),
    place as (
      insert into thread_reads as r (thread_id, user_id, read_seq) select ${threadId}, ${authorId}::uuid, seq from sent
      on conflict (user_id, thread_id) do update set read_seq = greatest(r.read_seq, excluded.read_seq)),
    attached as (
      update message_attachments set message_id = ${id} where id = any (${attachmentIds}::text[]) and thread_id = ${threadId} and uploaded_by = ${authorId}::uuid and message_id is null returning id)
    select sent.seq, (select count(*)::int from attached) as attached from sent`;
  if (!row) throw new Error(`no thread ${threadId}`);
  return row;
}

/** Takes the author's own text back, with its files, while it is younger than `since`; whose thread it was, or undefined. */
export async function eraseMessage(tx: ServiceTx, { messageId, authorId, since, at }: { messageId: string; authorId: string; since: Date; at: Date }): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ threadId: string }[]>`
    with erased as (
      update messages set body = '', deleted_at = ${at} where id = ${messageId} and author_id = ${authorId}::uuid and deleted_at is null and created_at > ${since} returning id, thread_id),
    files as (delete from message_attachments a using erased e where a.message_id = e.id)
    select thread_id as "threadId" from erased`;
  return row?.threadId;
}

export interface SeenMessage {
  threadId: string;
  sellerId: string;
  buyerUserId: string;
  side: Side;
  authorId: string | null;
  body: string;
  isTakenBack: boolean;
}

/** One message, as one who takes part. */
export async function findMessage(reader: Reader, messageId: string): Promise<SeenMessage | undefined> {
  const [row] = await reader.rows<SeenMessage>(Prisma.sql`
    select thread_id as "threadId", seller_id as "sellerId", buyer_user_id::text as "buyerUserId", side, author_id::text as "authorId", body, deleted_at is not null as "isTakenBack"
    from messages where id = ${messageId}`);
  return row;
}
