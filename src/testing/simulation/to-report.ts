import { moneyText } from '@/shared/money-text';
import type { Ending } from './run-simulation';

const SHOWN = 40;

/** Whether nothing is wrong. */
export const isClean = ({ violations }: Ending) => violations.length === 0;

/** The end of a simulation for people to read. Pure. */
export function toReport(ending: Ending): string {
  const { simulation, actions, refusals, surprises, blows, orders, money, violations, logDir } = ending;
  const { seed, seconds, workers } = simulation;
  const sum = (pick: (counts: { done: number; refused: number; lost: number; idle: number }) => number) => [...actions.values()].reduce((total, counts) => total + pick(counts), 0);
  const list = (lines: readonly string[]) => [...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? [`… and ${lines.length - SHOWN} more`] : [])].map((line) => `  ${line}`);
  const counted = (things: Iterable<readonly [string, number]>) => [...things].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`).join(', ');
  return [
    `Seed ${seed}, ${seconds} s, ${workers} workers. The same seed draws the same actions and blows; how they interleave is the machine's.`,
    `Actions: ${sum(({ done }) => done)} done, ${sum(({ refused }) => refused)} refused, ${sum(({ lost }) => lost)} lost, ${sum(({ idle }) => idle)} with nothing to do`,
    ...list([...actions].sort((a, b) => b[1].done - a[1].done).map(([name, { done, refused, lost, idle }]) => `${name.padEnd(20)} ${done} done, ${refused} refused, ${lost} lost, ${idle} idle`)),
    'Refused:',
    ...list([...refusals].sort((a, b) => b[1] - a[1]).map(([why, count]) => `${count} × ${why}`)),
    `Blows: ${counted(blows)}`,
    `Orders: ${counted(orders.map(({ status, count }) => [status, count] as const))}`,
    ...money.map(({ currency, paid, refunded, disputed, transferred, fetchedBack }) => {
      const text = (minor: number) => moneyText(minor, currency);
      return `Money: ${text(paid)} in; out ${text(refunded)} refunded, ${text(disputed)} disputed, ${text(transferred - fetchedBack)} to sellers (${text(fetchedBack)} fetched back)`;
    }),
    ...(surprises.length > 0 ? [`Answers nobody expected: ${surprises.length}`, ...list([...new Set(surprises)])] : []),
    violations.length === 0 ? 'The books hold.' : `The books do not hold: ${violations.length} violations`,
    ...list(violations.map(({ rule, subject, found }) => `${rule}: ${subject}: ${found}`)),
    ...(violations.length === 0 ? [] : [`Again: npm run simulate -- --seconds ${seconds} --seed ${seed} --workers ${workers}`]),
    ...(violations.length + surprises.length === 0 ? [] : [`Logs: ${logDir}`]),
  ].join('\n');
}
