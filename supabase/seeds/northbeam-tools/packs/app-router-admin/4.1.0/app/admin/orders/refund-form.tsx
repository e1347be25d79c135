'use client';

import { useActionState } from 'react';
import { refundAction } from './actions';

export function RefundForm({ orderId }: { orderId: string }) {
  const [state, action, pending] = useActionState(refundAction, { ok: false });
  const errorId = `reason-error-${orderId}`;
  const error = state.fields?.reason;
  return (
    <form action={action} className="flex items-start gap-2">
      <input type="hidden" name="id" value={orderId} />
      <div>
        <input
          name="reason"
          aria-label={`Reason for refunding ${orderId}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          className="rounded border px-2 py-1"
        />
        {error && <p id={errorId} className="text-sm text-red-700">{error}</p>}
      </div>
      <button disabled={pending} className="rounded border px-3 py-1">{pending ? 'Refunding…' : 'Refund'}</button>
      <p role="status">{state.message}</p>
    </form>
  );
}
