import { cutAt } from '@/ui/covers/bitting';
import type { Family, FamilyInput } from '@/ui/covers/family';
import type { Paint } from '@/ui/covers/palette';

const SOLE = 'M322 18C410 16 470 92 468 190C466 282 426 322 424 398C422 458 446 486 440 540C433 600 388 626 342 624C290 622 258 584 258 528C258 462 264 420 246 350C228 284 204 240 210 162C216 82 256 20 322 18Z';

function tread({ cuts, seed }: FamilyInput): string {
  let svg = '';
  for (let y = -20, i = 0; y < 700; y += 44, i += 1) {
    if (y > 300 && y < 420) continue;
    const a = 10 + cutAt(cuts, i % 7) * 9;
    if (seed % 3 === 0) svg += `<path d="M160 ${y + a}L250 ${y - a}L340 ${y + a}L430 ${y - a}L520 ${y + a}"/>`;
    else if (seed % 3 === 1) svg += `<path d="M160 ${y}C220 ${y - a * 2} 280 ${y + a * 2} 340 ${y}S460 ${y - a * 2} 520 ${y}"/>`;
    else svg += `<path stroke-dasharray="${30 + a} 20" stroke-dashoffset="${a * 2}" stroke-width="24" d="M160 ${y}H520"/>`;
  }
  return svg;
}

function shoe(input: FamilyInput, main: Paint, side: 'a' | 'b'): string {
  const line = input.paints.ground;
  return `<path d="${SOLE}" ${main.fill}/><g clip-path="url(#${input.id}${side})" fill="none" stroke-width="15" ${line.stroke}>${tread(input)}</g><path d="${SOLE}" fill="none" stroke-width="6" ${line.stroke}/><circle cx="338" cy="176" r="64" ${line.fill}/><circle cx="338" cy="176" r="44" ${main.fill}/><circle cx="338" cy="176" r="20" ${input.paints.spot.fill}/>`;
}

/** A pair of outsoles seen from below; the cuts set the tread. */
export const sneakerFamily: Family = (input) => {
  const turn = 14 + (input.seed % 4) * 5;
  const clips = ['a', 'b'].map((side) => `<clipPath id="${input.id}${side}"><path d="${SOLE}"/></clipPath>`).join('');
  return `${clips}<g transform="rotate(${turn} 320 320)"><g transform="translate(-162 60)">${shoe(input, input.paints.main, 'a')}</g><g transform="translate(812 -46) scale(-1 1)">${shoe(input, input.paints.ink, 'b')}</g></g>`;
};
