import type { ThreadSummary } from '@/shared/contracts/messages';
import { dateTimeText, nearDayText, timeText, type Formats } from '@/shared/moment-text';
import { aboutWords, lastWords } from './thread-words';

/** The time of today's messages, the day of others. */
function when(at: string, now: string, formats: Formats): string {
  const day = nearDayText(at, now, formats);
  return day === 'Today' ? timeText(at, formats) : day;
}

/** Conversations, newest first; those with something unread say so in words as well. */
export function ThreadList({ threads, base, now, formats }: { threads: readonly ThreadSummary[]; base: string; now: string; formats: Formats }) {
  return (
    <ul className="mt-6 border-t border-ink" aria-label="Conversations">
      {threads.map((thread) => {
        const isUnread = thread.unread > 0;
        return (
          <li key={thread.id} className="border-b border-line">
            <a href={`${base}/${thread.id}`} className="block py-3.5 px-3 -mx-3 rounded-2 hover:bg-sunken">
              <span className="flex items-baseline justify-between gap-4">
                <span className={isUnread ? 'font-semibold min-w-0 truncate' : 'font-medium min-w-0 truncate'}>{thread.otherName}<span className="font-normal text-ink-2">, {aboutWords(thread)}</span></span>
                <time dateTime={thread.lastMessage.at} title={dateTimeText(thread.lastMessage.at, formats)} className="flex-none text-[13px] text-ink-3 tabular-nums">{when(thread.lastMessage.at, now, formats)}</time>
              </span>
              <span className="flex items-baseline justify-between gap-4 mt-0.5 text-[15px]">
                <span className={isUnread ? 'min-w-0 truncate text-ink' : 'min-w-0 truncate text-ink-2'}>{lastWords(thread)}</span>
                {isUnread && <span className="flex-none text-[13px] font-semibold">{thread.unread} new</span>}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
