import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { findSeller, insertHouseSeller } from './ingest.queries';

/** Who sells what no seller was named for: the shop itself. */
const HOUSE = { slug: 'latchkey', name: 'Latchkey' };

/** The seller of a run: the one asked for, else the one the source names, else the shop itself (made at its first use). Throws NOT_FOUND or CONFLICT. */
export async function chooseSeller(tx: ServiceTx, { asked, named }: { asked: string | null; named: string | null }): Promise<{ id: string; slug: string }> {
  const slug = asked ?? named ?? HOUSE.slug;
  if (asked === null && named === null) await insertHouseSeller(tx, { id: newId('seller'), organizationId: newId('organization'), ...HOUSE });
  const seller = await findSeller(tx, slug);
  if (seller === null) throw new AppError('NOT_FOUND', `There is no seller ${slug}.`, { field: 'seller' });
  if (seller.lifecycle === 'suspended' || seller.lifecycle === 'closed') throw new AppError('CONFLICT', `The seller ${slug} is ${seller.lifecycle}.`, { field: 'seller' });
  return seller;
}
