import { clearable, flag, integer, list, metadata, oneOf, required, shape, text, webUrl } from '../core/params';
import type { ValuesOf } from '../core/params';

const BEHAVIOR = oneOf('always_invoice', 'create_prorations', 'none');

const FEATURES = {
  customer_update: shape({ allowed_updates: clearable(list(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id'))), enabled: flag() }),
  invoice_history: shape({ enabled: required(flag()) }),
  payment_method_update: shape({ enabled: required(flag()), payment_method_configuration: clearable(text()) }),
  subscription_cancel: shape({
    cancellation_reason: shape({ enabled: required(flag()), options: clearable(list(text())) }),
    enabled: flag(),
    mode: oneOf('at_period_end', 'immediately'),
    proration_behavior: BEHAVIOR,
  }),
  subscription_pause: shape({ enabled: flag() }),
  subscription_update: shape({
    billing_cycle_anchor: oneOf('now', 'unchanged'),
    default_allowed_updates: clearable(list(oneOf('price', 'promotion_code', 'quantity'))),
    enabled: flag(),
    products: clearable(list(shape({ adjustable_quantity: shape({ enabled: required(flag()), maximum: integer({ min: 1 }), minimum: integer({ min: 1 }) }), prices: required(list(text())), product: required(text()) }), { max: 10 })),
    proration_behavior: BEHAVIOR,
    schedule_at_period_end: shape({ conditions: clearable(list(shape({ type: required(oneOf('decreasing_item_amount', 'shortening_interval')) }))) }),
    trial_update_behavior: oneOf('continue_trial', 'end_trial'),
  }),
};

/** The parameters of POST /v1/billing_portal/configurations; an update takes the same, and whether it is active. */
export const CONFIGURATION = {
  business_profile: shape({ headline: clearable(text({ max: 60 })), privacy_policy_url: webUrl(), terms_of_service_url: webUrl() }),
  default_return_url: clearable(webUrl()),
  features: shape(FEATURES),
  login_page: shape({ enabled: required(flag()) }),
  metadata: metadata(),
  name: clearable(text({ max: 256 })),
};

export type ConfigurationInput = ValuesOf<typeof CONFIGURATION>;
