import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { PreparedBuyer } from './order-world';
import type { SentStatement } from './record-statements';
import { paceOf } from './lanes';

/** What the yardstick replays: the statements of one checkout, and whose it was. */
export interface CheckoutPlan {
  /** As `login|options`: a connection for each. */
  urls: Record<string, string>;
  statements: SentStatement[];
  own: PreparedBuyer & { tokenHash: string };
  /** Ids from this one on were made by the checkout itself; each repeat makes new ones. */
  madeFrom: string;
  others: (PreparedBuyer & { tokenHash: string })[];
  connections: number;
}

const ID = /\b([a-z]{3})_([0-9a-z]{26})\b/g;
const SESSION = /cs_bench_\d+/g;

/** The values of a repeat: another buyer, and new ids where the checkout made some. */
function toRepeat({ own, madeFrom }: CheckoutPlan, other: PreparedBuyer & { tokenHash: string }): (value: unknown) => unknown {
  const fresh = new Map<string, string>();
  const freshOf = (old: string, make: () => string) => {
    const known = fresh.get(old) ?? make();
    fresh.set(old, known);
    return known;
  };
  const repeat = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(repeat);
    if (typeof value !== 'string') return value;
    return value
      .replaceAll(own.userId, other.userId)
      .replaceAll(own.cartId, other.cartId)
      .replaceAll(own.tokenHash, other.tokenHash)
      .replace(SESSION, (old) => freshOf(old, () => `cs_again_${randomBytes(8).toString('hex')}`))
      .replace(ID, (old, prefix: string, rest: string) => (rest >= madeFrom && rest.startsWith(madeFrom.slice(0, 4)) ? freshOf(old, () => `${prefix}_${rest.slice(0, 10)}${randomBytes(8).toString('hex')}`) : old));
  };
  return repeat;
}

/**
 * The least a checkout can cost: a process with nothing but `pg`, which sends the recorded statements, prepared, in the same transactions, for other
 * carts. Run as `checkout-yardstick.ts <plan.json>`; does as many as each line says and answers with their pace.
 */
async function main(plan: CheckoutPlan): Promise<void> {
  const pools = new Map(Object.entries(plan.urls).map(([key, connectionString]) => [key, new pg.Pool({ connectionString, max: plan.connections, options: key.split('|')[1] })]));
  const runs: SentStatement[][] = [];
  for (const statement of plan.statements) {
    const last = runs.at(-1);
    if (last?.[0]?.connection === statement.connection) last.push(statement);
    else runs.push([statement]);
  }
  const checkout = async (other: PreparedBuyer & { tokenHash: string }) => {
    const repeat = toRepeat(plan, other);
    for (const run of runs) {
      const client = await pools.get(`${run[0]?.login}|${run[0]?.options}`)?.connect();
      if (!client) throw new Error('a connection is missing in the plan');
      try {
        for (const { name, text, values } of run) await client.query({ text, values: values.map(repeat), ...(name !== undefined && name !== '' && { name }) });
      } finally {
        client.release();
      }
    }
  };
  const left = [...plan.others];
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const { perSecond } = await paceOf(left.splice(0, Number(line)), { lanes: plan.connections, work: checkout });
    console.log(perSecond);
  }
  process.exit(0);
}

// Written by the bench that starts this process.
await main(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as CheckoutPlan);
