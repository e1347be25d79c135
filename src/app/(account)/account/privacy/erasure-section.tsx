import type { ErasureOutlook } from '@/shared/contracts/privacy';
import { EraseDialog } from './erase-dialog';

/** What stands in the way of being erased, what would stay, and the way to it. */
export function ErasureSection({ outlook: { email, obstacles, kept } }: { outlook: ErasureOutlook }) {
  return (
    <section className="mt-12" aria-labelledby="erasure">
      <h2 id="erasure" className="d4">Erase your account</h2>
      <p className="mt-1 max-w-[64ch] text-ink-2">Your account is closed at once, and within minutes your name, address, picture, mails and sign-ins are gone. What you bought cannot be opened any more. Nobody can undo it.</p>
      <details className="mt-3 max-w-[64ch]">
        <summary className="tap link text-sm">What stays, and why</summary>
        <ul className="ruled mt-2 text-sm text-ink-2">{kept.map((line) => <li key={line} className="py-2">{line}</li>)}</ul>
      </details>
      {obstacles.length > 0 ? (
        <div className="mt-4 max-w-[64ch]">
          <p className="font-medium">First settle this:</p>
          <ul className="ruled mt-1">{obstacles.map((line) => <li key={line} className="py-2">{line}</li>)}</ul>
        </div>
      ) : (
        <div className="mt-4"><EraseDialog email={email} /></div>
      )}
    </section>
  );
}
