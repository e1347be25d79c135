import type { IncomingMessage } from 'node:http';
import { answerChallenge } from '../checkout/answer-challenge';
import { chooseShipping } from '../checkout/choose-shipping';
import { lockSession } from '../checkout/expire-session';
import { paySession } from '../checkout/pay-session';
import type { PayOutcome } from '../checkout/pay-session';
import { intentIdOf } from '../checkout/session-intent';
import { challengePath } from '../checkout/start-challenge';
import { readBody } from '../core/http';
import type { Answer } from '../core/http';
import { actingForOwner, runWork } from '../core/work';
import type { Double } from '../core/work';
import { findObject } from '../store/objects';
import type { Stored } from '../store/objects';
import { challengePage } from './challenge-page';
import { checkForm, readForm, testValues } from './checkout-form';
import type { FormValues } from './checkout-form';
import { checkoutPage } from './checkout-page';
import { closedPage, successAddress } from './closed-page';
import { messagePage, redirectAnswer } from './layout';

/** Serves `/c/pay/<session>`: the page and its form. */
export async function serveCheckout(double: Double, request: IncomingMessage, sessionId: string): Promise<Answer> {
  const session = await runWork(double, null, async (work) => lockSession(await actingForOwner(work, sessionId), sessionId));
  if (session === null) return notFound();
  if (request.method === 'GET' || request.method === 'HEAD') {
    return session.doc.status === 'open' ? checkoutPage({ session, values: testValues(session.doc), errors: {}, alert: null, status: 200 }) : closedPage(session);
  }
  if (request.method !== 'POST') return messagePage({ status: 405, title: 'Not possible', text: 'This page can be read and submitted, nothing else.' });
  return submit(double, session, await readBody(request));
}

async function submit(double: Double, session: Stored<'checkout.session'>, body: string): Promise<Answer> {
  if (session.doc.status !== 'open') return afterwards(session);
  const values = readForm(body);
  if (values['method'] === 'shipping') return showWithShipping(double, session.doc.id, values);
  const { paying, errors } = checkForm(values, session.doc, new Date(double.clock.nowMs()));
  if (paying === null) return checkoutPage({ session, values, errors, alert: null, status: 400 });
  const outcome = await runWork(double, null, async (work) => paySession(await actingForOwner(work, session.doc.id), session.doc.id, paying));
  return answerOutcome(double, session, { outcome, values });
}

/** The buyer wants to see the sum with another way of shipping, and has not paid. */
async function showWithShipping(double: Double, sessionId: string, values: FormValues): Promise<Answer> {
  const session = await runWork(double, null, async (work) => {
    const its = await actingForOwner(work, sessionId);
    const open = await lockSession(its, sessionId);
    return open?.doc.status === 'open' ? chooseShipping(its, open, values['shipping_rate'] ?? null) : open;
  });
  if (session === null) return notFound();
  return session.doc.status === 'open' ? checkoutPage({ session, values, errors: {}, alert: null, status: 200 }) : afterwards(session);
}

async function answerOutcome(double: Double, session: Stored<'checkout.session'>, after: { outcome: PayOutcome | null; values: FormValues }): Promise<Answer> {
  const { outcome } = after;
  if (outcome?.kind === 'challenged') return redirectAnswer(challengePath(session.doc.id));
  if (outcome?.kind === 'declined') {
    // The number and code are not written back into the page.
    const values = { ...after.values, number: '', cvc: '' };
    return checkoutPage({ session: { ...session, doc: outcome.session }, values, errors: {}, alert: outcome.message, status: 402 });
  }
  if (outcome?.kind === 'completed') await awaitAcknowledgement(double, session.doc.id);
  return afterwards({ ...session, doc: outcome?.session ?? session.doc });
}

/** Serves `/c/pay/<session>/confirm`, where the bank asks. */
export async function serveChallenge(double: Double, request: IncomingMessage, sessionId: string): Promise<Answer> {
  const session = await findObject(double.pool, 'checkout.session', sessionId);
  if (session === null) return notFound();
  const intentId = intentIdOf(session);
  const intent = intentId === null ? null : await findObject(double.pool, 'payment_intent', intentId);
  if (intent?.doc.status !== 'requires_action') return session.doc.status === 'open' ? redirectAnswer(`/c/pay/${sessionId}`) : closedPage(session);
  if (request.method !== 'POST') return challengePage(session);
  const passed = new URLSearchParams(await readBody(request)).get('answer') === 'pass';
  const outcome = await runWork(double, null, async (work) => answerChallenge(await actingForOwner(work, sessionId), sessionId, passed));
  return answerOutcome(double, session, { outcome, values: {} });
}

function notFound(): Answer {
  return messagePage({ status: 404, title: 'No such checkout', text: 'This checkout does not exist. Go back to the shop to start again.' });
}

/** Stripe holds the buyer back until the shop has answered `checkout.session.completed`, for ten seconds at most. */
async function awaitAcknowledgement(double: Double, sessionId: string): Promise<void> {
  const { rows } = await double.pool.query<{ id: string }>(
    `select id from stripe_double.objects where kind = 'event' and doc #>> '{data,object,id}' = $1 and doc->>'type' = 'checkout.session.completed'`,
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
