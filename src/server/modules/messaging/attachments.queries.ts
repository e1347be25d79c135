import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface AttachmentRow {
  id: string;
  fileName: string;
  contentType: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
}

/** Keeps the row of a file that waits for its message. */
export async function insertAttachment(tx: ServiceTx, { threadId, uploadedBy, at, ...file }: AttachmentRow & { threadId: string; uploadedBy: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into message_attachments (id, thread_id, seller_id, buyer_user_id, uploaded_by, file_name, content_type, bytes, sha256, width, height, created_at)
    select ${file.id}, id, seller_id, buyer_user_id, ${uploadedBy}::uuid, ${file.fileName}, ${file.contentType}, ${file.bytes}, ${file.sha256}, ${file.width}, ${file.height}, ${at}
    from threads where id = ${threadId}`;
}

/** One file, as one who may open it. */
export async function findAttachment(reader: Reader, id: string): Promise<AttachmentRow | undefined> {
  const [row] = await reader.rows<AttachmentRow>(Prisma.sql`select id, file_name as "fileName", content_type as "contentType", bytes, sha256, width, height from message_attachments where id = ${id}`);
  return row;
}

export function deleteUnsent(tx: ServiceTx, before: Date): Promise<number> {
  return tx.$executeRaw`delete from message_attachments where message_id is null and created_at < ${before}`;
}

/** Which of these files some message or sender still has. */
export async function findKept(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`select id from message_attachments where id = any (${ids}::text[])`);
  return new Set(rows.map(({ id }) => id));
}
