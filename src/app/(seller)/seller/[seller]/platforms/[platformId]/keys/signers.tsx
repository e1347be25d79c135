'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { SignerView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Dialog } from '@/ui/dialog';
import { Field, Select, TextAreaField } from '@/ui/field';
import { formatDate } from '@/ui/format';

const ALGORITHMS = [{ value: 'ES256', label: 'ES256, P-256' }, { value: 'EdDSA', label: 'EdDSA, Ed25519' }, { value: 'RS256', label: 'RS256, RSA' }] as const;

interface Props {
  ids: PlatformInput;
  mode: PlatformMode;
  signers: readonly SignerView[];
  mayChange: boolean;
}

function NewSigner({ ids, mode }: Pick<Props, 'ids' | 'mode'>) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [algorithm, setAlgorithm] = useState<(typeof ALGORITHMS)[number]['value']>('ES256');
  const [publicKey, setPublicKey] = useState('');
  const add = () =>
    act.run(async () => {
      await api.platforms.addSigner.mutate({ ...ids, mode, name, algorithm, publicKey });
      setOpen(false);
      setName('');
      setPublicKey('');
    });
  const fault = asksProof(act.problem) ? undefined : act.faultBeside(['name', 'publicKey']);
  return (
    <>
      <Dialog title="A new signer" description="Paste the public half of a key pair of yours. The private half stays on your server and signs tokens." trigger="Add a signer" triggerClassName="btn btn-line btn-s" open={open} onOpenChange={setOpen}
        footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="new-signer" tone="ink" busy={act.busy}>Add</Button></>}>
        <form id="new-signer" className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Field label="Name" name="name" maxLength={60} autoComplete="off" placeholder="Web app" value={name} error={act.faultOf('name')} onChange={({ target }) => setName(target.value)} />
          <Select label="Algorithm" options={ALGORITHMS} value={algorithm} onChange={({ target }) => setAlgorithm(ALGORITHMS.find(({ value }) => value === target.value)?.value ?? 'ES256')} />
          <TextAreaField label="Public key, PEM or JWK" name="publicKey" rows={6} className="mono" placeholder="-----BEGIN PUBLIC KEY-----" value={publicKey} error={act.faultOf('publicKey')} onChange={({ target }) => setPublicKey(target.value)} />
          {fault && <p className="fault" role="alert">{fault}</p>}
        </form>
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => void add()} />}
    </>
  );
}

function RevokeSigner({ ids, signer }: { ids: PlatformInput; signer: SignerView }) {
  const act = useAct();
  return (
    <>
      <Button size="s" tone="text" busy={act.busy} onClick={() => void act.run(() => api.platforms.revokeSigner.mutate({ ...ids, signerId: signer.id }))}>Revoke<span className="sr-only"> {signer.name}</span></Button>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </>
  );
}

/** Whose signatures are believed: for calls from places where a secret cannot be kept. */
export function Signers({ ids, mode, signers, mayChange }: Props) {
  return (
    <section className="mt-12" aria-labelledby="signers">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div><h2 id="signers" className="d4">Signers</h2><p className="text-ink-2 mt-1 max-w-[64ch]">For calls from browsers and apps: your server signs a short token for one user, and may say its plan. Tokens can use and read usage, nothing else.</p></div>
        {mayChange && <NewSigner ids={ids} mode={mode} />}
      </div>
      {signers.length === 0 ? <p className="text-ink-2 mt-4">None. Servers with a key need none.</p> : (
        <ul className="mt-4 border-t border-ink">
          {signers.map((signer) => (
            <li key={signer.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 border-b border-line">
              <div className="min-w-0 flex-1 basis-[240px]"><p className="font-semibold break-words">{signer.name}</p><p className="mono text-sm text-ink-2 break-all">{signer.algorithm} {signer.thumbprint}</p></div>
              <p className="text-sm text-ink-2">Since {formatDate(signer.createdAt)}</p>
              {signer.revokedAt !== null ? <Chip>Revoked</Chip> : mayChange && <RevokeSigner ids={ids} signer={signer} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
