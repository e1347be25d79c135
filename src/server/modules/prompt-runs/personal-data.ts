import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseRunsOf, findRunsOf } from './personal-data.queries';

/** When somebody ran which prompt; what they typed and what was answered is kept by nobody. */
export const personalData: PersonalPart = { name: 'promptRuns', about: 'Prompts you ran in the page, and when. What you typed and what was answered is not kept.', collect: async (reader, { userId }) => ({ promptRuns: await findRunsOf(reader, userId) }), erase: (tx, { userId }) => eraseRunsOf(tx, userId) };
