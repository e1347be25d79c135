'use client';

import './globals.css';

/** The last resort, when not even the layout could be drawn: no scripts of ours, system fonts. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <head><title>Latchkey</title></head>
      <body>
        <main className="wrap pt-16 lg:pt-28">
          <h1 className="d2">The shop did not open</h1>
          <p className="mt-4 text-lg text-ink-2 max-w-[52ch]">Something broke on our side. Nothing was charged and nothing you own has changed.</p>
          <button type="button" className="btn btn-ink mt-6" onClick={reset}>Try again</button>
        </main>
      </body>
    </html>
  );
}
