export default function Loading() {
  return (
    <div aria-busy="true">
      <p className="sr-only" role="status">Loading orders</p>
      <div aria-hidden="true" className="mt-16 space-y-2">
        {Array.from({ length: 20 }, (_, row) => (
          <div key={row} className="h-9 rounded bg-neutral-200 motion-safe:animate-pulse dark:bg-neutral-800" />
        ))}
      </div>
    </div>
  );
}
