'use client';

import { useState } from 'react';
import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import type { PersonView } from '@/shared/contracts/admin-users';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Select } from '@/ui/field';
import { useToast } from '@/ui/toast';
import { ReasonDialog } from '../../reason-dialog';

const ROLES = [{ value: 'customer', label: 'Customer' }, { value: 'ops', label: 'Ops' }, { value: 'admin', label: 'Admin' }] as const;
const toRole = (value: string) => ROLES.find((role) => role.value === value)?.value;

function RoleForm({ person }: { person: PersonView }) {
  const act = useAct();
  const toast = useToast();
  const [role, setRole] = useState(person.role);
  const save = () =>
    act.run(async () => {
      await api.admin.changePersonRole.mutate({ personId: person.id, personRole: role });
      toast({ message: 'The role is changed. They sign in again.' });
    });
  return (
    <>
      <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Select label="Role" className="w-[180px]" value={role} options={ROLES} onChange={(event) => setRole(toRole(event.target.value) ?? role)} />
        <Button type="submit" busy={act.busy} disabled={role === person.role}>Change role</Button>
      </form>
      <AskProof problem={act.problem} onProven={() => void save()} />
    </>
  );
}

/** What an admin may do about a person. Each is kept in the audit log with its reason. */
export function PersonActs({ person }: { person: PersonView }) {
  const { id: personId, name, role, closedAt, secondFactorSince, sessions, isSelf } = person;
  if (isSelf) return <p className="mt-5 text-ink-2 max-w-[64ch]">This is you. Another admin changes your role or closes your account; your sessions and your second step are under <a className="link" href="/account/security">Security</a>.</p>;
  const lookAs = async (reason: string) => {
    await api.admin.impersonate.mutate({ personId, reason });
    // The page is an admin's no more.
    window.location.assign('/account/orders');
    return false;
  };
  return (
    <div className="mt-5 grid gap-4">
      <RoleForm key={role} person={person} />
      <div className="flex flex-wrap gap-2">
        {role === 'customer' && closedAt === null && (
          <ReasonDialog label="Look as this person" tone="ink" title={`See the shop as ${name}?`} description="For a quarter of an hour you see what they see and change nothing. What is secret stays closed. They find it in their sign-in history." field="Why, for the log" done="" onReason={lookAs} />
        )}
        {sessions.length > 0 && <ReasonDialog label="Sign out everywhere" tone="line" title={`Sign ${name} out?`} description="All their browsers are signed out with their next request." field="Why, for the log" done={`${name} is signed out.`} onReason={(reason) => api.admin.endPersonSessions.mutate({ personId, reason })} />}
        {secondFactorSince !== null && <ReasonDialog label="Reset second step" tone="line" title="Reset their second step?" description="For somebody who lost their authenticator and their recovery codes. Make sure it is them. They are signed out and written to." field="Why, for the log" done="The second step is reset." onReason={(reason) => api.admin.resetSecondFactor.mutate({ personId, reason })} />}
        {closedAt === null
          ? <ReasonDialog label="Close account" title={`Close the account of ${name}?`} description="They are signed out at once and cannot come back. What they bought and owe stays in the books." field="Why, for the log" done="The account is closed." onReason={(reason) => api.admin.closeAccount.mutate({ personId, reason })} />
          : <ReasonDialog label="Open account" tone="ink" title={`Open the account of ${name} again?`} description="They may sign in again." field="Why, for the log" done="The account is open." onReason={(reason) => api.admin.openAccount.mutate({ personId, reason })} />}
      </div>
    </div>
  );
}
