import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { AnswerConsentInput } from '@/shared/contracts/joint-bundles';
import { AppError } from '@/shared/errors';
import { lockJoint, writeConsent } from './joint-bundles.queries';
import { moveProduct, relist } from './products.queries';

/**
 * An owner or admin of a seller agrees to a bundle that holds its products, or does not, now or later: a bundle on sale leaves the shop with that, and orders of it stay as they are.
 * Repeating it changes nothing. Throws NOT_FOUND (also when the seller was not asked), FORBIDDEN for plain members.
 */
export async function answerConsent(db: Database, { viewer, input, requestId }: Call<AnswerConsentInput>): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  const { productId, answer } = input;
  await db.asService('consents are written by the service alone', async (tx) => {
    const at = clock.now();
    const bundle = await lockJoint(tx, productId);
    const written = bundle && (await writeConsent(tx, { productId, sellerId, answer, userId: viewer.userId, at }));
    if (!written) throw new AppError('NOT_FOUND', 'You were not asked for this bundle.');
    if (written.before === answer) return;
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'bundle.answer', targetType: 'product', targetId: productId, before: { status: written.before }, after: { status: answer, seller: input.seller }, ...(requestId !== undefined && { requestId }) });
    if (answer === 'declined' && (await moveProduct(tx, productId, { from: ['published'], to: 'archived', note: null, at }))) await relist(tx, productId);
  });
}
