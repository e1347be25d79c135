import { writeFileSync } from 'node:fs';
import { librarySchemaFile, toLibrarySchema } from '@/tooling/library-schema';

writeFileSync(librarySchemaFile, toLibrarySchema());
console.log(`Written: ${librarySchemaFile}`);
