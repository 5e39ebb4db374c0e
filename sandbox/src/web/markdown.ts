import MarkdownIt, { type StateInline } from "markdown-it";
import { Html, html } from "./html.ts";

// The tags of HTML that GitHub shows and that apps use in comments. All others are text.
const allowed = /^<\/?(?:details(?: open)?|summary|sub|sup|kbd|br ?\/?)>/;
const comment = /^<!--[\s\S]*?-->/;

const forFiles = build({ breaks: false });
// "Basic writing and formatting syntax": in comments, GitHub shows line breaks.
const forComments = build({ breaks: true });

/** Markdown of a comment, a check or a description. HTML in it is text, save a few harmless tags. */
export const renderComment = (text: string): Html => wrap(forComments.render(text));

/** Markdown of a file. */
export const renderFile = (text: string): Html => wrap(forFiles.render(text));

// The element contains whatever tag the text leaves open.
const wrap = (rendered: string): Html => html`<div class="markdown">${new Html(rendered)}</div>`;

function build(options: { breaks: boolean }) {
  const markdown = new MarkdownIt({ html: false, linkify: true, ...options });
  markdown.inline.ruler.before("html_inline", "github_html", readTag);
  // A table that is wider than a phone scrolls by itself, by keyboard too.
  markdown.renderer.rules.table_open = () =>
    '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>';
  markdown.renderer.rules.table_close = () => "</table></div>";
  return markdown;
}

function readTag(state: StateInline, silent: boolean): boolean {
  const rest = state.src.slice(state.pos, state.posMax);
  const hidden = comment.exec(rest)?.[0];
  const tag = hidden ?? allowed.exec(rest)?.[0];
  if (tag === undefined) return false;
  if (!silent && hidden === undefined) state.push("html_inline", "", 0).content = tag;
  state.pos += tag.length;
  return true;
}
