import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageShell } from '@/app/page-shell';
import { InvitationTokenInput, type InvitationView } from '@/shared/contracts/organizations';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { caller } from '@/trpc/server';
import { LinkButton } from '@/ui/button';
import { Keycut } from '@/ui/covers/keycut';
import { AcceptInvitation } from './accept-invitation';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false }, referrer: 'no-referrer' };

const CLOSED = {
  used: { title: 'This invitation was accepted', says: 'A link works once. If it was you, the organization is in your account.' },
  revoked: { title: 'This invitation was withdrawn', says: 'Somebody took it back or sent a newer one. Look for a later mail, or ask them.' },
  expired: { title: 'This invitation has expired', says: 'A link works for seven days. Ask for a new one.' },
};
const AS = { owner: 'an owner', admin: 'an admin', member: 'a member' };

function Answer({ invitation, token }: { invitation: InvitationView; token: string }) {
  const { state, organizationName, isForViewer, addressHint } = invitation;
  const signIn = `/sign-in?callbackUrl=${encodeURIComponent(`/invitations/${token}`)}`;
  if (state !== 'open') return <LinkButton href="/account/organizations">Your organizations</LinkButton>;
  if (isForViewer === null) return <><p className="text-ink-2 mb-4">Sign in with <span className="text-ink break-words">{addressHint}</span> to answer.</p><LinkButton href={signIn} tone="ink" size="l">Sign in</LinkButton></>;
  if (!isForViewer) {
    return <><p className="text-ink-2 mb-4">It was sent to <span className="text-ink break-words">{addressHint}</span>, and you are signed in with another address. Sign out, then open the link again.</p><LinkButton href="/sign-out">Sign out</LinkButton></>;
  }
  return <AcceptInvitation token={token} organizationName={organizationName} />;
}

/** What an invitation's link leads to, signed in or not. Looking at it changes nothing. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const input = InvitationTokenInput.safeParse(await params);
  if (!input.success) notFound();
  const api = await caller();
  const invitation = await api.organizations.invitation(input.data).catch(asNotFoundPage);
  const { state, organizationName, role, inviterName } = invitation;
  return (
    <PageShell>
      <div className="wrap py-16 lg:py-24">
        <div className="max-w-[560px]">
          <p className="text-ink-3"><Keycut slug={organizationName.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'organization'} /></p>
          <h1 className="d2 mt-4 break-words">{state === 'open' ? `Join ${organizationName}` : CLOSED[state].title}</h1>
          <p className="text-ink-2 mt-3 mb-6 text-pretty">
            {state === 'open' ? `${inviterName ?? 'Somebody'} invites you as ${AS[role]}. Members use every key the organization holds.` : CLOSED[state].says}
          </p>
          <Answer invitation={invitation} token={input.data.token} />
        </div>
      </div>
    </PageShell>
  );
}
