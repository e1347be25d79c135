import type { IncomingMessage } from 'node:http';
import { lockSession } from '../checkout/expire-session';
import { paySession } from '../checkout/pay-session';
import type { PayOutcome, Paying } from '../checkout/pay-session';
import { readBody } from '../core/http';
import type { Answer } from '../core/http';
import { runWork } from '../core/work';
import type { Double } from '../core/work';
import { findObject } from '../store/objects';
import type { Stored } from '../store/objects';
import { checkForm, readForm } from './checkout-form';
import { checkoutPage } from './checkout-page';
import { closedPage, successAddress } from './closed-page';
import { messagePage, redirectAnswer } from './layout';

/** Serves `/c/pay/<session>`: the page and its form. */
export async function serveCheckout(double: Double, request: IncomingMessage, sessionId: string): Promise<Answer> {
  const session = await runWork(double, null, (work) => lockSession(work, sessionId));
  if (session === null) return messagePage({ status: 404, title: 'No such checkout', text: 'This checkout does not exist. Go back to the shop to start again.' });
  if (request.method === 'GET' || request.method === 'HEAD') {
    return session.doc.status === 'open' ? checkoutPage({ session, values: {}, errors: {}, alert: null, status: 200 }) : closedPage(session);
  }
  if (request.method !== 'POST') return messagePage({ status: 405, title: 'Not possible', text: 'This page can be read and submitted, nothing else.' });
  return submit(double, session, await readBody(request));
}

async function submit(double: Double, session: Stored<'checkout.session'>, body: string): Promise<Answer> {
  if (session.doc.status !== 'open') return afterwards(session);
  const values = readForm(body);
  const { paying, errors } = checkForm(values, session.doc, new Date(double.clock.nowMs()));
  if (paying === null) return checkoutPage({ session, values, errors, alert: null, status: 400 });
  const outcome = await pay(double, session.doc.id, paying);
  if (outcome?.kind === 'declined') {
    // The number and code are not written back into the page.
    return checkoutPage({ session: { ...session, doc: outcome.session }, values: { ...values, number: '', cvc: '' }, errors: {}, alert: outcome.message, status: 402 });
  }
  return afterwards({ ...session, doc: outcome?.session ?? session.doc });
}

async function pay(double: Double, sessionId: string, paying: Paying): Promise<PayOutcome | null> {
  const outcome = await runWork(double, null, (work) => paySession(work, sessionId, paying));
  if (outcome?.kind === 'completed') await awaitAcknowledgement(double, sessionId);
  return outcome;
}

/** Stripe holds the buyer back until the shop has answered `checkout.session.completed`, for ten seconds at most. */
async function awaitAcknowledgement(double: Double, sessionId: string): Promise<void> {
  const { rows } = await double.pool.query<{ id: string }>(
    `select id from stripe_double.objects where kind = 'event' and doc @> jsonb_build_object('type', 'checkout.session.completed', 'data', jsonb_build_object('object', jsonb_build_object('id', $1::text)))`,
    [sessionId],
  );
  await double.outbox.whenSettled(rows.map((row) => row.id), double.settings.redirectWaitMs);
}

function afterwards(session: Stored<'checkout.session'>): Answer {
  const onward = session.doc.status === 'complete' ? successAddress(session.doc) : null;
  return onward === null ? closedPage(session) : redirectAnswer(onward);
}

/** Serves `/receipts/<charge>`, the address a charge names as its receipt. */
export async function serveReceipt(double: Double, chargeId: string): Promise<Answer> {
  const charge = await findObject(double.pool, 'charge', chargeId);
  if (charge === null) return messagePage({ status: 404, title: 'No such receipt', text: 'There is no charge with this number.' });
  return messagePage({ status: 200, title: 'Receipt', text: `Charge ${charge.doc.id}: ${charge.doc.status}.` });
}
