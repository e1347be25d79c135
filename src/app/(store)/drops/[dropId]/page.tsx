import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageShell } from '@/app/page-shell';
import { DropInput, type DropView } from '@/shared/contracts/drops';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { caller } from '@/trpc/server';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatPlural } from '@/ui/format';
import { stageInWords, whenInWords } from '../../_parts/drop-words';
import { DropEntries } from './drop-entries';
import { DropProofFacts } from './drop-proof-facts';
import { EnterForm } from './enter-form';
import { OwnEntry } from './own-entry';

interface Props {
  params: Promise<{ dropId: string }>;
}

const getDrop = cache(async (dropId: string): Promise<DropView> => {
  const input = DropInput.safeParse({ dropId });
  if (!input.success) notFound();
  return (await caller()).drops.byId(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const drop = await getDrop((await params).dropId);
  return { title: `Drop of ${drop.productTitle}`, description: stageInWords(drop) };
}

function Rules({ drop }: { drop: DropView }) {
  const facts = [
    { name: 'Entries', value: `${whenInWords(drop.entriesOpenAt)} to ${whenInWords(drop.entriesCloseAt)}` },
    { name: 'Given out', value: drop.variants.map(({ title, units }) => `${units} × ${title || 'one size'}`).join(', ') },
    { name: 'A person', value: `${drop.perPersonCap} at most` },
    { name: 'Time to order', value: formatPlural(drop.claimHours, 'hour') },
    { name: drop.closedAt ? 'Entered' : 'Entered so far', value: formatPlural(drop.entryCount, 'person', 'people') },
  ];
  return (
    <dl className="mt-6 grid sm:grid-cols-2 gap-x-10 gap-y-4 text-[15px]">
      {facts.map(({ name, value }) => <div key={name}><dt className="lab">{name}</dt><dd className="font-medium">{value}</dd></div>)}
    </dl>
  );
}

/** One drop, from its announcement to its result: the way in, one’s own place, and all that is needed to check the draw. */
export default async function DropPage({ params }: Props) {
  const drop = await getDrop((await params).dropId);
  const api = await caller();
  const [viewer, proof] = await Promise.all([api.account.viewer(), drop.closedAt ? api.drops.proof({ dropId: drop.id }) : null]);
  const here = `/drops/${drop.id}`;
  return (
    <PageShell>
      <div className="wrap pt-4 lg:pt-6 pb-20">
        <Breadcrumbs trail={[{ href: '/marketplace', label: 'Marketplace' }, { href: `/marketplace/${drop.productSlug}`, label: drop.productTitle }]} />
        <div className="grid lg:grid-cols-[minmax(0,1fr)_384px] gap-x-16 gap-y-8 mt-2 lg:mt-4">
          <header>
            <h1 className="d2">Drop of {drop.productTitle}</h1>
            <p className="mt-3 text-lg text-ink-2">{stageInWords(drop)}</p>
            <p className="mt-1 text-[15px] text-ink-2">Given out by <a className="link" href={`/sellers/${drop.sellerSlug}`}>{drop.sellerName}</a>.</p>
            <Rules drop={drop} />
          </header>
          <aside aria-label="Your entry" className="lg:row-span-2">
            <ProductCover slug={drop.productSlug} kind={drop.productType} title={`Cover of ${drop.productTitle}`} className="aspect-[16/9]" />
            {drop.own && <OwnEntry drop={drop} own={drop.own} />}
            {drop.stage === 'open' && (viewer ? <EnterForm drop={drop} own={drop.own} /> : <div className="mt-5"><LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`} tone="ink" size="l" wide>Sign in to enter</LinkButton></div>)}
            {drop.stage !== 'open' && !drop.own && viewer && <p className="mt-5 text-ink-2 text-[15px]">{drop.stage === 'announced' ? 'You can enter once it opens.' : 'You did not enter this drop.'}</p>}
          </aside>
          <div className="min-w-0">
            <DropProofFacts drop={drop} />
            {proof && <DropEntries proof={proof} variants={drop.variants} ownHash={drop.own?.hash ?? null} />}
          </div>
        </div>
      </div>
    </PageShell>
  );
}
