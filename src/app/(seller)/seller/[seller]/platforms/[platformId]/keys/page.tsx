import { listAddress } from '@/app/address';
import type { ApiKeyView } from '@/shared/contracts/api-keys';
import { ListPlatformKeysInput } from '@/shared/contracts/platforms';
import { Chip } from '@/ui/chip';
import { formatDate, formatDateTime } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { ModeLinks, PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, toMode, type PlatformParams } from '../../require-platform';
import { KeyActs } from './key-acts';
import { NewKey } from './new-key';
import { Signers } from './signers';

export const generateMetadata = titleOf('Keys', '/keys');

function StateChip({ apiKey: { state, expiresAt } }: { apiKey: ApiKeyView }) {
  if (state === 'revoked') return <Chip>Revoked</Chip>;
  if (state === 'expired') return <Chip>Expired</Chip>;
  if (state === 'ending') return <Chip tone="warn">Until {expiresAt === null ? 'soon' : formatDateTime(expiresAt)}</Chip>;
  return <Chip tone="ok">Works{expiresAt !== null && ` until ${formatDate(expiresAt)}`}</Chip>;
}

/** The secrets of machines that call, and the public keys of tokens, in one of the two worlds. */
export default async function KeysPage(props: PlatformParams & { searchParams: Promise<Record<'mode' | 'after', string | string[] | undefined>> }) {
  const { api, seller, platform, input, mayChange } = await requirePlatform(props, '/keys');
  const asked = await props.searchParams;
  const mode = toMode(asked.mode, platform);
  const parsed = ListPlatformKeysInput.safeParse({ ...input, mode, cursor: [asked.after].flat()[0] });
  const [{ items, nextCursor }, signers] = await Promise.all([api.platforms.keys(parsed.success ? parsed.data : { ...input, mode }), api.platforms.signers({ ...input, mode })]);
  const href = `/seller/${seller.slug}/platforms/${platform.id}/keys`;
  const columns: TableColumn<ApiKeyView>[] = [
    { key: 'name', header: 'Key', fold: 'lead', cell: ({ name, prefix }) => <span className="break-words"><span className="font-semibold block">{name}</span><span className="mono text-ink-2 font-normal">{prefix}…</span></span> },
    { key: 'scopes', header: 'May', fold: 'hide', cell: ({ scopes }) => <span className="mono text-sm text-ink-2">{scopes.join(' ')}</span>, className: 'max-w-[300px]' },
    { key: 'used', header: 'Last used', fold: 'note', cell: ({ lastUsedAt, createdAt }) => (lastUsedAt === null ? `Never; made ${formatDate(createdAt)}` : formatDateTime(lastUsedAt)) },
    { key: 'state', header: 'State', fold: 'end', cell: (key) => <StateChip apiKey={key} /> },
    ...(mayChange ? [{ key: 'acts', header: 'Acts', headerHidden: true, right: true, fold: 'wide', cell: (key: ApiKeyView) => <KeyActs ids={input} apiKey={key} /> } satisfies TableColumn<ApiKeyView>] : []),
  ];
  return (
    <PlatformFrame seller={seller} platform={platform} current="/keys">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div><h2 className="d4">Keys</h2><p className="text-ink-2 mt-1 max-w-[64ch]">For your servers alone. Each is shown once; a revoked one stops everywhere within five seconds.</p></div>
        {mayChange && <NewKey ids={input} mode={mode} />}
      </div>
      <div className="mt-3"><ModeLinks href={href} mode={mode} liveAt={platform.liveAt} /></div>
      {items.length === 0 ? <div className="mt-5"><EmptyState title="No keys in this world yet" slug="keys">Your server needs one to make its first call.</EmptyState></div> : (
        <>
          <div className="mt-4"><Table caption={`Keys, ${mode}`} columns={columns} rows={items} rowKey={({ id }) => id} /></div>
          <div className="mt-6"><ListPages count={items.length} one="key" href={listAddress(href, { mode })} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
      <Signers ids={input} mode={mode} signers={signers} mayChange={mayChange} />
    </PlatformFrame>
  );
}
