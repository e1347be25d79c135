/** How one channel of a type behaves: always sent, or the person's to choose, with what holds until they do; `none` where it has no such channel. */
export type ChannelRule = 'always' | 'on' | 'off' | 'none';

export interface NotificationTypeWords {
  label: string;
  says: string;
  group: 'buying' | 'following' | 'selling' | 'account' | 'shop';
  inApp: ChannelRule;
  mail: ChannelRule;
}

const type = (group: NotificationTypeWords['group'], [inApp, mail]: readonly [ChannelRule, ChannelRule], [label, says]: readonly [string, string]): NotificationTypeWords => ({ group, inApp, mail, label, says });

/** Every type of notification, in the order the settings show them. What is always mailed is a record of money or of access, which nobody may be left without. */
export const NOTIFICATION_TYPES = {
  receipt: type('buying', ['always', 'always'], ['Receipts', 'What you paid, and what could not be paid.']),
  refund: type('buying', ['always', 'always'], ['Refunds', 'Money that is on its way back to you.']),
  subscription: type('buying', ['always', 'always'], ['Subscriptions', 'Trials that end, payments that fail, plans that change.']),
  shipped: type('buying', ['on', 'on'], ['Parcels', 'A parcel is on its way to you.']),
  return: type('buying', ['on', 'on'], ['Returns', 'A return was asked for, answered, or has arrived.']),
  message: type('buying', ['on', 'on'], ['Messages', 'Somebody wrote to you. Mail only when you were away.']),
  cart_reminder: type('buying', ['none', 'on'], ['Cart reminders', 'One mail, when something has waited in your cart.']),
  new_version: type('following', ['on', 'on'], ['New versions', 'Something you own or favourited has a new version.']),
  price_drop: type('following', ['on', 'on'], ['Price drops', 'Something you favourited costs less.']),
  back_in_stock: type('following', ['on', 'on'], ['Back in stock', 'A size you asked about can be ordered again.']),
  drop_starting: type('following', ['on', 'on'], ['Drops that open', 'A drop of something you favourited or asked about opens soon.']),
  drop_won: type('following', ['always', 'always'], ['Drops you won', 'Your entry was drawn, and until when you may order.']),
  review_reply: type('following', ['on', 'on'], ['Replies to your reviews', 'A seller answered what you wrote.']),
  order_to_ship: type('selling', ['on', 'on'], ['Orders to ship', 'A paid order waits for its parcel.']),
  payout: type('selling', ['on', 'on'], ['Payouts', 'Money is on its way to your bank.']),
  review: type('selling', ['on', 'on'], ['Reviews', 'A buyer wrote about one of your products.']),
  stock_low: type('selling', ['on', 'on'], ['Low stock', 'A stock fell to the mark you set.']),
  limit_reached: type('selling', ['on', 'on'], ['Limits', 'A customer of your API, or you yourself, came near a limit or reached it.']),
  selling: type('selling', ['on', 'always'], ['Your shop', 'Decisions about your shop, payouts that could not be sent, bundles you are asked into, endpoints that were stopped.']),
  dispute: type('selling', ['always', 'always'], ['Disputes', 'A bank took a payment back, or decided about one.']),
  moderation: type('account', ['always', 'always'], ['Moderation', 'What was decided about something you wrote or sell.']),
  security: type('account', ['always', 'always'], ['Security', 'Sign-ins, changes of how you sign in, and who gets to run your organizations.']),
  data_export: type('account', ['always', 'always'], ['Your data', 'The copy of your data you asked for is ready.']),
  invitation: type('account', ['none', 'on'], ['Invitations', 'Somebody asks you to join an organization.']),
  desk: type('shop', ['always', 'always'], ['The shop’s desk', 'What waits for an admin, and what a check found.']),
} as const satisfies Record<string, NotificationTypeWords>;

export type NotificationType = keyof typeof NOTIFICATION_TYPES;

/** What the groups are called where settings show them. */
export const NOTIFICATION_GROUPS = {
  buying: 'Orders and messages',
  following: 'What you own and follow',
  selling: 'Selling',
  account: 'Account',
  shop: 'Running the shop',
} as const satisfies Record<NotificationTypeWords['group'], string>;

/** Whether nobody may choose: the channel is always used, or there is none. */
export function isFixed(rule: ChannelRule): boolean {
  return rule === 'always' || rule === 'none';
}

/** Whether the channel is used while the person has said nothing. */
export function isOnAtFirst(rule: ChannelRule): boolean {
  return rule === 'always' || rule === 'on';
}
