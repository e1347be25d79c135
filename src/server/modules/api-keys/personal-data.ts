import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseTokensOf, findTokensOf } from './personal-data.queries';

/** A person's own tokens; their secrets are not kept by anybody. */
export const personalData: PersonalPart = { name: 'tokens', about: 'Your personal tokens: their names, what they may, and when they were used.', collect: async (reader, { userId }) => ({ tokens: await findTokensOf(reader, userId) }), erase: (tx, { userId }) => eraseTokensOf(tx, userId) };
