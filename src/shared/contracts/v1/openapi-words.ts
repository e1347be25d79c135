import type { OpenApiDocument } from './openapi-document';

export const INTRODUCTION = [
  'Everything a program can do with this shop. Requests and answers are JSON in UTF-8; times are ISO 8601 in UTC; amounts are whole numbers of the currency’s smallest unit.',
  'Send your key as `Authorization: Bearer lk_…`, never in the address. A platform’s key belongs to one of its two worlds, preview or live, and sees nothing of the other. A personal token is made under Account, Tokens.',
  'Every error has one shape: `{"error": {"code", "message", "details", "requestId"}}`. Fields we do not know are refused and named. An address that does not exist answers 404, a method it does not know 405.',
  'Requests are limited per address and per key; `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` say where you stand, and 429 comes with `Retry-After`.',
  'Browsers may read the catalogue from any site, without credentials, and call usage with a signed token from the sites a platform allows. Keys do not belong in a browser.',
].join('\n\n');

export const GROUPS: OpenApiDocument['tags'] = [
  { name: 'Usage', description: 'Count calls against a customer’s plan, and read what was used.' },
  { name: 'Customers', description: 'The people and companies who use your API.' },
  { name: 'Checkouts', description: 'Let a customer subscribe to a plan.' },
  { name: 'Tiers', description: 'The plans you offer.' },
  { name: 'Catalogue', description: 'What is on sale in the marketplace.' },
  { name: 'Your library', description: 'What you hold, and its downloads.' },
  { name: 'Service', description: 'The API about itself.' },
];

/** On every answer. */
export const SHARED_HEADERS: Record<string, string> = { 'x-request-id': 'Names this request; one you send yourself is kept if it has 8 to 64 letters, digits, dots, underscores or hyphens.' };

export const LIMIT_HEADERS: Record<string, string> = {
  'ratelimit-limit': 'Requests that may be made in the running minute.',
  'ratelimit-remaining': 'Requests left in it.',
  'ratelimit-reset': 'Seconds until it ends.',
  'retry-after': 'Seconds to wait before trying again; with 429 and 503.',
};

export const SECURITY_SCHEMES: OpenApiDocument['components']['securitySchemes'] = {
  platformKey: { type: 'http', scheme: 'bearer', description: 'A key of a platform, `lk_live_…` or `lk_preview_…`. For servers.' },
  signedToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token you signed for one of your customers, for calls made where a secret cannot be kept.' },
  personalToken: { type: 'http', scheme: 'bearer', description: 'Your own token, `lk_personal_…`, made under Account, Tokens.' },
};
