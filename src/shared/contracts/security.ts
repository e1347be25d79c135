import { z } from 'zod';
import { Cursor } from './cursor';

/** A QR code as one path in a square of `size` units. */
export const QrCode = z.object({ size: z.number().int(), path: z.string() });
export type QrCode = z.infer<typeof QrCode>;

/** What an authenticator is set up with; shown until its first code came. */
export const TotpSetup = z.object({ secret: z.string(), uri: z.string(), qr: QrCode });
export type TotpSetup = z.infer<typeof TotpSetup>;

/** A code of the authenticator, or a recovery code, as typed. */
export const SecondFactorInput = z.strictObject({ code: z.string().trim().min(6, 'is six digits').max(40, 'is too long') });
export type SecondFactorInput = z.infer<typeof SecondFactorInput>;

/** Shown once; the shop keeps hashes of them. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** How a person's account is secured. */
export const SecurityView = z.object({
  email: z.string(),
  /** Since when the second step is asked for; null when it is not. */
  enrolledAt: z.string().nullable(),
  recoveryCodesLeft: z.number().int(),
  /** Staff cannot do without. */
  isRequired: z.boolean(),
  /** Whether this session proved lately who sits before it; what asks for proof goes through at once. */
  isFresh: z.boolean(),
});
export type SecurityView = z.infer<typeof SecurityView>;

export const ListSignInsInput = z.strictObject({ cursor: Cursor.optional(), limit: z.number().int().min(1).max(50).default(10) });
export type ListSignInsInput = z.infer<typeof ListSignInsInput>;

/** One line of the sign-in history. */
export const SignInView = z.object({
  id: z.string(),
  at: z.string(),
  method: z.enum(['code', 'link', 'demo', 'authenticator', 'recovery_code', 'support']),
  outcome: z.enum(['signed_in', 'second_factor_asked', 'refused', 'viewed']),
  device: z.string(),
  network: z.string().nullable(),
});
export type SignInView = z.infer<typeof SignInView>;

export const SignInPage = z.object({ items: z.array(SignInView), nextCursor: z.string().nullable() });
export type SignInPage = z.infer<typeof SignInPage>;
