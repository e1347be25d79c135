/**
 * The header that names a downloaded file (RFC 6266). Control characters, quotes, slashes and direction marks never reach it: an ASCII
 * form for old readers, and the full name percent-encoded (RFC 8187).
 */
export function contentDisposition(fileName: string): string {
  const safe = fileName.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/["\\/:*?<>|]/g, '-').trim() || 'download';
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/[%;]/g, '_');
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
