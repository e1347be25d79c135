import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { ensurePerson as ensurePersonRow } from './identity.queries';

/** A person with this address; whoever is there already is left as they are. For the operator's own machine: nobody is asked. Answers the user's id. */
export async function ensurePerson(db: Database, person: { email: string; name: string }): Promise<string> {
  return db.asService('the operator seeds a person', (tx) => ensurePersonRow(tx, { ...person, now: clock.now() }));
}
