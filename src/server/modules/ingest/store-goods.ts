import { storePicture } from '@/server/modules/images/store-picture';
import type { Storage } from '@/server/platform/storage';
import { isAppError } from '@/shared/errors';
import type { GoodsDraft } from './goods-draft';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import type { StoredGoods } from './publish-goods';
import { readBounded } from './read-text';

/** Stores the pictures of a thing that is new; those of one that is there are the shop's own. Throws `IngestRefusal` for a file that is no picture we take. */
export async function storeGoods(storage: Storage, draft: GoodsDraft, { isNew }: { isNew: boolean }): Promise<StoredGoods> {
  const pictures: StoredGoods['pictures'][number][] = [];
  for (const { name, alt, absolutePath } of isNew ? draft.pictures : []) {
    const content = await readBounded(absolutePath, { item: draft.item, field: name, maxBytes: INGEST_LIMITS.imageBytes });
    try {
      pictures.push({ ...(await storePicture(storage, content)), alt });
    } catch (error) {
      if (isAppError(error)) refuse(draft.item, { field: name, code: 'image_refused', message: error.message });
      throw error;
    }
  }
  return { draft, pictures };
}
