import type { ProductEditorView } from '@/shared/contracts/publishing';
import { recurringText } from '@/shared/recurring-text';
import { Section } from './section';

/** The plans of what is paid again and again: shown here, written elsewhere. */
export function PlansSection({ product }: { product: ProductEditorView }) {
  const note = product.kind === 'api' ? 'They are the paid tiers of its platform, and change with them.' : 'The shop’s admins set them.';
  return (
    <Section id="variants" title="Plans" note={note}>
      {product.variants.length === 0 ? <p className="text-ink-2">There are none yet.</p> : (
        <ul className="ruled">
          {product.variants.map(({ id, title, interval, trialDays, prices }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
              <span className="font-semibold">{title || 'Standard'}</span>
              <span className="text-ink-2">{interval === null || !prices[0] ? 'No price' : recurringText({ ...prices[0], interval, trialDays })}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
