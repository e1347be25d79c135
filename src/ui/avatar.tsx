import clsx from 'clsx';

export interface AvatarProps {
  name: string;
  /** Addresses of the square picture; null draws the first letters of the name. */
  picture: { avif: string; webp: string } | null;
  size?: 's' | 'm' | 'l';
  className?: string;
}

const SIZES = { s: ['size-8 text-xs', 32], m: ['size-11 text-sm', 44], l: ['size-24 text-2xl', 96] } as const;

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '');
  return letters.join('').toUpperCase();
}

/** A person's picture beside their name, which says it already: a screen reader passes it by. */
export function Avatar({ name, picture, size = 'm', className }: AvatarProps) {
  const [box, pixels] = SIZES[size];
  const frame = clsx('flex-none overflow-hidden rounded-full bg-sunken text-ink-2', box, className);
  if (!picture) return <span className={clsx(frame, 'grid place-items-center font-semibold select-none')} aria-hidden="true">{initialsOf(name)}</span>;
  return (
    <picture className={frame}>
      <source type="image/avif" srcSet={picture.avif} />
      <img className="size-full object-cover" src={picture.webp} alt="" width={pixels} height={pixels} decoding="async" />
    </picture>
  );
}
