import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import type { LinkDocument } from '../store/kinds';
import { insertObject, lockObject, updateObject } from '../store/objects';
import type { Stored } from '../store/objects';

const LINK_SECONDS = 300;

interface LinkFacts {
  kind: 'account_link' | 'login_link';
  account: string;
  refreshUrl: string | null;
  returnUrl: string | null;
}

const PATHS = { account_link: '/c/setup/', login_link: '/c/express/' };

/** Makes a link to a hosted page, good for one visit within five minutes. */
export async function createLink(work: Work, facts: LinkFacts): Promise<{ object: string; created: number; expires_at: number; url: string }> {
  const link: LinkDocument = {
    id: newStripeId('account_link'), object: facts.kind, account: facts.account, created: work.now, expires_at: work.now + LINK_SECONDS, refresh_url: facts.refreshUrl, return_url: facts.returnUrl,
  };
  await insertObject(work.sql, 'account_link', { doc: link, hidden: { visited: false, answered: false } });
  return { object: link.object, created: link.created, expires_at: link.expires_at, url: `${work.double.settings.publicUrl}${PATHS[facts.kind]}${link.id}` };
}

/** Uses a link: `ok` the first time, in time. Null when there is no such link. */
export async function visitLink(work: Work, id: string): Promise<{ link: LinkDocument; ok: boolean } | null> {
  const stored = await lockObject(work.sql, 'account_link', id);
  if (stored === null) return null;
  const ok = !stored.hidden.visited && stored.doc.expires_at > work.now;
  if (ok) await updateObject(work.sql, 'account_link', { ...stored, hidden: { ...stored.hidden, visited: true } });
  return { link: stored.doc, ok };
}

/** Hands in the form of a visited link, once. */
export async function answerLink(work: Work, id: string): Promise<{ link: LinkDocument; ok: boolean } | null> {
  const stored: Stored<'account_link'> | null = await lockObject(work.sql, 'account_link', id);
  if (stored === null) return null;
  const ok = stored.hidden.visited && !stored.hidden.answered;
  if (ok) await updateObject(work.sql, 'account_link', { ...stored, hidden: { visited: true, answered: true } });
  return { link: stored.doc, ok };
}
