import { median, percentile, runSlice, type Slice, type Target } from './load';

/** One measured scenario at one number of connections, held against one yardstick. */
export interface Row {
  scenario: string;
  connections: number;
  rps: number;
  p50: number;
  p95: number;
  p99: number;
  /** Requests per second of the yardstick in the same rounds; null when there is none. */
  yardstick: number | null;
  /** Median over the rounds of rps divided by the yardstick's rps. */
  ratio: number | null;
  /** What the yardstick is. */
  against: string;
}

export interface Comparison {
  scenario: string;
  subject: Target;
  /** By name; may be empty. */
  yardsticks: Record<string, Target>;
}

export interface Effort {
  connections: number[];
  rounds: number;
  seconds: number;
}

/**
 * Measures a target beside its yardsticks. All share the machine with the load itself, and the machine may be busy: they take turns in short slices, and
 * only slices of one round are divided by each other.
 */
export async function compare({ scenario, subject, yardsticks }: Comparison, { connections, rounds, seconds }: Effort): Promise<Row[]> {
  const targets = { subject, ...yardsticks };
  const rows: Row[] = [];
  for (const target of Object.values(targets)) await runSlice(target, { connections: 8, seconds: 1 });
  for (const count of connections) {
    const slices: Record<string, Slice[]> = {};
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, target] of Object.entries(targets)) (slices[name] ??= []).push(await runSlice(target, { connections: count, seconds }));
    }
    const own = slices.subject ?? [];
    const times = own.flatMap((slice) => slice.times);
    const common = { scenario, connections: count, rps: median(own.map((slice) => slice.rps)), p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) };
    const names = Object.keys(yardsticks);
    if (names.length === 0) rows.push({ ...common, yardstick: null, ratio: null, against: '' });
    for (const name of names) {
      const others = slices[name] ?? [];
      const ratios = own.map((slice, round) => slice.rps / (others[round]?.rps ?? Number.NaN));
      rows.push({ ...common, yardstick: median(others.map((slice) => slice.rps)), ratio: median(ratios), against: name });
    }
  }
  return rows;
}

const HEADINGS = ['scenario', 'connections', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'yardstick', 'its req/s', 'ratio'];

/** The rows as a table for people. */
export function toTable(rows: Row[]): string {
  const digits = (value: number | null, places: number) => (value === null ? '' : value.toFixed(places));
  const cells = rows.map((row) => [row.scenario, String(row.connections), digits(row.rps, 0), digits(row.p50, 1), digits(row.p95, 1), digits(row.p99, 1), row.against, digits(row.yardstick, 0), digits(row.ratio, 2)]);
  const widths = HEADINGS.map((heading, column) => Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const isText = new Set([0, 6]);
  return [HEADINGS, ...cells].map((line) => line.map((cell, column) => (isText.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')).join('\n');
}
