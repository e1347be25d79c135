import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { changeAccount } from './change-account';
import type { StoredAccount } from './change-account';
import { testBankAccount } from './new-account';

/** What comes of the hosted form. `document_due`: charges work, payouts wait for a document. */
export type Onboarding = 'complete' | 'document_due' | 'rejected';

function withBank({ doc, hidden }: StoredAccount, bank: Stripe.BankAccount): StoredAccount {
  const known = doc.external_accounts?.data ?? [];
  const accounts = known.length > 0 ? known : [bank];
  return { hidden, doc: { ...doc, business_type: doc.business_type ?? 'individual', external_accounts: { object: 'list', data: accounts, has_more: false, url: `/v1/accounts/${doc.id}/external_accounts` } } };
}

/** The seller hands in the form: it is looked at, then decided, each with its events. Null when there is no such account. */
export async function onboardAccount(work: Work, id: string, outcome: Onboarding): Promise<Stripe.Account | null> {
  const bankId = newStripeId('bank_account');
  const looked = await changeAccount(work, id, (stored) => {
    const { doc, hidden } = withBank(stored, testBankAccount(stored.doc, bankId));
    const terms = { ...doc.tos_acceptance, date: doc.tos_acceptance?.date ?? work.now };
    return { doc: { ...doc, tos_acceptance: terms }, hidden: { ...hidden, submitted: true, verifying: true } };
  });
  const bank = looked?.external_accounts?.data.find((one) => one.id === bankId);
  if (bank !== undefined) emit(actingFor(work, id), 'account.external_account.created', bank);
  return changeAccount(work, id, ({ doc, hidden }) => ({
    doc,
    hidden: { ...hidden, verifying: false, due: outcome === 'document_due' ? ['individual.verification.document'] : [], rejected: outcome === 'rejected' ? 'fraud' : hidden.rejected },
  }));
}
