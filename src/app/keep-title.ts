/**
 * Keeps the page's title while the next one is on its way: between two pages Next takes the old one away before it has the new one, and tabs, screen
 * readers and the browser's history would have none. Answers with what ends it.
 */
export function keepTitle(): () => void {
  let kept: HTMLTitleElement | null = null;
  let last = document.title;
  const observer = new MutationObserver(() => {
    const titles = [...document.head.getElementsByTagName('title')];
    const next = titles.find((title) => title !== kept);
    if (next) {
      kept?.remove();
      kept = null;
      last = document.title;
    } else if (titles.length === 0) {
      kept = document.createElement('title');
      kept.textContent = last;
      document.head.append(kept);
    }
  });
  observer.observe(document.head, { childList: true });
  return () => observer.disconnect();
}
