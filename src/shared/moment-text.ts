import { DAY_MS } from './time';

/** How a person likes dates: a language tag, and the zone their clock shows. */
export interface Formats {
  locale: string;
  timeZone: string;
}

/** What the shop's pages look like to whoever said nothing. */
export const PLAIN_FORMATS: Formats = { locale: 'en', timeZone: 'UTC' };

/** Languages whose way of writing dates can be chosen; the shop itself speaks English. */
export const LOCALES: readonly { tag: string; label: string }[] = [
  { tag: 'en', label: 'English' },
  { tag: 'en-US', label: 'English (United States)' },
  { tag: 'en-CA', label: 'English (Canada)' },
  { tag: 'en-IN', label: 'English (India)' },
  { tag: 'da-DK', label: 'Dansk' },
  { tag: 'de-DE', label: 'Deutsch' },
  { tag: 'de-CH', label: 'Deutsch (Schweiz)' },
  { tag: 'es-ES', label: 'Español' },
  { tag: 'fr-FR', label: 'Français' },
  { tag: 'it-IT', label: 'Italiano' },
  { tag: 'ja-JP', label: '日本語' },
  { tag: 'ko-KR', label: '한국어' },
  { tag: 'nl-NL', label: 'Nederlands' },
  { tag: 'nb-NO', label: 'Norsk bokmål' },
  { tag: 'pl-PL', label: 'Polski' },
  { tag: 'pt-BR', label: 'Português (Brasil)' },
  { tag: 'pt-PT', label: 'Português (Portugal)' },
  { tag: 'fi-FI', label: 'Suomi' },
  { tag: 'sv-SE', label: 'Svenska' },
  { tag: 'uk-UA', label: 'Українська' },
  { tag: 'zh-CN', label: '简体中文' },
];

let zones: ReadonlySet<string> | undefined;

/** Every zone this machine's clock knows, by its name in the IANA database. */
export function timeZones(): ReadonlySet<string> {
  return (zones ??= new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]));
}

/** Whether dates can be written so. */
export function isLocale(tag: string): boolean {
  return LOCALES.some((locale) => locale.tag === tag);
}

const known = new Map<string, Intl.DateTimeFormat>();

function formatOf({ locale, timeZone }: Formats, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(style)}`;
  let format = known.get(key);
  if (!format) {
    // Plain English is that of the rest of the shop: the day first, 24 hours.
    const tag = locale === 'en' ? 'en-GB' : locale;
    try {
      format = new Intl.DateTimeFormat(tag, { ...style, timeZone });
    } catch {
      // A zone that was dropped from the database since it was chosen. Asked of the clock itself: browsers list some zones under older names.
      format = new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' });
    }
    known.set(key, format);
  }
  return format;
}

/** Server and browser may differ in which space they put before "PM"; a plain one is what both show. */
function write(at: Moment, formats: Formats, style: Intl.DateTimeFormatOptions): string {
  return formatOf(formats, style).format(new Date(at)).replace(/[\u00a0\u202f]/g, ' ');
}

/** A Date, its ISO 8601 text, or milliseconds since the epoch. */
export type Moment = Date | string | number;

/** "20 Nov 2026", as this person writes it. */
export function dateText(at: Moment, formats: Formats): string {
  return write(at, formats, { dateStyle: 'medium' });
}

/** "20 November 2026", for sentences. */
export function longDateText(at: Moment, formats: Formats): string {
  return write(at, formats, { dateStyle: 'long' });
}

/** "09:41", on this person's clock. */
export function timeText(at: Moment, formats: Formats): string {
  return write(at, formats, { timeStyle: 'short' });
}

/** "20 Nov 2026, 09:41", on this person's clock. */
export function dateTimeText(at: Moment, formats: Formats): string {
  return write(at, formats, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The same with the zone's name, for messages read elsewhere: "20 Nov 2026, 09:41 UTC". */
export function zonedText(at: Moment, formats: Formats): string {
  return write(at, formats, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
}

/** The day this person's calendar shows, as "2026-11-20". */
export function dayOf(at: Moment, { timeZone }: Formats): string {
  return write(at, { locale: 'sv-SE', timeZone }, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** The weekday when it is near, for people plan by it: "Today", "Tomorrow", "Yesterday", "Monday 23 Nov" within six days, otherwise the date. */
export function nearDayText(at: Moment, now: Moment, formats: Formats): string {
  const days = (Date.parse(dayOf(at, formats)) - Date.parse(dayOf(now, formats))) / DAY_MS;
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  return Math.abs(days) > 6 ? dateText(at, formats) : write(at, formats, { weekday: 'long', day: 'numeric', month: 'short' });
}
