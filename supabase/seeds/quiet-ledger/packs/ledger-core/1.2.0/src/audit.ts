import type { ClientBase } from 'pg';

export type Finding = { rule: string; detail: string };

const RULES: [rule: string, sql: string][] = [
  [
    'Every transaction sums to zero in each currency',
    `select 'transaction ' || transaction_id || ' ' || currency || ' ' || sum(amount_minor) as detail
       from ledger_entries group by transaction_id, currency having sum(amount_minor) <> 0`,
  ],
  [
    'Every transaction has entries',
    `select 'transaction ' || t.id as detail from ledger_transactions t
      where not exists (select 1 from ledger_entries e where e.transaction_id = t.id)`,
  ],
  [
    'Nobody is owed a negative amount without a receivable',
    `select account || ' ' || currency || ' ' || sum(amount_minor) as detail
       from ledger_entries where account like 'payable:%' group by account, currency having sum(amount_minor) > 0`,
  ],
];

/** Runs every rule; an empty list means the books hold. */
export async function audit(client: ClientBase): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [rule, sql] of RULES) {
    const { rows } = await client.query<{ detail: string }>(sql);
    findings.push(...rows.map(({ detail }) => ({ rule, detail })));
  }
  return findings;
}
