import type { Metadata } from 'next';
import { FavoriteButton } from '@/app/_favorites/favorite-button';
import { requireViewer } from '@/app/require-viewer';
import { ListFavoritesInput, type Favorite } from '@/shared/contracts/favorites';
import { dateText, type Formats } from '@/shared/moment-text';
import { kindAndVersion } from '@/shared/product-words';
import { LinkButton } from '@/ui/button';
import { formatMoney } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { ProductCard } from '@/ui/product-card';
import { EmptyState } from '@/ui/states';
import { AccountFrame } from '../account-frame';

export const metadata: Metadata = { title: 'Favourites' };

interface Props {
  searchParams: Promise<{ after?: string | string[] }>;
}

/** What became of it since it was kept, or last told of. */
function sinceWords({ product, keptAt, priceSeenMinor, versionSeen }: Favorite, formats: Formats): string {
  const { priceMinor, currency, latestVersion } = product;
  if (priceSeenMinor !== null && priceMinor < priceSeenMinor) return `It cost ${formatMoney(priceSeenMinor, currency, { shelf: true })} before.`;
  if (versionSeen !== null && latestVersion !== null && latestVersion !== versionSeen) return `It was at ${versionSeen} before.`;
  return `Since ${dateText(keptAt, formats)}`;
}

function Card({ favorite, formats }: { favorite: Favorite; formats: Formats }) {
  const { product } = favorite;
  const price = product.priceMinor === 0 ? 'Free' : formatMoney(product.priceMinor, product.currency, { shelf: true });
  return (
    <li className="min-w-0 relative">
      <ProductCard href={`/marketplace/${product.slug}`} slug={product.slug} kind={product.type} image={product.image} parts={product.coverParts} soldOut={product.soldOut} rating={product.rating} title={product.title}
        seller={product.sellerName} meta={kindAndVersion(product.type, product.latestVersion)} price={product.interval === null ? price : `${price} a ${product.interval}`} />
      <p className="text-sm text-ink-2 mt-1">{sinceWords(favorite, formats)}</p>
      <FavoriteButton productId={product.id} title={product.title} className="absolute top-1.5 right-1.5 rounded-full bg-surface border border-line" />
    </li>
  );
}

/** What the viewer keeps to come back to, as it is now. What is taken away stays in view until the page is left, so that a slip can be undone. */
export default async function FavoritesPage({ searchParams }: Props) {
  const { api, formats } = await requireViewer('/account/favorites');
  const parsed = ListFavoritesInput.safeParse({ cursor: [(await searchParams).after].flat()[0] });
  const { favorites, away, nextCursor } = await api.favorites.list(parsed.success ? parsed.data : {});
  return (
    <AccountFrame current="/account/favorites">
      <h1 className="d3">Favourites</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">You hear of it when one of them costs less or has a new version. <a className="link" href="/account/notifications/settings">What you are told</a> is yours to choose.</p>
      {favorites.length === 0 && away === 0 && <div className="mt-8"><EmptyState title="Nothing kept yet" slug="favourites" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>The heart on a card keeps it here.</EmptyState></div>}
      <h2 className="sr-only">What you keep</h2>
      <ul className="mt-8 grid grid-cols-2 md:grid-cols-3 gap-x-4 lg:gap-x-6 gap-y-9">{favorites.map((favorite) => <Card key={favorite.product.id} favorite={favorite} formats={formats} />)}</ul>
      {away > 0 && <p className="mt-8 text-sm text-ink-2">{away === 1 ? 'One more is not for sale just now. It appears here again when it is.' : `${away} more are not for sale just now. They appear here again when they are.`}</p>}
      {(nextCursor !== null || parsed.data?.cursor !== undefined) && <div className="mt-8"><ListPages count={favorites.length} one="favourite" href="/account/favorites" cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>}
    </AccountFrame>
  );
}
