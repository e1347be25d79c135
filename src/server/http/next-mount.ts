import { AppError } from '@/shared/errors';
import { platform } from '@/server/platform/platform';
import { toResponse, type HttpRequest } from './call';
import { withinBodyDeadline } from './body-deadline';
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
    body: (maxBytes) => {
      const reader = request.body?.getReader();
      return withinBodyDeadline(readCapped(request, reader, maxBytes), () => void reader?.cancel());
    },
    toFetch: () => request,
  };
}

async function readCapped(request: Request, reader: ReadableStreamDefaultReader<Uint8Array> | undefined, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new AppError('TOO_LARGE', `The body may hold ${maxBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
