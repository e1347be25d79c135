import { enqueue } from '@/server/platform/queue';
import type { ServiceTx, Tx, UserTx } from '@/server/platform/db';
import type { Inventory, ProductStatus, UpdateProductInput } from '@/shared/contracts/publishing';
import type { ProductKind, ProductType } from '@/shared/contracts/catalog';

/** A product of a seller, by both ids, so that nobody else's is ever meant. */
export interface OwnProduct {
  productId: string;
  sellerId: string;
}

export interface ProductRow {
  id: string;
  kind: ProductKind;
  type: ProductType;
  slug: string;
  title: string;
  status: ProductStatus;
  inventory: Inventory | null;
  /** A bundle across sellers, which only admins write. */
  isJoint: boolean;
  publishedAt: Date | null;
}

/** A new draft; false when the id or the address is taken. */
export async function insertDraft(tx: UserTx, draft: { id: string; sellerId: string; kind: ProductKind; type: ProductType; slug: string; title: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into products (id, seller_id, kind, type, slug, title, created_at, updated_at)
    values (${draft.id}, ${draft.sellerId}, ${draft.kind}, ${draft.type}, ${draft.slug}, ${draft.title}, ${draft.at}, ${draft.at}) on conflict do nothing`;
  return written === 1;
}

/** Takes a product for writing until the transaction ends; nothing when it is not the seller's or rests. The row is written rather than locked, because its policy decides who may. */
export async function takeProduct(tx: Tx, { productId, sellerId, at }: OwnProduct & { at: Date }): Promise<ProductRow | undefined> {
  const [row] = await tx.$queryRaw<ProductRow[]>`
    update products set updated_at = ${at} where id = ${productId} and seller_id = ${sellerId} and status in ('draft', 'published') and not is_joint
    returning id, kind, type, slug, title, status, inventory, is_joint as "isJoint", published_at as "publishedAt"`;
  return row;
}

export async function findProduct(tx: Tx, { productId, sellerId }: OwnProduct): Promise<ProductRow | undefined> {
  const [row] = await tx.$queryRaw<ProductRow[]>`
    select id, kind, type, slug, title, status, inventory, is_joint as "isJoint", published_at as "publishedAt" from products where id = ${productId} and seller_id = ${sellerId}`;
  return row;
}

export async function updateWords(tx: UserTx, productId: string, words: Omit<UpdateProductInput, 'seller' | 'productId'>): Promise<void> {
  await tx.$executeRaw`
    update products set title = ${words.title}, summary = ${words.summary}, description = ${words.description}, tags = ${words.tags}::text[],
      works_with = ${words.worksWith}::text[], brand = ${words.brand}, condition = ${words.condition} where id = ${productId}`;
}

export async function setInventory(tx: ServiceTx, productId: string, inventory: Inventory | null): Promise<void> {
  await tx.$executeRaw`update products set inventory = ${inventory} where id = ${productId}`;
}

/** Moves a product of this seller from one status to another; false when it is in none of `from`. */
export async function moveOwnProduct(tx: ServiceTx, own: OwnProduct, { from, to, at }: { from: ProductStatus; to: ProductStatus; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    update products set status = ${to}, updated_at = ${at}, submitted_at = case when ${to} = 'in_review' then ${at} else submitted_at end
    where id = ${own.productId} and seller_id = ${own.sellerId} and status = ${from}`;
  return written === 1;
}

/** What an admin moved: from where, whose it is, and how it is called. */
export interface MovedProduct {
  from: ProductStatus;
  sellerId: string;
  sellerSlug: string;
  title: string;
}

export interface ProductMove {
  from: readonly ProductStatus[];
  /** Only what was moved there at this moment and not touched since. */
  since?: Date;
  to: ProductStatus;
  note: string | null;
  at: Date;
}

/** The same for any seller's, by an admin. A published product has no note; one that is sent back or taken down has one. */
export async function moveProduct(tx: ServiceTx, productId: string, { from, since, to, note, at }: ProductMove): Promise<MovedProduct | undefined> {
  const [row] = await tx.$queryRaw<MovedProduct[]>`
    with before as (select id, status from products where id = ${productId} and status = any (${from}::text[]) and updated_at = coalesce(${since ?? null}::timestamptz, updated_at) for update)
    update products p set status = ${to}, review_note = ${note}, updated_at = ${at}, published_at = case when ${to} = 'published' then coalesce(p.published_at, ${at}) else p.published_at end
    from before b where p.id = b.id returning b.status as "from", p.seller_id as "sellerId", p.title,
      (select s.slug from sellers s where s.id = p.seller_id) as "sellerSlug"`;
  return row;
}

/** Brings the listing up to date with a product and the bundles it is a part of, and has the pages drawn anew, both with the caller's transaction. */
export async function relist(tx: ServiceTx, productId: string): Promise<void> {
  await tx.$executeRaw`select app.refresh_catalog_entries(array[${productId}::text] || array(select bundle_product_id from bundle_items where part_product_id = ${productId}::text order by 1))`;
  await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
}

/** The same in a member's own name, for a published product. */
export async function relistOwn(tx: UserTx, productId: string): Promise<void> {
  await tx.$executeRaw`select app.relist_own_product(${productId}::text)`;
}
