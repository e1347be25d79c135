'use client';

import { ConsentChip } from '@/app/_bundles/consent-chip';
import { JointSums } from '@/app/_bundles/joint-sums';
import { useAct } from '@/app/use-act';
import type { JointBundle } from '@/shared/contracts/joint-bundles';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';
import { ProductStatusChip } from './product-status';

function Answer({ bundle, seller, mayAnswer }: { bundle: JointBundle; seller: string; mayAnswer: boolean }) {
  const act = useAct();
  const toast = useToast();
  const { id, title, status } = bundle;
  const said = bundle.consents.find(({ sellerSlug }) => sellerSlug === seller)?.status ?? 'asked';
  const press = (answer: 'agreed' | 'declined') => () =>
    void act.run(async () => {
      await api.products.answerConsent.mutate({ seller, productId: id, answer });
      toast({ message: answer === 'agreed' ? 'You agreed.' : status === 'published' ? 'You declined, and it is off sale.' : 'You declined.' });
    });
  return (
    <div>
      <div className="flex flex-wrap items-center gap-3">
        <ConsentChip status={said} />
        {mayAnswer && said !== 'agreed' && <Button tone="ink" size="s" busy={act.busy} onClick={press('agreed')}>Agree<span className="sr-only"> to {title}</span></Button>}
        {mayAnswer && said !== 'declined' && <Button size="s" busy={act.busy} onClick={press('declined')}>{said === 'agreed' ? 'Withdraw' : 'Decline'}<span className="sr-only"> {title}</span></Button>}
      </div>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}

/** The shop's bundles that hold products of this seller, with what it would have of each, and its answer. */
export function ConsentsSection({ bundles, seller, mayAnswer }: { bundles: readonly JointBundle[]; seller: string; mayAnswer: boolean }) {
  if (bundles.length === 0) return null;
  return (
    <section id="bundles" aria-labelledby="bundles-title" className="mt-12 scroll-mt-6">
      <h2 id="bundles-title" className="d4">In the shop’s bundles</h2>
      <p className="text-ink-2 mt-1 max-w-[64ch]">Each holds products of yours and of others, and is sold while everybody agrees. Withdrawing takes it off sale; what was bought stays bought.</p>
      <ul className="mt-4 grid gap-8">
        {bundles.map((bundle) => (
          <li key={bundle.id} className="border-t border-line pt-4 grid lg:grid-cols-[minmax(0,1fr)_minmax(0,420px)] gap-x-10 gap-y-4">
            <div className="min-w-0 grid gap-3 content-start">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1"><h3 className="font-semibold break-words">{bundle.title}</h3><ProductStatusChip status={bundle.status} /></div>
              <p className="text-ink-2">{bundle.summary}</p>
              <Answer bundle={bundle} seller={seller} mayAnswer={mayAnswer} />
            </div>
            <details className="panel p-4 min-w-0" open={bundle.consents.some(({ sellerSlug, status }) => sellerSlug === seller && status === 'asked')}>
              <summary className="cursor-pointer font-semibold">What it holds and costs</summary>
              <div className="mt-3"><JointSums bundle={bundle} /></div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
