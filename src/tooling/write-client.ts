import { writeFile } from 'node:fs/promises';
import { CLIENT_TYPES_FILE, writeClientTypes } from './client-types';

await writeFile(CLIENT_TYPES_FILE, await writeClientTypes());
console.log(`${CLIENT_TYPES_FILE} is written.`);
