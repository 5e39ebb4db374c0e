import { timingSafeEqual } from "node:crypto";

/** The page that makes an App. */
export interface Page {
  /** The only `Host` that is answered: a name that leads to this machine could be another site's. */
  readonly host: string;
  /**
   * The first part of every path. Other accounts of this machine reach the page too, so that nothing, the state least of all, is told to one that
   * does not know it. Only the address on the person's terminal has it.
   */
  readonly key: string;
  readonly target: string;
  /** In JSON. */
  readonly manifest: string;
  /** Known to a browser that came through this page's own form. The code counts with it alone. */
  readonly state: string;
}

interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: { readonly host?: string | undefined };
}

export interface PageAnswer {
  readonly status: number;
  readonly body: string;
  /** The code that GitHub gave. */
  readonly code?: string;
}

/** What the page answers to a request. */
export function answerPage(page: Page, { method, url = "", headers }: Asked): PageAnswer {
  const base = `http://${page.host}`;
  const asked = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (headers.host !== page.host || method !== "GET" || asked === undefined) return NOT_HERE;
  const [, key = "", place, ...others] = asked.pathname.split("/");
  if (!isSame(key, page.key) || others.length > 0) return NOT_HERE;
  if (place === "") return { status: 200, body: renderPage(renderForm(page)) };
  return place === "created" ? takeCode(page, asked.searchParams) : NOT_HERE;
}

function takeCode({ state }: Page, query: URLSearchParams): PageAnswer {
  const code = query.get("code") ?? "";
  if (isSame(query.get("state") ?? "", state) && /^[\w-]{1,200}$/u.test(code))
    return { status: 200, body: renderPage("<h1>The App is made</h1><p>Go back to the terminal.</p>"), code };
  return { status: 403, body: renderPage("<p>This is not about the App that was begun here.</p>") };
}

const isSame = (given: string, wanted: string): boolean =>
  Buffer.byteLength(given) === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

const renderForm = ({ target, state, manifest }: Page): string =>
  `<h1>Make the GitHub App</h1>
<p>GitHub shows what the App may do, and asks you for its name.</p>
<form method="post" action="${escapeText(`${target}?state=${state}`)}">
<input type="hidden" name="manifest" value="${escapeText(manifest)}">
<button>Continue on GitHub</button>
</form>`;

const escapeText = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`);

const renderPage = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hallpass</title><main>${body}</main></html>`;

const NOT_HERE: PageAnswer = { status: 404, body: renderPage("<p>Not here.</p>") };
