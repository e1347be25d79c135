/** Fills in the form of an account at the stand-in for Stripe, as its owner would in a browser. */
export async function completeForm(stripeUrl: string, stripeAccountId: string): Promise<void> {
  const answer = await fetch(`${stripeUrl}/_double/accounts/${stripeAccountId}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ onboard: 'complete' }) });
  if (!answer.ok) throw new Error(`seed: the stand-in for Stripe answered ${answer.status} to an account's form.`);
}
