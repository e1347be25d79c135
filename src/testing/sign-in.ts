import pg from 'pg';
import { openBrowser, type Browser } from './browser';
import type { ApiServer } from './api-server';

/** Someone signed in through the real API, with the browser they did it in. */
export interface SignedIn {
  browser: Browser;
  email: string;
  userId: string;
}

/** Sign-in as people do it: asking, reading the mail in the outbox, typing the code. */
export interface SignInDesk {
  /** The database's owner, to look and to arrange. */
  owner: pg.Client;
  newEmail(): string;
  /** The code and link of the newest message to an address. */
  mailTo(email: string): Promise<{ code: string; token: string }>;
  ask(browser: Browser, email: string): Promise<{ code: string; token: string }>;
  signIn(email?: string, browser?: Browser): Promise<SignedIn>;
  viewerOf(browser: Browser): Promise<{ userId: string; role: string } | null>;
  close(): Promise<void>;
}

/** Opens the desk. The server must run with TRUSTED_PROXY_HOPS=1, so that each browser has limits of its own. */
export async function openSignInDesk(api: ApiServer): Promise<SignInDesk> {
  const owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  let people = 0;
  const desk: SignInDesk = {
    owner,
    newEmail: () => `person${(people += 1)}@example.test`,
    mailTo: async (email) => {
      const { rows } = await owner.query<{ text_body: string }>(`select text_body from email_outbox where to_address = $1 and kind = 'sign-in' order by created_at desc, id desc limit 1`, [email]);
      const text = rows[0]?.text_body ?? '';
      return { code: (/is (\d{3} \d{3})/.exec(text)?.[1] ?? '').replace(' ', ''), token: /#(\S+)/.exec(text)?.[1] ?? '' };
    },
    ask: async (browser, email) => {
      const response = await browser.auth('signin/email', { email });
      if (!response.ok) throw new Error(`asking was refused: ${response.status} ${await response.text()}`);
      return desk.mailTo(email);
    },
    signIn: async (email = desk.newEmail(), browser = openBrowser(api)) => {
      const { code } = await desk.ask(browser, email);
      const response = await browser.auth('callback/email', { code });
      if (!response.ok) throw new Error(`the code was refused: ${response.status} ${await response.text()}`);
      // What staff are goes with their second factor; who tests that one passes it over HTTP.
      await owner.query(`update sessions s set second_factor_at = s.created_at from users u join profiles p on p.user_id = u.id where s.user_id = u.id and u.email = $1 and p.role <> 'customer' and s.second_factor_at is null`, [email]);
      const viewer = await desk.viewerOf(browser);
      return { browser, email, userId: viewer?.userId ?? '' };
    },
    viewerOf: async (browser) => {
      const response = await browser.get('/api/trpc/account.viewer');
      const answer = (await response.json()) as { result: { data: { json: { userId: string; role: string } | null } } };
      return answer.result.data.json;
    },
    close: () => owner.end(),
  };
  return desk;
}

/** A code that is not this one. */
export function wrongCode(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, '0');
}
