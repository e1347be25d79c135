import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageShell } from '@/app/page-shell';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { caller } from '@/trpc/server';

export const metadata: Metadata = { title: 'Mails', robots: { index: false } };

interface Props {
  searchParams: Promise<{ mail?: string | string[] }>;
}

/** Every mail the shop writes, with fixture data, for whoever changes one. Not there in production. */
export default async function MailsPage({ searchParams }: Props) {
  const mails = await (await caller()).notifications.mailPreviews().catch(asNotFoundPage);
  const asked = [(await searchParams).mail].flat()[0];
  const shown = mails.find(({ name }) => name === asked) ?? mails[0];
  if (!shown) notFound();
  return (
    <PageShell footer={false}>
      <div className="wrap py-8 lg:grid lg:grid-cols-[240px_minmax(0,1fr)] lg:gap-12">
        <nav aria-label="Mails" className="max-lg:max-h-[238px] max-lg:overflow-y-auto max-lg:border-b max-lg:border-line">
          <h1 className="d4 mb-3">Mails</h1>
          <ul>
            {mails.map(({ name }) => <li key={name}><a href={`/dev/mails?mail=${name}`} className="nav-link" aria-current={name === shown.name ? 'page' : undefined}>{name}</a></li>)}
          </ul>
        </nav>
        <div className="min-w-0 max-lg:mt-6">
          <h2 className="d4 break-words">{shown.subject}</h2>
          <iframe title={`The mail ${shown.name}`} src={`/api/dev/mails/${shown.name}`} sandbox="" className="mt-4 w-full h-[720px] border border-line rounded-2 bg-surface" />
          <h3 className="font-semibold mt-8">As text</h3>
          <pre className="mt-2 panel p-4 text-sm whitespace-pre-wrap break-words">{shown.text}</pre>
        </div>
      </div>
    </PageShell>
  );
}
