/** The feeds of a page, for its head: `all`, `sellers/<slug>`, `tags/<tag>`. */
export const feedLinks = (of: string) => ({ 'application/atom+xml': `/feeds/${of}.atom`, 'application/rss+xml': `/feeds/${of}.rss` });
