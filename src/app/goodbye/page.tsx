import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { LinkButton } from '@/ui/button';

export const metadata: Metadata = { title: 'Goodbye', robots: { index: false } };

/** Where an erased account ends. */
export default function GoodbyePage() {
  return (
    <PageShell>
      <div className="mx-auto max-w-[560px] px-4 py-20">
        <h1 className="d2">Goodbye</h1>
        <p className="mt-3 text-ink-2">Your account is closed, and within minutes what we held about you is gone. A last mail is on its way.</p>
        <LinkButton href="/" className="mt-8">To the front page</LinkButton>
      </div>
    </PageShell>
  );
}
