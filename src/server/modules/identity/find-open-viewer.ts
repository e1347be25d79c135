import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { findPerson } from './identity.queries';

/** The person a personal token speaks for, or null when the account was closed. Always a customer: what staff may do takes a person at a browser. */
export async function findOpenViewer({ db }: Pick<Platform, 'db'>, userId: string): Promise<Viewer | null> {
  const person = await findPerson(db.readAsService('a token speaks for its person'), userId);
  return person && person.disabledAt === null ? { userId, role: 'customer' } : null;
}
