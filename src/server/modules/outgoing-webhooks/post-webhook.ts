import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './is-public-address';
import { isHere, toWebhookUrl } from './to-webhook-url';

export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
  allowsHere: boolean;
  timeoutMs: number;
}

/** What came of it: an answer, or why there was none. */
export interface WebhookAnswer {
  status: number | null;
  /** Its beginning. */
  answer: string | null;
  error: string | null;
}

const MAX_ANSWER_BYTES = 4_000;
const MAX_ANSWER_LETTERS = 1_000;
const MAX_HEADER_BYTES = 16_384;

/**
 * Resolves a name and refuses it unless every address it leads to is one of the internet. It is the connection's own lookup, so that what was
 * checked is what is connected to, whatever the name server answers a moment later.
 */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '', 0);
      return;
    }
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) callback(new Error('the name leads to an address that is not one of the internet'), '', 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

const toText = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').slice(0, MAX_ANSWER_LETTERS);

/** Sends one webhook. Follows no redirect, reads no more of the answer than is kept, and ends after `timeoutMs` in any case. Never rejects. */
export async function postWebhook({ url: text, headers, body, allowsHere, timeoutMs }: WebhookRequest): Promise<WebhookAnswer> {
  try {
    const url = toWebhookUrl(text, { allowsHere });
    const { request } = url.protocol === 'http:' ? http : https;
    const signal = AbortSignal.timeout(timeoutMs);
    return await new Promise<WebhookAnswer>((settle, reject) => {
      const sent = request(url, { method: 'POST', agent: false, signal, maxHeaderSize: MAX_HEADER_BYTES, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, ...(!(allowsHere && isHere(url)) && { lookup: lookupPublic }) });
      sent.on('error', (error) => reject(signal.aborted ? new Error(`no answer within ${timeoutMs / 1000} seconds`) : error));
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const end = () => {
          settle({ status: response.statusCode ?? 0, answer: toText(chunks), error: null });
          sent.destroy();
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk.subarray(0, MAX_ANSWER_BYTES - bytes));
          bytes += chunk.length;
          if (bytes >= MAX_ANSWER_BYTES) end();
        });
        response.on('end', end);
        // The status has come; that the rest of the answer did not does not undo it.
        response.on('error', end);
      });
      sent.end(body);
    });
  } catch (error) {
    return { status: null, answer: null, error: (error instanceof Error ? error.message : String(error)).slice(0, 300) };
  }
}
