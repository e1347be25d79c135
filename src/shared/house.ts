/** The seller that is the shop itself. */
export const HOUSE_SELLER = 'latchkey';
