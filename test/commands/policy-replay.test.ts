import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { at, git, keyPair } from "../git/fixture.ts";
import { requestText } from "../support/builders/evidence.ts";
import { intentEntry, lease, proof } from "../support/builders/ledger.ts";
import { capture, cloneRounds } from "./clone.ts";
import { OWNERS, policyText } from "./policy-checkout.ts";

const replay = (...argv: string[]) => capture(main, "policy", "replay", ...argv);

const text = requestText();
const blob = git("/", ["hash-object", "--stdin"], text);

/** A clone whose ledger has granted one request, and one whose file is nowhere. */
async function cloneGranted(): Promise<string> {
  const key = keyPair();
  const settings = `ledger:\n  publicKey: ${publicKeyLine(key.publicKey)}\npeople:\n  - { id: 1001, login: alice, principals: { orders-db: alice } }\n`;
  const files = [
    { path: "policies/orders.yaml", text: policyText() },
    { path: ".github/CODEOWNERS", text: OWNERS },
    { path: "access-requests/payments/a.yaml", text },
  ];
  const granted = [
    intentEntry(lease({ startsAt: at("14:02:00") }), { of: 1, proof: { ...proof, blob } }),
    intentEntry(lease({ request: "payments/b", pull: 13, startsAt: at("14:03:00") })),
  ];
  return cloneRounds([granted], key, { settings, files });
}

describe("hallpass policy replay", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await cloneGranted();
    vi.useFakeTimers({ toFake: ["Date"], now: at("18:00:00") });
    return () => vi.useRealTimers();
  });

  const write = (overrides: Readonly<Record<string, string>>): void => {
    mkdirSync(join(dir, "policies"), { recursive: true });
    writeFileSync(join(dir, "policies/orders.yaml"), policyText(overrides));
  };

  it("finds nothing where the rules decide alike, and says what could not be replayed", async () => {
    write({ description: "Read orders" });
    expect(await replay("--root", dir)).toEqual({
      code: 0,
      out: "None of 1 past decision changes.\n1 more could not be replayed: their files are not in the clone.\n",
      err: "",
    });
  });

  it("names what the files of the checkout would have decided otherwise", async () => {
    write({ duration: "{ maximum: 1h }" });
    const { code, out } = await replay("--root", dir);
    expect(code).toBe(1);
    expect(out).toContain("1 of 1 past decision changes: 1 is denied.\n");
    expect(out).toContain(
      "2026-11-20  payments/a (#12, alice), granted then: is denied\n    DURATION_TOO_LONG: 2h",
    );
  });

  it("compares two commits, and prints it for a script", async () => {
    write({ automatic: "{ maximum: 4h }" });
    git(dir, ["add", "."]);
    git(dir, ["commit", "--quiet", "--message", "Widen"]);
    const { code, out } = await replay("--root", dir, "--from", "HEAD", "--to", "HEAD~1", "--json");
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { verified: true, decisions: 1, unread: 1, left: 0, unknownTeams: [], changes: [] },
    ]);
  });

  it("leaves out what was decided before --since", async () => {
    write({ duration: "{ maximum: 1h }" });
    const { code, out } = await replay("--root", dir, "--since", "1h");
    expect([code, out]).toEqual([0, "There is no past decision to replay.\n"]);
  });

  it.each([
    [["--to", "nothing"], 2, "--to nothing is no commit of this clone."],
    [["--to=--all"], 2, "--to --all is no commit of this clone."],
    [["--since", "soon"], 2, "--since soon is neither a duration nor a time."],
    [["a.yaml"], 2, "policy replay takes no files"],
  ])("refuses %j", async (argv, code, message) => {
    const answer = await replay("--root", dir, ...argv);
    expect([answer.code, answer.out]).toEqual([code, ""]);
    expect(answer.err).toContain(message);
  });

  it("does not replay under rules with mistakes", async () => {
    write({ duration: "{ maximum: soon }" });
    const { code, err } = await replay("--root", dir);
    expect(code).toBe(3);
    expect(err).toContain("The rules of the working tree have mistakes:\npolicies/orders.yaml:5");
  });
});
