'use client';

import clsx from 'clsx';
import { Ellipsis, FileText } from 'lucide-react';
import type { AttachmentView, MessageView } from '@/shared/contracts/messages';
import { dateTimeText, timeText, type Formats } from '@/shared/moment-text';
import { formatBytes } from '@/ui/format';
import { Menu } from '@/ui/menu';

const fileHref = (id: string) => `/api/messages/files/${id}`;

/** Files of a message: pictures as such, others by name. All are saved, none is opened as a page. */
export function Attachments({ files }: { files: readonly AttachmentView[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-2">
      {files.map(({ id, fileName, bytes, width, height }) => (
        <li key={id}>
          {width !== null && height !== null ? (
            <a href={fileHref(id)} download={fileName} className="block rounded-2 overflow-hidden">
              {/* Private and already small: the image service would neither be let in nor help. */}
              {/* eslint-disable-next-line @next/next/no-img-element */}
              <img src={fileHref(id)} width={width} height={height} alt={`Picture: ${fileName}`} loading="lazy" className="max-h-72 w-auto max-w-full bg-sunken" />
            </a>
          ) : (
            <a href={fileHref(id)} download={fileName} className="inline-flex items-center gap-2 min-h-11 max-w-full"><FileText className="ic flex-none text-ink-2" aria-hidden="true" /><span className="link min-w-0 break-words">{fileName}</span><span className="flex-none text-[13px] text-ink-3">{formatBytes(bytes)}</span></a>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Props {
  message: MessageView;
  formats: Formats;
  /** Whether it can still be taken back. */
  isFresh: boolean;
  isOurs: boolean;
  onTakeBack: () => void;
  onReport: () => void;
}

/** One message: ours on the right, theirs on the left. Text is text; an address in it leads nowhere. */
export function MessageItem({ message, formats, isFresh, isOurs, onTakeBack, onReport }: Props) {
  const { authorName, isMine, body, isTakenBack, createdAt, attachments } = message;
  const act = isTakenBack ? null : isMine && isFresh ? { label: 'Take it back', onSelect: onTakeBack } : isOurs ? null : { label: 'Report', onSelect: onReport };
  return (
    <li className={clsx('flex', isOurs && 'flex-row-reverse')}>
      <div className={clsx('min-w-60 max-w-[min(85%,60ch)] rounded-3 px-4 py-2.5', isOurs ? 'bg-sunken' : 'border border-line bg-surface')}>
        <div className="flex items-center gap-3 text-[13px] text-ink-3">
          <span className="min-w-0 truncate font-medium text-ink-2">{isMine ? 'You' : authorName}</span>
          <time dateTime={createdAt} title={dateTimeText(createdAt, formats)} className="flex-none tabular-nums">{timeText(createdAt, formats)}</time>
          {act && <Menu trigger={<Ellipsis className="ic" aria-hidden="true" />} triggerClassName="icon-btn text-ink-3" triggerLabel={`More about the message of ${timeText(createdAt, formats)}`} className="ml-auto flex-none -my-3 -mr-3" entries={[{ kind: 'act', ...act }]} />}
        </div>
        {isTakenBack ? <p className="text-[15px] italic text-ink-3">Taken back</p> : body !== '' && <p className="text-[15px] whitespace-pre-wrap [overflow-wrap:anywhere]">{body}</p>}
        <Attachments files={attachments} />
      </div>
    </li>
  );
}
