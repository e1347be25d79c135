import { tellLive } from '@/server/modules/live/tell-live';
import type { Moderated } from '@/server/modules/moderation/subject';
import type { ServiceTx } from '@/server/platform/db';
import { findReportedMessage, updateHidden, type ReportedMessageRow } from './moderated.queries';
import { listParticipants } from './threads.queries';

const TITLE_LENGTH = 120;

const textOf = ({ body, files, isTakenBack }: ReportedMessageRow) => (isTakenBack ? 'Taken back by its author.' : [body, ...(files > 0 ? [`(${files === 1 ? 'one file' : `${files} files`})`] : [])].filter(Boolean).join('\n'));

/** A message that was reported: hidden from both sides, its own included, with its files; nobody's words are rewritten. */
export const moderatedMessage: Moderated = {
  find: async (reader, subjectId) => {
    const rows = await findReportedMessage(reader, subjectId);
    const subject = rows.find(({ isSubject }) => isSubject);
    if (!subject) return null;
    const text = textOf(subject);
    return {
      owner: subject.authorId === null ? null : { userId: subject.authorId },
      title: `“${text.replace(/\s+/g, ' ').slice(0, TITLE_LENGTH)}”`,
      text,
      author: subject.who,
      href: null,
      isShown: !subject.isHidden && !subject.isTakenBack,
      context: rows.map((row) => ({ who: row.who, text: textOf(row), at: row.at.toISOString(), isSubject: row.isSubject })),
    };
  },
  hide: async (tx, { subjectId, at }) => {
    await setHidden(tx, { messageId: subjectId, hiddenAt: at, at });
    return {};
  },
  show: async (tx, { subjectId, others, at }) => others.length === 0 && setHidden(tx, { messageId: subjectId, hiddenAt: null, at }),
};

/** Whether there are words to be seen or not because of it: what its author took back stays without. */
async function setHidden(tx: ServiceTx, { at, ...change }: { messageId: string; hiddenAt: Date | null; at: Date }): Promise<boolean> {
  const thread = await updateHidden(tx, change);
  if (thread) tellLive(tx, { userIds: await listParticipants(tx, thread), kind: 'message', ref: thread.threadId, at });
  return thread !== undefined && !thread.isTakenBack;
}
