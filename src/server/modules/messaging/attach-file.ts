import { readFile } from 'node:fs/promises';
import { withUpload } from '@/server/modules/ingest/with-upload';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { AttachFileInput, AttachmentView } from '@/shared/contracts/messages';
import { newId } from '@/shared/ids';
import { assertParticipant } from './assert-participant';
import { insertAttachment } from './attachments.queries';
import { inspectAttachment } from './inspect-attachment';

/** Where a file lies. Nobody but the shop reads there; who may have it is asked each time. */
export const attachmentKeyOf = (id: string) => `attachments/${id}`;

/**
 * For those who take part: checks a file they uploaded and keeps it for a message of theirs; one that is not sent within a day is collected. Throws NOT_FOUND, INVALID_INPUT (name),
 * and what `inspectAttachment` does; then nothing is kept.
 */
export async function attachFile({ db, storage }: Pick<Platform, 'db' | 'storage'>, { viewer, input }: { viewer: Viewer; input: AttachFileInput }): Promise<AttachmentView> {
  const { threadId, uploadId, fileName } = input;
  await assertParticipant(db, viewer, threadId);
  const { content, ...file } = await withUpload(storage, { viewer, uploadId, fileName }, async (path) => inspectAttachment(fileName, await readFile(path)));
  const now = clock.now();
  const id = newId('attachment', now.getTime());
  await storage.put(attachmentKeyOf(id), content, { contentType: file.contentType, bytes: content.length });
  await db.asService('files of messages are kept by the service alone', (tx) => insertAttachment(tx, { ...file, id, bytes: content.length, threadId, uploadedBy: viewer.userId, at: now }));
  return { id, fileName: file.fileName, bytes: content.length, width: file.width, height: file.height };
}
