import { Resolver } from 'node:dns/promises';
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
  resolve?: Resolve;
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

/** Of one name server; two are asked, each twice at most. */
const LOOKUP = { timeout: 2_000, tries: 2 };

/** Asks name servers for a name's addresses of one family; none is no error. Given by tests alone. */
export type Resolve = (hostname: string, family: 4 | 6) => Promise<string[]>;

const resolver = new Resolver(LOOKUP);
// Not `dns.lookup`: it takes a thread of the few that files and ciphers share, for as long as a name server cares to be silent.
const resolveName: Resolve = (hostname, family) => (family === 4 ? resolver.resolve4(hostname) : resolver.resolve6(hostname));

/**
 * Resolves a name and refuses it unless every address it leads to is one of the internet. It is the connection's own lookup, so that what was
 * checked is what is connected to, whatever the name server answers a moment later.
 */
const lookupPublic = (resolve: Resolve): LookupFunction => (hostname, options, callback) => {
  void Promise.allSettled([resolve(hostname, 4), resolve(hostname, 6)]).then(([four, six]) => {
    const of = (found: PromiseSettledResult<string[]>, family: 4 | 6) => (found.status === 'fulfilled' ? found.value.map((address) => ({ address, family })) : []);
    const addresses = [...of(four, 4), ...of(six, 6)];
    const [first] = addresses;
    if (!first) callback(four.status === 'rejected' && four.reason instanceof Error ? four.reason : new Error('the name leads nowhere'), '', 0);
    else if (addresses.some(({ address }) => !isPublicAddress(address))) callback(new Error('the name leads to an address that is not one of the internet'), '', 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

const toText = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').slice(0, MAX_ANSWER_LETTERS);

/** Sends one webhook. Follows no redirect, reads no more of the answer than is kept, and ends after `timeoutMs` in any case. Never rejects. */
export async function postWebhook({ url: text, headers, body, allowsHere, timeoutMs, resolve = resolveName }: WebhookRequest): Promise<WebhookAnswer> {
  try {
    const url = toWebhookUrl(text, { allowsHere });
    const { request } = url.protocol === 'http:' ? http : https;
    const signal = AbortSignal.timeout(timeoutMs);
    return await new Promise<WebhookAnswer>((settle, reject) => {
      const sent = request(url, { method: 'POST', agent: false, signal, maxHeaderSize: MAX_HEADER_BYTES, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, ...(!(allowsHere && isHere(url)) && { lookup: lookupPublic(resolve) }) });
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
