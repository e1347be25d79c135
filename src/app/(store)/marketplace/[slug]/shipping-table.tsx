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

/** What a parcel of this seller's costs to each place, before anything is in a cart. */
export function ShippingTable({ offers, seller }: { offers: readonly ShippingOffer[]; seller: string }) {
  if (offers.length === 0) return <p className="text-ink-2 mt-3">{seller} has not said yet where it ships to.</p>;
  const sorted = [...offers].sort((left, right) => Number(left.countries.includes(EVERYWHERE)) - Number(right.countries.includes(EVERYWHERE)) || left.parcelMinor - right.parcelMinor);
  return (
    <ul className="mt-4 border-t border-ink text-[15px]">
      {sorted.map(({ name, countries, currency, parcelMinor, parcelGrams, freeFromMinor }) => (
        <li key={`${name} ${countries.join()}`} className="flex gap-6 justify-between py-3 border-b border-line">
          <div className="min-w-0">
            <p className="font-medium">{placesOf(countries, sorted.length === 1)}</p>
            <p className="text-sm text-ink-2">{name}, a parcel of up to {(parcelGrams / 1000).toLocaleString('en-US')} kg{freeFromMinor !== null && `; free from ${formatMoney(freeFromMinor, currency)}`}</p>
          </div>
          <p className="font-semibold whitespace-nowrap">{parcelMinor === 0 ? 'Free' : formatMoney(parcelMinor, currency)}</p>
        </li>
      ))}
    </ul>
  );
}
