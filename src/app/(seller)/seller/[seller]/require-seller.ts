import { notFound } from 'next/navigation';
import { requireViewer } from '@/app/require-viewer';
import { SellerInput } from '@/shared/contracts/sellers';
import { asNotFoundPage } from '@/trpc/as-not-found-page';

/**
 * Procedures as the signed-in person, and the seller of this address if the person belongs to it; to others there is no such page.
 * `page` is the page's address below the seller's own, such as `/orders`. The procedures check again.
 */
export async function requireSeller(slug: string, page: string) {
  const input = SellerInput.safeParse({ seller: slug });
  if (!input.success) notFound();
  const { api, viewer, formats } = await requireViewer(`/seller/${slug}${page}`);
  const seller = await api.sellers.own(input.data).catch(asNotFoundPage);
  return { api, viewer, formats, seller };
}
