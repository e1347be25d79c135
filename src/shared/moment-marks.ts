import { longDateText, zonedText, type Formats } from './moment-text';

// Private to us, so that nobody writes them by accident; shorter than the date that takes their place, so that what fits with them fits without.
const [BEGIN, END] = ['\ue000', '\ue001'];
const MARK = /\ue000(?:([dt])(\d{1,14})\ue001|[dt]?\d{0,14}…$)/g;

/** A day in words that many may read: what holds its place until it is known who does. */
export function dayMark(at: Date): string {
  return `${BEGIN}d${at.getTime()}${END}`;
}

/** The same for a day and an hour. */
export function momentMark(at: Date): string {
  return `${BEGIN}t${at.getTime()}${END}`;
}

/** Words as one person reads them: each mark is the date as they like it, an hour with its zone. What a cut left of a mark is not shown. Pure. */
export function fillMarks(words: string, formats: Formats): string {
  return words.replace(MARK, (_mark, kind: string | undefined, ms: string | undefined) => {
    if (kind === undefined) return '…';
    return kind === 'd' ? longDateText(Number(ms), formats) : zonedText(Number(ms), formats);
  });
}
