import { cutAt } from '@/ui/covers/bitting';
import type { Bitting } from '@/ui/covers/bitting';

/** One decimal is enough on a 640-unit canvas, and keeps the drawing small. */
export function round(n: number): number {
  return Math.round(n * 10) / 10;
}

export interface BladeBox {
  x: number;
  y: number;
  width: number;
  height: number;
  /** How far the deepest cut goes in. */
  depth: number;
}

/** Path of a key blade: flat back, shoulder, seven cuts, a sloped tip. */
export function bladePath(cuts: Bitting, { x, y, width, height, depth }: BladeBox): string {
  const step = width / 8.4;
  const base = y + height;
  let path = `M${round(x)} ${round(y)}H${round(x + width - step * 0.7)}L${round(x + width)} ${round(y + height * 0.42)}`;
  for (let i = 6; i >= 0; i -= 1) {
    const at = x + step * (i + 0.95);
    const cut = base - depth * (0.08 + 0.92 * (cutAt(cuts, i) / 4));
    path += `L${round(at + step * 0.5)} ${round(cut)}H${round(at + step * 0.1)}`;
  }
  return `${path}L${round(x + step * 0.62)} ${round(base)}H${round(x)}Z`;
}
