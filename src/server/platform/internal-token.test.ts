import { afterEach, expect, test } from 'vitest';
import { setClock } from './clock';
import { isInternalToken, mintInternalToken } from './internal-token';

const SECRET = 'a-secret-for-tests-a-secret-for-tests';

afterEach(() => setClock());

test('a token opens its own purpose, with its own secret, for a minute', () => {
  const at = new Date('2026-11-20T12:00:00Z');
  setClock({ now: () => at });
  const token = mintInternalToken('refresh-pages', SECRET);
  expect(isInternalToken(token, 'refresh-pages', SECRET)).toBe(true);
  expect(isInternalToken(token, 'another', SECRET)).toBe(false);
  expect(isInternalToken(token, 'refresh-pages', 'another-secret-another-secret-another')).toBe(false);
  expect(isInternalToken(token.replace(/^\d/, '9'), 'refresh-pages', SECRET)).toBe(false);
  expect(isInternalToken('', 'refresh-pages', SECRET)).toBe(false);
  setClock({ now: () => new Date(at.getTime() + 60_000) });
  expect(isInternalToken(token, 'refresh-pages', SECRET)).toBe(false);
});
