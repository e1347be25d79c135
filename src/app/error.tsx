'use client';

import { Button, LinkButton } from '@/ui/button';
import { Logo } from '@/ui/shell/logo';
import { ErrorState } from '@/ui/states';

/** Kept apart from the page's frame on purpose: every page carries this script, and the frame may be what broke. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <title>This page did not open · Latchkey</title>
      <header className="border-b border-line"><div className="wrap flex items-center h-16"><Logo /></div></header>
      <main className="wrap pt-16 lg:pt-28 pb-20">
        <h1 className="d2 mb-6">This page did not open</h1>
        <ErrorState
          title="Something broke on our side"
          action={<><Button tone="ink" onClick={reset}>Try again</Button><LinkButton href="/" data-reload="">Go to the front page</LinkButton></>}
        >
          <p>Nothing was charged and nothing you own has changed.</p>
          {error.digest && <p className="mt-2">If you write to us, mention <span className="mono text-ink">{error.digest}</span>.</p>}
        </ErrorState>
      </main>
    </>
  );
}
