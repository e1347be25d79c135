const WORDS: readonly [RegExp, string][] = [
  [/^external_account$/, 'A bank account for your money'],
  [/^tos_acceptance\b/, 'Your agreement to Stripe’s terms'],
  [/verification\.(additional_)?document$/, 'A document that proves who you are'],
  [/\.(dob|id_number|ssn_last_4)\b/, 'Your date of birth or identity number'],
  [/\.address\b/, 'An address'],
  [/\.(first_name|last_name)$/, 'Your name'],
  [/\.(email|phone)$/, 'How to reach you'],
  [/^business_(type|profile)\b/, 'What kind of business you are'],
  [/^company\b/, 'Details of the company'],
  [/^(person_|representative|owners|directors|executives)/, 'Who runs and owns the company'],
];

/** What Stripe still wants, in words: several of its fields are one thing to a person, and each is said once. Pure. */
export function toRequirementWords(requirements: readonly string[]): string[] {
  const said = requirements.map((field) => WORDS.find(([pattern]) => pattern.test(field))?.[1] ?? field.replace(/^[a-z]+\./, '').replace(/[._]+/g, ' '));
  return [...new Set(said)];
}
