import { createHash } from 'node:crypto';

/** A source expression for one inline script, by its text (CSP level 3, 2.3.1). */
export function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

export interface PolicyInput {
  /** Source expressions for inline scripts: hashes or one nonce. Never 'unsafe-inline'. */
  scripts: readonly string[];
  /** Whether the shop is served over https, where mixed content is raised to it. */
  https: boolean;
}

/**
 * The policy of a page. Scripts come from our own origin or are named one by one; styles from our own files only, so there is no inline
 * style either. Images may be data (outputs of notebooks). Frames are our own previews, which are sandboxed. Nobody frames us.
 */
export function contentSecurityPolicy({ scripts, https }: PolicyInput): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    "script-src-attr 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
