const FORMAT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A day as documents print it, in UTC: "20 Nov 2026". */
export function dateText(at: string | Date): string {
  return FORMAT.format(new Date(at)).replace('Sept', 'Sep');
}
