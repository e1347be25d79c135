/** Product types in the words of the shop. */
export const TYPE_WORDS: Record<string, { one: string; many: string }> = {
  node: { one: 'Node kit', many: 'Node kits' },
  next: { one: 'Next kit', many: 'Next kits' },
  runbook: { one: 'Runbook', many: 'Runbooks' },
  jupyter: { one: 'Notebook', many: 'Notebooks' },
  prompt: { one: 'Prompt', many: 'Prompts' },
  sneaker: { one: 'Sneaker', many: 'Sneakers' },
  physical: { one: 'Merchandise', many: 'Merchandise' },
  bundle: { one: 'Bundle', many: 'Bundles' },
  membership: { one: 'Membership', many: 'Memberships' },
  api: { one: 'API', many: 'APIs' },
};

export const CONDITION_WORDS: Record<string, string> = { new: 'New', used: 'Used' };

export const PRICE_BAND_WORDS: Record<string, string> = {
  free: 'Free',
  'under-20': 'Under 20',
  '20-to-50': '20 to 50',
  '50-to-100': '50 to 100',
  'over-100': '100 and over',
};

export const LICENSE_WORDS: Record<string, { name: string; note: string }> = {
  personal: { name: 'Personal', note: 'You, on any machine' },
  team: { name: 'Team', note: 'Everyone you work with' },
};

/** Type and version of a card: "Notebook 2.1", the patch left out. */
export function kindAndVersion(type: string, version: string | null): string {
  const word = TYPE_WORDS[type]?.one ?? type;
  return version === null ? word : `${word} ${version.replace(/^(\d+\.\d+)\..*$/, '$1')}`;
}

/** A facet lists this many values at most; what is rarer is found by searching. */
export const FACET_LENGTH = 40;

/** "48 things from 7 sellers"; a full facet may leave sellers out, so then there are more. */
export function stockInWords(total: number, sellers: number): string {
  const things = total === 1 ? 'thing' : 'things';
  return `${total.toLocaleString('en-US')} ${things} from ${sellers >= FACET_LENGTH ? `more than ${FACET_LENGTH - 1} sellers` : `${sellers} ${sellers === 1 ? 'seller' : 'sellers'}`}`;
}
