import type { Evidence } from '@/shared/contracts/disputes';

const WORDS: Record<keyof Evidence, string> = {
  product_description: 'What was sold',
  customer_name: 'Buyer',
  customer_email_address: 'Buyer’s mail',
  service_date: 'Access given on',
  access_activity_log: 'Use of it',
  shipping_carrier: 'Carrier',
  shipping_tracking_number: 'Tracking numbers',
  shipping_date: 'Shipped on',
  shipping_address: 'Shipped to',
  refund_policy_disclosure: 'What was said about returns',
  refund_refusal_explanation: 'Why no refund is due',
  uncategorized_text: 'The story',
};

/** The packet, field by field; the ones we know nothing for are named, not shown. */
export function EvidenceList({ evidence, withoutStory }: { evidence: Evidence; withoutStory: boolean }) {
  // The words' keys are the evidence's fields.
  const fields = (Object.keys(WORDS) as (keyof Evidence)[]).filter((field) => !(withoutStory && field === 'uncategorized_text'));
  const empty = fields.filter((field) => evidence[field] === '');
  return (
    <>
      <dl className="border-t border-ink">
        {fields.filter((field) => evidence[field] !== '').map((field) => (
          <div key={field} className="py-3 border-b border-line lg:grid lg:grid-cols-[200px_minmax(0,1fr)] lg:gap-6">
            <dt className="text-sm text-ink-2">{WORDS[field]}</dt>
            <dd className="text-[15px] whitespace-pre-wrap break-words">{evidence[field]}</dd>
          </div>
        ))}
      </dl>
      {empty.length > 0 && <p className="mt-3 text-sm text-ink-2">Nothing known, so left empty: {empty.map((field) => WORDS[field].toLowerCase()).join(', ')}.</p>}
    </>
  );
}
