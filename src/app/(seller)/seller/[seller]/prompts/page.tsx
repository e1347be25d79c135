import type { Metadata } from 'next';
import { CostChart } from '@/app/_prompts/cost-chart';
import { toCostDays, toSpanLinks } from '@/app/_prompts/cost-days';
import { CostFigures } from '@/app/_prompts/cost-figures';
import { SUM_COLUMNS } from '@/app/_prompts/sum-columns';
import type { PromptCost } from '@/shared/contracts/prompt-costs';
import { LinkButton } from '@/ui/button';
import { formatCount } from '@/ui/format';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';

export const metadata: Metadata = { title: 'Prompt runs' };

const COLUMNS: readonly TableColumn<PromptCost>[] = [
  { key: 'prompt', header: 'Prompt', fold: 'lead', cell: ({ slug, title, isPublished }) => (isPublished ? <a className="link break-words" href={`/marketplace/${slug}`}>{title}</a> : title) },
  { key: 'trials', header: 'Before buying', right: true, fold: 'note-end', cell: ({ trialRuns }) => <>{formatCount(trialRuns)}<span className="sm:hidden"> before buying</span></> },
  ...SUM_COLUMNS,
];

/** What people's runs of the seller's prompts used, and what of today's tokens is left. */
export default async function PromptRunsPage({ params, searchParams }: { params: Promise<{ seller: string }>; searchParams: Promise<{ days?: string | string[] }> }) {
  const { api, seller } = await requireSeller((await params).seller, '/prompts');
  const days = toCostDays((await searchParams).days);
  const costs = await api.promptRuns.costs({ seller: seller.slug, days });
  const isQuiet = costs.days.every(({ runs }) => runs === 0);
  return (
    <SellerFrame seller={seller} current="/prompts">
      <h1 className="d3">Prompt runs</h1>
      <p className="text-ink-2 mt-1 max-w-[68ch]">How often people run your prompts in their pages, and what that costs the shop. Days are UTC’s, today among them. Nobody keeps what was typed or answered.</p>
      <div className="mt-4"><TabLinks {...toSpanLinks(`/seller/${seller.slug}/prompts`, days)} /></div>
      <CostFigures days={costs.days} last={{ name: 'Tokens left today', value: formatCount(costs.tokensLeft), note: `Of ${formatCount(costs.tokensPerDay)} for all your prompts` }} />
      {isQuiet ? (
        <div className="mt-8"><EmptyState title="No runs in these days" slug="prompt-runs" action={<LinkButton href={`/seller/${seller.slug}/products`}>Products</LinkButton>}>Whoever opens the page of a prompt can try it there before buying. Each run is counted here.</EmptyState></div>
      ) : (
        <>
          <section className="mt-10" aria-labelledby="days"><h2 id="days" className="font-semibold text-lg mb-3">Cost by day</h2><CostChart days={costs.days} /></section>
          <section className="mt-10" aria-labelledby="prompts">
            <h2 id="prompts" className="font-semibold text-lg">By prompt</h2>
            <p className="text-sm text-ink-2 max-w-[68ch] mt-0.5 mb-3">The dearest first. Where a model gave no figures, we counted its tokens ourselves. Runs of people who left the shop are in the days alone.</p>
            <Table caption="Costs by prompt" columns={COLUMNS} rows={costs.prompts} rowKey={({ productId }) => productId} />
          </section>
        </>
      )}
    </SellerFrame>
  );
}
