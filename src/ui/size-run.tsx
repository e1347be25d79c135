import clsx from 'clsx';

export interface SizeChoice {
  value: string;
  label: string;
  /** What is left of it, in words. */
  note: string;
  soldOut: boolean;
}

export interface SizeRunProps {
  /** Read before the sizes. */
  legend: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  choices: readonly SizeChoice[];
  className?: string;
}

/** A run of sizes, four to a row: real radios, so arrow keys move between them. What is sold out may be chosen too. */
export function SizeRun({ legend, name, value, onChange, choices, className }: SizeRunProps) {
  return (
    <fieldset className={clsx('min-w-0 grid grid-cols-4 gap-2', className)}>
      <legend className="sr-only">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="size" data-sold-out={choice.soldOut}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span><b>{choice.label}</b><small>{choice.note}</small></span>
        </label>
      ))}
    </fieldset>
  );
}
