'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { FoundPart } from '@/shared/contracts/joint-bundles';
import { TYPE_WORDS } from '@/shared/product-words';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';

/** Finds what is on sale by words, to be put into a bundle. */
export function PartSearch({ taken, onTake, error }: { taken: ReadonlySet<string>; onTake: (part: FoundPart) => void; error: string | undefined }) {
  const act = useAct();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly FoundPart[] | null>(null);
  const search = () =>
    void act.run(async () => {
      if (words.trim() !== '') setFound(await api.admin.searchBundleParts.query({ q: words.trim() }));
      return false;
    });
  return (
    <div className="grid gap-3">
      <div className="flex items-start gap-2">
        <Field className="flex-1" label="Find products" type="search" maxLength={100} autoComplete="off" value={words} hint="Of any seller, by title, tag or brand" error={error ?? act.problem?.message} onChange={({ target }) => setWords(target.value)}
          onKeyDown={(event) => {
            // Return looks for products; it must not send the form around it.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            search();
          }} />
        <Button className="mt-[26px]" busy={act.busy} onClick={search}>Search</Button>
      </div>
      <div aria-live="polite">
        {found?.length === 0 && <p className="text-ink-2">Nothing on sale has these words.</p>}
        {found !== null && found.length > 0 && (
          <ul className="ruled">
            {found.map((part) => (
              <li key={part.productId} className="flex items-center justify-between gap-4 py-2">
                <span className="min-w-0 break-words">{part.title}<span className="block text-sm text-ink-3">{TYPE_WORDS[part.type]?.one ?? part.type}, {part.sellerName}</span></span>
                <Button size="s" disabled={taken.has(part.productId)} onClick={() => onTake(part)}>{taken.has(part.productId) ? 'In it' : 'Put in'}<span className="sr-only"> {part.title}</span></Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
