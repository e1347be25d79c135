import { revalidatePath } from 'next/cache';
import { isInternal } from '@/server/http/internal';

/** Asked by the worker after the listing changed: pages prepared from it are drawn anew when they are next asked for. */
export function POST(request: Request): Response {
  if (!isInternal(request, 'refresh-pages')) return new Response(null, { status: 404 });
  revalidatePath('/');
  revalidatePath('/shelf');
  // Patterns name the folders of the routes, their group too.
  revalidatePath('/(store)/marketplace/[slug]', 'page');
  revalidatePath('/(store)/sellers/[slug]', 'page');
  return new Response(null, { status: 204 });
}
