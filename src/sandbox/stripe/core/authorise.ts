import type { IncomingHttpHeaders } from 'node:http';
import { API_VERSION } from './options';
import { Refusal, invalidParam } from './refusal';

function unauthorised(message: string, code?: string): Refusal {
  return new Refusal({ status: 401, type: 'invalid_request_error', message, code, saved: false });
}

function keyOf(authorization: string | undefined): string | null {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
  return null;
}

/** Lets test keys in. A live key is refused outright: it must never be sent to anything but Stripe. */
export function authorise(headers: IncomingHttpHeaders): void {
  const key = keyOf(headers.authorization);
  if (key === null || key === '') {
    throw unauthorised(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (/^(sk|rk)_live/.test(key)) throw unauthorised('A live key was sent to the stand-in for Stripe. It takes test keys only; consider that live key exposed and roll it.');
  if (!/^(sk|rk)_test_\w+$/.test(key)) throw unauthorised(`Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(12)}`);

  const version = headers['stripe-version'];
  if (version !== undefined && version !== API_VERSION) {
    throw invalidParam(`Invalid Stripe API version: ${String(version)}. This stand-in for Stripe speaks ${API_VERSION} only.`);
  }
}
