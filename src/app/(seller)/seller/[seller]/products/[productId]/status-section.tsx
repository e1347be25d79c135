'use client';

import { CircleCheck, CircleDashed } from 'lucide-react';
import { useAct } from '@/app/use-act';
import type { Missing } from '@/shared/contracts/publishing';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { formatDateTime } from '@/ui/format';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { Section } from './section';

const ANCHORS: Record<Missing['section'], string | null> = { basics: '#basics', images: '#images', variants: '#variants', versions: '#versions', parts: '#parts', seller: null };

function MissingList({ title, missing, seller }: { title: string; missing: readonly Missing[]; seller: string }) {
  if (missing.length === 0) return <p className="flex gap-2.5 items-start"><CircleCheck className="ic mt-0.5 text-ok" aria-hidden="true" />Nothing is missing.</p>;
  return (
    <div>
      <p className="font-semibold" id="missing">{title}</p>
      <ul className="mt-2 grid gap-2" aria-labelledby="missing">
        {missing.map(({ section, text }) => <li key={text} className="flex gap-2.5 items-start"><CircleDashed className="ic mt-0.5 text-ink-3" aria-hidden="true" /><a className="link" href={ANCHORS[section] ?? `/seller/${seller}/settings`}>{text}</a></li>)}
      </ul>
    </div>
  );
}

/** Where the product stands, what is missing, and the step from here. */
export function StatusSection({ product, mayWrite }: SectionProps) {
  const act = useAct();
  const toast = useToast();
  const { status, missing, isJoint, sellerSlug, submittedAt } = product;
  const own = { seller: sellerSlug, productId: product.id };
  const press = (work: () => Promise<unknown>, message: string) => () =>
    void act.run(async () => {
      await work();
      toast({ message });
    });
  return (
    <Section id="status" title="Status">
      {status === 'draft' && !isJoint && (
        <>
          <MissingList title="Before it can be submitted" missing={missing} seller={sellerSlug} />
          {mayWrite && <div><Button tone="ink" busy={act.busy} disabled={missing.length > 0} onClick={press(() => api.products.submit.mutate(own), 'It is with the shop now.')}>Submit for review</Button></div>}
          <p className="text-sm text-ink-2 max-w-[60ch]">The shop looks at a product once, before it is first on sale. Later edits are live at once.</p>
        </>
      )}
      {status === 'in_review' && (
        <>
          <p>Submitted {submittedAt && formatDateTime(submittedAt)}.</p>
          <div><Button busy={act.busy} onClick={press(() => api.products.withdraw.mutate(own), 'It is a draft again.')}>Take it back</Button></div>
        </>
      )}
      {status === 'published' && (
        <>
          {missing.length > 0 && <MissingList title="To be put right" missing={missing} seller={sellerSlug} />}
          <p className="max-w-[60ch]">It is on sale. Archiving takes it off; whoever bought it keeps it, with every version.</p>
          {(mayWrite || isJoint) && <div><Button busy={act.busy} onClick={press(() => api.products.archive.mutate(own), 'It is off sale.')}>Archive</Button></div>}
        </>
      )}
      {status === 'archived' && !isJoint && <div><Button tone="ink" busy={act.busy} onClick={press(() => api.products.unarchive.mutate(own), 'It is on sale again.')}>Put it back on sale</Button></div>}
      {status === 'delisted' && <p className="max-w-[60ch]">Whoever bought it keeps it. Write to the shop if you think it should be back.</p>}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Section>
  );
}
