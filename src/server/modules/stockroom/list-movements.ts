import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListMovementsInput, MovementPage } from '@/shared/contracts/inventory';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findMovements, findOwnLevel } from './stock-page.queries';

/** Members of the seller see everything that moved one of its stocks, newest first. Throws NOT_FOUND for others and for other stocks. */
export async function listMovements(db: Database, { viewer, input }: { viewer: Viewer; input: ListMovementsInput }): Promise<MovementPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const reader = db.readAsService('movements name the people who made them');
  const [own, rows] = await Promise.all([
    findOwnLevel(reader, { levelId: input.levelId, sellerId }),
    findMovements(reader, { levelId: input.levelId, after: fromCursor(input.cursor), limit: input.limit + 1 }),
  ]);
  if (!own) throw new AppError('NOT_FOUND', 'You have no such stock.');
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    product: { slug: own.slug, title: own.productTitle },
    level: own.level,
    items: shown.map((row) => ({ ...row, at: row.at.toISOString(), orderNumber: row.orderNumber === null ? null : orderNumber(row.orderNumber) })),
    nextCursor: last ? toCursor(last) : null,
  };
}
