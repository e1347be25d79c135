/** Prefixes of our ids. None is one of Stripe's, so that a foreign id is never taken for ours. Users have plain uuids. */
export const ID_PREFIXES = {
  organization: 'org',
  invitation: 'inv',
  seller: 'slr',
  product: 'prd',
  variant: 'var',
  version: 'ver',
  asset: 'ast',
  price: 'prc',
  order: 'ord',
  orderItem: 'itm',
  payment: 'pay',
  refund: 'rfd',
  entitlement: 'ent',
  download: 'dld',
  ledgerAccount: 'lac',
  ledgerTransaction: 'ltx',
  ledgerEntry: 'len',
  webhookEvent: 'whe',
  webhookAttempt: 'wha',
  booksRun: 'bkr',
  reconciliationRun: 'rcr',
  ingestRun: 'igr',
  upload: 'upl',
  email: 'eml',
  audit: 'aud',
  challenge: 'chl',
  productImage: 'img',
  stockLevel: 'stk',
  stockReservation: 'rsv',
  stockMovement: 'mov',
  drop: 'drp',
  dropEntry: 'dre',
  cart: 'crt',
  cartItem: 'cit',
  coupon: 'cpn',
  couponRedemption: 'crd',
  shippingRate: 'shr',
  sellerOrder: 'sor',
  shipment: 'shp',
  return: 'rtn',
  dispute: 'dsp',
  payout: 'pyt',
  transfer: 'trf',
  transferReversal: 'trv',
  bankPayout: 'bpo',
  invoice: 'ivc',
  subscription: 'sbn',
  platform: 'plt',
  platformTier: 'tir',
  customer: 'cst',
  apiKey: 'aky',
  platformSigner: 'sgn',
  webhookEndpoint: 'wep',
  outgoingEvent: 'oev',
  webhookDelivery: 'wdl',
  usageLink: 'ulk',
  signInEvent: 'sie',
  dataExport: 'dex',
  review: 'rvw',
  report: 'rpt',
  thread: 'thr',
  message: 'msg',
  attachment: 'att',
  notification: 'ntf',
  analyticsEvent: 'anl',
  signal: 'sig',
  recommendation: 'rcm',
  experiment: 'xpm',
  moderationCase: 'mod',
  impersonation: 'imp',
  promptRun: 'prn',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** An id of one kind, such as `ord_01j9…`: prefix, 10 characters of time and 16 of randomness, so ids sort by age and cannot be guessed. */
export type Id<Kind extends IdKind> = `${(typeof ID_PREFIXES)[Kind]}_${string}`;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/** Asking for randomness costs the same for sixteen bytes as for thousands. */
const pool = new Uint8Array(RANDOM_LENGTH * 128);
let used = pool.length;

function randomText(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let text = '';
  for (const end = used + RANDOM_LENGTH; used < end; used += 1) text += ALPHABET.charAt((pool[used] ?? 0) % 32);
  return text;
}

/** A new id (Crockford base 32, lower case; the layout is ULID's). `at` is milliseconds since the epoch. */
export function newId<Kind extends IdKind>(kind: Kind, at: number = Date.now()): Id<Kind> {
  let time = '';
  for (let rest = at, i = 0; i < TIME_LENGTH; i += 1, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  return `${ID_PREFIXES[kind]}_${time}${randomText()}`;
}

/** Whether the text has the form of an id of this kind. Says nothing about existence. */
export function isId<Kind extends IdKind>(kind: Kind, text: string): text is Id<Kind> {
  return text.startsWith(`${ID_PREFIXES[kind]}_`) && /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/.test(text);
}
