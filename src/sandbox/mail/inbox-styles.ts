/** The inbox in the shop's own colours (see `src/ui/styles`), without its fonts. */
export const inboxStyles = `
:root {
  color-scheme: light dark;
  --bg: light-dark(oklch(98.6% 0.002 230), oklch(17% 0.006 240));
  --surface: light-dark(oklch(100% 0 0), oklch(20.5% 0.007 240));
  --line: light-dark(oklch(90% 0.006 230), oklch(30% 0.009 240));
  --line-strong: light-dark(oklch(60% 0.012 235), oklch(56% 0.012 240));
  --ink: light-dark(oklch(21% 0.014 245), oklch(95.5% 0.004 230));
  --ink-2: light-dark(oklch(41% 0.014 240), oklch(79% 0.009 235));
  --focus: light-dark(oklch(53% 0.21 258), oklch(75% 0.14 250));
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
header { border-bottom: 1px solid var(--line); padding: 14px 24px; display: flex; gap: 4px 20px; align-items: baseline; flex-wrap: wrap; }
header p { margin: 0; color: var(--ink-2); }
.home { font-weight: 650; color: inherit; text-decoration: none; }
main { max-width: 880px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; margin: 8px 0 16px; overflow-wrap: anywhere; }
a { color: inherit; text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.tools, .tools form { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; }
.tools { justify-content: space-between; margin-bottom: 20px; }
label { color: var(--ink-2); }
input, button { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 6px; padding: 6px 12px; min-height: 36px; }
button { cursor: pointer; }
.mail { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.mail li { border-bottom: 1px solid var(--line); }
.mail a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 4px; text-decoration: none; }
.mail a:hover { background: var(--surface); }
.subject { font-weight: 600; overflow-wrap: anywhere; }
.to { grid-row: 2; color: var(--ink-2); overflow-wrap: anywhere; }
time { color: var(--ink-2); font-variant-numeric: tabular-nums; }
.empty { color: var(--ink-2); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0 0 20px; }
dt { color: var(--ink-2); }
dd { margin: 0; overflow-wrap: anywhere; }
.tabs { display: flex; gap: 16px; margin-bottom: 12px; }
.tabs a { color: var(--ink-2); text-decoration: none; padding: 4px 0; }
.tabs a[aria-current] { color: var(--ink); box-shadow: 0 2px 0 currentColor; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--line); border-radius: 10px; background: white; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 0; }
`;
