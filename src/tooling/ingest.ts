import path from 'node:path';
import { parseArgs } from 'node:util';
import { isBelowMinimum, MAX_PRICE_MINOR, PackCurrency, type IngestItemResult, type IngestReport } from '@/shared/contracts/ingest';
import { isAppError } from '@/shared/errors';
import { ingestSource, type IngestSourceInput } from '@/server/modules/ingest/ingest-source';
import { SandboxError } from '@/sandbox/sandbox-error';
import { databaseUrls } from '@/server/platform/database-urls';
import { createDatabase } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import { createStorage } from '@/server/platform/storage';
import { openEnvironment } from '@/tooling/open-environment';

const USAGE = `Usage: npm run ingest -- <path> [--seller slug] [--draft] [--currency usd] [--price 0]

  <path>      a folder of packs, a ZIP, a library.json, a prompts CSV, a notebook or a markdown file;
              a goods.json, a goods CSV (sku, product, price, …) or a dump of a Saleor shop
  --seller    who sells; by default the seller an index names, else the shop itself
  --draft     publish nothing
  --currency  of --price (default usd)
  --price     for packs that state none, in minor units: 1999 is 19.99 usd (default 0, free)

Ends with code 1 when anything was refused; everything else has been taken in.`;

/** The command's arguments, or the line that says what is wrong with them. */
function readArguments(args: string[]): { input: IngestSourceInput } | { complaint: string } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seller: { type: 'string' }, draft: { type: 'boolean', default: false }, currency: { type: 'string', default: 'usd' }, price: { type: 'string', default: '0' }, help: { type: 'boolean', default: false } },
  });
  const [given, ...more] = positionals;
  if (values.help || given === undefined || more.length > 0) return { complaint: USAGE };
  const currency = PackCurrency.safeParse(values.currency);
  if (!currency.success) return { complaint: `--currency ${values.currency} is not a currency this shop sells in.` };
  const amountMinor = /^\d+$/.test(values.price) ? Number(values.price) : NaN;
  if (!(amountMinor <= MAX_PRICE_MINOR)) return { complaint: '--price must be a whole number of minor units, such as 1999.' };
  if (isBelowMinimum(amountMinor, currency.data)) return { complaint: `--price ${values.price} is below the least that can be charged in ${currency.data}.` };
  // npm runs scripts in the project's folder; the path was meant where the person stands.
  const place = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  return { input: { path: place, name: path.basename(place), sellerSlug: values.seller ?? null, isDraft: values.draft, defaultPrice: { amountMinor, teamAmountMinor: null, currency: currency.data } } };
}

function print(report: IngestReport): void {
  for (const line of report.results) {
    console.log(toLine(line));
    for (const warning of line.warnings) console.log(`             warning  ${warning.field}: ${warning.message}`);
  }
  const counted = Object.entries(report.counts).filter(([, count]) => count > 0);
  console.log(`\n${report.results.length} items for ${report.sellerSlug}: ${counted.map(([outcome, count]) => `${count} ${outcome.replace('_', ' ')}`).join(', ') || 'nothing found'}.`);
}

function toLine({ outcome, item, slug, version, problem }: IngestItemResult): string {
  const what = slug === null ? '' : `  → ${slug} ${version ?? ''}`;
  const why = problem === null ? '' : `  ${problem.field}: ${problem.message} [${problem.code}]`;
  return `${outcome.replace('_', ' ').padEnd(12)} ${item}${problem === null ? what : ''}${why}`;
}

function showProgress({ done, total }: { done: number; total: number }): void {
  if (process.stdout.isTTY) process.stdout.write(done < total ? `\r${done} of ${total} items` : '\r\u001b[K');
}

function toMessage(error: unknown): string {
  if (isAppError(error) || error instanceof SandboxError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if ('complaint' in asked) {
    console.error(asked.complaint);
    return 2;
  }
  const { settings, stop } = await openEnvironment((line) => console.error(line));
  // Not the whole platform: Stripe, mail and the rest would take memory that the reading of a hostile file should have left.
  const db = createDatabase({ ...databaseUrls(settings), pooler: settings.DATABASE_POOLER });
  try {
    const report = await ingestSource({ db, storage: createStorage(settings) }, 'operator', { ...asked.input, onProgress: showProgress });
    print(report);
    return report.counts.refused > 0 ? 1 : 0;
  } finally {
    await db.close();
    await stop();
  }
}

// The report is for a person; the log's lines would stand in between.
if (process.env.LOG_LEVEL === undefined) logger.level = 'error';
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`ingest: ${toMessage(error)}`);
  process.exitCode = 2;
}
