/** The repository's files at GitHub, such as `https://github.com/acme/hallpass/blob/main/`; empty outside a workflow. */
const { GITHUB_SERVER_URL = "https://github.com", GITHUB_REPOSITORY, GITHUB_SHA = "HEAD" } = process.env;
const files = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/`;

/** Makes links that leave docs/ lead to the file at GitHub, and shows them as text where the repository is not known. */
export function linkOutside(md) {
  md.core.ruler.push("link-outside", ({ tokens, env }) => {
    for (const { children } of tokens) if (children) linkEach(children, env.relativePath ?? "");
  });
}

function linkEach(children, page) {
  for (const [index, token] of children.entries()) {
    if (token.type !== "link_open") continue;
    const path = findOutside(page, token.attrGet("href") ?? "");
    if (path === undefined) continue;
    if (files) token.attrSet("href", `${files}${path}`);
    else hide(children, index);
  }
}

/** The path in the repository; undefined for a page of the site, and for an address. */
function findOutside(page, href) {
  if (/^(?:[a-z]+:|#)/u.test(href)) return undefined;
  const { pathname, hash } = new URL(href, `file:///docs/${page}`);
  const isPage = pathname.startsWith("/docs/") && /\.(?:md|svg|png)$/u.test(pathname);
  if (isPage) return undefined;
  return `${pathname.slice(1)}${hash}`;
}

function hide(children, index) {
  const end = children.findIndex((each, at) => at > index && each.type === "link_close");
  for (const token of [children[index], children[end]]) {
    token.type = "text";
    token.tag = "";
    token.content = "";
    token.nesting = 0;
  }
}
