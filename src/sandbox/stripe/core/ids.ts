import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    // 248 is a multiple of 62: larger bytes are left out, so that every character is as likely.
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return text;
}

const FORMS = {
  'checkout.session': () => `cs_test_a1${randomText(58)}`,
  payment_intent: () => `pi_3${randomText(23)}`,
  charge: () => `ch_3${randomText(23)}`,
  refund: () => `re_3${randomText(23)}`,
  balance_transaction: () => `txn_3${randomText(23)}`,
  payment_method: () => `pm_1${randomText(23)}`,
  customer: () => `cus_${randomText(14)}`,
  subscription: () => `sub_1${randomText(23)}`,
  subscription_item: () => `si_${randomText(14)}`,
  subscription_schedule: () => `sub_sched_1${randomText(23)}`,
  invoice: () => `in_1${randomText(23)}`,
  upcoming_invoice: () => `upcoming_in_1${randomText(23)}`,
  invoice_line: () => `il_1${randomText(23)}`,
  invoiceitem: () => `ii_1${randomText(23)}`,
  invoice_payment: () => `inpay_1${randomText(23)}`,
  customer_balance_transaction: () => `cbtxn_1${randomText(23)}`,
  application_fee: () => `fee_1${randomText(23)}`,
  fee_refund: () => `fr_1${randomText(23)}`,
  portal_configuration: () => `bpc_1${randomText(23)}`,
  portal_session: () => `bps_1${randomText(23)}`,
  portal_secret: () => `test_${randomText(54)}`,
  product: () => `prod_${randomText(14)}`,
  price: () => `price_1${randomText(23)}`,
  item: () => `li_1${randomText(23)}`,
  event: () => `evt_1${randomText(23)}`,
  dispute: () => `du_1${randomText(23)}`,
  account: () => `acct_1${randomText(15)}`,
  account_link: () => randomText(24),
  login_link: () => randomText(24),
  bank_account: () => `ba_1${randomText(23)}`,
  transfer: () => `tr_1${randomText(23)}`,
  transfer_reversal: () => `trr_1${randomText(23)}`,
  destination_payment: () => `py_1${randomText(23)}`,
  payment_refund: () => `pyr_1${randomText(23)}`,
  payout: () => `po_1${randomText(23)}`,
  coupon: () => randomText(8),
  discount: () => `di_1${randomText(23)}`,
  shipping_rate: () => `shr_1${randomText(23)}`,
  webhook_endpoint: () => `we_1${randomText(23)}`,
  request: () => `req_${randomText(14)}`,
  webhook_secret: () => `whsec_${randomText(32)}`,
  client_secret: () => randomText(25),
} as const;

/** A new id in the form Stripe gives to this kind of object. */
export function newStripeId(kind: keyof typeof FORMS): string {
  return FORMS[kind]();
}

/** The id of what is referred to. Documents are stored with ids, which `expand` replaces in answers alone. */
export function referredId(reference: string | { id: string }): string {
  return typeof reference === 'string' ? reference : reference.id;
}
