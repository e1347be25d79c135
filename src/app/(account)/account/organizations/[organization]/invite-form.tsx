'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select } from '@/ui/field';
import { useToast } from '@/ui/toast';
import { ROLE_WORDS } from '../role-words';

const ROLES: readonly OrganizationRole[] = ['member', 'admin', 'owner'];

/** Sends an invitation; inviting an address again replaces the open one. */
export function InviteForm({ organization, mayInviteOwners }: { organization: string; mayInviteOwners: boolean }) {
  const act = useAct();
  const toast = useToast();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<OrganizationRole>('member');
  const invite = () =>
    void act.run(async () => {
      await api.organizations.invite.mutate({ organization, email, memberRole: role });
      setEmail('');
      toast({ message: `The invitation to ${email.trim()} is on its way.` });
    });
  const asks = asksProof(act.problem);
  const options = ROLES.filter((one) => one !== 'owner' || mayInviteOwners).map((one) => ({ value: one, label: `${ROLE_WORDS[one].name}: ${ROLE_WORDS[one].may.toLowerCase()}` }));
  return (
    <>
      <form className="mt-4 flex max-w-[760px] flex-wrap items-start gap-3" onSubmit={(event) => { event.preventDefault(); invite(); }} noValidate>
        <Field className="min-w-[220px] flex-1" label="Mail address" name="email" type="email" inputMode="email" autoComplete="off" maxLength={320} value={email} error={asks ? undefined : act.problem?.message} onChange={(event) => setEmail(event.target.value)} />
        <Select className="min-w-[220px]" label="As" name="role" value={role} options={options} onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? 'member')} />
        <Button type="submit" busy={act.busy} className="sm:mt-[26px]">Invite</Button>
      </form>
      {asks && <AskProof problem={act.problem} onProven={invite} />}
    </>
  );
}
