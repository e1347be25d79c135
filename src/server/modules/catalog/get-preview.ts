import type { ProductSlugInput } from '@/shared/contracts/catalog';
import type { Preview } from '@/shared/contracts/preview';
import { AppError } from '@/shared/errors';
import type { Platform } from '@/server/platform/platform';
import { cutText } from './cut-text';
import { findPreviewAsset, type PreviewAssetRow } from './preview.queries';
import { readNotebook } from './read-notebook';
import { readPreviewText } from './read-preview-text';
import { renderMarkdown } from './render-markdown';
import { renderNotebook } from './render-notebook';

const PREVIEW_PATH = '/api/preview';
const MAX_CELLS = { paid: 6, free: 60 };
const MAX_CHARACTERS = 12_000;

/** Most cells of a notebook that visitors see. */
export function maxCellsOf({ priceMinor }: Pick<PreviewAssetRow, 'priceMinor'>): number {
  return priceMinor === 0 ? MAX_CELLS.free : MAX_CELLS.paid;
}

/**
 * What a visitor may see of a product's newest version before buying, made inert: its preview, else its readme, the first part of it. Throws NOT_FOUND
 * when the product is not published, has none, or its object is missing.
 */
export async function getPreview(platform: Pick<Platform, 'db' | 'storage'>, { slug }: ProductSlugInput): Promise<Preview> {
  const asset = await findPreviewAsset(platform.db.anon, slug);
  if (!asset) throw new AppError('NOT_FOUND', 'This product has no preview.');
  const { fileName, assetId } = asset;
  const form = formOf(asset);
  const frameUrl = `${PREVIEW_PATH}/${assetId}`;
  if (form === 'html') return { form: 'frame', fileName, frameUrl };
  const text = await readPreviewText(platform, asset);
  const notebook = form === 'notebook' ? readNotebook(text) : undefined;
  if (notebook) return renderNotebook(notebook, { fileName, maxCells: maxCellsOf(asset), frameUrl: (cell, output) => `${frameUrl}/${cell}/${output}` });
  const { shown, shortened } = cutText(text, MAX_CHARACTERS);
  return form === 'markdown' ? { form, fileName, html: renderMarkdown(shown), shortened } : { form: 'text', fileName, text: shown, shortened };
}

/** How a preview is shown, by what ingest found it to be, else by its name. */
export function formOf({ contentType, fileName }: Pick<PreviewAssetRow, 'contentType' | 'fileName'>): 'markdown' | 'notebook' | 'html' | 'text' {
  const type = contentType.toLowerCase();
  if (type.includes('ipynb') || /\.ipynb$/i.test(fileName)) return 'notebook';
  if (type.startsWith('text/markdown') || /\.(md|markdown)$/i.test(fileName)) return 'markdown';
  return type.startsWith('text/html') || type.includes('xhtml') || /\.html?$/i.test(fileName) ? 'html' : 'text';
}
