import { timingSafeEqual } from 'node:crypto';
import { generateSecret, generateSync, generateURI } from 'otplib';
import { encode } from 'uqr';
import type { QrCode } from '@/shared/contracts/security';

/** Seconds a code stands for (RFC 6238). */
const STEP_SECONDS = 30;
/** Clocks of telephones are early or late by so many steps, no more. */
const SKEW_STEPS = 1;
const CODE = /^\d{6}$/;
const QUIET_MODULES = 4;

const stepOf = (now: Date) => Math.floor(now.getTime() / 1000 / STEP_SECONDS);
const codeOf = (secret: string, step: number) => generateSync({ secret, epoch: step * STEP_SECONDS });

/** A new secret of 160 bits, in base 32 as authenticators take it. */
export function drawTotpSecret(): string {
  return generateSecret();
}

/** Whether the text can be such a code; spaces are how people read them. */
export function toTotpCode(text: string): string | null {
  const code = text.replace(/[\s-]/g, '');
  return CODE.test(code) ? code : null;
}

/**
 * The step a code stands for: that of `now`, or the one before or after it. Null when it is none of them or not younger than `lastStep`, the step used last: a code that was
 * seen over a shoulder is worth nothing. All three are compared whatever fits, so that the time taken tells nothing.
 */
export function matchStep({ secret, code, now, lastStep }: { secret: string; code: string; now: Date; lastStep: number }): number | null {
  const current = stepOf(now);
  let found: number | null = null;
  for (let step = current - SKEW_STEPS; step <= current + SKEW_STEPS; step += 1) {
    const fits = timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code));
    if (fits && step > lastStep) found = step;
  }
  return found;
}

/** What an authenticator reads from the QR code. */
export function toOtpauthUri({ secret, email, shop }: { secret: string; email: string; shop: string }): string {
  return generateURI({ issuer: shop, label: email, secret });
}

/** A QR code as one path of squares, with the quiet margin the norm asks for. */
export function toQrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}
