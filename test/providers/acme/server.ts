import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Disturbance } from "../conformance.ts";

const send = (response: ServerResponse, status: number, body?: unknown, headers = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? "" : JSON.stringify(body));
};

/** The invented system of docs/providers/adding-a-provider.md. What is slow takes effect after `late` milliseconds, and never answers. */
export async function startAcme(token: string, late: number) {
  const users = new Map<string, string>();
  const groups = new Map([["orders/readonly", "g1"]]);
  const members = new Map<string, { user: string; note: string; until?: number }>();
  let status = 200;
  let disturbance: Disturbance | undefined;
  const nameOf = (id: string) => [...users].find(([, each]) => each === id)?.[0];

  function answer(method: string, url: URL, body: string): [number, unknown?] {
    for (const [key, { until = Infinity }] of members) if (until <= Date.now()) members.delete(key);
    const [, , kind, group, , user = "", note = ""] = url.pathname.split("/");
    const name = url.searchParams.get("name") ?? "";
    if (kind === "instance") return [200, { id: "acme-1" }];
    if (kind === "user") return users.has(name) ? [200, { id: users.get(name) }] : [404];
    if (kind === "group") return groups.has(name) ? [200, { id: groups.get(name) }] : [404];
    if (kind !== "groups" || ![...groups.values()].includes(group ?? "")) return [404];
    const key = `${user} ${note}`;
    if (method === "PUT") {
      if (nameOf(user) === undefined) return [404];
      const created = !members.has(key);
      members.set(key, { user, note, until: Date.parse(JSON.parse(body).until) });
      return [200, { created }];
    }
    if (method === "DELETE") return members.delete(key) ? [204] : [404];
    const page = Number(url.searchParams.get("page"));
    const all = [...members.values()].map((each) => ({ ...each, name: nameOf(each.user) }));
    if (disturbance === "partial" && page > 1) return [500];
    return [200, { members: all.slice(page - 1, page), next: page < all.length ? page + 1 : null }];
  }

  const landings: Promise<void>[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? "", "http://acme");
    if (request.headers.authorization !== `Bearer ${token}`) return send(response, 401);
    if (status !== 200) return send(response, status);
    if (disturbance === "throttled") return send(response, 429, undefined, { "retry-after": "7" });
    const isWrite = request.method !== "GET";
    if (disturbance === "slow" && isWrite) {
      landings.push(pause(late).then(() => void answer(request.method ?? "", url, body)));
      return;
    }
    const [code, value] = answer(request.method ?? "", url, body);
    if (disturbance === "lost-answer" && isWrite) return response.destroy();
    if (disturbance === "fails-after" && isWrite) return send(response, 502);
    return send(response, code, value);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    ...{ url: `http://127.0.0.1:${port}/v1`, users, groups, members },
    setStatus: (next: number) => {
      status = next;
    },
    disturb: (next: Disturbance | undefined) => {
      disturbance = next;
    },
    landed: async () => void (await Promise.all(landings.splice(0))),
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
