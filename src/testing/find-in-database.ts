import type pg from 'pg';

/** Where a text stands. */
export interface Finding {
  table: string;
  column: string;
  rows: number;
}

/** Looks for a text, in any case, in every column of every table of a database: plain, inside JSON, arrays and bytes. For tests of what must not be there any more. */
export async function findInDatabase(owner: pg.Client, text: string): Promise<Finding[]> {
  const { rows: columns } = await owner.query<{ table: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(a.attname) as "column" from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and a.attnum > 0 and not a.attisdropped order by 1, 2`);
  const findings: Finding[] = [];
  for (const { table, column } of columns) {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from ${table} where strpos(lower(case when pg_typeof(${column}) = 'bytea'::regtype then encode(${column}::text::bytea, 'escape') else ${column}::text end), lower($1)) > 0`, [text]);
    const n = rows[0]?.n ?? 0;
    if (n > 0) findings.push({ table, column, rows: n });
  }
  return findings;
}
