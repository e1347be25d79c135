import { createHash } from 'node:crypto';
import type { Id } from '@/shared/ids';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

/** What a subject is called in the log: enough to count it once, and nobody's name. Pure. */
export function hashSubject(subject: string): string {
  return createHash('sha256').update(subject).digest('hex');
}

/** The recommendation id of a subject's day within an experiment: known without asking, so that whoever looks twice is logged once. Pure. */
export function exposureId(experimentId: string, subject: string, day: string): Id<'recommendation'> {
  const digest = createHash('sha256').update(`${experimentId}:${subject}:${day}`).digest();
  let text = '';
  for (let at = 0; at < LENGTH; at += 1) text += ALPHABET.charAt((digest[at] ?? 0) % 32);
  return `rcm_${text}`;
}
