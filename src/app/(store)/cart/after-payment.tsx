import type { CartView } from '@/shared/contracts/cart';
import { formatPlural } from '@/ui/format';

const GOODS = new Set(['sneaker', 'physical']);

interface Step {
  when: string;
  what: string;
}

function sendWords(senders: CartView['sellers']): string {
  const names = senders.map(({ sellerName }) => sellerName).join(' and ');
  return `${names} ${senders.length === 1 ? 'hands over your parcel' : 'hand over your parcels'}. Tracking comes by mail.`;
}

/** When what is paid again is charged next: the same words for the same day. */
function toRenewals(lines: CartView['lines']): Step[] {
  const after = (line: CartView['lines'][number]) => (line.trialDays > 0 ? `After ${formatPlural(line.trialDays, 'day')}` : `After a ${line.interval ?? ''}`);
  const again = lines.filter(({ interval }) => interval !== null);
  return [...new Set(again.map(after))].map((when) => ({ when, what: `${again.filter((line) => after(line) === when).map(({ title }) => title).join(' and ')} renews. Cancel on any day before, at Billing.` }));
}

/** What is handed over at once, what each seller sends, soonest first, and what renews. */
function toSteps({ lines, sellers }: CartView): Step[] {
  const bought = lines.filter(({ lineMinor, problems }) => lineMinor > 0 || problems.length === 0);
  const hasPlan = bought.some(({ interval }) => interval !== null);
  const hasKeys = bought.some(({ interval, productType, parts }) => interval === null && (parts.length === 0 ? !GOODS.has(productType) : parts.some((part) => !part.owned && !GOODS.has(part.productType))));
  const senders = sellers.filter(({ sellerSlug, shipping }) => shipping !== null || bought.some((line) => line.sellerSlug === sellerSlug && line.kind === 'physical'));
  const byDays = [...new Set(senders.map(({ handlingDays }) => handlingDays))].sort((a, b) => a - b);
  return [
    ...(hasKeys || hasPlan ? [{ when: 'At once', what: [hasKeys && 'Your keys are on the next page and in your account, ready to download.', hasPlan && 'What you subscribe to is open.'].filter(Boolean).join(' ') }] : []),
    ...byDays.map((days) => ({ when: days === 0 ? 'The same day' : `Within ${formatPlural(days, 'day')}`, what: sendWords(senders.filter(({ handlingDays }) => handlingDays === days)) })),
    ...toRenewals(bought),
  ];
}

/** What happens once the cart is paid, with the day for each. */
export function AfterPayment({ cart }: { cart: CartView }) {
  const steps = toSteps(cart);
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="after-payment">
      <h2 id="after-payment" className="d4">What happens after you pay</h2>
      <ol className="mt-4 grid sm:grid-cols-2 xl:grid-cols-3 gap-x-6 gap-y-5">
        {steps.map(({ when, what }) => (
          <li key={when} className="border-t-2 border-ink pt-3">
            <h3 className="font-semibold text-[15px]">{when}</h3>
            <p className="text-sm text-ink-2 mt-1 text-pretty">{what}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
