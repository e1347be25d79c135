'use client';

import type { SignInPage, SignInView } from '@/shared/contracts/security';
import { dateTimeText, type Formats } from '@/shared/moment-text';
import { trpc } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';

const METHODS: Record<SignInView['method'], string> = { code: 'Code from the mail', link: 'Link in the mail', demo: 'One click', authenticator: 'Authenticator', recovery_code: 'Recovery code', support: 'Looked at the shop as you; changed nothing' };
const OUTCOMES = { signed_in: ['ok', 'Signed in'], second_factor_asked: ['mute', 'First step'], refused: ['warn', 'Refused'], viewed: ['mute', 'Viewed'] } as const satisfies Record<SignInView['outcome'], readonly ['ok' | 'mute' | 'warn', string]>;

/** The newest first, more on demand. */
export function SignInHistory({ first, formats }: { first: SignInPage; formats: Formats }) {
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = trpc.security.signIns.useInfiniteQuery({}, { initialData: { pages: [first], pageParams: [undefined] }, getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 60_000 });
  const lines = data.pages.flatMap(({ items }) => items);
  if (lines.length === 0) return <p className="mt-4 text-ink-2">Nothing in the last 180 days.</p>;
  return (
    <>
      <ul className="mt-4 border-t border-line">
        {lines.map(({ id, at, method, outcome, device, network }) => {
          const [tone, word] = OUTCOMES[outcome];
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-3">
              <span className="min-w-[200px] flex-1">
                <span className="font-medium">{device}</span>
                <span className="block text-sm text-ink-2">{dateTimeText(at, formats)} · {METHODS[method]}{network && ` · ${network}`}</span>
              </span>
              <Chip tone={tone}>{word}</Chip>
            </li>
          );
        })}
      </ul>
      {hasNextPage && <div className="mt-4"><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show older ones</Button></div>}
    </>
  );
}
