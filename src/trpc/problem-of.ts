/** What a page may say about a failed call. */
export interface Problem {
  /** Our error code, such as CONFLICT; null when the call never arrived or broke unexpectedly. */
  code: string | null;
  status: number | null;
  /** The field at fault, if it is one. */
  field: string | null;
  /** Why, in a word for the program, such as `stale_preview`. */
  reason: string | null;
  /** A sentence for the person. */
  message: string;
}

/** Reads the error of a call from the browser; also when there was no answer at all. */
export function problemOf(error: unknown): Problem {
  // By its name: its class would bring the client into every page that may have to say what went wrong.
  if (!(error instanceof Error) || error.name !== 'TRPCClientError') return { code: null, status: null, field: null, reason: null, message: 'Something broke in this page. Please load it again.' };
  const data: unknown = Reflect.get(error, 'data');
  if (typeof data !== 'object' || data === null) return { code: null, status: null, field: null, reason: null, message: 'The shop did not answer. Nothing was changed; please try again.' };
  const code: unknown = Reflect.get(data, 'appCode');
  const status: unknown = Reflect.get(data, 'httpStatus');
  const field: unknown = Reflect.get(Object(Reflect.get(data, 'details')), 'field');
  const reason: unknown = Reflect.get(Object(Reflect.get(data, 'details')), 'reason');
  return { code: typeof code === 'string' ? code : null, status: typeof status === 'number' ? status : null, field: typeof field === 'string' ? field : null, reason: typeof reason === 'string' ? reason : null, message: toSentence(error.message, field) };
}

/** What a contract says of a field begins with the field's name in code, which is for programs. */
function toSentence(message: string, field: unknown): string {
  const said = typeof field === 'string' && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
