'use client';

import { useState } from 'react';
import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import type { SecurityView } from '@/shared/contracts/security';
import { dateText, type Formats } from '@/shared/moment-text';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { EnrolDialog } from './enrol-dialog';
import { RecoveryCodeList } from './recovery-code-list';

/** Whether a second step is asked for, and what can be done about it. */
export function TwoStep({ security, formats }: { security: SecurityView; formats: Formats }) {
  const renew = useAct();
  const remove = useAct();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const renewNow = () => void renew.run(async () => setCodes((await api.security.renewRecoveryCodes.mutate()).codes));
  const removeNow = () =>
    void remove.run(async () => {
      setRemoving(false);
      await api.security.removeTotp.mutate();
    });
  if (!security.enrolledAt) {
    return (
      <>
        <p className="mt-1 max-w-[64ch] text-ink-2">A code of an authenticator on your telephone, beside the one from your mail. Whoever reads your mail cannot sign in with it alone.{security.isRequired && ' Staff must have it.'}</p>
        <div className="mt-4"><EnrolDialog /></div>
      </>
    );
  }
  return (
    <>
      <p className="mt-1 max-w-[64ch] text-ink-2">On since {dateText(security.enrolledAt, formats)}. {security.recoveryCodesLeft === 0 ? 'No recovery code is left.' : `${security.recoveryCodesLeft} of 10 recovery codes are left.`}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button busy={renew.busy} onClick={renewNow}>New recovery codes</Button>
        {!security.isRequired && <Button tone="danger" busy={remove.busy} onClick={() => setRemoving(true)}>Turn it off</Button>}
      </div>
      <AskProof problem={renew.problem} onProven={renewNow} />
      <AskProof problem={remove.problem} onProven={removeNow} />
      <Dialog title="Turn two-step sign-in off?" description="Signing in then takes the code from your mail alone. Your recovery codes open nothing any more." open={isRemoving} onOpenChange={setRemoving}
        footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" onClick={removeNow}>Turn it off</Button></>}>
        <p className="text-ink-2">You can set it up again at any time.</p>
      </Dialog>
      <Dialog title="Your new recovery codes" description="The ones before open nothing any more." open={codes !== null} onOpenChange={(open) => { if (!open) setCodes(null); }}
        footer={<Button tone="ink" data-close="">I have kept them</Button>}>
        {codes && <RecoveryCodeList codes={codes} />}
      </Dialog>
    </>
  );
}
