import { CircleAlert, TrendingDown, TrendingUp } from 'lucide-react';
import type { CartLine as Line } from '@/shared/contracts/cart';
import { LICENSE_WORDS, TYPE_WORDS } from '@/shared/product-words';
import { recurringText } from '@/shared/recurring-text';
import { api } from '@/trpc/browser';
import { OwnChip } from '@/ui/chip';
import { ProductCover } from '@/ui/covers/product-cover';
import { Select } from '@/ui/field';
import { formatMoney } from '@/ui/format';
import { ProductPhoto } from '@/ui/product-photo';
import type { CartActs } from './use-cart';

const MOST_SHOWN = 10;

/** What it is, in a line: "Node kit, personal licence", "Sneaker, 43". */
function describe({ productType, license, variantTitle, parts }: Line): string {
  const kind = TYPE_WORDS[productType]?.one ?? productType;
  const owned = parts.filter((part) => part.owned).length;
  const bundle = parts.length === 0 ? '' : `${parts.length} parts${owned > 0 ? `, ${owned} of them yours already` : ''}`;
  return [kind, variantTitle, license && `${LICENSE_WORDS[license]?.name.toLowerCase() ?? license} licence`, bundle].filter(Boolean).join(', ');
}

/** "14 days free, then $29 a month", of what is paid again. */
function termsOf({ interval, trialDays, unitPriceMinor }: Line, currency: string): string | null {
  return interval && recurringText({ amountMinor: unitPriceMinor, currency, interval, trialDays });
}

/** Of a bundle: what is in it, and what each part owned takes off. */
function Parts({ line, currency }: { line: Line; currency: string }) {
  if (line.parts.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-1.5 text-sm" aria-label={`Parts of ${line.title}`}>
      {line.parts.map((part) => (
        <li key={part.productId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a className="link" href={`/marketplace/${part.productSlug}`}>{part.title}</a>
          {part.variantTitle && <span className="text-ink-2">{part.variantTitle}</span>}
          {part.owned && <><OwnChip /><span className="text-ink-2">{formatMoney(-part.shareMinor, currency)}</span></>}
        </li>
      ))}
    </ul>
  );
}

function PriceChange({ line, currency }: { line: Line; currency: string }) {
  if (line.seenMinor === null) return null;
  const now = line.lineMinor / line.quantity;
  const Icon = now > line.seenMinor ? TrendingUp : TrendingDown;
  return (
    <p className={`mt-2 flex items-start gap-2 text-sm font-medium ${now > line.seenMinor ? 'text-warn' : 'text-ok'}`}>
      <Icon className="ic size-4 mt-0.5" aria-hidden="true" />{formatMoney(now, currency)} now, it was {formatMoney(line.seenMinor, currency)} when you put it in.
    </p>
  );
}

function Quantity({ line, acts }: { line: Line; acts: CartActs }) {
  const most = Math.max(line.quantity, Math.min(line.available ?? MOST_SHOWN, MOST_SHOWN));
  return (
    <Select label={`How many of ${line.title}`} labelHidden className="w-20" value={String(line.quantity)} disabled={acts.busy !== null}
      options={Array.from({ length: most }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
      onChange={({ target }) => void acts.change(line.variantId, () => api.cart.changeQuantity.mutate({ variantId: line.variantId, quantity: Number(target.value) }))} />
  );
}

/** One line: what it is, what it costs now, and what stands in its way. */
export function CartLine({ line, currency, acts, onRemove }: { line: Line; currency: string; acts: CartActs; onRemove: () => void }) {
  const fault = acts.fault?.of === line.variantId ? acts.fault.problem.message : null;
  const isRefused = line.lineMinor === 0 && line.problems.length > 0;
  const isBundle = line.parts.length > 0;
  const terms = termsOf(line, currency);
  // A trial takes nothing off: its price comes later.
  const whole = terms !== null && line.trialDays > 0 ? 0 : line.unitPriceMinor * line.quantity;
  return (
    <li className="grid grid-cols-[64px_minmax(0,1fr)_auto] lg:grid-cols-[80px_minmax(0,1fr)_auto] gap-x-4 lg:gap-x-5 py-5 border-b border-line">
      {line.image ? <ProductPhoto image={line.image} sizes="80px" className="size-16 lg:size-20" /> : <ProductCover slug={line.productSlug} kind={line.productType} {...(isBundle && { parts: line.parts.map(({ productSlug, productType }) => ({ slug: productSlug, kind: productType })) })} className="size-16 lg:size-20" />}
      <div className="min-w-0">
        <h3 className="font-semibold leading-[22px]"><a className="hover:underline underline-offset-3" href={`/marketplace/${line.productSlug}`}>{line.title}</a></h3>
        <p className="text-sm text-ink-2 mt-0.5">{describe(line)}</p>
        {terms && <p className="text-sm mt-0.5">{terms}</p>}
        <Parts line={line} currency={currency} />
        <PriceChange line={line} currency={currency} />
        {line.problems.map(({ message }) => (
          <p key={message} className="mt-2 flex items-start gap-2 text-sm font-medium text-danger"><CircleAlert className="ic size-4 mt-0.5" aria-hidden="true" />{message}</p>
        ))}
        {fault && <p className="fault" role="alert">{fault}</p>}
        <div className="flex items-center gap-4 mt-2 -mb-2">
          {line.kind === 'physical' && !isRefused && <Quantity line={line} acts={acts} />}
          <button type="button" className="tap link text-sm text-ink-2" disabled={acts.busy !== null} onClick={onRemove}>Remove<span className="sr-only"> {line.title}</span></button>
        </div>
      </div>
      <div className="text-right">
        {isRefused ? <p className="text-ink-3"><s>{formatMoney(whole, currency)}</s><span className="sr-only">, not counted</span></p> : <p className="font-semibold">{formatMoney(line.lineMinor, currency)}</p>}
        {!isRefused && line.lineMinor < whole && <p className="text-sm text-ink-2"><s>{formatMoney(whole, currency)}</s><span className="sr-only"> before</span></p>}
        {!isRefused && line.quantity > 1 && <p className="text-sm text-ink-2">{formatMoney(line.unitPriceMinor, currency)} each</p>}
      </div>
    </li>
  );
}
