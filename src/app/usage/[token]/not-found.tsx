import { Logo } from '@/ui/shell/logo';
import { PageFrame } from '@/ui/shell/page-frame';

/** A link that has ended, was taken back or lost a letter. Whoever holds one is the customer of a platform and looks for no shop. */
export default function UsageLinkNotFound() {
  return (
    <PageFrame>
      <div className="mx-auto w-full max-w-[760px] px-4 sm:px-6 py-8 lg:py-12">
        <h1 className="d3">This link opens nothing</h1>
        <p className="text-ink-2 mt-2 max-w-[56ch]">It has ended, was taken back, or a letter of it is missing. Your plan and what you have used stay as they are. Ask whoever sent you the link for a new one.</p>
        <footer className="mt-14 border-t border-line pt-5 flex justify-end"><span className="inline-flex items-center gap-2 text-sm text-ink-2">Counted by <Logo /></span></footer>
      </div>
    </PageFrame>
  );
}
