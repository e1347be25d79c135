'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { EditedVariant } from '@/shared/contracts/edited-variant';
import type { ProductEditorView } from '@/shared/contracts/publishing';
import { MINIMUM_CHARGE_MINOR } from '@/shared/money';
import { parseMoney, writeMoney } from '@/shared/parse-money';
import { LICENSE_WORDS } from '@/shared/product-words';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { CheckboxRow } from '@/ui/choices';
import { Field, Select } from '@/ui/field';
import { formatMoney } from '@/ui/format';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { SaveRow, Section } from './section';

const CURRENCIES = Object.keys(MINIMUM_CHARGE_MINOR);
const MOST_CURRENCIES = 10;

/** What is typed, by variant and currency. */
type Typed = Record<string, string>;

const cell = (variantId: string, currency: string) => `${variantId} ${currency}`;
const nameOf = ({ title, license }: EditedVariant) => (title || (license === null ? '' : LICENSE_WORDS[license]?.name)) ?? '';
const sameEverywhere = (variants: readonly EditedVariant[]) => new Set(variants.map(({ prices }) => JSON.stringify(prices))).size <= 1;

function faultIn(text: string, currency: string, mayBeFree: boolean): string | undefined {
  const amount = parseMoney(text, currency);
  if (amount === null) return 'Write an amount, such as 120 or 120.50.';
  const least = MINIMUM_CHARGE_MINOR[currency] ?? 0;
  if (amount === 0) return mayBeFree ? undefined : 'Only downloads can be free.';
  return amount < least ? `At least ${formatMoney(least, currency)}${mayBeFree ? ', or 0' : ''}.` : undefined;
}

function typedOf({ variants }: ProductEditorView): Typed {
  return Object.fromEntries(variants.flatMap(({ id, prices }) => prices.map(({ currency, amountMinor }) => [cell(id, currency), writeMoney(amountMinor, currency)])));
}

/** What each variant costs, in one currency or more; goods may cost the same in every size. */
export function PricesSection({ product, mayWrite }: SectionProps) {
  const act = useAct();
  const toast = useToast();
  const { variants, kind } = product;
  const [first] = variants;
  const [typed, setTyped] = useState<Typed>(() => typedOf(product));
  const [currencies, setCurrencies] = useState<readonly string[]>(() => [...new Set(variants.flatMap(({ prices }) => prices.map(({ currency }) => currency)))]);
  const shown = currencies.length === 0 ? ['usd'] : currencies;
  const [isSame, setIsSame] = useState(kind === 'physical' && sameEverywhere(variants));
  const [tried, setTried] = useState(false);
  const rows = isSame ? variants.slice(0, 1) : variants;
  const valueOf = (variant: EditedVariant, currency: string) => typed[cell((isSame ? first : variant)?.id ?? '', currency)] ?? '';
  const faultOf = (variant: EditedVariant, currency: string) => faultIn(valueOf(variant, currency), currency, kind === 'download');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (rows.some((variant) => shown.some((currency) => faultOf(variant, currency) !== undefined))) return;
    void act.run(async () => {
      await api.products.setPrices.mutate({
        seller: product.sellerSlug,
        productId: product.id,
        prices: variants.map((variant) => ({ variantId: variant.id, amounts: shown.map((currency) => ({ currency, amountMinor: parseMoney(valueOf(variant, currency), currency) ?? 0 })) })),
      });
      toast({ message: 'The prices are saved. Orders keep what they were charged.' });
    });
  };
  return (
    <Section id="prices" title="Prices" note="A changed price holds from the next cart on. Whoever has it in their cart is told before paying.">
      <form className="grid gap-5" onSubmit={submit} noValidate>
        {kind === 'physical' && variants.length > 1 && <CheckboxRow label="The same for every variant" disabled={!mayWrite} checked={isSame} onChange={(event) => setIsSame(event.target.checked)} />}
        <div className="grid gap-5">
          {rows.map((variant) => (
            <fieldset key={variant.id} disabled={!mayWrite} className="min-w-0">
              <legend className={isSame || rows.length === 1 ? 'sr-only' : 'font-semibold mb-2'}>{isSame ? 'Price' : nameOf(variant) || 'Price'}</legend>
              <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
                {shown.map((currency) => (
                  <Field key={currency} label={currency.toUpperCase()} inputMode="decimal" autoComplete="off" value={valueOf(variant, currency)} error={tried ? faultOf(variant, currency) : undefined}
                    onChange={(event) => setTyped({ ...typed, [cell(variant.id, currency)]: event.target.value })} />
                ))}
              </div>
            </fieldset>
          ))}
        </div>
        {mayWrite && (
          <div className="flex flex-wrap items-end gap-3">
            <Select label="Sell in another currency" className="w-[200px]" value="" disabled={shown.length >= MOST_CURRENCIES} options={[{ value: '', label: 'Choose' }, ...CURRENCIES.filter((currency) => !shown.includes(currency)).map((currency) => ({ value: currency, label: currency.toUpperCase() }))]}
              onChange={(event) => { if (event.target.value !== '') setCurrencies([...shown, event.target.value]); }} />
            {shown.length > 1 && shown.slice(1).map((currency) => <Button key={currency} tone="text" size="s" onClick={() => setCurrencies(shown.filter((each) => each !== currency))}>Leave {currency.toUpperCase()} out</Button>)}
          </div>
        )}
        {mayWrite && <SaveRow act={act} fields={[]} label="Save the prices" />}
      </form>
    </Section>
  );
}
