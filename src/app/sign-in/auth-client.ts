interface Refusal {
  error?: { message?: string; details?: { reason?: string; field?: string; retryAfterSeconds?: number } };
}

/** Why sign-in said no, in a sentence for the person at the keyboard. */
export class AuthRefusal extends Error {
  override readonly name = 'AuthRefusal';

  constructor(
    message: string,
    /** `not_open` and `tried_out`: only a new message helps. */
    readonly reason: string | undefined,
  ) {
    super(message);
  }
}

const UNREACHABLE = 'The shop cannot be reached. Check your connection and try again.';

/** Posts to sign-in with its token against forged requests. Answers where to go; throws AuthRefusal. */
export async function postAuth(path: string, fields: Record<string, string>): Promise<{ url?: string; email?: string }> {
  const { csrfToken } = await send<{ csrfToken: string }>('csrf', {});
  return send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...fields, csrfToken }) });
}

async function send<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`/api/auth/${path}`, init).catch(() => null);
  if (!response) throw new AuthRefusal(UNREACHABLE, undefined);
  // The server answers JSON always; a proxy in between may not.
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as Answer;
  const { error } = (body ?? {}) as Refusal;
  throw new AuthRefusal(error?.message ?? UNREACHABLE, error?.details?.reason);
}

/** What to show for whatever was thrown. */
export function refusalOf(error: unknown): AuthRefusal {
  return error instanceof AuthRefusal ? error : new AuthRefusal(UNREACHABLE, undefined);
}

/** Goes on as the person now signed in. A full load, so that nothing of the visitor stays in memory. */
export function goOn(url: string | undefined): void {
  window.location.assign(url ?? '/');
}
