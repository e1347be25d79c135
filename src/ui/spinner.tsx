import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** Unseen for its first 400 ms, so that quick work never flickers. Decorative: the words beside it say what is under way. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle className={clsx('ic spinner', className)} strokeWidth={1.6} aria-hidden="true" />;
}
