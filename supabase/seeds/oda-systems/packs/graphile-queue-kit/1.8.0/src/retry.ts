/** Thrown for a failure that no further attempt can repair. */
export class PermanentFailure extends Error {
  override name = 'PermanentFailure';
}

export function isPermanent(error: unknown): boolean {
  return error instanceof PermanentFailure;
}
