import { request } from "node:http";

/** What a browser does without scripts: keeps cookies, follows redirects, sends forms. */
export interface Visitor {
  get(path: string): Promise<{ status: number; text: string }>;
  /** Sends a form; answers the page that comes next. */
  send(path: string, fields: Record<string, string>): Promise<{ status: number; text: string; path: string }>;
  be(login: string): Promise<void>;
}

/** Opens the pages as the person who started the sandbox does. */
export async function openPages({
  url,
  opening,
}: {
  url: string;
  opening(path?: string): string;
}): Promise<Visitor> {
  const cookies = new Map<string, string>();
  const ask = async (
    address: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string; path: string }> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "text/html,*/*", cookie, ...init.headers };
    const answer = await fetch(address, { redirect: "manual", ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get("location");
    if (answer.status === 303 && next !== null) return ask(new URL(next, url).href);
    return { status: answer.status, text: await answer.text(), path: new URL(address).pathname };
  };
  const send: Visitor["send"] = (path, fields) =>
    ask(new URL(path, url).href, {
      method: "POST",
      headers: { origin: url, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });
  await ask(opening("/"));
  return {
    get: (path) => ask(new URL(path, url).href),
    send,
    be: async (login) => {
      await send("/_web/person", { login, to: "/" });
    },
  };
}

/** The cookie that the opening address gives to a browser. */
export function keyCookieOf({ opening }: { opening(path?: string): string }): string {
  const { port, searchParams } = new URL(opening());
  return `sandbox_key_${port}=${searchParams.get("key")}`;
}

interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
}

/** The status of a request with headers that `fetch` would not let a script choose, such as `Host`. */
export function askWith(address: string, { method, headers, body }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(address, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", reject);
    call.end(body);
  });
}
