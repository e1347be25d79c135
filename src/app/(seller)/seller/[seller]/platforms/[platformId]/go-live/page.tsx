import { Check, Circle } from 'lucide-react';
import { formatDate } from '@/ui/format';
import { AskStripe } from '../../../onboarding/ask-stripe';
import { toRequirementWords } from '../../../requirement-words';
import { PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, type PlatformParams } from '../../require-platform';
import { GoLive, SetUpCharges } from './go-live';

export const generateMetadata = titleOf('Go live', '/go-live');

const CHECKS = [
  { need: 'plan', title: 'A paid plan' },
  { need: 'charges', title: 'Charges on your own Stripe account' },
  { need: 'default_tier', title: 'A tier that new customers start on' },
  { need: 'prices', title: 'Your prices known to your Stripe account' },
] as const;

/** The switch to the live world, with what it still needs. Stripe sends people back here with `?back=`, or `?again=` when a link was used or too old. */
export default async function GoLivePage(props: PlatformParams & { searchParams: Promise<Record<'back' | 'again', string | string[] | undefined>> }) {
  const { seller, platform, input, mayChange } = await requirePlatform(props, '/go-live');
  const { back, again } = await props.searchParams;
  const { liveAt, missing, chargesEnabled, hasStripeAccount } = platform;
  const wants = toRequirementWords(seller.requirements);
  // The switch makes missing prices itself.
  const isReady = missing.every(({ need }) => need === 'prices');
  return (
    <PlatformFrame seller={seller} platform={platform} current="/go-live">
      <h2 className="d4">{liveAt === null ? 'Go live' : `Live since ${formatDate(liveAt)}`}</h2>
      <p className="text-ink-2 mt-1 max-w-[64ch]">Preview and live are two worlds: keys, customers and counts of one are not seen in the other. Your tiers hold in both. Once live, you can still try things in preview.</p>
      <ul className="ruled mt-6 max-w-[720px]">
        {CHECKS.map(({ need, title }) => {
          const lack = missing.find((one) => one.need === need);
          const isLater = need === 'prices' && !chargesEnabled && liveAt === null;
          return (
            <li key={need} className="grid grid-cols-[32px_minmax(0,1fr)] py-3">
              {lack || isLater ? <Circle className="ic mt-0.5 text-ink-3" aria-hidden="true" /> : <Check className="ic mt-0.5 text-ok" aria-hidden="true" />}
              <span><span className="font-medium">{title}</span><span className="sr-only">{lack || isLater ? ', missing' : ', done'}</span>
                {lack && need !== 'prices' && <span className="block text-sm text-ink-2">{lack.text}{need !== 'charges' && <> <a className="link" href={lack.href}>{need === 'plan' ? 'See the plan' : 'To the tiers'}</a></>}</span>}
                {(isLater || (lack && need === 'prices')) && <span className="block text-sm text-ink-2">Made there when you go live.</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {liveAt === null && !chargesEnabled && (
        <section className="mt-8" aria-labelledby="charges">
          <h3 id="charges" className="font-semibold text-lg">Charges at Stripe</h3>
          <p className="text-ink-2 mt-1 max-w-[64ch]">
            {again !== undefined && 'That page of Stripe’s was used or too old; here is a new one. '}
            For payouts Stripe only sends you money. To charge your own customers, it also wants to know what you sell and how to reach you.
            {wants.length > 0 && ` It still wants: ${wants.join('; ')}.`}
          </p>
          {mayChange && <div className="mt-4 flex flex-wrap gap-2"><SetUpCharges ids={input} label={hasStripeAccount ? 'Continue at Stripe' : 'Begin at Stripe'} />{hasStripeAccount && <AskStripe seller={seller.slug} atOnce={back !== undefined} />}</div>}
        </section>
      )}
      {liveAt === null && mayChange && <div className="mt-8"><GoLive ids={input} isReady={isReady} /></div>}
      {liveAt === null && !mayChange && <p className="text-ink-2 mt-8">Owners and admins switch it on.</p>}
    </PlatformFrame>
  );
}
