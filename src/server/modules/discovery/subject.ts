/** Whose recommendations: a person, a visitor with a cookie, a person whose browser still carries one, or nobody known. */
export interface Subject {
  userId: string | null;
  visitorId: string | null;
}

/** Who asks, and whether their browser asks not to be tracked: then nothing is kept, and nothing kept is used. */
export interface Audience extends Subject {
  refusesTracking: boolean;
}

/** The subject under one name, for shares and counts; null for nobody. A person is the same person in every browser. */
export function keyOf({ userId, visitorId }: Subject): string | null {
  return userId !== null ? `user:${userId}` : visitorId !== null ? `visitor:${visitorId}` : null;
}
