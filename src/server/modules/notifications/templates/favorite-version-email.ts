import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells somebody who favourited a product, and does not own it, that it has a new version. */
export function toFavoriteVersionEmail(release: { title: string; version: string; changelog: string; productUrl: string }): RenderedEmail {
  const { title, version, changelog, productUrl } = release;
  return renderEmail({
    subject: `${title}, one of your favourites, has version ${version}`,
    heading: `${title} ${version}`,
    paragraphs: ['One of your favourites has a new version. Buying it once includes every version.', ...(changelog.trim() ? [changelog.trim().slice(0, 600)] : [])],
    action: { label: 'See what changed', url: productUrl },
    closing: 'You get this because it is among your favourites.',
  });
}
