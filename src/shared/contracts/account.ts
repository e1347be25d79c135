import { z } from 'zod';

/** One place where a person is signed in. */
export const SessionView = z.object({
  id: z.uuid(),
  /** The browser and system, as far as they can be told: "Firefox on Windows". */
  device: z.string(),
  /** Its network, where it could be told: "203.0.113.0/24". */
  network: z.string().nullable(),
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const EndSessionInput = z.strictObject({ sessionId: z.uuid() });
export type EndSessionInput = z.infer<typeof EndSessionInput>;

export const RenameInput = z.strictObject({ displayName: z.string().trim().min(1, 'write a name').max(80, 'at most 80 letters').regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u, 'has a control character') });
export type RenameInput = z.infer<typeof RenameInput>;

/** A person as they see themselves. */
export const ProfileView = z.object({ displayName: z.string(), email: z.string() });
export type ProfileView = z.infer<typeof ProfileView>;

/** An organization the viewer may buy for. */
export const BuyingOrganization = z.object({ id: z.string(), name: z.string() });
export type BuyingOrganization = z.infer<typeof BuyingOrganization>;
