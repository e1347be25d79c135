import { z } from 'zod';

/** What a notebook cell printed: inert HTML for the page, or the address of a document for `<iframe sandbox>`. */
export const PreviewOutput = z.discriminatedUnion('form', [
  z.object({ form: z.literal('html'), html: z.string() }),
  z.object({ form: z.literal('frame'), frameUrl: z.string() }),
]);
export type PreviewOutput = z.infer<typeof PreviewOutput>;

export const PreviewCell = z.object({
  kind: z.enum(['markdown', 'code', 'raw']),
  /** The number in `In [3]`; null when the cell was never run. */
  count: z.number().int().nullable(),
  /** Inert HTML; code and raw cells are one `pre`. */
  html: z.string(),
  outputs: z.array(PreviewOutput),
});
export type PreviewCell = z.infer<typeof PreviewCell>;

/**
 * A preview ready to show. All `html` is sanitised: no script, style, id, event handler or foreign address is left in it. What cannot be
 * made safe that way is a document of its own at `frameUrl`, to be shown in `<iframe sandbox>` (no allow-… words).
 */
export const Preview = z.discriminatedUnion('form', [
  z.object({ form: z.literal('markdown'), fileName: z.string(), html: z.string(), shortened: z.boolean() }),
  z.object({
    form: z.literal('notebook'),
    fileName: z.string(),
    /** Language of the code cells, such as `python`. */
    language: z.string(),
    cells: z.array(PreviewCell),
    /** Cells that only buyers see. */
    hiddenCells: z.number().int(),
  }),
  z.object({ form: z.literal('text'), fileName: z.string(), text: z.string(), shortened: z.boolean() }),
  z.object({ form: z.literal('frame'), fileName: z.string(), frameUrl: z.string() }),
]);
export type Preview = z.infer<typeof Preview>;
