import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells an owner that a new version is there. */
export function toNewVersionEmail(release: { title: string; version: string; changelog: string; productUrl: string }): RenderedEmail {
  const { title, version, changelog, productUrl } = release;
  return renderEmail({
    subject: `${title} ${version} is out`,
    heading: `${title} ${version}`,
    paragraphs: ['A new version of something you own is ready to download. Earlier versions stay available.', ...(changelog.trim() ? [changelog.trim().slice(0, 600)] : [])],
    action: { label: 'See what changed', url: productUrl },
    closing: 'You get this because you hold a key to it.',
  });
}
