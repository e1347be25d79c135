import type { Work } from './work';
import type { Tree } from './form';

/** One API request as a handler sees it: `expand` and the idempotency key are dealt with around it. */
export interface ApiCall {
  work: Work;
  /** Values of the `:names` in the path. */
  path: Record<string, string>;
  /** The parsed parameters of body or query, unchecked. */
  input: Tree;
}

/** One row of the API table. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/refunds/:id` */
  path: string;
  /** Whether it mostly adds without reading, so that `immediate` may answer it from memory. */
  addsOnly?: true;
  handle(call: ApiCall): Promise<object>;
}

export interface MatchedRoute<R = Route> {
  route: R;
  path: Record<string, string>;
}

/** The route that serves this path, literal segments before named ones, or null. */
export function matchRoute<R extends { method: string; path: string }>(routes: readonly R[], method: string, path: string): MatchedRoute<R> | null {
  const segments = path.split('/');
  const candidates = routes.flatMap((route) => {
    const values = route.method === method ? matchSegments(route.path.split('/'), segments) : null;
    return values === null ? [] : [{ route, path: values }];
  });
  return candidates.sort((a, b) => Object.keys(a.path).length - Object.keys(b.path).length)[0] ?? null;
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const values: Record<string, string> = {};
  for (const [position, part] of pattern.entries()) {
    const segment = segments[position] ?? '';
    if (!part.startsWith(':')) {
      if (part !== segment) return null;
    } else if (segment === '') return null;
    else values[part.slice(1)] = segment;
  }
  return values;
}
