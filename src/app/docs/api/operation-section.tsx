import { CodeBlock } from './code-block';
import { FieldTable } from './field-table';
import { Fold } from './fold';
import type { Entry, ErrorLine } from './to-reference';
import { toCurl, toTypeScript } from './to-snippets';
import { Words } from './words';

const toJson = (value: unknown) => JSON.stringify(value, null, 2);

function Errors({ errors }: { errors: readonly ErrorLine[] }) {
  return (
    <Fold title={`Errors, ${errors.length}`}>
      <dl className="pb-2 text-[14px] leading-5">
        {errors.map(({ status, code, reason, message }) => (
          <div key={`${code} ${reason ?? ''}`} className="border-t border-line py-2.5">
            <dt className="flex flex-wrap items-baseline gap-x-3"><span className="mono">{status} {code}</span>{reason !== null && <span className="mono text-ink-3">{reason}</span>}</dt>
            <dd className="text-ink-2 mt-0.5 max-w-[60ch] break-words">{message}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}

/** Everything about one operation: words and fields on the left, code on the right. */
export function OperationSection({ entry, apiUrl }: { entry: Entry; apiUrl: string }) {
  const { id, method, path, summary, paragraphs, access, parameters, body, answer, errors } = entry;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-line py-10 scroll-mt-4">
      <h3 id={`${id}-title`} className="d4"><a href={`#${id}`} className="hover:underline underline-offset-4">{summary}</a></h3>
      <p className="mono mt-2 text-[15px]"><span className="font-semibold">{method}</span> /api/v1{path}</p>
      <div className="mt-4 grid gap-x-10 gap-y-8 xl:grid-cols-2">
        <div className="min-w-0">
          {paragraphs.map((text) => <p key={text} className="text-ink-2 text-pretty max-w-[60ch] [&+p]:mt-3"><Words text={text} /></p>)}
          <p className="mt-3 text-[15px]">{access.who}.{access.scope !== null && <> Scope <span className="mono">{access.scope}</span>.</>}</p>
          <FieldTable level="h4" title="Parameters" fields={parameters} />
          <FieldTable level="h4" title="Body" fields={body} />
          <FieldTable level="h4" title={`Answer ${answer.status}`} fields={answer.fields} />
          <Errors errors={errors} />
        </div>
        <div className="min-w-0 grid gap-5 content-start xl:sticky xl:top-4 xl:self-start">
          <CodeBlock title="curl" code={toCurl(entry, apiUrl)} />
          <CodeBlock title="TypeScript" code={toTypeScript(entry)} />
          <CodeBlock title={`Answer ${answer.status}, JSON`} code={toJson(answer.example)} />
        </div>
      </div>
    </section>
  );
}
