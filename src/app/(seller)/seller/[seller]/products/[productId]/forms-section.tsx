'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { EditedVariant } from '@/shared/contracts/edited-variant';
import type { Inventory, ProductEditorView } from '@/shared/contracts/publishing';
import { MAX_VARIANTS, parseSizeRun } from '@/shared/parse-size-run';
import { api } from '@/trpc/browser';
import { Segmented } from '@/ui/choices';
import { Field } from '@/ui/field';
import { formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { SaveRow, Section } from './section';

/** A size and colour as it will be. */
interface Planned {
  key: string;
  size?: string;
  color?: string;
  before?: EditedVariant;
}

const keyOf = ({ size, color }: { size?: string | null; color?: string | null }) => [size, color].filter(Boolean).join(', ');

/** What the two lines name: every size in every colour. */
function planOf(product: ProductEditorView, sizes: string, colors: string): { planned: Planned[]; fault?: string } {
  const run = sizes.trim() === '' ? { sizes: [undefined], fault: undefined } : parseSizeRun(sizes);
  if (run.sizes === undefined) return { planned: [], fault: run.fault };
  const names = [...new Set(colors.split(',').map((color) => color.trim()).filter((color) => color !== ''))];
  const pairs = run.sizes.flatMap((size) => (names.length === 0 ? [{ size }] : names.map((color) => ({ size, color }))));
  const planned = pairs.map((pair) => ({ ...pair, key: keyOf(pair), before: product.variants.find((variant) => keyOf(variant) === keyOf(pair)) }));
  return planned.length > MAX_VARIANTS ? { planned: [], fault: `That is more than ${MAX_VARIANTS} variants.` } : { planned };
}

const toGrams = (text: string) => (/^\d{1,6}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null);

/** Sizes and colours of goods, how they are counted, what they weigh. */
export function FormsSection({ product, mayWrite }: SectionProps) {
  const act = useAct();
  const toast = useToast();
  const { variants } = product;
  const [sizes, setSizes] = useState([...new Set(variants.flatMap(({ size }) => size ?? []))].join(', '));
  const [colors, setColors] = useState([...new Set(variants.flatMap(({ color }) => color ?? []))].join(', '));
  const [inventory, setInventory] = useState<Inventory>(product.inventory ?? 'per_variant');
  const [weight, setWeight] = useState(String(variants.find(({ weightGrams }) => weightGrams !== null)?.weightGrams ?? ''));
  const [own, setOwn] = useState<Record<string, { sku?: string; weight?: string }>>({});
  const { planned, fault } = planOf(product, sizes, colors);
  const gone = variants.filter((variant) => !planned.some(({ before }) => before?.id === variant.id));
  const skuOf = ({ key, before }: Planned) => own[key]?.sku ?? before?.sku ?? '';
  const weightOf = ({ key, before }: Planned) => own[key]?.weight ?? (before && before.weightGrams !== null ? String(before.weightGrams) : weight);
  const change = (key: string, changed: { sku?: string; weight?: string }) => setOwn({ ...own, [key]: { ...own[key], ...changed } });
  const setAllWeights = (text: string) => {
    setWeight(text);
    setOwn(Object.fromEntries(planned.map(({ key }) => [key, { ...own[key], weight: text }])));
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fault !== undefined) return;
    void act.run(async () => {
      await api.products.setVariants.mutate({
        seller: product.sellerSlug,
        productId: product.id,
        inventory,
        variants: planned.map((variant) => ({ ...(variant.size !== undefined && { size: variant.size }), ...(variant.color !== undefined && { color: variant.color }), ...(skuOf(variant).trim() !== '' && { sku: skuOf(variant) }), weightGrams: toGrams(weightOf(variant)) })),
      });
      toast({ message: 'The variants are saved.' });
    });
  };
  const columns: TableColumn<Planned>[] = [
    { key: 'title', header: 'Variant', fold: 'lead', cell: ({ key }) => <span className="font-semibold">{key || 'One form'}</span> },
    { key: 'state', header: 'Now', fold: 'end', cell: ({ before }) => (before?.stockLevelId ? <a className="link" href={`/seller/${product.sellerSlug}/stock/${before.stockLevelId}`} aria-label={`Stock of ${before.title || product.title}`}>{formatPlural(before.onHand ?? 0, 'unit')}</a> : 'New') },
    { key: 'sku', header: 'Your number', fold: 'wide', cell: (variant) => <Field label={`Your number for ${variant.key || 'it'}`} labelHidden inputClassName="field-s max-lg:mt-2" disabled={!mayWrite} maxLength={64} autoComplete="off" spellCheck={false} placeholder="Made from the address" value={skuOf(variant)} onChange={(event) => change(variant.key, { sku: event.target.value })} /> },
    { key: 'weight', header: 'Grams, packed', fold: 'wide', right: true, cell: (variant) => <Field label={`Weight of ${variant.key || 'it'} in grams, packed`} labelHidden inputClassName="field-s lg:text-right" disabled={!mayWrite} inputMode="numeric" autoComplete="off" placeholder="Grams" value={weightOf(variant)} onChange={(event) => change(variant.key, { weight: event.target.value })} /> },
  ];
  return (
    <Section id="variants" title="Variants" note="Write the sizes as a run and look at what it makes. What you leave out goes off sale; orders keep it.">
      <form className="grid gap-5" onSubmit={submit} noValidate>
        <div className="grid gap-5 sm:grid-cols-2 max-w-[720px]">
          <Field label="Sizes" name="sizes" disabled={!mayWrite} autoComplete="off" spellCheck={false} hint="39-45, 39-45/0.5, S-XXL, or 36.5, 38, 40-42. Empty for none." value={sizes} error={fault} onChange={(event) => setSizes(event.target.value)} />
          <Field label="Colours" name="colors" disabled={!mayWrite} autoComplete="off" hint="With commas: Bone, Black. Empty for one." value={colors} onChange={(event) => setColors(event.target.value)} />
          <Field label="Weight of each, packed" name="weight" disabled={!mayWrite} inputMode="numeric" autoComplete="off" hint="Grams. Each may differ below." value={weight} onChange={(event) => setAllWeights(event.target.value)} />
          <div>
            <p className="label" aria-hidden="true">Stock</p>
            <Segmented legend="Stock" name="inventory" segments={[{ value: 'per_variant', label: 'One each' }, { value: 'flat', label: 'Shared by all' }]} value={inventory} onChange={(value) => { if (mayWrite) setInventory(value === 'flat' ? 'flat' : 'per_variant'); }} />
          </div>
        </div>
        <p role="status" className="text-sm text-ink-2">{fault === undefined ? `${formatPlural(planned.length, 'variant')}${gone.length > 0 ? `; ${gone.map(({ title }) => title || 'the one form').join(' · ')} ${gone.length === 1 ? 'goes' : 'go'} off sale` : ''}.` : 'No variants yet.'}</p>
        {planned.length > 0 && <Table caption="Variants as they will be" columns={columns} rows={planned} rowKey={({ key }) => key} />}
        {mayWrite && <SaveRow act={act} fields={[]} label="Save the variants" disabled={fault !== undefined} />}
      </form>
    </Section>
  );
}
