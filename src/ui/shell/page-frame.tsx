import type { ReactNode } from 'react';

/** Skip link, header, the one main landmark, footer. */
export function PageFrame({ header, footer, children }: { header?: ReactNode; footer?: ReactNode; children: ReactNode }) {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:top-2 focus:left-2 focus:bg-surface focus:p-3">Skip to content</a>
      {header}
      <main id="main" tabIndex={-1} className="outline-none">{children}</main>
      {footer}
    </>
  );
}
