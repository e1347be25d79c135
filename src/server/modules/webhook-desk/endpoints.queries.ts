import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { WebhookEndpointView } from '@/shared/contracts/webhook-endpoints';

type Instants = 'disabledAt' | 'failingSince' | 'overlapEndsAt' | 'createdAt';
export type EndpointRow = Omit<WebhookEndpointView, Instants> & { disabledAt: Date | null; failingSince: Date | null; overlapEndsAt: Date | null; createdAt: Date };

/** Newest first. The time a former secret ends is the service's to read; the secret itself is not among what is read. */
export function listEndpoints(reader: Reader, { platformId, mode, now }: { platformId: string; mode: PlatformMode; now: Date }): Promise<EndpointRow[]> {
  return reader.rows<EndpointRow>(Prisma.sql`
    select e.id, e.mode, e.url, e.description, e.event_types as "eventTypes", e.disabled_at as "disabledAt", e.disabled_reason as "disabledReason", e.failing_since as "failingSince",
      (select max(s.expires_at) from webhook_secrets s where s.endpoint_id = e.id and s.expires_at > ${now}) as "overlapEndsAt", e.created_at as "createdAt"
    from webhook_endpoints e where e.platform_id = ${platformId} and e.mode = ${mode} order by e.created_at desc, e.id desc`);
}

export interface EndpointTerms {
  url: string;
  description: string;
  eventTypes: string[];
}

export interface NewEndpoint extends EndpointTerms {
  id: string;
  platformId: string;
  mode: PlatformMode;
  createdBy: string;
  at: Date;
}

export async function countEndpoints(tx: ServiceTx, { platformId, mode }: { platformId: string; mode: PlatformMode }): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from webhook_endpoints where platform_id = ${platformId} and mode = ${mode}`;
  return row?.count ?? 0;
}

export async function insertEndpoint(tx: ServiceTx, e: NewEndpoint): Promise<void> {
  await tx.$executeRaw`
    insert into webhook_endpoints (id, platform_id, mode, url, description, event_types, created_by, created_at, updated_at)
    values (${e.id}, ${e.platformId}, ${e.mode}, ${e.url}, ${e.description}, ${e.eventTypes}, ${e.createdBy}::uuid, ${e.at}, ${e.at})`;
}

export async function insertSecret(tx: ServiceTx, { endpointId, sealed, at }: { endpointId: string; sealed: string; at: Date }): Promise<void> {
  await tx.$executeRaw`insert into webhook_secrets (endpoint_id, secret, created_at) values (${endpointId}, ${sealed}, ${at})`;
}

/** Lets the current secret end, and forgets those that have. */
export async function endSecret(tx: ServiceTx, { endpointId, endsAt, at }: { endpointId: string; endsAt: Date; at: Date }): Promise<void> {
  await tx.$executeRaw`update webhook_secrets set expires_at = ${endsAt} where endpoint_id = ${endpointId} and expires_at is null`;
  await tx.$executeRaw`delete from webhook_secrets where endpoint_id = ${endpointId} and expires_at <= ${at}`;
}

export interface HeldEndpoint extends EndpointTerms {
  mode: PlatformMode;
  isDisabled: boolean;
}

/** An endpoint of this platform, locked until the transaction ends. */
export async function lockEndpoint(tx: ServiceTx, { endpointId, platformId }: { endpointId: string; platformId: string }): Promise<HeldEndpoint | undefined> {
  const [row] = await tx.$queryRaw<HeldEndpoint[]>`
    select mode, url, description, event_types as "eventTypes", disabled_at is not null as "isDisabled" from webhook_endpoints where id = ${endpointId} and platform_id = ${platformId} for no key update`;
  return row;
}

export async function updateEndpoint(tx: ServiceTx, { endpointId, url, description, eventTypes, at }: EndpointTerms & { endpointId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update webhook_endpoints set url = ${url}, description = ${description}, event_types = ${eventTypes}, updated_at = ${at} where id = ${endpointId}`;
}

/** Lets an endpoint take events again; what failed before is forgotten. */
export async function enableEndpoint(tx: ServiceTx, { endpointId, at }: { endpointId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update webhook_endpoints set disabled_at = null, disabled_reason = null, failing_since = null, updated_at = ${at} where id = ${endpointId} and disabled_at is not null`;
}

/** Its secrets and the log of its deliveries go with it. */
export async function deleteEndpoint(tx: ServiceTx, endpointId: string): Promise<void> {
  await tx.$executeRaw`delete from webhook_endpoints where id = ${endpointId}`;
}
