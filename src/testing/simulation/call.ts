import type { Person } from './market';
import type { Stage } from './stage';

/** The shop's answer that something cannot be done as asked: part of life. */
export class RefusedError extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** Nobody answered, or said so: the process died, the database or Stripe is away. */
export class LostError extends Error {}

const PATIENCE_MS = 20_000;

/** One of the shop's procedures over HTTP, as the browser of this person calls it. Throws RefusedError or LostError. */
export async function call<Answer = unknown>(stage: Pick<Stage, 'url'>, person: Person, request: { path: string; input?: object; isQuery?: boolean }): Promise<Answer> {
  const { path, input, isQuery = false } = request;
  const body = JSON.stringify({ json: input });
  const headers = { cookie: person.cookie, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  const address = `${stage.url}/api/trpc/${path}`;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await (isQuery ? fetch(input ? `${address}?input=${encodeURIComponent(body)}` : address, { headers, signal }) : fetch(address, { method: 'POST', headers, body, signal })).catch((error: unknown) => {
    throw new LostError(String(error));
  });
  const text = await response.text().catch(() => '');
  if (response.status === 503 || response.status === 502 || text === '') throw new LostError(`${response.status} ${text}`);
  // The shape of tRPC's answers.
  const answer = JSON.parse(text) as { result?: { data: { json: Answer } }; error?: { json: { message: string; data?: { code?: string } } } };
  if (answer.result) return answer.result.data.json;
  throw new RefusedError(answer.error?.json.data?.code ?? String(response.status), answer.error?.json.message ?? text);
}
