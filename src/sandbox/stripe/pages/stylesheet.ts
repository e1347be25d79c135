/** One sheet for all hosted pages; served as a file so that the policy needs no inline styles. */
export const STYLESHEET = `
:root{color-scheme:light dark;
--bg:light-dark(#f6f7f9,#14171b);--surface:light-dark(#fff,#1b1f24);--line:light-dark(#dde1e6,#32383f);--line-strong:light-dark(#7d8792,#7f8994);
--ink:light-dark(#16191d,#eef1f4);--ink-2:light-dark(#4a535d,#b9c1ca);--accent:light-dark(#3d3fb8,#a9abff);--on-accent:light-dark(#fff,#15163f);
--note:light-dark(#fff4d6,#3a3017);--note-ink:light-dark(#5c4300,#f4dfa6);--danger:light-dark(#a51d2d,#ff9aa5);--danger-wash:light-dark(#fdecee,#3b1d21);
--ok:light-dark(#17663b,#8fdcae);--focus:light-dark(#2457e0,#8fb2ff)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:400 16px/24px ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
.note{margin:0;background:var(--note);color:var(--note-ink);padding:10px 24px;font-size:14px;line-height:20px;text-align:center}
.note strong{font-weight:600}
main{max-width:1040px;margin:0 auto;padding:48px 24px 80px;display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:64px;align-items:start}
main.single{display:block;max-width:560px}
h1{font-size:15px;line-height:20px;font-weight:500;color:var(--ink-2);margin:0 0 4px}
h1.title,h2{font-size:18px;line-height:26px;font-weight:600;color:var(--ink);margin:0 0 16px}
.total{font-size:38px;line-height:44px;font-weight:600;letter-spacing:-.02em;font-variant-numeric:tabular-nums;margin:0 0 28px}
.lines{width:100%;border-collapse:collapse;font-size:15px;line-height:22px}
.lines caption{text-align:left;position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.lines th,.lines td{padding:12px 0;border-bottom:1px solid var(--line);vertical-align:top;text-align:left;font-weight:400;overflow-wrap:anywhere}
.lines th{padding-right:16px}
.lines td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.lines small{display:block;color:var(--ink-2);font-size:13px;line-height:18px}
.lines tbody tr:last-child>*{border-bottom-color:var(--ink)}
.lines tfoot th,.lines tfoot td{border-bottom:0;font-weight:600}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:28px}
.field{margin:0 0 16px}
.field label,legend{display:block;font-size:14px;line-height:20px;font-weight:500;margin:0 0 6px}
.field p{margin:6px 0 0;font-size:13px;line-height:18px;color:var(--ink-2)}
.field p.wrong{color:var(--danger)}
input,select{width:100%;min-height:44px;padding:9px 12px;font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:6px}
input[aria-invalid=true]{border-color:var(--danger)}
input[readonly]{background:var(--bg);color:var(--ink-2)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:16px}
fieldset{border:0;margin:0;padding:0;min-width:0}
fieldset>.field:last-child{margin:0}
fieldset+fieldset{border-top:1px solid var(--line);margin-top:28px;padding-top:24px}
legend{font-size:16px;line-height:24px;font-weight:600;margin:0 0 12px;padding:0;float:left;width:100%}
legend+*{clear:both}
button,.button{display:block;width:100%;min-height:48px;padding:11px 16px;font:inherit;font-weight:550;text-align:center;text-decoration:none;cursor:pointer;border-radius:8px;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent)}
button.second,.button.second{background:transparent;color:var(--ink);border-color:var(--line-strong)}
a{color:var(--accent)}
.back{display:inline-block;margin:0 0 24px;font-size:15px;padding:10px 0}
.alert{background:var(--danger-wash);color:var(--danger);border-radius:8px;padding:12px 16px;margin:0 0 20px}
.alert p{margin:0}
.quiet{color:var(--ink-2);font-size:14px;line-height:20px}
details{margin:24px 0 0;font-size:14px;line-height:20px}
summary{cursor:pointer;padding:10px 0}
details dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 16px;margin:8px 0 0}
dt{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
dd{margin:0;color:var(--ink-2)}
fieldset>button.second{margin:12px 0 0}
.onward{margin:24px 0 0}
.part{border-top:1px solid var(--line);margin:28px 0 0;padding:24px 0 0}
.part h2{font-size:16px;line-height:24px;margin:0 0 4px}
.part form{margin:16px 0 0}
.lines form{margin:8px 0 0}
.choices{display:grid;gap:12px;margin:24px 0 0}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
@media (max-width:760px){main{grid-template-columns:1fr;gap:32px;padding:24px 16px 64px}.panel{padding:20px 16px}.note{padding:10px 16px;text-align:left}details dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:10px}}
`;
