'use client';

import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { ProductImageView } from '@/shared/contracts/images';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dropzone } from '@/ui/dropzone';
import { Field } from '@/ui/field';
import { formatPlural } from '@/ui/format';
import { ProductPhoto } from '@/ui/product-photo';
import { Progress } from '@/ui/progress';
import type { SectionProps } from './section-props';
import { Section } from './section';
import { sendUpload, UploadRefusal } from './send-upload';

interface Sending {
  name: string;
  /** How much has left the browser, 0 to 1; 1 while the shop makes its sizes. */
  share: number;
  problem?: string;
}

function SendingRow({ sending: { name, share, problem } }: { sending: Sending }) {
  if (problem !== undefined) return <div role="alert"><p className="font-medium break-words">{name}</p><p className="fault">{problem}</p></div>;
  return share < 1 ? <Progress label={name} value={share * 100} note={`${Math.round(share * 100)}%`} /> : <Progress label={name} note="Making its sizes" />;
}

/** The pictures of a product: added by dropping, moved with buttons, described for those who do not see them. */
export function ImagesSection({ product, mayWrite }: SectionProps) {
  const act = useAct();
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const [busy, setBusy] = useState(false);
  const { images } = product;
  const own = { seller: product.sellerSlug, productId: product.id };

  const send = async (file: File, onChange: (sending: Sending) => void): Promise<void> => {
    try {
      onChange({ name: file.name, share: 0 });
      const uploadId = await sendUpload(file, { seller: own.seller, purpose: 'image', onProgress: (share) => onChange({ name: file.name, share }) });
      onChange({ name: file.name, share: 1 });
      await api.products.addImage.mutate({ ...own, uploadId });
    } catch (error) {
      onChange({ name: file.name, share: 1, problem: error instanceof UploadRefusal ? error.message : problemOf(error).message });
    }
  };
  const onFiles = (files: File[]) =>
    void act.run(async () => {
      setBusy(true);
      let latest: Sending[] = files.map(({ name }) => ({ name, share: 0 }));
      setSendings(latest);
      for (const [index, file] of files.entries()) {
        await send(file, (sending) => {
          latest = latest.map((each, at) => (at === index ? sending : each));
          setSendings(latest);
        });
      }
      setSendings(latest.filter(({ problem }) => problem !== undefined));
      setBusy(false);
    });
  const move = (from: number, to: number) => {
    const ids = images.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    void act.run(() => api.products.reorderImages.mutate({ ...own, imageIds: ids }));
  };

  return (
    <Section id="images" title="Pictures" note={product.kind === 'physical' ? 'The first one stands for the product in lists. Place and camera are taken out of every file.' : 'Optional: without one, the shop draws a cover.'}>
      {images.length > 0 && (
        <ul className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3" aria-label={formatPlural(images.length, 'picture')}>
          {images.map((image, index) => (
            <li key={image.id} className="grid gap-2 content-start">
              <ProductPhoto image={image} sizes="(min-width: 1024px) 280px, (min-width: 640px) 50vw, 100vw" className="aspect-square" fallbackAlt={`Picture ${index + 1}`} />
              {mayWrite && (
                <>
                  <AltField image={image} index={index} save={(alt) => api.products.describeImage.mutate({ ...own, imageId: image.id, alt })} />
                  <div className="flex flex-wrap items-center gap-1">
                    <button type="button" className="icon-btn" aria-label={`Move picture ${index + 1} forward`} disabled={index === 0 || act.busy} onClick={() => move(index, index - 1)}><ArrowLeft className="ic" aria-hidden="true" /></button>
                    <button type="button" className="icon-btn" aria-label={`Move picture ${index + 1} back`} disabled={index === images.length - 1 || act.busy} onClick={() => move(index, index + 1)}><ArrowRight className="ic" aria-hidden="true" /></button>
                    <Button tone="text" size="s" className="ml-auto" aria-label={`Remove picture ${index + 1}`} disabled={act.busy} onClick={() => void act.run(() => api.products.removeImage.mutate({ ...own, imageId: image.id }))}>Remove</Button>
                  </div>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      {sendings.length > 0 && <ul className="grid gap-3 max-w-[560px]" aria-label="Pictures on their way">{sendings.map((sending, index) => <li key={`${index} ${sending.name}`}><SendingRow sending={sending} /></li>)}</ul>}
      {mayWrite && <Dropzone label={busy ? 'Taking pictures in' : 'Drop pictures here'} hint="PNG, JPEG, WebP or AVIF, up to 10 MB each." accept="image/png,image/jpeg,image/webp,image/avif" multiple disabled={busy} onFiles={onFiles} />}
      {!mayWrite && images.length === 0 && <p className="text-ink-2">There are none.</p>}
    </Section>
  );
}

/** Saved when the field is left. */
function AltField({ image, index, save }: { image: ProductImageView; index: number; save: (alt: string) => Promise<unknown> }) {
  const act = useAct();
  const [alt, setAlt] = useState(image.alt);
  return (
    <Field label={`What picture ${index + 1} shows`} maxLength={200} autoComplete="off" placeholder="From the side, on grey" value={alt} error={act.problem?.message} onChange={(event) => setAlt(event.target.value)}
      onBlur={() => { if (alt.trim() !== image.alt) void act.run(() => save(alt)); }} />
  );
}
