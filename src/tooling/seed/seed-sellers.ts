import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureBundle } from '@/server/modules/catalog/ensure-bundle';
import { ensureMembership } from '@/server/modules/catalog/ensure-membership';
import { ingestSource } from '@/server/modules/ingest/ingest-source';
import { ensureSeller } from '@/server/modules/sellers/ensure-seller';
import { ensureTrade } from '@/server/modules/sellers/ensure-trade';
import type { Platform } from '@/server/platform/platform';
import { SeedBundles, SeedMembership, SeedSeller } from './seed-files';

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')) as unknown;

/** Brings the demo sellers in with what they sell, by the same verb that takes anybody's packs and goods, then the bundles made of it. Throws when something is refused. */
export async function seedSellers(platform: Platform, root: string): Promise<void> {
  const folders = (await readdir(root)).sort().filter((folder) => existsSync(path.join(root, folder, 'seller.json')));
  for (const folder of folders) {
    const seller = SeedSeller.parse(await readJson(path.join(root, folder, 'seller.json')));
    const { slug: sellerSlug, handling_days: handlingDays } = seller;
    await ensureSeller(platform.db, seller);
    await ensureTrade(platform.db, {
      sellerSlug,
      handlingDays,
      rates: seller.shipping.map((rate) => ({ ...rate, parcelMinor: rate.parcel_minor, parcelGrams: rate.parcel_grams, freeFromMinor: rate.free_from_minor })),
      coupons: seller.coupons.map((coupon) => ({ code: coupon.code, percentBps: coupon.percent_bps ?? null, amountMinor: coupon.amount_minor ?? null, currency: coupon.currency ?? null, minSubtotalMinor: coupon.min_subtotal_minor, isFirstPurchase: coupon.is_first_purchase })),
    });
    for (const index of ['library.json', 'goods.json']) if (existsSync(path.join(root, folder, index))) await takeIn(platform, { file: path.join(root, folder, index), sellerSlug });
  }
  for (const folder of folders) if (existsSync(path.join(root, folder, 'bundles.json'))) await seedBundles(platform, { file: path.join(root, folder, 'bundles.json'), sellerSlug: folder });
  for (const folder of folders) if (existsSync(path.join(root, folder, 'membership.json'))) await seedMembership(platform, { file: path.join(root, folder, 'membership.json'), sellerSlug: folder });
}

async function seedMembership(platform: Platform, { file, sellerSlug }: { file: string; sellerSlug: string }): Promise<void> {
  const { slug, title, summary, description, plans, included } = SeedMembership.parse(await readJson(file));
  await ensureMembership(platform.db, {
    sellerSlug, slug, title, summary, description,
    plans: plans.map(({ amount_minor: amountMinor, trial_days: trialDays, ...plan }) => ({ ...plan, amountMinor, trialDays })),
    included: included.map(({ product, tier }) => ({ slug: product, tier })),
  });
  console.log(`${sellerSlug}: a membership of ${plans.length} plans`);
}

async function takeIn(platform: Platform, { file, sellerSlug }: { file: string; sellerSlug: string }): Promise<void> {
  const report = await ingestSource(platform, 'operator', { path: file, name: path.basename(file), sellerSlug, defaultPrice: { amountMinor: 0, teamAmountMinor: null, currency: 'usd' } });
  const refused = report.results.filter(({ problem }) => problem !== null);
  for (const { item, problem } of refused) console.error(`${sellerSlug}: ${item} ${problem?.field ?? ''}: ${problem?.message ?? ''}`);
  if (refused.length > 0) throw new Error(`${refused.length} of ${sellerSlug}'s things were refused.`);
  console.log(`${sellerSlug}: ${report.results.length} from ${path.basename(file)}`);
}

async function seedBundles(platform: Platform, { file, sellerSlug }: { file: string; sellerSlug: string }): Promise<void> {
  const { bundles } = SeedBundles.parse(await readJson(file));
  for (const bundle of bundles) {
    const { slug, title, summary, description, tags, price_minor: priceMinor, released_at: releasedAt, parts } = bundle;
    await ensureBundle(platform.db, { sellerSlug, slug, title, summary, description, tags, priceMinor, currency: 'usd', releasedAt: new Date(releasedAt), parts: parts.map(({ product, sku }) => ({ slug: product, sku: sku ?? null })) });
  }
  console.log(`${sellerSlug}: ${bundles.length} bundles`);
}
