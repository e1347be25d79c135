import { z } from 'zod';
import { SortedCursor } from './cursor';
import { AddressText, lineOf } from './text';

export const ORGANIZATION_ROLES = ['owner', 'admin', 'member'] as const;
export const OrganizationRole = z.enum(ORGANIZATION_ROLES);
export type OrganizationRole = z.infer<typeof OrganizationRole>;

/** The readable part of an organization's or a seller's address. */
export const TenantSlug = z.string().min(1, 'write one').max(60, 'at most 60 letters').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');

export const InvitationId = z.string().regex(/^inv_[0-9a-z]{26}$/, 'not an invitation id');
/** The secret of an invitation's link. */
export const InvitationToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'not an invitation');

export const OrganizationInput = z.strictObject({ organization: TenantSlug });
export type OrganizationInput = z.infer<typeof OrganizationInput>;

export const CreateOrganizationInput = z.strictObject({ name: lineOf(120) });
export type CreateOrganizationInput = z.infer<typeof CreateOrganizationInput>;

export const RenameOrganizationInput = OrganizationInput.extend({ name: lineOf(120) });
export type RenameOrganizationInput = z.infer<typeof RenameOrganizationInput>;

export const InviteMemberInput = OrganizationInput.extend({ email: AddressText, memberRole: OrganizationRole });
export type InviteMemberInput = z.infer<typeof InviteMemberInput>;

export const RevokeInvitationInput = OrganizationInput.extend({ invitationId: InvitationId });
export type RevokeInvitationInput = z.infer<typeof RevokeInvitationInput>;

export const InvitationTokenInput = z.strictObject({ token: InvitationToken });
export type InvitationTokenInput = z.infer<typeof InvitationTokenInput>;

export const ChangeMemberRoleInput = OrganizationInput.extend({ memberId: z.uuid(), memberRole: OrganizationRole });
export type ChangeMemberRoleInput = z.infer<typeof ChangeMemberRoleInput>;

/** Names one member: to remove them, or to hand the organization over to them. */
export const MemberInput = OrganizationInput.extend({ memberId: z.uuid() });
export type MemberInput = z.infer<typeof MemberInput>;

/** By name. */
export const ListOrganizationsInput = z.strictObject({ cursor: SortedCursor.optional(), limit: z.int().min(1).max(100).default(100) });
export type ListOrganizationsInput = z.infer<typeof ListOrganizationsInput>;

/** An organization as its members see it in their list. */
export const OrganizationSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** The viewer's own. */
  role: OrganizationRole,
  memberCount: z.number().int(),
  /** Once it applied to sell. */
  sellerSlug: z.string().nullable(),
});
export type OrganizationSummary = z.infer<typeof OrganizationSummary>;

export const OrganizationPage = z.object({ items: z.array(OrganizationSummary), nextCursor: z.string().nullable() });
export type OrganizationPage = z.infer<typeof OrganizationPage>;

export const MemberView = z.object({ userId: z.string(), name: z.string(), email: z.string(), role: OrganizationRole, since: z.string(), isViewer: z.boolean() });
export type MemberView = z.infer<typeof MemberView>;

/** An invitation that can still be accepted, or has just expired, as owners and admins see it. */
export const OpenInvitation = z.object({ id: z.string(), email: z.string(), role: OrganizationRole, sentAt: z.string(), expiresAt: z.string(), expired: z.boolean() });
export type OpenInvitation = z.infer<typeof OpenInvitation>;

/** One organization with its people. `invitations` is empty for plain members. */
export const OrganizationDetail = OrganizationSummary.extend({ members: z.array(MemberView), invitations: z.array(OpenInvitation) });
export type OrganizationDetail = z.infer<typeof OrganizationDetail>;

export const INVITATION_STATES = ['open', 'used', 'revoked', 'expired'] as const;

/** What the holder of an invitation's link is shown before accepting. */
export const InvitationView = z.object({
  state: z.enum(INVITATION_STATES),
  organizationName: z.string(),
  role: OrganizationRole,
  inviterName: z.string().nullable(),
  /** The address it was sent to with its middle left out, such as i…@moberg.example. */
  addressHint: z.string(),
  /** Whether the viewer's address is the invited one; null for visitors. */
  isForViewer: z.boolean().nullable(),
});
export type InvitationView = z.infer<typeof InvitationView>;

/** The organization's address on the account pages. */
export const OrganizationAddress = z.object({ slug: z.string() });
export type OrganizationAddress = z.infer<typeof OrganizationAddress>;
