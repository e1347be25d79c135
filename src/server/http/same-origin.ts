import { AppError } from '@/shared/errors';
import type { HttpRequest } from './call';

/**
 * Refuses a state-changing request that another site made the browser send. Browsers set `Sec-Fetch-Site` and `Origin` themselves, and a page
 * cannot forge them; a caller with neither is no browser and carries no one's cookie by accident.
 */
export function assertSameOrigin(request: HttpRequest, publicUrl: string): void {
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const foreign = (site !== null && site !== 'same-origin' && site !== 'none') || (origin !== null && !isOwn(origin, publicUrl));
  if (foreign) throw new AppError('FORBIDDEN', 'This request came from another site.', { reason: 'foreign_origin' });
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Our own origin. A shop that is only on this machine is reached under all of the machine's names for itself. */
function isOwn(origin: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (!LOOPBACK.has(own.hostname) || !URL.canParse(origin)) return false;
  const other = new URL(origin);
  return LOOPBACK.has(other.hostname) && other.protocol === own.protocol && other.port === own.port;
}
