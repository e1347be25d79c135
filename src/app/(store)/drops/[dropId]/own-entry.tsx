import type { DropView, OwnDropEntry } from '@/shared/contracts/drops';
import { LinkButton } from '@/ui/button';
import { whenInWords } from '../../_parts/drop-words';

function outcomeOf({ own, stage }: { own: OwnDropEntry; stage: DropView['stage'] }): string {
  if (own.rank === null) return stage === 'canceled' ? 'The drop was called off before the draw.' : 'You are in. Your place is drawn after entries close.';
  if (own.wonQuantity === 0) return stage === 'ended' ? `You came to place ${own.rank}. There was nothing left.` : `You came to place ${own.rank}. If those before you leave something, you hear from us.`;
  if (own.claimedQuantity >= own.wonQuantity) return `You came to place ${own.rank} and ordered all you won.`;
  if (own.hasLapsed || stage === 'ended') return `You came to place ${own.rank}. The time to order is over.`;
  return `You came to place ${own.rank}. You may order ${own.wonQuantity - own.claimedQuantity} until ${own.claimExpiresAt ? whenInWords(own.claimExpiresAt) : 'soon'}.`;
}

/** The viewer's own entry: what it asks for, where it came, and all that its hash is made of. */
export function OwnEntry({ drop, own }: { drop: DropView; own: OwnDropEntry }) {
  const variant = drop.variants.find(({ variantId }) => variantId === own.variantId);
  const mayOrder = drop.stage === 'drawn' && !own.hasLapsed && own.claimedQuantity < own.wonQuantity;
  const parts = [['Drop', drop.id], ['Entry', own.entryId], ['You', own.userId], ['Variant', own.variantId], ['Quantity', String(own.quantity)]];
  return (
    <section aria-labelledby="own" className="panel p-5 mt-5">
      <h2 id="own" className="font-semibold">Your entry: {own.quantity} × {variant?.title || 'one size'}</h2>
      <p className="mt-1 text-[15px] text-ink-2">{outcomeOf({ own, stage: drop.stage })}</p>
      {mayOrder && <div className="mt-4"><LinkButton href={`/marketplace/${drop.productSlug}`} tone="ink" wide>Order it</LinkButton></div>}
      <details className="mt-3 text-sm">
        <summary className="tap link">What its hash is made of</summary>
        <p className="text-ink-2 mt-1">sha256 of these five lines, joined by line breaks. Keep them: only you know all of them.</p>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
          {parts.map(([name, value]) => <div key={name} className="contents"><dt className="text-ink-3">{name}</dt><dd className="mono text-[13px] break-all">{value}</dd></div>)}
        </dl>
        <p className="mono text-[13px] break-all mt-2">{own.hash}</p>
      </details>
    </section>
  );
}
