'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';

interface Droppable {
  slug: string;
  variants: readonly { id: string; title: string; available: number }[];
}

const FIELDS = ['entriesOpenAt', 'entriesCloseAt', 'perPersonCap', 'claimHours', 'variants'];

/** "2026-11-27T18:00" of a date field is meant in UTC, as every time of a drop is shown. */
const toUtc = (local: string) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? `${local}:00Z` : local);

/** When a drop opens and closes, how many units of which size it gives out, and what one person may have. */
export function DropForm({ seller, product }: { seller: string; product: Droppable }) {
  const router = useRouter();
  const act = useAct();
  const [form, setForm] = useState({ entriesOpenAt: '', entriesCloseAt: '', perPersonCap: '1', claimHours: '24' });
  const [units, setUnits] = useState<Record<string, string>>({});
  const set = (name: keyof typeof form) => ({ name, value: form[name], required: true, onChange: ({ target }: { target: { value: string } }) => setForm({ ...form, [name]: target.value }), error: act.faultOf(name) });
  const create = () => act.run(async () => {
    const { dropId } = await api.drops.create.mutate({
      seller, product: product.slug, entriesOpenAt: toUtc(form.entriesOpenAt), entriesCloseAt: toUtc(form.entriesCloseAt), perPersonCap: Number(form.perPersonCap), claimHours: Number(form.claimHours),
      variants: product.variants.flatMap(({ id }) => (Number(units[id]) > 0 ? [{ variantId: id, units: Number(units[id]) }] : [])),
    });
    router.push(`/drops/${dropId}`);
    return false;
  });
  return (
    <form className="mt-5 grid gap-5 max-w-[640px]" onSubmit={(event) => { event.preventDefault(); void create(); }}>
      <div className="grid sm:grid-cols-2 gap-4">
        <Field label="Entries open, UTC" type="datetime-local" {...set('entriesOpenAt')} />
        <Field label="Entries close, UTC" type="datetime-local" {...set('entriesCloseAt')} hint="The draw follows five minutes later." />
        <Field label="Units a person may ask for" type="number" min={1} max={20} {...set('perPersonCap')} />
        <Field label="Hours to order after winning" type="number" min={1} max={168} {...set('claimHours')} />
      </div>
      <fieldset className="min-w-0">
        <legend className="label">Units to give out</legend>
        <div className="grid grid-cols-2 sm:grid-cols-4 gap-3">
          {product.variants.map(({ id, title, available }) => (
            <Field key={id} label={title || 'One size'} type="number" min={0} inputMode="numeric" name={`units-${id}`} value={units[id] ?? ''} onChange={({ target }) => setUnits({ ...units, [id]: target.value })} hint={`${available >= 20 ? '20 or more' : available} available`} disabled={available === 0} />
          ))}
        </div>
        {act.faultOf('variants') && <p className="fault" role="alert">{act.faultOf('variants')}</p>}
      </fieldset>
      {act.faultBeside(FIELDS) && <p className="fault" role="alert">{act.faultBeside(FIELDS)}</p>}
      <p className="text-sm text-ink-2">From now on only winners can buy these sizes, until everyone had their time. A drop can be called off until it is drawn.</p>
      <div><Button type="submit" tone="ink" busy={act.busy}>Announce the drop</Button></div>
    </form>
  );
}
