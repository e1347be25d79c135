'use client';

import { ShoppingBag } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { readCartCount, setCartCount } from '@/app/cart-count';
import { track } from '@/app/track';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button, type ButtonSize, type ButtonTone } from '@/ui/button';
import { useToast } from '@/ui/toast';

export interface AddToCartProps {
  /** Null while there is nothing to add, as before a size is chosen. */
  variantId: string | null;
  label?: string;
  quantity?: number;
  /** Of a bundle: part product id → variant id. */
  choices?: Readonly<Record<string, string>>;
  tone?: ButtonTone;
  size?: ButtonSize;
  wide?: boolean;
}

/** Puts something into the cart and says what came of it: only what the server answered. */
export function AddToCart({ variantId, label = 'Add to cart', quantity = 1, choices, tone, size, wide }: AddToCartProps) {
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const showToast = useToast();

  async function add(id: string): Promise<void> {
    setBusy(true);
    const before = readCartCount();
    try {
      const cart = await api.cart.add.mutate({ variantId: id, quantity, ...(choices && { choices: { ...choices } }) });
      const line = cart.lines.find((one) => one.variantId === id);
      const title = line ? `“${line.title}${line.variantTitle && `, ${line.variantTitle}`}”` : 'It';
      if (line) track({ name: 'cart', productId: line.productId });
      setCartCount(cart.count);
      const message = cart.count === before ? `${title} was in your cart already.` : line && line.quantity > quantity ? `${title} is in your cart, ${line.quantity} of them now.` : `${title} is in your cart.`;
      showToast({ message, action: { label: 'View cart', onSelect: () => router.push('/cart') } });
    } catch (error) {
      showToast({ message: problemOf(error).message, tone: 'error' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button tone={tone} size={size} wide={wide} busy={busy} disabled={variantId === null} onClick={() => void (variantId !== null && add(variantId))}>
      <ShoppingBag className="ic" aria-hidden="true" />{label}
    </Button>
  );
}
