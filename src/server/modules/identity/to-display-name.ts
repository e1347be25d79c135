/** A first name to show, from a mail address in normal form: `ida.moberg+shop@…` becomes "Ida Moberg". People change it in their account. */
export function toDisplayName(email: string): string {
  const words = (email.split('@')[0] ?? '').replace(/\+.*$/, '').split(/[._-]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name.slice(0, 80) || 'New member';
}
