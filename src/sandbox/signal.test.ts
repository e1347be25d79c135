import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { sendSignal } from '@/sandbox/signal';

// SIGCONT harms nobody, should the refusal ever be missing.
test.each([-1, 0, 1, Number.NaN, 1.5, -12])('a signal to %d is refused, because that is not one child', (pid) => {
  expect(() => sendSignal(pid, 'SIGCONT')).toThrow(RangeError);
  expect(() => sendSignal(pid, 'SIGCONT', { group: true })).toThrow(RangeError);
});

test('a child gets its signal, and one that is gone is told apart', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('not started');
  expect(sendSignal(child.pid, 'SIGKILL', { group: true })).toBe(true);
  await once(child, 'exit');
  expect(sendSignal(child.pid, 'SIGTERM')).toBe(false);
});
