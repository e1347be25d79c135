import { calculateJwkThumbprint, exportJWK, importJWK, importSPKI, type JWK } from 'jose';
import type { AddSignerInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';

/** A public key in the one form it is kept in, and what it is recognised by (RFC 7638). */
export interface PublicKey {
  /** JWK, with its public members alone. */
  jwk: string;
  thumbprint: string;
}

type Algorithm = AddSignerInput['algorithm'];

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
/** Shorter ones are broken (NIST SP 800-131A). */
const MIN_RSA_BITS = 2048;

const refuse = (message: string, cause?: unknown) => new AppError('INVALID_INPUT', message, { field: 'publicKey', ...(cause instanceof Error && { cause }) });

/** A key as it was pasted: PEM, or JWK. Throws INVALID_INPUT for private ones, which must never have left their owner. */
async function toJwk(text: string, algorithm: Algorithm): Promise<JWK> {
  if (/PRIVATE KEY/.test(text)) throw refuse('This is a private key. Never paste one anywhere: make a new pair, and paste its public half.');
  if (!text.startsWith('{')) return exportJWK(await importSPKI(text, algorithm, { extractable: true }));
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError('not an object');
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(parsed, member))) throw refuse('This key has private parts. Never paste them anywhere: make a new pair, and paste its public half.');
  const key = await importJWK(parsed, algorithm, { extractable: true });
  if (key instanceof Uint8Array) throw new TypeError('a shared secret');
  return exportJWK(key);
}

/** Whether the key is one of the algorithm. An imported key may be of another curve. */
function fits({ kty, crv, n }: JWK, algorithm: Algorithm): boolean {
  if (algorithm === 'ES256') return kty === 'EC' && crv === 'P-256';
  if (algorithm === 'EdDSA') return kty === 'OKP' && crv === 'Ed25519';
  return kty === 'RSA' && n !== undefined && Buffer.from(n, 'base64url').length * 8 >= MIN_RSA_BITS;
}

/** Reads a public key that signs tokens. Throws INVALID_INPUT, with what would be right, for anything but a public key of the algorithm. */
export async function readPublicKey(text: string, algorithm: Algorithm): Promise<PublicKey> {
  try {
    const jwk = await toJwk(text.trim(), algorithm);
    if (!fits(jwk, algorithm)) throw refuse(`This is not a key for ${algorithm}: ES256 wants P-256, EdDSA wants Ed25519, RS256 wants RSA of 2048 bits or more.`);
    return { jwk: JSON.stringify(jwk), thumbprint: await calculateJwkThumbprint(jwk) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refuse(`This cannot be read as a public key for ${algorithm}. Paste PEM that begins with BEGIN PUBLIC KEY, or a JWK.`, error);
  }
}
