import type { IngestFault } from './ingest-refusal';

const SECRET_NAMES: readonly [RegExp, string][] = [
  [/(?:^|\/)\.(?:git|svn|hg|bzr)(?:\/|$)/i, 'Version control folders hold history and credentials.'],
  [/(?:^|\/)\.(?:ssh|gnupg|aws|azure|kube|docker)(?:\/|$)/i, 'The folder holds credentials.'],
  [/(?:^|\/)[^/]*\.env(?:\.(?!example$|sample$|template$|dist$|defaults$|schema$|d\.ts$|ts$|js$|mjs$|cjs$|test\.ts$)[^/]*)?$/i, 'Environment files hold secrets; send an .env.example.'],
  [/(?:^|\/)(?:\.netrc|_netrc|\.pypirc|\.git-credentials|\.htpasswd|\.pgpass|\.my\.cnf|\.vault-token|\.dockercfg)$/i, 'The file holds credentials.'],
  [/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/i, 'The file is a private key.'],
  [/\.(?:p12|pfx|jks|keystore|ppk|kdbx?)$/i, 'The file is a store of private keys.'],
];
const NPMRC = /(?:^|\/)\.(?:npmrc|yarnrc|yarnrc\.yml)$/i;
const NPMRC_TOKEN = /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)\s*[=:]\s*["']?(?!\$\{)[^\s"'$]{4,}/i;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----\s+(?:[A-Za-z-]+: [^\n]*\n|\s)*[A-Za-z0-9+/=]{40,}/;
const TOKENS: readonly [RegExp, string][] = [
  [/\b[rs]k_live_[0-9a-zA-Z]{16,}/, 'a live Stripe key'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[0-9A-Za-z]{36,}\b|\bgithub_pat_[0-9A-Za-z_]{40,}\b/, 'a GitHub token'],
  [/\bnpm_[0-9A-Za-z]{36}\b/, 'an npm token'],
  [/\bxox[abprs]-[0-9A-Za-z-]{20,}/, 'a Slack token'],
  [/\bsk-(?:proj-|ant-)?[0-9A-Za-z_-]{32,}/, 'an API key of a model provider'],
];

/** Refuses files whose very name says that they hold secrets; null when the name is harmless. */
export function findSecretName(path: string): IngestFault | null {
  const found = SECRET_NAMES.find(([pattern]) => pattern.test(path));
  return found === undefined ? null : { field: path, code: 'secret_file', message: found[1] };
}

/** Secrets in a text: a private key or a registry token refuses the file, a pattern that may be an example only warns. */
export function findSecretText(path: string, text: string): { refused: IngestFault | null; warning: IngestFault | null } {
  if (NPMRC.test(path) && NPMRC_TOKEN.test(text)) return { refused: { field: path, code: 'secret_token', message: 'The file holds a registry token.' }, warning: null };
  if (PRIVATE_KEY.test(text)) return { refused: { field: path, code: 'secret_key', message: 'The file holds a private key.' }, warning: null };
  const token = TOKENS.find(([pattern]) => pattern.test(text));
  return { refused: null, warning: token === undefined ? null : { field: path, code: 'secret_suspected', message: `The file seems to hold ${token[1]}.` } };
}
