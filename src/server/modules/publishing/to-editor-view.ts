import { renderMarkdown } from '@/server/modules/catalog/render-markdown';
import type { ProductEditorView } from '@/shared/contracts/publishing';
import { toProductImageView } from '@/shared/image-address';
import type { EditorRow } from './editor.queries';
import { findMissing } from './find-missing';

const toIso = (time: string) => new Date(time).toISOString();
const toIsoOrNull = (time: string | null) => (time === null ? null : toIso(time));

/** A product as its editor, and whoever reviews it, sees it. */
export function toEditorView(row: EditorRow): ProductEditorView {
  const view = {
    ...pickView(row),
    descriptionHtml: renderMarkdown(row.description),
    submittedAt: toIsoOrNull(row.submittedAt),
    publishedAt: toIsoOrNull(row.publishedAt),
    updatedAt: toIso(row.updatedAt),
    images: row.images.map(toProductImageView),
    versions: row.versions.map((version) => ({ ...version, changelogHtml: renderMarkdown(version.changelog), releasedAt: toIso(version.releasedAt), files: version.files ?? [] })),
    parts: row.parts,
  };
  return { ...view, missing: findMissing(view) };
}

/** What the editor shows as it was read. */
function pickView({ id, slug, kind, type, status, title, summary, description, tags, worksWith, brand, condition, inventory, isJoint, includedFromTier, reviewNote, sellerSlug, sellerName, sellerLifecycle, variants }: EditorRow) {
  return { id, slug, kind, type, status, title, summary, description, tags, worksWith, brand, condition, inventory, isJoint, includedFromTier, reviewNote, sellerSlug, sellerName, sellerLifecycle, variants };
}
