import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startModel, THOUGHT_TOKENS, type RunningModel } from '@/sandbox/model/start-model';
import { setClock } from '@/server/platform/clock';
import type { PromptRunEvent } from '@/shared/contracts/prompt-runs';
import { newId } from '@/shared/ids';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openSignInDesk, type SignedIn, type SignInDesk } from '@/testing/sign-in';
import { createWorld, type World } from '@/testing/world';
import { writeZip } from '@/testing/zip-writer';
import { getPromptCosts } from './get-prompt-costs';
import { getShopPromptCosts } from './get-shop-prompt-costs';
import { startRun } from './start-run';
import { streamRun } from './stream-run';
import { sweepRuns } from './sweep-runs';

const PROMPT = 'You name small boats. Take the owner’s dog into account, never use puns about water, and answer with three names in lower case, the best one first. Owner: {{owner}}. Dog: {{dog}}.';
const SLUG = 'fastify-starter';
/** It stands still: budgets are of days, and no case may stand on both sides of a midnight. Not another day than the database's, which knows when sessions end. */
const NOW = new Date();

let model: RunningModel;
let api: ApiServer;
let desk: SignInDesk;
let world: World;
let folder: string;

beforeAll(async () => {
  setClock({ now: () => NOW });
  model = await startModel(0);
  folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-prompts-'));
  api = await startApiServer({
    TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', STORAGE_DIR: folder,
    AI_BASE_URL: model.baseUrl, AI_API_KEY: 'k', AI_MODELS: 'sandbox-model:1000000:2000000, other:0:0', AI_USER_TOKENS_PER_DAY: '20000', AI_SELLER_TOKENS_PER_DAY: '60000', AI_MAX_OUTPUT_TOKENS: '200',
  });
  desk = await openSignInDesk(api);
  world = await createWorld(api.database.ownerUrl);
  await desk.owner.query(`update products set type = 'prompt' where slug = $1`, [SLUG]);
  await store(world.products.published.versionId);
});

afterEach(async () => {
  model.setFault(null);
  setClock({ now: () => NOW });
  await desk.owner.query('delete from prompt_seller_days');
});

afterAll(async () => {
  setClock();
  await desk.close();
  await api.stop();
  await model.stop();
  await rm(folder, { recursive: true, force: true });
});

async function store(versionId: string): Promise<void> {
  const archive = writeZip([{ name: 'README.md', content: 'Read me' }, { name: 'prompt.md', content: PROMPT }]);
  await api.platform.storage.put('assets/boats.zip', archive, { contentType: 'application/zip', bytes: archive.length });
  await desk.owner.query(
    `insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256, contents) values ($1, $2, 'archive', 'assets/boats.zip', 'boats.zip', 'application/zip', $3, repeat('a', 64), $4)`,
    [newId('asset'), versionId, archive.length, JSON.stringify([{ path: 'README.md', bytes: 7 }, { path: 'prompt.md', bytes: PROMPT.length }])],
  );
}

function ask(person: SignedIn | null, body: object = { slug: SLUG, values: { owner: 'Ida', dog: 'Rask' } }, headers: Record<string, string> = {}): Promise<Response> {
  const cookie = person ? [...person.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') : '';
  return fetch(`${api.url}/api/prompts/run`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, ...headers }, body: JSON.stringify(body) });
}

async function read(response: Response): Promise<{ text: string; last: PromptRunEvent | undefined }> {
  const events = (await response.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line) as PromptRunEvent);
  return { text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''), last: events.at(-1) };
}

const used = async (person: SignedIn) => (await desk.owner.query<{ free_runs: number; tokens: string }>('select free_runs, tokens from prompt_user_days where user_id = $1', [person.userId])).rows[0];
const runsOf = async (person: SignedIn) => (await desk.owner.query<{ status: string; input_tokens: number; output_tokens: number; cost_micros: string; is_trial: boolean; is_estimated: boolean }>('select status, input_tokens, output_tokens, cost_micros, is_trial, is_estimated from prompt_runs where user_id = $1 order by id', [person.userId])).rows;

describe('trying a prompt before buying', () => {
  it('streams the answer and never the prompt, and says what is left', async () => {
    const ida = await desk.signIn();
    const response = await ask(ida);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const { text, last } = await read(response);
    expect(text).toContain('no AI has read this');
    expect(text).toContain('{{dog}}:\nRask');
    expect(text).not.toContain('small boats');
    expect(last).toMatchObject({ type: 'end', reason: 'done', allowance: { runsLeft: 2 } });
    const [asked] = model.requests.slice(-1);
    expect(asked).toMatchObject({ model: 'sandbox-model', max_tokens: 200, messages: [{ role: 'system', content: PROMPT }, { role: 'user' }] });
    const [run] = await runsOf(ida);
    expect(run).toMatchObject({ status: 'finished', is_trial: true });
    expect(Number(run?.cost_micros)).toBe((run?.input_tokens ?? 0) + 2 * (run?.output_tokens ?? 0));
    expect(await used(ida)).toEqual({ free_runs: 1, tokens: String((run?.input_tokens ?? 0) + (run?.output_tokens ?? 0)) });
  });

  it('gives exactly three of twenty at once', async () => {
    const ida = await desk.signIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(ida)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(17);
    expect(await refused[0]?.json()).toMatchObject({ error: { code: 'LIMIT_REACHED', details: { reason: 'free_runs' } } });
    await Promise.all(answers.filter(({ status }) => status === 200).map(read));
    expect(await used(ida)).toMatchObject({ free_runs: 3 });
    expect(await runsOf(ida)).toHaveLength(3);
  });

  it('cuts an answer that gives the prompt away', async () => {
    model.setFault('leak');
    const ida = await desk.signIn();
    const { text, last } = await read(await ask(ida));
    expect(last).toMatchObject({ type: 'end', reason: 'repeats_prompt' });
    expect(text).not.toContain('the owner’s dog');
    expect(await runsOf(ida)).toMatchObject([{ status: 'cut' }]);
  });

  it('counts nothing where the model refuses', async () => {
    const ida = await desk.signIn();
    for (const fault of ['error', 'redirect'] as const) {
      model.setFault(fault);
      const { text, last } = await read(await ask(ida));
      expect({ text, type: last?.type }).toEqual({ text: '', type: 'error' });
    }
    expect(await used(ida)).toEqual({ free_runs: 0, tokens: '0' });
    expect(await runsOf(ida)).toMatchObject([{ status: 'failed', cost_micros: '0', is_estimated: false }, { status: 'failed', cost_micros: '0', is_estimated: false }]);
  });

  it('counts what was answered before the model broke off', async () => {
    model.setFault('cut');
    const ida = await desk.signIn();
    const { text, last } = await read(await ask(ida));
    expect(text).toMatch(/^This is the sandbox/);
    expect(last).toMatchObject({ type: 'error', allowance: { runsLeft: 2 } });
    const [run] = await runsOf(ida);
    expect(run).toMatchObject({ status: 'cut', is_estimated: true });
    expect(run?.output_tokens).toBe(Math.ceil(Buffer.byteLength(text) / 3));
    expect(Number(run?.cost_micros)).toBe((run?.input_tokens ?? 0) + 2 * (run?.output_tokens ?? 0));
    expect(await used(ida)).toMatchObject({ tokens: String((run?.input_tokens ?? 0) + (run?.output_tokens ?? 0)) });
  });

  it('books our own count of what was asked where the model falls silent or hangs up, gives the free run back, and lets the day’s tokens hold all the same', async () => {
    const ida = await desk.signIn();
    const viewer = { userId: ida.userId, role: 'customer' } as const;
    const platform = { ...api.platform, env: { ...api.platform.env, AI_SILENCE_SECONDS: 1 } };
    for (const fault of ['silent', 'mute', 'dead'] as const) {
      model.setFault(fault);
      const run = await startRun(platform, { viewer, input: { slug: SLUG, values: { owner: 'Ida' } } });
      const events: PromptRunEvent[] = [];
      for await (const event of streamRun(platform, { run, viewer, signal: new AbortController().signal })) events.push(event);
      expect(events).toMatchObject([{ type: 'error', allowance: { runsLeft: 3 } }]);
    }
    const asked = Math.ceil(Buffer.byteLength(PROMPT) / 3) + Math.ceil(Buffer.byteLength('{{owner}}:\nIda\n\n{{dog}}:\n(left empty)') / 3);
    const booked = { status: 'failed', is_estimated: true, input_tokens: asked, output_tokens: 0, cost_micros: String(asked) };
    expect(await runsOf(ida)).toMatchObject([booked, booked, booked]);
    expect(await used(ida)).toEqual({ free_runs: 0, tokens: String(3 * asked) });
    await desk.owner.query('update prompt_user_days set tokens = 20000 - $2::int where user_id = $1', [ida.userId, 200 + asked]);
    expect((await ask(ida)).status).toBe(429);
  });

  it('counts itself what the model never counts', async () => {
    model.setFault('uncounted');
    const ida = await desk.signIn();
    const { text, last } = await read(await ask(ida));
    expect(last).toMatchObject({ type: 'end', reason: 'done', outputTokens: Math.ceil(Buffer.byteLength(text) / 3) });
    expect(await runsOf(ida)).toMatchObject([{ status: 'finished', is_estimated: true }]);
  });

  it('books what a model thought that says nothing else, and the most it can have been where it says not even that', async () => {
    const ida = await desk.signIn();
    for (const fault of ['thoughtful', 'blank'] as const) {
      model.setFault(fault);
      const { text, last } = await read(await ask(ida));
      expect({ text, last }).toMatchObject({ text: '', last: { type: 'end', reason: 'done', allowance: { runsLeft: 3 } } });
    }
    const asked = Math.ceil(Buffer.byteLength(PROMPT) / 3) + Math.ceil(Buffer.byteLength('{{owner}}:\nIda\n\n{{dog}}:\nRask') / 3);
    const booked = (output: number) => ({ status: 'finished', is_estimated: true, input_tokens: asked, output_tokens: output, cost_micros: String(asked + 2 * output) });
    expect((await runsOf(ida)).sort((a, b) => a.output_tokens - b.output_tokens)).toMatchObject([booked(THOUGHT_TOKENS), booked(200)]);
    expect(await used(ida)).toEqual({ free_runs: 0, tokens: String(2 * asked + THOUGHT_TOKENS + 200) });
  });

  it('stops the model when its reader leaves, and settles the run', async () => {
    model.setFault('slow');
    const ida = await desk.signIn();
    const before = model.left();
    const response = await ask(ida);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(async () => (await runsOf(ida))[0]?.status).toBe('cut');
    await expect.poll(() => model.left()).toBe(before + 1);
    expect(await used(ida)).toMatchObject({ free_runs: 1 });
  });
});

describe('who may, and what fits', () => {
  it('refuses visitors, other sites, other models, unknown places and large bodies, and takes nothing', async () => {
    const ida = await desk.signIn();
    const values = { owner: 'Ida' };
    const tries: [Promise<Response>, number][] = [
      [ask(null), 401],
      [ask(ida, undefined, { origin: 'https://evil.test' }), 403],
      [ask(ida, { slug: 'no-such-prompt', values }), 404],
      [ask(ida, { slug: 'queue-kit', values }), 404],
      [ask(ida, { slug: SLUG, values, model: 'gpt-huge' }), 400],
      [ask(ida, { slug: SLUG, values: { boat: 'x' } }), 400],
      [ask(ida, { slug: SLUG, values: { owner: '  ' } }), 400],
      [ask(ida, { slug: SLUG, values: { owner: 'x'.repeat(4_001) } }), 400],
      [ask(ida, { slug: SLUG, values, max_tokens: 9_999 }), 400],
      [ask(ida, { slug: SLUG, values: { owner: 'x'.repeat(17_000) } }), 413],
      [ask(ida, undefined, { 'content-type': 'text/plain' }), 415],
    ];
    for (const [answer, status] of tries) expect((await answer).status).toBe(status);
    expect(await runsOf(ida)).toEqual([]);
  });

  it('runs what is owned past the free runs, unguarded, until the day’s tokens are used', async () => {
    const ida = await desk.signIn();
    await desk.owner.query(`insert into entitlements (id, holder_user_id, product_id, source, starts_at) values ($1, $2, $3, 'admin', $4)`, [newId('entitlement'), ida.userId, world.products.published.id, NOW]);
    model.setFault('leak');
    for (let count = 0; count < 4; count += 1) {
      const { text, last } = await read(await ask(ida));
      expect(text).toContain('small boats');
      expect(last).toMatchObject({ type: 'end', allowance: { runsLeft: null } });
    }
    await desk.owner.query('update prompt_user_days set tokens = 19900 where user_id = $1', [ida.userId]);
    const refused = await ask(ida);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { details: { reason: 'user_tokens' } } });
  });

  it('stops at the seller’s tokens, and then takes nothing of the person’s', async () => {
    const ida = await desk.signIn();
    await desk.owner.query(`insert into prompt_seller_days (seller_id, day, tokens) values ($1, $2::date, 59900)`, [world.sellers.one, NOW]);
    const refused = await ask(ida);
    expect(await refused.json()).toMatchObject({ error: { code: 'LIMIT_REACHED', details: { reason: 'seller_tokens' } } });
    expect(await used(ida)).toBeUndefined();
  });

  it('says so where no provider is set', async () => {
    const ida = await desk.signIn();
    const platform = { ...api.platform, env: { ...api.platform.env, AI_BASE_URL: undefined } };
    const start = startRun(platform, { viewer: { userId: ida.userId, role: 'customer' }, input: { slug: SLUG, values: { owner: 'x' } } });
    await expect(start).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'no_model' } });
  });
});

describe('what runs cost', () => {
  it('adds up by prompt and by day for the seller’s members, and by seller and model for admins', async () => {
    await desk.owner.query('delete from prompt_runs');
    const ida = await desk.signIn();
    await read(await ask(ida));
    model.setFault('dead');
    await read(await ask(ida));
    const runs = await runsOf(ida);
    const sumOf = (pick: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + pick(run), 0);
    const sums = { runs: 2, estimatedRuns: 1, inputTokens: sumOf((run) => run.input_tokens), outputTokens: sumOf((run) => run.output_tokens), costMicros: sumOf((run) => Number(run.cost_micros)) };
    const day = { day: NOW.toISOString().slice(0, 10), runs: 2, tokens: sums.inputTokens + sums.outputTokens, costMicros: sums.costMicros };
    const member = { userId: world.sellerOne, role: 'customer' } as const;
    const costs = await getPromptCosts(api.platform, { viewer: member, input: { seller: 'northbeam', days: 7 } });
    expect(costs).toMatchObject({ prompts: [{ slug: SLUG, trialRuns: 2, isPublished: true, ...sums }], tokensPerDay: 60_000, tokensLeft: 60_000 - day.tokens });
    expect([costs.days.length, costs.days.at(-1)]).toEqual([7, day]);
    const shop = await getShopPromptCosts(api.platform, { viewer: { userId: world.admin, role: 'admin' }, input: { days: 30 } });
    expect(shop).toMatchObject({ sellers: [{ slug: 'northbeam', tokensLeft: 60_000 - day.tokens, ...sums }], models: [{ model: 'sandbox-model', ...sums }] });
    expect([shop.days.length, shop.days.at(-1)]).toEqual([30, day]);
    await expect(getPromptCosts(api.platform, { viewer: { userId: world.sellerTwo, role: 'customer' }, input: { seller: 'northbeam', days: 7 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getShopPromptCosts(api.platform, { viewer: member, input: { days: 7 } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a run whose process died', () => {
  it('is ended by the sweep once, keeps its tokens and gives the free run back', async () => {
    const ida = await desk.signIn();
    const viewer = { userId: ida.userId, role: 'customer' } as const;
    const run = await startRun(api.platform, { viewer, input: { slug: SLUG, values: { owner: 'Ida' } } });
    await sweepRuns(api.platform);
    expect(await runsOf(ida)).toMatchObject([{ status: 'started' }]);
    const later = new Date(NOW.getTime() + 600_000);
    setClock({ now: () => later });
    const reserved = (await used(ida))?.tokens;
    // Begun again with another list: no run is booked by what its model costs elsewhere or later.
    const begunAnew = { ...api.platform, env: { ...api.platform.env, AI_MODELS: 'other:0:0', AI_MAX_OUTPUT_TOKENS: 10 } };
    await Promise.all([sweepRuns(begunAnew), sweepRuns(begunAnew)]);
    expect(await runsOf(ida)).toMatchObject([{ status: 'failed', output_tokens: 200, cost_micros: String(Number(reserved) + 200) }]);
    expect(await used(ida)).toEqual({ free_runs: 0, tokens: reserved });
    // Should it have been alive all the same, it ends without being counted twice.
    const events: PromptRunEvent[] = [];
    for await (const event of streamRun(api.platform, { run, viewer, signal: new AbortController().signal })) events.push(event);
    expect(events.at(-1)?.type).toBe('end');
    expect(await used(ida)).toEqual({ free_runs: 0, tokens: reserved });
  });
});
