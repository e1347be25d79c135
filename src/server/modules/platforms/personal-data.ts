import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseCustomersLike, findCustomersLike } from './personal-data.queries';

/** What developers who sell here told us of a person by their address. */
export const personalData: PersonalPart = { name: 'api-customers', about: 'Developers’ customer records that carry your address.', collect: async (reader, { email }) => ({ 'api-customers': await findCustomersLike(reader, email) }), erase: (tx, { email }) => eraseCustomersLike(tx, email) };
