import { AppError } from './errors';

/** Where a page of a newest-first list ended. */
export interface KeysetPosition {
  at: Date;
  id: string;
}

/** The position as an opaque text for the next request. */
export function toCursor({ at, id }: KeysetPosition): string {
  return btoa(JSON.stringify([at.toISOString(), id])).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads what `toCursor` wrote; throws INVALID_INPUT for anything else. Undefined, for the first page, gives null. */
export function fromCursor(cursor: string | undefined): KeysetPosition | null {
  if (cursor === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string') {
      const at = new Date(parsed[0]);
      if (!Number.isNaN(at.getTime())) return { at, id: parsed[1] };
    }
  } catch {
    // Falls through to the one answer for everything that is no cursor.
  }
  throw new AppError('INVALID_INPUT', 'This page cannot be found any more. Please start from the first.', { field: 'cursor' });
}
