'use client';

import clsx from 'clsx';
import { Star } from 'lucide-react';

const WORDS = ['1 star', '2 stars', '3 stars', '4 stars', '5 stars'];

/** One to five stars to choose from: five radio buttons, so arrow keys go from one to the next. */
export function StarChoice({ legend, value, onChange, error }: { legend: string; value: number | null; onChange: (stars: number) => void; error?: string | undefined }) {
  return (
    <fieldset>
      <legend className="label">{legend}</legend>
      <div className="flex -ml-2.5">
        {WORDS.map((word, index) => (
          <label key={word} className="grid place-items-center size-11 rounded cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-focus">
            <input type="radio" name="rating" className="sr-only" checked={value === index + 1} onChange={() => onChange(index + 1)} />
            <Star className={clsx('size-6', value !== null && index < value ? 'fill-current' : 'text-ink-3')} strokeWidth={1.5} aria-hidden="true" />
            <span className="sr-only">{word}</span>
          </label>
        ))}
      </div>
      {error && <p className="fault" role="alert">{error}</p>}
    </fieldset>
  );
}
