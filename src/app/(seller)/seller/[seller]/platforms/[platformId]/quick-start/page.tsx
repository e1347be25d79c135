import { LinkButton } from '@/ui/button';
import { PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, type PlatformParams } from '../../require-platform';
import { QuickStart } from './quick-start';

export const generateMetadata = titleOf('Quick start', '/quick-start');

/** The first calls, with a new key put into them if one is made here. */
export default async function QuickStartPage(props: PlatformParams) {
  const { seller, platform, input, mayChange } = await requirePlatform(props, '/quick-start');
  return (
    <PlatformFrame seller={seller} platform={platform} current="/quick-start">
      <h2 className="d4">Quick start</h2>
      <ol className="mt-2 max-w-[64ch] list-decimal pl-5 text-ink-2 [&>li]:mt-1">
        <li>Before your server answers a user, it asks here, with your own name for the user.</li>
        <li>200 means the call is counted; 429 that the limit or the rate is reached; 402 that a payment is overdue.</li>
        <li>Somebody new starts on your default tier.</li>
      </ol>
      <div className="mt-6"><QuickStart ids={input} apiUrl={platform.apiUrl} meter={platform.meters[0] ?? 'calls'} mayChange={mayChange} isLive={platform.liveAt !== null} /></div>
      <div className="mt-8"><LinkButton size="s" href="/docs/api">Every operation, with examples</LinkButton></div>
    </PlatformFrame>
  );
}
