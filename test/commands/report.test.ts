import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { at, temporaryFolder } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { capture, cloneRounds } from "./clone.ts";

const now = at("18:00:00");
const report = (...argv: string[]) => capture(main, "report", ...argv);

describe("hallpass report", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await cloneRounds([pastMonth(10, now)]);
    vi.useFakeTimers({ toFake: ["Date"], now });
    return () => vi.useRealTimers();
  });

  it("prints a summary of the last thirty days in Markdown", async () => {
    const { code, out, err } = await report("--repository", dir);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^## Access, 2026-10-21 18:00Z to 2026-11-20 18:00Z\n\n- requests: 10\n- held at its end: 1\n/u,
    );
  });

  it("writes one page", async () => {
    const file = join(temporaryFolder(), "access.html");
    expect(await report("--repository", dir, "--html", file)).toEqual({
      code: 0,
      err: "",
      out: `Wrote ${file}: 10 requests. Open it in a browser.\n`,
    });
    expect((await readFile(file, "utf8")).match(/<h2>[^<]*/gu)).toEqual(
      [
        "Held at 2026-11-20 18:00Z",
        "Held at the same time",
        "Who held what when",
        "Approvals",
        "Reviews after the end",
        "Ended, and not reviewed yet",
        "Refused and closed",
        "Every request",
      ].map((title) => `<h2>${title}`),
    );
  });

  it("prints the numbers for a script", async () => {
    const { code, out } = await report("--repository", dir, "--json", "--since", "2026-11-10T00:00:00Z");
    const { verified, outcomes, stories, written } = JSON.parse(out);
    expect([code, verified, written, stories.length]).toEqual([0, true, undefined, 4]);
    expect(outcomes).toMatchObject({ held: 1, ended: 3 });
  });

  it.each([
    [["--until", "2026-11-21T00:00:00Z"], "--until 2026-11-21T00:00:00.000Z is yet to come."],
    [
      ["--since", "2026-11-20T18:00:00Z"],
      "--since 2026-11-20T18:00:00.000Z is not before --until 2026-11-20T18:00:00.000Z.",
    ],
    [["--since", "soon"], "--since soon is neither a duration nor a time."],
  ])("refuses %j", async (argv, words) => {
    const { code, err } = await report("--repository", dir, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  describe("with what hallpass drift found", () => {
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    const found = { kind: "unexplained", principal: "<b>eve</b>", entitlement, ids: {}, requests: [] };
    const recorded = {
      at: "2026-11-20T17:00:00.000Z",
      looked: 3,
      drift: [found],
      unreadable: [],
      findings: [],
    };
    const given = async (content: string) => {
      const file = join(temporaryFolder(), "drift.json");
      await writeFile(file, content);
      return ["--repository", dir, "--drift", file];
    };

    it("shows it, escaped, with the time at which it was found", async () => {
      const file = join(temporaryFolder(), "access.html");
      const argv = await given(JSON.stringify(recorded));
      expect(await report(...argv, "--html", file)).toMatchObject({ code: 0, err: "" });
      const html = await readFile(file, "utf8");
      expect(html).toContain("<h2>Drift at 2026-11-20 17:00Z</h2>");
      expect(html).toMatch(/unexplained.*&#x3C;b>eve&#x3C;\/b>.*readonly on orders-db\/orders/u);
      const { out } = await report(...argv);
      expect(out).toContain("- drift at 2026-11-20 17:00Z: **1**\n");
      expect(out).toContain("unexplained: \\<b\\>eve\\</b\\>, `readonly on orders-db/orders`");
      expect(JSON.parse((await report(...argv, "--json")).out).drift).toMatchObject({ at: recorded.at });
    });

    it("names what an access review rejected, and the review", async () => {
      const review = "inventory/reviews/payments/2026-11-01.yaml";
      const rejected = { ...recorded, drift: [{ ...found, kind: "rejected", review }] };
      const file = join(temporaryFolder(), "access.html");
      const argv = await given(JSON.stringify(rejected));
      expect(await report(...argv, "--html", file)).toMatchObject({ code: 0, err: "" });
      expect(await readFile(file, "utf8")).toContain(review);
    });

    it("says which providers could not be asked, and never that there is none then", async () => {
      const partial = { ...recorded, drift: [], unreadable: [{ provider: "crm", error: "away" }] };
      const { out } = await report(...(await given(JSON.stringify(partial))));
      expect(out).toContain("**0 or more**");
      expect(out).toContain("**Could not be asked: crm.**");
    });

    it.each(["{}", "no JSON", JSON.stringify({ ...recorded, at: "2026-13-40T00:00:00Z" })])(
      "refuses %s",
      async (content) => {
        const { code, err } = await report(...(await given(content)));
        expect(code).toBe(2);
        expect(err).toContain("is not what hallpass drift --json prints");
      },
    );
  });

  it("names a file that it cannot write", async () => {
    const { code, err } = await report("--repository", dir, "--html", join(dir, "none", "access.html"));
    expect(code).toBe(3);
    expect(err).toContain("access.html cannot be written: ENOENT");
  });

  it("says so where the ledger's signature is not verified", async () => {
    const file = join(temporaryFolder(), "access.html");
    const line = `ssh-ed25519 ${Buffer.concat([Buffer.from("0000000b7373682d6564323535313900000020", "hex"), Buffer.alloc(32, 1)]).toString("base64")}`;
    const { code } = await report("--repository", dir, "--key", line, "--html", file);
    expect(code).toBe(3);
    expect((await readFile(file, "utf8")).includes("Nothing of a ledger can be shown")).toBe(true);
  });
});
