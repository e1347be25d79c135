export type Cursor = { createdAt: string; id: string };

export function toCursor(row: Cursor): string {
  return Buffer.from(JSON.stringify([row.createdAt, row.id])).toString('base64url');
}

/** Reads a cursor; undefined when there is none, throws on one we did not make. */
export function fromCursor(text: string | undefined): Cursor | undefined {
  if (!text) return undefined;
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string];
    if (Number.isNaN(Date.parse(createdAt)) || !/^[0-9a-f-]{36}$/.test(id)) throw new SyntaxError('Not a cursor');
    return { createdAt, id };
  } catch (error) {
    throw Object.assign(new Error('The cursor in "after" is not valid', { cause: error }), { statusCode: 400 });
  }
}
