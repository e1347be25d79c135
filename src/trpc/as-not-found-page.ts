import { notFound } from 'next/navigation';
import { isNotFound } from './is-not-found';

/** For `.catch`: where a call said that there is no such thing, the page that says so too. Everything else goes on. */
export function asNotFoundPage(error: unknown): never {
  if (isNotFound(error)) notFound();
  throw error;
}
