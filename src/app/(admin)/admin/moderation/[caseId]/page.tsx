import clsx from 'clsx';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { CaseIdInput, type CaseView } from '@/shared/contracts/moderation';
import { REPORT_REASONS, SUBJECT_TYPES } from '@/shared/moderation-words';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDateTime, formatPlural } from '@/ui/format';
import { AdminFrame } from '../../admin-frame';
import { Section } from '../../panel';
import { CaseChip } from '../case-chip';
import { CaseActs } from './case-acts';

interface Props {
  params: Promise<{ caseId: string }>;
}

/** The case, read once for the page and its title. */
const read = cache(async (caseId: string) => {
  const input = CaseIdInput.safeParse({ caseId });
  if (!input.success) notFound();
  const { api } = await requireAdmin(`/admin/moderation/${caseId}`);
  return api.admin.getCase(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Case, ${headingOf(await read((await params).caseId))}` };
}

/** What a message says is not for a heading. */
const headingOf = ({ subjectType, subject }: CaseView) => (subjectType === 'message' ? 'A message' : (subject?.title ?? SUBJECT_TYPES[subjectType]));

function Subject({ subject, keptText }: Pick<CaseView, 'subject' | 'keptText'>) {
  if (!subject) return <p className="text-ink-2">It does not exist any more.{keptText !== null && ` It said: ${keptText}`}</p>;
  if (subject.context.length === 0) return <p className="whitespace-pre-line break-words max-w-[72ch]">{subject.text}</p>;
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {subject.context.map(({ who, text, at, isSubject }) => (
        <li key={at + who} className={clsx('rounded-3 border p-4', isSubject ? 'border-line-strong bg-surface' : 'border-line')}>
          <p className="text-sm text-ink-2"><span className="font-semibold text-ink">{who}</span>, {formatDateTime(at)}{isSubject && <span className="text-warn font-medium"> · reported</span>}</p>
          <p className="mt-1 whitespace-pre-line break-words max-w-[72ch]">{text || 'Nothing is left of it.'}</p>
        </li>
      ))}
    </ol>
  );
}

function Look({ title, look }: { title: string; look: CaseView['decision'] }) {
  if (!look) return null;
  return <div className="py-3"><p className="font-medium">{title}</p><p className="mt-1 whitespace-pre-line break-words max-w-[72ch]">{look.reason}</p><p className="text-sm text-ink-2 mt-1">{look.who ?? 'Somebody who has left'}, {formatDateTime(look.at)}</p></div>;
}

/** One case: the thing in its context, who reported it and why, and what was decided. */
export default async function CasePage({ params }: Props) {
  const found = await read((await params).caseId);
  const { subject, keptText, status, subjectType, reports, decision, appeal, appealDecision, mayDecide, sellerSlug } = found;
  return (
    <AdminFrame current="/admin/moderation">
      <Breadcrumbs trail={[{ href: '/admin/moderation', label: 'Moderation' }]} />
      <div className="flex flex-wrap items-center gap-3 mt-1"><h1 className="d3 break-words">{headingOf(found)}</h1><CaseChip status={status} /></div>
      <p className="text-ink-2 mt-1 flex flex-wrap items-center gap-x-4">
        <span className="break-words min-w-0">{SUBJECT_TYPES[subjectType]}{subject && ` by ${subject.author}`}{subject && !subject.isShown && ', not shown'}.</span>
        {subject?.href && <a className="tap link" href={subject.href}>Open it</a>}
        {sellerSlug && <a className="tap link" href={`/admin/sellers/${sellerSlug}`}>Its seller</a>}
      </p>
      {mayDecide && <div className="mt-5"><CaseActs caseId={found.id} isAppeal={status === 'appealed'} /></div>}
      {status === 'appealed' && !mayDecide && <p className="mt-5 max-w-[64ch]">You decided this yourself. Another admin takes the other look.</p>}
      <Section id="subject" title="In its context"><Subject subject={subject} keptText={keptText} /></Section>
      {(decision ?? appeal) && (
        <Section id="decided" title="What was decided">
          <div className="ruled">
            <Look title="First look" look={decision} />
            {appeal && <div className="py-3"><p className="font-medium">Its owner said</p><p className="mt-1 whitespace-pre-line break-words max-w-[72ch]">{appeal.text}</p><p className="text-sm text-ink-2 mt-1">{formatDateTime(appeal.at)}</p></div>}
            <Look title="Other look" look={appealDecision} />
          </div>
        </Section>
      )}
      <Section id="reports" title="Reports" note={formatPlural(reports.length, 'person', 'people')}>
        <ul className="ruled">
          {reports.map(({ id, who, reason, details, at }) => (
            <li key={id} className="py-3"><p><span className="font-medium">{REPORT_REASONS[reason]}</span></p>{details !== null && <p className="mt-1 whitespace-pre-line break-words max-w-[72ch]">{details}</p>}<p className="text-sm text-ink-2 mt-1">{who ?? 'Somebody who has left'}, {formatDateTime(at)}</p></li>
          ))}
        </ul>
      </Section>
    </AdminFrame>
  );
}
