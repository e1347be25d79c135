import type { PersonalPart } from '@/server/platform/personal-data';
import { findInvoicesOf } from './personal-data.queries';

/** Documents of a person's purchases. They are kept as they were issued. */
export const personalData: PersonalPart = {
  name: 'invoices',
  about: 'Invoices and credit notes issued to you, with everything printed on them.',
  collect: async (reader, { userId }) => ({ invoices: await findInvoicesOf(reader, userId) }),
  kept: 'Invoices and credit notes, unchanged, name and address included: tax law has sellers keep them for up to ten years.',
};
