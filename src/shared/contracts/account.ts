import { z } from 'zod';
import { isLocale, timeZones } from '@/shared/moment-text';
import { ImageFormats } from './images';
import { PublicName } from './public-name';

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

export const UpdateProfileInput = z.strictObject({
  displayName: PublicName,
  locale: z.string().refine(isLocale, 'is no language dates can be written in here'),
  timeZone: z.string().max(60).refine((zone) => timeZones().has(zone), 'is no time zone'),
});
export type UpdateProfileInput = z.infer<typeof UpdateProfileInput>;

/** A picture of a person, square, in two sizes. */
export const AvatarView = z.object({ thumb: ImageFormats, medium: ImageFormats });
export type AvatarView = z.infer<typeof AvatarView>;

/** A person as they see themselves. */
export const ProfileView = z.object({ displayName: z.string(), email: z.string(), locale: z.string(), timeZone: z.string(), avatar: AvatarView.nullable() });
export type ProfileView = z.infer<typeof ProfileView>;

/** An organization the viewer may buy for. */
export const BuyingOrganization = z.object({ id: z.string(), name: z.string() });
export type BuyingOrganization = z.infer<typeof BuyingOrganization>;
