import type http from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { toRequestId } from '@/server/platform/request-id';
import type { ErrorBody } from './call';
import { securityHeaders } from './security-headers';

/** What Node finds wrong before there is a request, as https://nodejs.org/api/http.html#event-clienterror answers it. */
const FAULTS: Record<string, { status: number; code: ErrorBody['error']['code']; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'TOO_LARGE', message: 'The headers of a request may hold 16384 bytes.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, code: 'TOO_LARGE', message: 'The extensions of a chunk are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'INVALID_INPUT', message: 'The request did not come to its end in time.' },
};
const MALFORMED = { status: 400, code: 'INVALID_INPUT', message: 'This is not a request that HTTP allows.' } as const;

/** Lets a server answer what is no request at all in the form, and with the headers, of every other error; then the connection ends. */
export function answerClientErrors(server: http.Server, publicUrl: string): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // It went away, or its answer has begun: nothing can be said any more.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswered(socket)) {
      socket.destroy();
      return;
    }
    socket.end(toAnswer(FAULTS[error.code ?? ''] ?? MALFORMED, publicUrl));
  });
}

/** Node keeps the answer that a connection is busy with in its `_httpMessage`. */
const isAnswered = (socket: Duplex & { _httpMessage?: http.ServerResponse | null }) => socket._httpMessage?.headersSent === true;

function toAnswer({ status, code, message }: (typeof FAULTS)[string], publicUrl: string): string {
  const requestId = toRequestId(null);
  const body = JSON.stringify({ error: { code, message, details: {}, requestId } } satisfies ErrorBody);
  const headers = {
    ...securityHeaders(publicUrl),
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}
