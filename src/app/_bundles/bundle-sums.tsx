import { formatMoney } from '@/ui/format';

export interface SummedPart {
  productId: string;
  title: string;
  variantTitle: string;
  sellerName: string;
  /** Minor units; null: it has no price in this currency. */
  aloneMinor: number | null;
  shareMinor: number | null;
}

interface BundleSumsProps {
  currency: string;
  /** Null while it is not written. */
  priceMinor: number | null;
  parts: readonly SummedPart[];
}

const sumOf = (amounts: readonly (number | null)[]) => amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);

/** What each seller has of the price, in the order of the parts. */
function sharesBySeller(parts: readonly SummedPart[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const { sellerName, shareMinor } of parts) sums.set(sellerName, (sums.get(sellerName) ?? 0) + (shareMinor ?? 0));
  return [...sums];
}

/** A bundle's arithmetic in one currency: what its parts cost alone, what it costs, what each part and each seller has of it. */
export function BundleSums({ currency, priceMinor, parts }: BundleSumsProps) {
  const alone = sumOf(parts.map(({ aloneMinor }) => aloneMinor));
  const isWhole = parts.every(({ aloneMinor }) => aloneMinor !== null);
  const money = (amount: number | null) => (amount === null ? 'None' : formatMoney(amount, currency));
  return (
    <table className="w-full text-[15px] tabular-nums">
      <caption className="sr-only">The sums in {currency.toUpperCase()}</caption>
      <thead><tr className="text-sm text-ink-3 text-left"><th scope="col" className="font-normal pb-1">Part</th><th scope="col" className="font-normal pb-1 pl-4 text-right whitespace-nowrap">Alone</th><th scope="col" className="font-normal pb-1 pl-4 text-right whitespace-nowrap">Its share</th></tr></thead>
      <tbody>
        {parts.map(({ productId, title, variantTitle, sellerName, aloneMinor, shareMinor }) => (
          <tr key={productId} className="border-t border-line align-top">
            <th scope="row" className="font-normal text-left py-2 break-words">{title}{variantTitle && `, ${variantTitle}`}<span className="block text-sm text-ink-3">{sellerName}</span></th>
            <td className="py-2 pl-4 text-right whitespace-nowrap">{money(aloneMinor)}</td>
            <td className="py-2 pl-4 text-right whitespace-nowrap">{shareMinor === null ? '' : money(shareMinor)}</td>
          </tr>
        ))}
      </tbody>
      <tbody className="border-t border-ink">
        <tr><th scope="row" className="font-normal text-left pt-2">By themselves</th><td className="pt-2 pl-4 text-right whitespace-nowrap">{isWhole ? money(alone) : ''}</td><td /></tr>
        <tr className="font-semibold"><th scope="row" className="text-left pt-1">Together</th><td /><td className="pt-1 pl-4 text-right whitespace-nowrap">{priceMinor === null ? 'No price yet' : money(priceMinor)}</td></tr>
        {priceMinor !== null && isWhole && <tr><th scope="row" className="font-normal text-left pt-1">{priceMinor <= alone ? 'Saved' : 'Costs more by'}</th><td /><td className="pt-1 pl-4 text-right whitespace-nowrap">{money(Math.abs(alone - priceMinor))}</td></tr>}
        {isWhole && priceMinor !== null && sharesBySeller(parts).map(([seller, share]) => <tr key={seller} className="text-sm text-ink-2"><th scope="row" className="font-normal text-left pt-1">For {seller}</th><td /><td className="pt-1 pl-4 text-right whitespace-nowrap">{money(share)}</td></tr>)}
      </tbody>
    </table>
  );
}
