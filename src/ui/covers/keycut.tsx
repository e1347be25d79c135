import clsx from 'clsx';
import { bitting } from '@/ui/covers/bitting';
import { bladePath } from '@/ui/covers/blade';

const BOW = 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM5.6 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2Z';

/** The path of the blade of a product's own key, on a 60 by 16 canvas. */
export function keycutBlade(slug: string): string {
  return bladePath(bitting(slug), { x: 13, y: 3.4, width: 47, height: 9.6, depth: 5.6 });
}

/** The little key cut for this slug, in the current colour. With `draw` it is cut from left to right once, for the moment of unlocking. */
export function Keycut({ slug, className, draw = false }: { slug: string; className?: string; draw?: boolean }) {
  return (
    <svg className={clsx(draw && 'keycut-draw', className)} viewBox="0 0 60 16" width="60" height="16" aria-hidden="true" fill="currentColor">
      <path fillRule="evenodd" d={BOW} />
      <path d={keycutBlade(slug)} />
    </svg>
  );
}
