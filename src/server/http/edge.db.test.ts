import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer();
});
afterAll(() => api.stop());

describe('the edge', () => {
  it('answers health', async () => {
    expect((await fetch(`${api.url}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${api.url}/api/health/ready`)).status).toBe(200);
  });

  it('answers a query for a visitor', async () => {
    const response = await fetch(`${api.url}/api/trpc/account.viewer`);
    expect(await response.json()).toEqual({ result: { data: { json: null } } });
    expect(response.status).toBe(200);
  });

  it('answers a batch, each operation for itself', async () => {
    const response = await fetch(`${api.url}/api/trpc/account.viewer,entitlements.list,no.such?batch=1&input=${encodeURIComponent('{}')}`);
    expect(response.status).toBe(207);
    expect(await response.json()).toMatchObject([{ result: {} }, { error: { json: { data: { code: 'UNAUTHORIZED' } } } }, { error: { json: { data: { code: 'NOT_FOUND' } } } }]);
  });
});
