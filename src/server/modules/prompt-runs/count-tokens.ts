const BYTES_OF_A_TOKEN = 3;

/**
 * How many tokens texts are, where nobody else has counted: a third of their bytes. Tokenizers in use make some four bytes of prose or code one token, and about one token of a
 * character of three bytes; so this is rather a little more than less.
 */
export function countTokens(...texts: string[]): number {
  return texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / BYTES_OF_A_TOKEN), 0);
}
