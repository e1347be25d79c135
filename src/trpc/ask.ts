import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/api/root';

type Outputs = inferRouterOutputs<AppRouter>;

/** What may be asked this way: queries that take no input and answer in plain JSON. */
interface Answers {
  'cart.count': Outputs['cart']['count'];
  'discovery.home': Outputs['discovery']['home'];
  'entitlements.list': Outputs['entitlements']['list'];
  'favorites.ids': Outputs['favorites']['ids'];
  'messages.unread': Outputs['messages']['unread'];
  'notifications.count': Outputs['notifications']['count'];
}

/** Asks what nearly every page asks, without tRPC's client: a page that has no other question does without its weight. Rejects where there is no answer. */
export async function ask<Path extends keyof Answers>(path: Path): Promise<Answers[Path]> {
  const response = await fetch(`/api/trpc/${path}`);
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
  // The envelope of server/http/trpc.ts, which answers under this address with what the procedure gives.
  const { result } = (await response.json()) as { result: { data: { json: Answers[Path] } } };
  return result.data.json;
}
