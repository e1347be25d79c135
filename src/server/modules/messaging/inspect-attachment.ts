import { createHash } from 'node:crypto';
import { cleanPicture } from '@/server/modules/images/clean-picture';
import { inspectFile } from '@/server/modules/ingest/inspect-file';
import { IngestRefusal } from '@/server/modules/ingest/ingest-refusal';
import { AppError } from '@/shared/errors';

const PICTURE = /\.(?:png|jpe?g|webp|avif)$/i;
/** What a reader's machine opens without running anything. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
  log: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

export interface InspectedAttachment {
  content: Buffer;
  fileName: string;
  contentType: string;
  sha256: string;
  width: number | null;
  height: number | null;
}

/**
 * Checks a file somebody wants to send, by its name and its bytes, with the rules of every upload: pictures are encoded anew; of other files those a machine opens without
 * running anything, without archives, programs, disguises or private keys. Throws UNSUPPORTED_MEDIA, UNPROCESSABLE, TOO_LARGE.
 */
export async function inspectAttachment(fileName: string, content: Buffer): Promise<InspectedAttachment> {
  if (PICTURE.test(fileName)) {
    const picture = await cleanPicture(content);
    return { ...picture, fileName: fileName.replace(PICTURE, '.webp'), contentType: 'image/webp', sha256: hash(picture.content) };
  }
  const contentType = CONTENT_TYPES[/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''];
  if (contentType === undefined) throw new AppError('UNSUPPORTED_MEDIA', 'Send a picture, a PDF or a text file (txt, md, csv, json, log).', { field: 'fileName', reason: 'file_type' });
  try {
    await inspectFile({ path: fileName, content }, 'attachment');
  } catch (error) {
    if (error instanceof IngestRefusal) throw new AppError('UNPROCESSABLE', error.problem.message, { field: 'fileName', reason: error.problem.code });
    throw error;
  }
  return { content, fileName, contentType, sha256: hash(content), width: null, height: null };
}

const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
