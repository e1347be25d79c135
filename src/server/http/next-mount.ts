import { AppError } from '@/shared/errors';
import { platform } from '@/server/platform/platform';
import { toResponse, type HttpRequest } from './call';
import { respond } from './respond';

/** Answers one of Next's requests; every `route.ts` below `app/api` exports this. */
export async function answer(request: Request): Promise<Response> {
  return toResponse(await respond(fromFetch(request), platform()));
}

/** A request of fetch as the edge sees it. */
export function fromFetch(request: Request): HttpRequest {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    search: url.search.slice(1),
    header: (name) => request.headers.get(name),
    body: (maxBytes) => readCapped(request, maxBytes),
    toFetch: () => request,
  };
}

async function readCapped(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new AppError('TOO_LARGE', `The body may hold ${maxBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by an error cancels the stream, so the rest is never read.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
