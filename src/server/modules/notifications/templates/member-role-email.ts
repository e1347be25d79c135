import { renderEmail, type RenderedEmail } from './email-layout';

const ROLES = { owner: { as: 'an owner', may: 'Owners decide everything, also who else owns it.' }, admin: { as: 'an admin', may: 'Admins buy and sell in its name, and invite others.' } } as const;

/** Tells the owners of an organization that somebody owns or runs it with them; `words` says it in their inbox. Cannot be switched off. */
export function toMemberRoleEmail({ organizationName, role, url }: { organizationName: string; role: keyof typeof ROLES; url: string }): RenderedEmail & { words: string } {
  const { as, may } = ROLES[role];
  const paragraphs = [`${may} You find who it is on the organization’s page.`, 'Did nobody of you mean this? Take the role away there, and end sessions you do not know under Security.'];
  const email = renderEmail({
    subject: `Somebody is ${as} of ${organizationName} now`,
    heading: `Somebody is ${as} of ${organizationName} now`,
    paragraphs,
    action: { label: 'See its people', url },
    closing: 'You get this because you own the organization, or did until now.',
  });
  return { ...email, words: paragraphs.join(' ') };
}
