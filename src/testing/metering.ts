import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { newId } from '@/shared/ids';

export interface TierTerms {
  slug?: string;
  unitLimit?: number | null;
  period?: 'hour' | 'day' | 'month';
  onLimit?: 'block' | 'alert';
  ratePerMinute?: number | null;
  isDefault?: boolean;
}

export interface TestPlatform {
  platformId: string;
  /** By slug. */
  tiers: Record<string, string>;
}

type Asks = Pick<pg.Pool, 'query'>;

/** A tier of a platform. Answers with its id. */
export async function createTier(owner: Asks, platformId: string, { slug = 'free', unitLimit = 500, period = 'month', onLimit = 'block', ratePerMinute = null, isDefault = false }: TierTerms): Promise<string> {
  const id = newId('platformTier');
  await owner.query(
    `insert into platform_tiers (id, platform_id, slug, name, is_default, unit_limit, period, rate_per_minute, on_limit, created_at, updated_at) values ($1, $2, $3, $3, $4, $5, $6, $7, $8, now(), now())`,
    [id, platformId, slug, isDefault, unitLimit, period, ratePerMinute, onLimit],
  );
  return id;
}

/** A platform with these tiers, the first of which is the default; `accountId` is the customer of the house that its calls are counted on as well. */
export async function createPlatformOf(owner: Asks, sellerId: string, { tiers = [{}], accountId = null, meters = ['calls'], isHouse = false }: { tiers?: TierTerms[]; accountId?: string | null; meters?: string[]; isHouse?: boolean } = {}): Promise<TestPlatform> {
  const platformId = newId('platform');
  await owner.query(`insert into platforms (id, seller_id, slug, name, is_house, meters, account_id, created_at) values ($1::text, $2, replace($1::text, '_', '-'), 'Weather', $3, $4, $5, now())`, [platformId, sellerId, isHouse, meters, accountId]);
  const ids: Record<string, string> = {};
  for (const [index, terms] of tiers.entries()) ids[terms.slug ?? 'free'] = await createTier(owner, platformId, { ...terms, isDefault: index === 0 });
  return { platformId, tiers: ids };
}

/** A customer of a platform. Answers with its id. */
export async function createCustomer(owner: Asks, { platformId, tierId, externalId = 'ada', mode = 'live', anchorAt = '2026-01-01T00:00:00Z' }: { platformId: string; tierId: string; externalId?: string; mode?: 'preview' | 'live'; anchorAt?: string }): Promise<string> {
  const id = newId('customer');
  await owner.query(
    `insert into customers (id, platform_id, mode, external_id, tier_id, tier_source, anchor_at, created_at, updated_at) values ($1, $2, $3, $4, $5, 'default', $6, now(), now())`,
    [id, platformId, mode, externalId, tierId, anchorAt],
  );
  return id;
}

/** A key of a platform in one of its worlds. Answers with its text and its id. */
export async function createKey(owner: Asks, { platformId, mode = 'live', scopes = ['usage:write', 'usage:read'], customerId = null, expiresAt = null }: { platformId: string; mode?: 'preview' | 'live'; scopes?: string[]; customerId?: string | null; expiresAt?: Date | null }): Promise<{ key: string; keyId: string }> {
  const key = `lk_${mode}_${randomBytes(32).toString('base64url')}`;
  const keyId = newId('apiKey');
  await owner.query(
    `insert into api_keys (id, platform_id, mode, customer_id, name, prefix, hash, scopes, expires_at, created_at) values ($1, $2, $3, $4, 'server', $5, $6, $7, $8, now())`,
    [keyId, platformId, mode, customerId, key.slice(0, 18), createHash('sha256').update(key).digest(), scopes, expiresAt],
  );
  return { key, keyId };
}

/** What a customer's counters and events say, newest window last. */
export async function countsOf(owner: Asks, customerId: string): Promise<{ meter: string; used: number; events: number; units: number }[]> {
  const { rows } = await owner.query<{ meter: string; used: number; events: number; units: number }>(
    `select c.meter, c.used::float8 as used, count(e.request_id)::int as events, coalesce(sum(e.units), 0)::float8 as units
     from usage_counters c left join usage_events e on e.customer_id = c.customer_id and e.meter = c.meter and e.window_start = c.window_start
     where c.customer_id = $1 group by c.customer_id, c.meter, c.window_start order by c.meter, c.window_start`,
    [customerId],
  );
  return rows;
}
