/** Sends the viewer's own picture; answers why it was refused, in words, or null. */
export async function sendAvatar(file: File): Promise<string | null> {
  const response = await fetch('/api/account/avatar', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file }).catch(() => null);
  if (!response) return 'The connection was lost. Nothing was changed; please try again.';
  if (response.ok) return null;
  const answer: unknown = await response.json().catch(() => null);
  const message: unknown = Reflect.get(Object(Reflect.get(Object(answer), 'error')), 'message');
  return typeof message === 'string' ? message : 'The picture did not arrive. Nothing was changed; please try again.';
}
