'use client';

import { useState } from 'react';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import type { CartActs } from './use-cart';

const OF = 'coupon';

/** A coupon's code: typed, held, or gone. What it does to the sum stands in the sum. */
export function CouponForm({ acts }: { acts: CartActs }) {
  const { cart, busy, fault, change } = acts;
  const [code, setCode] = useState('');
  const gone = cart.problems.find(({ reason }) => reason.startsWith('coupon_'))?.message;
  const problem = fault?.of === OF ? fault.problem.message : undefined;

  if (cart.couponCode !== null) {
    return (
      <div className="mt-5 border-t border-line pt-4">
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p className="text-[15px]">Coupon <span className="mono font-medium">{cart.couponCode}</span></p>
          <button type="button" className="tap link text-sm text-ink-2" disabled={busy !== null} onClick={() => void change(OF, () => api.cart.dropCoupon.mutate())}>Go on without it</button>
        </div>
        {gone && <p className="text-sm font-medium text-warn" role="status">{gone}</p>}
        {problem && <p className="fault" role="alert">{problem}</p>}
      </div>
    );
  }
  return (
    <form className="mt-5 border-t border-line pt-4" onSubmit={(event) => {
      event.preventDefault();
      void change(OF, () => api.cart.applyCoupon.mutate({ code })).then((applied) => { if (applied) setCode(''); });
    }}>
      <div className="flex items-end gap-2">
        <Field label="Coupon" className="flex-1" name="code" autoComplete="off" autoCapitalize="characters" maxLength={40} value={code} onChange={({ target }) => setCode(target.value)} aria-invalid={problem ? true : undefined} aria-describedby="coupon-problem" />
        <Button type="submit" busy={busy === OF} disabled={busy !== null || code.trim() === ''}>Apply</Button>
      </div>
      <p id="coupon-problem" role="alert" className={problem ? 'fault' : 'sr-only'}>{problem}</p>
    </form>
  );
}
