import clsx from 'clsx';
import type { HTMLAttributes } from 'react';

/** A surface for what can be acted on or stands alone. Never put one inside another. */
export function Panel({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return <div {...rest} className={clsx('panel p-5 lg:p-6', className)} />;
}
