'use server';

import { revalidatePath } from 'next/cache';
import { createAction, type ActionState } from '../../../src/actions/create-action';
import { refundOrder } from '../../../src/orders';

const refund = createAction<{ id: string; reason: string }>({
  permission: 'orders.refund',
  parse: (form) => {
    const id = String(form.get('id') ?? '');
    const reason = String(form.get('reason') ?? '').trim();
    if (reason.length < 5) return { fields: { reason: 'Say why, in a few words.' } };
    return { input: { id, reason } };
  },
  run: async ({ id }) => {
    if (!(await refundOrder(id))) return { ok: false, message: 'This order is already refunded.' };
    revalidatePath('/admin/orders');
    return { ok: true, message: `Refunded ${id}.` };
  },
});

export async function refundAction(previous: ActionState, form: FormData): Promise<ActionState> {
  return refund(previous, form);
}
