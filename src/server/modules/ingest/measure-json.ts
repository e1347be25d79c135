const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
/** Nobody takes this; the count need not go on. */
const HOPELESS_DEPTH = 1_000;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** How deep a text would nest as JSON, and how many objects and arrays, keys (in the largest object) and values it would make; counted without parsing, valid or not. */
export function measureJson(text: string): { depth: number; containers: number; keys: number; values: number } {
  let [depth, containers, keys, values] = [0, 0, 0, 1];
  const keysAt: number[] = [];
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isText) {
      if (unit === BACKSLASH) at += 1;
      else if (unit === QUOTE) isText = false;
    } else if (unit === QUOTE) isText = true;
    else if (unit === COMMA) values += 1;
    else if (unit === COLON) {
      const count = (keysAt.pop() ?? 0) + 1;
      keysAt.push(count);
      if (count > keys) keys = count;
    } else if (OPENING.has(unit)) {
      containers += 1;
      keysAt.push(0);
      if (keysAt.length > depth) depth = keysAt.length;
      if (depth > HOPELESS_DEPTH) break;
    } else if (CLOSING.has(unit)) keysAt.pop();
  }
  return { depth, containers, keys, values: values + containers };
}
