import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { oneOf, required, shape, text, webUrl, list, integer } from '../core/params';
import type { ValuesOf } from '../core/params';
import { invalidParam, missingResource, notInDouble, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { findObject, insertObject, listObjects } from '../store/objects';
import { subscriptionOf } from '../subscriptions/change-subscription';

const ANYTHING = { read: (value: unknown) => value };

/** The parameters of POST /v1/billing_portal/sessions in 2026-10-28. */
export const CREATE_PORTAL_SESSION = {
  after_expiration: ANYTHING,
  configuration: text(),
  customer: text(),
  customer_account: ANYTHING,
  flow_data: shape({
    after_completion: shape({ hosted_confirmation: shape({ custom_message: text({ max: 500 }) }), redirect: shape({ return_url: required(webUrl()) }), type: required(oneOf('hosted_confirmation', 'portal_homepage', 'redirect')) }),
    subscription_cancel: shape({ retention: ANYTHING, subscription: required(text()) }),
    subscription_pause: ANYTHING,
    subscription_update: shape({ subscription: required(text()) }),
    subscription_update_confirm: shape({
      discounts: ANYTHING,
      items: required(list(shape({ id: required(text()), price: text(), quantity: integer({ min: 0 }) }), { max: 1 })),
      subscription: required(text()),
    }),
    type: required(oneOf('customer_update', 'payment_method_update', 'subscription_cancel', 'subscription_pause', 'subscription_update', 'subscription_update_confirm')),
  }),
  locale: text({ max: 10 }),
  on_behalf_of: ANYTHING,
  return_url: webUrl(),
};

type Input = ValuesOf<typeof CREATE_PORTAL_SESSION>;
type Flow = NonNullable<Input['flow_data']>;

/** How long a portal address works. */
const LIFETIME = 3600;

/** The feature each flow needs. */
const FEATURE_OF = { payment_method_update: 'payment_method_update', subscription_cancel: 'subscription_cancel', subscription_update: 'subscription_update', subscription_update_confirm: 'subscription_update' } as const;

/** Makes a session of the customer portal. Throws Stripe's refusals. */
export async function createPortalSession(work: Work, input: Input): Promise<Stripe.BillingPortal.Session> {
  for (const [param, what] of [['after_expiration', 'logins after expiry'], ['customer_account', 'customer accounts'], ['on_behalf_of', 'portals on behalf of accounts']] as const) if (input[param] !== undefined) throw notInDouble(what, param);
  if (input.customer === undefined) throw invalidParam('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
  if ((await findObject(work.sql, 'customer', input.customer)) === null) throw missingResource('customer', input.customer, 'customer');
  const configuration = await configurationOf(work, input.configuration);
  const flow = input.flow_data === undefined ? null : await flowOf(work, { flow: input.flow_data, configuration, customer: input.customer });
  const returnUrl = input.return_url ?? configuration.default_return_url;
  const secret = newStripeId('portal_secret');
  const session: Stripe.BillingPortal.Session = {
    id: newStripeId('portal_session'),
    object: 'billing_portal.session',
    configuration: configuration.id,
    created: work.now,
    customer: input.customer,
    customer_account: null,
    flow,
    livemode: false,
    locale: input.locale ?? null,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${work.double.settings.publicUrl}/p/session/${secret}`,
  };
  await insertObject(work.sql, 'billing_portal.session', { doc: session, hidden: { secret, expiresAt: work.now + LIFETIME } });
  emit(work, 'billing_portal.session.created', session);
  return session;
}

async function configurationOf(work: Work, id: string | undefined): Promise<Stripe.BillingPortal.Configuration> {
  if (id !== undefined) {
    const stored = await findObject(work.sql, 'billing_portal.configuration', id);
    if (stored === null) throw missingResource('configuration', id, 'configuration');
    if (!stored.doc.active) throw notPossible('This configuration is not active.', { param: 'configuration' });
    return stored.doc;
  }
  const [preset] = await listObjects(work.sql, 'billing_portal.configuration', { match: { is_default: true }, limit: 1 });
  if (preset === undefined) throw notPossible('No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.');
  return preset.doc;
}

async function flowOf(work: Work, { flow, configuration, customer }: { flow: Flow; configuration: Stripe.BillingPortal.Configuration; customer: string }): Promise<Stripe.BillingPortal.Session.Flow> {
  const { type } = flow;
  if (type === 'customer_update' || type === 'subscription_pause') throw notInDouble(`the flow ${type}`, 'flow_data[type]');
  if (flow.subscription_cancel?.retention !== undefined) throw notInDouble('retention offers', 'flow_data[subscription_cancel][retention]');
  if (flow.subscription_update_confirm?.discounts !== undefined) throw notInDouble('discounts of flows', 'flow_data[subscription_update_confirm][discounts]');
  if (!configuration.features[FEATURE_OF[type]].enabled) throw notPossible(`Cannot create a portal session with flow type \`${type}\`: the \`${FEATURE_OF[type]}\` feature of the configuration is disabled.`, { param: 'flow_data[type]' });
  if (type !== 'payment_method_update') {
    const id = flow[type]?.subscription;
    if (id === undefined) throw invalidParam(`Missing required param: flow_data[${type}].`, { code: 'parameter_missing', param: `flow_data[${type}]` });
    const subscription = await subscriptionOf(work, id, `flow_data[${type}][subscription]`);
    if (subscription.customer !== customer) throw missingResource('subscription', id, `flow_data[${type}][subscription]`);
  }
  const after = flow.after_completion;
  const confirm = flow.subscription_update_confirm;
  return {
    after_completion: { hosted_confirmation: after?.hosted_confirmation === undefined ? null : { custom_message: after.hosted_confirmation.custom_message ?? null }, redirect: after?.redirect ?? null, type: after?.type ?? 'portal_homepage' },
    customer_update: null,
    subscription_cancel: flow.subscription_cancel === undefined ? null : { retention: null, subscription: flow.subscription_cancel.subscription },
    subscription_pause: null,
    subscription_update: flow.subscription_update ?? null,
    subscription_update_confirm: confirm === undefined ? null : { discounts: null, items: confirm.items.map(({ id, price, quantity }) => ({ id, price: price ?? null, ...(quantity !== undefined && { quantity }) })), subscription: confirm.subscription },
    type,
  };
}
