import type { Database } from '@/server/platform/db';
import { insertSellerWithOrganization } from './sellers.queries';

/** How a seller presents itself. */
export interface SellerProfile {
  slug: string;
  name: string;
  tagline: string;
  about: string;
  /** ISO 3166 alpha-2. */
  country: string | null;
}

/** An active seller with an organization of the same slug; what exists already is left as it is. For the operator's own machine: nobody is asked. */
export async function ensureSeller(db: Database, profile: SellerProfile): Promise<void> {
  await db.asService('the operator seeds a seller', (tx) => insertSellerWithOrganization(tx, profile));
}
