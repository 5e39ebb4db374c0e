// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX18: A role brings more than its name says.

import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { type JsonCall, openJsonApi } from "../../src/providers/adapter/json-api.ts";

/** An API that answers this, and the calls it got. */
function stand(
  status: number,
  text: string,
  url = "https://acme.example/v1/",
  sent: Readonly<Record<string, string>> = {},
) {
  const calls: { url: string; method: string; headers: Record<string, string>; body?: string }[] = [];
  const api = openJsonApi({
    ...{ provider: "acme", url, token: "hunter2", deadlineSeconds: 1 },
    now: () => new Date("2026-11-20T12:00:00Z"),
    async fetch(target, { method, headers, body }) {
      calls.push({ url: target.href, method, headers, ...(body !== undefined && { body }) });
      const headersSent = { "retry-after": "7", ...sent };
      return new Response(status === 204 ? null : text, { status, headers: headersSent });
    },
  });
  return { api, calls };
}

describe("a JSON API", () => {
  it("gets its token, the query and each part of the path encoded", async () => {
    const { api, calls } = stand(200, `{"id":"u1"}`);
    const path = ["users", "a/b?c#d%2F..", "ü"];
    expect(await api.call("GET", path, { query: { page: "1&2" } })).toEqual({ id: "u1" });
    expect(calls).toEqual([
      {
        url: "https://acme.example/v1/users/a%2Fb%3Fc%23d%252F../%C3%BC?page=1%262",
        method: "GET",
        headers: { accept: "application/json", authorization: "Bearer hunter2" },
      },
    ]);
  });

  it("gets a body as JSON", async () => {
    const { api, calls } = stand(201, "{}", "https://acme.example");
    const call: JsonCall = { body: { until: "2026" } };
    expect(await api.call("PUT", ["members"], call)).toEqual({});
    expect(calls).toMatchObject([
      {
        url: "https://acme.example/members",
        headers: { "content-type": "application/json" },
        body: `{"until":"2026"}`,
      },
    ]);
  });

  it.each(["", ".", ".."])("has nothing of the name %j, and is not asked", async (part) => {
    const { api, calls } = stand(200, "{}");
    expect(await api.call("DELETE", ["users", part])).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it("GX18: does not take a proxy's web page for its own word that a thing is gone", async () => {
    const page = { "content-type": "text/html; charset=utf-8" };
    const { api } = stand(404, "<h1>Not found</h1>", undefined, page);
    await expect(api.call("DELETE", ["members", "u1"])).rejects.toMatchObject({ code: "UNEXPECTED" });
    await expect(api.list(["members"])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("has nothing where it answers 404, and an empty object where it answers nothing", async () => {
    expect(await stand(404, "{}").api.call("GET", ["users"])).toBeUndefined();
    expect(await stand(204, "").api.call("DELETE", ["users"])).toEqual({});
  });

  it.each([
    [429, "THROTTLED", 7],
    [403, "REFUSED", 7],
    [503, "UNREACHABLE", 7],
  ])("fails with what the status %i means", async (status, code, retryAfterSeconds) => {
    await expect(stand(status, "{}").api.call("GET", ["users"])).rejects.toMatchObject({
      code,
      retryAfterSeconds,
    });
  });

  it.each(["[]", `"text"`, "null", "{"])("fails for %s, which is no object", async (text) => {
    await expect(stand(200, text).api.call("GET", ["users"])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("gives a list as it is, and nothing where the API has none", async () => {
    const { api, calls } = stand(200, `[{"id":7}]`);
    expect(await api.list(["teams"], { page: "2" })).toEqual([{ id: 7 }]);
    expect(calls).toMatchObject([{ url: "https://acme.example/v1/teams?page=2", method: "GET" }]);
    expect(await stand(404, "").api.list(["teams"])).toBeUndefined();
  });

  it.each(["{}", `["text"]`, "null", ""])("fails for %j, which is no list of objects", async (text) => {
    await expect(stand(200, text).api.list(["teams"])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("reads ids, text or numbers, as text", () => {
    const { api } = stand(200, "");
    expect([api.readId({ id: "u1" }, "id"), api.readId({ id: 7 }, "id")]).toEqual(["u1", "7"]);
    for (const id of ["", 1.5, 2 ** 53, null, undefined])
      expect(() => api.readId({ id }, "id")).toThrow(expect.objectContaining({ code: "UNEXPECTED" }));
  });

  it("reads text and lists of objects, and fails for anything else", () => {
    const { api } = stand(200, "");
    const object = { id: "u1", members: [{ id: "u2" }], wrong: [1] };
    expect(api.readText(object, "id")).toBe("u1");
    expect(api.readList(object, "members")).toEqual([{ id: "u2" }]);
    const error = expect.objectContaining({ code: "UNEXPECTED" });
    for (const read of [
      () => api.readText(object, "members"),
      () => api.readText(undefined, "id"),
      () => api.readList(object, "id"),
      () => api.readList(object, "wrong"),
    ])
      expect(read).toThrow(error);
  });

  it("quotes nothing of an answer that is no JSON: it may hold a token", async () => {
    const error: unknown = await stand(200, "token=hunter2")
      .api.call("GET", ["token"])
      .catch((each) => each);
    expect(error).toMatchObject({ code: "UNEXPECTED" });
    expect(inspect(error)).not.toContain("hunter2");
  });
});
