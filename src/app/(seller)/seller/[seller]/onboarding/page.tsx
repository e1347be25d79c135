import type { Metadata } from 'next';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { requireSeller } from '../require-seller';
import { toRequirementWords } from '../requirement-words';
import { SellerFrame } from '../seller-frame';
import { GoToStripe } from '../settings/go-to-stripe';
import { AskStripe } from './ask-stripe';

export const metadata: Metadata = { title: 'Set up payouts' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<'back' | 'again', string | string[] | undefined>>;
}

/** Where Stripe sends the seller back to. `?back=` after its form, which says nothing yet: Stripe is asked. `?again=` when a link was used or too old. */
export default async function OnboardingPage({ params, searchParams }: Props) {
  const { seller: slug } = await params;
  const { back, again } = await searchParams;
  const { seller } = await requireSeller(slug, '/onboarding');
  const { payoutsEnabled, detailsSubmitted, hasStripeAccount, role } = seller;
  const wants = toRequirementWords(seller.requirements);
  return (
    <SellerFrame seller={seller} current="/settings">
      <Breadcrumbs trail={[{ href: `/seller/${slug}/settings`, label: 'Settings' }]} />
      <h1 className="d3 mt-2">Payouts through Stripe</h1>
      {payoutsEnabled ? (
        <>
          <p className="text-ink-2 mt-1 max-w-[64ch]">Stripe can send you money. What you earn follows after its hold.</p>
          <div className="mt-6"><LinkButton href={`/seller/${slug}`} tone="ink">To the overview</LinkButton></div>
        </>
      ) : (
        <>
          <p className="text-ink-2 mt-1 max-w-[64ch]">
            {again !== undefined && 'That page of Stripe’s was used or too old; here is a new one. '}
            {detailsSubmitted ? 'Stripe has your answers. Until it is satisfied, what you earn is held and nothing is lost.' : 'Stripe wants to know who you are and where your money goes. Until then, what you earn is held and nothing is lost.'}
          </p>
          {wants.length > 0 && (
            <section className="mt-6" aria-labelledby="wants">
              <h2 id="wants" className="font-semibold">Stripe still wants</h2>
              <ul className="ruled mt-2 max-w-[560px]">{wants.map((want) => <li key={want} className="py-2.5">{want}</li>)}</ul>
            </section>
          )}
          <div className="mt-6 flex flex-wrap gap-2">
            {role !== 'member' && <GoToStripe seller={slug} label={hasStripeAccount ? 'Continue at Stripe' : 'Begin at Stripe'} tone="ink" />}
            {hasStripeAccount && <AskStripe seller={slug} atOnce={back !== undefined} />}
          </div>
        </>
      )}
    </SellerFrame>
  );
}
