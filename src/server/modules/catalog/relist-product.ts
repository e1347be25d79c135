import { enqueue } from '@/server/platform/queue';
import type { Platform } from '@/server/platform/platform';
import { relistWithBundles } from './list.queries';

/** Brings a product's place in the listing up to date after a size of it sold out or came back, that of the bundles it is a part of too; pages follow. May run at any time. */
export async function relistProduct({ db }: Pick<Platform, 'db'>, { productId }: { productId: string }): Promise<void> {
  await db.asService('catalogue: follow the stock', async (tx) => {
    await relistWithBundles(tx, productId);
    await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  });
}
