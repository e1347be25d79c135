'use client';

import { PURPOSES, refused, type Purpose } from './consent';
import { useConsent } from './consent-provider';

const LABELS: Record<Purpose, string> = { statistics: 'Count my visits', embeds: 'Show embedded videos' };

/** For the footer. Changes take effect at once; scripts that already ran stay until the next page. */
export function ConsentLink() {
  const { consent = refused, choose, ready } = useConsent();
  if (!ready) return null;
  return (
    <details>
      <summary>Privacy choices</summary>
      {PURPOSES.map((purpose) => (
        <label key={purpose}>
          <input type="checkbox" checked={consent[purpose]} onChange={(event) => choose({ ...consent, [purpose]: event.target.checked })} />
          {LABELS[purpose]}
        </label>
      ))}
    </details>
  );
}
