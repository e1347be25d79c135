'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useAct } from '@/app/use-act';
import { HOUSE_SELLER } from '@/shared/house';
import { newId } from '@/shared/ids';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';

const FORM = 'new-membership';

/** Begins a membership as a draft of a seller; its plans are set on the page it leads to. */
export function NewMembership() {
  const act = useAct();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [seller, setSeller] = useState<string>(HOUSE_SELLER);
  // The same until it is made, so that a second press makes no second one.
  const productId = useRef<string>(undefined);
  const make = () =>
    act.run(async () => {
      productId.current ??= newId('product');
      const made = await api.admin.createMembership.mutate({ productId: productId.current, seller: seller.trim(), title });
      setOpen(false);
      router.push(`/admin/products/${made.productId}`);
    });
  const fault = act.faultBeside(['title', 'seller']);
  return (
    <Dialog title="A new membership" description="A draft: set its plans next, then have its words written and submitted in the seller’s editor." trigger="New membership" triggerClassName="btn btn-line" open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form={FORM} tone="ink" busy={act.busy}>Make the draft</Button></>}>
      <form id={FORM} noValidate className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void make(); }}>
        <Field label="Title" value={title} maxLength={120} onChange={({ target }) => setTitle(target.value)} error={act.faultOf('title')} />
        <Field label="Seller" value={seller} hint="Its address in the shop. Only a membership of the shop’s own seller opens what sellers include." autoComplete="off" autoCapitalize="none" onChange={({ target }) => setSeller(target.value)} error={act.faultOf('seller')} />
        {fault && <p className="fault" role="alert">{fault}</p>}
      </form>
    </Dialog>
  );
}
