import type { IncomingMessage } from 'node:http';
import { readBody } from '../core/http';
import type { Answer } from '../core/http';
import { Refusal } from '../core/refusal';
import { runWork } from '../core/work';
import type { Double, Work } from '../core/work';
import { cancelFromPortal, changeCard, changePlanFromPortal, keepFromPortal, payFromPortal } from '../portal/act-on-portal';
import { openPortal, readPortal } from '../portal/portal-view';
import type { PortalView } from '../portal/portal-view';
import { checkCard } from './checkout-form';
import type { FormErrors, FormValues } from './checkout-form';
import { messagePage, redirectAnswer } from './layout';
import { portalPage } from './portal-page';

const CARD: FormValues = { number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };

/** What a form has come to: nothing left to say, or why it was not done. */
interface Done {
  view: PortalView;
  errors: FormErrors;
  alert: string | null;
}

/** Serves `/p/session/<secret>`: the customer portal and its forms. */
export async function servePortal(double: Double, request: IncomingMessage, secret: string): Promise<Answer> {
  const view = await look(double, secret);
  if (view === null) return messagePage({ status: 404, title: 'This link is over', text: 'Go back to the shop and open your subscriptions again.' });
  if (request.method === 'GET' || request.method === 'HEAD') return portalPage({ view, values: CARD, errors: {}, alert: null, status: 200 });
  if (request.method !== 'POST') return messagePage({ status: 405, title: 'Not possible', text: 'This page can be read and submitted, nothing else.' });
  const form = new URLSearchParams(await readBody(request));
  const done = await act(double, view, form);
  const refused = done.alert !== null || Object.keys(done.errors).length > 0;
  if (refused) return portalPage({ view: done.view, values: { ...CARD, number: '', cvc: '' }, errors: done.errors, alert: done.alert, status: 400 });
  return afterwards(view, secret);
}

function afterwards({ session: { flow } }: PortalView, secret: string): Answer {
  const after = flow?.after_completion;
  if (after?.type === 'redirect' && after.redirect !== null) return redirectAnswer(after.redirect.return_url);
  if (after?.type === 'hosted_confirmation') return messagePage({ status: 200, title: 'Done', text: after.hosted_confirmation?.custom_message ?? 'Your change is saved.' });
  return redirectAnswer(`/p/session/${secret}`);
}

function look(double: Double, secret: string): Promise<PortalView | null> {
  return runWork(double, null, async (work) => {
    const open = await openPortal(work, secret);
    return open === null ? null : readPortal(open.work, open.session, secret);
  });
}

async function act(double: Double, view: PortalView, form: URLSearchParams): Promise<Done> {
  const errors: FormErrors = {};
  try {
    const alert = await runWork(double, null, async (work) => {
      const open = await openPortal(work, view.secret);
      return open === null ? 'This link is over.' : actAs(open.work, view, { form, errors });
    });
    return { view, errors, alert };
  } catch (error) {
    if (error instanceof Refusal) return { view, errors, alert: error.message };
    throw error;
  }
}

async function actAs(work: Work, view: PortalView, { form, errors }: { form: URLSearchParams; errors: FormErrors }): Promise<string | null> {
  const customer = view.customer.id;
  const id = form.get('subscription') ?? '';
  const { features } = view;
  switch (form.get('action')) {
    case 'card': {
      if (!features.payment_method_update.enabled) return 'This shop does not let the card be changed here.';
      const means = checkCard(Object.fromEntries(['number', 'expiry', 'cvc'].map((name) => [name, (form.get(name) ?? '').slice(0, 200)])), errors, new Date(work.now * 1000));
      return Object.keys(errors).length > 0 ? null : changeCard(work, customer, means);
    }
    case 'cancel':
      await cancelFromPortal(work, { customer, id, features });
      return null;
    case 'keep':
      await keepFromPortal(work, customer, id);
      return null;
    case 'plan': {
      const choice = view.subscriptions.find(({ doc }) => doc.id === id)?.choices.find(({ price }) => price.id === form.get('price'));
      if (choice === undefined) return 'Choose one of the plans on offer.';
      await changePlanFromPortal(work, { customer, id, price: choice.price, features });
      return null;
    }
    case 'pay':
      return payFromPortal(work, customer, form.get('invoice') ?? '');
    default:
      return 'Press one of the buttons.';
  }
}
