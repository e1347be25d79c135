import type { PromptField } from '@/shared/contracts/prompt-runs';

const PLACEHOLDER = /\{\{\s*([^{}]{1,60}?)\s*\}\}|\$\{\s*([^{}:]{1,60}?)\s*(?::[^{}]{0,200})?\}/g;
const MOST = 8;
/** For a prompt that names no places: what the person would type next in a chat. */
const WHOLE: PromptField = { name: 'input', label: 'Your input' };

/** The places a prompt leaves to be filled in, in its order, each once: {{name}} or ${name:example}. Without any there is one field for what comes after the prompt. */
export function toFields(prompt: string): PromptField[] {
  const names = new Set([...prompt.matchAll(PLACEHOLDER)].map(([, braces, dollar]) => (braces ?? dollar ?? '').trim()).filter((name) => name !== ''));
  const fields = [...names].slice(0, MOST).map((name) => ({ name, label: toLabel(name) }));
  return fields.length === 0 ? [WHOLE] : fields;
}

/** "or" and quotes of a fallback stay: they say what may be left out. */
function toLabel(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What the model is told by the person, beside the prompt and never within it: what they type cannot end the instructions or begin new ones. Their words are fenced by the
 * names of their places.
 */
export function toMessage(fields: readonly PromptField[], values: Readonly<Record<string, string>>): string {
  const [only] = fields;
  if (fields.length === 1 && only?.name === WHOLE.name) return values[only.name] ?? '';
  return fields.map(({ name }) => `{{${name}}}:\n${values[name]?.trim() || '(left empty)'}`).join('\n\n');
}
