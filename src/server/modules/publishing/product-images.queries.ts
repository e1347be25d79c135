import type { StoredPicture } from '@/server/modules/images/store-picture';
import type { UserTx } from '@/server/platform/db';

/** How many pictures a product has, and the id of this one if it is among them. */
export async function countImages(tx: UserTx, productId: string, sha256: string): Promise<{ count: number; sameId: string | null }> {
  const [row] = await tx.$queryRaw<{ count: number; sameId: string | null }[]>`
    select count(*)::int as count, min(id) filter (where sha256 = ${sha256}) as "sameId" from product_images where product_id = ${productId}`;
  return row ?? { count: 0, sameId: null };
}

/** Adds a picture behind the others; the same one again is left as it is. */
export async function insertImage(tx: UserTx, { id, productId, sellerId, alt, at, picture }: { id: string; productId: string; sellerId: string; alt: string; at: Date; picture: StoredPicture }): Promise<void> {
  await tx.$executeRaw`
    insert into product_images (id, product_id, seller_id, sha256, alt, width, height, files, position, created_at)
    select ${id}, ${productId}, ${sellerId}, ${picture.sha256}, ${alt}, ${picture.width}, ${picture.height}, ${JSON.stringify(picture.files)}::jsonb, coalesce(max(i.position) + 1, 0), ${at}::timestamptz
    from product_images i where i.product_id = ${productId}
    on conflict (product_id, sha256) do nothing`;
}

/** False when the product has no such picture. */
export async function describeImageRow(tx: UserTx, { productId, imageId, alt }: { productId: string; imageId: string; alt: string }): Promise<boolean> {
  return (await tx.$executeRaw`update product_images set alt = ${alt} where id = ${imageId} and product_id = ${productId}`) === 1;
}

export async function deleteImage(tx: UserTx, { productId, imageId }: { productId: string; imageId: string }): Promise<void> {
  await tx.$executeRaw`delete from product_images where id = ${imageId} and product_id = ${productId}`;
}

export async function listImageIds(tx: UserTx, productId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from product_images where product_id = ${productId}`;
  return rows.map((row) => row.id);
}

export async function orderImages(tx: UserTx, productId: string, imageIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update product_images i set position = r.position - 1 from unnest(${imageIds}::text[]) with ordinality as r(id, position) where i.id = r.id and i.product_id = ${productId}`;
}
