import { EmptyState } from '@/ui/states';

/** Instead of a page about money, for plain members. */
export function OwnersOnly({ title }: { title: string }) {
  return (
    <>
      <h1 className="d3">{title}</h1>
      <div className="mt-8"><EmptyState title="For owners and admins" slug="owners-only">Money is shown to the owners and admins of your organization. One of them can change your role.</EmptyState></div>
    </>
  );
}
