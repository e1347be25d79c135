const MAX_WORDS = 8;
const MAX_LENGTH = 40;

/**
 * A search as words in small letters, without accents and punctuation, the way the database keeps its texts (`app.search_words`): at most eight, each once.
 * None when there is no letter or digit in it.
 */
export function toSearchWords(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words.map((word) => word.slice(0, MAX_LENGTH)))].slice(0, MAX_WORDS);
}
