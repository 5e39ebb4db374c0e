// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX14: A provider's address leads into the internal network.

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createApi } from "../../../src/providers/github/api/api.ts";
import { isIdList } from "../../../src/providers/github/api/shapes.ts";
import { privateKeyPem } from "./key.ts";

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server that answers by the script, and an API against it. */
async function open(answer: (request: IncomingMessage, seen: readonly string[]) => Answer, token?: string) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { status = 200, headers = {}, body = {} } = answer(request, seen);
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  stops.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}/api/v3`;
  const now = () => new Date("2026-11-20T12:00:00Z");
  const credentials = token
    ? ({ kind: "token", token } as const)
    : ({ kind: "app", appId: 7003, privateKey: privateKeyPem } as const);
  const configuration = {
    name: "github",
    organization: { login: "acme", id: 9001 },
    credentials,
    apiUrl,
    now,
  };
  return { api: createApi(configuration, { provider: "github", apiUrl, deadlineSeconds: 5 })(), seen };
}

const next = (path: string) => ({ link: `<https://github.internal/api/v3${path}>; rel="next"` });

describe("a list at GitHub", () => {
  it("is read page by page from the host of the first one", async () => {
    const { api, seen } = await open(
      ({ url }) =>
        url?.includes("page=2")
          ? { body: [{ id: 2 }] }
          : { headers: next("/list?per_page=100&page=2"), body: [{ id: 1 }] },
      "t",
    );
    expect(await api.list(isIdList, "/list")).toMatchObject([{ id: 1 }, { id: 2 }]);
    expect(seen).toEqual(["GET /api/v3/list?per_page=100", "GET /api/v3/list?per_page=100&page=2"]);
  });

  it.each([
    [{ status: 502 }, "UNREACHABLE"],
    [{ body: { message: "not a list" } }, "UNEXPECTED"],
    [{ body: [{ login: "no id" }] }, "UNEXPECTED"],
    [{ status: 301, headers: { location: "/elsewhere" } }, "UNEXPECTED"],
  ])("is an error when its second page is %j", async (second, code) => {
    const { api } = await open(
      ({ url }) => (url?.includes("page=2") ? second : { headers: next("/list?page=2"), body: [{ id: 1 }] }),
      "t",
    );
    await expect(api.list(isIdList, "/list")).rejects.toMatchObject({ code });
  });
});

describe("the link to the next page", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it.each(["x:.evil.example/list", "x:@evil.example/list", "http://["])(
    "GX14: takes the credentials to no other host: %s",
    async (link) => {
      const hosts: string[] = [];
      vi.stubGlobal("fetch", async (url: URL) => {
        hosts.push(url.hostname);
        return new Response("[]", { headers: { link: `<${link}>; rel="next"` } });
      });
      const apiUrl = "https://api.github.com";
      const options = { provider: "github", apiUrl, deadlineSeconds: 5 };
      const credentials = { kind: "token", token: "t" } as const;
      const organization = { login: "acme", id: 9001 };
      const api = createApi({ name: "github", organization, credentials, now: () => new Date() }, options)();
      await expect(api.list(isIdList, "/list")).rejects.toMatchObject({ code: "UNEXPECTED" });
      expect(hosts).toEqual(["api.github.com"]);
    },
  );
});

describe("the App's token", () => {
  const issue = ({ url }: IncomingMessage, id: number): Answer | undefined => {
    if (url?.includes("/app/installations?"))
      return {
        body: [{ id: 8003, account: { id }, repository_selection: "all", permissions: {} }],
      };
    if (url?.endsWith("/access_tokens"))
      return { status: 201, body: { token: "ghs_1", expires_at: "2026-11-20T13:00:00Z" } };
    return undefined;
  };

  it("is asked for once more when GitHub knows it no more, and no third time", async () => {
    const { api, seen } = await open((request) => issue(request, 9001) ?? { status: 401 });
    await expect(api.list(isIdList, "/list")).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    expect(seen.filter((call) => call.includes("/access_tokens"))).toHaveLength(2);
    expect(seen.filter((call) => call.includes("/list"))).toHaveLength(2);
  });

  it("is not asked for where the App is not installed on the organisation", async () => {
    const { api, seen } = await open((request) => issue(request, 9002) ?? {});
    await expect(api.list(isIdList, "/list")).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    expect(seen).toEqual(["GET /api/v3/app/installations?per_page=100"]);
  });
});
