import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireViewer } from '@/app/require-viewer';
import { CaseIdInput, type OwnCaseView } from '@/shared/contracts/moderation';
import { dateTimeText } from '@/shared/moment-text';
import { SUBJECT_TYPES } from '@/shared/moderation-words';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { AccountFrame } from '../../account-frame';
import { AppealForm } from './appeal-form';

interface Props {
  params: Promise<{ caseId: string }>;
}

/** The decision, read once for the page and its title. */
const read = cache(async (caseId: string) => {
  const input = CaseIdInput.safeParse({ caseId });
  if (!input.success) notFound();
  const { api, formats } = await requireViewer(`/account/moderation/${caseId}`);
  const found = await api.moderation.own(input.data).catch(asNotFoundPage);
  return { found, formats };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { subjectType, title } = (await read((await params).caseId)).found;
  return { title: subjectType === 'message' ? 'Decision about a message' : `Decision about ${title}` };
}

function headingOf({ status, appealDecision }: OwnCaseView): string {
  if (status === 'appealed') return 'Somebody else is looking at it';
  if (status === 'dismissed') return 'You were right';
  return appealDecision ? 'It stays down' : 'It was taken down';
}

/** What was decided about a review, a message or a product of one's own, and the one chance to say that it is wrong. */
export default async function OwnCasePage({ params }: Props) {
  const { found, formats } = await read((await params).caseId);
  const { subjectType, title, reason, decidedAt, appeal, appealDecision, status } = found;
  return (
    <AccountFrame current="/account/notifications">
      <Breadcrumbs trail={[{ href: '/account/notifications', label: 'Notifications' }]} />
      <p className="text-sm text-ink-2 mt-2">{SUBJECT_TYPES[subjectType]}</p>
      <h1 className="d3 mt-1">{headingOf(found)}</h1>
      <p className="mt-3 max-w-[64ch] break-words">{title}</p>
      <section aria-labelledby="decision" className="mt-8">
        <h2 id="decision" className="d4">What the shop wrote</h2>
        <p className="mt-2 max-w-[64ch] whitespace-pre-line break-words">{reason}</p>
        <p className="text-sm text-ink-2 mt-1">{dateTimeText(decidedAt, formats)}</p>
      </section>
      {appeal && <section aria-labelledby="appeal" className="mt-8"><h2 id="appeal" className="d4">What you answered</h2><p className="mt-2 max-w-[64ch] whitespace-pre-line break-words">{appeal.text}</p><p className="text-sm text-ink-2 mt-1">{dateTimeText(appeal.at, formats)}</p></section>}
      {appealDecision && <section aria-labelledby="final" className="mt-8"><h2 id="final" className="d4">After the other look</h2><p className="mt-2 max-w-[64ch] whitespace-pre-line break-words">{appealDecision.reason}</p><p className="text-sm text-ink-2 mt-1">{dateTimeText(appealDecision.at, formats)}</p></section>}
      {status === 'upheld' && !appeal && <section aria-labelledby="ask" className="mt-8"><h2 id="ask" className="d4">If we are wrong</h2><p className="mt-2 text-ink-2 max-w-[64ch]">Say so once, and somebody else looks at it.</p><AppealForm caseId={found.id} /></section>}
    </AccountFrame>
  );
}
