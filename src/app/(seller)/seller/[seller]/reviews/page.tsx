import type { Metadata } from 'next';
import { ReviewView } from '@/app/_reviews/review-view';
import { ListSellerReviewsInput, type SellerReviewPage } from '@/shared/contracts/reviews';
import { LinkButton } from '@/ui/button';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { ReplyBox } from './reply-box';

export const metadata: Metadata = { title: 'Reviews' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ show?: string | string[]; after?: string | string[] }>;
}

function Nothing({ all, home }: { all: boolean; home: string }) {
  if (all) return <EmptyState title="No reviews yet" slug="reviews">Whoever bought something of yours can say what they think of it. You are told when somebody does.</EmptyState>;
  return <EmptyState title="All answered" slug="answered" action={<LinkButton href={`${home}?show=all`}>See all</LinkButton>}>New reviews wait here for your answer.</EmptyState>;
}

function List({ page, seller }: { page: SellerReviewPage; seller: string }) {
  return (
    <ul className="ruled border-t border-ink mt-6">
      {page.reviews.map(({ productSlug, productTitle, ...review }) => (
        <li key={review.id} className="py-6">
          <p className="lab mb-2"><a className="hover:underline" href={`/marketplace/${productSlug}#reviews`}>{productTitle}</a></p>
          <ReviewView review={review} />
          <ReplyBox seller={seller} reviewId={review.id} reply={review.reply?.body ?? null} about={productTitle} />
        </li>
      ))}
    </ul>
  );
}

/** What buyers say of the seller's products: first what waits for an answer. */
export default async function SellerReviewsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/reviews');
  const query = await searchParams;
  const show = [query.show].flat()[0] === 'all' ? 'all' : 'unanswered';
  const parsed = ListSellerReviewsInput.safeParse({ seller: seller.slug, show, cursor: [query.after].flat()[0] });
  const page = await api.reviews.ofSeller(parsed.success ? parsed.data : { seller: seller.slug, show });
  const home = `/seller/${seller.slug}/reviews`;
  const current = show === 'all' ? `${home}?show=all` : home;
  const links = [{ href: home, label: 'To answer', ...(page.unanswered > 0 && { count: page.unanswered }) }, { href: `${home}?show=all`, label: 'All' }];
  return (
    <SellerFrame seller={seller} current="/reviews">
      <h1 className="d3">Reviews</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">You may answer each once, and change your answer. Everybody who reads the review reads it.</p>
      <div className="mt-4"><TabLinks label="Reviews" links={links} current={current} /></div>
      {page.reviews.length === 0 ? <div className="mt-8"><Nothing all={show === 'all'} home={home} /></div> : <List page={page} seller={seller.slug} />}
      {page.reviews.length > 0 && <div className="mt-8"><ListPages count={page.reviews.length} one="review" href={current} cursor={parsed.data?.cursor} nextCursor={page.nextCursor} /></div>}
    </SellerFrame>
  );
}
