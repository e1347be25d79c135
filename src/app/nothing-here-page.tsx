import { PageShell } from '@/app/page-shell';
import { WrongPath } from '@/app/wrong-path';
import { LinkButton } from '@/ui/button';

export default function NothingHerePage() {
  return (
    <PageShell>
      <div className="wrap pt-16 lg:pt-28 pb-6">
        <WrongPath />
        <div className="mt-8 flex flex-wrap gap-2">
          <LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>
          <LinkButton href="/">Go to the front page</LinkButton>
        </div>
      </div>
    </PageShell>
  );
}
