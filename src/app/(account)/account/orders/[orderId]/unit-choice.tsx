'use client';

import { Select } from '@/ui/field';

export interface ChoosableItem {
  id: string;
  title: string;
  variantTitle: string;
  /** The most units that can be chosen. */
  most: number;
}

/** How many of each item; nothing chosen is zero. */
export function UnitChoice({ items, chosen, onChoose }: { items: readonly ChoosableItem[]; chosen: Readonly<Record<string, number>>; onChoose: (itemId: string, quantity: number) => void }) {
  return (
    <ul className="grid gap-4">
      {items.map(({ id, title, variantTitle, most }) => (
        <li key={id}>
          <Select label={[title, variantTitle].filter(Boolean).join(', ')} value={String(chosen[id] ?? 0)} onChange={(event) => onChoose(id, Number(event.target.value))}
            options={Array.from({ length: Math.min(most, 100) + 1 }, (_, count) => ({ value: String(count), label: count === 0 ? 'None' : `${count} of ${most}` }))} />
        </li>
      ))}
    </ul>
  );
}

/** What was chosen, as the server takes it. */
export function toUnits(chosen: Readonly<Record<string, number>>): { itemId: string; quantity: number }[] {
  return Object.entries(chosen).flatMap(([itemId, quantity]) => (quantity > 0 ? [{ itemId, quantity }] : []));
}
