import { createHash } from 'node:crypto';
import type pg from 'pg';
import { newId } from '@/shared/ids';

export interface SellerFixture {
  slug: string;
  name?: string;
  lifecycle?: 'applied' | 'active' | 'suspended' | 'closed';
}

/** A seller with its organization; answers the seller's id. `owner` is a connection as the schema's owner. */
export async function insertSeller(owner: pg.ClientBase, { slug, name = slug, lifecycle = 'active' }: SellerFixture): Promise<string> {
  const [organizationId, sellerId] = [newId('organization'), newId('seller')];
  await owner.query('insert into organizations (id, slug, name) values ($1, $2, $3)', [organizationId, slug, name]);
  await owner.query('insert into sellers (id, organization_id, slug, name, lifecycle) values ($1, $2, $3, $4, $5)', [sellerId, organizationId, slug, name, lifecycle]);
  return sellerId;
}

export interface ProductFixture {
  sellerId: string;
  slug: string;
  title?: string;
  summary?: string;
  description?: string;
  type?: string;
  status?: string;
  tags?: string[];
  worksWith?: string[];
  priceMinor?: number;
  currency?: string;
  releasedAt?: Date;
  /** Versions from oldest to newest; all published. */
  versions?: string[];
}

/** A product with one personal licence and its versions, in the public listing if it is published. */
export async function insertProduct(owner: pg.ClientBase, fixture: ProductFixture): Promise<{ productId: string; versionIds: string[] }> {
  const { sellerId, slug, title = slug, summary = '', description = '', type = 'node', status = 'published', tags = [], worksWith = [] } = fixture;
  const { priceMinor = 1900, currency = 'usd', releasedAt = new Date('2026-01-01T00:00:00Z'), versions = ['1.0.0'] } = fixture;
  const [productId, variantId] = [newId('product'), newId('variant')];
  await owner.query(
    `insert into products (id, seller_id, kind, type, slug, title, summary, description, status, tags, works_with, published_at)
     values ($1, $2, 'download', $3, $4, $5, $6, $7, $8, $9, $10, case when $8 = 'draft' then null else $11::timestamptz end)`,
    [productId, sellerId, type, slug, title, summary, description, status, tags, worksWith, releasedAt],
  );
  await owner.query(`insert into product_variants (id, product_id, seller_id, sku, license) values ($1, $2, $3, $1, 'personal')`, [variantId, productId, sellerId]);
  await owner.query('insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, $4)', [newId('price'), variantId, priceMinor, currency]);
  const versionIds: string[] = [];
  for (const [index, version] of versions.entries()) {
    const versionId = newId('version');
    versionIds.push(versionId);
    await owner.query(
      `insert into product_versions (id, product_id, version, sort_key, content_hash, released_at, published_at) values ($1, $2, $3, $4, $5, $6, $6)`,
      [versionId, productId, version, String(index).padStart(4, '0'), createHash('sha256').update(versionId).digest('hex'), releasedAt],
    );
  }
  await refreshCatalogue(owner, [productId]);
  return { productId, versionIds };
}

/** Brings the public listing up to date, as every verb that changes a product does. */
export async function refreshCatalogue(owner: pg.ClientBase, productIds: string[]): Promise<void> {
  await owner.query('select app.refresh_catalog_entries($1)', [productIds]);
}
