import MarkdownIt, { type StateInline, type Token } from "markdown-it";
import { Html, html } from "./html.ts";

// The tags of HTML that GitHub shows and that apps use in comments. All others are text.
const allowed = /^<\/?(?:details(?: open)?|summary|sub|sup|kbd|br ?\/?)>/;
const comment = /^<!--[\s\S]*?-->/;

const forFiles = build({ breaks: false });
// "Basic writing and formatting syntax": in comments, GitHub shows line breaks.
const forComments = build({ breaks: true });

/** Markdown of a comment, a check or a description. HTML in it is text, save a few harmless tags. */
export const renderComment = (text: string): Html => wrap(forComments.render(text));

/** The place of a file, for the links in it. */
export interface FilePlace {
  /** The page of the repository's root at this ref, as a path: `/acme/access/blob/main`. */
  readonly root: string;
  /** The file's folder in the repository; "" for the root. */
  readonly folder: string;
}

/**
 * Markdown of a file. Its links are relative to it, or with a slash to the repository's root, and each heading is an anchor ("Basic
 * writing and formatting syntax": relative links, section links).
 */
export function renderFile(text: string, place: FilePlace): Html {
  const tokens = forFiles.parse(text, {});
  placeLinks(tokens, place);
  return wrap(forFiles.renderer.render(tokens, forFiles.options, {}));
}

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

/** As GitHub does for files. */
function placeLinks(tokens: readonly Token[], place: FilePlace): void {
  tokens.forEach((token, index) => {
    const text = tokens[index + 1]?.content;
    if (token.type === "heading_open" && text !== undefined) token.attrSet("id", slugOf(text));
    for (const { type, attrs } of token.children ?? []) {
      const target = attrs?.find(([name]) => name === "href" || name === "src");
      if (type !== "link_open" && type !== "image") continue;
      if (target !== undefined) target[1] = resolveLink(String(target[1]), place);
    }
  });
}

function resolveLink(target: string, { root, folder }: FilePlace): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/iu.test(target)) return target;
  const from = target.startsWith("/") || folder === "" ? root : `${root}/${folder}`;
  const { pathname, search, hash } = new URL(target.replace(/^\/+/u, "./"), `http://here${from}/`);
  return `${pathname}${search}${hash}`;
}

const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

function readTag(state: StateInline, silent: boolean): boolean {
  const rest = state.src.slice(state.pos, state.posMax);
  const hidden = comment.exec(rest)?.[0];
  const tag = hidden ?? allowed.exec(rest)?.[0];
  if (tag === undefined) return false;
  if (!silent && hidden === undefined) state.push("html_inline", "", 0).content = tag;
  state.pos += tag.length;
  return true;
}
