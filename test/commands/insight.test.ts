import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { at, git, keyPair, temporaryFolder } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { capture, cloneRounds } from "./clone.ts";

const now = at("18:00:00");
const insight = (...argv: string[]) => capture(main, "insight", ...argv);

describe("hallpass insight", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await cloneRounds([pastMonth(300, now)]);
    vi.useFakeTimers({ toFake: ["Date"], now });
    return () => vi.useRealTimers();
  });

  it("names what stands out, with its reason", async () => {
    const { code, out, err } = await insight("--repository", dir);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^For longer each time\n- ivan asked for ReadOnlyAccess on aws\/billing for longer each of the last 3 times/u,
    );
    expect(out).toContain("Borrowed by many\n- 12 people borrowed");
  });

  it("prints it for a script", async () => {
    const { code, out } = await insight("--repository", dir, "--json", "--since", "1d");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verified: true, since: "2026-11-19T18:00:00.000Z", signals: [] });
  });

  it.each([
    [["--until", "2026-11-21T00:00:00Z"], "--until 2026-11-21T00:00:00.000Z is yet to come."],
    [["--since", "2026-11-20T18:00:00Z"], "--since 2026-11-20T18:00:00.000Z is not before --until"],
  ])("refuses a time in which nothing can be found: %j", async (argv, message) => {
    const { code, out, err } = await insight("--repository", dir, ...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("refuses what is no time", async () => {
    const { code, err } = await insight("--repository", dir, "--since", "soon");
    expect([code, err.split("\n")[0]]).toEqual([
      2,
      "--since soon is neither a duration nor a time. Write it as 30d or 2026-11-20T16:02:00Z.",
    ]);
  });

  describe("proposes changes", () => {
    const policy = (name: string) => `name: ${name}
folders: [payments]
entitlements: [{ provider: orders-db, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;
    let clone = "";
    beforeEach(async () => {
      const key = keyPair();
      const settings = `ledger:\n  publicKey: ${publicKeyLine(key.publicKey)}\npeople:\n  - { id: 7, login: zoe, principals: {} }\n`;
      const files = [
        { path: "policies/one.yaml", text: policy("one") },
        { path: "policies/two.yaml", text: policy("two") },
      ];
      clone = await cloneRounds([pastMonth(30, now)], key, { settings, files });
    });

    it("as files that git apply takes, and leaves the clone as it is", async () => {
      const folder = join(temporaryFolder(), "changes");
      const before = git(clone, ["for-each-ref"]);
      const { code, out } = await insight("--repository", clone, "--patch", folder);
      expect(code).toBe(0);
      const names = readdirSync(folder).sort();
      expect(names).toEqual(["0001-idle-policy.patch", "0002-idle-policy.patch", "0003-idle-person.patch"]);
      expect(out).toContain("As a pull request: --propose idle-policy, or one of idle-policy:one");
      expect(out).toContain(`Wrote ${join(folder, "0003-idle-person.patch")}`);
      expect([git(clone, ["for-each-ref"]), git(clone, ["status", "--porcelain"])]).toEqual([before, ""]);
      git(clone, ["apply", ...names.map((name) => join(folder, name))]);
      expect(git(clone, ["status", "--porcelain"])).toMatch(
        /^ ?M \.github\/hallpass\.yaml\n D policies\/one\.yaml\n D policies\/two\.yaml$/u,
      );
    });

    it("prints each for a script, beside the signal that it answers", async () => {
      const { out } = await insight("--repository", clone, "--json");
      const changes = JSON.parse(out).signals.flatMap(({ change }: { change?: object }) => change ?? []);
      expect(changes).toContainEqual(
        expect.objectContaining({ id: "idle-policy:one", path: "policies/one.yaml", removed: true }),
      );
    });

    it.each([
      ["idle-policy:on", 'did you mean "idle-policy:one"?'],
      ["nothing", "--propose nothing names no change."],
    ])("refuses %s, which names none", async (word, message) => {
      const { code, out, err } = await insight("--repository", clone, "--propose", word);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(message);
    });

    it("asks for a token before it opens anything", async () => {
      vi.stubEnv("GH_TOKEN", "");
      const { code, err } = await insight("--repository", clone, "--propose", "idle-policy");
      vi.unstubAllEnvs();
      expect(code).toBe(2);
      expect(err).toContain("GH_TOKEN is not set");
    });
  });
});
