import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { TrpcProvider } from '@/trpc/client';
import { AccountFrame } from '../account-frame';
import { NameForm } from './name-form';
import { SessionList } from './session-list';

export const metadata: Metadata = { title: 'Security' };

/** The viewer's name, and where they are signed in. */
export default async function SecurityPage() {
  const { api } = await requireViewer('/account/security');
  const [profile, sessions] = await Promise.all([api.account.profile(), api.account.sessions()]);
  return (
    <AccountFrame current="/account/security">
      <h1 className="d3">Security</h1>
      <p className="mt-1 text-ink-2">You sign in with a code sent to <span className="break-words text-ink">{profile.email}</span>. There is no password to lose.</p>
      <TrpcProvider>
        <section className="mt-8" aria-labelledby="name">
          <h2 id="name" className="d4">Name</h2>
          <NameForm displayName={profile.displayName} />
        </section>
        <section className="mt-12" aria-labelledby="sessions">
          <h2 id="sessions" className="d4">Where you are signed in</h2>
          <SessionList sessions={sessions} />
        </section>
      </TrpcProvider>
    </AccountFrame>
  );
}
