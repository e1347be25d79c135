import clsx from 'clsx';

/** The key: disc, hole, three square teeth. */
export function KeyMark({ className }: { className?: string }) {
  return (
    <svg className={className} width="34" height="16" viewBox="0 0 34 16" aria-hidden="true" fill="currentColor">
      <path fillRule="evenodd" d="M8 0a8 8 0 0 1 7.4 5H34v6h-3v4h-4v-4h-3v2.5h-4V11h-4.6A8 8 0 1 1 8 0ZM5.5 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z" />
    </svg>
  );
}

/** The name, leading home. */
export function Logo({ className }: { className?: string }) {
  return (
    <a href="/" className={clsx('flex items-center gap-2.5 min-h-11 font-semibold text-[20px] leading-none tracking-[-0.035em] whitespace-nowrap text-ink', className)}>
      <KeyMark />
      Latchkey
    </a>
  );
}
