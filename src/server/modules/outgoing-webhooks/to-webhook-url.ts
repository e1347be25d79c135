import { isIP } from 'node:net';
import { AppError } from '@/shared/errors';
import { isPublicAddress } from './is-public-address';

const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address names this very machine, which only a shop that is tried out on it may write to. Pure. */
export function isHere(url: URL): boolean {
  return HERE.has(url.hostname);
}

/**
 * Reads an address webhooks may be sent to: https, without a password or a fragment, and no address of a private network. What a name leads to is
 * decided anew at each connection. `allowsHere` lets http to this machine pass. Throws INVALID_INPUT with the reason. Pure.
 */
export function toWebhookUrl(text: string, { allowsHere }: { allowsHere: boolean }): URL {
  const refuse = (message: string) => new AppError('INVALID_INPUT', message, { field: 'url', reason: 'url' });
  if (!URL.canParse(text)) throw refuse('Write a whole address, such as https://your.site/webhooks.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refuse('Leave name and password out of the address; check the signature instead.');
  if (url.hash !== '') throw refuse('Leave out what follows #: it is never sent.');
  if (allowsHere && isHere(url) && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  if (url.protocol !== 'https:') throw refuse('Webhooks are sent by https only.');
  const address = url.hostname.replace(/^\[|\]$/g, '');
  if (isHere(url) || (isIP(address) !== 0 && !isPublicAddress(address))) throw refuse('That address is not one of the internet. Write one that can be reached from outside.');
  return url;
}
