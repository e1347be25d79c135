import { listAddress } from '@/app/address';
import { ListWebhookDeliveriesInput, type DeliveryStatus, type WebhookEndpointView } from '@/shared/contracts/webhook-endpoints';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { Chip } from '@/ui/chip';
import { formatDateTime } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { ModeLinks, PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, toMode, type PlatformParams } from '../../require-platform';
import { DeliveriesTable } from './deliveries-table';
import { EndpointActs } from './endpoint-acts';
import { NewEndpoint } from './new-endpoint';

export const generateMetadata = titleOf('Webhooks', '/webhooks');

const WHY = { owner: 'Disabled', failing: 'Disabled after five days of failures', gone: 'Disabled: it answered 410' } as const;
const SHOWN: { status: DeliveryStatus | ''; label: string }[] = [{ status: '', label: 'All' }, { status: 'delivered', label: 'Delivered' }, { status: 'failed', label: 'Tried again' }, { status: 'dead', label: 'Given up' }];

function Standing({ endpoint: { disabledReason, failingSince } }: { endpoint: WebhookEndpointView }) {
  if (disabledReason !== null) return <Chip tone={disabledReason === 'owner' ? 'mute' : 'danger'}>{WHY[disabledReason]}</Chip>;
  return failingSince === null ? <Chip tone="ok">Takes events</Chip> : <Chip tone="warn">Fails since {formatDateTime(failingSince)}</Chip>;
}

function Endpoint({ ids, endpoint, mayChange }: { ids: PlatformInput; endpoint: WebhookEndpointView; mayChange: boolean }) {
  const { url, description, eventTypes, overlapEndsAt } = endpoint;
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1"><p className="mono font-semibold break-all min-w-0">{url}</p><Standing endpoint={endpoint} /></div>
      {description !== '' && <p className="mt-1 break-words">{description}</p>}
      <p className="mono text-sm text-ink-2 mt-1 break-words">{eventTypes.join(' ')}</p>
      {overlapEndsAt !== null && <p className="text-sm text-ink-2 mt-1">Its former secret counts until {formatDateTime(overlapEndsAt)}.</p>}
      {mayChange && <div className="mt-3"><EndpointActs ids={ids} endpoint={endpoint} /></div>}
    </li>
  );
}

type Asked = Record<'mode' | 'after' | 'show', string | string[] | undefined>;

/** Where webhooks of one world go, and the log of what was sent. */
export default async function WebhooksPage(props: PlatformParams & { searchParams: Promise<Asked> }) {
  const { api, seller, platform, input, mayChange } = await requirePlatform(props, '/webhooks');
  const asked = await props.searchParams;
  const mode = toMode(asked.mode, platform);
  const status = SHOWN.find((one) => one.status === [asked.show].flat()[0])?.status ?? '';
  const parsed = ListWebhookDeliveriesInput.safeParse({ ...input, mode, ...(status !== '' && { status }), cursor: [asked.after].flat()[0] });
  const [endpoints, { items, nextCursor }] = await Promise.all([api.webhookEndpoints.list({ ...input, mode }), api.webhookEndpoints.deliveries(parsed.success ? parsed.data : { ...input, mode })]);
  const href = `/seller/${seller.slug}/platforms/${platform.id}/webhooks`;
  const to = (show: string) => listAddress(href, { mode, show });
  return (
    <PlatformFrame seller={seller} platform={platform} current="/webhooks">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div><h2 className="d4">Webhooks</h2><p className="text-ink-2 mt-1 max-w-[64ch]">Your server is told what happens to your customers, signed as Standard Webhooks says. What it does not take is tried again for three days, then kept for you to replay.</p></div>
        {mayChange && endpoints.length > 0 && <NewEndpoint ids={input} mode={mode} />}
      </div>
      <div className="mt-3"><ModeLinks href={href} mode={mode} liveAt={platform.liveAt} /></div>
      {endpoints.length === 0
        ? <div className="mt-5"><EmptyState title="No endpoint in this world yet" slug="webhooks" {...(mayChange && { action: <NewEndpoint ids={input} mode={mode} /> })}>Name an https address of your server, and choose what it is told.</EmptyState></div>
        : <ul className="ruled mt-4 border-t border-ink">{endpoints.map((endpoint) => <Endpoint key={endpoint.id} ids={input} endpoint={endpoint} mayChange={mayChange} />)}</ul>}
      {(endpoints.length > 0 || items.length > 0) && (
        <section className="mt-12" aria-labelledby="log">
          <h2 id="log" className="d4">Log</h2>
          <div className="mt-3"><TabLinks label="Deliveries" links={SHOWN.map(({ status: one, label }) => ({ href: to(one), label }))} current={to(status)} /></div>
          {items.length === 0
            ? <p className="text-ink-2 mt-4">{status === '' ? 'Nothing was sent yet. Send a test to see how it goes.' : 'None of these.'}</p>
            : (
              <>
                <div className="mt-4"><DeliveriesTable ids={input} deliveries={items} mayChange={mayChange} /></div>
                <div className="mt-6"><ListPages count={items.length} one="delivery" many="deliveries" href={to(status)} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
              </>
            )}
        </section>
      )}
    </PlatformFrame>
  );
}
