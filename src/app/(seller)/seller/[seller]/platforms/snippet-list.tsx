import { CopyText } from '@/app/copy-text';
import type { Snippet } from './snippets';

/** Code to paste, each piece with its button. */
export function SnippetList({ snippets }: { snippets: readonly Snippet[] }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 max-w-[860px]">
      {snippets.map(({ title, language, code }) => (
        <section key={title} aria-label={title}>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 mb-2"><h3 className="font-semibold">{title} <span className="text-ink-3 font-normal">{language}</span></h3><CopyText text={code} label="Copy" /></div>
          <pre className="code bg-sunken rounded-[4px] p-4" tabIndex={0} aria-label={`${title}, ${language}`}>{code}</pre>
        </section>
      ))}
    </div>
  );
}
