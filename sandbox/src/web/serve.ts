import type { IncomingMessage } from "node:http";
import findMyWay from "find-my-way";
import { HttpError } from "../http/error.ts";
import type { WrittenReply } from "../http/written-reply.ts";
import type { State } from "../state.ts";
import { createClient, Refused } from "./client.ts";
import { closed, refuseOtherNames, refuseOtherSites, refuseStrangers } from "./guard.ts";
import { html } from "./html.ts";
import { layOut } from "./layout.ts";
import type { Page, Plain, Redirect, Visit, WebRoute } from "./page.ts";
import { webRoutes } from "./pages/all.ts";
import { isKey, keyCookie, personCookie, readPerson } from "./session.ts";
import { stylesheet } from "./stylesheet.ts";

/** True for what a browser asks for: pages, and what their forms send. Programs that use the API sign in, or ask for JSON. */
export function isForBrowsers({ method, headers }: IncomingMessage, path: string): boolean {
  if (path.startsWith("/_web/")) return true;
  if (headers.authorization !== undefined) return false;
  if (method === "POST") return headers["content-type"] === "application/x-www-form-urlencoded";
  return method === "GET" && (headers.accept ?? "").includes("text/html");
}

/** Answers a browser. */
export async function answerBrowser(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply> {
  const refusal = refuseOtherNames(state, request) ?? refuseOtherSites(state, request);
  if (refusal !== undefined) return plain(refusal.status, refusal.text);
  if (url.pathname === "/_web/style.css") return reply(200, "text/css; charset=utf-8", stylesheet);
  if (url.pathname === "/_web/open") return open(state, url);
  const stranger = refuseStrangers(state, request);
  if (stranger !== undefined) return plain(stranger.status, stranger.text);
  return answerVisit(state, request, url, new URLSearchParams(body.toString("utf8")));
}

function open(state: State, url: URL): WrittenReply {
  const target = url.searchParams.get("to") ?? "/";
  if (!isKey(state, url.searchParams.get("key") ?? "")) return plain(403, closed);
  return redirect(toOwnPath(state, target), { "set-cookie": keyCookie(state) });
}

/** Only a path of this server: a link must not lead a person elsewhere. */
function toOwnPath(state: State, target: string): string {
  const url = new URL(target, state.url);
  return url.origin === state.url ? `${url.pathname}${url.search}${url.hash}` : "/";
}

async function answerVisit(
  state: State,
  request: IncomingMessage,
  url: URL,
  fields: URLSearchParams,
): Promise<WrittenReply> {
  const person = readPerson(state, request);
  const show = (page: Page): WrittenReply =>
    reply(page.status ?? 200, "text/html; charset=utf-8", layOut(state, person, url, page).text);
  try {
    const found = find(request.method ?? "GET", url.pathname);
    if (found === undefined) return show(missing(url));
    const { route, path } = found;
    const visit: Visit = {
      state,
      person,
      api: createClient(state, person),
      url,
      path,
      fields,
      field: (name) => fields.get(name) ?? "",
    };
    return write(state, await route.answer(visit), show);
  } catch (error) {
    return show(explain(error, url));
  }
}

function write(
  state: State,
  answer: Page | Redirect | Plain,
  show: (page: Page) => WrittenReply,
): WrittenReply {
  if ("text" in answer) return plain(200, answer.text);
  if (!("to" in answer)) return show(answer);
  const chosen = answer.person === undefined ? {} : { "set-cookie": personCookie(state, answer.person) };
  return redirect(toOwnPath(state, answer.to), chosen);
}

const missing = ({ pathname }: URL): Page => ({
  title: "Not in the sandbox",
  status: 404,
  body: html`<h1>The sandbox has no such page</h1>
    <p>GitHub may have one at <code>${pathname}</code>. <a href="/">To the first page</a></p>`,
});

function explain(error: unknown, { pathname }: URL): Page {
  const status = error instanceof Refused || error instanceof HttpError ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  return {
    title: status === 404 ? "Not found" : "Refused",
    status,
    body: html`<h1>${status === 404 ? "Not found" : "GitHub refuses this"}</h1>
      <p role="alert" class="note bad">${message}</p>
      <p><a href="${pathname.replace(/\/(?:review|merge|comment|close|propose|open)$/, "")}">Back</a></p>`,
  };
}

const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 10_000 });
const known = new Map<unknown, WebRoute>();
for (const route of webRoutes) {
  const handler = (): void => {};
  known.set(handler, route);
  router.on(route.verb, route.pattern, handler);
}

function find(method: string, path: string) {
  const verb = method === "POST" ? "POST" : "GET";
  const found = router.find(verb, path);
  const route = known.get(found?.handler);
  if (found === null || route === undefined) return undefined;
  return { route, path: (name: string): string => found.params[name] ?? "" };
}

const safety = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  // "no-referrer" would make the origin of our own forms "null".
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

const reply = (status: number, type: string, content: string): WrittenReply => ({
  status,
  headers: { ...safety, "content-type": type },
  content,
});

const plain = (status: number, text: string): WrittenReply =>
  reply(status, "text/plain; charset=utf-8", text);

const redirect = (location: string, headers: Record<string, string>): WrittenReply => ({
  status: 303,
  headers: { ...safety, ...headers, location },
  content: "",
});
