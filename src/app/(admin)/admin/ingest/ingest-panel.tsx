'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { IngestReport } from '@/shared/contracts/ingest';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { CheckboxRow } from '@/ui/choices';
import { Dropzone } from '@/ui/dropzone';
import { Field } from '@/ui/field';
import { formatBytes, formatPlural } from '@/ui/format';
import { Progress } from '@/ui/progress';
import { IngestReportTable, outcomeLine } from './ingest-report';
import { uploadFile, UploadRefusal } from './upload-file';

/** One dropped file on its way in. */
interface Intake {
  key: number;
  name: string;
  bytes: number;
  state: { at: 'waiting' } | { at: 'uploading'; share: number } | { at: 'reading' } | { at: 'done'; report: IngestReport } | { at: 'refused'; problem: string };
}

interface Options {
  sellerSlug: string;
  isDraft: boolean;
}

async function takeIn(file: File, { sellerSlug, isDraft }: Options, onState: (state: Intake['state']) => void): Promise<void> {
  try {
    onState({ at: 'uploading', share: 0 });
    const uploadId = await uploadFile(file, (share) => onState({ at: 'uploading', share }));
    onState({ at: 'reading' });
    onState({ at: 'done', report: await api.admin.uploadPack.mutate({ uploadId, fileName: file.name, isDraft, ...(sellerSlug && { sellerSlug }) }) });
  } catch (error) {
    onState({ at: 'refused', problem: error instanceof UploadRefusal ? error.message : problemOf(error).message });
  }
}

function IntakeView({ intake: { name, bytes, state } }: { intake: Intake }) {
  if (state.at === 'waiting') return <Progress label={name} value={0} note="Waiting for its turn" />;
  if (state.at === 'uploading') return <Progress label={name} value={state.share * 100} note={`${formatBytes(state.share * bytes)} of ${formatBytes(bytes)}`} />;
  if (state.at === 'reading') return <Progress label={name} note="Checking and storing" />;
  if (state.at === 'refused') return <div><p className="font-medium">{name}</p><p className="fault" role="alert">{state.problem}</p></div>;
  return (
    <div>
      <p role="status"><strong className="font-semibold">{name}</strong>, for {state.report.sellerSlug}: {outcomeLine(state.report.results)}.</p>
      <div className="mt-3"><IngestReportTable results={state.report.results} /></div>
    </div>
  );
}

/** Drop files, see each upload, be checked and reported on, one after the other. */
export function IngestPanel() {
  const router = useRouter();
  const [options, setOptions] = useState<Options>({ sellerSlug: '', isDraft: false });
  const [intakes, setIntakes] = useState<readonly Intake[]>([]);
  const [busy, setBusy] = useState(false);

  async function onFiles(files: File[]): Promise<void> {
    const added = files.map(({ name, size }, index) => ({ key: intakes.length + index, name, bytes: size, state: { at: 'waiting' as const } }));
    setIntakes((all) => [...all, ...added]);
    setBusy(true);
    for (const [index, file] of files.entries()) {
      const key = added[index]?.key;
      await takeIn(file, options, (state) => setIntakes((all) => all.map((intake) => (intake.key === key ? { ...intake, state } : intake))));
    }
    setBusy(false);
    router.refresh();
  }

  return (
    <section aria-label="Take packs in" className="mt-6 grid gap-5">
      <div className="grid sm:grid-cols-[minmax(0,280px)_auto] gap-x-6 gap-y-2 items-start">
        <Field label="Seller" hint="The slug; empty for the one the index names, or the shop itself" autoComplete="off" spellCheck={false} value={options.sellerSlug} onChange={(event) => setOptions({ ...options, sellerSlug: event.target.value.trim() })} />
        <CheckboxRow className="sm:mt-[26px] lg:min-h-11" label="Keep as drafts, publish nothing yet" checked={options.isDraft} onChange={(event) => setOptions({ ...options, isDraft: event.target.checked })} />
      </div>
      <Dropzone label={busy ? 'Taking packs in' : 'Drop packs here'} hint="ZIP, library.json, CSV, .ipynb or .md, up to 256 MB each. Nothing in them is ever run." accept=".zip,.json,.csv,.ipynb,.md" multiple disabled={busy} onFiles={(files) => void onFiles(files)} />
      {intakes.length > 0 && (
        <ul className="grid gap-6" aria-label={formatPlural(intakes.length, 'file')}>
          {intakes.map((intake) => <li key={intake.key}><IntakeView intake={intake} /></li>)}
        </ul>
      )}
    </section>
  );
}
