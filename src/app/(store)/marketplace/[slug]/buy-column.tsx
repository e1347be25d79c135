import { Ban, FileCheck2, FileDown, Hash } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ProductDetail } from '@/shared/contracts/catalog';
import { formatBytes } from '@/ui/format';
import { BuyPanel } from './buy-panel';

function factsOf({ versions, latestVersion, contents, priceMinor }: ProductDetail): { icon: LucideIcon; name: string; text: string }[] {
  const latest = versions.find(({ version }) => version === latestVersion);
  return [
    ...(latest?.archiveBytes ? [{ icon: FileDown, name: formatBytes(latest.archiveBytes), text: `${contents.length} files, as one ZIP.` }] : []),
    { icon: FileCheck2, name: 'Every version', text: 'The ones that come later, and the older ones too.' },
    ...(latest?.sha256 ? [{ icon: Hash, name: 'Same for everyone', text: `sha256 ${latest.sha256.slice(0, 8)}…${latest.sha256.slice(-4)}` }] : []),
    ...(priceMinor > 0 ? [{ icon: Ban, name: 'No subscription', text: 'Paid once, on Stripe’s page. We never see the card.' }] : []),
  ];
}

/** What it costs, what one gets, and the act. */
export function BuyColumn({ product }: { product: ProductDetail }) {
  return (
    <>
      <BuyPanel product={{ id: product.id, slug: product.slug, title: product.title, type: product.type, variants: product.variants, externalUrl: product.externalUrl, includedFromTier: product.includedFromTier, hasFiles: product.versions.some(({ archiveBytes }) => archiveBytes !== null) }} />
      <ul className="mt-5 border-t border-line pt-4 grid gap-2.5 text-sm text-ink-2">
        {factsOf(product).map(({ icon: Icon, name, text }) => (
          <li key={name} className="flex gap-2.5 items-start"><Icon className="ic mt-px" aria-hidden="true" /><span><strong className="font-semibold text-ink">{name}.</strong> {text}</span></li>
        ))}
      </ul>
    </>
  );
}
