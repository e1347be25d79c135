import type { PersonalPart } from '@/server/platform/personal-data';
import { deleteCartOf, findCartOf } from './personal-data.queries';

/** What lies in a person's cart. */
export const personalData: PersonalPart = { name: 'cart', about: 'What lies in your cart.', collect: async (reader, { userId }) => ({ cart: await findCartOf(reader, userId) }), erase: (tx, { userId }) => deleteCartOf(tx, userId) };
