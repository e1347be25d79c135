/** Next's start hook: from then on every request carries its socket's address under a name no client can guess. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { tellPeers } = await import('@/server/http/tell-peers');
  tellPeers();
}
