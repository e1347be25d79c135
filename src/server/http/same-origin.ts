import { AppError } from '@/shared/errors';
import type { HttpRequest } from './call';

/**
 * Refuses a state-changing request that another site made the browser send. Browsers set `Sec-Fetch-Site` and `Origin` themselves, and a page
 * cannot forge them; a caller with neither is no browser and carries no one's cookie by accident.
 */
export function assertSameOrigin(request: HttpRequest, publicUrl: string): void {
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const foreign = (site !== null && site !== 'same-origin' && site !== 'none') || (origin !== null && origin !== new URL(publicUrl).origin);
  if (foreign) throw new AppError('FORBIDDEN', 'This request came from another site.', { reason: 'foreign_origin' });
}
