import { PageShell } from '@/app/page-shell';
import { ShelfSkeleton, Skeleton } from '@/ui/skeleton';

export default function Loading() {
  return (
    <PageShell current="/marketplace" search={false}>
      <div className="wrap pt-6 lg:pt-10">
        <h1 className="d2">Marketplace</h1>
        <div className="lg:grid lg:grid-cols-[216px_minmax(0,1fr)] lg:gap-12 mt-16">
          <Skeleton className="max-lg:hidden h-96" />
          <ShelfSkeleton />
        </div>
      </div>
    </PageShell>
  );
}
