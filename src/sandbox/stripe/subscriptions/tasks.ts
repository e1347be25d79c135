/** The tasks of a subscription; their object is the subscription, of RETRY_INVOICE the invoice, of PHASE_END the schedule. */
export const PERIOD_END = 'subscription.period_end';
export const CANCEL_AT = 'subscription.cancel_at';
export const TRIAL_WILL_END = 'subscription.trial_will_end';
export const UPCOMING = 'subscription.upcoming';
export const RETRY_INVOICE = 'invoice.retry';
export const PHASE_END = 'subscription_schedule.phase_end';
