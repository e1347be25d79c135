import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import type { ConfigurationInput } from './configuration-params';

type Features = Stripe.BillingPortal.Configuration.Features;

const OFF: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: { cancellation_reason: { enabled: false, feedback_options: null, options: [] }, enabled: false, mode: 'at_period_end', proration_behavior: 'none' },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null, default_allowed_updates: [], enabled: false, products: null, proration_behavior: 'none', schedule_at_period_end: { conditions: [] }, trial_update_behavior: 'end_trial',
  },
};

/** A configuration in which nothing is allowed yet. */
export function newConfiguration(created: number): Stripe.BillingPortal.Configuration {
  return {
    id: newStripeId('portal_configuration'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created,
    default_return_url: null,
    features: OFF,
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: created,
  };
}

/** The fields that were sent. */
function given<T extends object>(sent: T | undefined): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(sent ?? {}).filter(([, value]) => value !== undefined && value !== null)) as Partial<{ [K in keyof T]: NonNullable<T[K]> }>;
}

/** The configuration with what a request sent. */
export function withInput(configuration: Stripe.BillingPortal.Configuration, input: ConfigurationInput, now: number): Stripe.BillingPortal.Configuration {
  return {
    ...configuration,
    business_profile: { ...configuration.business_profile, ...input.business_profile, headline: input.business_profile?.headline ?? configuration.business_profile.headline, privacy_policy_url: input.business_profile?.privacy_policy_url ?? null, terms_of_service_url: input.business_profile?.terms_of_service_url ?? null },
    default_return_url: input.default_return_url === undefined ? configuration.default_return_url : input.default_return_url,
    features: withFeatures(configuration.features, input.features),
    metadata: mergeMetadata(configuration.metadata ?? {}, input.metadata),
    name: input.name === undefined ? configuration.name : input.name,
    updated: now,
  };
}

function withFeatures(known: Features, sent: ConfigurationInput['features']): Features {
  const { products, schedule_at_period_end: scheduled, ...update } = given(sent?.subscription_update);
  const { cancellation_reason: reason, ...cancel } = given(sent?.subscription_cancel);
  return {
    customer_update: { ...known.customer_update, ...given(sent?.customer_update) },
    invoice_history: { ...known.invoice_history, ...given(sent?.invoice_history) },
    payment_method_update: { ...known.payment_method_update, ...given(sent?.payment_method_update) },
    subscription_cancel: { ...known.subscription_cancel, ...cancel, ...(reason && { cancellation_reason: { enabled: reason.enabled, feedback_options: null, options: reason.options ?? [] } }) },
    subscription_pause: { ...known.subscription_pause, ...given(sent?.subscription_pause) },
    subscription_update: {
      ...known.subscription_update,
      ...update,
      ...(products && {
        products: products.map(({ adjustable_quantity: adjustable, prices, product }) => ({
          adjustable_quantity: { enabled: adjustable?.enabled ?? false, maximum: adjustable?.maximum ?? null, minimum: adjustable?.minimum ?? 1 }, prices, product,
        })),
      }),
      ...(scheduled && { schedule_at_period_end: { conditions: scheduled.conditions ?? [] } }),
    },
  };
}
