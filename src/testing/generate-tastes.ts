import pg from 'pg';
import { PROBLEMS, ROLES, TOOLS } from '@/shared/discovery-words';

export interface Tastes {
  people: number;
  /** What each looks at, over the last sixty days; some of it they take. */
  views: number;
  /** What each takes. */
  keys: number;
}

const list = (words: readonly string[]) => `'{${words.map((word) => `"${word}"`).join(',')}}'::text[]`;
const keysOf = (answers: readonly { key: string }[]) => list(answers.map(({ key }) => key));

/**
 * Gives a generated catalogue people with tastes, the same ones every time: each is at home in one technology and looks mostly at what is made for it, the well-known
 * things more often; what they take is among what the same people look at. Three of four have answered the questions. Answers how many signals there are.
 */
export async function generateTastes(ownerUrl: string, { people, views, keys }: Tastes): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await preparePools(client, people);
    // Nobody looks at a product the day it is wanted alone: days are drawn, so that a cut in time leaves something on both sides.
    await client.query(`
      insert into discovery_signals (id, user_id, kind, value, product_id, first_at, last_at, expires_at)
      select 'sig_' || substr(md5('v' || t.u || ':' || k), 1, 26), t.id, 'view', p.product_id, p.product_id, d.at, d.at, d.at + interval '90 days'
      from tastes t cross join generate_series(1, ${views}) k
      cross join lateral (select case when pg_temp.taste_draw(t.u, 'stray' || k) < 0.7 then t.home else 1 + floor(power(pg_temp.taste_draw(t.u, 'tech' || k), 2) * (select max(tech) from pools))::int end as tech) w
      join pool_sizes s on s.tech = w.tech
      join pools p on p.tech = w.tech and p.n = 1 + floor(power(pg_temp.taste_draw(t.u, 'n' || k), 3) * s.size)::int
      cross join lateral (select now() - make_interval(secs => 3600 + pg_temp.taste_draw(t.u, 'at' || k) * 60 * 86400) as at) d
      on conflict do nothing`);
    await client.query(`
      insert into entitlements (id, holder_user_id, product_id, source, starts_at, created_at)
      select distinct on (t.id, p.product_id) 'ent_' || substr(md5('e' || t.u || ':' || k), 1, 26), t.id, p.product_id, 'free', d.at, d.at
      from tastes t cross join generate_series(1, ${keys}) k
      join pool_sizes s on s.tech = t.home
      join pools p on p.tech = t.home and p.n = 1 + floor(power(pg_temp.taste_draw(t.u, 'own' || k), 4) * least(s.size, 200))::int
      cross join lateral (select now() - make_interval(secs => 3600 + pg_temp.taste_draw(t.u, 'got' || k) * 60 * 86400) as at) d`);
    await client.query(`
      insert into discovery_signals (id, user_id, kind, value, first_at, last_at, expires_at)
      select 'sig_' || substr(md5('a' || t.u || ':' || a.kind || a.value), 1, 26), t.id, a.kind, a.value, now() - interval '61 days', now() - interval '61 days', now() + interval '29 days'
      from tastes t cross join lateral (
        select 'role' as kind, (${keysOf(ROLES)})[1 + t.u % ${ROLES.length}] as value
        union all select 'problem', (${keysOf(PROBLEMS)})[1 + t.u % ${PROBLEMS.length}]
        union all select distinct 'tool', tool from (select unnest(array[(${keysOf(TOOLS)})[1 + t.u % ${TOOLS.length}], (select key from pool_tools where tech = t.home)]) as tool) x where tool is not null) a
      where t.u % 4 <> 0`);
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from discovery_signals');
    await client.query('commit');
    await client.query('vacuum (analyze) discovery_signals, entitlements');
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

/** Products by technology, the well-known first; the tool that stands for a technology; and the people with their home. */
async function preparePools(client: pg.Client, people: number): Promise<void> {
  const words = TOOLS.flatMap(({ key, traits }) => traits.filter((trait) => trait.startsWith('works:')).map((trait) => `('${key}', '${trait.slice('works:'.length)}')`)).join(', ');
  await client.query(`
    create function pg_temp.taste_draw(u int, salt text) returns float8 language sql immutable as $$ select (('x' || substr(md5(salt || ':' || u), 1, 7))::bit(28)::int)::float8 / 268435456 $$;
    create temporary table pools on commit drop as
      select dense_rank() over (order by lower(w)) as tech, lower(w) as word, product_id, row_number() over (partition by lower(w) order by md5(product_id))::int as n from catalog_entries, unnest(works_with) w;
    create index on pools (tech, n);
    create temporary table pool_sizes on commit drop as select tech, min(word) as word, count(*)::int as size from pools group by tech;
    create temporary table pool_tools on commit drop as select distinct on (s.tech) s.tech, k.key from pool_sizes s join (values ${words}) k(key, word) on k.word = s.word order by s.tech, k.key;
    insert into users (email, email_verified) select 'taste-' || i || '@example.test', now() from generate_series(1, ${people}) i on conflict do nothing;
    create temporary table tastes on commit drop as
      select u.id, i as u, 1 + floor(power(pg_temp.taste_draw(i, 'home'), 1.5) * (select max(tech) from pools))::int as home
      from generate_series(1, ${people}) i join users u on u.email = 'taste-' || i || '@example.test';
    analyze pools; analyze pool_sizes; analyze tastes`);
}
