import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { IngestIndexInput } from '@/shared/contracts/admin-ingest';
import type { IngestReport } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { ingestSource } from './ingest-source';
import { toRunOptions } from './to-run-options';

/** Takes in the text of a `library.json`. No file can be beside it, so its packs become drafts until their files come. Throws FORBIDDEN, NOT_FOUND (seller). */
export async function ingestIndex(platform: Pick<Platform, 'db' | 'storage'>, viewer: Viewer, input: IngestIndexInput): Promise<IngestReport> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-index-'));
  try {
    const path = join(folder, 'library.json');
    await writeFile(path, input.index, { mode: 0o600 });
    return await ingestSource(platform, viewer, { path, ...toRunOptions(input), name: 'library.json' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
