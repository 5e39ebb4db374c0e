/** The report's style: light and dark, from a phone's width on, and on paper. */
export const stylesheet = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --back: #fff; --box: #f6f8fa; --line: #d1d9e0; --link: #0550ae;
  --held: #0969da; --ended: #8c959f; --late: #bc4c00; --overdue: #cf222e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #a3adb8; --back: #0d1117; --box: #151b23; --line: #3d444d; --link: #79b8ff;
  --held: #4493f8; --ended: #6e7681; --late: #db6d28; --overdue: #f85149; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text); background: var(--back); }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
a { color: var(--link); } .soft { color: var(--soft); } p { margin: .25rem 0 .75rem; }
.alarm { color: var(--overdue); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.figures li { border: 1px solid var(--line); border-radius: 6px; background: var(--box); padding: .5rem .75rem; }
.figures strong { display: block; font-size: 1.5rem; line-height: 1.3; }
figure { margin: .5rem 0 1rem; } figcaption { color: var(--soft); font-size: .875rem; }
svg { display: block; width: 100%; background: var(--box); border-radius: 4px; }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: .8rem; }
.lane { margin: .5rem 0; } .lane .name { font-size: .875rem; }
.held { fill: var(--held); } .ended { fill: var(--ended); } .late { fill: var(--late); } .overdue { fill: var(--overdue); }
.area { fill: var(--held); fill-opacity: .25; stroke: var(--held); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; font-size: .875rem; }
.legend svg { display: inline-block; width: .8rem; height: .8rem; background: none; margin-right: .35rem; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; } th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem .35rem 0; text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; overflow-wrap: normal; } summary { cursor: pointer; padding: .35rem 0; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; } thead { display: none; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } td { border: 0; padding: .05rem 0; } td:empty { display: none; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
}
@media print { main { max-width: none; padding: 0; } h2 { break-after: avoid; } tr, .lane, .figures li { break-inside: avoid; } svg { print-color-adjust: exact; } }
`;
