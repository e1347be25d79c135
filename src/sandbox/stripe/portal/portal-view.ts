import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { actingForOwner } from '../core/work';
import type { InvoiceDocument, SubscriptionDocument } from '../store/billing-kinds';
import type { PriceDocument } from '../store/kinds';
import { findObject, listObjects } from '../store/objects';
import { productName } from '../invoices/new-line';
import { isOver } from '../subscriptions/change-subscription';

/** A price a person may change to. */
export interface PlanChoice {
  price: PriceDocument;
  name: string;
}

interface PortalSubscription {
  doc: SubscriptionDocument;
  names: string[];
  /** Empty where the configuration allows no change. */
  choices: PlanChoice[];
}

/** Everything a page of the customer portal shows. */
export interface PortalView {
  session: Stripe.BillingPortal.Session;
  secret: string;
  features: Stripe.BillingPortal.Configuration.Features;
  customer: Stripe.Customer;
  card: Stripe.PaymentMethod.Card | null;
  subscriptions: PortalSubscription[];
  invoices: InvoiceDocument[];
}

/** The session behind a portal address and the work acting for its account; null once its time is over, or for none. */
export async function openPortal(work: Work, secret: string): Promise<{ work: Work; session: Stripe.BillingPortal.Session } | null> {
  const { rows } = await work.sql.query<{ id: string }>("select id from stripe_double.objects where kind = 'billing_portal.session' and hidden->>'secret' = $1", [secret]);
  const its = await actingForOwner(work, rows[0]?.id ?? '');
  const stored = await findObject(its.sql, 'billing_portal.session', rows[0]?.id ?? '');
  return stored === null || stored.hidden.expiresAt <= work.now ? null : { work: its, session: stored.doc };
}

/** Reads what the page shows. null when the customer is gone. */
export async function readPortal(work: Work, session: Stripe.BillingPortal.Session, secret: string): Promise<PortalView | null> {
  const customer = await findObject(work.sql, 'customer', session.customer);
  const configuration = await findObject(work.sql, 'billing_portal.configuration', typeof session.configuration === 'string' ? session.configuration : session.configuration.id);
  if (customer === null || configuration === null) return null;
  const { features } = configuration.doc;
  const found = await listObjects(work.sql, 'subscription', { match: { customer: session.customer }, limit: 20 });
  const running = found.map(({ doc }) => doc).filter((doc) => !isOver(doc));
  const subscriptions: PortalSubscription[] = [];
  for (const doc of running) subscriptions.push({ doc, names: await namesOf(work, doc), choices: await choicesOf(work, features.subscription_update, doc) });
  const invoices = await listObjects(work.sql, 'invoice', { match: { customer: session.customer }, limit: 12 });
  const preset = running[0]?.default_payment_method ?? customer.doc.invoice_settings.default_payment_method;
  const method = typeof preset === 'string' ? await findObject(work.sql, 'payment_method', preset) : null;
  return { session, secret, features, customer: customer.doc, card: method?.doc.card ?? null, subscriptions, invoices: invoices.map(({ doc }) => doc).filter(({ status }) => status !== 'draft') };
}

async function namesOf(work: Work, subscription: SubscriptionDocument): Promise<string[]> {
  return Promise.all(subscription.items.data.map(({ price }) => productName(work, price)));
}

async function choicesOf(work: Work, allowed: PortalView['features']['subscription_update'], subscription: SubscriptionDocument): Promise<PlanChoice[]> {
  if (!allowed.enabled || !allowed.default_allowed_updates.includes('price') || subscription.items.data.length !== 1) return [];
  const choices: PlanChoice[] = [];
  for (const id of (allowed.products ?? []).flatMap(({ prices }) => prices)) {
    const stored = await findObject(work.sql, 'price', id);
    if (stored?.doc.active === true && stored.doc.currency === subscription.currency) choices.push({ price: stored.doc, name: await productName(work, stored.doc) });
  }
  return choices;
}
