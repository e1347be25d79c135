import { CopyText } from '@/app/copy-text';

/** Recovery codes, the one time they are shown. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <p className="text-ink-2">Keep them where you would find them without your telephone. Each opens your account once when the authenticator is lost. They are shown this once.</p>
      <ol className="mono mt-4 grid gap-x-6 gap-y-1 sm:grid-cols-2" aria-label="Recovery codes">
        {codes.map((code) => <li key={code} className="select-all">{code}</li>)}
      </ol>
      <div className="mt-4"><CopyText text={codes.join('\n')} label="Copy them all" tone="own" /></div>
    </>
  );
}
