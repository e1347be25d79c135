import openapiTS, { astToString } from 'openapi-typescript';
import { toOpenApi } from '@/shared/contracts/v1/to-openapi';

export const CLIENT_TYPES_FILE = 'src/client/api-types.ts';

/** The types of the machine API as its description has them. Whose shop it is makes no difference to them. */
export async function writeClientTypes(): Promise<string> {
  // Our own type names less than the generator's, which would also take a document as text.
  const types = astToString(await openapiTS(JSON.stringify(toOpenApi('https://shop.example.com')), { alphabetize: true, defaultNonNullable: false, exportType: true }));
  return `// Written by \`npm run client:write\` from the machine API's description.\n${types}`;
}
