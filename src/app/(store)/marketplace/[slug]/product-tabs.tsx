import type { ProductDetail } from '@/shared/contracts/catalog';
import type { Preview } from '@/shared/contracts/preview';
import { Chip } from '@/ui/chip';
import { formatBytes, formatDate } from '@/ui/format';
import { Tabs } from '@/ui/tabs';
import { PreviewView } from './preview-view';
import { TryPrompt } from './try-prompt';

function About({ product }: { product: ProductDetail }) {
  return (
    <>
      <h2 className="sr-only">About {product.title}</h2>
      {/* Sanitised by catalog/render-markdown: no script, style, id or handler is left. */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: product.descriptionHtml || '<p>No description yet.</p>' }} />
      {product.tags.length > 0 && (
        <ul className="mt-8 flex flex-wrap gap-2" aria-label="Tags">
          {product.tags.map((tag) => <li key={tag}><a className="chip chip-mute chip-plain hover:text-ink" href={`/marketplace?tag=${encodeURIComponent(tag)}`}>{tag}</a></li>)}
        </ul>
      )}
    </>
  );
}

function Contents({ product }: { product: ProductDetail }) {
  if (product.contents.length === 0) return <p className="text-ink-2">{product.externalUrl ? 'The files are kept by the seller.' : 'No files yet.'}</p>;
  return (
    <ul className="ruled border-t border-ink text-sm">
      {product.contents.map(({ path, bytes }) => (
        <li key={path} className="flex justify-between gap-6 py-2.5"><span className="mono">{path}</span><span className="text-ink-3 whitespace-nowrap">{formatBytes(bytes)}</span></li>
      ))}
    </ul>
  );
}

function Versions({ product }: { product: ProductDetail }) {
  return (
    <>
      <h2 className="sr-only">Versions</h2>
      <p className="text-ink-2">Buying once includes every version. Older ones stay yours.</p>
      <ol className="mt-4 border-t border-ink">
        {product.versions.map(({ id, version, releasedAt, changelog, archiveBytes, yankedReason }) => (
          <li key={id} className="grid sm:grid-cols-[132px_minmax(0,1fr)_80px] gap-x-6 gap-y-1 py-4 border-b border-line">
            <p className="font-semibold">
              {version} {version === product.latestVersion && <Chip className="ml-1">Latest</Chip>}
              {yankedReason !== null && <Chip tone="warn" className="ml-1">Withdrawn</Chip>}
              <span className="block text-sm text-ink-2 font-normal">{formatDate(releasedAt)}</span>
            </p>
            <p className="text-ink-2 max-w-[58ch] whitespace-pre-line">{yankedReason ?? (changelog || 'No notes.')}</p>
            <p className="text-sm text-ink-3 sm:text-right">{archiveBytes === null ? '' : formatBytes(archiveBytes)}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** About, contents, versions and, where there is one, the preview; prompts can be tried. */
export function ProductTabs({ product, preview }: { product: ProductDetail; preview: Preview | 'missing' | null }) {
  const tabs = [
    { id: 'about', label: 'About', panel: <About product={product} /> },
    ...(preview === null ? [] : [{ id: 'preview', label: 'Preview', panel: preview === 'missing' ? <p className="text-ink-2">The preview cannot be shown just now.</p> : <><h2 className="sr-only">Preview</h2><PreviewView preview={preview} /></> }]),
    ...(product.type === 'prompt' ? [{ id: 'try', label: 'Try it', panel: <><h2 className="sr-only">Try it</h2><TryPrompt slug={product.slug} productId={product.id} /></> }] : []),
    { id: 'contents', label: 'Contents', count: product.contents.length, panel: <Contents product={product} /> },
    { id: 'versions', label: 'Versions', count: product.versions.length, panel: <Versions product={product} /> },
  ];
  return <Tabs label={`About ${product.title}`} tabs={tabs} className="mt-10 lg:mt-12" />;
}
