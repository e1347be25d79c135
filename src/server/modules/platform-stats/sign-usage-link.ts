import { createHmac, timingSafeEqual } from 'node:crypto';

interface Link {
  id: string;
  expiresAt: Date;
}

const sign = ({ id, expiresAt }: Link, secret: string) => createHmac('sha256', secret).update(`usage-link:${id}:${expiresAt.getTime()}`).digest('base64url');

/** What the link's address ends with. The same each time it is asked for, so that it can be copied again. */
export function toUsageToken(link: Link, secret: string): string {
  return `${link.id}.${sign(link, secret)}`;
}

/** The id a token names, if it has the form of one; says nothing about whether it is true. */
export function idOfUsageToken(token: string): string | null {
  return /^(ulk_[0-9a-z]{26})\.[\w-]{43}$/.exec(token)?.[1] ?? null;
}

/** Whether a token is this link's. */
export function isUsageToken(token: string, link: Link, secret: string): boolean {
  const [given, wanted] = [Buffer.from(token), Buffer.from(toUsageToken(link, secret))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
