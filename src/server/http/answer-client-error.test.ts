import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerClientErrors } from './answer-client-error';
import { securityHeaders } from './security-headers';

const PUBLIC_URL = 'https://shop.example';
let server: http.Server;
beforeAll(async () => {
  server = http.createServer({ maxHeaderSize: 16_384, headersTimeout: 150, connectionsCheckingInterval: 20 }, (_request, response) => response.end('fine'));
  answerClientErrors(server, PUBLIC_URL);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What a server says to these bytes, to the end of the connection. */
const send = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    // An address of a listening TCP server is never a string.
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => (said += text)).on('end', () => resolve(said)).on('error', reject);
  });

it.each([
  ['no HTTP at all', 'nonsense\r\n\r\n', 400, 'INVALID_INPUT'],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400, 'INVALID_INPUT'],
  ['a length and chunks', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n', 400, 'INVALID_INPUT'],
  ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'TOO_LARGE'],
  ['headers that never come', 'GET / HTTP/1.1\r\nhost: a\r\n', 408, 'INVALID_INPUT'],
])('%s is answered in the form and with the headers of every error', async (...[, bytes, status, code]) => {
  const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n');
  const [line, ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((one) => one.split(': ') as [string, string]));
  expect(line).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(headers).toMatchObject({ ...securityHeaders(PUBLIC_URL), connection: 'close', 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  expect(JSON.parse(body)).toEqual({ error: { code, message: expect.any(String), details: {}, requestId: headers['x-request-id'] } });
});
