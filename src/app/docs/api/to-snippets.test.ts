import { describe, expect, it } from 'vitest';
import { toOpenApi } from '@/shared/contracts/v1/to-openapi';
import { toReference } from './to-reference';
import { toCurl, toTypeScript } from './to-snippets';

const entries = toReference(toOpenApi('https://shop.example.com')).flatMap((group) => group.entries);
const entry = (id: string) => entries.find((one) => one.id === id)!;

describe('the reference', () => {
  it('follows references into lists and objects', () => {
    const { fields } = entry('listCustomers').answer;
    expect(fields.find(({ name }) => name === 'items[].subscription.status')).toMatchObject({ type: 'string', isRequired: true, oneOf: expect.arrayContaining(['past_due']) });
    expect(fields.find(({ name }) => name === 'items[].limit')?.type).toBe('whole number or null');
  });

  it('says who may call', () => {
    expect(['consumeUsage', 'listProducts', 'getHealth'].map((id) => entry(id).access)).toEqual([
      { who: 'A platform’s key or a signed token', scope: 'usage:write' }, { who: 'Anyone; with a personal token as well', scope: 'catalog:read' }, { who: 'Anyone', scope: null },
    ]);
  });

  it('writes calls to paste', () => {
    expect(toCurl(entry('getCustomer'), 'https://shop.example.com/api/v1')).toBe('curl "https://shop.example.com/api/v1/customers/user_1842" \\\n  -H "Authorization: Bearer $LATCHKEY_KEY"');
    expect(toTypeScript(entry('getCustomer'))).toBe("const { data, error } = await latchkey.GET('/customers/{externalId}', {\n  params: {\n    path: {\n      externalId: 'user_1842'\n    }\n  }\n});");
    expect(toCurl(entry('listProducts'), 'https://shop.example.com/api/v1')).toContain('/products?q=queue&types=node&limit=12');
  });
});
