import { notFound } from 'next/navigation';
import { requireViewer } from '@/app/require-viewer';
import { SellerInput } from '@/shared/contracts/sellers';
import { isNotFound } from '@/trpc/is-not-found';

/**
 * Procedures as the signed-in person, and the seller of this address if the person belongs to it; to others there is no such page.
 * `page` is the page's address below the seller's own, such as `/orders`. The procedures check again.
 */
export async function requireSeller(slug: string, page: string) {
  const input = SellerInput.safeParse({ seller: slug });
  if (!input.success) notFound();
  const { api, viewer, formats } = await requireViewer(`/seller/${slug}${page}`);
  const seller = await api.sellers.own(input.data).catch((error: unknown) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
  return { api, viewer, formats, seller };
}
