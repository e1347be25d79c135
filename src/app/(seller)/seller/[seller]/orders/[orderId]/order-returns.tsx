import type { ReturnView } from '@/shared/contracts/orders';
import type { SellerOrder } from '@/shared/contracts/seller-orders';
import { Chip, type ChipTone } from '@/ui/chip';
import { formatDateTime } from '@/ui/format';
import { AnswerReturn } from './answer-return';
import { unitsText } from './parcels';
import { ReceiveReturn } from './receive-return';

const WORDS: Record<ReturnView['status'], { word: string; tone: ChipTone }> = {
  requested: { word: 'Waits for your answer', tone: 'warn' },
  approved: { word: 'Accepted, on its way', tone: 'warn' },
  declined: { word: 'Declined', tone: 'mute' },
  received: { word: 'Received', tone: 'ok' },
  withdrawn: { word: 'Withdrawn', tone: 'mute' },
};

/** What the buyer wants to send back, or has; nothing without returns. Deciding about money is for owners and admins. */
export function OrderReturns({ seller, order, isDecider }: { seller: string; order: SellerOrder; isDecider: boolean }) {
  if (order.returns.length === 0) return null;
  return (
    <section aria-labelledby="returns">
      <h2 id="returns" className="font-semibold text-lg">Returns</h2>
      <ul className="mt-3 border-t border-ink">
        {order.returns.map(({ id, status, reason, answer, requestedAt, receivedAt, hasRefund, items }) => (
          <li key={id} className="py-3 border-b border-line text-[15px]">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p className="font-medium min-w-0">{unitsText(items, order.items)}</p>
              <Chip tone={WORDS[status].tone}>{WORDS[status].word}</Chip>
            </div>
            <p className="text-sm text-ink-2 break-words">Asked for {formatDateTime(requestedAt)}: “{reason}”</p>
            {answer && <p className="text-sm text-ink-2 break-words">You said: “{answer}”</p>}
            {receivedAt && <p className="text-sm text-ink-2">Received {formatDateTime(receivedAt)}{!hasRefund && ', without a refund'}</p>}
            {status === 'requested' && <div className="mt-3"><AnswerReturn seller={seller} returnId={id} /></div>}
            {status === 'approved' && isDecider && (
              <div className="mt-3">
                <ReceiveReturn seller={seller} returnId={id} currency={order.currency} items={items.flatMap(({ itemId, quantity }) => {
                  const item = order.items.find((one) => one.id === itemId);
                  return item ? [{ ...item, returned: quantity }] : [];
                })} />
              </div>
            )}
            {status === 'approved' && !isDecider && <p className="mt-2 text-sm text-ink-2">An owner or admin of the organization receives it, since money goes back with it.</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
