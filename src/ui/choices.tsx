import clsx from 'clsx';
import type { InputHTMLAttributes, ReactNode } from 'react';

export type CheckboxRowProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & { label: ReactNode; /** Shown at the right, such as a facet's count. */ count?: ReactNode };

/** A checkbox whose whole row can be pressed. */
export function CheckboxRow({ label, count, className, ...rest }: CheckboxRowProps) {
  return (
    <label className={clsx('check-row', className)}>
      <input {...rest} type="checkbox" className="tick" />
      <span className="min-w-0">{label}</span>
      {count !== undefined && <span className="ml-auto text-sm text-ink-3 font-normal">{count}</span>}
    </label>
  );
}

interface ChoiceGroup {
  /** Name of the group, read before its options. */
  legend: string;
  name: string;
  /** The chosen value; give `onChange` with it. */
  value?: string;
  /** For uncontrolled use, as in a plain form. */
  defaultValue?: string;
  onChange?: (value: string) => void;
  className?: string;
}

export interface RadioCard {
  value: string;
  label: ReactNode;
  note?: ReactNode;
  /** Shown at the right, such as a price. */
  end?: ReactNode;
  disabled?: boolean;
}

function choiceProps(group: ChoiceGroup, value: string) {
  const { onChange } = group;
  return {
    type: 'radio' as const,
    name: group.name,
    value,
    ...(group.value === undefined ? { defaultChecked: group.defaultValue === value } : { checked: group.value === value }),
    ...(onChange ? { onChange: () => onChange(value) } : {}),
  };
}

/** Large real radios, for a choice with a price such as the licence. */
export function RadioCards({ cards, legendHidden = true, ...group }: ChoiceGroup & { cards: readonly RadioCard[]; legendHidden?: boolean }) {
  return (
    <fieldset className={clsx('min-w-0 grid gap-2', group.className)}>
      <legend className={legendHidden ? 'sr-only' : 'label'}>{group.legend}</legend>
      {cards.map((card) => (
        <label key={card.value} className="radio-card">
          <input {...choiceProps(group, card.value)} disabled={card.disabled} className="tick mt-1" />
          <span className="flex-1 min-w-0">
            <span className="font-semibold block">{card.label}</span>
            {card.note && <span className="text-sm text-ink-2 block">{card.note}</span>}
          </span>
          {card.end && <span className="font-semibold whitespace-nowrap">{card.end}</span>}
        </label>
      ))}
    </fieldset>
  );
}

export interface Segment {
  value: string;
  label: ReactNode;
}

/** Two to four short alternatives side by side: real radios, so arrow keys move between them. */
export function Segmented({ segments, size = 'm', ...group }: ChoiceGroup & { segments: readonly Segment[]; size?: 's' | 'm' }) {
  return (
    <fieldset className={clsx('seg', size === 's' && 'seg-s', group.className)}>
      <legend className="sr-only">{group.legend}</legend>
      {segments.map((segment) => (
        <label key={segment.value} className="flex-auto">
          <input {...choiceProps(group, segment.value)} />
          <span>{segment.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
