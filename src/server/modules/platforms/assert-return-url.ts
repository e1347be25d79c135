import { AppError } from '@/shared/errors';

const LOCAL = ['localhost', '127.0.0.1'];

/**
 * Where a checkout may send somebody back to: https, or this machine while developing, without a name and password in it; of the platform's
 * origins, where it names any. Else our page would be a way to anywhere. Throws INVALID_INPUT.
 */
export function assertReturnUrl(text: string, { field, allowedOrigins }: { field: string; allowedOrigins: readonly string[] }): void {
  const refuse = (message: string) => new AppError('INVALID_INPUT', message, { field, reason: 'return_url' });
  if (!URL.canParse(text)) throw refuse('Write a whole address, such as https://your.site/done.');
  const { protocol, hostname, origin, username, password } = new URL(text);
  const isLocal = protocol === 'http:' && LOCAL.includes(hostname);
  if ((protocol !== 'https:' && !isLocal) || username !== '' || password !== '') throw refuse('Write an https address; http://localhost is for developing.');
  if (allowedOrigins.length > 0 && !allowedOrigins.includes(origin)) throw refuse(`${origin} is not among the platform’s allowed origins.`);
}
