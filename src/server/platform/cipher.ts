import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a text belongs to, such as `webhook_secrets:we_…`, and `DATA_SECRET`. */
export interface CipherScope {
  /** Bound to the text: moved to another row, it cannot be read. */
  context: string;
  /** One secret, or several separated by commas: the first encrypts, each decrypts. */
  secret: string;
}

const ALGORITHM = 'aes-256-gcm';
const MARK = 'sealed';
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  /** Made of the secret, so that a text says by which it is read. */
  id: string;
  bytes: Buffer;
}

const derive = (secret: string, purpose: string, length: number) => Buffer.from(hkdfSync('sha256', secret, '', `latchkey data ${purpose}`, length));
const toKey = (secret: string): Key => ({ id: derive(secret, 'key id', 6).toString('base64url'), bytes: derive(secret, 'key', 32) });
const secretsOf = (secret: string) => secret.split(',').map((one) => one.trim());

/** Encrypts a text that the database keeps (AES-256-GCM): `sealed.<key id>.<iv, tag and text>`. Twice the same text differs. */
export function encrypt(text: string, { context, secret }: CipherScope): string {
  const { id, bytes } = toKey(secretsOf(secret)[0] ?? '');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, bytes, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${MARK}.${id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** The text that was encrypted in this context. Throws when its key is none of the secrets, or when a byte of it or its context is another. */
export function decrypt(sealed: string, { context, secret }: CipherScope): string {
  const [mark, id, body] = sealed.split('.');
  const key = secretsOf(secret).map(toKey).find((one) => one.id === id);
  if (mark !== MARK || body === undefined) throw new Error('This text was never encrypted.');
  if (!key) throw new Error(`DATA_SECRET does not hold the key ${id} that this text was encrypted with.`);
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv(ALGORITHM, key.bytes, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** What texts begin with that were encrypted by the first secret: others wait to be encrypted anew. */
export const sealPrefix = (secret: string): string => `${MARK}.${toKey(secretsOf(secret)[0] ?? '').id}.`;
