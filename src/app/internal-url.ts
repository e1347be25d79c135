/** The address if it is another page of this shop's. */
export function internalUrl(href: string): URL | null {
  const url = new URL(href, window.location.href);
  const isPage = url.origin === window.location.origin && !url.pathname.startsWith('/api/');
  const isHere = url.pathname === window.location.pathname && url.search === window.location.search && url.hash !== '';
  return isPage && !isHere ? url : null;
}

export const pathOf = (url: URL) => url.pathname + url.search + url.hash;

/** Where a GET form leads, without the fields that are empty. */
export function formUrl(form: HTMLFormElement, submitter: HTMLElement | null): URL | null {
  if (form.method !== 'get' || form.target || form.dataset.reload !== undefined) return null;
  const url = internalUrl(form.action);
  if (!url) return null;
  const entries = [...new FormData(form, submitter)].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  url.search = new URLSearchParams(entries).toString();
  return url;
}
