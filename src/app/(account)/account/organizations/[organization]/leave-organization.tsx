'use client';

import { useRouter } from 'next/navigation';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

/** Asks once, then goes. The last owner is told to hand over first. */
export function LeaveOrganization({ organization, name, isLastOwner }: { organization: string; name: string; isLastOwner: boolean }) {
  const router = useRouter();
  const toast = useToast();
  const act = useAct();
  const leave = () =>
    act.run(async () => {
      await api.organizations.leave.mutate({ organization });
      toast({ message: `You left ${name}.` });
      router.push('/account/organizations');
      return false;
    });
  if (isLastOwner) return <p className="text-ink-2 mt-1 max-w-[64ch]">You are the only owner. Hand the organization over to somebody above, then you can leave.</p>;
  return (
    <>
      <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">Its keys and orders are closed to you from then on. What you bought for yourself stays yours.</p>
      <Dialog title={`Leave ${name}?`} trigger="Leave the organization" triggerClassName="btn btn-danger"
        footer={<><Button tone="text" data-close="">Stay</Button><Button tone="danger" busy={act.busy} onClick={() => void leave()}>Leave</Button></>}>
        <p className="text-ink-2 text-[15px]">Somebody has to invite you again if you want to come back.</p>
        {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      </Dialog>
    </>
  );
}
