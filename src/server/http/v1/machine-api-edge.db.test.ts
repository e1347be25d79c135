import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/shared/contracts/v1/error';
import { newId } from '@/shared/ids';
import { stageMachineApi, type MachineStage } from '@/testing/machine-api';

let stage: MachineStage;
let key: string;
let token: string;
beforeAll(async () => {
  stage = await stageMachineApi({ RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' });
  [key, token] = [await stage.key({}), await stage.token()];
  await stage.shop.sql(`update platforms set allowed_origins = '{https://app.one.example}' where id = $1`, [stage.platforms.one]);
  await stage.shop.sql(`update platforms set allowed_origins = '{https://app.two.example}' where id = $1`, [stage.platforms.two]);
});
afterAll(() => stage.shop.stop());

const ask = (path: string, init: RequestInit & { secret?: string } = {}) =>
  fetch(`${stage.shop.apiUrl}${path}`, { ...init, headers: { ...(init.secret !== undefined && { authorization: `Bearer ${init.secret}` }), ...(init.headers as Record<string, string> | undefined) } });
const put = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) => ask('/api/v1/customers/bad', { method: 'PUT', secret: key, body, headers });

describe('input (A02, K10)', () => {
  it.each([
    ['{"role":"admin"}', 400, 'role'], ['{"platformId":"plt_other"}', 400, 'platformId'], ['{"mode":"live"}', 400, 'mode'], ['{"__proto__":{"role":"admin"}}', 400, '__proto__'], ['{"tier":7}', 400, 'tier'], ['{"tier":"gold"}', 400, 'tier'],
    ['{"tier":"\\u0000"}', 400, 'tier'], ['{"name":"a\\u0000b"}', 400, 'name'], ['{"email":"a@x.example,b@y.example"}', 400, 'email'], ['[]', 400, undefined], ['null', 400, undefined], ['', 400, undefined], ['{', 400, undefined],
    [`{"name":${'['.repeat(200)}${']'.repeat(200)}}`, 400, undefined],
  ])('refuses %j and makes nobody', async (body, status, field) => {
    const response = await put(body);
    const { error } = ApiError.parse(await response.json());
    expect([response.status, error.details.field]).toEqual([status, field]);
    expect(await stage.shop.sql(`select 1 from customers where external_id = 'bad'`)).toEqual([]);
  });

  it('says 413, 415 and that it is no UTF-8', async () => {
    expect((await put(JSON.stringify({ name: 'a'.repeat(70_000) }))).status).toBe(413);
    expect((await put('name=a', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await put(Buffer.from([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });

  it.each(['/api/v1/customers?limit=0', '/api/v1/customers?limit=2.5', '/api/v1/customers?limit=1&limit=2', '/api/v1/customers?role=admin', '/api/v1/customers?__proto__=1', '/api/v1/customers?cursor=nonsense', '/api/v1/customers?q=a%00b', '/api/v1/customers/%ZZ', '/api/v1/customers/a%00b', '/api/v1/customers/a%20b', '/api/v1/tiers?x=1', '/api/v1/usage?customer=ada&customer=eve', '/api/v1/usage?customer=ada&days=1&days=2', '/api/v1/usage?customer=ada&days=0x10', '/api/v1/usage?customer=ada&days=', '/api/v1/usage?customer=ada&role=admin'])(
    'refuses %s',
    async (path) => expect((await ask(path, { secret: key })).status).toBe(400),
  );

  it('takes no parameter and no bad UTF-8 with a call, and names what is wrong', async () => {
    const post = async (search: string, body: BodyInit) => {
      const response = await ask(`/api/v1/usage${search}`, { method: 'POST', secret: key, body, headers: { 'content-type': 'application/json' } });
      return [response.status, ApiError.parse(await response.json()).error.details];
    };
    expect(await post('?customer=eve', '{"customer":"ada"}')).toEqual([400, { field: 'customer', reason: 'unknown_field' }]);
    expect(await post('', Buffer.from('{"customer":"ad\xe9"}', 'latin1'))).toEqual([400, { reason: 'not_utf8' }]);
    expect(await post('', '{"customer":"ada","role":"admin"}')).toEqual([400, { field: 'role', reason: 'unknown_field' }]);
  });

  it.each(['/api/v1/products?types=sofa', '/api/v1/products?q=%00', '/api/v1/products?limit=-1', '/api/v1/products?cursor=nonsense', '/api/v1/products/Not-A-Slug'])('refuses %s of anybody', async (path) => expect((await ask(path)).status).toBe(400));

  it('knows an address only as it is written (K12)', async () => {
    for (const path of ['/api/v1/Customers', '/api/v1/customers/', '/api/v1//customers', '/api/v1/%63ustomers', '/API/v1/customers', '/api/v1/customers/a/b', '/api/v1', '/api/v1/']) expect([path, (await ask(path, { secret: key })).status]).toEqual([path, 404]);
    const wrong = await ask('/api/v1/customers', { method: 'DELETE', secret: key });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

describe('browsers of other sites', () => {
  const preflight = (path: string, origin: string, method: string) => ask(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' } });
  const seen = (response: Response) => response.headers.get('access-control-allow-origin');

  it('are told before they call usage whether any platform names them', async () => {
    const allowed = await preflight('/api/v1/usage', 'https://app.one.example', 'POST');
    expect([allowed.status, seen(allowed), allowed.headers.get('access-control-allow-methods')]).toEqual([204, 'https://app.one.example', 'POST, GET']);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const origin of ['https://evil.example', 'https://app.one.example.evil.example', 'null', 'http://app.one.example', 'https://APP.one.example']) expect(seen(await preflight('/api/v1/usage', origin, 'POST'))).toBeNull();
  });

  it('may call with a token where the token’s own platform names them, and read its errors', async () => {
    const call = async (origin: string, body: object = {}) => ask('/api/v1/usage', { method: 'POST', secret: await stage.signed({}), body: JSON.stringify(body), headers: { origin, 'content-type': 'application/json' } });
    const [own, other, fault] = [await call('https://app.one.example'), await call('https://app.two.example'), await call('https://app.one.example', { meter: 'nothing' })];
    expect([own.status, seen(own), other.status, seen(other), fault.status, seen(fault)]).toEqual([200, 'https://app.one.example', 403, null, 400, 'https://app.one.example']);
    expect(own.headers.get('vary')).toContain('origin');
    expect(own.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('never read what a key or a personal token opens', async () => {
    const origin = 'https://app.one.example';
    for (const [path, secret] of [['/api/v1/usage?customer=ada', key], ['/api/v1/customers', key], ['/api/v1/tiers', key], ['/api/v1/entitlements', token], ['/api/v1/products', token]] as const) {
      const response = await ask(path, { secret, headers: { origin } });
      expect([path, response.status, seen(response)]).toEqual([path, 200, null]);
    }
    expect(seen(await preflight('/api/v1/customers', origin, 'GET'))).toBeNull();
  });

  it('read the catalogue from anywhere, without credentials, errors as well', async () => {
    for (const path of ['/api/v1/products', '/api/v1/products/none-such', '/api/v1/products?limit=0', '/api/v1/bundles', '/api/v1/health', '/api/v1/openapi.json']) expect([path, seen(await ask(path, { headers: { origin: 'https://anywhere.example' } }))]).toEqual([path, '*']);
    const asked = await preflight('/api/v1/products', 'https://anywhere.example', 'GET');
    expect([seen(asked), asked.headers.get('access-control-allow-headers')]).toEqual(['*', 'content-type, x-request-id']);
  });
});

describe('limits', () => {
  it('count a platform’s keys together, and say where it stands', async () => {
    const first = await ask('/api/v1/tiers', { secret: await stage.key({ platform: 'two' }) });
    const second = await ask('/api/v1/tiers', { secret: await stage.key({ platform: 'two' }), headers: { 'x-forwarded-for': '9.9.9.9' } });
    const left = (response: Response) => Number(response.headers.get('ratelimit-remaining'));
    expect(left(second)).toBe(left(first) - 1);
    expect(Number(first.headers.get('ratelimit-limit'))).toBe(600);
    expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  });

  it('end guessing, and keep guesses from the database from then on, whatever they are made of', async () => {
    const guess = async (path: string, secret: string) => (await ask(path, { secret, headers: { 'x-forwarded-for': '198.51.100.7' } })).status;
    const statuses = [];
    for (let i = 0; i < 62; i += 1) statuses.push(await guess('/api/v1/tiers', `lk_live_${String(i).padStart(43, 'A')}`));
    expect([statuses.at(0), statuses.at(-1), new Set(statuses)]).toEqual([401, 429, new Set([401, 429])]);
    const { db } = stage.shop.platform;
    const lookups = [vi.spyOn(db, 'writeAsService'), vi.spyOn(db, 'readAsService')];
    const unsigned = `${Buffer.from(JSON.stringify({ alg: 'ES256', kid: newId('platformSigner') })).toString('base64url')}.e30.AAAA`;
    for (const [path, secret] of [['/api/v1/tiers', `lk_live_${'B'.repeat(43)}`], ['/api/v1/usage', unsigned], ['/api/v1/entitlements', `lk_personal_${'B'.repeat(43)}`]] as const) expect([path, await guess(path, secret)]).toEqual([path, 429]);
    expect(lookups.flatMap(({ mock }) => mock.calls)).toEqual([]);
    for (const lookup of lookups) lookup.mockRestore();
  });
});
