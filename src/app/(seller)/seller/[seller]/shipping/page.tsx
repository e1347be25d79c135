import type { Metadata } from 'next';
import { countryName } from '@/shared/countries';
import { formatMoney } from '@/ui/format';
import { EmptyState } from '@/ui/states';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { RatesForm } from './rates-form';

export const metadata: Metadata = { title: 'Shipping' };

/** What the seller asks for a parcel, to where. */
export default async function SellerShippingPage({ params }: { params: Promise<{ seller: string }> }) {
  const { api, seller } = await requireSeller((await params).seller, '/shipping');
  const rates = await api.shipping.rates({ seller: seller.slug });
  return (
    <SellerFrame seller={seller} current="/shipping">
      <h1 className="d3">Shipping</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">What a parcel costs, by country. Things of yours in one order share parcels by their weight. A country without a rate is not shipped to.</p>
      {seller.role !== 'member' ? <RatesForm seller={seller.slug} first={rates} /> : rates.length === 0 ? <div className="mt-8"><EmptyState title="No rates yet" slug="shipping">Owners and admins set them.</EmptyState></div> : (
        <dl className="ruled mt-8 max-w-[640px] [&>div]:py-3 [&_dd]:text-ink-2 [&_dd]:text-[15px]">
          {rates.map(({ name, countries, currency, parcelMinor, parcelGrams }) => (
            <div key={`${name}-${currency}`}><dt className="font-semibold">{name}, {formatMoney(parcelMinor, currency)}</dt><dd>Up to {parcelGrams / 1000} kg. {countries.map((code) => (code === '*' ? 'Everywhere else' : countryName(code))).join(', ')}</dd></div>
          ))}
        </dl>
      )}
    </SellerFrame>
  );
}
