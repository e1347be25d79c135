import superjson, { type SuperJSONResult } from 'superjson';

const DEEPEST = 64;

/**
 * superjson on the wire, without its walk where nothing needs it: our contracts are plain JSON, and marking up a catalogue list that holds
 * nothing to mark took four times as long as writing it. Browsers use superjson itself.
 */
export const transformer = {
  serialize: (value: unknown): SuperJSONResult => (isPlainJson(value, 0) ? { json: value } : superjson.serialize(value)),
  deserialize: (payload: SuperJSONResult): unknown => (payload.meta === undefined ? payload.json : superjson.deserialize(payload)),
};

type PlainJson = null | boolean | number | string | PlainJson[] | { [key: string]: PlainJson };

/** Whether JSON.stringify and JSON.parse give the value back as it is. */
function isPlainJson(value: unknown, depth: number): value is PlainJson {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || (depth < DEEPEST && (Array.isArray(value) ? isPlainList(value, depth) : isPlainRecord(value, depth)));
    default:
      return false;
  }
}

function isPlainList(list: readonly unknown[], depth: number): boolean {
  for (const item of list) if (!isPlainJson(item, depth + 1)) return false;
  return true;
}

function isPlainRecord(record: object, depth: number): boolean {
  if (Object.getPrototypeOf(record) !== Object.prototype) return false;
  for (const key in record) if (!isPlainJson((record as Record<string, unknown>)[key], depth + 1)) return false;
  return true;
}
