import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWebhookReceiver, type WebhookReceiver } from '@/testing/webhook-receiver';
import { isPublicAddress } from './is-public-address';
import { postWebhook, type Resolve } from './post-webhook';
import { toWebhookUrl } from './to-webhook-url';

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await receiver.stop();
});

const post = (url: string, { allowsHere = true, timeoutMs = 5_000, resolve }: { allowsHere?: boolean; timeoutMs?: number; resolve?: Resolve } = {}) => postWebhook({ url, headers: {}, body: '{}', allowsHere, timeoutMs, ...(resolve && { resolve }) });

describe('addresses', () => {
  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.0.192',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2001::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '2001:db8::1', '100::1', '', 'example.com',
  ])('%s is not one of the internet', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.63.255.255', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])('%s is', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    'https://127.0.0.1/', 'https://0x7f.1/', 'https://2130706433/', 'https://0177.0.0.1/', 'https://127.1/', 'https://[::1]/', 'https://[::ffff:7f00:1]/', 'https://[::ffff:127.0.0.1]/', 'https://localhost/', 'https://LOCALHOST/', 'https://169.254.169.254/latest/meta-data/',
    'https://①⑥⑨.254.169.254/', 'https://[fd00:ec2::254]/', 'https://10.0.0.1.:443/', 'http://example.com/', 'file:///etc/passwd', 'gopher://example.com/', 'javascript:alert(1)', 'https://a:b@example.com/', 'https://example.com/#x', '//example.com', '',
  ])('%s is refused before anything is sent', (url) => expect(() => toWebhookUrl(url, { allowsHere: false })).toThrow());

  it('lets this machine pass where the shop is tried out, and no other private address', () => {
    for (const url of ['http://localhost:4000/hook', 'http://127.0.0.1/', 'https://example.com/hook?a=b']) expect(toWebhookUrl(url, { allowsHere: true }).href).toContain(url);
    for (const url of ['http://10.0.0.1/', 'https://169.254.169.254/', 'http://localhost.example.com/', 'http://example.com']) expect(() => toWebhookUrl(url, { allowsHere: true }), url).toThrow();
  });
});

describe('sending', () => {
  it.each([[['127.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['::ffff:127.0.0.1']], [['169.254.169.254']]])('refuses a name that leads to %s, whatever it led to before', async (addresses) => {
    const resolve = vi.fn<Resolve>((_name, family) => {
      const found = addresses.filter((address) => address.includes(':') === (family === 6));
      return found.length > 0 ? Promise.resolve(found) : Promise.reject(new Error('queryA ENODATA'));
    });
    const { port } = new URL(receiver.url);
    expect(await post(`https://rebinding.example:${port}/`, { resolve })).toEqual({ status: null, answer: null, error: 'the name leads to an address that is not one of the internet' });
    expect(resolve.mock.calls.map(([name, family]) => [name, family])).toEqual([['rebinding.example', 4], ['rebinding.example', 6]]);
    expect(receiver.received).toEqual([]);
  });

  it('follows no redirect', async () => {
    receiver.answer({ status: 307, headers: { location: receiver.url } });
    expect(await post(receiver.url)).toMatchObject({ status: 307 });
    expect(receiver.received).toHaveLength(1);
  });

  it('keeps the beginning of a long answer, without what a database cannot hold', async () => {
    receiver.answer({ body: `a\0b${'x'.repeat(200_000)}` });
    const { status, answer } = await post(receiver.url);
    expect(status).toBe(200);
    expect(answer).toBe(`ab${'x'.repeat(998)}`);
  });

  it('waits for an answer so long and no longer', async () => {
    receiver.answer('hang');
    expect(await post(receiver.url, { timeoutMs: 50 })).toEqual({ status: null, answer: null, error: 'no answer within 0.05 seconds' });
  });
});
