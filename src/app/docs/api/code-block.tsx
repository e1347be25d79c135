import { CopyText } from '@/app/copy-text';

/** Code to read and to copy. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="flex items-center justify-between gap-3 mb-1.5"><span className="lab">{title}</span><CopyText text={code} label="Copy" /></figcaption>
      <pre className="code bg-sunken rounded-[4px] p-4 max-h-[420px] overflow-y-auto" tabIndex={0} aria-label={title}>{code}</pre>
    </figure>
  );
}
