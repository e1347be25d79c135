import type { FieldSpec } from './address-fields';

type Props = { spec: FieldSpec; error?: string; defaultValue?: string };

/** The error is part of the description, so a screen reader reads label, hint and error in one go. */
export function Field({ spec, error, defaultValue }: Props) {
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
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && <span id={`${id}-error`}>{error}</span>}
    </p>
  );
}
