import path from 'node:path';
import { z } from 'zod';
import { LibraryIndex } from '@/shared/contracts/ingest';
import { projectDir } from '@/tooling/migrate';

/** Where the schema is published, and so its address in the shop: `/schemas/library.schema.json`. */
export const librarySchemaFile = path.join(projectDir, 'public', 'schemas', 'library.schema.json');

/** The published JSON Schema of `library.json`, made from the contract that ingest itself checks with. Rules that JSON Schema cannot say (a preview is one of the files) are in the descriptions. */
export function toLibrarySchema(): string {
  const schema = z.toJSONSchema(LibraryIndex, { io: 'input', target: 'draft-2020-12' });
  const described = { ...schema, title: 'Latchkey library index', description: 'Packs and their versions for npm run ingest and the admin’s ingest page. Several entries with one slug are versions of one pack.' };
  return `${JSON.stringify(described, null, 2)}\n`;
}
