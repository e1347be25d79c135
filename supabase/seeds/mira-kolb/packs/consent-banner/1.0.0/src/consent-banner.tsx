'use client';

import { accepted, refused } from './consent';
import { useConsent } from './consent-provider';

/** A region, not a dialog: it may be ignored, and it never traps the focus. */
export function ConsentBanner({ policyHref }: { policyHref: string }) {
  const { consent, choose, ready } = useConsent();
  if (!ready || consent) return null;
  return (
    <section aria-label="Privacy choice">
      <p>
        We would like to count visits and show embedded videos. Neither is needed to use this site.{' '}
        <a href={policyHref}>What is stored</a>
      </p>
      <button type="button" onClick={() => choose(refused)}>Refuse</button>
      <button type="button" onClick={() => choose(accepted)}>Accept</button>
    </section>
  );
}
