import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toScenarios } from './scenarios';
import { openBenchDatabase, sampleSlugs } from './database';
import { toTable, type Row } from './measure';
import { measureApi } from './measure-api';
import { measureChat } from './measure-chat';
import { measureHome } from './measure-home';
import { measureIngest } from './measure-ingest';
import { measureNext } from './measure-next';
import { measureOracle } from './measure-oracle';
import { measureOrders } from './measure-orders';
import { measurePlatformStats } from './measure-platform-stats';
import { measureSellerStats } from './measure-seller-stats';
import { measureUsage } from './measure-usage';
import { projectDir } from '@/tooling/migrate';

const USAGE = `Usage: npm run bench -- [--products 10000] [--connections 1,16,64] [--rounds 5] [--seconds 1.5] [--only list,search,…] [--json FILE]

  Generates a catalogue in a scratch database and measures it through the standalone server and through Next, each beside its yardsticks:
    sql    node:http and pg running the same single statement
    bytes  node:http answering the same bytes
    empty  an empty static Next page
    api    the standalone server
    pg     a bare pg client sending the statements of a checkout, recorded from a real one
    upsert node:http and pg running one conditional upsert per call, at full durability
    key    a lookup by primary key on the same connections
    notify bare LISTEN and NOTIFY on the same database
  Names with next- are the shop's own server (src/server/web), which answers the API ahead of Next and renders pages by it.
  --only  some of: home, list, filtered, search, detail, next-list, next-detail, next-page, page, ingest, checkout, ack, fulfil, oracle, usage, usage-hot, seller-stats, platform-stats, chat`;

/** A fact about a run that is not a rate. */
export interface Fact {
  name: string;
  value: number;
  unit: string;
  bar: number;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      products: { type: 'string', default: '10000' },
      connections: { type: 'string', default: '1,16,64' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1.5' },
      only: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const names = values.only?.split(',').map((name) => name.trim());
  return {
    ...values,
    products: Number(values.products),
    effort: { connections: values.connections.split(',').map(Number), rounds: Number(values.rounds), seconds: Number(values.seconds) },
    isWanted: (name: string) => names === undefined || names.includes(name),
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const log = (line: string) => console.error(line);
  const logDir = path.join(projectDir, 'node_modules', '.cache', 'latchkey-bench-logs');
  fs.mkdirSync(logDir, { recursive: true });
  const { products, effort, isWanted } = options;
  const database = await openBenchDatabase({ products, log });
  const rows: Row[] = [];
  const facts: Fact[] = [];
  try {
    if (database.seconds !== null) log(`… in ${database.seconds.toFixed(1)} s`);
    const scenarios = toScenarios(await sampleSlugs(database.ownerUrl, 200));
    const context = { database, scenarios, effort, isWanted, logDir, log, rows, facts };
    await measureApi(context);
    await measureHome(context);
    await measureNext(context);
    await measureIngest(context);
    await measureOrders(context);
    await measureOracle(context);
    await measureUsage(context);
    await measureSellerStats(context);
    await measurePlatformStats(context);
    await measureChat(context);
  } finally {
    await database.stop();
    // Also what was measured before something failed.
    report({ ...options, rows, facts });
  }
}

function report({ products, rows, facts, json }: { products: number; rows: Row[]; facts: Fact[]; json?: string | undefined }): void {
  console.log(`\n${products.toLocaleString('en')} products, Node ${process.version}, ${new Date().toISOString()}\n\n${toTable(rows)}\n`);
  for (const { name, value, unit, bar } of facts) console.log(`${name}: ${value.toFixed(value < 10 ? 2 : 1)} ${unit} (bar: ${bar})`);
  console.log('\nNothing is cached between a request and the database. Two things are made ahead: the facets of the unfiltered list, in the database, and the page of "page", by Next.');
  if (json) fs.writeFileSync(path.resolve(process.env.INIT_CWD ?? '.', json), `${JSON.stringify(rows, null, 2)}\n`);
}

await main();
