import type { ServiceTx } from '@/server/platform/db';
import { emptyQuotes } from './personal-data.queries';

/** What others were told by these causes (`message:thr_…:3`) loses what it quotes; a mail that waits is not sent any more. May be repeated. */
export async function eraseQuotes(tx: ServiceTx, causes: readonly string[]): Promise<void> {
  if (causes.length > 0) await emptyQuotes(tx, causes);
}
