'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { CreateDraftInput } from '@/shared/contracts/publishing';
import { newId } from '@/shared/ids';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { RadioCards } from '@/ui/choices';
import { Field } from '@/ui/field';

const TYPES: readonly { value: CreateDraftInput['type']; label: string; note: string }[] = [
  { value: 'sneaker', label: 'Sneaker', note: 'Goods with a size run, counted and shipped' },
  { value: 'physical', label: 'Merchandise', note: 'Other goods: with sizes or without' },
  { value: 'node', label: 'Node kit', note: 'A download with a package.json' },
  { value: 'next', label: 'Next kit', note: 'The same, made for Next.js' },
  { value: 'runbook', label: 'Runbook', note: 'Steps in markdown' },
  { value: 'jupyter', label: 'Notebook', note: 'A Jupyter notebook and its data' },
  { value: 'prompt', label: 'Prompt', note: 'Prompts with their examples' },
  { value: 'bundle', label: 'Bundle', note: 'Several of your products for one price' },
];

function typeOf(value: string): CreateDraftInput['type'] {
  return TYPES.find((type) => type.value === value)?.value ?? 'physical';
}

export function NewProductForm({ seller }: { seller: string }) {
  const router = useRouter();
  const act = useAct();
  const [title, setTitle] = useState('');
  const [type, setType] = useState<CreateDraftInput['type']>('sneaker');
  const [missing, setMissing] = useState(false);
  // Made once: pressing twice, or again after the connection was lost, makes one product.
  const productId = useRef<string | null>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMissing(title.trim() === '');
    if (title.trim() === '') return;
    productId.current ??= newId('product');
    const id = productId.current;
    void act.run(async () => {
      await api.products.createDraft.mutate({ seller, productId: id, type, title });
      router.push(`/seller/${seller}/products/${id}`);
      return false;
    });
  };
  return (
    <form className="mt-6 grid max-w-[640px] gap-6" onSubmit={submit} noValidate>
      <Field label="What it is called" name="title" maxLength={120} autoComplete="off" value={title} error={missing ? 'Write a title.' : act.faultOf('title')} onChange={(event) => setTitle(event.target.value)} hint="Its address is made of it and stays, also when the title changes." />
      <RadioCards legend="What it is" legendHidden={false} name="type" className="sm:grid-cols-2" cards={TYPES} value={type} onChange={(value) => setType(typeOf(value))} />
      <div>
        <Button type="submit" tone="ink" busy={act.busy}>Start the draft</Button>
        {act.faultBeside(['title']) && <p className="fault" role="alert">{act.faultBeside(['title'])}</p>}
      </div>
    </form>
  );
}
