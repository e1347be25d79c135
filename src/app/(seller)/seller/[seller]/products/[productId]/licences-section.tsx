'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import { LICENSE_WORDS } from '@/shared/product-words';
import { api } from '@/trpc/browser';
import { CheckboxRow } from '@/ui/choices';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { SaveRow, Section } from './section';

const LICENCES = ['personal', 'team'] as const;

/** The licences a download is sold in. */
export function LicencesSection({ product, mayWrite }: SectionProps) {
  const act = useAct();
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly string[]>(product.variants.flatMap(({ license }) => license ?? []));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      await api.products.setVariants.mutate({ seller: product.sellerSlug, productId: product.id, variants: LICENCES.filter((license) => chosen.includes(license)).map((license) => ({ license })) });
      toast({ message: 'The licences are saved.' });
    });
  };
  return (
    <Section id="variants" title="Licences" note="Whoever bought one that you take off sale keeps it.">
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <fieldset disabled={!mayWrite}>
          <legend className="sr-only">Licences on sale</legend>
          {LICENCES.map((license) => (
            <CheckboxRow key={license} label={<>{LICENSE_WORDS[license]?.name}: {LICENSE_WORDS[license]?.note.toLowerCase()}</>} checked={chosen.includes(license)}
              onChange={(event) => setChosen(event.target.checked ? [...chosen, license] : chosen.filter((each) => each !== license))} />
          ))}
        </fieldset>
        {mayWrite && <SaveRow act={act} fields={[]} label="Save the licences" disabled={chosen.length === 0} />}
      </form>
    </Section>
  );
}
