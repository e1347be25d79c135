import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notifyNewVersion } from '@/server/modules/entitlements/notify-new-version';
import { setNotificationPreference } from '@/server/modules/notifications/set-notification-preference';
import type { Viewer } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { breakOff } from '@/testing/break-off';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createPeople } from '@/testing/stock';
import { createProduct, type Product } from '@/testing/world';
import { addFavorite } from './add-favorite';
import { listFavoriteIds } from './list-favorite-ids';
import { listFavorites } from './list-favorites';
import { personalData } from './personal-data';
import { removeFavorite } from './remove-favorite';
import { tellNewVersion } from './tell-new-version';
import { tellPriceDrop } from './tell-price-drop';

let shop: Shop;
let owner: pg.Client;
let product: Product;
let ida: Viewer;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  ida = shop.viewer('buyerA');
});
beforeEach(async () => {
  await shop.sql('delete from favorites');
  await shop.sql('delete from notifications');
  await shop.sql('delete from email_outbox');
  product = await createProduct(owner, shop.world.sellers.one, { slug: `kept-kit-${(count += 1)}`, status: 'published', priceMinor: 5_900 });
});
afterAll(async () => {
  await shop.sql('delete from entitlements');
  await assertBooks(shop.platform.db);
  await owner.end();
  await shop.stop();
});

const add = (viewer: Viewer, productId = product.id) => addFavorite(shop.platform, { viewer, input: { productId } });
const list = async (viewer = ida) => (await listFavorites(shop.platform.db, { viewer, input: {} })).favorites;
const told = (type: string) => shop.sql<{ user_id: string; title: string }>('select user_id, title from notifications where type = $1 order by title, user_id', [type]);
const hold = (userId: string) => shop.sql(`insert into entitlements (id, holder_user_id, product_id, source) values ($1, $2, $3, 'admin')`, [newId('entitlement'), userId, product.id]);

async function reprice(amountMinor: number): Promise<void> {
  await shop.sql('update prices set archived_at = now() where variant_id = $1 and archived_at is null', [product.variantId]);
  await shop.sql(`insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, 'usd')`, [newId('price'), product.variantId, amountMinor]);
  await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
}
const drop = () => tellPriceDrop(shop.platform, { productId: product.id });

describe('favourites', () => {
  it('are kept once, with price and version as listed, whatever the browser sends and however often', async () => {
    await Promise.all(Array.from({ length: 5 }, () => add(ida)));
    expect(await list()).toMatchObject([{ product: { id: product.id }, priceSeenMinor: 5_900, versionSeen: '1.0.0' }]);
    expect(await listFavoriteIds(shop.platform.db, ida)).toEqual([product.id]);
    expect(await list(shop.viewer('buyerB'))).toEqual([]);
    await expect(add(ida, shop.world.products.draft.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (let n = 0; n < 2; n += 1) await removeFavorite(shop.platform, { viewer: ida, input: { productId: product.id } });
    expect(await list()).toEqual([]);
  });

  it('that left the shop are counted and come back', async () => {
    await add(ida);
    await shop.sql(`update products set status = 'archived' where id = $1`, [product.id]);
    expect(await listFavorites(shop.platform.db, { viewer: ida, input: {} })).toMatchObject({ favorites: [], away: 1 });
    await shop.sql(`update products set status = 'published' where id = $1`, [product.id]);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    expect(await list()).toHaveLength(1);
  });

  it('are in the copy of what is held, and go with the account', async () => {
    await add(ida);
    const who = { userId: ida.userId, email: '', names: [] };
    expect((await personalData.collect(shop.platform.db.readAsService('test'), who)).favourites).toMatchObject([{ priceSeenMinor: 5_900 }]);
    await shop.platform.db.asService('test', (tx) => personalData.erase!(tx, who));
    expect(await list()).toEqual([]);
  });
});

describe('a price that falls', () => {
  it('is told once to each who keeps it and does not own it, again only when it falls below what they were told', async () => {
    const tomas = shop.viewer('buyerB');
    await add(ida);
    await add(tomas);
    await hold(tomas.userId);
    await reprice(3_900);
    expect(await shop.sql(`select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell-price-drop' and j.payload->>'productId' = $1`, [product.id])).toHaveLength(1);
    await Promise.all([drop(), drop(), drop()]);
    expect(await told('price_drop')).toEqual([{ user_id: ida.userId, title: `${product.slug} costs $39.00 now` }]);
    expect(await shop.sql('select kind from email_outbox')).toEqual([{ kind: 'price-drop' }]);
    await reprice(5_900);
    await reprice(3_900);
    await drop();
    expect(await told('price_drop')).toHaveLength(1);
    await reprice(0);
    await drop();
    expect(await told('price_drop')).toHaveLength(2);
  });

  it('asks for no job where nobody keeps it', async () => {
    await shop.sql(`delete from graphile_worker._private_jobs`);
    await reprice(100);
    expect(await shop.sql(`select from graphile_worker.jobs where task_identifier = 'tell-price-drop'`)).toEqual([]);
  });
});

describe('a new version', () => {
  it('is told to those who keep it in their own words, to owners in theirs, to nobody twice, and by nobody’s mail who does not want it', async () => {
    const [tomas, aino] = [shop.viewer('buyerB'), shop.viewer('orgMember')];
    for (const viewer of [ida, tomas, aino]) await add(viewer);
    await hold(tomas.userId);
    await setNotificationPreference(shop.platform.db, aino, { type: 'new_version', channel: 'mail', on: false });
    const versionId = newId('version');
    await shop.sql(`insert into product_versions (id, product_id, version, sort_key, content_hash, published_at) values ($1, $2, '1.1.0', 'zz', repeat('e', 64), now())`, [versionId, product.id]);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    for (let n = 0; n < 2; n += 1) {
      await notifyNewVersion(shop.platform, { versionId });
      await tellNewVersion(shop.platform, { versionId });
    }
    const favorite = `${product.slug}, one of your favourites, has version 1.1.0`;
    const expected = [{ user_id: tomas.userId, title: `${product.slug} 1.1.0 is out` }, { user_id: ida.userId, title: favorite }, { user_id: aino.userId, title: favorite }];
    expect((await told('new_version')).sort((a, b) => a.user_id.localeCompare(b.user_id))).toEqual(expected.sort((a, b) => a.user_id.localeCompare(b.user_id)));
    expect((await shop.sql<{ to_address: string }>('select to_address from email_outbox order by to_address')).map(({ to_address }) => to_address)).toEqual(['buyera@example.test', 'buyerb@example.test']);
  });
});

describe('news for very many', () => {
  const people: string[] = [];
  const keep = () => shop.sql('insert into favorites (user_id, product_id, created_at) select unnest($1::uuid[]), $2, now()', [people, product.id]);
  beforeAll(async () => void people.push(...(await createPeople(owner, { count: 1_200, name: 'keeper' }))));
  async function release(): Promise<string> {
    const versionId = newId('version');
    await shop.sql(`insert into product_versions (id, product_id, version, sort_key, content_hash, published_at) values ($1, $2, '1.1.0', 'zz', repeat('e', 64), now())`, [versionId, product.id]);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    return versionId;
  }
  /** Breaks off after the first page, then runs to the end, three at once: everybody has the notification and the mail, each once. */
  async function expectToldOnce(type: string, tell: (platform: Shop['platform']) => Promise<void>): Promise<void> {
    await expect(tell({ ...shop.platform, db: breakOff(shop.platform.db, { after: 1 }) })).rejects.toThrow('the process ended');
    expect(await told(type)).toHaveLength(500);
    await Promise.all([1, 2, 3].map(() => tell(shop.platform)));
    expect((await told(type)).map(({ user_id }) => user_id).sort()).toEqual([...people].sort());
    expect(await shop.sql('select count(*)::int as mails, count(distinct to_address)::int as addresses from email_outbox')).toEqual([{ mails: 1_200, addresses: 1_200 }]);
  }

  it('of a lower price goes page by page, and to each once', async () => {
    await keep();
    await reprice(3_900);
    await expectToldOnce('price_drop', (platform) => tellPriceDrop(platform, { productId: product.id }));
  });

  it('of a new version does so too, for those who keep it', async () => {
    await keep();
    const versionId = await release();
    await expectToldOnce('new_version', (platform) => tellNewVersion(platform, { versionId }));
  });

  it('and for those who own it', async () => {
    for (const userId of people) await hold(userId);
    const versionId = await release();
    await expectToldOnce('new_version', (platform) => notifyNewVersion(platform, { versionId }));
  });
});
