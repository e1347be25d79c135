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
import { APPLICATION_FEE_ROUTES } from '../resources/application-fees';
import { BALANCE_EXPANDABLE, BALANCE_ROUTES } from '../resources/balance-transactions';
import { CAPABILITY_ROUTES } from '../resources/capabilities';
import { CHARGE_EXPANDABLE, CHARGE_ROUTES } from '../resources/charges';
import { CHECKOUT_SESSION_EXPANDABLE, CHECKOUT_SESSION_ROUTES } from '../resources/checkout-sessions';
import { DISPUTE_EXPANDABLE, DISPUTE_ROUTES } from '../resources/disputes';
import { PORTAL_EXPANDABLE, PORTAL_ROUTES } from '../resources/billing-portal';
import { CUSTOMER_EXPANDABLE, CUSTOMER_ROUTES } from '../resources/customers';
import { INVOICE_ITEM_EXPANDABLE, INVOICE_ITEM_ROUTES } from '../resources/invoice-items';
import { INVOICE_PAYMENT_EXPANDABLE, INVOICE_PAYMENT_ROUTES } from '../resources/invoice-payments';
import { INVOICE_EXPANDABLE, INVOICE_ROUTES } from '../resources/invoices';
import { PAYMENT_METHOD_EXPANDABLE, PAYMENT_METHOD_ROUTES } from '../resources/payment-methods';
import { SCHEDULE_EXPANDABLE, SCHEDULE_ROUTES } from '../resources/subscription-schedules';
import { SUBSCRIPTION_EXPANDABLE, SUBSCRIPTION_ROUTES } from '../resources/subscriptions';
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
import { INVOICE_TASKS } from '../subscriptions/collect-for';
import { SUBSCRIPTION_TASKS } from '../subscriptions/end-period';
import { SCHEDULE_TASKS } from '../subscriptions/enter-phase';
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
    ...PAYMENT_METHOD_ROUTES,
    ...SUBSCRIPTION_ROUTES,
    ...SCHEDULE_ROUTES,
    ...INVOICE_ROUTES,
    ...INVOICE_ITEM_ROUTES,
    ...INVOICE_PAYMENT_ROUTES,
    ...PORTAL_ROUTES,
    ...APPLICATION_FEE_ROUTES,
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
    customer: CUSTOMER_EXPANDABLE,
    payment_method: PAYMENT_METHOD_EXPANDABLE,
    subscription: SUBSCRIPTION_EXPANDABLE,
    subscription_schedule: SCHEDULE_EXPANDABLE,
    invoice: INVOICE_EXPANDABLE,
    line_item: { 'pricing.price_details.price': 'price' },
    invoiceitem: INVOICE_ITEM_EXPANDABLE,
    invoice_payment: INVOICE_PAYMENT_EXPANDABLE,
    discount: { 'source.coupon': 'coupon' },
    application_fee: { charge: 'charge', balance_transaction: 'balance_transaction' },
    'billing_portal.session': PORTAL_EXPANDABLE,
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
  ...SUBSCRIPTION_TASKS,
  ...SCHEDULE_TASKS,
  ...INVOICE_TASKS,
  [END_OF_EVIDENCE]: endUnanswered,
  [PAYOUT_ARRIVES]: async (work, payoutId) => {
    await settlePayout(work, payoutId, 'paid');
  },
};
