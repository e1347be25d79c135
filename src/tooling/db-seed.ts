import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ingestSource } from '@/server/modules/ingest/ingest-source';
import { ensureSeller } from '@/server/modules/sellers/ensure-seller';
import type { Platform } from '@/server/platform/platform';
import { projectDir } from './migrate';
import { openPlatform } from './open-platform';

const SellerFile = z.strictObject({ slug: z.string(), name: z.string(), tagline: z.string(), about: z.string(), country: z.string().length(2) });

/** Brings the demo sellers and their packs in, by the same verb that takes anybody's packs; repeating it changes nothing. Throws when a pack is refused. */
async function seed(platform: Platform): Promise<void> {
  const root = path.join(projectDir, 'supabase', 'seeds');
  for (const folder of (await readdir(root)).sort()) {
    if (!existsSync(path.join(root, folder, 'seller.json'))) continue;
    const seller = SellerFile.parse(JSON.parse(await readFile(path.join(root, folder, 'seller.json'), 'utf8')));
    await ensureSeller(platform.db, seller);
    const report = await ingestSource(platform, 'operator', { path: path.join(root, folder), name: folder, sellerSlug: seller.slug, defaultPrice: { amountMinor: 0, teamAmountMinor: null, currency: 'usd' } });
    const refused = report.results.filter(({ problem }) => problem !== null);
    for (const { item, problem } of refused) console.error(`${folder}: ${item} ${problem?.field ?? ''}: ${problem?.message ?? ''}`);
    if (refused.length > 0) throw new Error(`${refused.length} demo packs of ${folder} were refused.`);
    console.log(`${folder}: ${report.results.length} versions`);
  }
}

const platform = await openPlatform(console.log);
await seed(platform).finally(() => platform.close());
