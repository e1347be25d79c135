'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { DropView, OwnDropEntry } from '@/shared/contracts/drops';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Select } from '@/ui/field';

/** Enters the drop, changes the entry, or takes it back, while it is open. */
export function EnterForm({ drop, own }: { drop: Pick<DropView, 'id' | 'variants' | 'perPersonCap'>; own: OwnDropEntry | null }) {
  const act = useAct();
  const [variantId, setVariantId] = useState(own?.variantId ?? drop.variants[0]?.variantId ?? '');
  const [quantity, setQuantity] = useState(own?.quantity ?? 1);
  const isSame = own?.variantId === variantId && own.quantity === quantity;
  const enter = () => act.run(() => api.drops.enter.mutate({ dropId: drop.id, variantId, quantity }));
  const withdraw = () => act.run(() => api.drops.withdraw.mutate({ dropId: drop.id }));
  return (
    <form className="mt-5 grid gap-3" onSubmit={(event) => { event.preventDefault(); void enter(); }}>
      {drop.variants.length > 1 && <Select label="Size" value={variantId} onChange={({ target }) => setVariantId(target.value)} options={drop.variants.map(({ variantId: value, title }) => ({ value, label: title || 'One size' }))} />}
      {drop.perPersonCap > 1 && <Select label="How many" value={String(quantity)} onChange={({ target }) => setQuantity(Number(target.value))} options={Array.from({ length: drop.perPersonCap }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))} />}
      <Button type="submit" tone="ink" size="l" wide busy={act.busy} disabled={isSame}>{own ? 'Change my entry' : 'Enter the drop'}</Button>
      {own && <Button tone="text" disabled={act.busy} onClick={() => void withdraw()}>Take my entry back</Button>}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      <p className="text-sm text-ink-2">Entering costs nothing and buys nothing. When you enter makes no difference.</p>
    </form>
  );
}
