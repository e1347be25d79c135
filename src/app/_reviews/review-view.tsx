import type { ReactNode } from 'react';
import type { Review } from '@/shared/contracts/reviews';
import { Chip } from '@/ui/chip';
import { formatDate } from '@/ui/format';
import { Stars } from '@/ui/stars';

/** What was bought, in a few words: "version 2.1.0", "42". */
export function boughtWords({ version, form }: Pick<Review, 'version' | 'form'>): string {
  return [version && `version ${version}`, form].filter(Boolean).join(', ');
}

/** One review with the seller's answer. What people wrote is shown as text, line breaks and all, and nothing else. */
export function ReviewView({ review, children }: { review: Review; children?: ReactNode }) {
  const { authorName, rating, title, body, createdAt, isEdited, isRefunded, reply } = review;
  const bought = boughtWords(review);
  return (
    <article>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1"><Stars rating={rating} /><span className="sr-only">{rating} of 5 stars</span>{title && <span className="font-semibold break-words min-w-0">{title}</span>}{isRefunded && <Chip tone="warn">Refunded</Chip>}</p>
      {body && <p className="mt-2 max-w-[68ch] whitespace-pre-line break-words">{body}</p>}
      <div className="mt-2 flex flex-wrap items-center gap-x-2 text-sm text-ink-2"><span className="break-words min-w-0">{authorName}, <time dateTime={createdAt}>{formatDate(createdAt)}</time>{isEdited && ', edited'}{bought && `. Bought ${bought}`}</span>{children}</div>
      {reply && (
        <div className="mt-4 pl-4 border-l-2 border-line">
          <p className="text-sm font-semibold">The seller answered</p>
          <p className="mt-1 max-w-[68ch] whitespace-pre-line break-words text-ink-2">{reply.body}</p>
          <p className="mt-1 text-sm text-ink-3"><time dateTime={reply.repliedAt}>{formatDate(reply.repliedAt)}</time>{reply.isEdited && ', edited'}</p>
        </div>
      )}
    </article>
  );
}
