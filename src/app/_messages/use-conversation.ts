'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useLive } from '@/app/live';
import type { LiveEvent } from '@/shared/contracts/live';
import type { AttachmentView, MessageView, ThreadView } from '@/shared/contracts/messages';
import { newId } from '@/shared/ids';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { mergeMessages } from './merge-messages';

/** A message on its way. */
export interface Pending {
  clientId: string;
  body: string;
  attachments: AttachmentView[];
  /** Why it did not arrive; null while it may. */
  problem: string | null;
}

export interface Conversation {
  thread: ThreadView;
  pending: readonly Pending[];
  isLoadingOlder: boolean;
  loadOlder: () => Promise<void>;
  send: (message: Pick<Pending, 'body' | 'attachments'>) => void;
  /** Under the name it had: should it have arrived after all, it is not sent twice. */
  sendAgain: (message: Pending) => void;
  discard: (clientId: string) => void;
  /** Asks for the newest messages. */
  refresh: () => void;
}

/** What is being sent, until the server's own answer has it. */
function usePending(threadId: string, onSent: () => void) {
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const deliver = (message: Pending) => {
    const { clientId, body, attachments } = message;
    setPending((all) => [...all.filter((one) => one.clientId !== clientId), { ...message, problem: null }]);
    api.messages.send.mutate({ threadId, clientId, body, attachmentIds: attachments.map(({ id }) => id) }).then(onSent, (error: unknown) => {
      setPending((all) => all.map((one) => (one.clientId === clientId ? { ...one, problem: problemOf(error).message } : one)));
    });
  };
  const discard = (clientId: string) => setPending((all) => all.filter((one) => one.clientId !== clientId));
  return { pending, deliver, discard };
}

/** A conversation as the server last had it, with what is being sent; renewed whenever something happens in it or may have been missed. */
export function useConversation(first: ThreadView): Conversation {
  const [thread, setThread] = useState(first);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const asking = useRef({ now: false, again: false });
  const threadId = first.id;
  const take = useCallback((next: ThreadView) => setThread((before) => mergeMessages(before, next)), []);

  const refresh = useCallback(() => {
    const state = asking.current;
    state.again = true;
    if (state.now) return;
    const ask = async () => {
      state.now = true;
      while (state.again) {
        state.again = false;
        // Without an answer the page stands as it was; the next event, or coming back, asks again.
        await api.messages.thread.query({ threadId }).then(take, () => undefined);
      }
      state.now = false;
    };
    void ask();
  }, [threadId, take]);

  const { pending, deliver, discard } = usePending(threadId, refresh);
  const onEvent = (event: LiveEvent) => {
    if (event.kind === 'reset' || event.ref === threadId) refresh();
  };
  useLive('message', onEvent);
  useLive('thread', onEvent);
  useRead(thread);

  const loadOlder = async () => {
    if (thread.olderBefore === null) return;
    setLoadingOlder(true);
    await api.messages.thread.query({ threadId, before: thread.olderBefore }).then(take, () => undefined);
    setLoadingOlder(false);
  };

  return {
    thread,
    pending: pending.filter(({ clientId }) => !thread.messages.some((message) => message.isMine && message.clientId === clientId)),
    isLoadingOlder, loadOlder, refresh, discard,
    send: ({ body, attachments }) => deliver({ clientId: newId('message'), body, attachments, problem: null }),
    sendAgain: deliver,
  };
}

/** Notes the newest message as seen once the page is looked at. */
function useRead({ id: threadId, messages, unread }: { id: string; messages: readonly MessageView[]; unread: number }): void {
  const seq = messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (seq === 0 || unread === 0) return undefined;
    const note = () => {
      if (!document.hidden) api.messages.read.mutate({ threadId, seq }).catch(() => undefined);
    };
    note();
    document.addEventListener('visibilitychange', note);
    return () => document.removeEventListener('visibilitychange', note);
  }, [threadId, seq, unread]);
}
