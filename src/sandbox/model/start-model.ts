import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { toSandboxError } from '@/sandbox/sandbox-error';
import { toAnswer } from './to-answer';

export const SANDBOX_MODEL = 'sandbox-model';

/** What the server does wrong, for tests. `leak` repeats the instructions it was given, `dead` hangs up without a word, `mute` says none and holds on, `silent` says nothing after its headers, `uncounted` never says what it used, `thoughtful` answers with nothing but says what it thought, `blank` answers with nothing and never says. */
export type ModelFault = 'slow' | 'cut' | 'error' | 'redirect' | 'leak' | 'silent' | 'dead' | 'mute' | 'uncounted' | 'thoughtful' | 'blank';
const FAULTS: readonly unknown[] = ['slow', 'cut', 'error', 'redirect', 'leak', 'silent', 'dead', 'mute', 'uncounted', 'thoughtful', 'blank'];

export interface ModelRequest {
  model: string;
  max_tokens?: number;
  messages: { role: string; content: string }[];
  stream_options?: { include_usage?: boolean };
}

export interface RunningModel {
  /** As `AI_BASE_URL` wants it. */
  baseUrl: string;
  setFault(fault: ModelFault | null): void;
  /** What it was asked, oldest first. */
  requests: ModelRequest[];
  /** Answers that their reader left before the end. */
  left(): number;
  stop(): Promise<void>;
}

const SLOW_MS = 400;
const KEPT_REQUESTS = 100;
/** Of a `thoughtful` answer, which says nothing else of what it used. */
export const THOUGHT_TOKENS = 40;

/**
 * A small OpenAI-compatible server on 127.0.0.1: GET /v1/models and POST /v1/chat/completions, streaming alone. It thinks nothing: the same question has the same answer, which says so.
 * `POST /_model/fault {"fault": …}` makes it fail, null mends it. Port 0 chooses a free one. Throws SandboxError `port_taken`.
 */
export async function startModel(port: number): Promise<RunningModel> {
  const state: State = { fault: null, requests: [], left: 0 };
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(toSandboxError(error.message, { what: 'The sandbox’s model', where: 'this machine', port }) ?? error));
    server.listen(port, '127.0.0.1', resolve);
  });
  // An address of a listening TCP server is never a string.
  const { port: taken } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${taken}/v1`,
    setFault: (fault) => void (state.fault = fault),
    requests: state.requests,
    left: () => state.left,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface State {
  fault: ModelFault | null;
  requests: ModelRequest[];
  left: number;
}

interface Said {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

const fail = (status: number, message: string): Said => ({ status, body: { error: { message } } });

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const said = await toSaid(state, request);
  if ('messages' in said) {
    await stream(state, said, response);
    return;
  }
  response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers }).end(JSON.stringify(said.body));
}

/** What is said at once, or the question that is to be answered word by word. */
async function toSaid(state: State, request: IncomingMessage): Promise<Said | ModelRequest> {
  // Another name for this machine may be a page on the internet (DNS rebinding).
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return fail(421, 'unknown host');
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /v1/models') return { status: 200, body: { object: 'list', data: [{ id: SANDBOX_MODEL, object: 'model', created: 0, owned_by: 'sandbox' }] } };
  if (route === 'POST /_model/fault') {
    const { fault } = (await json(request)) as { fault: ModelFault | null };
    if (fault !== null && !FAULTS.includes(fault)) return fail(400, 'no such fault');
    state.fault = fault;
    return { status: 200, body: { fault } };
  }
  if (route !== 'POST /v1/chat/completions') return fail(404, 'there is nothing at this address');
  // It is asked by this shop alone; tests look at what arrived.
  const asked = (await json(request)) as ModelRequest;
  state.requests.push(asked);
  state.requests.splice(0, state.requests.length - KEPT_REQUESTS);
  if (state.fault === 'error') return fail(500, 'broken on purpose');
  if (state.fault === 'redirect') return { ...fail(307, 'elsewhere'), headers: { location: 'http://127.0.0.1:9/v1/chat/completions' } };
  return asked;
}

async function stream(state: State, asked: ModelRequest, response: ServerResponse): Promise<void> {
  const { fault } = state;
  response.on('close', () => {
    if (!response.writableFinished) state.left += 1;
  });
  if (fault === 'dead') {
    response.destroy();
    return;
  }
  if (fault === 'mute') return;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }).flushHeaders();
  if (fault === 'silent') return;
  const { usage, finishReason, ...answer } = toAnswer(asked, fault === 'leak');
  const pieces = fault === 'thoughtful' || fault === 'blank' ? [] : answer.pieces;
  const say = (chunk: object) => response.write(`data: ${JSON.stringify({ id: 'chatcmpl-sandbox', object: 'chat.completion.chunk', created: 0, model: asked.model, ...chunk })}\n\n`);
  for (const [index, piece] of pieces.entries()) {
    if (fault === 'cut' && index === Math.min(5, pieces.length - 1)) response.destroy();
    if (response.destroyed) return;
    say({ choices: [{ index: 0, delta: { ...(index === 0 && { role: 'assistant' }), content: piece }, finish_reason: null }] });
    await delay(fault === 'slow' ? SLOW_MS : 5);
  }
  say({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] });
  if (asked.stream_options?.include_usage === true && fault !== 'uncounted' && fault !== 'blank') say({ choices: [], usage: fault === 'thoughtful' ? { completion_tokens: 0, completion_tokens_details: { reasoning_tokens: THOUGHT_TOKENS } } : usage });
  response.end('data: [DONE]\n\n');
}
