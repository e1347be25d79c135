import { AppError } from '@/shared/errors';
import type { Platform } from '@/server/platform/platform';
import { formOf, maxCellsOf } from './get-preview';
import { findPreviewAssetById } from './preview.queries';
import { readNotebook } from './read-notebook';
import { readPreviewText } from './read-preview-text';
import { renderOutput } from './render-output';

/** An output of a notebook, counted from 0. */
export interface OutputPlace {
  cell: number;
  output: number;
}

/**
 * The HTML document behind a preview's `frameUrl`: a whole HTML preview as its author wrote it, or one SVG output as a picture. It is not inert by itself:
 * it must be answered under a sandboxing Content-Security-Policy. Throws NOT_FOUND for all else.
 */
export async function getPreviewDocument(platform: Pick<Platform, 'db' | 'storage'>, { assetId, place }: { assetId: string; place: OutputPlace | null }): Promise<string> {
  const nothing = () => new AppError('NOT_FOUND', 'There is nothing at this address.');
  const asset = await findPreviewAssetById(platform.db.anon, assetId);
  if (!asset) throw nothing();
  const form = formOf(asset);
  if (place === null) {
    if (form !== 'html') throw nothing();
    return readPreviewText(platform, asset);
  }
  if (form !== 'notebook' || place.cell >= maxCellsOf(asset)) throw nothing();
  const output = readNotebook(await readPreviewText(platform, asset))?.cells[place.cell]?.outputs[place.output];
  const shown = output && renderOutput(output);
  if (shown?.form !== 'svg') throw nothing();
  return toPictureDocument(shown.svg);
}

/** As a picture, SVG runs no script and loads nothing (SVG 2, "secure static mode"), even without the policy of the frame. */
function toPictureDocument(svg: string): string {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Output of a cell</title><style>body{margin:0;background:#fff}img{max-width:100%;height:auto}</style><img src="${source}" alt="Output of this cell"></html>`;
}
