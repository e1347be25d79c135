import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { peerHeader } from '@/server/platform/client-ip';

/** Adds the socket's address to each request this process's HTTP servers receive. Next passes headers on to its handlers, but no socket. */
export function tellPeers(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader()] = request.socket.remoteAddress;
  });
}
