import type { ApiOperation } from '@/shared/contracts/v1/operation';
import { OPERATIONS } from '@/shared/contracts/v1/operations';
import { V1_PREFIX } from './prefix';

interface Place {
  pattern: RegExp;
  names: string[];
  byMethod: Map<string, ApiOperation>;
}

function placeOf(path: string): Place {
  const names: string[] = [];
  const escaped = path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, (_text, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { pattern: new RegExp(`^${V1_PREFIX.slice(0, -1)}${escaped}$`), names, byMethod: new Map() };
}

const places = new Map<string, Place>();
for (const operation of Object.values<ApiOperation>(OPERATIONS)) {
  const place = places.get(operation.path) ?? placeOf(operation.path);
  place.byMethod.set(operation.method, operation);
  places.set(operation.path, place);
}

export interface FoundOperations {
  byMethod: ReadonlyMap<string, ApiOperation>;
  /** Segments that stand for parameters, still encoded. */
  params: Record<string, string>;
}

/** What may be done at an address. Addresses are compared as they are: no case folding, no decoding, no last slash. */
export function findOperations(path: string): FoundOperations | undefined {
  for (const { pattern, names, byMethod } of places.values()) {
    const match = pattern.exec(path);
    if (match) return { byMethod, params: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ''])) };
  }
  return undefined;
}
