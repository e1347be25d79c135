'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toUnits, UnitChoice, type ChoosableItem } from '@/app/(account)/account/orders/[orderId]/unit-choice';
import { api } from '@/trpc/browser';
import { problemOf, type Problem } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { useToast } from '@/ui/toast';

const CARRIERS = ['DHL', 'UPS', 'FedEx', 'USPS', 'DPD', 'GLS', 'PostNord', 'Royal Mail'];
const FIELDS = ['carrier', 'trackingNumber', 'trackingUrl'];

/** One parcel: what is in it, who carries it, where it can be followed. */
export function ShipDialog({ seller, orderId, items }: { seller: string; orderId: string; items: readonly ChoosableItem[] }) {
  const router = useRouter();
  const toast = useToast();
  const whole = () => Object.fromEntries(items.map(({ id, most }) => [id, most]));
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Record<string, number>>(whole);
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const [trackingUrl, setTrackingUrl] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Pick<Problem, 'field' | 'message'> | null>(null);

  // Another parcel begins with what is left to ship by then.
  const openOrClose = (next: boolean) => {
    setOpen(next);
    setChosen(whole());
    setTrackingNumber('');
    setTrackingUrl('');
    setProblem(null);
  };
  const faultOf = (field: string) => (problem?.field === field ? problem.message : undefined);

  async function ship(): Promise<void> {
    const units = toUnits(chosen);
    if (units.length === 0 || carrier.trim() === '') {
      setProblem(units.length === 0 ? { field: null, message: 'Choose at least one unit.' } : { field: 'carrier', message: 'Say who carries it.' });
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await api.fulfilment.ship.mutate({ seller, orderId, items: units, carrier, trackingNumber, ...(trackingUrl.trim() && { trackingUrl: trackingUrl.trim() }) });
      setOpen(false);
      toast({ message: 'The buyer is told that the parcel is on its way.' });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title="Ship a parcel" description="What is not in it can go in another one." open={open} onOpenChange={openOrClose} trigger="Ship a parcel" triggerClassName="btn btn-ink"
      footer={<><Button tone="text" data-close="">Not yet</Button><Button tone="ink" busy={busy} onClick={() => void ship()}>It is on its way</Button></>}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void ship(); }}>
        <UnitChoice items={items} chosen={chosen} onChoose={(itemId, quantity) => setChosen((all) => ({ ...all, [itemId]: quantity }))} />
        <Field label="Carrier" name="carrier" list="carriers" maxLength={80} value={carrier} onChange={({ target }) => setCarrier(target.value)} error={faultOf('carrier')} />
        <datalist id="carriers">{CARRIERS.map((name) => <option key={name} value={name} />)}</datalist>
        <Field label="Tracking number" name="trackingNumber" maxLength={100} autoComplete="off" value={trackingNumber} onChange={({ target }) => setTrackingNumber(target.value)} error={faultOf('trackingNumber')} hint="Helps the buyer, and speaks for you if a bank asks." />
        <Field label="Where to follow it" name="trackingUrl" type="url" maxLength={500} autoComplete="off" placeholder="https://" value={trackingUrl} onChange={({ target }) => setTrackingUrl(target.value)} error={faultOf('trackingUrl')} />
        {problem && !FIELDS.includes(problem.field ?? '') && <p className="fault" role="alert">{problem.message}</p>}
      </form>
    </Dialog>
  );
}
