import { isInternalToken } from '@/server/platform/internal-token';
import { platform } from '@/server/platform/platform';

/** Whether a request comes from one of our own processes, for this purpose. */
export function isInternal(request: Request, purpose: string): boolean {
  const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  return isInternalToken(token, purpose, platform().env.NEXTAUTH_SECRET);
}
