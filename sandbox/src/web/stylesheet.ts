/** All of the pages' style: light and dark, from a phone's width on. */
export const stylesheet = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --back: #ffffff; --box: #f6f8fa; --line: #d1d9e0;
  --link: #0550ae; --good: #116329; --goodback: #dafbe1; --bad: #a40e26; --badback: #ffebe9; --wait: #6b4b00; --waitback: #fff8c5; --act: #1f7a35; --acttext: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #a3adb8; --back: #0d1117; --box: #151b23; --line: #3d444d;
  --link: #79b8ff; --good: #7ee2a0; --goodback: #12301c; --bad: #ffa198; --badback: #3c1618; --wait: #f2cc60; --waitback: #332a10; --act: #238636; --acttext: #ffffff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text); background: var(--back); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: center; padding: .5rem 1rem; background: var(--box); border-bottom: 1px solid var(--line); }
header nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; }
header .home { font-weight: 600; color: var(--text); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; outline: none; overflow-wrap: anywhere; }
a { color: var(--link); } .markdown a, p a, li a, td a { text-decoration: underline; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; } h3 { font-size: 1rem; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; background: var(--back); padding: .5rem; z-index: 1; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border-bottom: 1px solid var(--line); padding: .25rem 0 .5rem; margin-bottom: .5rem; }
.soft { color: var(--soft); }
.box { border: 1px solid var(--line); border-radius: 6px; margin: .75rem 0; background: var(--back); }
.box > .head { background: var(--box); padding: .5rem .75rem; border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; }
.box > .body { padding: .5rem .75rem; } .box > .body.only { padding: .75rem; }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown h1, .markdown h2, .markdown h3 { font-size: 1.05rem; margin: 1rem 0 .25rem; }
.markdown blockquote { margin: .5rem 0; padding-left: .75rem; border-left: 3px solid var(--line); color: var(--soft); }
.state { display: inline-block; border-radius: 1rem; padding: .05rem .65rem; font-size: .875rem; font-weight: 600; border: 1px solid currentColor; }
.good { color: var(--good); background: var(--goodback); } .bad { color: var(--bad); background: var(--badback); } .wait { color: var(--wait); background: var(--waitback); }
.note { border: 1px solid currentColor; border-radius: 6px; padding: .5rem .75rem; }
ul.rows { list-style: none; padding: 0; margin: .5rem 0; border: 1px solid var(--line); border-radius: 6px; }
ul.rows > li { padding: .5rem .75rem; border-top: 1px solid var(--line); } ul.rows > li:first-child { border-top: 0; }
code, pre, textarea.code { font: .875rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--box); padding: .1em .3em; border-radius: 4px; } pre code { background: none; padding: 0; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; }
.add { color: var(--good); } .del { color: var(--bad); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
form.stack label, form.stack legend { display: block; font-weight: 600; margin: .75rem 0 .25rem; }
form.stack .choice { display: block; font-weight: 400; margin: .25rem 0; }
.hint { color: var(--soft); font-size: .875rem; margin: 0 0 .25rem; }
fieldset { border: 0; padding: 0; margin: 0; }
input, select, textarea, button { font: inherit; color: inherit; }
input:not([type=radio]):not([type=checkbox]), select, textarea { background: var(--back); border: 1px solid var(--soft); border-radius: 6px; padding: .35rem .5rem; max-width: 100%; }
form.stack input:not([type=radio]):not([type=checkbox]), form.stack textarea, form.stack select { width: 100%; }
textarea { min-height: 6rem; } textarea.code { min-height: 14rem; }
button, a.button { display: inline-block; min-height: 2.25rem; padding: .35rem .9rem; border: 1px solid var(--soft); border-radius: 6px; background: var(--box); color: var(--text); cursor: pointer; text-decoration: none; }
button.act, a.act { background: var(--act); border-color: var(--act); color: var(--acttext); font-weight: 600; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; align-items: center; }
.who { display: flex; gap: .5rem; align-items: center; }
ol.time { list-style: none; padding: 0; margin: .5rem 0; } ol.time > li { border-left: 3px solid var(--line); padding: .25rem 0 .75rem .9rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dd { margin: 0; }
@media (max-width: 30rem) { main { padding: .75rem; } dl { grid-template-columns: 1fr; } dt { font-weight: 600; } header { padding: .5rem .75rem; } }
`;
