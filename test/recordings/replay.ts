import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Recording } from "./recording.ts";

export interface Replay {
  readonly url: string;
  /** `GET /path`, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

const ORIGIN = "https://api.github.com";

/** A GitHub that answers this; what it does not know it takes from `others`, the first that fits, and knows nothing else. */
export async function replay(main: Recording, others: readonly Recording[]): Promise<Replay> {
  const asked: string[] = [];
  const pages = findPages(main, others);
  const known = [
    main,
    ...others.filter(
      ({ status, method, route }) => status < 300 && `${method} ${route}` !== `${main.method} ${main.route}`,
    ),
  ];
  const server = createServer((request, response) => {
    const { method = "", url: path = "" } = request;
    asked.push(`${method} ${path}`);
    const found = pages.get(path) ?? known.find((each) => fits(each, method, path)) ?? answerOf(method, path);
    answer(found, url, request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    url,
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Answer = Pick<Recording, "status" | "headers" | "text">;

function answer(found: Answer, url: string, request: IncomingMessage, response: ServerResponse): void {
  const headers = Object.entries(found.headers).map(([name, value]) => [
    name,
    name === "link" || name === "location" ? value.replaceAll(ORIGIN, url) : value,
  ]);
  const { etag } = found.headers;
  const isSame = etag !== undefined && found.status < 300 && request.headers["if-none-match"] === etag;
  const isBodiless = isSame || found.status === 304 || found.status === 204;
  request.resume();
  response.writeHead(isSame ? 304 : found.status, Object.fromEntries(headers));
  response.end(isBodiless ? undefined : found.text);
}

const fits = ({ method, route, event }: Recording, asked: string, path: string): boolean =>
  event === undefined && method === asked && patternOf(route).test(path.split("?")[0] ?? "");

/** `{path}` of contents, and a ref, may hold slashes; nothing else here does. */
const patternOf = (route: string): RegExp =>
  new RegExp(
    `^${route
      .split(/(\{[^}]+\})/u)
      .map((part) =>
        part.startsWith("{")
          ? part === "{path}"
            ? ".+"
            : "[^/]+"
          : part.replace(/[.*+?^$()|[\]\\]/gu, "\\$&"),
      )
      .join("")}$`,
    "u",
  );

/** What the `link` of each page leads to: the recorded page that follows, or an empty one. */
function findPages(main: Recording, others: readonly Recording[]): Map<string, Answer> {
  const pages = new Map<string, Answer>();
  let page: Recording | undefined = main;
  while (page !== undefined) {
    const next = /<([^>]+)>; rel="next"/u.exec(page.headers.link ?? "")?.[1]?.replace(ORIGIN, "");
    if (next === undefined || pages.has(next)) return pages;
    const following = findNext(page, others);
    const { "content-type": type = "application/json" } = page.headers;
    pages.set(
      next,
      following ?? { status: 200, headers: { "content-type": type }, text: emptyOf(page.body) },
    );
    page = following;
  }
  return pages;
}

function findNext({ file, route }: Recording, others: readonly Recording[]): Recording | undefined {
  const [, before, number] = /^(.*)\.page-(\d+)/u.exec(file) ?? [];
  if (before === undefined) return undefined;
  const name = new RegExp(`\\.page-${Number(number) + 1}(?:\\D|$)`, "u");
  return others.find(
    (each) => each.route === route && each.file.startsWith(`${before}.`) && name.test(each.file),
  );
}

const emptyOf = (body: unknown): string =>
  Array.isArray(body) || typeof body !== "object" || body === null
    ? "[]"
    : JSON.stringify(
        Object.fromEntries(
          Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [] : value]),
        ),
      );

/** Sign-in, where the folder has none; a team without child teams; nothing else. */
function answerOf(method: string, path: string): Answer {
  const headers = { "content-type": "application/json; charset=utf-8" };
  if (method === "GET" && /^\/repos\/[^/]+\/[^/]+\/installation$/u.test(path))
    return { status: 200, headers, text: '{"id":5}' };
  if (method === "POST" && /^\/app\/installations\/\d+\/access_tokens$/u.test(path)) {
    const token = { token: "t1", expires_at: "2999-01-01T00:00:00Z", permissions: {} };
    return { status: 201, headers, text: JSON.stringify(token) };
  }
  if (method === "GET" && /^\/orgs\/[^/]+\/teams\/[^/]+\/(?:teams|members)$/u.test(path.split("?")[0] ?? ""))
    return { status: 200, headers, text: "[]" };
  return { status: 404, headers, text: '{"message":"Not Found"}' };
}
