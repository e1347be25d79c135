import type { ApiTable } from './api';
import type { DueTasks } from './due-tasks';
import { EXPIRE_SESSION } from '../checkout/create-session';
import { lockSession } from '../checkout/expire-session';
import { settlePayment } from '../checkout/settle-session';
import { endUnanswered } from '../disputes/close-dispute';
import { END_OF_EVIDENCE } from '../disputes/open-dispute';
import { SETTLE_PAYMENT } from '../payments/attempt-payment';
import { PAYOUT_ARRIVES, settlePayout } from '../transfers/settle-payout';
import { SETTLE_REFUND, settleRefund } from '../payments/settle-refund';
import { ACCOUNT_ROUTES } from '../resources/accounts';
import { BALANCE_EXPANDABLE, BALANCE_ROUTES } from '../resources/balance-transactions';
import { CAPABILITY_ROUTES } from '../resources/capabilities';
import { CHARGE_EXPANDABLE, CHARGE_ROUTES } from '../resources/charges';
import { CHECKOUT_SESSION_EXPANDABLE, CHECKOUT_SESSION_ROUTES } from '../resources/checkout-sessions';
import { DISPUTE_EXPANDABLE, DISPUTE_ROUTES } from '../resources/disputes';
import { CUSTOMER_ROUTES } from '../resources/customers';
import { EVENT_ROUTES } from '../resources/events';
import { PAYMENT_INTENT_EXPANDABLE, PAYMENT_INTENT_ROUTES } from '../resources/payment-intents';
import { PRICE_ROUTES } from '../resources/prices';
import { PRODUCT_ROUTES } from '../resources/products';
import { REFUND_EXPANDABLE, REFUND_ROUTES } from '../resources/refunds';
import { COUPON_ROUTES } from '../resources/coupons';
import { SHIPPING_RATE_ROUTES } from '../resources/shipping-rates';
import { PAYOUT_EXPANDABLE, PAYOUT_ROUTES } from '../resources/payouts';
import { REVERSAL_EXPANDABLE, REVERSAL_ROUTES } from '../resources/transfer-reversals';
import { TRANSFER_EXPANDABLE, TRANSFER_ROUTES } from '../resources/transfers';
import { WEBHOOK_ENDPOINT_ROUTES } from '../resources/webhook-endpoints';

/** Every resource of the API. */
export const API_TABLE: ApiTable = {
  routes: [
    ...CHECKOUT_SESSION_ROUTES,
    ...PAYMENT_INTENT_ROUTES,
    ...CHARGE_ROUTES,
    ...BALANCE_ROUTES,
    ...REFUND_ROUTES,
    ...DISPUTE_ROUTES,
    ...ACCOUNT_ROUTES,
    ...CAPABILITY_ROUTES,
    ...TRANSFER_ROUTES,
    ...REVERSAL_ROUTES,
    ...PAYOUT_ROUTES,
    ...CUSTOMER_ROUTES,
    ...PRODUCT_ROUTES,
    ...PRICE_ROUTES,
    ...COUPON_ROUTES,
    ...SHIPPING_RATE_ROUTES,
    ...EVENT_ROUTES,
    ...WEBHOOK_ENDPOINT_ROUTES,
  ],
  expandables: {
    'checkout.session': CHECKOUT_SESSION_EXPANDABLE,
    payment_intent: PAYMENT_INTENT_EXPANDABLE,
    charge: CHARGE_EXPANDABLE,
    refund: REFUND_EXPANDABLE,
    dispute: DISPUTE_EXPANDABLE,
    transfer: TRANSFER_EXPANDABLE,
    transfer_reversal: REVERSAL_EXPANDABLE,
    payout: PAYOUT_EXPANDABLE,
    balance_transaction: BALANCE_EXPANDABLE,
    product: { default_price: 'price' },
    price: { product: 'product' },
  },
};

/** Everything that happens when its time has come. */
export const DUE_TASKS: DueTasks = {
  [EXPIRE_SESSION]: async (work, sessionId) => {
    await lockSession(work, sessionId);
  },
  [SETTLE_PAYMENT]: async (work, intentId) => {
    await settlePayment(work, intentId);
  },
  [SETTLE_REFUND]: settleRefund,
  [END_OF_EVIDENCE]: endUnanswered,
  [PAYOUT_ARRIVES]: async (work, payoutId) => {
    await settlePayout(work, payoutId, 'paid');
  },
};
