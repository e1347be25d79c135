import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensurePerson } from '@/server/modules/identity/ensure-person';
import { ensureOrganization } from '@/server/modules/organizations/ensure-organization';
import type { Platform } from '@/server/platform/platform';
import { SeedPeople } from './seed-files';

/** The demo people and the organizations they belong to; answers user ids by address. */
export async function seedPeople({ db }: Pick<Platform, 'db'>, root: string): Promise<ReadonlyMap<string, string>> {
  const { people, organizations } = SeedPeople.parse(JSON.parse(await readFile(path.join(root, 'people.json'), 'utf8')));
  const ids = new Map<string, string>();
  for (const person of people) ids.set(person.email, await ensurePerson(db, person));
  const idOf = (email: string) => ids.get(email) ?? missing(email);
  for (const { slug, name, members } of organizations) await ensureOrganization(db, { slug, name, members: Object.entries(members).map(([email, role]) => ({ userId: idOf(email), role })) });
  return ids;
}

function missing(email: string): never {
  throw new Error(`people.json: ${email} belongs to an organization and is nobody.`);
}
