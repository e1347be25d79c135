'use client';

import { useAct } from '@/app/use-act';
import type { OpenInvitation } from '@/shared/contracts/organizations';
import { dateText, type Formats } from '@/shared/moment-text';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { useToast } from '@/ui/toast';
import { ROLE_WORDS } from '../role-words';

/** Who is invited and has not come yet. */
export function InvitationList({ organization, invitations, formats }: { organization: string; invitations: readonly OpenInvitation[]; formats: Formats }) {
  const act = useAct();
  const toast = useToast();
  const revoke = ({ id, email }: OpenInvitation) =>
    act.run(async () => {
      await api.organizations.revokeInvitation.mutate({ organization, invitationId: id });
      toast({ message: `The invitation to ${email} is withdrawn.` });
    });
  return (
    <>
      <h3 className="font-semibold mt-8">Invited</h3>
      <ul className="ruled mt-2">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2 min-h-[60px]">
            <span className="min-w-[200px] flex-1">
              <span className="font-medium break-words">{invitation.email}</span>
              <span className="block text-sm text-ink-2">As {ROLE_WORDS[invitation.role].as}, sent {dateText(invitation.sentAt, formats)}</span>
            </span>
            {invitation.expired ? <Chip tone="warn">Expired</Chip> : <Chip>Until {dateText(invitation.expiresAt, formats)}</Chip>}
            <Button size="s" disabled={act.busy} onClick={() => void revoke(invitation)}>Withdraw<span className="sr-only"> the invitation to {invitation.email}</span></Button>
          </li>
        ))}
      </ul>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </>
  );
}
