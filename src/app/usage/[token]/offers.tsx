'use client';

import { useAct } from '@/app/use-act';
import type { UsagePage } from '@/shared/contracts/platform-stats';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { formatCount, formatMoney } from '@/ui/format';

type Offer = UsagePage['offers'][number];

function OfferRow({ token, offer: { slug, name, amountMinor, currency, interval, unitLimit, period }, isCurrent }: { token: string; offer: Offer; isCurrent: boolean }) {
  const act = useAct();
  const go = () =>
    act.run(async () => {
      window.location.assign((await api.platformStats.upgrade.mutate({ token, tier: slug })).url);
      return false;
    });
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p><span className="font-semibold block">{name}{isCurrent && ', your plan now'}</span><span className="text-ink-2">{unitLimit === null ? 'Without a limit' : `${formatCount(unitLimit)} in each ${period}`}, {formatMoney(amountMinor, currency, { shelf: true })} a {interval}</span></p>
        <Button size="s" busy={act.busy} onClick={() => void go()} aria-label={`Take ${name}`}>Take this plan</Button>
      </div>
      {act.problem && <p className="fault mt-2" role="alert">{act.problem.message}</p>}
    </li>
  );
}

/** Plans with a price, each a step away from Stripe’s page. */
export function Offers({ token, offers, current }: { token: string; offers: Offer[]; /** The name of the plan the customer is on. */ current: string }) {
  return (
    <section className="mt-10" aria-labelledby="offers">
      <h2 id="offers" className="d4">Plans</h2>
      <ul className="ruled mt-3">{offers.map((offer) => <OfferRow key={offer.slug} token={token} offer={offer} isCurrent={offer.name === current} />)}</ul>
    </section>
  );
}
