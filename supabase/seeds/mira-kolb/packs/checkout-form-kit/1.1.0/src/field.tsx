import type { FieldSpec } from './address-fields';

type Props = { spec: FieldSpec; error?: string; value: string; onChange: (value: string) => void };

/** The error is part of the description, so a screen reader reads label, hint and error in one go. */
export function Field({ spec, error, value, onChange }: Props) {
  const id = `field-${spec.name}`;
  return (
    <p>
      <label htmlFor={id}>
        {spec.label}
        {spec.optional && ' (optional)'}
      </label>
      <input
        id={id}
        name={spec.name}
        autoComplete={spec.autoComplete}
        inputMode={spec.inputMode}
        type={spec.name === 'email' ? 'email' : 'text'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && <span id={`${id}-error`}>{error}</span>}
    </p>
  );
}
