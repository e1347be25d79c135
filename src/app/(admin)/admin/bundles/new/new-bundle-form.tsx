'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type SyntheticEvent } from 'react';
import { BundleSums } from '@/app/_bundles/bundle-sums';
import { useAct } from '@/app/use-act';
import { newId } from '@/shared/ids';
import { MINIMUM_CHARGE_MINOR } from '@/shared/money';
import { parseMoney } from '@/shared/parse-money';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';
import { toSummed, type Chosen } from './chosen';
import { PartSearch } from './part-search';

const CURRENCIES = Object.keys(MINIMUM_CHARGE_MINOR);
const FIELDS = ['title', 'summary', 'description', 'seller', 'parts', 'prices'];

interface Price {
  currency: string;
  text: string;
}

/** The parts that were put in, each with the form it comes in. */
function ChosenParts({ chosen, onChange }: { chosen: readonly Chosen[]; onChange: (chosen: readonly Chosen[]) => void }) {
  if (chosen.length === 0) return <p className="text-ink-2">Nothing is in it yet. Two parts make a bundle.</p>;
  return (
    <ul className="ruled" aria-label="Parts of the bundle">
      {chosen.map((one) => {
        const { productId, title, sellerName, variants } = one.part;
        return (
          <li key={productId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
            <span className="min-w-0 break-words">{title}<span className="block text-sm text-ink-3">{sellerName}</span></span>
            <span className="flex items-center gap-2">
              {variants.length > 1 && (
                <Select label={`Form of ${title}`} labelHidden className="w-[190px]" value={one.variantId ?? ''} options={[{ value: '', label: 'The buyer chooses' }, ...variants.map((variant) => ({ value: variant.id, label: variant.title }))]}
                  onChange={({ target }) => onChange(chosen.map((each) => (each === one ? { ...each, variantId: target.value === '' ? null : target.value } : each)))} />
              )}
              <Button size="s" onClick={() => onChange(chosen.filter((each) => each !== one))}>Take out<span className="sr-only"> {title}</span></Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A price per currency, and under each what it comes to. */
function Prices({ prices, chosen, onChange, error }: { prices: readonly Price[]; chosen: readonly Chosen[]; onChange: (prices: readonly Price[]) => void; error: string | undefined }) {
  const set = (index: number, change: Partial<Price>) => onChange(prices.map((price, at) => (at === index ? { ...price, ...change } : price)));
  const free = CURRENCIES.find((currency) => !prices.some((price) => price.currency === currency));
  return (
    <div className="grid gap-6">
      {prices.map(({ currency, text }, index) => {
        const priceMinor = parseMoney(text, currency);
        return (
          <div key={index} className="grid gap-4">
            <div className="grid grid-cols-[minmax(0,1fr)_110px_auto] gap-3 items-start max-w-[480px]">
              <Field label="It costs" name={index === 0 ? 'prices' : undefined} required inputMode="decimal" autoComplete="off" value={text} error={text !== '' && priceMinor === null ? 'Write an amount, such as 120 or 120.50.' : index === 0 ? error : undefined} onChange={({ target }) => set(index, { text: target.value })} />
              <Select label="Currency" value={currency} options={CURRENCIES.filter((code) => code === currency || !prices.some((price) => price.currency === code)).map((code) => ({ value: code, label: code.toUpperCase() }))} onChange={({ target }) => set(index, { currency: target.value })} />
              {prices.length > 1 && <Button className="mt-[26px]" onClick={() => onChange(prices.filter((_, at) => at !== index))}>Leave out<span className="sr-only"> {currency.toUpperCase()}</span></Button>}
            </div>
            {chosen.length > 0 && <div className="panel p-4 lg:p-5 max-w-[480px]" role="status"><BundleSums currency={currency} priceMinor={priceMinor} parts={toSummed(chosen, currency, priceMinor)} /></div>}
          </div>
        );
      })}
      {free !== undefined && prices.length < 10 && <div><Button size="s" onClick={() => onChange([...prices, { currency: free, text: '' }])}>One more currency</Button></div>}
    </div>
  );
}

const sellersOf = (chosen: readonly Chosen[]) => [...new Map(chosen.map(({ part }) => [part.sellerSlug, part.sellerName]))].map(([value, label]) => ({ value, label }));

/** Makes a bundle of any sellers' products: what it is, what it holds, what it costs. */
export function NewBundleForm() {
  const act = useAct();
  const toast = useToast();
  const router = useRouter();
  const productId = useRef<string | null>(null);
  const [words, setWords] = useState({ title: '', summary: '', description: '' });
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [prices, setPrices] = useState<readonly Price[]>([{ currency: 'usd', text: '' }]);
  const [presenter, setPresenter] = useState('');
  const sellers = sellersOf(chosen);
  const seller = sellers.find(({ value }) => value === presenter)?.value ?? sellers[0]?.value ?? '';
  const amounts = prices.map(({ currency, text }) => ({ currency, amountMinor: parseMoney(text, currency) ?? 0 }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    productId.current ??= newId('product');
    const id = productId.current;
    void act.run(async () => {
      await api.admin.createBundle.mutate({ productId: id, seller, ...words, parts: chosen.map(({ part, variantId }) => ({ productId: part.productId, variantId })), prices: amounts });
      toast({ message: 'It is made. Its sellers are asked by mail.' });
      router.push('/admin/bundles');
    });
  };
  const write = (name: keyof typeof words) => ({ name, value: words[name], error: act.faultOf(name), onChange: ({ target }: { target: { value: string } }) => setWords({ ...words, [name]: target.value }) });
  const beside = act.faultBeside(FIELDS);
  return (
    <form className="mt-8 grid gap-10 max-w-[720px]" onSubmit={submit}>
      <section className="grid gap-5" aria-labelledby="holds">
        <h2 id="holds" className="d4">What it holds</h2>
        <PartSearch taken={new Set(chosen.map(({ part }) => part.productId))} onTake={(part) => setChosen([...chosen, { part, variantId: part.variants.length === 1 ? (part.variants[0]?.id ?? null) : null }])} error={act.faultOf('parts')} />
        <ChosenParts chosen={chosen} onChange={setChosen} />
      </section>
      <section className="grid gap-5" aria-labelledby="costs"><h2 id="costs" className="d4">What it costs</h2><Prices prices={prices} chosen={chosen} onChange={setPrices} error={act.faultOf('prices')} /></section>
      <section className="grid gap-5" aria-labelledby="words">
        <h2 id="words" className="d4">How it is shown</h2>
        <Field label="Title" required maxLength={120} autoComplete="off" {...write('title')} />
        <Field label="Summary" required maxLength={240} autoComplete="off" hint="The sentence under the title" {...write('summary')} />
        <TextAreaField label="Description" required rows={6} hint="Markdown" {...write('description')} />
        <Select label="Presented by" name="seller" value={seller} error={act.faultOf('seller')} hint="One of the sellers in it; the others are asked" options={sellers.length === 0 ? [{ value: '', label: 'Choose parts first' }] : sellers} onChange={({ target }) => setPresenter(target.value)} />
      </section>
      <div>
        <Button type="submit" tone="ink" busy={act.busy} disabled={chosen.length < 2}>Make the bundle</Button>
        {beside && <p className="fault" role="alert">{beside}</p>}
      </div>
    </form>
  );
}
