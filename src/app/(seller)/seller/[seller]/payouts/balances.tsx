import clsx from 'clsx';
import type { SellerBalance } from '@/shared/contracts/payouts';
import { formatMoney } from '@/ui/format';
import { onDay } from './due-words';

function Part({ label, amountMinor, currency, isDebt = false }: { label: string; amountMinor: number; currency: string; isDebt?: boolean }) {
  return (
    <div>
      <dt className="text-[13px] text-ink-2">{label}</dt>
      <dd className={clsx('font-medium tabular-nums', isDebt && amountMinor < 0 && 'text-danger')}>{formatMoney(amountMinor, currency)}</dd>
    </div>
  );
}

function nextWords({ next, balanceMinor, currency }: SellerBalance, now: string): string {
  if (next) return `Next payout: about ${formatMoney(next.amountMinor, currency)}, ${onDay(next.at, now)}.`;
  if (balanceMinor < 0) return 'You owe this; it is taken off what you sell next. Nothing has to be paid in.';
  return 'No day can be named yet; the reasons are below.';
}

/** What a seller is owed in each currency, and the parts that make it up. */
export function Balances({ balances, now }: { balances: readonly SellerBalance[]; now: string }) {
  return (
    <div className="ruled mt-6">
      {balances.map((balance) => {
        const { currency, balanceMinor, payableMinor, heldMinor, underWayMinor, owedMinor, comingBackMinor } = balance;
        return (
          <section key={currency} aria-label={`Balance in ${currency.toUpperCase()}`} className="py-5 flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
            <div>
              <h2 className="text-[15px] font-semibold">{balanceMinor < 0 ? 'What you owe' : 'What you are owed'}</h2>
              <p className={clsx('d3 tabular-nums mt-1', balanceMinor < 0 && 'text-danger')}>{formatMoney(balanceMinor, currency)}</p>
              <p className="text-sm text-ink-2 mt-1 text-pretty">{nextWords(balance, now)}</p>
            </div>
            <dl className="flex flex-wrap gap-x-8 gap-y-3 sm:text-right">
              <Part label="Payable" amountMinor={payableMinor} currency={currency} />
              <Part label="Held" amountMinor={heldMinor} currency={currency} />
              {underWayMinor > 0 && <Part label="Under way" amountMinor={underWayMinor} currency={currency} />}
              {comingBackMinor > 0 && <Part label="Coming back" amountMinor={-comingBackMinor} currency={currency} />}
              <Part label="You owe" amountMinor={owedMinor} currency={currency} isDebt />
            </dl>
          </section>
        );
      })}
    </div>
  );
}
