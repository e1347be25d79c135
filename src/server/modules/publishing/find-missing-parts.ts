import type { EditedPart, Missing } from '@/shared/contracts/publishing';
import { findDearer } from './find-dearer';

/** What keeps a bundle of these parts at these prices from being sold: parts that left the shop, by their names, too few of them, a price above theirs. Pure. */
export function findMissingParts(prices: EditedPart['prices'], parts: readonly Pick<EditedPart, 'title' | 'isForSale' | 'prices'>[]): Missing[] {
  const missing: Missing[] = parts.filter(({ isForSale }) => !isForSale).map(({ title }) => ({ section: 'parts', text: `“${title}” is not sold any more, and with it the bundle is not either. Put another part in its place.` }));
  if (parts.length < 2) missing.push({ section: 'parts', text: 'Choose two or more parts, each of them on sale.' });
  const dearer = findDearer(prices, parts);
  if (dearer !== null) missing.push({ section: 'parts', text: dearer });
  return missing;
}
