import type { Metadata } from 'next';
import { Chip } from '@/ui/chip';
import { LinkButton } from '@/ui/button';
import { requireSeller } from '../require-seller';
import { toRequirementWords } from '../requirement-words';
import { SellerFrame } from '../seller-frame';
import { CloseSeller } from './close-seller';
import { GoToStripe } from './go-to-stripe';
import { StorefrontForm } from './storefront-form';

export const metadata: Metadata = { title: 'Settings' };

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** How the seller presents itself, how it is paid, who runs it, and how it ends. */
export default async function SellerSettingsPage({ params }: { params: Promise<{ seller: string }> }) {
  const { seller } = await requireSeller((await params).seller, '/settings');
  const { slug, role, lifecycle, payoutsEnabled, detailsSubmitted } = seller;
  const mayChange = role !== 'member' && lifecycle !== 'closed';
  const wants = toRequirementWords(seller.requirements);
  const mayOnboard = lifecycle === 'approved' || lifecycle === 'active';
  return (
    <SellerFrame seller={seller} current="/settings">
      <h1 className="d3">Settings</h1>
      <p className="text-ink-2 mt-1">{mayChange ? 'What buyers see of you, and how you are paid.' : 'Owners and admins change these.'}</p>
      <section className="mt-8" aria-labelledby="storefront">
        <h2 id="storefront" className="d4">Storefront</h2>
        {lifecycle === 'active' && <p className="mt-1 text-ink-2"><a className="link break-words" href={`/sellers/${slug}`}>/sellers/{slug}</a></p>}
        {mayChange ? (
          <StorefrontForm seller={slug} first={{ name: seller.name, tagline: seller.tagline, about: seller.about, supportEmail: seller.supportEmail ?? '', handlingDays: seller.handlingDays }} />
        ) : (
          <dl className="ruled mt-4 max-w-[640px] [&>div]:py-2.5 [&_dt]:text-sm [&_dt]:text-ink-2 [&_dd]:break-words">
            <div><dt>Name</dt><dd>{seller.name}</dd></div>
            <div><dt>Mail for buyers</dt><dd>{seller.supportEmail ?? 'None'}</dd></div>
            <div><dt>Sent within</dt><dd>{seller.handlingDays} days</dd></div>
          </dl>
        )}
      </section>
      <section className="mt-12" aria-labelledby="payments">
        <div className="flex flex-wrap items-center gap-3"><h2 id="payments" className="d4">Payouts</h2>{payoutsEnabled ? <Chip tone="ok">Stripe can pay you</Chip> : <Chip tone="warn">Held</Chip>}</div>
        <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">
          {payoutsEnabled ? 'Your bank account, payouts and tax forms are at Stripe.' : 'What you earn is held until Stripe can send it.'}
          {' '}The shop keeps {seller.feeBps / 100}% of each sale.{seller.country && ` Paid in ${countryNames.of(seller.country) ?? seller.country}.`}
        </p>
        {wants.length > 0 && <p className="mb-4 max-w-[64ch]">Stripe still wants: {wants.join('; ')}.</p>}
        {role !== 'member' && (
          <div className="flex flex-wrap gap-2">
            {detailsSubmitted && <GoToStripe seller={slug} to="dashboard" label="Open your Stripe account" />}
            {mayOnboard && !payoutsEnabled && <GoToStripe seller={slug} label={seller.hasStripeAccount ? 'Continue at Stripe' : 'Begin at Stripe'} />}
          </div>
        )}
      </section>
      <section className="mt-12" aria-labelledby="people">
        <h2 id="people" className="d4">People</h2>
        <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">Whoever belongs to {seller.organizationName} works here: owners and admins change things, members look and pack.</p>
        <LinkButton href={`/account/organizations/${seller.organizationSlug}`}>Open the organization</LinkButton>
      </section>
      {role === 'owner' && ['approved', 'active', 'suspended'].includes(lifecycle) && (
        <section className="mt-12" aria-labelledby="close">
          <h2 id="close" className="d4">Close</h2>
          <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">Once nothing is open with buyers. What they own stays theirs, and what you are owed is still paid. It cannot be undone.</p>
          <CloseSeller seller={slug} name={seller.name} />
        </section>
      )}
    </SellerFrame>
  );
}
