import { Check, Circle } from 'lucide-react';
import type { PlatformPlan } from '@/shared/contracts/platform-views';
import { LinkButton } from '@/ui/button';
import { formatCount, formatDate } from '@/ui/format';
import { Progress } from '@/ui/progress';
import { PlatformFrame } from '../platform-frame';
import { requirePlatform, titleOf, type PlatformParams } from '../require-platform';
import { ArchivePlatform } from './archive-platform';
import { toPlatformSteps } from './platform-steps';
import { SettingsForm } from './settings-form';

export const generateMetadata = titleOf('API', '');

function Steps({ steps }: { steps: ReturnType<typeof toPlatformSteps> }) {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" className="d4">The way to live</h2>
      <ol className="ruled mt-3 max-w-[720px]">
        {steps.map(({ title, says, state, href, act }) => (
          <li key={title} className="grid grid-cols-[32px_minmax(0,1fr)] sm:grid-cols-[32px_minmax(0,1fr)_auto] items-center gap-y-2 py-3" aria-current={state === 'now' ? 'step' : undefined}>
            {state === 'done' ? <Check className="ic text-ok" aria-hidden="true" /> : <Circle className={`ic ${state === 'now' ? 'text-ink' : 'text-ink-3'}`} aria-hidden="true" />}
            <span className={state === 'later' ? 'text-ink-3' : undefined}>
              <span className={state === 'now' ? 'font-semibold' : 'font-medium'}>{title}</span><span className="sr-only">{state === 'done' ? ', done' : state === 'now' ? ', next' : ', later'}</span>
              <span className={`block text-sm ${state === 'later' ? '' : 'text-ink-2'}`}>{says}</span>
            </span>
            {state !== 'done' && <span className="max-sm:col-start-2"><LinkButton href={href} size="s" tone={state === 'now' ? 'ink' : 'line'}>{act}</LinkButton></span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Plan({ plan }: { plan: PlatformPlan }) {
  const { tierName, used, limit, windowEnd, cancelAt, graceEndsAt, isPaid, productSlug } = plan;
  return (
    <section className="mt-12 max-w-[720px]" aria-labelledby="plan">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="plan" className="d4">Your plan: {tierName}</h2>
        {!isPaid && productSlug !== null && <LinkButton size="s" href={`/marketplace/${productSlug}`}>Get a bigger plan</LinkButton>}
        {isPaid && <LinkButton size="s" href="/account/billing">Billing</LinkButton>}
      </div>
      <div className="mt-4"><Progress label="Metered calls of all your APIs" value={limit === null ? 0 : Math.min(used, limit)} max={limit ?? 1} note={limit === null ? formatCount(used) : `${formatCount(used)} of ${formatCount(limit)}`} /></div>
      <p className="text-sm text-ink-2 mt-2">
        Counted anew on {formatDate(windowEnd)}. Preview and live count together.
        {graceEndsAt !== null && ` A payment failed: calls go on until ${formatDate(graceEndsAt)}.`}
        {cancelAt !== null && ` The plan ends on ${formatDate(cancelAt)}.`}
      </p>
    </section>
  );
}

/** Where a platform stands: its way to live, the plan it runs on, its settings. */
export default async function PlatformOverviewPage(props: PlatformParams) {
  const { seller, platform, input, mayChange } = await requirePlatform(props, '');
  const { liveAt, plan, product } = platform;
  return (
    <PlatformFrame seller={seller} platform={platform} current="">
      {liveAt === null ? <Steps steps={toPlatformSteps({ ...platform, seller: seller.slug })} /> : (
        <section aria-labelledby="live">
          <h2 id="live" className="d4">Live since {formatDate(liveAt)}</h2>
          <p className="text-ink-2 mt-1 max-w-[64ch]">Your customers pay into your own Stripe account. Preview goes on beside it, for trying things out.</p>
          <div className="mt-4 flex flex-wrap gap-2">
            <LinkButton size="s" href={`/seller/${seller.slug}/platforms/${platform.id}/customers`}>Customers</LinkButton>
            <LinkButton size="s" href={product === null ? `/seller/${seller.slug}/platforms/${platform.id}/tiers#shelf` : `/seller/${seller.slug}/products/${product.id}`}>{product === null ? 'Sell plans in the marketplace' : 'Its page in the marketplace'}</LinkButton>
          </div>
        </section>
      )}
      {plan !== null && <Plan plan={plan} />}
      <section className="mt-12" aria-labelledby="settings">
        <h2 id="settings" className="d4">Settings</h2>
        {mayChange ? <SettingsForm ids={input} first={{ name: platform.name, meters: platform.meters, allowedOrigins: platform.allowedOrigins, graceDays: platform.graceDays }} /> : <p className="text-ink-2 mt-1">Owners and admins change these.</p>}
      </section>
      {mayChange && !platform.isHouse && (
        <section className="mt-12" aria-labelledby="archive">
          <h2 id="archive" className="d4">Archive</h2>
          <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">All keys stop at once, and what was counted is kept. Not while customers pay for it.</p>
          <ArchivePlatform ids={input} name={platform.name} />
        </section>
      )}
    </PlatformFrame>
  );
}
