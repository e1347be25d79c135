import { Readable } from 'node:stream';
import { openDownload, type OpenDownload } from '@/server/modules/downloads/open-download';
import { parseRange, type ByteRange } from '@/shared/byte-range';
import { contentDisposition } from '@/shared/content-disposition';
import { AppError } from '@/shared/errors';
import type { Handler, HttpRequest, Reply } from './call';

/** Streams of one file to one address at a time: enough for a download manager, too few to empty the shop's line. Others are not made to wait for a slow one. */
const MOST_STREAMS = 16;

const streams = new Map<string, number>();

/** Sends the archive of a signed link: HEAD, whole or one range, under its own name, never stored by a cache. */
export const answerDownload: Handler = async (request, { platform, ip }) => {
  const download = await openDownload(platform, `${request.path}?${request.search}`);
  const range = wantedRange(request, download);
  if (range === 'unsatisfiable') return { status: 416, headers: { ...headersOf(download), 'content-range': `bytes */${download.bytes}` }, body: null };
  const { start, end } = range ?? { start: 0, end: download.bytes };
  const headers: Reply['headers'] = { ...headersOf(download), 'content-length': String(end - start), ...(range && { 'content-range': `bytes ${start}-${end - 1}/${download.bytes}` }) };
  const body = request.method === 'HEAD' || start === end ? null : await openStream(download, { range, ip });
  return { status: range ? 206 : 200, headers, body };
};

/** A range counts only for the very bytes the client already holds a part of (If-Range). */
function wantedRange(request: HttpRequest, download: OpenDownload): ByteRange | 'unsatisfiable' | null {
  const condition = request.header('if-range');
  return condition === null || condition === etagOf(download) ? parseRange(request.header('range'), download.bytes) : null;
}

const etagOf = ({ sha256 }: OpenDownload) => `"${sha256}"`;

function headersOf(download: OpenDownload): Record<string, string> {
  return {
    'content-type': download.contentType,
    'content-disposition': contentDisposition(download.fileName),
    'accept-ranges': 'bytes',
    etag: etagOf(download),
    'cache-control': 'private, no-store',
  };
}

async function openStream(download: OpenDownload, { range, ip }: { range: ByteRange | null; ip: string }): Promise<ReadableStream<Uint8Array>> {
  const key = `${download.assetId} ${ip}`;
  const open = streams.get(key) ?? 0;
  if (open >= MOST_STREAMS) throw new AppError('RATE_LIMITED', 'This file is being sent to you many times already.', { retryAfterSeconds: 5 });
  streams.set(key, open + 1);
  const release = () => {
    const left = (streams.get(key) ?? 1) - 1;
    if (left > 0) streams.set(key, left);
    else streams.delete(key);
  };
  try {
    const stream = await download.read(range ?? undefined);
    stream.once('close', release);
    // Node's and the DOM's streams are one class with two type declarations.
    return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  } catch (error) {
    release();
    throw error;
  }
}
