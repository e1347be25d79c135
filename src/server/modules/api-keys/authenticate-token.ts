import { decodeProtectedHeader, importJWK, jwtVerify, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { isId } from '@/shared/ids';
import { cacheOf } from './cache-of';
import { findLiveSigner, type LiveSigner } from './secrets.queries';

/** What a signed token says, once its signature holds. */
export interface LiveToken {
  signerId: string;
  platformId: string;
  mode: PlatformMode;
  /** The customer it was made for. */
  customer: string;
  /** The tier the developer says it has, and when that was said. */
  claim: { tier: string; at: Date } | undefined;
}

interface Signer extends LiveSigner {
  key: CryptoKey;
}

const MOST_SECONDS = 3_600;
/** And is not older: its time goes into the database with other people's calls. */
const OLDEST_SECONDS = 86_400;
/** Clocks of two machines are never quite the same. */
const TOLERANCE_SECONDS = 60;
const MAX_TOKEN = 4_096;
const CUSTOMER = /^[\x21-\x7e]{1,128}$/;
const TIER = /^[a-z0-9-]{1,40}$/;

/**
 * What a token (RFC 7519) opens: `kid` names its signer, `iss` the signer's platform, `sub` the customer, `aud` is latchkey, it ends within the hour, and
 * `plan`, if it is there, names a tier. The signer's algorithm is the only one taken. Undefined for anything else. `onMiss` comes before the database is asked
 * for a signer, and may throw to keep it from that.
 */
export async function authenticateToken(parts: Pick<Platform, 'db' | 'env' | 'onClose'>, token: string, onMiss: () => Promise<void> = async () => {}): Promise<LiveToken | undefined> {
  const signerId = token.length > MAX_TOKEN ? undefined : signerOf(token);
  if (signerId === undefined) return undefined;
  const cache = cacheOf(parts);
  if (!cache.has(signerId)) await onMiss();
  const signer = await cache.get(signerId, () => loadSigner(parts, signerId));
  const now = clock.now();
  const payload = signer && (await verify(token, signer, now));
  return payload && toToken(payload, signer, now);
}

function signerOf(token: string): string | undefined {
  try {
    const { kid } = decodeProtectedHeader(token);
    return kid !== undefined && isId('platformSigner', kid) ? kid : undefined;
  } catch {
    return undefined;
  }
}

async function loadSigner({ db }: Pick<Platform, 'db'>, signerId: string): Promise<Signer | undefined> {
  const signer = await findLiveSigner(db.readAsService('a token names its signer'), signerId);
  if (!signer) return undefined;
  const key = await importJWK(JSON.parse(signer.publicKey) as JWK, signer.algorithm);
  return key instanceof Uint8Array ? undefined : { ...signer, key };
}

async function verify(token: string, { key, algorithm, platformId }: Signer, now: Date): Promise<JWTPayload | undefined> {
  const rules = { algorithms: [algorithm], issuer: platformId, audience: 'latchkey', requiredClaims: ['sub', 'exp', 'iat'], clockTolerance: TOLERANCE_SECONDS, currentDate: now };
  // jose throws for whatever is wrong; which it was is nobody's business but the signer's.
  return jwtVerify(token, key, rules).then(({ payload }) => payload, () => undefined);
}

function toToken({ sub, exp, iat, plan }: JWTPayload, { signerId, platformId, mode }: Signer, now: Date): LiveToken | undefined {
  const seconds = now.getTime() / 1000;
  if (sub === undefined || !CUSTOMER.test(sub) || exp === undefined || iat === undefined) return undefined;
  if (exp > seconds + MOST_SECONDS + TOLERANCE_SECONDS || iat > seconds + TOLERANCE_SECONDS || iat < seconds - OLDEST_SECONDS) return undefined;
  if (plan !== undefined && (typeof plan !== 'string' || !TIER.test(plan))) return undefined;
  return { signerId, platformId, mode, customer: sub, claim: typeof plan === 'string' ? { tier: plan, at: new Date(iat * 1000) } : undefined };
}
