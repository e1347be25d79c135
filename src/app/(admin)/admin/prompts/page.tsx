import type { Metadata } from 'next';
import { CostChart } from '@/app/_prompts/cost-chart';
import { toCostDays, toSpanLinks } from '@/app/_prompts/cost-days';
import { CostFigures } from '@/app/_prompts/cost-figures';
import { SUM_COLUMNS } from '@/app/_prompts/sum-columns';
import { requireAdmin } from '@/app/require-viewer';
import type { ModelPromptCost, SellerPromptCost } from '@/shared/contracts/prompt-costs';
import { formatCount } from '@/ui/format';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { Section } from '../panel';

export const metadata: Metadata = { title: 'Prompt runs' };

const SELLER_COLUMNS: readonly TableColumn<SellerPromptCost>[] = [
  { key: 'seller', header: 'Seller', fold: 'lead', cell: ({ slug, name }) => <a className="link break-words" href={`/sellers/${slug}`}>{name}</a> },
  { key: 'left', header: 'Left today', right: true, fold: 'note-end', cell: ({ tokensLeft }) => <>{formatCount(tokensLeft)}<span className="sm:hidden"> tokens left</span></> },
  ...SUM_COLUMNS,
];
const MODEL_COLUMNS: readonly TableColumn<ModelPromptCost>[] = [{ key: 'model', header: 'Model', fold: 'lead', cell: ({ model }) => <span className="break-words">{model}</span> }, ...SUM_COLUMNS];

/** What runs of prompts cost the shop: when, whose, and by which model. */
export default async function PromptRunsPage({ searchParams }: { searchParams: Promise<{ days?: string | string[] }> }) {
  const { api } = await requireAdmin('/admin/prompts');
  const days = toCostDays((await searchParams).days);
  const costs = await api.admin.promptCosts({ days });
  const today = costs.days.at(-1);
  return (
    <AdminFrame current="/admin/prompts">
      <h1 className="d3">Prompt runs</h1>
      <p className="text-ink-2 mt-1 max-w-[68ch]">What trying prompts costs the shop, at the prices set for its models. Days are UTC’s, today among them. Where a provider gave no figures, we counted its tokens ourselves.</p>
      <div className="mt-4"><TabLinks {...toSpanLinks('/admin/prompts', days)} /></div>
      <CostFigures days={costs.days} last={{ name: 'Tokens today', value: formatCount(today?.tokens ?? 0), note: `Each seller has ${formatCount(costs.tokensPerDay)} a day` }} />
      <Section id="days" title="Cost by day"><CostChart days={costs.days} /></Section>
      <Section id="sellers" title="By seller" note="The dearest first. Runs of people who left the shop are in the days alone.">{costs.sellers.length === 0 ? <p className="text-ink-2">No prompt was run in these days.</p> : <Table caption="Costs by seller" columns={SELLER_COLUMNS} rows={costs.sellers} rowKey={({ sellerId }) => sellerId} />}</Section>
      <Section id="models" title="By model">{costs.models.length === 0 ? <p className="text-ink-2">No model was asked in these days.</p> : <Table caption="Costs by model" columns={MODEL_COLUMNS} rows={costs.models} rowKey={({ model }) => model} />}</Section>
    </AdminFrame>
  );
}
