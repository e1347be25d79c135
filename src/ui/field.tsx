import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

interface FieldFrame {
  label: ReactNode;
  /** Hide the label from sight but not from a screen reader. */
  labelHidden?: boolean;
  hint?: ReactNode;
  /** A sentence saying what would be right. Marks the field invalid. */
  error?: ReactNode;
}

interface FrameIds {
  id: string;
  describedBy: string | undefined;
}

function useFrameIds(given: string | undefined, { hint, error }: Pick<FieldFrame, 'hint' | 'error'>): FrameIds {
  const made = useId();
  const id = given ?? made;
  const describedBy = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return { id, describedBy: describedBy || undefined };
}

function Frame({ id, label, labelHidden, hint, error, className, children }: FieldFrame & { id: string; className?: string; children: ReactNode }) {
  return (
    <div className={clsx('min-w-0', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'label'}>{label}</label>
      {children}
      {error && <p id={`${id}-error`} className="fault" role="alert"><CircleAlert className="ic size-4" aria-hidden="true" />{error}</p>}
      {hint && <p id={`${id}-hint`} className="hint">{hint}</p>}
    </div>
  );
}

export type FieldProps = FieldFrame & InputHTMLAttributes<HTMLInputElement> & { inputClassName?: string };

/** One line of text with its label, hint and error tied together. */
export function Field({ label, labelHidden, hint, error, className, inputClassName, id: given, ...rest }: FieldProps) {
  const { id, describedBy } = useFrameIds(given, { hint, error });
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      <input {...rest} id={id} className={clsx('field', inputClassName)} aria-invalid={error ? true : undefined} aria-describedby={describedBy} />
    </Frame>
  );
}

export type TextAreaFieldProps = FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextAreaField({ label, labelHidden, hint, error, className, id: given, rows = 5, ...rest }: TextAreaFieldProps) {
  const { id, describedBy } = useFrameIds(given, { hint, error });
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      <textarea {...rest} rows={rows} id={id} className="field" aria-invalid={error ? true : undefined} aria-describedby={describedBy} />
    </Frame>
  );
}

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export type SelectProps = FieldFrame & SelectHTMLAttributes<HTMLSelectElement> & { options: readonly SelectOption[]; selectClassName?: string };

/** The platform's own select: every keyboard and every phone already knows it. */
export function Select({ label, labelHidden, hint, error, className, selectClassName, options, id: given, ...rest }: SelectProps) {
  const { id, describedBy } = useFrameIds(given, { hint, error });
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      <select {...rest} id={id} className={clsx('field', selectClassName)} aria-invalid={error ? true : undefined} aria-describedby={describedBy}>
        {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
      </select>
    </Frame>
  );
}
