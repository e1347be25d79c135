'use client';

import { PageShell } from '@/app/page-shell';
import { Button, LinkButton } from '@/ui/button';
import { ErrorState } from '@/ui/states';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PageShell>
      <div className="wrap pt-16 lg:pt-28 pb-6">
        <h1 className="d2 mb-6">This page did not open</h1>
        <ErrorState
          title="Something broke on our side"
          action={<><Button tone="ink" onClick={reset}>Try again</Button><LinkButton href="/">Go to the front page</LinkButton></>}
        >
          <p>Nothing was charged and nothing you own has changed.</p>
          {error.digest && <p className="mt-2">If you write to us, mention <span className="mono text-ink">{error.digest}</span>.</p>}
        </ErrorState>
      </div>
    </PageShell>
  );
}
