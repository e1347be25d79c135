import { Fragment } from 'react';

/** The way back up, without the page itself. */
export function Breadcrumbs({ trail }: { trail: readonly { href: string; label: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-sm text-ink-2 flex flex-wrap gap-x-2 items-center">
      {trail.map((step, i) => (
        <Fragment key={step.href}>
          {i > 0 && <span aria-hidden="true">/</span>}
          <a className="tap link" href={step.href}>{step.label}</a>
        </Fragment>
      ))}
    </nav>
  );
}
