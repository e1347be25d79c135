import { RefreshWhile } from '@/app/refresh-while';
import type { DataExportView } from '@/shared/contracts/privacy';
import { dateText, dateTimeText, type Formats } from '@/shared/moment-text';
import { formatBytes } from '@/ui/format';
import { Progress } from '@/ui/progress';
import { AskCopy } from './ask-copy';
import { FetchCopy } from './fetch-copy';

/** The newest copy: how far it is, where it is, or a way to ask for one. */
export function CopySection({ copy, formats }: { copy: DataExportView | null; formats: Formats }) {
  const isUnderWay = copy?.status === 'waiting' || copy?.status === 'running';
  return (
    <section className="mt-8" aria-labelledby="copy">
      <h2 id="copy" className="d4">A copy of everything</h2>
      <p className="mt-1 max-w-[64ch] text-ink-2">Your account, orders, keys, mails and whatever else we hold, as JSON and as CSV in one ZIP. Making it takes a moment; we write to you when it is there. It stays for seven days, and opens for you alone.</p>
      <div className="mt-4 max-w-[560px]">
        {isUnderWay && (
          <>
            <RefreshWhile />
            <Progress label="Your copy is being made" value={copy.done} max={Math.max(1, copy.total)} note={`${copy.done} of ${copy.total} parts`} />
          </>
        )}
        {copy?.status === 'ready' && copy.href && copy.expiresAt && (
          <div className="panel flex flex-wrap items-center gap-4 p-4">
            <p className="min-w-[200px] flex-1"><span className="font-medium">Made {dateTimeText(copy.requestedAt, formats)}</span><span className="block text-sm text-ink-2">{formatBytes(copy.bytes ?? 0)}, until {dateText(copy.expiresAt, formats)}</span></p>
            <FetchCopy href={copy.href} />
          </div>
        )}
        {copy?.status === 'failed' && <p className="fault">The last copy could not be made. Please ask again.</p>}
        {!isUnderWay && <div className="mt-4"><AskCopy label={copy ? 'Ask for a new copy' : 'Ask for a copy'} /></div>}
      </div>
    </section>
  );
}
