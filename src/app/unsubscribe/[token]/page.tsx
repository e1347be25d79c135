import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageShell } from '@/app/page-shell';
import { UnsubscriptionInput } from '@/shared/contracts/notifications';
import { caller } from '@/trpc/server';
import { Button, LinkButton } from '@/ui/button';

export const metadata: Metadata = { title: 'Mail settings', robots: { index: false }, referrer: 'no-referrer' };

/** What a link at the foot of a mail leads to, signed in or not. Looking at it changes nothing: mail programs and scanners follow links. */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const input = UnsubscriptionInput.safeParse(await params);
  const found = input.success ? await (await caller()).notifications.unsubscription(input.data) : null;
  if (!found || !input.success) notFound();
  const { label, isOff } = found;
  return (
    <PageShell>
      <div className="wrap py-16 lg:py-24">
        <div className="max-w-[560px]">
          <h1 className="d2">{isOff ? 'No more of this mail' : 'Stop this mail?'}</h1>
          <p className="text-ink-2 mt-3 mb-6 text-pretty">
            {isOff ? `You get no more mail about: ${label}. What is on its way already may still arrive.` : `You would get no more mail about: ${label}. Everything else stays as it is.`}
          </p>
          <form method="post" action={`/api/unsubscribe/${input.data.token}`} className="flex flex-wrap gap-2">
            <input type="hidden" name="choice" value={isOff ? 'on' : 'off'} />
            <Button type="submit" tone={isOff ? 'line' : 'ink'} size="l">{isOff ? 'Turn it on again' : 'Stop this mail'}</Button>
            <LinkButton href="/account/notifications/settings" size="l" tone="text">All notification settings</LinkButton>
          </form>
        </div>
      </div>
    </PageShell>
  );
}
