import type { FormErrors, FormValues } from './checkout-form';
import { html } from './escape';
import type { Html } from './escape';

interface FieldSpec {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'tel';
  inputmode?: 'numeric';
  autocomplete?: string;
  hint?: string;
  required?: boolean;
  readonly?: boolean;
}

/** A labelled input with its hint and, after a mistake, a sentence saying what would be right. */
export function field(spec: FieldSpec, state: { values: FormValues; errors: FormErrors }): Html {
  const error = state.errors[spec.name];
  const described = [spec.hint === undefined ? null : `${spec.name}-hint`, error === undefined ? null : `${spec.name}-error`].filter((id) => id !== null);
  const attributes = [
    html` id="${spec.name}" name="${spec.name}" type="${spec.type ?? 'text'}" value="${state.values[spec.name] ?? ''}"`,
    spec.inputmode === undefined ? null : html` inputmode="${spec.inputmode}"`,
    spec.autocomplete === undefined ? null : html` autocomplete="${spec.autocomplete}"`,
    spec.required === true ? html` aria-required="true"` : null,
    spec.readonly === true ? html` readonly` : null,
    error === undefined ? null : html` aria-invalid="true"`,
    described.length === 0 ? null : html` aria-describedby="${described.join(' ')}"`,
  ];
  return html`<div class="field"><label for="${spec.name}">${spec.label}</label><input${attributes}>${
    spec.hint === undefined ? null : html`<p id="${spec.name}-hint">${spec.hint}</p>`
  }${error === undefined ? null : html`<p class="wrong" id="${spec.name}-error">${error}</p>`}</div>`;
}
