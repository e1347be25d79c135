'use client';

import { useRouter } from 'next/navigation';
import { useAct } from '@/app/use-act';
import type { PlatformView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';

interface Props {
  ids: PlatformInput;
  product: PlatformView['product'];
  isLive: boolean;
  mayChange: boolean;
}

/** Puts the paid tiers on the shelf, or brings the product up to them. */
export function SellPlans({ ids, product, isLive, mayChange }: Props) {
  const act = useAct();
  const router = useRouter();
  const sell = () =>
    act.run(async () => {
      const { productId } = await api.platforms.sell.mutate(ids);
      router.push(`/seller/${ids.seller}/products/${productId}`);
    });
  if (!isLive) return <p className="text-sm text-ink-2">Once you are live.</p>;
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        {product !== null && <LinkButton href={`/seller/${ids.seller}/products/${product.id}`}>Open the product</LinkButton>}
        {mayChange && <Button busy={act.busy} onClick={() => void sell()}>{product === null ? 'Make a product of it' : 'Bring it up to the tiers'}</Button>}
      </div>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}
