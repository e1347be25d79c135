import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface PromptRow {
  productId: string;
  sellerId: string;
  status: string;
  versionId: string;
  version: string;
  storageKey: string;
  bytes: number;
  /** Of the files in the archive. */
  paths: string[];
}

/** A prompt's newest version that is published and not withdrawn, with its archive; undefined when there is no such prompt, or nothing of it to be had. */
export async function findPrompt(service: Reader, slug: string): Promise<PromptRow | undefined> {
  const [row] = await service.rows<PromptRow>(Prisma.sql`
    select p.id as "productId", p.seller_id as "sellerId", p.status, v.id as "versionId", v.version, a.storage_key as "storageKey", a.bytes,
      array(select file ->> 'path' from jsonb_array_elements(a.contents) file) as paths
    from products p
    join lateral (
      select pv.id, pv.version from product_versions pv
      where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null
      order by pv.sort_key desc limit 1) v on true
    join assets a on a.version_id = v.id and a.role = 'archive'
    where p.slug = ${slug} and p.type = 'prompt'`);
  return row;
}

/** What a person has used of a day. */
export async function findUse(service: Reader, { userId, day }: { userId: string; day: string }): Promise<{ freeRuns: number; tokens: number }> {
  const [row] = await service.rows<{ freeRuns: number; tokens: number }>(Prisma.sql`
    select free_runs as "freeRuns", tokens from prompt_user_days where user_id = ${userId}::uuid and day = ${day}::date`);
  return row ?? { freeRuns: 0, tokens: 0 };
}

export interface Reservation {
  userId: string;
  sellerId: string;
  day: string;
  tokens: number;
  freeRuns: 0 | 1;
}

/** Makes the day's rows, so that the conditional updates find them. ON CONFLICT: somebody else made them first, which is as good. */
export async function openDays(tx: ServiceTx, { userId, sellerId, day }: Pick<Reservation, 'userId' | 'sellerId' | 'day'>): Promise<void> {
  await tx.$executeRaw`insert into prompt_user_days (user_id, day) values (${userId}::uuid, ${day}::date) on conflict do nothing`;
  await tx.$executeRaw`insert into prompt_seller_days (seller_id, day) values (${sellerId}, ${day}::date) on conflict do nothing`;
}

/** Takes the most a run can use from its person's day: decided and counted in one statement, so that of twenty at once three get the three that are left. False means no. */
export async function takeFromUser(tx: ServiceTx, { userId, day, tokens, freeRuns }: Reservation, most: { freeRuns: number; tokens: number }): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update prompt_user_days set free_runs = free_runs + ${freeRuns}, tokens = tokens + ${tokens}
    where user_id = ${userId}::uuid and day = ${day}::date and tokens + ${tokens} <= ${most.tokens} and (${freeRuns} = 0 or free_runs + ${freeRuns} <= ${most.freeRuns})`;
  return taken === 1;
}

/** The same from its seller's day. Always after the person's, so that two runs never wait for each other. */
export async function takeFromSeller(tx: ServiceTx, { sellerId, day, tokens }: Reservation, most: { tokens: number }): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update prompt_seller_days set runs = runs + 1, tokens = tokens + ${tokens}
    where seller_id = ${sellerId} and day = ${day}::date and tokens + ${tokens} <= ${most.tokens}`;
  return taken === 1;
}

export interface NewRun extends Reservation {
  id: string;
  productId: string;
  versionId: string;
  model: string;
  /** Of its reserve, the answer's part, and what all of it would cost at the model's price of now. */
  outputTokens: number;
  costMicros: number;
  at: Date;
}

export async function insertRun(tx: ServiceTx, { id, userId, productId, versionId, sellerId, freeRuns, model, day, tokens, outputTokens, costMicros, at }: NewRun): Promise<void> {
  await tx.$executeRaw`
    insert into prompt_runs (id, user_id, product_id, version_id, seller_id, is_trial, model, day, reserved_tokens, reserved_output_tokens, reserved_micros, started_at)
    values (${id}, ${userId}::uuid, ${productId}, ${versionId}, ${sellerId}, ${freeRuns === 1}, ${model}, ${day}::date, ${tokens}, ${outputTokens}, ${costMicros}, ${at})`;
}

export interface Outcome {
  id: string;
  status: 'finished' | 'cut' | 'failed';
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
  /** The counts are ours: the provider gave none. */
  isEstimated: boolean;
  /** Nothing came of it: the free run is given back. */
  givesBack: boolean;
  at: Date;
}

/** Ends a run once, and puts what it used in the place of what was reserved. Again, it changes nothing: only a run that is still started is found. */
export async function endRun(tx: ServiceTx, { id, status, inputTokens, outputTokens, costMicros, isEstimated, givesBack, at }: Outcome): Promise<boolean> {
  const [run] = await tx.$queryRaw<{ userId: string; sellerId: string; day: Date; reserved: number; isTrial: boolean }[]>`
    update prompt_runs set status = ${status}, input_tokens = ${inputTokens}, output_tokens = ${outputTokens}, cost_micros = ${costMicros}, is_estimated = ${isEstimated}, ended_at = ${at}
    where id = ${id} and status = 'started'
    returning user_id as "userId", seller_id as "sellerId", day, reserved_tokens as reserved, is_trial as "isTrial"`;
  if (!run) return false;
  const day = run.day.toISOString().slice(0, 10);
  const unused = run.reserved - inputTokens - outputTokens;
  await tx.$executeRaw`
    update prompt_user_days set tokens = greatest(0, tokens - ${unused}), free_runs = greatest(0, free_runs - ${run.isTrial && givesBack ? 1 : 0})
    where user_id = ${run.userId}::uuid and day = ${day}::date`;
  await tx.$executeRaw`
    update prompt_seller_days set tokens = greatest(0, tokens - ${unused}), cost_micros = cost_micros + ${costMicros} where seller_id = ${run.sellerId} and day = ${day}::date`;
  return true;
}

/** Runs that began before a time and that nobody ended, with what they reserved: their process died. */
export function findAbandoned(service: Reader, { before, most }: { before: Date; most: number }): Promise<Pick<Outcome, 'id' | 'inputTokens' | 'outputTokens' | 'costMicros'>[]> {
  return service.rows(Prisma.sql`
    select id, reserved_tokens - reserved_output_tokens as "inputTokens", reserved_output_tokens as "outputTokens", reserved_micros::float8 as "costMicros" from prompt_runs where status = 'started' and started_at < ${before} order by started_at limit ${most}`);
}
