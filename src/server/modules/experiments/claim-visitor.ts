import type { ServiceTx } from '@/server/platform/db';
import { hashSubject } from './exposure-id';
import { claimExposures } from './experiments.queries';

/** Within a sign-in: what a visitor was shown counts for the person from now on. Nobody's exposures move twice. Safe to repeat. */
export async function claimVisitor(tx: ServiceTx, { subject, userId }: { subject: string; userId: string }): Promise<void> {
  await claimExposures(tx, { subject: hashSubject(subject), userId });
}
