import { expect, it } from 'vitest';
import { initialsOf } from '@/ui/shell/account-menu';

it.each([
  ['Ida Moberg', 'IM'],
  ['ida@moberg.example', 'I'],
  ['ida.moberg@example.com', 'IM'],
  ['Jean Luc Marie Le Pen', 'JP'],
  ['łukasz', 'Ł'],
  ['🦊 Fox', '🦊F'],
  ['', '?'],
  ['@', '?'],
])('cuts %s down to %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
