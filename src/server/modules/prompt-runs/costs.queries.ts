import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { ModelPromptCost, PromptCost, PromptCostDay, SellerPromptCost } from '@/shared/contracts/prompt-costs';

/** UTC days, both among them. */
export interface CostDays {
  first: string;
  last: string;
}

const SUMS = Prisma.sql`count(*)::float8 as runs, count(*) filter (where r.is_estimated)::float8 as "estimatedRuns", coalesce(sum(r.input_tokens), 0)::float8 as "inputTokens",
  coalesce(sum(r.output_tokens), 0)::float8 as "outputTokens", coalesce(sum(r.cost_micros), 0)::float8 as "costMicros"`;

/** Every day of a span, of one seller or of all: from the sums, which stay when a person goes. */
export function listCostDays(reader: Reader, { sellerId, first, last }: CostDays & { sellerId: string | null }): Promise<PromptCostDay[]> {
  return reader.rows<PromptCostDay>(Prisma.sql`
    select to_char(g.day, 'YYYY-MM-DD') as day, coalesce(sum(d.runs), 0)::float8 as runs, coalesce(sum(d.tokens), 0)::float8 as tokens, coalesce(sum(d.cost_micros), 0)::float8 as "costMicros"
    from generate_series(${first}::date, ${last}::date, interval '1 day') g (day)
    left join prompt_seller_days d on d.day = g.day::date ${sellerId === null ? Prisma.empty : Prisma.sql`and d.seller_id = ${sellerId}`}
    group by g.day order by g.day`);
}

/** One seller's prompts that were run, the dearest first. */
export function listPromptCosts(reader: Reader, { sellerId, first, last, limit }: CostDays & { sellerId: string; limit: number }): Promise<PromptCost[]> {
  return reader.rows<PromptCost>(Prisma.sql`
    select p.id as "productId", p.slug, p.title, p.status = 'published' as "isPublished", s."trialRuns", s.runs, s."estimatedRuns", s."inputTokens", s."outputTokens", s."costMicros"
    from (
      select r.product_id, count(*) filter (where r.is_trial)::float8 as "trialRuns", ${SUMS} from prompt_runs r
      where r.seller_id = ${sellerId} and r.day between ${first}::date and ${last}::date group by r.product_id) s
    join products p on p.id = s.product_id order by s."costMicros" desc, s.runs desc, p.id limit ${limit}`);
}

/** Sellers whose prompts were run, the dearest first, and what each has left of the last day. */
export function listSellerCosts(reader: Reader, { first, last, limit, tokensPerDay }: CostDays & { limit: number; tokensPerDay: number }): Promise<SellerPromptCost[]> {
  return reader.rows<SellerPromptCost>(Prisma.sql`
    select s.id as "sellerId", s.slug, s.name, greatest(0, ${tokensPerDay}::bigint - coalesce(d.tokens, 0))::float8 as "tokensLeft", c.runs, c."estimatedRuns", c."inputTokens", c."outputTokens", c."costMicros"
    from (select r.seller_id, ${SUMS} from prompt_runs r where r.day between ${first}::date and ${last}::date group by r.seller_id) c
    join sellers s on s.id = c.seller_id left join prompt_seller_days d on d.seller_id = s.id and d.day = ${last}::date
    order by c."costMicros" desc, c.runs desc, s.id limit ${limit}`);
}

/** Models that were asked, the dearest first; the environment may no longer name some of them. */
export function listModelCosts(reader: Reader, { first, last }: CostDays): Promise<ModelPromptCost[]> {
  return reader.rows<ModelPromptCost>(Prisma.sql`
    select r.model, ${SUMS} from prompt_runs r where r.day between ${first}::date and ${last}::date group by r.model order by "costMicros" desc, runs desc, r.model`);
}
