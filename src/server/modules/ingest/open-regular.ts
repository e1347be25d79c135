import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { refuse } from './ingest-refusal';

/** Opens without following a link and without waiting on a pipe, then makes sure that it is a file: names may change under us. */
export async function openRegular(absolutePath: string, where: { item: string; field: string }): Promise<FileHandle> {
  const notFile = { field: where.field, code: 'file_link', message: 'The file is a link or a device.' };
  const handle = await open(absolutePath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && ['ELOOP', 'ENXIO'].includes(String(error.code))) refuse(where.item, notFile);
    throw error;
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  return refuse(where.item, notFile);
}
