import { Dices } from 'lucide-react';
import { publicCaller } from '@/trpc/server';
import { LinkButton } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { stageInWords } from './drop-words';

/** Beside a product that is kept for a drop: when, how many, and the way in. Nothing for other products. Holds nothing of the viewer. */
export async function DropPanel({ productSlug }: { productSlug: string }) {
  const drop = await (await publicCaller()).drops.ofProduct({ slug: productSlug });
  if (!drop) return null;
  const units = drop.variants.reduce((sum, variant) => sum + variant.units, 0);
  const isOpen = drop.stage === 'open';
  return (
    <section aria-label="Drop" className="panel p-5 mt-5">
      <p className="flex gap-2.5 items-start font-semibold"><Dices className="ic mt-[3px]" aria-hidden="true" /><span>{stageInWords(drop)}</span></p>
      <p className="text-sm text-ink-2 mt-2">{formatPlural(units, 'unit')}, {drop.perPersonCap} a person at most. Everyone who enters in time has the same chance; the draw can be checked.</p>
      <div className="mt-4"><LinkButton href={`/drops/${drop.id}`} tone={isOpen ? 'ink' : 'line'} wide>{isOpen ? 'Enter the drop' : 'See the drop'}</LinkButton></div>
    </section>
  );
}
