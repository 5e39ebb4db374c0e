// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX17: The credential of an adapter can grant anything.

import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSigned, signMessage } from "../../../src/outbound/signature.ts";
import type { HttpFetch } from "../../../src/providers/adapter/http.ts";
import { readReceiver } from "../../../src/providers/adapter/messages/configuration.ts";
import { webhookProvider } from "../../../src/providers/webhook/provider.ts";
import { pick } from "../../support/http.ts";
import { holding, now, write } from "../messages/scripted.ts";

const keys = [randomBytes(32)];
const { ids } = holding;

type Init = Parameters<HttpFetch>[1];

const gone = { state: "gone", changed: true, ids };

/** A right answer to this request, signed at a time. */
function answer(init: Init, at: Date = now, signedWith: readonly Buffer[] = keys): Response {
  const request: unknown = JSON.parse(init.body ?? "");
  const named = { id: String(pick(request, "id")), attempt: String(pick(request, "attempt")) };
  const text = write(named, { result: gone });
  return new Response(text, { headers: { ...signMessage(signedWith, named.id, at, text) } });
}

const open = (fetch: HttpFetch, signedWith: readonly Buffer[] = keys) =>
  webhookProvider({
    receiver: readReceiver("contracts", { resources: { merger: ["reader"] } }),
    ...{ url: new URL("https://contracts.example/hallpass"), keys: signedWith, fetch, now: () => now },
  });

const revokeWith = (fetch: HttpFetch) => open(fetch).revoke(holding);

describe("a message", () => {
  it("is one POST, signed under its own id", async () => {
    const sent: { url: string; init: Init }[] = [];
    await revokeWith(async (url, init) => {
      sent.push({ url: url.href, init });
      return answer(init);
    });
    expect(sent).toHaveLength(1);
    const { url, init } = sent[0] ?? expect.fail();
    expect({ url, method: init.method, redirect: init.redirect }).toEqual({
      ...{ url: "https://contracts.example/hallpass", method: "POST", redirect: "manual" },
    });
    const id = String(pick(JSON.parse(init.body ?? ""), "id"));
    expect(isSigned(keys, id, new Headers(init.headers), init.body ?? "", now)).toBe(true);
    expect(init.headers["content-type"]).toBe("application/json");
  });

  it("is signed with the former key, too, and an answer with it is believed", async () => {
    const former = randomBytes(24);
    const receipt = await open(
      async (_, init) => {
        expect(
          isSigned(
            [former],
            String(init.headers["webhook-id"]),
            new Headers(init.headers),
            init.body ?? "",
            now,
          ),
        ).toBe(true);
        return answer(init, now, [former]);
      },
      [...keys, former],
    ).revoke(holding);
    expect(receipt).toEqual({ changed: true, sessionsEnded: 0 });
  });
});

describe("access does not count as revoked by an answer", () => {
  const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

  it.each<[string, HttpFetch]>([
    ["that nobody signed", async (_, init) => new Response(await answer(init).text())],
    ["that somebody else signed", async (_, init) => answer(init, now, [randomBytes(32)])],
    ["of six minutes ago", async (_, init) => answer(init, minutesAgo(6))],
    [
      "whose body was changed",
      async (_, init) => {
        const { headers } = answer(init);
        return new Response(`${await answer(init).text()} `, { headers });
      },
    ],
    [
      "that is the message itself, with its own signature",
      async (_, init) => new Response(init.body ?? "", { headers: init.headers }),
    ],
    [
      "with a byte order mark, which was not signed",
      async (_, init) => {
        const right = answer(init);
        const text = `\uFEFF${await right.clone().text()}`;
        return new Response(text, {
          headers: { ...signMessage(keys, String(right.headers.get("webhook-id")), now, text) },
        });
      },
    ],
  ])("%s", async (_, fetch) => {
    await expect(revokeWith(fetch)).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("that was right for an earlier attempt of the same revocation", async () => {
    const recorded: Response[] = [];
    const provider = open(async (_, init) => {
      const first = recorded[0];
      recorded.push(answer(init));
      return first?.clone() ?? recorded[0]?.clone() ?? expect.fail();
    });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
  });
});

describe("a status", () => {
  it.each([
    [401, "LOGIN_REFUSED"],
    [403, "REFUSED"],
    [404, "UNEXPECTED"],
    [409, "BUSY"],
    [410, "UNEXPECTED"],
    [429, "THROTTLED"],
    [500, "UNREACHABLE"],
    [503, "UNREACHABLE"],
    [202, "UNEXPECTED"],
    [204, "UNEXPECTED"],
  ])("%i is %s, whatever the answer says", async (status, code) => {
    const fetch: HttpFetch = async (_, init) => {
      const { headers } = answer(init);
      headers.set("retry-after", "7");
      return new Response(status === 204 ? null : await answer(init).text(), { status, headers });
    };
    await expect(revokeWith(fetch)).rejects.toMatchObject({ code, retryAfterSeconds: 7 });
  });
});

describe("doctor", () => {
  const described = {
    ...{ instance: "i1", container: "shared", nativeExpiry: "none", sessions: "survive", offers: [] },
    entitlements: [{ resource: "merger", role: "reader" }],
  };

  /** A receiver that obeys what `obeys` accepts. */
  const receive =
    (obeys: (init: Init, isOurs: boolean, isFresh: boolean) => boolean): HttpFetch =>
    async (_, init) => {
      const headers = new Headers(init.headers);
      const id = String(headers.get("webhook-id"));
      const at = new Date(Number(headers.get("webhook-timestamp")) * 1000);
      const isOurs = isSigned(keys, id, headers, init.body ?? "", at);
      const isFresh = Math.abs(at.getTime() - now.getTime()) < 300_000;
      if (!obeys(init, isOurs, isFresh)) return new Response(null, { status: 401 });
      const text = write(
        { id, attempt: String(pick(JSON.parse(init.body ?? ""), "attempt")) },
        { result: described },
      );
      return new Response(text, { headers: { ...signMessage(keys, id, now, text) } });
    };
  const codesOf = async (fetch: HttpFetch) =>
    ((await open(fetch).diagnose?.()) ?? []).map(({ code }) => code);

  it("finds nothing wrong with a receiver that verifies", async () => {
    expect(await codesOf(receive((_, isOurs, isFresh) => isOurs && isFresh))).toEqual([]);
  });

  it("GX17: finds a receiver that obeys everybody", async () => {
    expect(await codesOf(receive(() => true))).toEqual(["WEBHOOK_UNVERIFIED"]);
  });

  it("GX17: finds a receiver that obeys old messages", async () => {
    expect(await codesOf(receive((_, isOurs) => isOurs))).toEqual(["WEBHOOK_REPLAY"]);
  });

  it("tries it with questions alone", async () => {
    const types: unknown[] = [];
    await codesOf(receive(({ body = "" }) => types.push(pick(JSON.parse(body), "type")) > 0));
    expect(new Set(types)).toEqual(new Set(["access.describe"]));
  });

  it("says why an address is not connected to, and what to do", async () => {
    const refuse: HttpFetch = async () => {
      throw new Error("Not connected: 10.0.0.1 is not public, and `networks` does not list it.");
    };
    expect(await open(refuse).diagnose?.()).toMatchObject([
      {
        code: "WEBHOOK_ADDRESS",
        severity: "error",
        message: expect.stringContaining("10.0.0.1 is not public"),
      },
    ]);
  });

  it("throws when the receiver does not answer", async () => {
    const away: HttpFetch = async () => {
      throw new Error("connect ECONNREFUSED");
    };
    await expect(open(away).diagnose?.()).rejects.toMatchObject({ code: "UNREACHABLE" });
  });
});
