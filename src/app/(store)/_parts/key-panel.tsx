'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import type { KeyView } from '@/shared/contracts/entitlements';
import { dateText, PLAIN_FORMATS, type Formats } from '@/shared/moment-text';
import { LICENSE_WORDS } from '@/shared/product-words';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { OwnChip } from '@/ui/chip';
import { bitting } from '@/ui/covers/bitting';
import { Keycut } from '@/ui/covers/keycut';
import { Select } from '@/ui/field';
import { formatBytes } from '@/ui/format';

/** What a key opens: any version that was not withdrawn, as a download of ten minutes' link. */
export function KeyPanel({ keyView, formats = PLAIN_FORMATS, fresh = false }: { keyView: KeyView; formats?: Formats; /** Draws the key once, just after it was cut. */ fresh?: boolean }) {
  const { versions } = keyView;
  const [version, setVersion] = useState(keyView.latestVersion ?? versions[0]?.version ?? '');
  const { download, busy, problem } = useDownload(keyView.slug);
  const chosen = versions.find((one) => one.version === version);

  return (
    <div className="panel p-5 lg:p-6 flex flex-col">
      <div className="flex flex-wrap items-center gap-2"><OwnChip>{keyView.source === 'membership' ? `Included in your ${keyView.plan ?? ''} membership` : `Yours since ${dateText(keyView.since, formats)}`}</OwnChip></div>
      <p className="text-sm text-ink-2 mt-2">
        {LICENSE_WORDS[keyView.license ?? 'personal']?.name} licence{keyView.organizationName && <>, held by {keyView.organizationName}</>}.
        {keyView.source === 'membership' && <> {keyView.endsAt ? `Until ${dateText(keyView.endsAt, formats)}, when the membership ends.` : 'As long as the membership runs.'}</>}
        {keyView.orderId && <> Receipt <a className="link" href={`/account/orders/${keyView.orderId}`}>{keyView.orderNumber}</a>.</>}
        {keyView.downloadsLeft !== null && <> {keyView.downloadsLeft} downloads left.</>}
      </p>
      <p className="mt-3 flex items-center gap-2.5 text-brass-text"><Keycut slug={keyView.slug} draw={fresh} /><span className="mono text-[13px]">{bitting(keyView.slug).join('')}</span></p>
      <div className="mt-auto pt-4 flex flex-wrap gap-2">
        <Select label="Version" labelHidden className="w-[112px] sm:w-[132px] flex-none" value={version} onChange={(event) => setVersion(event.target.value)}
          options={versions.map((one) => ({ value: one.version, label: one.yankedReason === null ? one.version : `${one.version}, withdrawn` }))} />
        <Button tone="own" className="flex-1" busy={busy} disabled={chosen?.archiveBytes === null} onClick={() => void download(version)}>
          <Download className="ic" aria-hidden="true" />Download{chosen?.archiveBytes ? ` ${formatBytes(chosen.archiveBytes)}` : ''}
        </Button>
      </div>
      {chosen?.yankedReason && <p className="text-sm text-warn font-medium mt-3">{chosen.version} was withdrawn: {chosen.yankedReason}</p>}
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
    </div>
  );
}

function useDownload(productSlug: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function download(version: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const { url } = await api.entitlements.requestDownload.mutate({ productSlug, version });
      window.location.assign(url);
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }
  return { download, busy, problem };
}
