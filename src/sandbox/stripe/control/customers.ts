import { actingForOwner, runWork } from '../core/work';
import type { Double } from '../core/work';
import { declineFor } from '../payments/test-cards';
import { findObject, listObjects, updateObject } from '../store/objects';
import type { CustomerInput } from './inputs';

/** POST /_double/customers/{id}: from now on the bank declines every card the customer has now, or no longer does. A card added later is another matter. */
export function changeCustomerNow(double: Double, id: string, { card }: CustomerInput): Promise<object | null> {
  return runWork(double, null, async (work) => {
    const its = await actingForOwner(work, id);
    if ((await findObject(its.sql, 'customer', id)) === null) return null;
    const methods = await listObjects(its.sql, 'payment_method', { match: { customer: id }, limit: 100 });
    for (const { doc, hidden } of methods) await updateObject(its.sql, 'payment_method', { doc, hidden: { ...hidden, failing: card === 'succeeds' ? null : declineFor(card) } });
    return { customer: id, card, methods: methods.length };
  });
}
