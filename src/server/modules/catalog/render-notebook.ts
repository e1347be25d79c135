import type { Preview, PreviewCell, PreviewOutput } from '@/shared/contracts/preview';
import { renderMarkdown } from './render-markdown';
import { renderOutput, renderText } from './render-output';
import type { Notebook, NotebookCell } from './read-notebook';

export interface NotebookPlace {
  fileName: string;
  /** Most cells shown. */
  maxCells: number;
  /** Address of the document of one output, by cell and output. */
  frameUrl(cell: number, output: number): string;
}

/** All pictures of one preview together, so that the page stays light. */
const MAX_HTML_TOTAL = 4_000_000;

/** The first cells of a notebook as inert HTML; SVG outputs become documents of their own. */
export function renderNotebook(notebook: Notebook, place: NotebookPlace): Extract<Preview, { form: 'notebook' }> {
  const cells: PreviewCell[] = [];
  let size = 0;
  for (const [index, cell] of notebook.cells.slice(0, place.maxCells).entries()) {
    const shown = renderCell(cell, (output) => place.frameUrl(index, output));
    size += sizeOf(shown);
    if (size > MAX_HTML_TOTAL) break;
    cells.push(shown);
  }
  const hiddenCells = notebook.cells.length - cells.length + notebook.hiddenCells;
  return { form: 'notebook', fileName: place.fileName, language: notebook.language, cells, hiddenCells };
}

function sizeOf({ html, outputs }: PreviewCell): number {
  return outputs.reduce((sum, output) => sum + (output.form === 'html' ? output.html.length : 0), html.length);
}

function renderCell(cell: NotebookCell, frameUrl: (output: number) => string): PreviewCell {
  const outputs = cell.outputs.flatMap((output, index): PreviewOutput[] => {
    const shown = renderOutput(output);
    if (!shown) return [];
    return [shown.form === 'svg' ? { form: 'frame', frameUrl: frameUrl(index) } : shown];
  });
  const html = cell.kind === 'markdown' ? renderMarkdown(cell.source, cell.attachments) : cell.source === '' ? '' : renderText(cell.source);
  return { kind: cell.kind, count: cell.count, html, outputs };
}
