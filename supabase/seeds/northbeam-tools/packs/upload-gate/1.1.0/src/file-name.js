const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name without paths, control characters or surprises; `fallback` when nothing is left. Keeps one extension. */
export function safeFileName(name, fallback = 'file') {
  const last = name.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const clean = last
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(-120);
  return clean === '' || RESERVED.test(clean.split('.')[0]) ? fallback : clean;
}

/** A Content-Disposition value that every browser reads, with a plain ASCII name as the fallback. */
export function contentDisposition(name) {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
