/** Whose recommendations: a person, a visitor with a cookie, a person whose browser still carries one, or nobody known. */
export interface Subject {
  userId: string | null;
  visitorId: string | null;
}

/** Who asks, and whether their browser asks not to be tracked: then nothing is kept, and nothing kept is used. */
export interface Audience extends Subject {
  refusesTracking: boolean;
}

/** Every name the subject may have been counted under: the person's, and that of their browser. */
export function keysOf({ userId, visitorId }: Subject): string[] {
  return [keyOf({ userId, visitorId: null }), keyOf({ userId: null, visitorId })].filter((key) => key !== null);
}

/** The subject under one name, for shares and counts; null for nobody. A person is the same person in every browser. */
export function keyOf({ userId, visitorId }: Subject): string | null {
  return userId !== null ? `user:${userId}` : visitorId !== null ? `visitor:${visitorId}` : null;
}
