import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LibraryIndex } from '@/shared/contracts/ingest';
import { librarySchemaFile, toLibrarySchema } from './library-schema';

describe('the published schema of library.json', () => {
  it('is the contract, as written by `npm run schemas:write`', () => {
    expect(readFileSync(librarySchemaFile, 'utf8')).toBe(toLibrarySchema());
  });

  it('names every key of a pack and takes no other', () => {
    const schema = JSON.parse(toLibrarySchema()) as { properties: { packs: { items: { properties: object; additionalProperties: boolean; required: string[] } } } };
    const pack = schema.properties.packs.items;
    expect(Object.keys(pack.properties)).toEqual(Object.keys(LibraryIndex.shape.packs.element.shape));
    expect(pack.additionalProperties).toBe(false);
    expect(pack.required).toEqual(['slug', 'title', 'version', 'price_cents', 'currency', 'files']);
  });
});
