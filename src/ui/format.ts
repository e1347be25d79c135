import { exponentOf } from '@/shared/money';
import { DAY_MS } from '@/shared/time';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MINUS = '\u2212';

/** An instant: a Date, its ISO 8601 text, or milliseconds since the epoch. */
export type Instant = Date | string | number;

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, decimals: number): Intl.NumberFormat {
  const key = `${currency}/${decimals}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  moneyFormats.set(key, made);
  return made;
}

/**
 * Money in words people read. `amountMinor` is an integer of minor units, `currency` a lower-case ISO code.
 * Sums always carry the currency's decimals ("$49.00"); with `shelf`, a whole price drops them ("$49") and nothing is "Free".
 */
export function formatMoney(amountMinor: number, currency: string, { shelf = false }: { shelf?: boolean } = {}): string {
  if (shelf && amountMinor === 0) return 'Free';
  const exponent = exponentOf(currency);
  const scale = 10 ** exponent;
  const decimals = shelf && amountMinor % scale === 0 ? 0 : exponent;
  return moneyFormat(currency, decimals).format(amountMinor / scale).replace('-', MINUS).replace('\u00a0', ' ');
}

/** "1,024" */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US').replace('-', MINUS);
}

/** "1 seller", "12 sellers" */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "20 Nov 2026", in UTC so that server and browser agree. */
export function formatDate(at: Instant): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "09:41", 24 hours, in UTC. */
export function formatTime(at: Instant): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** "20 Nov 2026, 09:41", in UTC. */
export function formatDateTime(at: Instant): string {
  return `${formatDate(at)}, ${formatTime(at)}`;
}

/** The weekday when it is near, for people plan by it: "Today", "Tomorrow", "Yesterday", "Monday 23 Nov" within six days, otherwise the date. */
export function formatDay(at: Instant, now: Instant): string {
  const date = new Date(at);
  const days = Math.floor(date.getTime() / DAY_MS) - Math.floor(new Date(now).getTime() / DAY_MS);
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  if (Math.abs(days) > 6) return formatDate(date);
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

const BYTE_UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** "11.4 MB", in powers of a thousand, as downloads are sold. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${BYTE_UNITS[unit]}`;
}
