'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { AdjustReason, StockLevelView } from '@/shared/contracts/inventory';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';
import { formatCount, formatPlural } from '@/ui/format';
import { MOVEMENT_WORDS, UNITS_WORDS } from './movement-words';

const REASONS: readonly AdjustReason[] = ['received', 'counted', 'damaged', 'lost'];

/** Whole units as written, or null. */
const toUnits = (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : null);

/** Sets one stock right, with a reason that stays with it, and says from when on it is low. */
export function AdjustStock({ seller, level, name }: { seller: string; level: StockLevelView; name: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<AdjustReason>('received');
  const [units, setUnits] = useState('');
  const [note, setNote] = useState('');
  const [lowAt, setLowAt] = useState(level.lowAt === null ? '' : String(level.lowAt));
  const [fault, setFault] = useState<{ units?: string; lowAt?: string }>({});

  const openOrClose = (next: boolean) => {
    setOpen(next);
    setUnits('');
    setNote('');
    setLowAt(level.lowAt === null ? '' : String(level.lowAt));
    setFault({});
  };
  const save = () => {
    const [count, mark] = [toUnits(units), lowAt.trim() === '' ? null : toUnits(lowAt)];
    const isMarkWrong = lowAt.trim() !== '' && mark === null;
    if ((units.trim() !== '' && count === null) || isMarkWrong) {
      setFault({ ...(units.trim() !== '' && count === null && { units: 'Write a whole number.' }), ...(isMarkWrong && { lowAt: 'Write a whole number, or nothing.' }) });
      return;
    }
    setFault({});
    void act.run(async () => {
      if (count !== null) await api.inventory.adjust.mutate({ seller, levelId: level.levelId, reason, units: count, note });
      if (mark !== level.lowAt) await api.inventory.setLow.mutate({ seller, levelId: level.levelId, lowAt: mark });
      setOpen(false);
    });
  };
  return (
    <Dialog title={name} description={`${formatPlural(level.onHand, 'unit')} on hand, ${formatCount(level.reserved)} held by open orders.`} open={open} onOpenChange={openOrClose}
      trigger="Adjust" triggerClassName="btn btn-line btn-s" triggerLabel={`Adjust ${name}`}
      footer={<><Button tone="text" data-close="">Leave it</Button><Button tone="ink" busy={act.busy} onClick={save}>Save</Button></>}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); save(); }}>
        <Select label="What happened" value={reason} onChange={({ target }) => setReason(REASONS.find((one) => one === target.value) ?? 'received')} options={REASONS.map((one) => ({ value: one, label: MOVEMENT_WORDS[one] }))} />
        <Field label={UNITS_WORDS[reason]} name="units" inputMode="numeric" autoComplete="off" value={units} onChange={({ target }) => setUnits(target.value)} error={fault.units ?? act.faultOf('units')} />
        <Field label="Note" name="note" maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} hint="Kept with the movement. Not shown to buyers." />
        <Field label="Tell us at or below" name="lowAt" inputMode="numeric" autoComplete="off" value={lowAt} onChange={({ target }) => setLowAt(target.value)} error={fault.lowAt ?? act.faultOf('lowAt')} hint="Owners and admins get one mail each time stock falls to it. Empty: never." />
        {act.problem && !['units', 'lowAt'].includes(act.problem.field ?? '') && <p className="fault" role="alert">{act.problem.message}</p>}
      </form>
    </Dialog>
  );
}
