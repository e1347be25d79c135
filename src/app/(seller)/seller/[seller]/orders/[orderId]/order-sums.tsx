import type { SellerOrder, SellerRefund } from '@/shared/contracts/seller-orders';
import { formatDate, formatMoney } from '@/ui/format';

const REFUND_WORDS: Record<SellerRefund['status'], string> = { pending: 'under way', succeeded: 'given back', failed: 'did not go through' };
const BY: Record<string, string> = { buyer: 'by the buyer', seller: 'by you', admin: 'by the shop', system: 'by the system' };

/** What the buyer paid for the seller's part, what of it the seller earns, and what went back. */
export function OrderSums({ order, payoutsHref }: { order: SellerOrder; payoutsHref: string | null }) {
  const { currency, totalMinor, taxMinor, feeMinor, subsidyMinor, creditMinor, earnedMinor, takenBackMinor, refunds } = order;
  const money = (amountMinor: number) => formatMoney(amountMinor, currency);
  const rows = ([['Paid for your part', totalMinor], ['Tax, passed on', -taxMinor], ['The shop’s fee', -feeMinor], ['Added by the shop for a discount', subsidyMinor], ['Paid with the buyer’s credit', creditMinor]] as const).filter(([, amount], index) => index === 0 || amount !== 0);
  return (
    <section aria-labelledby="sums">
      <h2 id="sums" className="font-semibold text-lg">What you earn</h2>
      <dl className="mt-3 grid grid-cols-[1fr_auto] gap-y-2 border-t border-ink pt-3 text-[15px] [&_dd]:pl-4">
        {rows.map(([word, amount]) => <div key={word} className="contents"><dt className="text-ink-2">{word}</dt><dd className="text-right tabular-nums">{money(amount)}</dd></div>)}
        <dt className="border-t border-ink mt-1 pt-2 font-semibold">Earned</dt><dd className="border-t border-ink mt-1 pt-2 text-right font-semibold tabular-nums">{money(earnedMinor)}</dd>
        {takenBackMinor !== 0 && (
          <>
            <dt className="text-ink-2">Your part of what went back</dt><dd className="text-right tabular-nums">{money(-takenBackMinor)}</dd>
            <dt className="font-semibold">Left</dt><dd className="text-right font-semibold tabular-nums">{money(earnedMinor - takenBackMinor)}</dd>
          </>
        )}
      </dl>
      {payoutsHref && <p className="mt-3 text-sm"><a className="link" href={payoutsHref}>When it is paid out</a></p>}
      {refunds.length > 0 && (
        <ul className="mt-5 border-t border-line" aria-label="Refunds">
          {refunds.map(({ id, amountMinor, status, reason, requestedRole, createdAt, settledAt }) => (
            <li key={id} className="py-2.5 border-b border-line text-sm">
              <p className="flex justify-between gap-4"><span>Refund {REFUND_WORDS[status]}</span><span className="tabular-nums">{money(amountMinor)}</span></p>
              <p className="text-ink-2 break-words">{formatDate(settledAt ?? createdAt)}{requestedRole && `, ${BY[requestedRole] ?? requestedRole}`}. {reason}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
