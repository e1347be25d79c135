import { readIn, type Tx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findEditedProduct } from './editor.queries';
import { findDearer } from './find-dearer';
import type { OwnProduct } from './products.queries';

/** Refuses what the caller's transaction has just written of a bundle when the whole would cost more than its parts. Throws INVALID_INPUT at `field`, with both sums. */
export async function assertNotDearer(tx: Tx, own: OwnProduct, field: 'parts' | 'prices'): Promise<void> {
  const row = await findEditedProduct(readIn(tx), own);
  const dearer = row && findDearer(row.variants[0]?.prices ?? [], row.parts);
  if (dearer) throw new AppError('INVALID_INPUT', dearer, { field, reason: 'dearer' });
}
