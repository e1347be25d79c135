import type { Missing, ProductEditorView } from '@/shared/contracts/publishing';
import { findMissingParts } from './find-missing-parts';

type Checked = Pick<ProductEditorView, 'kind' | 'summary' | 'description' | 'condition' | 'sellerLifecycle' | 'variants'> & {
  images: readonly unknown[];
  versions: readonly Pick<ProductEditorView['versions'][number], 'yankedReason' | 'archiveBytes'>[];
  parts: readonly Pick<ProductEditorView['parts'][number], 'title' | 'isForSale' | 'prices'>[];
};

const NO_FORM: Partial<Record<Checked['kind'], string>> = { physical: 'Name the sizes, or say that there are none.', membership: 'An admin sets its plans.', api: 'List a paid tier of its platform.' };

/** What a product still needs before it can be reviewed and sold, in the order of its editor. */
export function findMissing(product: Checked): Missing[] {
  return [...missingOfAll(product), ...missingOfKind(product)];
}

function missingOfAll({ summary, description, sellerLifecycle, variants, kind }: Checked): Missing[] {
  const missing: Missing[] = [];
  if (sellerLifecycle !== 'active') missing.push({ section: 'seller', text: 'Finish setting up payments: only an active seller publishes.' });
  if (summary === '') missing.push({ section: 'basics', text: 'Write a summary: the sentence under the title.' });
  if (description === '') missing.push({ section: 'basics', text: 'Write a description.' });
  if (variants.length === 0) missing.push({ section: 'variants', text: NO_FORM[kind] ?? 'Choose a licence.' });
  else if (variants.some(({ prices }) => prices.length === 0)) missing.push({ section: 'variants', text: 'Set a price for each variant.' });
  return missing;
}

function missingOfKind({ kind, condition, variants, images, versions, parts }: Checked): Missing[] {
  if (kind === 'download') return versions.some(({ yankedReason, archiveBytes }) => yankedReason === null && archiveBytes !== null) ? [] : [{ section: 'versions', text: 'Add a version: the files that buyers get.' }];
  if (kind === 'membership' || kind === 'api') return [];
  if (kind === 'bundle') return findMissingParts(variants[0]?.prices ?? [], parts);
  const missing: Missing[] = [];
  if (condition === null) missing.push({ section: 'basics', text: 'Say whether it is new or used.' });
  if (images.length === 0) missing.push({ section: 'images', text: 'Add a photograph.' });
  if (variants.some(({ weightGrams }) => weightGrams === null)) missing.push({ section: 'variants', text: 'Give each variant its weight: shipping is counted by it.' });
  return missing;
}
