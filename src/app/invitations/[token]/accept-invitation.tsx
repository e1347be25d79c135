'use client';

import { useRouter } from 'next/navigation';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** Accepts and opens the organization. Declining is doing nothing. */
export function AcceptInvitation({ token, organizationName }: { token: string; organizationName: string }) {
  const router = useRouter();
  const toast = useToast();
  const act = useAct();
  const accept = () =>
    act.run(async () => {
      const { slug } = await api.organizations.acceptInvitation.mutate({ token });
      toast({ message: `You belong to ${organizationName} now.` });
      router.push(`/account/organizations/${slug}`);
      return false;
    });
  return (
    <>
      <div className="flex flex-wrap gap-2"><Button tone="ink" size="l" busy={act.busy} onClick={() => void accept()}>Join</Button><LinkButton href="/" tone="text" size="l">Not now</LinkButton></div>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </>
  );
}
