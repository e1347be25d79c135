import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { AppError } from '@/shared/errors';
import { IMAGES_PREFIX } from '@/shared/image-address';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { HttpRequest, Reply } from './call';
import { peerHeader } from '@/server/platform/client-ip';
import { answerClientErrors } from './answer-client-error';
import { withinBodyDeadline } from './body-deadline';
import { respond } from './respond';

/** The API on a server of its own, without Next. Answers the same routes by the same handlers. */
export function createApiServer(platform: Platform): http.Server {
  // No limit on a whole request: an upload streams for long. Bodies that are read whole have their own; headers too.
  const server = http.createServer({ requestTimeout: 0, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 }, createApiListener(platform));
  answerClientErrors(server, platform.env.PUBLIC_URL);
  return server;
}

/** The API as a listener, for a server that answers other addresses as well. */
export function createApiListener(platform: Platform): (message: IncomingMessage, response: ServerResponse) => void {
  return (message, response) => {
    void answer(message, response, platform).catch((error: unknown) => {
      // The client went away, or the stream of a file broke: nothing can be said on this connection any more.
      logger.debug({ err: error }, 'an answer could not be delivered');
      response.destroy();
    });
  };
}

/** Answered by Next itself, which alone can draw its pages anew. */
const NEXTS_OWN = '/api/internal/refresh';

/** Whether the API answers this address, be it to say that nothing is there: Next answers one it cannot decode with 500. */
export function isApiAddress(url: string | undefined): boolean {
  const path = (url ?? '').split('?', 1)[0] ?? '';
  return (path.startsWith('/api/') && path !== NEXTS_OWN) || path.startsWith(IMAGES_PREFIX);
}

async function answer(message: IncomingMessage, response: ServerResponse, platform: Platform): Promise<void> {
  const reply = await respond(fromNode(message), platform);
  // A body nobody read would be taken for the next request on this connection.
  if (!message.complete) reply.headers.connection = 'close';
  await write(reply, response, message.method === 'HEAD');
}

async function write({ status, headers, body }: Reply, response: ServerResponse, head: boolean): Promise<void> {
  if (body instanceof ReadableStream) {
    response.writeHead(status, headers);
    if (head) {
      await body.cancel();
      response.end();
    } else {
      // One stream at run time, two types: the DOM's and Node's.
      await pipeline(Readable.fromWeb(body as NodeStream), response);
    }
    return;
  }
  const length = body === null ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  headers['content-length'] ??= String(length);
  response.writeHead(status, headers);
  if (head || body === null) response.end();
  else response.end(body);
}

/** A request from the socket as the edge sees it. */
export function fromNode(message: IncomingMessage): HttpRequest {
  const target = message.url ?? '/';
  const question = target.indexOf('?');
  const header = (name: string): string | null => {
    if (name === peerHeader()) return message.socket.remoteAddress ?? null;
    const value = message.headers[name];
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
  };
  return {
    method: message.method ?? 'GET',
    path: question < 0 ? target : target.slice(0, question),
    search: question < 0 ? '' : target.slice(question + 1),
    header,
    body: (maxBytes) => withinBodyDeadline(readCapped(message, maxBytes), () => message.pause()),
    toFetch: () => toFetch(message, target),
  };
}

async function readCapped(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new AppError('TOO_LARGE', `The body may hold ${maxBytes} bytes.`);
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        message.pause();
        message.removeAllListeners('data');
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    message.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    message.once('error', reject);
    // Also comes after a body that is whole, for which making an error would cost as much as reading it.
    message.once('close', () => {
      if (!message.complete) reject(new AppError('INVALID_INPUT', 'The body was cut off.'));
    });
  });
}

function toFetch(message: IncomingMessage, target: string): Request {
  const headers = new Headers();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) headers.append(message.rawHeaders[i] ?? '', message.rawHeaders[i + 1] ?? '');
  headers.set(peerHeader(), message.socket.remoteAddress ?? '');
  const method = message.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : Readable.toWeb(message);
  // `duplex` is what fetch asks of a streamed body; the DOM types do not know it yet.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body: body as ReadableStream<Uint8Array> | null, duplex: 'half' };
  return new Request(new URL(target, `http://${message.headers.host ?? 'localhost'}`), init);
}
