import pg from 'pg';

const ADJECTIVES = 'Production Small Typed Tested Practical Complete Minimal Fast Reliable Quiet Modular Annotated Opinionated Portable Incremental Observable Hardened Everyday Guided Composable'.split(' ');
const TOPICS =
  'Auth Billing Queue Search Cache Webhook Upload Email Audit Metrics Logging Tracing Migration Backup Replica Deploy Rollback Incident Oncall Scheduler Export Import Report Dashboard Invoice Subscription Notification Feature-flag Rate-limit Session Tenant Invite Onboarding Profile Settings Editor Chat Feed Comment Review Calendar Booking Inventory Shipping Checkout Pricing Coupon Analytics Funnel Cohort Forecast Regression Clustering Embedding Prompt Summary Translation Classifier Agent Evaluation Dataset Notebook Pipeline Warehouse Lake Stream Sensor Map Geocode Image Video Audio Font Theme Icon Form Table Chart Tree Graph Diff Merge Crawler Parser Compiler Linter Formatter Bundler Testing Mocking Fuzzing Load Chaos Secrets Certificates Firewall Proxy Gateway Mesh Cluster Autoscaling Cost Quota'.split(' ');
const THINGS = 'kit kit kit kit kit kit starter starter starter template template toolkit runbook playbook notebook notebook prompt prompt collection guide'.split(' ');
const TECHNOLOGIES =
  'postgres node typescript react nextjs fastify express redis kubernetes docker terraform aws gcp azure stripe prisma drizzle tailwind vite vitest playwright graphql trpc openapi kafka rabbitmq nats sqlite mysql mongodb clickhouse duckdb pandas numpy polars pytorch sklearn jupyter openai anthropic langchain llama whisper supabase vercel cloudflare fly github gitlab sentry grafana prometheus loki opentelemetry nginx caddy linux bash python rust go'.split(' ');
const SYLLABLES = 've lo ra mi tu ka sen dor bel quin zar phi nax tor lum ori gal wen dax pel'.split(' ');
const SENTENCES = [
  'Everything is typed, tested and small enough to read in an afternoon.',
  'Each step says what to run, what to expect and how to go back.',
  'Comes with migrations, seeds and a way to throw it all away again.',
  'Made for teams that would rather ship than argue about folders.',
  'Explains the failure first and the fix after it.',
  'No framework of its own: copy it in and change what you like.',
];

const TYPES = ['node', 'node', 'node', 'next', 'next', 'runbook', 'jupyter', 'jupyter', 'prompt', 'prompt'];
const SELLERS = 120;
const CHUNK = 2_000;

/** A repeatable choice of one array element per row, the early ones more often: squaring a uniform draw is close enough to how words are used. */
const draw = (name: string, salt: string) => `(${name})[1 + floor(power(app_bench.uniform(i, '${salt}'), 2) * array_length(${name}, 1))::int]`;

/**
 * Fills a migrated, empty database with `count` published products of some 120 sellers, the same ones every time, each with two licences, one or two versions
 * and about 900 characters of description; answers the seconds it took. Goes through the same tables and the same listing as the product does.
 */
export async function generateCatalogue(ownerUrl: string, count: number): Promise<number> {
  const started = performance.now();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await prepare(client);
    for (let from = 1; from <= count; from += CHUNK) await insertChunk(client, { from, to: Math.min(count, from + CHUNK - 1), count });
    await client.query('drop schema app_bench cascade');
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
  return (performance.now() - started) / 1000;
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(`
    create schema app_bench;
    create function app_bench.uniform(i int, salt text) returns float8 language sql immutable as
      $$ select (('x' || substr(md5(salt || i), 1, 7))::bit(28)::int)::float8 / 268435456 $$;
    create function app_bench.id(prefix text, i int) returns text language sql immutable as $$ select prefix || '_' || substr(md5(prefix || i), 1, 26) $$;
    insert into organizations (id, slug, name) select app_bench.id('org', i), 'maker-' || i, 'Maker ' || i from generate_series(1, ${SELLERS}) i;
    insert into sellers (id, organization_id, slug, name, tagline, lifecycle)
      select app_bench.id('slr', i), app_bench.id('org', i), 'maker-' || i, initcap(w) || ' ' || (array['Works', 'Labs', 'Tools', 'Systems', 'Press'])[1 + i % 5], 'Makes things that last', 'active'
      from generate_series(1, ${SELLERS}) i, lateral (select string_agg(s, '' order by n) as w from (select n, ('{${SYLLABLES.join(',')}}'::text[])[1 + floor(app_bench.uniform(i * 7 + n, 's') * ${SYLLABLES.length})::int] as s from generate_series(1, 3) n) x) y`);
}

const textArray = (words: readonly string[]) => `'{${words.map((word) => `"${word}"`).join(',')}}'::text[]`;

async function insertChunk(client: pg.Client, { from, to, count }: { from: number; to: number; count: number }): Promise<void> {
  await client.query('begin');
  await client.query(`
    create temporary table chunk on commit drop as
    select i, ${draw(textArray(ADJECTIVES), 'adj')} as adjective, ${draw(textArray(TOPICS), 'topic')} as topic, ${draw(textArray(THINGS), 'thing')} as thing,
      ${draw(textArray(TECHNOLOGIES), 'tech')} as technology, ${draw(textArray(TECHNOLOGIES), 'second')} as second, ${draw(textArray(TOPICS), 'tag')} as tag,
      ${draw(textArray(SYLLABLES), 'a')} || ${draw(textArray(SYLLABLES), 'b')} || ${draw(textArray(SYLLABLES), 'c')} as name,
      ${draw(textArray(SENTENCES), 'x')} as one, ${draw(textArray(SENTENCES), 'y')} as two,
      (${textArray(TYPES)})[1 + floor(app_bench.uniform(i, 'type') * ${TYPES.length})::int] as type,
      1 + floor(power(app_bench.uniform(i, 'seller'), 2) * ${SELLERS})::int as seller,
      (array[0, 900, 1900, 2900, 3900, 4900, 5900, 7900, 9900, 14900])[1 + floor(app_bench.uniform(i, 'price') * 10)::int] as price,
      date_trunc('milliseconds', timestamptz '2026-11-01' - make_interval(secs => (${count} - i) * 600)) as at
    from generate_series($1::int, $2::int) i`.replace('$1', String(from)).replace('$2', String(to)));
  await client.query(`
    insert into products (id, seller_id, kind, type, slug, title, summary, description, status, tags, works_with, published_at, created_at)
      select app_bench.id('prd', i), app_bench.id('slr', seller), 'download', type, lower(replace(topic, ' ', '-') || '-' || thing || '-' || technology || '-' || i),
        case when i % 3 = 0 then initcap(name) || ': ' else '' end || adjective || ' ' || lower(replace(topic, '-', ' ')) || ' ' || thing || ' for ' || initcap(technology),
        one, '# ' || topic || E'\\n\\n' || two || E'\\n\\nWorks with ' || technology || ' and ' || second || E'.\\n\\n' || repeat(one || ' ' || two || E'\\n\\n', 5), 'published',
        array(select distinct lower(t) from unnest(array[topic, tag, technology]) t), array(select distinct t from unnest(array[technology, second]) t), at, at from chunk;
    insert into product_variants (id, product_id, seller_id, sku, license, position)
      select app_bench.id('var', i * 2 + n), app_bench.id('prd', i), app_bench.id('slr', seller), 'sku-' || i || '-' || n, (array['personal', 'team'])[n + 1], n from chunk, generate_series(0, 1) n;
    insert into prices (id, variant_id, amount_minor, currency) select app_bench.id('prc', i * 2 + n), app_bench.id('var', i * 2 + n), price * (1 + n * 2), 'usd' from chunk, generate_series(0, 1) n;
    insert into product_versions (id, product_id, version, sort_key, changelog, content_hash, released_at, published_at)
      select app_bench.id('ver', i * 2 + n), app_bench.id('prd', i), '1.' || n || '.0', '1.' || n, '- ' || two, md5(i::text) || md5(n::text), at + n * interval '1 minute', at + n * interval '1 minute' from chunk, generate_series(0, i % 2) n;
    insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256, contents)
      select app_bench.id('ast', i * 2 + n), app_bench.id('ver', i * 2 + n), 'archive', 'bench/' || i || '/' || n, 'pack.zip', 'application/zip', 20000 + i, md5(i::text) || md5(n::text),
        '[{"path": "README.md", "bytes": 1200}, {"path": "src/index.ts", "bytes": 5400}, {"path": "package.json", "bytes": 640}]' from chunk, generate_series(0, i % 2) n;
    select app.refresh_catalog_entries(array_agg(app_bench.id('prd', i))) from chunk`);
  await client.query('commit');
}
