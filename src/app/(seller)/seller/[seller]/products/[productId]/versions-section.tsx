'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { EditedVersion } from '@/shared/contracts/publishing';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Dialog } from '@/ui/dialog';
import { Dropzone } from '@/ui/dropzone';
import { Field, TextAreaField } from '@/ui/field';
import { formatBytes, formatDate, formatPlural } from '@/ui/format';
import { Progress } from '@/ui/progress';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { SaveRow, Section } from './section';
import { sendUpload } from './send-upload';

function VersionChip({ version: { yankedReason, isPublished } }: { version: EditedVersion }) {
  if (yankedReason !== null) return <Chip tone="danger">Withdrawn</Chip>;
  return isPublished ? <Chip tone="ok">Out</Chip> : <Chip>Waits for the review</Chip>;
}

/** Releases of a download: what is there, and a form for the next. */
export function VersionsSection({ product, mayWrite }: SectionProps) {
  const { versions, sellerSlug, id } = product;
  const own = { seller: sellerSlug, productId: id };
  return (
    <Section id="versions" title="Versions" note="A version that is out never changes. Raise the number for the next one; its owners get a mail.">
      {versions.length > 0 && (
        <ul className="ruled">
          {versions.map((version) => (
            <li key={version.version} className="py-4 grid gap-2">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
                <h3 className="font-semibold">{version.version}</h3>
                <VersionChip version={version} />
                <span className="text-sm text-ink-2">{formatDate(version.releasedAt)}{version.archiveBytes !== null && `, ${formatBytes(version.archiveBytes)}, ${formatPlural(version.files.length, 'file')}`}</span>
                {mayWrite && version.isPublished && version.yankedReason === null && <span className="ml-auto"><YankButton own={own} version={version.version} /></span>}
              </div>
              {version.yankedReason !== null && <p className="text-sm text-danger break-words">{version.yankedReason}</p>}
              {/* Sanitised by catalog/render-markdown. */}
              {version.changelogHtml && <div className="prose text-[15px]" dangerouslySetInnerHTML={{ __html: version.changelogHtml }} />}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <NewVersion own={own} isFirst={versions.length === 0} key={versions[0]?.version} />}
      {!mayWrite && versions.length === 0 && <p className="text-ink-2">There is none.</p>}
    </Section>
  );
}

interface Own {
  seller: string;
  productId: string;
}

/** A file, its number and what is new. The file stays chosen when the shop refuses, so that only the fault need be put right. */
function NewVersion({ own, isFirst }: { own: Own; isFirst: boolean }) {
  const act = useAct();
  const toast = useToast();
  const [file, setFile] = useState<File | null>(null);
  const [version, setVersion] = useState(isFirst ? '1.0.0' : '');
  const [changelog, setChangelog] = useState('');
  const [share, setShare] = useState<number | null>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (file === null) return;
    void act.run(async () => {
      try {
        setShare(0);
        const uploadId = await sendUpload(file, { seller: own.seller, purpose: 'version', onProgress: setShare });
        setShare(1);
        await api.products.addVersion.mutate({ ...own, uploadId, fileName: file.name, version, changelog });
        toast({ message: `Version ${version} is in.` });
      } finally {
        setShare(null);
      }
    });
  };
  return (
    <form className="grid gap-5 max-w-[720px]" onSubmit={submit} noValidate aria-label="New version">
      <Dropzone label={file === null ? 'Drop the files here' : file.name} hint={file === null ? 'A ZIP, a notebook, markdown or a prompts CSV, up to 256 MB. Nothing in it is ever run.' : `${formatBytes(file.size)}. Choose again to take another.`} accept=".zip,.csv,.ipynb,.md" disabled={act.busy} onFiles={([first]) => setFile(first ?? null)} />
      {share !== null && file !== null && (share < 1 ? <Progress label={file.name} value={share * 100} note={`${formatBytes(share * file.size)} of ${formatBytes(file.size)}`} /> : <Progress label={file.name} note="Checking and storing" />)}
      <Field label="Version" name="version" className="max-w-[200px]" maxLength={60} autoComplete="off" spellCheck={false} placeholder="1.0.0" hint="Three numbers: 1.2.0" value={version} error={act.faultOf('version')} onChange={(event) => setVersion(event.target.value)} />
      <TextAreaField label="What is new" name="changelog" rows={5} maxLength={20_000} hint="Markdown. Owners read it in their mail." value={changelog} error={act.faultOf('changelog')} onChange={(event) => setChangelog(event.target.value)} />
      <SaveRow act={act} fields={['version', 'changelog']} label={isFirst ? 'Add the version' : 'Release the version'} disabled={file === null || version.trim() === ''} />
    </form>
  );
}

/** Asks for the reason, which owners read. */
function YankButton({ own, version }: { own: Own; version: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const yank = () =>
    void act.run(async () => {
      await api.products.yankVersion.mutate({ ...own, version, reason });
      setOpen(false);
    });
  return (
    <Dialog title={`Withdraw ${version}?`} description="Nobody can download it any more, and it cannot come back. Its owners read your reason and keep the other versions." open={open} onOpenChange={setOpen} trigger="Withdraw" triggerLabel={`Withdraw version ${version}`} triggerClassName="btn btn-text btn-s"
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} disabled={reason.trim().length < 3} onClick={yank}>Withdraw {version}</Button></>}>
      <TextAreaField label="Reason" name="reason" rows={3} maxLength={500} value={reason} error={act.problem?.message} onChange={(event) => setReason(event.target.value)} />
    </Dialog>
  );
}
