import { z } from 'zod';
import { SortedCursor } from './cursor';

const PersonId = z.uuid('is not an id of a person');
const Reason = z.string().trim().min(1, 'is missing').max(1000, 'is too long');

export const PERSON_ROLES = ['customer', 'ops', 'admin'] as const;
export const PersonRole = z.enum(PERSON_ROLES);

/** By name, or by when the account was opened. */
export const PersonSort = z.enum(['name-up', 'name-down', 'since-down', 'since-up']);
export type PersonSort = z.infer<typeof PersonSort>;

export const ListPeopleInput = z.strictObject({
  /** The beginning of a mail address, any part of a name, or a whole id. */
  q: z.string().trim().max(320).default(''),
  roles: z.array(PersonRole).max(3).default([]),
  /** Empty: both. */
  state: z.enum(['', 'open', 'closed']).default(''),
  sort: PersonSort.default('since-down'),
  cursor: SortedCursor.optional(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type ListPeopleInput = z.infer<typeof ListPeopleInput>;

export const PersonIdInput = z.strictObject({ personId: PersonId });
export type PersonIdInput = z.infer<typeof PersonIdInput>;
export const PersonReasonInput = z.strictObject({ personId: PersonId, reason: Reason });
export type PersonReasonInput = z.infer<typeof PersonReasonInput>;
export const ChangePersonRoleInput = z.strictObject({ personId: PersonId, personRole: PersonRole });
export type ChangePersonRoleInput = z.infer<typeof ChangePersonRoleInput>;

export const PersonSummary = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: PersonRole,
  createdAt: z.string(),
  closedAt: z.string().nullable(),
});
export type PersonSummary = z.infer<typeof PersonSummary>;

export const PersonPage = z.object({ items: z.array(PersonSummary), nextCursor: z.string().nullable() });
export type PersonPage = z.infer<typeof PersonPage>;

/** A person as admins see them. */
export const PersonView = PersonSummary.extend({
  /** Since when a second step is asked for. */
  secondFactorSince: z.string().nullable(),
  sessions: z.array(z.object({ id: z.string(), device: z.string(), network: z.string().nullable(), signedInAt: z.string(), lastSeenAt: z.string() })),
  organizations: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string(), role: z.string(), sellerSlug: z.string().nullable() })),
  orders: z.array(z.object({ id: z.string(), number: z.string(), status: z.string(), totalMinor: z.number().int(), currency: z.string(), at: z.string() })),
  /** Themselves: who one is oneself cannot be changed here. */
  isSelf: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** What is set up, and how; never a secret. */
export const SettingsView = z.object({
  groups: z.array(z.object({
    title: z.string(),
    /** What follows from it, in a word. */
    state: z.enum(['on', 'test', 'off']),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
  })),
});
export type SettingsView = z.infer<typeof SettingsView>;
