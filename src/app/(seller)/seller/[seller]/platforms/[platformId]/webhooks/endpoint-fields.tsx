import { asksProof } from '@/app/ask-proof';
import type { Act } from '@/app/use-act';
import { CheckboxRow } from '@/ui/choices';
import { Field } from '@/ui/field';
import { EVENT_WORDS, type SubscribedType } from './event-words';

export interface EndpointTerms {
  url: string;
  description: string;
  eventTypes: readonly SubscribedType[];
}

/** Where webhooks go, and which. */
export function EndpointFields({ act, terms, onChange }: { act: Act; terms: EndpointTerms; onChange: (terms: EndpointTerms) => void }) {
  const { url, description, eventTypes } = terms;
  const toggle = (type: SubscribedType) => onChange({ ...terms, eventTypes: eventTypes.includes(type) ? eventTypes.filter((one) => one !== type) : [...eventTypes, type] });
  const fault = asksProof(act.problem) ? undefined : act.faultBeside(['url', 'description', 'eventTypes']);
  return (
    <>
      <Field label="Address" name="url" type="url" inputMode="url" maxLength={2000} autoComplete="off" placeholder="https://your.site/webhooks" value={url} error={act.faultOf('url')} onChange={({ target }) => onChange({ ...terms, url: target.value })} />
      <Field label="What it is for" name="description" hint="For yourself; may be left empty." maxLength={200} autoComplete="off" value={description} error={act.faultOf('description')} onChange={({ target }) => onChange({ ...terms, description: target.value })} />
      <fieldset className="min-w-0">
        <legend className="label">It is told when</legend>
        {EVENT_WORDS.map(({ type, label }) => <CheckboxRow key={type} label={<>{label} <span className="mono text-sm text-ink-2 block">{type}</span></>} checked={eventTypes.includes(type)} onChange={() => toggle(type)} />)}
        {act.faultOf('eventTypes') && <p className="fault" role="alert">{act.faultOf('eventTypes')}</p>}
      </fieldset>
      {fault && <p className="fault" role="alert">{fault}</p>}
    </>
  );
}
