import type { ShippingOffer } from '@/shared/contracts/catalog';
import { formatMoney } from '@/ui/format';

const NAMED = 6;
const EVERYWHERE = '*';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** "Norway", for the code of a country. */
export function countryName(code: string): string {
  return regionNames.of(code) ?? code;
}

function placesOf(countries: readonly string[], isOnly: boolean): string {
  if (countries.includes(EVERYWHERE)) return isOnly ? 'Everywhere' : 'Everywhere else';
  const names = countries.map(countryName).sort();
  return names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED - 1).join(', ')} and ${names.length - NAMED + 1} more countries`;
}

interface Line extends Pick<ShippingOffer, 'name' | 'countries' | 'parcelGrams'> {
  /** One per currency. */
  offers: ShippingOffer[];
}

/** Rates that differ in currency alone are one line; the cheapest first, what stands for the rest last. */
function linesOf(offers: readonly ShippingOffer[]): Line[] {
  const lines = new Map<string, Line>();
  for (const offer of offers) {
    const key = `${offer.name} ${offer.parcelGrams} ${[...offer.countries].sort().join()}`;
    const line = lines.get(key) ?? { name: offer.name, countries: offer.countries, parcelGrams: offer.parcelGrams, offers: [] };
    lines.set(key, { ...line, offers: [...line.offers, offer] });
  }
  const rank = ({ countries, offers: [first] }: Line) => (countries.includes(EVERYWHERE) ? Infinity : (first?.parcelMinor ?? 0));
  return [...lines.values()].sort((left, right) => (rank(left) > rank(right) ? 1 : rank(left) < rank(right) ? -1 : 0));
}

const inWords = (minor: number, currency: string) => (minor === 0 ? 'Free' : formatMoney(minor, currency));

/** What a parcel of this seller's costs to each place, before anything is in a cart. */
export function ShippingTable({ offers, seller }: { offers: readonly ShippingOffer[]; seller: string }) {
  if (offers.length === 0) return <p className="text-ink-2 mt-3">{seller} has not said yet where it ships to.</p>;
  const lines = linesOf(offers);
  return (
    <ul className="mt-4 border-t border-ink text-[15px]">
      {lines.map(({ name, countries, parcelGrams, offers: priced }) => (
        <li key={`${name} ${countries.join()}`} className="flex gap-6 justify-between py-3 border-b border-line">
          <div className="min-w-0">
            <p className="font-medium">{placesOf(countries, lines.length === 1)}</p>
            <p className="text-sm text-ink-2">{name}, up to {(parcelGrams / 1000).toLocaleString('en-US')} kg a parcel{priced.some(({ freeFromMinor }) => freeFromMinor !== null) && `; free from ${priced.flatMap(({ freeFromMinor, currency }) => (freeFromMinor === null ? [] : [formatMoney(freeFromMinor, currency, { shelf: true })])).join(' or ')}`}</p>
          </div>
          <p className="font-semibold whitespace-nowrap text-right">{priced.map(({ parcelMinor, currency }) => <span key={currency} className="block">{inWords(parcelMinor, currency)}</span>)}</p>
        </li>
      ))}
    </ul>
  );
}
