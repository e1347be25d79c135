import type { AnalyticsDays } from '@/shared/contracts/admin-analytics';

const RANGES: readonly { days: AnalyticsDays; label: string }[] = [{ days: 7, label: '7 days' }, { days: 30, label: '30 days' }, { days: 90, label: '90 days' }, { days: 365, label: 'A year' }];

/** The span an address asks for; what it does not know is as if it were not there. */
export function toCostDays(asked: string | string[] | undefined): AnalyticsDays {
  return RANGES.find(({ days }) => String(days) === [asked].flat()[0])?.days ?? 30;
}

/** The spans as links of a page, and the one that is shown. */
export function toSpanLinks(page: string, shown: AnalyticsDays) {
  const href = (days: AnalyticsDays) => `${page}?days=${days}`;
  return { label: 'Span', links: RANGES.map(({ days, label }) => ({ href: href(days), label })), current: href(shown) };
}
