import type Stripe from 'stripe';
import type { AccountState } from '../accounts/account-state';
import type { Buyer, Means } from '../payments/payment-method';
import type { Decline } from '../payments/test-cards';
import type { DiscountDocument, HiddenDiscount, HiddenPortalSession, InvoiceDocument, InvoiceItemDocument, InvoicePaymentDocument, LineDocument, SubscriptionDocument, SubscriptionSeed } from './billing-kinds';

/** A price as it travels: the SDK turns the decimal text into an object, the wire carries text. */
export type PriceDocument = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string | null };

export type LineItemDocument = Omit<Stripe.LineItem, 'price'> & { price: PriceDocument };

/** An event as it travels; its object is whatever the event is about. */
export interface EventDocument {
  id: string;
  object: 'event';
  /** The connected account it happened in; absent for the platform's own. */
  account?: string;
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** A link to a hosted page of an account, for one visit. The id is the secret part of its address. */
export interface LinkDocument {
  id: string;
  object: 'account_link' | 'login_link';
  account: string;
  created: number;
  expires_at: number;
  refresh_url: string | null;
  return_url: string | null;
}

/** What each kind of stored object looks like on the wire. A new resource adds its line here. */
export interface Documents {
  'checkout.session': Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  balance_transaction: Stripe.BalanceTransaction;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  account: Stripe.Account;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  payout: Stripe.Payout;
  coupon: Stripe.Coupon;
  shipping_rate: Stripe.ShippingRate;
  account_link: LinkDocument;
  customer: Stripe.Customer;
  product: Stripe.Product;
  price: PriceDocument;
  subscription: SubscriptionDocument;
  subscription_schedule: Stripe.SubscriptionSchedule;
  invoice: InvoiceDocument;
  invoiceitem: InvoiceItemDocument;
  invoice_payment: InvoicePaymentDocument;
  discount: DiscountDocument;
  customer_balance_transaction: Stripe.CustomerBalanceTransaction;
  application_fee: Stripe.ApplicationFee;
  'billing_portal.configuration': Stripe.BillingPortal.Configuration;
  'billing_portal.session': Stripe.BillingPortal.Session;
  event: EventDocument;
  webhook_endpoint: Stripe.WebhookEndpoint;
}

export type Kind = keyof Documents;

/** What the hosted page was told when the session was made and the PaymentIntent will carry. */
export interface PaymentIntentSeed {
  description: string | null;
  metadata: Record<string, string>;
  receipt_email: string | null;
  setup_future_usage: 'off_session' | 'on_session' | null;
  statement_descriptor: string | null;
  statement_descriptor_suffix: string | null;
  transfer_group: string | null;
  capture_method: 'automatic' | 'automatic_async';
  shipping: Stripe.PaymentIntent.Shipping | null;
}

interface HiddenFields {
  'checkout.session': {
    lineItems: LineItemDocument[];
    paymentIntent: PaymentIntentSeed;
    page: SessionPage;
    shippingRates: Stripe.ShippingRate[];
    /** Of sessions in subscription mode, which show neither. */
    subscription?: { seed: SubscriptionSeed; intent: string | null };
  };
  charge: { refundBehaviour: RefundBehaviour; availableAtOnce: boolean };
  dispute: { contestFee: boolean };
  account: AccountState;
  account_link: { visited: boolean; answered: boolean };
  payment_intent: { asked: { buyer: Buyer; means: Means } | null };
  /** `failing`: its bank declines it from now on, whatever the number. */
  payment_method: { number: string; failing?: Decline | null };
  invoice: { lines: LineDocument[]; intent: string | null };
  discount: HiddenDiscount;
  'billing_portal.session': HiddenPortalSession;
  webhook_endpoint: { secrets: string[]; audience: EndpointAudience };
}

/** Texts the hosted page shows beside the sums. */
interface SessionPage {
  submitType: string;
  submitText: string | null;
}

/** Whose events an endpoint receives: those of the platform, those of the accounts connected to it, or both. */
export type EndpointAudience = 'platform' | 'connected' | 'both';

/** What a test card does when its charge is refunded. */
export type RefundBehaviour = 'succeeds' | 'pending_then_succeeds' | 'succeeds_then_fails';

export type Hidden<K extends Kind> = K extends keyof HiddenFields ? HiddenFields[K] : Record<string, never>;
