'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { BundleCandidate, ProductEditorView } from '@/shared/contracts/publishing';
import { TYPE_WORDS } from '@/shared/product-words';
import { api } from '@/trpc/browser';
import { CheckboxRow } from '@/ui/choices';
import { Select } from '@/ui/field';
import { formatMoney } from '@/ui/format';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { SaveRow, Section } from './section';

interface Chosen {
  productId: string;
  variantId: string | null;
}

/** Alone, in the form chosen; where the buyer chooses, in the cheapest. */
function listPrice(candidate: BundleCandidate | undefined, chosen: Chosen, currency: string): number | null {
  const forms = candidate?.variants.filter(({ id }) => chosen.variantId === null || id === chosen.variantId) ?? [];
  const amounts = forms.flatMap(({ prices }) => prices.find((price) => price.currency === currency)?.amountMinor ?? []);
  return amounts.length === 0 ? null : Math.min(...amounts);
}

/** The parts' prices, their sum, the bundle's own price, and what the buyer saves; in the bundle's leading currency. */
function Arithmetic({ product, chosen, candidates }: { product: ProductEditorView; chosen: readonly Chosen[]; candidates: readonly BundleCandidate[] }) {
  const price = product.variants[0]?.prices[0];
  const currency = price?.currency ?? 'usd';
  const lines = chosen.map((part) => {
    const candidate = candidates.find(({ productId }) => productId === part.productId);
    return { ...part, title: candidate?.title ?? product.parts.find(({ productId }) => productId === part.productId)?.title ?? '', amount: listPrice(candidate, part, currency) };
  });
  const sum = lines.reduce((total, { amount }) => total + (amount ?? 0), 0);
  return (
    <div className="panel p-4 lg:p-5 max-w-[480px]" role="status" aria-label="What the bundle saves">
      <dl className="text-[15px] grid gap-2 tabular-nums">
        {lines.map(({ productId, title, amount }) => <div key={productId} className="flex justify-between gap-4"><dt className="min-w-0 break-words">{title}</dt><dd>{amount === null ? `Not in ${currency.toUpperCase()}` : formatMoney(amount, currency)}</dd></div>)}
        <div className="flex justify-between gap-4 border-t border-ink pt-2"><dt>By themselves</dt><dd>{formatMoney(sum, currency)}</dd></div>
        <div className="flex justify-between gap-4"><dt>Together</dt><dd>{price ? formatMoney(price.amountMinor, currency) : 'No price yet'}</dd></div>
        {price && <div className="flex justify-between gap-4 font-semibold"><dt>{price.amountMinor <= sum ? 'Saved' : 'Costs more by'}</dt><dd>{formatMoney(Math.abs(sum - price.amountMinor), currency)}</dd></div>}
      </dl>
    </div>
  );
}

/** What a bundle holds. */
export function PartsSection({ product, mayWrite, candidates }: SectionProps & { candidates: readonly BundleCandidate[] }) {
  const act = useAct();
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly Chosen[]>(product.parts.map(({ productId, variantId }) => ({ productId, variantId })));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      await api.products.setBundleItems.mutate({ seller: product.sellerSlug, productId: product.id, parts: [...chosen] });
      toast({ message: 'The parts are saved.' });
    });
  };
  const unlisted = product.parts.filter(({ productId }) => !candidates.some((candidate) => candidate.productId === productId));
  return (
    <Section id="parts" title="Parts" note="Two or more of your products on sale. Whoever owns one of them already pays less.">
      <form className="grid gap-5" onSubmit={submit} noValidate>
        {candidates.length === 0 && <p className="text-ink-2">You have nothing on sale yet that a bundle could hold.</p>}
        <ul className="grid">
          {[...candidates, ...unlisted.map(({ productId, title, type }) => ({ productId, title: `${title}, off sale`, type, variants: [] }))].map((candidate) => {
            const part = chosen.find(({ productId }) => productId === candidate.productId);
            return (
              <li key={candidate.productId} className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-1">
                <CheckboxRow className="flex-1 min-w-[220px]" disabled={!mayWrite} label={<>{candidate.title} <span className="text-ink-3 font-normal">{TYPE_WORDS[candidate.type]?.one}</span></>} checked={part !== undefined}
                  onChange={(event) => setChosen(event.target.checked ? [...chosen, { productId: candidate.productId, variantId: null }] : chosen.filter(({ productId }) => productId !== candidate.productId))} />
                {part !== undefined && candidate.variants.length > 1 && (
                  <Select label={`Form of ${candidate.title}`} labelHidden className="w-[220px]" disabled={!mayWrite} value={part.variantId ?? ''} options={[{ value: '', label: 'The buyer chooses' }, ...candidate.variants.map(({ id, title }) => ({ value: id, label: title }))]}
                    onChange={(event) => setChosen(chosen.map((each) => (each.productId === candidate.productId ? { ...each, variantId: event.target.value === '' ? null : event.target.value } : each)))} />
                )}
              </li>
            );
          })}
        </ul>
        {chosen.length > 0 && <Arithmetic product={product} chosen={chosen} candidates={candidates} />}
        {mayWrite && candidates.length > 0 && <SaveRow act={act} fields={[]} label="Save the parts" />}
      </form>
    </Section>
  );
}
