import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CLIENT_TYPES_FILE, writeClientTypes } from '@/tooling/client-types';

it('is what `npm run client:write` writes', async () => {
  expect(await readFile(CLIENT_TYPES_FILE, 'utf8')).toBe(await writeClientTypes());
});
