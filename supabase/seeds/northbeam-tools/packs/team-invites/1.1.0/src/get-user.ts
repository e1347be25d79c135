export type User = { id: string; email: string };

/** Replace with your own session. */
export async function getUser(): Promise<User | undefined> {
  return undefined;
}
