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
    // A zone that was dropped from the database since it was chosen.
    const zone = timeZones().has(timeZone) ? timeZone : 'UTC';
    // Plain English is that of the rest of the shop: the day first, 24 hours.
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...style, timeZone: zone });
    known.set(key, format);
  }
  return format;
}

/** "20 Nov 2026", as this person writes it. */
export function dateText(at: Date | string, formats: Formats): string {
  return formatOf(formats, { dateStyle: 'medium' }).format(new Date(at));
}

/** "20 Nov 2026, 09:41", on this person's clock. */
export function dateTimeText(at: Date | string, formats: Formats): string {
  return formatOf(formats, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

/** The same with the zone's name, for messages read elsewhere: "20 Nov 2026, 09:41 UTC". */
export function zonedText(at: Date | string, formats: Formats): string {
  return formatOf(formats, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(new Date(at));
}
