import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { TrpcProvider } from '@/trpc/client';
import { AccountFrame } from '../account-frame';
import { SessionList } from './session-list';
import { SignInHistory } from './sign-in-history';
import { TwoStep } from './two-step';

export const metadata: Metadata = { title: 'Security' };

/** The second step, where the viewer is signed in, and who tried to. `?for=admin` when an admin was sent here to set the second step up. */
export default async function SecurityPage({ searchParams }: { searchParams: Promise<{ for?: string | string[] }> }) {
  const { api, viewer, formats } = await requireViewer('/account/security');
  const [{ for: reason }, security, sessions, signIns] = await Promise.all([searchParams, api.security.own(), api.account.sessions(), api.security.signIns({})]);
  return (
    <AccountFrame current="/account/security">
      <h1 className="d3">Security</h1>
      <p className="mt-1 text-ink-2">You sign in with a code sent to <span className="break-words text-ink">{security.email}</span>. There is no password to lose.</p>
      {(reason === 'admin' || viewer.withheld) && !security.enrolledAt && <p className="panel mt-6 max-w-[64ch] bg-warn-wash p-4">Admins sign in with two steps. Set up the second one here; then the admin pages open.</p>}
      <section className="mt-8" aria-labelledby="two-step">
        <h2 id="two-step" className="d4">Two-step sign-in</h2>
        <TwoStep security={security} formats={formats} />
      </section>
      <TrpcProvider>
        <section className="mt-12" aria-labelledby="sessions">
          <h2 id="sessions" className="d4">Where you are signed in</h2>
          <SessionList sessions={sessions} formats={formats} />
        </section>
        <section className="mt-12" aria-labelledby="history">
          <h2 id="history" className="d4">Sign-ins</h2>
          <p className="mt-1 text-ink-2">What was tried with your account. Kept for 180 days.</p>
          <SignInHistory first={signIns} formats={formats} />
        </section>
      </TrpcProvider>
    </AccountFrame>
  );
}
