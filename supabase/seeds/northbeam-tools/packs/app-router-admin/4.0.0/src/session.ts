import type { Role } from './access';

export type Session = { userId: string; role: Role };

/** Replace with your own session. Returning undefined sends the visitor away. */
export async function getSession(): Promise<Session | undefined> {
  return { userId: 'demo', role: 'support' };
}
