import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { ipOf, peerHeader } from '@/server/platform/client-ip';
import { tellPeers } from './tell-peers';

it('adds the socket to every request, whatever the client claims', async () => {
  tellPeers();
  const server = http.createServer((request, response) => {
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : null;
    };
    response.end(ipOf(header, 0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  try {
    const answer = await fetch(`http://127.0.0.1:${port}`, { headers: { 'x-forwarded-for': '6.6.6.6', [peerHeader()]: '7.7.7.7' } });
    expect(await answer.text()).toBe('127.0.0.1');
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
