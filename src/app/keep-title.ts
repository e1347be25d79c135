/**
 * Keeps the page's title while the next one is on its way: between two pages Next takes the old one away before it has the new one, and tabs, screen
 * readers and the browser's history would have none. Answers with what ends it.
 */
export function keepTitle(): () => void {
  let kept: HTMLTitleElement | null = null;
  const observer = new MutationObserver((changes) => {
    const isAnother = (node: Node) => node instanceof HTMLTitleElement && node !== kept;
    if ([...document.head.children].some(isAnother)) {
      kept?.remove();
      kept = null;
      return;
    }
    const gone = changes.flatMap(({ removedNodes }) => [...removedNodes]).findLast(isAnother);
    if (kept || !gone?.textContent) return;
    kept = document.createElement('title');
    kept.textContent = gone.textContent;
    document.head.append(kept);
  });
  observer.observe(document.head, { childList: true });
  return () => observer.disconnect();
}
