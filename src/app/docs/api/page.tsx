import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { publicCaller } from '@/trpc/server';
import { ScrollRow } from '@/ui/shell/scroll-row';
import { CodeBlock } from './code-block';
import { OperationSection } from './operation-section';
import { toReference, type EntryGroup } from './to-reference';
import { toSetUp } from './to-snippets';
import { Words } from './words';

export const revalidate = 60;
export const metadata: Metadata = { title: 'API reference', description: 'Meter calls, keep customers, sell plans; read the catalogue and your library.', alternates: { canonical: '/docs/api' } };

function Contents({ groups }: { groups: readonly EntryGroup[] }) {
  return (
    <ScrollRow label="Operations" className="max-lg:-mx-4 max-lg:px-4 max-lg:overflow-x-auto max-lg:border-b border-line max-lg:py-2 lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:py-8">
      <ul className="flex gap-1 lg:block">
        {groups.map(({ name, entries }) => (
          <li key={name} className="max-lg:flex max-lg:gap-1 lg:mb-5">
            <p className="lab px-3 mb-1 max-lg:hidden">{name}</p>
            <ul className="max-lg:flex max-lg:gap-1">{entries.map(({ id, summary }) => <li key={id}><a href={`#${id}`} className="nav-link lg:py-1.5 lg:text-[14px] lg:leading-5 lg:whitespace-normal">{summary}</a></li>)}</ul>
          </li>
        ))}
      </ul>
    </ScrollRow>
  );
}

/** What programs can do here: the description of the machine API, told for people. */
export default async function ApiReferencePage() {
  const document = await (await publicCaller()).reference.machineApi();
  const groups = toReference(document);
  const apiUrl = document.servers[0]?.url ?? '/api/v1';
  const setUp = toSetUp(apiUrl);
  return (
    <PageShell>
      <div className="wrap lg:grid lg:grid-cols-[208px_minmax(0,1fr)] lg:gap-12">
        <Contents groups={groups} />
        <div className="min-w-0 pt-6 lg:pt-8 pb-20">
          <h1 className="d2">API reference</h1>
          <div className="mt-4 grid gap-x-10 gap-y-8 xl:grid-cols-2">
            <div className="min-w-0 max-w-[62ch]">
              {document.info.description.split('\n\n').map((text) => <p key={text} className="text-ink-2 text-pretty [&+p]:mt-3"><Words text={text} /></p>)}
              <p className="mt-4"><a className="link" href="/api/v1/openapi.json">The same in OpenAPI {document.openapi}</a>, <a className="link" href="/account/tokens">personal tokens</a>, <a className="link" href="/seller">platforms</a>.</p>
            </div>
            <div className="min-w-0 grid gap-5 content-start">
              <CodeBlock title="A typed client, once" code={setUp.shell} />
              <CodeBlock title="TypeScript" code={setUp.code} />
            </div>
          </div>
          {groups.map(({ name, description, entries }) => (
            <div key={name} className="mt-14">
              <h2 className="d3">{name}</h2>
              <p className="text-ink-2 mt-1 mb-6">{description}</p>
              {entries.map((entry) => <OperationSection key={entry.id} entry={entry} apiUrl={apiUrl} />)}
            </div>
          ))}
        </div>
      </div>
    </PageShell>
  );
}
