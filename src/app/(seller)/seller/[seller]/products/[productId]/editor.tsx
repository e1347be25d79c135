import type { BundleCandidate, ProductEditorView } from '@/shared/contracts/publishing';
import { BasicsSection } from './basics-section';
import { FormsSection } from './forms-section';
import { ImagesSection } from './images-section';
import { LicencesSection } from './licences-section';
import { PartsSection } from './parts-section';
import { PlansSection } from './plans-section';
import { PricesSection } from './prices-section';
import { StatusSection } from './status-section';
import { VersionsSection } from './versions-section';

const HINTS: Partial<Record<ProductEditorView['status'], string>> = {
  in_review: 'The shop is looking at it. Until then it rests; take it back to change something.',
  archived: 'It is off sale. Whoever bought it keeps it. Bring it back to change something.',
  delisted: 'The shop has taken it down.',
};

/** The sections of a product, each saved by itself. */
export function Editor({ product, candidates }: { product: ProductEditorView; candidates: readonly BundleCandidate[] }) {
  const lifecycleWrites = product.sellerLifecycle === 'approved' || product.sellerLifecycle === 'active';
  const section = { product, mayWrite: lifecycleWrites && !product.isJoint && (product.status === 'draft' || product.status === 'published') };
  const isPlanned = product.kind === 'membership' || product.kind === 'api';
  const hint = product.isJoint ? 'It holds products of other sellers, who agreed to it as it is. The shop’s admins write it; you may take it off sale.' : HINTS[product.status];
  return (
    <div className="mt-6 grid gap-12 max-w-[880px]">
      {hint && <p className="text-ink-2 max-w-[64ch]">{hint}</p>}
      {product.reviewNote && (
        <div className="panel p-4 lg:p-5">
          <h2 className="font-semibold">{product.status === 'delisted' ? 'Why it was taken down' : 'The shop sent it back'}</h2>
          <p className="mt-1 text-ink-2 whitespace-pre-wrap break-words max-w-[64ch]">{product.reviewNote}</p>
        </div>
      )}
      <BasicsSection {...section} />
      <ImagesSection {...section} />
      {product.kind === 'physical' && <FormsSection {...section} />}
      {product.kind === 'download' && <LicencesSection {...section} />}
      {product.kind === 'bundle' && <PartsSection {...section} candidates={candidates} />}
      {isPlanned && <PlansSection product={product} />}
      {!isPlanned && product.variants.length > 0 && <PricesSection {...section} key={product.variants.map(({ id }) => id).join()} />}
      {product.kind === 'download' && <VersionsSection {...section} />}
      <StatusSection {...section} />
    </div>
  );
}
