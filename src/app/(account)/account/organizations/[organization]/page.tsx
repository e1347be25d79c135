import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireViewer } from '@/app/require-viewer';
import { OrganizationInput } from '@/shared/contracts/organizations';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { AccountFrame } from '../../account-frame';
import { ROLE_WORDS } from '../role-words';
import { InvitationList } from './invitation-list';
import { InviteForm } from './invite-form';
import { LeaveOrganization } from './leave-organization';
import { MemberList } from './member-list';
import { OrganizationName } from './organization-name';

interface Props {
  params: Promise<{ organization: string }>;
}

/** The organization, read once for the page and its title. */
const read = cache(async (organization: string) => {
  if (!OrganizationInput.safeParse({ organization }).success) notFound();
  const { api, formats } = await requireViewer(`/account/organizations/${organization}`);
  const found = await api.organizations.bySlug({ organization }).catch(asNotFoundPage);
  return { found, formats };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).organization)).found.name };
}

/** One organization: its people, who is invited, and how to go. */
export default async function OrganizationPage({ params }: Props) {
  const { organization: slug } = await params;
  const { found, formats } = await read(slug);
  const { name, role, members, invitations, sellerSlug } = found;
  const isAdmin = role !== 'member';
  return (
    <AccountFrame current="/account/organizations">
      <Breadcrumbs trail={[{ href: '/account/organizations', label: 'Organizations' }]} />
      <h1 className="d3 mt-1 break-words">{name}</h1>
      <p className="text-ink-2 mt-1">{formatPlural(members.length, 'person', 'people')}. You are {ROLE_WORDS[role].as}.</p>
      <section className="mt-8" aria-labelledby="people">
        <h2 id="people" className="d4">People</h2>
        <MemberList organization={slug} role={role} members={members} formats={formats} />
      </section>
      {isAdmin && (
        <section className="mt-12" aria-labelledby="invite">
          <h2 id="invite" className="d4">Invite somebody</h2>
          <p className="text-ink-2 mt-1 max-w-[64ch]">They get a mail with a link. It works once, for seven days, for the person of that address.</p>
          <InviteForm organization={slug} mayInviteOwners={role === 'owner'} />
          {invitations.length > 0 && <InvitationList organization={slug} invitations={invitations} formats={formats} />}
        </section>
      )}
      {isAdmin && (
        <section className="mt-12" aria-labelledby="selling">
          <h2 id="selling" className="d4">Selling</h2>
          <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">{sellerSlug ? 'This organization sells here.' : 'An organization can sell what it makes: tell us what, and an admin looks at it.'}</p>
          {sellerSlug ? <LinkButton href={`/seller/${sellerSlug}`}>Open the seller’s pages</LinkButton> : <LinkButton href={`/seller/apply?organization=${slug}`}>Apply to sell</LinkButton>}
        </section>
      )}
      {isAdmin && (
        <section className="mt-12" aria-labelledby="name">
          <h2 id="name" className="d4">Name</h2>
          <OrganizationName organization={slug} name={name} />
        </section>
      )}
      <section className="mt-12" aria-labelledby="leave">
        <h2 id="leave" className="d4">Leave</h2>
        <LeaveOrganization organization={slug} name={name} isLastOwner={role === 'owner' && members.filter((member) => member.role === 'owner').length === 1} />
      </section>
    </AccountFrame>
  );
}
