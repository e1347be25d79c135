/** Whether the caller holds this tag already. RFC 9110, 13.1.2: a list of tags compared weakly, or `*`. */
export function isTagKnown(condition: string | null, etag: string): boolean {
  return condition !== null && condition.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
