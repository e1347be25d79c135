import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { notFound } from 'next/navigation';
import { ImageResponse } from 'next/og';
import { Slug, type ProductCard } from '@/shared/contracts/catalog';
import { kindAndVersion } from '@/shared/product-words';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { publicCaller } from '@/trpc/server';
import { cover } from '@/ui/covers/cover';
import { shelfPrice } from '../../_parts/product-shelf';

export const alt = 'The product’s cover, name, seller and price';
export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';
export const revalidate = 3600;

const FONTS = ['latin', 'latin-ext'].flatMap((script) => ([400, 600] as const).map((weight) => ({ file: `hanken-grotesk-${script}-${weight}-normal.woff`, name: `Hanken ${script}`, weight })));

async function loadFonts() {
  const folder = path.join(process.cwd(), 'node_modules/@fontsource/hanken-grotesk/files');
  return Promise.all(FONTS.map(async ({ file, name, weight }) => ({ name, weight, data: await readFile(path.join(folder, file)) })));
}

/** The text as far as our fonts can write it: for anything else the renderer would ask a foreign server for a font. */
function toWritable(text: string, most: number): string {
  const written = text.replace(/[^\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac]/gu, ' ').replace(/\s+/g, ' ').trim();
  return written.length > most ? `${written.slice(0, most - 1).trimEnd()}…` : written;
}

/** What a link to a product looks like where it is shared: its cover beside its name. */
export default async function ProductImage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  if (!Slug.safeParse(slug).success) notFound();
  const product: ProductCard = await (await publicCaller()).catalog.bySlug({ slug }).catch(asNotFoundPage);
  const drawing = cover({ slug: product.slug, kind: product.type, theme: 'light', parts: product.coverParts, size: 630 });
  return new ImageResponse(
    (
      <div style={{ display: 'flex', width: '100%', height: '100%', background: '#f9fbfb', color: '#12181b', fontFamily: '"Hanken latin", "Hanken latin-ext"' }}>
        <img alt="" width={630} height={630} src={`data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`} />
        <div style={{ display: 'flex', flexDirection: 'column', flex: 1, padding: '56px 52px 52px' }}>
          <div style={{ fontSize: 26, color: '#4a5358' }}>{toWritable(kindAndVersion(product.type, product.latestVersion), 40)}</div>
          <div style={{ fontSize: product.title.length > 38 ? 48 : 60, lineHeight: 1.05, letterSpacing: '-0.03em', fontWeight: 600, marginTop: 16 }}>{toWritable(product.title, 70)}</div>
          <div style={{ fontSize: 28, color: '#4a5358', marginTop: 18 }}>{toWritable(product.sellerName, 40)}</div>
          <div style={{ display: 'flex', flex: 1 }} />
          <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-end', borderTop: '2px solid #12181b', paddingTop: 20, fontSize: 32, fontWeight: 600 }}>
            <span>{toWritable(shelfPrice(product), 30)}</span>
            <span style={{ letterSpacing: '-0.035em' }}>Latchkey</span>
          </div>
        </div>
      </div>
    ),
    { ...size, fonts: await loadFonts() },
  );
}
