'use client';

import { useEffect, useRef, useState } from 'react';
import type { MessageView, ThreadView } from '@/shared/contracts/messages';
import { nearDayText, type Formats } from '@/shared/moment-text';
import { MINUTE_MS } from '@/shared/time';
import { ReportDialog } from '@/app/report-dialog';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';
import { BlockButton } from './block-button';
import { Composer } from './composer';
import { Attachments, MessageItem } from './message-item';
import { aboutHref, aboutWords } from './thread-words';
import { useConversation, type Pending } from './use-conversation';

const TAKEN_BACK_WITHIN_MS = 15 * MINUTE_MS;
/** So near the end, the reader follows what comes. */
const NEAR_PX = 120;

function PendingItem({ message, onAgain, onDiscard }: { message: Pending; onAgain: () => void; onDiscard: () => void }) {
  const { body, attachments, problem } = message;
  return (
    <li className="flex flex-row-reverse">
      <div className="min-w-0 max-w-[min(85%,60ch)] rounded-3 px-4 py-2.5 bg-sunken">
        <p className="text-[13px] text-ink-3"><span className="font-medium text-ink-2">You</span> <span role="status">{problem === null ? 'Sending' : 'Not sent'}</span></p>
        {body !== '' && <p className="text-[15px] whitespace-pre-wrap [overflow-wrap:anywhere]">{body}</p>}
        <Attachments files={attachments} />
        {problem !== null && (
          <div className="mt-1">
            <p className="fault" role="alert">{problem}</p>
            <div className="mt-2 flex gap-2"><Button size="s" onClick={onAgain}>Try again</Button><Button size="s" tone="text" onClick={onDiscard}>Discard</Button></div>
          </div>
        )}
      </div>
    </li>
  );
}

/** Keeps the end in sight while the reader is near it. */
function useFollow(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  useEffect(() => {
    if (box.current && isNear.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count]);
  const onScroll = () => {
    if (box.current) isNear.current = box.current.scrollHeight - box.current.scrollTop - box.current.clientHeight < NEAR_PX;
  };
  return { box, onScroll };
}

/** A conversation: what was written, newest at the end, and where one writes. Keeps itself up to date. */
export function Conversation({ first, formats }: { first: ThreadView; formats: Formats }) {
  const { thread, pending, isLoadingOlder, loadOlder, send, sendAgain, discard, refresh } = useConversation(first);
  const toast = useToast();
  const [reported, setReported] = useState<string | null>(null);
  const { box, onScroll } = useFollow(thread.messages.length + pending.length);
  const { side, otherName, messages, olderBefore, now } = thread;
  const takeBack = (messageId: string) => void api.messages.takeBack.mutate({ messageId }).then(refresh, (error: unknown) => toast({ message: problemOf(error).message, tone: 'error' }));
  const isFresh = ({ createdAt }: MessageView) => Date.parse(now) - Date.parse(createdAt) < TAKEN_BACK_WITHIN_MS;
  const isClosed = thread.isBlockedByUs || thread.isBlockedByThem;

  return (
    <>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h1 className="d3">{otherName}</h1>
          <p className="text-ink-2 mt-1">About <a className="link" href={aboutHref(thread)}>{aboutWords(thread)}</a></p>
        </div>
        {(messages.length > 0 || thread.isBlockedByUs) && <BlockButton threadId={thread.id} otherName={otherName} isBlocked={thread.isBlockedByUs} onDone={refresh} />}
      </div>
      <div ref={box} onScroll={onScroll} role="log" aria-label={`Messages with ${otherName}`} tabIndex={0} className="mt-6 max-h-[60vh] overflow-y-auto border-t border-line pt-4 pb-2 -mx-1 px-1">
        {olderBefore !== null && <div className="mb-4"><Button size="s" busy={isLoadingOlder} onClick={() => void loadOlder()}>Show older messages</Button></div>}
        {messages.length === 0 && pending.length === 0 && <p className="text-ink-2 text-[15px]">{side === 'buyer' ? `Ask ${otherName} whatever you want to know. They are told at once; answers come here and, if you are away, by mail.` : `Write to ${otherName} about this order. If they are away they get a mail.`}</p>}
        <ol className="grid gap-3">
          {messages.map((message, index) => {
            const day = nearDayText(message.createdAt, now, formats);
            const isNewDay = index === 0 || nearDayText(messages[index - 1]?.createdAt ?? now, now, formats) !== day;
            return (
              <li key={message.id} className="grid gap-3">
                {isNewDay && <p className="lab mt-2">{day}</p>}
                <ul><MessageItem message={message} formats={formats} isOurs={message.side === side} isFresh={isFresh(message)} onTakeBack={() => takeBack(message.id)} onReport={() => setReported(message.id)} /></ul>
              </li>
            );
          })}
          {pending.map((message) => <PendingItem key={message.clientId} message={message} onAgain={() => sendAgain(message)} onDiscard={() => discard(message.clientId)} />)}
        </ol>
      </div>
      {isClosed
        ? <p className="mt-4 border-t border-ink pt-4 text-[15px]" role="status">{thread.isBlockedByUs ? `You have blocked ${otherName}. Nothing more can be written here until you unblock them.` : `${otherName} takes no messages from you any more. Orders, refunds and returns go on as before.`}</p>
        : <Composer threadId={thread.id} otherName={otherName} onSend={send} />}
      {reported !== null && <ReportDialog what="message" other="The other side" open onOpenChange={() => setReported(null)} onReport={(report) => api.messages.report.mutate({ messageId: reported, ...report })} />}
    </>
  );
}
