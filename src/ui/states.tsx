import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Keycut } from '@/ui/covers/keycut';

interface StateProps {
  title: string;
  children?: ReactNode;
  /** The nearest next step: a button or a link. */
  action?: ReactNode;
}

/** Nothing here yet: say what is safe, then offer the nearest step. The key is cut from `slug`. */
export function EmptyState({ title, children, action, slug = 'empty' }: StateProps & { slug?: string }) {
  return (
    <div className="panel p-5 lg:p-6 max-w-[560px]">
      <p className="text-ink-3"><Keycut slug={slug} /></p>
      <h2 className="font-semibold mt-3 text-lg tracking-[-0.01em]">{title}</h2>
      {children && <div className="text-ink-2 text-[15px] text-pretty mt-1">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

/** Something failed: what happened, what did not happen to the money, when we try again. */
export function ErrorState({ title, children, action }: StateProps) {
  return (
    <div className="panel p-5 lg:p-6 max-w-[560px]" role="alert">
      <CircleAlert className="ic text-danger" aria-hidden="true" />
      <h2 className="font-semibold mt-2 text-lg tracking-[-0.01em]">{title}</h2>
      {children && <div className="text-ink-2 text-[15px] text-pretty mt-1">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
