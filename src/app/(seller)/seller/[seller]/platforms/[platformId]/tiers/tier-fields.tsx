import { toSlug } from '@/shared/to-slug';
import { CheckboxRow } from '@/ui/choices';
import { Field, Select } from '@/ui/field';
import type { TierDraft } from './tier-draft';

const CURRENCIES = ['usd', 'eur', 'gbp', 'jpy', 'chf'];
const PERIODS = [{ value: 'month', label: 'Month' }, { value: 'day', label: 'Day' }, { value: 'hour', label: 'Hour' }];
const ON_LIMIT = [{ value: 'block', label: 'Refuse further calls' }, { value: 'alert', label: 'Let them pass, and tell' }];
const INTERVALS = [{ value: 'month', label: 'Month' }, { value: 'year', label: 'Year' }];

interface Props {
  draft: TierDraft;
  onChange: (next: TierDraft) => void;
  faultOf: (name: keyof TierDraft) => string | undefined;
  /** New customers start on it already: another has to be made the default instead. */
  isOwnDefault: boolean;
}

export function TierFields({ draft, onChange, faultOf, isOwnDefault }: Props) {
  const text = (name: Exclude<keyof TierDraft, 'isDefault'>) => ({ name: `tier.${name}`, value: draft[name], error: faultOf(name), onChange: ({ target }: { target: { value: string } }) => onChange({ ...draft, [name]: target.value }) });
  // Its name in code follows its name until somebody writes another.
  const follows = draft.slug === '' || draft.slug === toSlug(draft.name).slice(0, 40);
  const rename = ({ target: { value } }: { target: { value: string } }) => onChange({ ...draft, name: value, ...(follows && { slug: toSlug(value).slice(0, 40) }) });
  return (
    <div className="grid sm:grid-cols-2 gap-4 items-start">
      <Field label="Name" autoComplete="off" maxLength={60} placeholder="Pro" {...text('name')} onChange={rename} />
      <Field label="In your code" autoComplete="off" maxLength={40} inputClassName="mono" placeholder="pro" {...text('slug')} />
      <Field label="Units of each meter" inputMode="numeric" hint="Empty: no limit" {...text('unitLimit')} />
      <Select label="In each" options={PERIODS} {...text('period')} />
      <Field label="Calls of one customer a minute" inputMode="numeric" hint="Empty: no limit" {...text('ratePerMinute')} />
      <Select label="At the limit" options={ON_LIMIT} hint="You are told at 80 and 100 % either way." {...text('onLimit')} />
      <Field label="Price" inputMode="decimal" hint="Empty: free" {...text('amountMinor')} />
      <div className="grid grid-cols-[minmax(0,4fr)_minmax(0,5fr)] gap-2">
        <Select label="Currency" options={[...new Set([draft.currency, ...CURRENCIES])].map((code) => ({ value: code, label: code.toUpperCase() }))} {...text('currency')} />
        <Select label="Every" options={INTERVALS} {...text('interval')} />
      </div>
      <div className="sm:col-span-2">
        <CheckboxRow label="New customers start on it" checked={draft.isDefault} disabled={isOwnDefault} onChange={({ target }) => onChange({ ...draft, isDefault: target.checked })} />
        {isOwnDefault && <p className="hint">To change that, make another tier the default.</p>}
        {faultOf('isDefault') && <p className="fault" role="alert">{faultOf('isDefault')}</p>}
      </div>
    </div>
  );
}
