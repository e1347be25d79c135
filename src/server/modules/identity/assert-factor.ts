import { AppError } from '@/shared/errors';
import type { FactorVerdict } from './try-second-factor';

/** Throws for a second factor that was not right, in words that tell a stranger nothing. */
export function assertFactor(verdict: FactorVerdict): asserts verdict is 'authenticator' | 'recovery_code' {
  if (verdict === 'worn_out') throw new AppError('RATE_LIMITED', 'Too many wrong codes. Please wait 15 minutes.', { reason: 'worn_out', retryAfterSeconds: 900 });
  if (verdict === 'wrong') throw new AppError('INVALID_INPUT', 'That code does not fit, or was used already. Wait for the next one.', { field: 'code', reason: 'wrong_code' });
}
