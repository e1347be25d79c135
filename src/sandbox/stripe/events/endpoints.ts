import { newStripeId } from '../core/ids';
import { API_VERSION } from '../core/options';
import type { DoubleSettings } from '../core/options';
import type { EndpointAudience } from '../store/kinds';
import { findObject, insertObject, updateObject } from '../store/objects';
import type { Stored } from '../store/objects';
import type { Sql } from '../store/transaction';

/** Where an event goes, and the secrets it is signed with. */
export interface Endpoint {
  id: string;
  url: string;
  secrets: string[];
}

/** The endpoint the double was started with keeps this id over restarts. */
export const CONFIGURED_ENDPOINT_ID = 'we_1configuredAtStart';

/** The double never talks to the outside. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && (hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname));
}

/** The enabled endpoints that asked for this type of event and for the account it happened in. */
export async function findEndpointsFor(sql: Sql, event: { type: string; account?: string }): Promise<Endpoint[]> {
  const { rows } = await sql.query<Endpoint>(
    `select id, doc->>'url' as url, hidden->'secrets' as secrets from stripe_double.objects
     where kind = 'webhook_endpoint' and doc->>'status' = 'enabled' and (doc->'enabled_events' ? '*' or doc->'enabled_events' ? $1)
       and coalesce(hidden->>'audience', 'platform') in ('both', $2) order by position`,
    [event.type, event.account === undefined ? 'platform' : 'connected'],
  );
  return rows;
}

/** The endpoint, or null once it is deleted or disabled. */
export async function findEndpoint(sql: Sql, id: string): Promise<Endpoint | null> {
  const stored = await findObject(sql, 'webhook_endpoint', id);
  return stored === null || stored.doc.status !== 'enabled' ? null : { id, url: stored.doc.url, secrets: stored.hidden.secrets };
}

/** A new endpoint document. */
export function newEndpoint(options: { url: string; enabledEvents: string[]; created: number; audience: EndpointAudience; secrets?: string[]; id?: string }): Stored<'webhook_endpoint'> {
  return {
    doc: {
      id: options.id ?? newStripeId('webhook_endpoint'),
      object: 'webhook_endpoint',
      api_version: API_VERSION,
      application: null,
      created: options.created,
      description: null,
      enabled_events: options.enabledEvents,
      livemode: false,
      metadata: {},
      status: 'enabled',
      url: options.url,
    },
    hidden: { secrets: options.secrets ?? [newStripeId('webhook_secret')], audience: options.audience },
  };
}

/** Brings the stored endpoint in line with the settings the double was started with. Throws for an address outside this machine or a missing secret. */
export async function ensureConfiguredEndpoint(sql: Sql, settings: DoubleSettings, now: number): Promise<void> {
  const stored = await findObject(sql, 'webhook_endpoint', CONFIGURED_ENDPOINT_ID);
  if (settings.webhookUrl === null) {
    if (stored !== null) await updateObject(sql, 'webhook_endpoint', { ...stored, doc: { ...stored.doc, status: 'disabled' } });
    return;
  }
  if (!isLoopbackUrl(settings.webhookUrl)) throw new Error(`The Stripe double sends webhooks to loopback addresses only, not to ${settings.webhookUrl}`);
  if (settings.webhookSecrets.length === 0 || settings.webhookSecrets.some((secret) => secret.trim() === '')) throw new Error('The Stripe double needs a webhook secret to sign with');
  const wanted = newEndpoint({ id: CONFIGURED_ENDPOINT_ID, url: settings.webhookUrl, enabledEvents: ['*'], audience: 'both', created: stored?.doc.created ?? now, secrets: settings.webhookSecrets });
  if (stored === null) await insertObject(sql, 'webhook_endpoint', wanted);
  else await updateObject(sql, 'webhook_endpoint', wanted);
}
