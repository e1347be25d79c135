import { invalidParam } from './refusal';

/** Reads one parameter of a form-encoded request, where every leaf is a string, into its typed value, or throws Stripe's refusal naming it. */
export interface Field<T> {
  read(value: unknown, param: string): T;
}

export type Fields = Record<string, Field<unknown>>;

/** The typed values a set of fields reads. */
export type ValuesOf<S extends Fields> = { [K in keyof S]: S[K] extends Field<infer T> ? T : never };

function optional<T>(parse: (value: unknown, param: string) => T): Field<T | undefined> {
  return { read: (value, param) => (value === undefined ? undefined : parse(value, param)) };
}

function readString(value: unknown, param: string): string {
  if (typeof value !== 'string') throw invalidParam(`Invalid string: ${JSON.stringify(value)}`, { param });
  if (value === '') {
    throw invalidParam(
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a field; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param },
    );
  }
  return value;
}

/** A non-empty string of at most `max` characters. */
export function text(options: { max?: number } = {}): Field<string | undefined> {
  const max = options.max ?? 5000;
  return optional((value, param) => {
    const read = readString(value, param);
    if (read.includes('\u0000')) throw invalidParam('Invalid string: null bytes are not allowed.', { param });
    if (read.length > max) throw invalidParam(`Invalid string: ${read.slice(0, 8)}...; must be at most ${max} characters`, { param });
    return read;
  });
}

/** An http or https address. */
export function webUrl(): Field<string | undefined> {
  const inner = text({ max: 5000 });
  return optional((value, param) => {
    const read = inner.read(value, param);
    // Braces of {CHECKOUT_SESSION_ID} are legal here although not in an address.
    const address = read?.replaceAll('{CHECKOUT_SESSION_ID}', 'x') ?? '';
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw invalidParam('Not a valid URL', { code: 'url_invalid', param });
    return read;
  });
}

/** A mailbox address. */
export function email(): Field<string | undefined> {
  return optional((value, param) => {
    const read = readString(value, param);
    if (read.length > 512 || !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(read)) throw invalidParam(`Invalid email address: ${read}`, { code: 'email_invalid', param });
    return read;
  });
}

/** A whole number within [min, max]. */
export function integer(options: { min?: number; max?: number } = {}): Field<number | undefined> {
  return optional((value, param) => {
    const read = readString(value, param);
    if (!/^-?\d{1,15}$/.test(read)) throw invalidParam(`Invalid integer: ${read}`, { code: 'parameter_invalid_integer', param });
    const number = Number(read);
    if (options.min !== undefined && number < options.min) throw invalidParam(`This value must be greater than or equal to ${options.min}.`, { code: 'parameter_invalid_integer', param });
    if (options.max !== undefined && number > options.max) throw invalidParam(`This value must be less than or equal to ${options.max}.`, { code: 'parameter_invalid_integer', param });
    return number;
  });
}

/** A number above 0 with at most `digits` digits after the point. */
export function decimal(options: { max: number; digits: number }): Field<number | undefined> {
  return optional((value, param) => {
    const read = readString(value, param);
    if (!/^\d{1,12}(\.\d+)?$/.test(read)) throw invalidParam(`Invalid decimal: ${read}`, { code: 'parameter_invalid_decimal', param });
    const number = Number(read);
    if (number <= 0 || number > options.max) throw invalidParam(`This value must be greater than 0 and less than or equal to ${options.max}.`, { param });
    if ((read.split('.')[1] ?? '').length > options.digits) throw invalidParam(`This value may have at most ${options.digits} decimal places.`, { param });
    return number;
  });
}

/** `true` or `false`. */
export function flag(): Field<boolean | undefined> {
  return optional((value, param) => {
    if (value === 'true') return true;
    if (value === 'false') return false;
    throw invalidParam(`Invalid boolean: ${String(value)}`, { param });
  });
}

/** One of a fixed list of words. */
export function oneOf<const W extends string>(...words: readonly W[]): Field<W | undefined> {
  return optional((value, param) => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const last = words.at(-1) ?? '';
    const choice = words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')}, or ${last}`;
    throw invalidParam(`Invalid ${param}: must be one of ${choice}`, { param });
  });
}

/** Makes an absent parameter a refusal. */
export function required<T>(field: Field<T | undefined>): Field<T> {
  return {
    read: (value, param) => {
      const read = field.read(value, param);
      if (read === undefined) throw invalidParam(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
      return read;
    },
  };
}

/** Lets an empty string mean "unset": it reads as null. */
export function clearable<T>(field: Field<T | undefined>): Field<T | null | undefined> {
  return { read: (value, param) => (value === '' ? null : field.read(value, param)) };
}

function numberedValues(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  if (!isTree(value)) return null;
  const keys = Object.keys(value);
  return keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : null;
}

/** A list of at most `max` elements. */
export function list<T>(element: Field<T | undefined>, options: { max?: number } = {}): Field<T[] | undefined> {
  const max = options.max ?? 1000;
  return optional((value, param) => {
    const values = numberedValues(value);
    if (values === null) throw invalidParam('Invalid array', { param });
    if (values.length > max) throw invalidParam(`Array ${param} exceeded maximum ${max} allowed elements.`, { param });
    return values.map((one, position) => required(element).read(one, `${param}[${position}]`));
  });
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A nested set of parameters; a key outside it is refused. */
export function shape<S extends Fields>(fields: S): Field<ValuesOf<S> | undefined> {
  return optional((value, param) => {
    if (!isTree(value)) throw invalidParam('Invalid object', { param });
    return readFields(fields, value, param);
  });
}

/** Reads all parameters of a request (or of a nested object, under `prefix`). Throws `parameter_unknown` for any key that is not listed. */
export function readFields<S extends Fields>(fields: S, tree: Record<string, unknown>, prefix = ''): ValuesOf<S> {
  const nameOf = (key: string): string => (prefix === '' ? key : `${prefix}[${key}]`);
  const unknown = Object.keys(tree).filter((key) => !Object.hasOwn(fields, key));
  if (unknown.length > 0) {
    const names = unknown.map(nameOf);
    throw invalidParam(`Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`, { code: 'parameter_unknown', param: names[0] });
  }
  const entries = Object.entries(fields).map(([key, field]) => [key, field.read(tree[key], nameOf(key))]);
  // Object.fromEntries loses the key-to-type link that ValuesOf states; the loop above established it.
  return Object.fromEntries(entries) as ValuesOf<S>;
}

/** Metadata as sent: an empty value removes a key, an empty whole (null) removes all. Limits: 50 keys, 40 and 500 characters. */
export function metadata(): Field<Record<string, string> | null | undefined> {
  return optional((value, param) => {
    if (value === '') return null;
    const tree = Array.isArray(value) ? Object.fromEntries(value.entries()) : value;
    if (!isTree(tree)) throw invalidParam('Invalid object', { param });
    const read: Record<string, string> = {};
    for (const [key, entry] of Object.entries(tree)) {
      if (typeof entry !== 'string') throw invalidParam('Metadata values must be strings.', { param: `${param}[${key}]` });
      if (key.length > 40) throw invalidParam(`Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`, { param });
      if (entry.length > 500) throw invalidParam(`Metadata values can have up to 500 characters, but you passed in a value that is ${entry.length} characters. Invalid value: ${entry}`, { param: `${param}[${key}]` });
      read[key] = entry;
    }
    return read;
  });
}

/** The stored metadata after applying what was sent. Throws when it would exceed 50 keys. */
export function mergeMetadata(stored: Record<string, string>, sent: Record<string, string> | null | undefined): Record<string, string> {
  if (sent === null) return {};
  const merged = Object.fromEntries(Object.entries({ ...stored, ...sent }).filter(([, value]) => value !== ''));
  const count = Object.keys(merged).length;
  if (count > 50) throw invalidParam(`Metadata can have up to 50 keys, but you passed in ${count}.`, { param: 'metadata' });
  return merged;
}
