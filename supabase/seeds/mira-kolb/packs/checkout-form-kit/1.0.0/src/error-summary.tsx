'use client';

import { useEffect, useRef } from 'react';
import type { Errors } from './validate';

/** Takes the focus whenever it appears or changes. Each entry leads to its field. */
export function ErrorSummary({ errors }: { errors: Errors }) {
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.focus();
  }, [errors]);
  if (entries.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby="error-title">
      <h2 id="error-title">{entries.length === 1 ? 'One thing to correct' : `${entries.length} things to correct`}</h2>
      <ul>
        {entries.map(([name, message]) => (
          <li key={name}>
            <a href={`#field-${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
