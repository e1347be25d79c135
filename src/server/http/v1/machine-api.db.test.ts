import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAL_SCOPES, PLATFORM_SCOPES, type ApiScope } from '@/shared/contracts/api-keys';
import { ApiError, errorsOf } from '@/shared/contracts/v1/error';
import type { ApiOperation } from '@/shared/contracts/v1/operation';
import { OPERATIONS, type OperationId } from '@/shared/contracts/v1/operations';
import { stageMachineApi, type MachineStage } from '@/testing/machine-api';

let stage: MachineStage;
const callers = new Map<string, string>();

interface Sent {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
}

/** A call of each operation that succeeds for who may make it. */
const SENT: Record<OperationId, Sent> = {
  consumeUsage: { body: { customer: 'ada' } },
  getUsage: { query: { customer: 'ada' } },
  listCustomers: { query: { limit: '10' } },
  getCustomer: { params: { externalId: 'ada' } },
  putCustomer: { params: { externalId: 'ada' }, body: { name: 'Ada' } },
  openCheckout: { body: { customer: 'eve', tier: 'pro', successUrl: 'https://app.example.com/done', cancelUrl: 'https://app.example.com/back' } },
  listTiers: {},
  listProducts: { query: { q: 'fastify', limit: '5' } },
  getProduct: { params: { slug: 'fastify-starter' } },
  listBundles: {},
  listEntitlements: {},
  createDownload: { body: { product: 'fastify-starter' } },
  getHealth: {},
  getDescription: {},
};

const operations = Object.values<ApiOperation>(OPERATIONS);
const sentOf = ({ id }: ApiOperation): Sent => SENT[id as OperationId];

function send({ method, path, ...operation }: ApiOperation, token: string | undefined, { params = {}, query = {}, body }: Sent = sentOf({ method, path, ...operation })): Promise<Response> {
  const at = path.replace(/\{(\w+)\}/g, (_text, name: string) => encodeURIComponent(params[name] ?? ''));
  const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) };
  return fetch(`${stage.shop.apiUrl}/api/v1${at}?${new URLSearchParams(query)}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

/** Every caller, and what each may: nothing, by a scope it lacks, or the operation. */
const CALLERS = ['nobody', 'unknown', 'revoked', 'platform', 'platform without', 'customer', 'person', 'person without', 'signed'] as const;

function expected({ access }: ApiOperation, caller: (typeof CALLERS)[number]): 'ok' | 401 | 403 {
  if (access.by === 'anyone') return 'ok';
  if (caller === 'nobody') return access.by === 'person' && access.optional ? 'ok' : 401;
  if (caller === 'unknown' || caller === 'revoked') return 401;
  if (access.by === 'person') return caller === 'person' ? 'ok' : caller === 'signed' ? 401 : 403;
  if (caller === 'platform') return 'ok';
  if (caller === 'customer') return access.scope === 'usage:read' ? 'ok' : 403;
  return caller === 'signed' && access.token ? 'ok' : 403;
}

beforeAll(async () => {
  stage = await stageMachineApi();
  callers.set('unknown', `lk_preview_${'A'.repeat(43)}`);
  callers.set('revoked', await stage.revokedKey());
  callers.set('platform', await stage.key({}));
  callers.set('customer', await stage.key({ customer: 'ada' }));
  callers.set('person', await stage.token());
  callers.set('signed', await stage.signed({}));
  const without = (scopes: readonly ApiScope[], scope: ApiScope) => scopes.filter((one) => one !== scope);
  for (const scope of PLATFORM_SCOPES) callers.set(`platform without ${scope}`, await stage.key({ scopes: without(PLATFORM_SCOPES, scope) }));
  for (const scope of PERSONAL_SCOPES) callers.set(`person without ${scope}`, await stage.token({ scopes: without(PERSONAL_SCOPES, scope) }));
});
afterAll(() => stage.shop.stop());

function keyOf({ access }: ApiOperation, caller: (typeof CALLERS)[number]): string | undefined {
  if (!caller.endsWith('without')) return callers.get(caller);
  const scope = access.by === 'anyone' ? '' : access.scope;
  return callers.get(`${caller} ${scope}`) ?? callers.get(caller.startsWith('platform') ? 'platform' : 'person');
}

describe.each(operations)('$method $path', (operation) => {
  it.each(CALLERS)('answers %s as documented', async (caller) => {
    const response = await send(operation, keyOf(operation, caller));
    const want = expected(operation, caller);
    const body: unknown = await response.json();
    expect({ status: response.status, body: want === 'ok' ? {} : body }).toMatchObject({ status: want === 'ok' ? operation.status : want });
    if (want === 'ok') {
      // What is answered is what is documented, no field more.
      expect(operation.answer.parse(body)).toEqual(body);
    } else {
      const { error } = ApiError.parse(body);
      expect(errorsOf(operation).map(({ code }) => code)).toContain(error.code);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="latchkey"/);
      if (want === 403 && operation.access.by !== 'anyone') {
        expect(error).toMatchObject({ code: 'FORBIDDEN', details: { reason: 'scope', scope: operation.access.scope } });
        expect(response.headers.get('www-authenticate')).toContain(`error="insufficient_scope", scope="${operation.access.scope}"`);
      }
    }
  });

  it('carries the security headers and the request id on success and on every error', async () => {
    const answers = [
      await send(operation, keyOf(operation, operation.access.by === 'person' ? 'person' : 'platform')),
      await send(operation, 'nonsense'),
      await send(operation, callers.get('platform'), { ...sentOf(operation), query: { nonsense: '1' } }),
      await fetch(`${stage.shop.apiUrl}/api/v1${operation.path}`, { method: 'DELETE' }),
      await fetch(`${stage.shop.apiUrl}/api/v1${operation.path}/nothing/here`),
    ];
    for (const response of answers) {
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('x-frame-options')).toBe('DENY');
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      if (!response.ok) ApiError.parse(await response.json());
    }
  });
});

describe('whose data it is (K08)', () => {
  const secrets = ['listCustomers', 'getCustomer', 'putCustomer', 'getUsage'] as const;

  it.each(secrets)('%s shows a platform nothing of another', async (id) => {
    const made = await send(OPERATIONS.putCustomer, await stage.key({ platform: 'one' }), { params: { externalId: 'only-of-one' }, body: { name: 'Of one', email: 'one@example.test' } });
    expect(made.status).toBe(200);
    const foreign = await stage.key({ platform: 'two' });
    const response = await send(OPERATIONS[id], foreign, id === 'getUsage' ? { query: { customer: 'only-of-one' } } : id === 'listCustomers' ? { query: { q: 'only' } } : { params: { externalId: 'only-of-one' }, ...(id === 'putCustomer' && { body: {} }) });
    if (id === 'listCustomers') expect(await response.json()).toEqual({ items: [], nextCursor: null });
    // Its own customer of the same name is another customer.
    else if (id === 'putCustomer') expect(await response.json()).toMatchObject({ externalId: 'only-of-one', name: null, email: null });
    else expect(response.status).toBe(404);
    await stage.shop.sql(`delete from customers where external_id = 'only-of-one'`);
  });

  it('keeps the two worlds of a platform apart', async () => {
    const [live, preview] = [stage.client(await stage.key({ mode: 'live' })), stage.client(await stage.key({ mode: 'preview' }))];
    await live.PUT('/customers/{externalId}', { params: { path: { externalId: 'paying' } }, body: { name: 'Real' } });
    expect((await live.GET('/customers/{externalId}', { params: { path: { externalId: 'paying' } } })).data?.name).toBe('Real');
    expect((await preview.GET('/customers/{externalId}', { params: { path: { externalId: 'paying' } } })).response.status).toBe(404);
    expect((await preview.GET('/customers', { params: { query: { q: 'paying' } } })).data?.items).toEqual([]);
    expect((await preview.GET('/usage', { params: { query: { customer: 'paying' } } })).response.status).toBe(404);
  });

  it('lets a customer’s key and a signed token speak for that customer alone', async () => {
    const customer = stage.client(await stage.key({ customer: 'ada' }));
    expect((await customer.GET('/usage')).data?.customer).toBe('ada');
    expect((await customer.GET('/usage', { params: { query: { customer: 'eve' } } })).response.status).toBe(403);
    const signed = stage.client(await stage.signed({ customer: 'ada' }));
    expect((await signed.POST('/usage', { body: { customer: 'eve' } })).response.status).toBe(403);
    expect((await signed.POST('/usage', { body: {} })).data?.customer).toBe('ada');
  });

  it('shows a person only what they hold, and nothing once the account is closed', async () => {
    const [mine, theirs] = [await stage.token(), await stage.token({ person: 'buyerB' })];
    expect((await stage.client(mine).GET('/entitlements')).data?.items.map(({ slug }) => slug)).toEqual(['fastify-starter']);
    expect((await stage.client(theirs).GET('/entitlements')).data?.items).toEqual([]);
    const refused = await stage.client(theirs).POST('/downloads', { body: { product: 'fastify-starter' } });
    expect(refused.error?.error).toMatchObject({ code: 'FORBIDDEN', details: { reason: 'not_entitled' } });
    await stage.shop.sql('update users set disabled_at = now() where id = $1', [stage.shop.world.buyerB]);
    try {
      expect((await stage.client(theirs).GET('/entitlements')).response.status).toBe(401);
    } finally {
      await stage.shop.sql('update users set disabled_at = null where id = $1', [stage.shop.world.buyerB]);
    }
  });
});

it('says in the audit log which customers a key made and changed, and nothing of one that stayed', async () => {
  const client = stage.client(await stage.key({ platform: 'two' }));
  const put = (body: { tier?: string; name?: string }) => client.PUT('/customers/{externalId}', { params: { path: { externalId: 'audited' } }, body });
  for (const body of [{}, { tier: 'pro', name: 'Ada' }, { tier: 'pro', name: 'Ada' }]) expect((await put(body)).response.status).toBe(200);
  const lines = await stage.shop.sql<{ after: object }>(
    `select l.after from audit_log l join customers c on c.id = l.after ->> 'customerId' where l.action = 'customer.put' and l.target_id = $1 and c.external_id = 'audited' order by l.id`, [stage.platforms.two]);
  const used = { customerId: expect.stringMatching(/^cst_/), keyId: expect.stringMatching(/^aky_/) };
  expect(lines.map(({ after }) => after)).toEqual([{ ...used, isNew: true, fields: ['tierId', 'tierSource', 'email', 'name'] }, { ...used, isNew: false, fields: ['tierId', 'tierSource', 'name'], tier: 'pro' }]);
});

describe('pages and links', () => {
  it('walks all customers, newest first, each once', async () => {
    const client = stage.client(await stage.key({ platform: 'two', mode: 'live' }));
    for (let i = 0; i < 5; i += 1) await client.PUT('/customers/{externalId}', { params: { path: { externalId: `walk/${i} %`.replace(' ', '') } }, body: {} });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const { data } = await client.GET('/customers', { params: { query: { q: 'walk', limit: 2, ...(cursor && { cursor }) } } });
      seen.push(...data!.items.map(({ externalId }) => externalId));
      cursor = data!.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['walk/4%', 'walk/3%', 'walk/2%', 'walk/1%', 'walk/0%']);
  });

  it('mints a link that works', async () => {
    const { data } = await stage.client(await stage.token()).POST('/downloads', { body: { product: 'fastify-starter' } });
    const { pathname, search } = new URL(data!.url);
    expect(await (await fetch(`${stage.shop.apiUrl}${pathname}${search}`)).text()).toBe('0123456789abcdefghij');
  });

  it('gives its description out once', async () => {
    const first = await fetch(`${stage.shop.apiUrl}/api/v1/openapi.json`);
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await fetch(`${stage.shop.apiUrl}/api/v1/openapi.json`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});
