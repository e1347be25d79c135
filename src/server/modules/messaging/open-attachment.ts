import type { Readable } from 'node:stream';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { attachmentKeyOf } from './attach-file';
import { findAttachment, type AttachmentRow } from './attachments.queries';

export interface OpenAttachment extends AttachmentRow {
  read(): Promise<Readable>;
}

/** For those who take part in its conversation now, and for who uploaded it until it is sent: a file. Throws NOT_FOUND for everybody else. */
export async function openAttachment({ db, storage }: Pick<Platform, 'db' | 'storage'>, { viewer, id }: { viewer: Viewer; id: string }): Promise<OpenAttachment> {
  const row = await findAttachment(db.readAs(viewer), id);
  if (!row || !(await storage.exists(attachmentKeyOf(id)))) throw new AppError('NOT_FOUND', 'There is no such file.');
  return { ...row, read: () => storage.read(attachmentKeyOf(id)) };
}
