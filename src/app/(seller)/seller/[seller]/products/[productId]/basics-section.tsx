'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Segmented } from '@/ui/choices';
import { Field, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';
import type { SectionProps } from './section-props';
import { SaveRow, Section } from './section';

const FIELDS = ['title', 'summary', 'description', 'tags', 'worksWith', 'brand', 'condition'];
const toList = (text: string) => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

/** What the product is in words. */
export function BasicsSection({ product, mayWrite }: SectionProps) {
  const act = useAct();
  const toast = useToast();
  const [words, setWords] = useState({ title: product.title, summary: product.summary, description: product.description, tags: product.tags.join(', '), worksWith: product.worksWith.join(', '), brand: product.brand, condition: product.condition as string });
  const isGood = product.kind === 'physical';
  const fieldFor = (name: keyof typeof words) => ({
    name,
    value: words[name],
    disabled: !mayWrite,
    // A list's fault names its place in the list.
    error: act.faultOf(name) ?? (act.problem?.field?.startsWith(`${name}.`) ? act.problem.message : undefined),
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [name]: event.target.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const condition = words.condition === 'new' || words.condition === 'used' ? words.condition : null;
    void act.run(async () => {
      await api.products.update.mutate({ seller: product.sellerSlug, productId: product.id, ...words, tags: toList(words.tags.toLowerCase()), worksWith: toList(words.worksWith), condition });
      toast({ message: product.status === 'published' ? 'Saved. The shop shows it in a moment.' : 'Saved.' });
    });
  };
  return (
    <Section id="basics" title="Basics">
      <form className="grid gap-5 max-w-[720px]" onSubmit={submit} noValidate>
        <Field label="Title" maxLength={120} autoComplete="off" {...fieldFor('title')} />
        <Field label="Summary" maxLength={240} autoComplete="off" hint="One sentence, under the title and in lists." {...fieldFor('summary')} />
        <TextAreaField label="Description" rows={10} maxLength={100_000} hint="Markdown: headings, lists, links. Pictures belong below." {...fieldFor('description')} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Tags" autoComplete="off" spellCheck={false} hint="With commas: running, mesh" {...fieldFor('tags')} />
          {isGood ? <Field label="Brand" maxLength={80} autoComplete="off" {...fieldFor('brand')} /> : <Field label="Works with" autoComplete="off" hint="With commas: Node.js 24, Postgres" {...fieldFor('worksWith')} />}
        </div>
        {isGood && (
          <div>
            <p className="label" aria-hidden="true">Condition</p>
            <Segmented legend="Condition" name="condition" segments={[{ value: 'new', label: 'New' }, { value: 'used', label: 'Used' }]} value={words.condition} onChange={(condition) => { if (mayWrite) setWords({ ...words, condition }); }} />
          </div>
        )}
        {mayWrite && <SaveRow act={act} fields={FIELDS} label="Save the words" />}
      </form>
    </Section>
  );
}
