import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import type { ApiKeyView } from '@/shared/contracts/api-keys';
import { ListTokensInput } from '@/shared/contracts/tokens';
import { dateText, dateTimeText, type Formats } from '@/shared/moment-text';
import { Chip } from '@/ui/chip';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AccountFrame } from '../account-frame';
import { NewToken } from './new-token';
import { RevokeToken } from './revoke-token';

export const metadata: Metadata = { title: 'Tokens' };

function StateChip({ token: { state, expiresAt }, formats }: { token: ApiKeyView; formats: Formats }) {
  if (state === 'revoked') return <Chip>Revoked</Chip>;
  if (state === 'expired') return <Chip>Expired</Chip>;
  return <Chip tone="ok">Works{expiresAt !== null && ` until ${dateText(expiresAt, formats)}`}</Chip>;
}

const columnsFor = (formats: Formats): TableColumn<ApiKeyView>[] => [
  { key: 'name', header: 'Token', fold: 'lead', cell: ({ name, prefix }) => <span className="break-words"><span className="font-semibold block">{name}</span><span className="mono text-ink-2">{prefix}…</span></span> },
  { key: 'scopes', header: 'May', fold: 'hide', cell: ({ scopes }) => <span className="mono text-sm text-ink-2">{scopes.join(' ')}</span>, className: 'max-w-[280px]' },
  { key: 'used', header: 'Last used', fold: 'note', cell: ({ lastUsedAt, createdAt }) => (lastUsedAt === null ? `Never; made ${dateText(createdAt, formats)}` : dateTimeText(lastUsedAt, formats)) },
  { key: 'state', header: 'State', fold: 'end', cell: (token) => <StateChip token={token} formats={formats} /> },
  { key: 'acts', header: 'Acts', headerHidden: true, right: true, fold: 'wide', cell: ({ id, name, state }) => (state === 'active' ? <RevokeToken keyId={id} name={name} /> : null) },
];

/** Secrets of the viewer's own programs. */
export default async function TokensPage({ searchParams }: { searchParams: Promise<Record<'after', string | string[] | undefined>> }) {
  const { api, formats } = await requireViewer('/account/tokens');
  const parsed = ListTokensInput.safeParse({ cursor: [(await searchParams).after].flat()[0] });
  const { items, nextCursor } = await api.tokens.list(parsed.success ? parsed.data : {});
  return (
    <AccountFrame current="/account/tokens">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="d3">Tokens</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch]">For programs of your own: they read the catalogue and download what you hold, as you would. <a className="link" href="/docs/api">What they can call</a></p>
        </div>
        {items.length > 0 && <NewToken />}
      </div>
      {items.length === 0 ? <div className="mt-6"><EmptyState title="No tokens yet" slug="tokens" action={<NewToken />}>A script that fetches your downloads needs one. Your password is never asked for; there is none.</EmptyState></div> : (
        <>
          <div className="mt-6"><Table caption="Tokens" columns={columnsFor(formats)} rows={items} rowKey={({ id }) => id} /></div>
          <div className="mt-6"><ListPages count={items.length} one="token" href="/account/tokens" cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AccountFrame>
  );
}
