'use client';

import type { SessionView } from '@/shared/contracts/account';
import { dateTimeText, type Formats } from '@/shared/moment-text';
import { trpc } from '@/trpc/client';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';

/** One line per browser. Ending one removes its line at once, and puts it back if the server did not agree. */
export function SessionList({ sessions: initial, formats }: { sessions: SessionView[]; formats: Formats }) {
  const utils = trpc.useUtils();
  const { data: sessions } = trpc.account.sessions.useQuery(undefined, { initialData: initial });
  const onSettled = () => utils.account.sessions.invalidate();
  const onError = (_error: unknown, _input: unknown, before: SessionView[] | undefined) => utils.account.sessions.setData(undefined, before);
  const keepOnly = (stays: (session: SessionView) => boolean) => {
    const before = utils.account.sessions.getData() ?? initial;
    utils.account.sessions.setData(undefined, (list) => list?.filter(stays));
    return before;
  };
  const end = trpc.account.endSession.useMutation({ onMutate: ({ sessionId }) => keepOnly((session) => session.id !== sessionId), onError, onSettled });
  const endOthers = trpc.account.endOtherSessions.useMutation({ onMutate: () => keepOnly((session) => session.current), onError, onSettled });
  const fault = end.error ?? endOthers.error;
  const others = sessions.filter((session) => !session.current).length;
  return (
    <>
      <ul className="mt-4 border-t border-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
            <span className="min-w-[200px] flex-1">
              <span className="font-medium">{session.device}</span>
              <span className="block text-sm text-ink-2">Since <span className="whitespace-nowrap">{dateTimeText(session.signedInAt, formats)}</span>, last used <span className="whitespace-nowrap">{dateTimeText(session.lastSeenAt, formats)}</span>{session.network && `, from ${session.network}`}</span>
            </span>
            {session.current ? <Chip>This device</Chip> : <Button size="s" onClick={() => end.mutate({ sessionId: session.id })}>Sign out<span className="sr-only"> {session.device}</span></Button>}
          </li>
        ))}
      </ul>
      {fault && <p className="fault" role="alert">{problemOf(fault).message}</p>}
      <div className="mt-5">
        {others > 0
          ? <Button tone="danger" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>Sign out everywhere else</Button>
          : <p className="text-sm text-ink-2">You are signed in nowhere else.</p>}
      </div>
    </>
  );
}
