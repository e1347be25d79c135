import { listLiveEntitlements } from '@/server/modules/entitlements/list-live-entitlements';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptField } from '@/shared/contracts/prompt-runs';
import { AppError } from '@/shared/errors';
import { findPrompt, type PromptRow } from './prompt-runs.queries';
import { readPrompt } from './read-prompt';
import { toFields } from './to-fields';

export interface OpenPrompt {
  row: PromptRow;
  /** Never leaves the server before buying. Null: nothing in the pack is a prompt to run. */
  text: string | null;
  fields: PromptField[];
  isTrial: boolean;
}

/** The newest version of a prompt the viewer may run: a published one as a trial, any they hold a key to as their own. Throws NOT_FOUND for all else. */
export async function openPrompt({ db, storage }: Pick<Platform, 'db' | 'storage'>, { viewer, slug }: { viewer: Viewer; slug: string }): Promise<OpenPrompt> {
  const row = await findPrompt(db.readAsService('a prompt is run without being shown'), slug);
  const keys = row ? await listLiveEntitlements(db, viewer, row.productId) : [];
  // What is not in the shop is not admitted to exist, except to who holds it.
  if (!row || (keys.length === 0 && row.status !== 'published')) throw new AppError('NOT_FOUND', 'There is no such prompt.');
  const text = await readPrompt(storage, { storageKey: row.storageKey, bytes: row.bytes, slug, paths: row.paths });
  return { row, text, fields: text === null ? [] : toFields(text), isTrial: keys.length === 0 };
}
