'use client';

import { useEffect, useRef, useState } from 'react';
import { isUnwilling } from '@/app/track';
import { toConsent, type Consent } from '@/shared/consent';
import { Button } from '@/ui/button';

const OPEN_EVENT = 'latchkey:consent';

function whenIdle(work: () => void): () => void {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = window.setTimeout(work, 300);
    return () => window.clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 2_000 });
  return () => cancelIdleCallback(handle);
}

/** In the footer: opens the question about cookies again, to change the answer. */
export function ConsentButton() {
  return <button type="button" className="tap link" onClick={() => window.dispatchEvent(new Event(OPEN_EVENT))}>Cookies and counting</button>;
}

/**
 * Asks once, over the page and without moving it, whether a cookie may recognise the visitor. Both answers weigh the same, and the shop works with either.
 * Browsers that say no for their person are not asked.
 */
export function ConsentBanner() {
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    const reopen = () => {
      opener.current = document.activeElement;
      setAsked(true);
      setOpen(true);
    };
    window.addEventListener(OPEN_EVENT, reopen);
    const cancel = whenIdle(() => setOpen((open) => open || (toConsent(document.cookie) === null && !isUnwilling())));
    return () => {
      cancel();
      window.removeEventListener(OPEN_EVENT, reopen);
    };
  }, []);
  useEffect(() => {
    // Who asked for it is led to it; who did not, goes on reading.
    if (isOpen && isAsked) heading.current?.focus();
  }, [isOpen, isAsked]);

  function close(): void {
    setOpen(false);
    setFailed(false);
    if (isAsked && opener.current instanceof HTMLElement) opener.current.focus();
    setAsked(false);
  }

  async function choose(choice: Consent): Promise<void> {
    setBusy(true);
    const isKept = await fetch('/api/consent', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ choice }) }).then(({ ok }) => ok, () => false);
    setBusy(false);
    if (isKept) close();
    else setFailed(true);
  }

  if (!isOpen) return null;
  const unwilling = isUnwilling();
  return (
    <section className="consent" aria-labelledby="consent" onKeyDown={(event) => { if (event.key === 'Escape' && isAsked) close(); }}>
      <h2 id="consent" ref={heading} tabIndex={-1} className="font-semibold outline-none">May we recognise this browser?</h2>
      {unwilling
        ? <p className="text-sm text-ink-2 mt-1">Your browser asks not to be followed. We set no cookie for it and count nothing you do.</p>
        : <p className="text-sm text-ink-2 mt-1">We count visits to see which pages help. A cookie would tell us for thirty days that it is the same browser; without it a visit is counted for its day alone. Your address is not kept, and nothing goes to advertisers.</p>}
      {failed && <p className="text-sm text-danger mt-2" role="alert">The answer did not arrive. Please try again.</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        {unwilling ? <Button onClick={close}>Close</Button> : (
          <>
            <Button busy={busy} className="flex-1 whitespace-nowrap" onClick={() => void choose('needed')}>Only what the shop needs</Button>
            <Button busy={busy} className="flex-1 whitespace-nowrap" onClick={() => void choose('all')}>Allow a visitor cookie</Button>
          </>
        )}
      </div>
    </section>
  );
}
