import clsx from 'clsx';

/** A grey shape at its final size, given by `className`. No shimmer. Hidden from screen readers: announce loading beside it. */
export function Skeleton({ className }: { className: string }) {
  return <span className={clsx('skeleton', className)} aria-hidden="true" />;
}

/** The shape of a product card on the shelf. */
export function CardSkeleton() {
  return (
    <div>
      <Skeleton className="aspect-square" />
      <Skeleton className="h-4 w-3/4 mt-4" />
      <Skeleton className="h-3.5 w-1/2 mt-2" />
      <div className="flex justify-between mt-3"><Skeleton className="h-3.5 w-1/3" /><Skeleton className="h-3.5 w-10" /></div>
    </div>
  );
}

/** A shelf of cards while the real ones load. */
export function ShelfSkeleton({ count = 8 }: { count?: number }) {
  return (
    <div role="status" aria-label="Loading products" className="grid grid-cols-2 md:grid-cols-3 xl:grid-cols-4 gap-x-4 lg:gap-x-6 gap-y-9 lg:gap-y-11">
      {Array.from({ length: count }, (_, i) => <CardSkeleton key={i} />)}
    </div>
  );
}
