import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { checkFile } from "../../src/commands/check-files/check-file.ts";
import { propose } from "../../src/commands/propose/inventory-propose.ts";
import { type GivenProposal, readProposalOptions } from "../../src/commands/propose/proposal-options.ts";
import { toBaseline } from "../../src/core/inventory/inventory.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { readInventory } from "../../src/operations/inventory.ts";
import { type MemoryOptions, memoryProvider } from "../../src/providers/memory/provider.ts";
import { renderBaseline } from "../../src/report/inventory.ts";
import { intent, keyPair } from "../git/fixture.ts";
import { addFetched, createAccessClone } from "./access-clone.ts";
import { capture } from "./clone.ts";

const entitlement = { provider: "crm", resource: "orders", role: "readonly" };
const policy = `name: orders
folders: [payments]
entitlements: [{ provider: crm, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;
const people = `  - { id: 1001, login: Alice, principals: { crm: alice } }
  - { id: 1003, login: carol, principals: { crm: carol } }
`;
const heldBy = (principal: string, of = entitlement) => ({ principal, entitlement: of, grantedBy: "admin" });
const crm = (options: Partial<MemoryOptions> = {}) =>
  memoryProvider({ name: "crm", standing: [heldBy("alice"), heldBy("carol"), heldBy("ci")], ...options });

/** A provider that has words for taking away. */
const speaking = (provider: Provider): Provider => ({
  ...provider,
  describeRemoval: ({ principal, entitlement: { role }, grantedBy }) =>
    `REVOKE "${role}" FROM "${principal}" GRANTED BY "${grantedBy}";`,
});

/** Number, state and account, and what became of it. */
const rowsOf = (out: string) =>
  out
    .split("\n\n")[0]
    ?.trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(/ {2,}/u))
    .map((cells) => [...cells.slice(0, 3), cells.at(-1)]);

let template: ReturnType<typeof createAccessClone>;
beforeAll(async () => {
  // Its baseline names what alice and carol hold, and one who holds nothing any more; what ci holds is new.
  const named = crm({ standing: [heldBy("alice"), heldBy("carol"), heldBy("gone")] });
  template = createAccessClone({
    ".github/CODEOWNERS": "/access-requests/payments/ @acme/payments-leads\n",
    ".github/hallpass.yaml": `ledger:\n  publicKey: ${publicKeyLine(keyPair().publicKey)}\npeople:\n${people}`,
    "policies/orders.yaml": policy,
    "inventory/crm.yaml": renderBaseline(toBaseline("crm", await readInventory(named), emptyLedger)),
  });
});
afterAll(() => template.remove());

/** The command in a clone of its own. */
function scene(provider = speaking(crm()), state: LedgerState = emptyLedger) {
  const clone = template.copy();
  const run = (given: GivenProposal) =>
    capture(async () => {
      const folder = given.propose === "adopt" ? { folder: "payments" } : {};
      const options = readProposalOptions({ repository: clone.dir, ...folder, ...given });
      if (options === undefined) throw new Error("Nothing is proposed.");
      return propose(options, { providers: new Map([["crm", provider]]) }, state);
    });
  const branches = () => clone.git("for-each-ref", "--format=%(refname:short)", "refs/heads/inventory");
  return { clone, git: clone.git, run, provider, branches: () => branches().split("\n").filter(Boolean) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hallpass inventory --propose adopt", () => {
  it("makes a branch with one request, by whoever runs it, and touches neither what is checked out nor the provider", async () => {
    const { clone, git, run, provider, branches } = scene();
    const { dir } = clone;
    writeFileSync(join(dir, "notes.txt"), "mine");
    writeFileSync(join(dir, "policies/orders.yaml"), "half done");
    git("add", "policies");
    const before = [git("status", "--porcelain"), git("rev-parse", "HEAD"), git("diff", "--cached")];
    const grants = await readInventory(provider);
    const { code, out, err } = await run({ propose: "adopt", finding: ["alice:readonly"], duration: "4h" });
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^\[1\/1\] alice, inventory\/adopt\/\w{16}: made\n$/u),
    ]);
    const [branch = "", ...others] = branches();
    expect(others).toEqual([]);
    const [status, path = ""] = git("diff", "--name-status", "origin/main", branch).split("\t");
    expect(status).toBe("A");
    expect(path).toMatch(
      /^access-requests\/payments\/\d{4}-\d\d-\d\d-alice-orders-readonly-[0-9a-f]{8}\.yaml$/u,
    );
    expect(git("show", `${branch}:${path}`)).toBe(`subject: Alice
entitlements:
  - { provider: crm, resource: orders, role: readonly }
duration: 4h
reason: "Held without an end so far: readonly on crm/orders. Adopted from the inventory, to be looked at again."`);
    const who = "Olga Operator <olga@example.com>";
    expect(git("log", "-1", "--format=%an <%ae> %cn <%ce>%n%P", branch)).toBe(
      `${who} ${who}\n${git("rev-parse", "origin/main")}`,
    );
    expect([git("status", "--porcelain"), git("rev-parse", "HEAD"), git("diff", "--cached")]).toEqual(before);
    expect(await readInventory(provider)).toEqual(grants);
    // What hallpass check says of it.
    git("checkout", "--quiet", "--force", branch);
    expect(await checkFile(join(dir, path), { root: undefined, kind: undefined })).toMatchObject({
      kind: "request",
      findings: [],
    });
    expect(out).toContain(
      `git -C ${dir} push origin ${branch}\n  gh pr create --base main --head ${branch} --fill`,
    );
    expect(out).toContain("To be opened by Alice; the author of this commit cannot approve it.");
  });

  it("says what to do about access that the configuration does not name, such as on a whole server", async () => {
    const whole = { provider: "crm", resource: "*", role: "auditors" };
    const standing = [heldBy("alice"), heldBy("carol"), heldBy("carol", whole)];
    const named = { ...crm({ standing }), check: speaking(crm()).check };
    const check: Provider["check"] = (asked) =>
      asked.resource === "*"
        ? [
            {
              code: "RESOURCE_UNKNOWN",
              severity: "error",
              at: "",
              message: 'Provider "crm" has no resource "*".',
              fix: "",
            },
          ]
        : named.check(asked);
    const { run, branches } = scene(speaking({ ...named, check }));
    const { out, err } = await run({ propose: "adopt", finding: ["carol:auditors"] });
    expect(branches()).toEqual([]);
    expect(out + err).toContain("No request can ask for what carol holds (auditors on crm/*).");
    expect(out + err).toContain("name the role under a resource of");
    expect(out + err).toContain("--propose remove");
  });

  it("leaves a branch that is there alone, here or at the remote, and says so", async () => {
    const { git, run, branches } = scene();
    const again = { propose: "adopt", finding: ["alice:readonly"] };
    await run(again);
    const [branch = ""] = branches();
    const tip = git("rev-parse", branch);
    expect(await run({ ...again, duration: "1h" })).toMatchObject({
      code: 0,
      out: expect.stringContaining("there already, left alone"),
    });
    expect(git("rev-parse", branch)).toBe(tip);
    git("update-ref", `refs/remotes/origin/${branch}`, tip);
    git("branch", "--quiet", "-D", branch);
    expect((await run(again)).out).toContain("there already, left alone");
    expect(branches()).toEqual([]);
  });

  it("makes no branch for what could not be granted, and says why", async () => {
    const { run, branches } = scene();
    const { code, out, err } = await run({ propose: "adopt", duration: "9h" });
    expect([code, branches()]).toEqual([1, []]);
    expect(rowsOf(out)).toEqual([
      ["1", "committed", "alice", "not made: DURATION_TOO_LONG"],
      ["2", "committed", "carol", "not made: DURATION_TOO_LONG"],
      ["3", "new", "ci", "not made: PRINCIPAL_UNMAPPED"],
      ["4", "gone", "gone", "not made: NOT_HELD"],
    ]);
    expect(err).toMatch(
      /^#1 .*DURATION_TOO_LONG {2}9h is longer than the 8h .*\n {2}fix: Ask for 8h or less\.\n/u,
    );
    expect(err).toMatch(/^#3 PRINCIPAL_UNMAPPED {2}.*"ci"\.\n {2}fix: /mu);
    const leaking = { propose: "adopt", finding: ["1"], reason: "login password=hunter2hunter2" };
    const second = await run(leaking);
    expect([second.code, branches()]).toEqual([1, []]);
    expect(second.err).toContain("REASON_SECRET");
    expect(second.err).not.toContain("hunter2");
  });

  it("names the mistake of rules that cannot be read: while they have it, nothing is granted", async () => {
    const { clone, run, branches } = scene();
    addFetched(clone, { "policies/broken.yaml": "name: 7\n" });
    const { code, err } = await run({ propose: "adopt", finding: ["alice:readonly"] });
    expect([code, branches()]).toEqual([1, []]);
    expect(err).toContain("policies/broken.yaml:1:");
  });

  it("asks for nothing that a lease gives already", async () => {
    const hour = 3_600_000;
    const startsAt = new Date(Date.now() - hour);
    const terms = { principal: "carol", entitlement, startsAt, endsAt: new Date(Date.now() + hour) };
    const state = applyEntries(emptyLedger, [intent(terms, startsAt)]);
    const { run } = scene(crm(), state);
    const { code, err } = await run({ propose: "adopt", finding: ["carol:readonly"] });
    expect(code).toBe(1);
    expect(err).toContain("HELD_BY_LEASE");
    expect(err).toContain("payments/2026-11-20-alice");
  });

  it("says what is left to do where grants are shared", async () => {
    const { git, run, branches } = scene(speaking(crm({ container: "shared" })));
    const { out } = await run({ propose: "adopt", finding: ["alice:readonly"] });
    expect(out).toContain("never removes what was held before: the lease's end takes nothing away until");
    const message = git("log", "-1", "--format=%B", branches()[0] ?? "");
    expect(message).toMatch(
      /^Give readonly on crm\/orders of alice an end\n\nalice holds this at crm without/u,
    );
    expect(message).toContain('\n\n    REVOKE "readonly" FROM "alice" GRANTED BY "admin";');
  });
});

describe("hallpass inventory --propose remove", () => {
  it("takes each out of the baseline alone, makes what it can, and says what to run at the provider", async () => {
    const { git, run, branches } = scene();
    const { code, out, err } = await run({ propose: "remove" });
    expect(code).toBe(1);
    expect(rowsOf(out)).toEqual([
      ["1", "committed", "alice", "made"],
      ["2", "committed", "carol", "made"],
      ["3", "new", "ci", "not made: NOT_COMMITTED"],
      ["4", "gone", "gone", "made"],
    ]);
    expect(err).toMatch(
      /NOT_COMMITTED {2}No line of inventory\/ names .*, so none can be taken out\.\n {2}fix: Take it back .* REVOKE "readonly" FROM "ci" GRANTED BY "admin";/u,
    );
    expect(branches()).toHaveLength(3);
    const told = branches().map((name) => [git("log", "-1", "--format=%s", name), name]);
    const branch = told.find(([subject]) => subject?.endsWith("of carol"))?.[1] ?? "";
    expect(git("diff", "--numstat", "origin/main", branch)).toBe("0\t1\tinventory/crm.yaml");
    expect(git("show", `${branch}:inventory/crm.yaml`)).not.toContain("carol");
    expect(git("log", "-1", "--format=%B", branch)).toBe(`Take back readonly on crm/orders of carol

inventory/crm.yaml names it no longer: it was decided that it goes. Hallpass does not touch it: once this is merged, hallpass inventory --check names it as new until an administrator has taken it back at crm:

    REVOKE "readonly" FROM "carol" GRANTED BY "admin";`);
    expect(out).toContain('\n  REVOKE "readonly" FROM "carol" GRANTED BY "admin";\n');
  });

  it("pushes what it made, when asked, and nothing else", async () => {
    const { clone, git, run, branches } = scene();
    git("remote", "set-url", "origin", clone.remote);
    await run({ propose: "remove", finding: ["alice:readonly"] });
    const [first] = branches();
    git("branch", "unrelated", "origin/main");
    const { code, out } = await run({ propose: "remove", finding: ["1", "2"], push: true });
    expect([code, branches().length]).toEqual([0, 2]);
    const [second = ""] = branches().filter((name) => name !== first);
    const pushed = git("ls-remote", "--heads", clone.remote)
      .split("\n")
      .map((line) => line.split("\t")[1]);
    expect(pushed).toEqual([`refs/heads/${second}`, "refs/heads/main"]);
    expect(out).toContain("made and pushed");
  });

  it("names a push that was refused, and fails", async () => {
    const { git, run } = scene();
    git("remote", "set-url", "origin", "https://somebody:hunter2hunter2@127.0.0.1:1/acme/access.git");
    const { code, out, err } = await run({ propose: "remove", finding: ["carol:readonly"], push: true });
    expect(code).toBe(3);
    expect(err).toContain("#2 was not pushed. git push failed");
    expect(`${out}${err}`).not.toContain("hunter2");
    expect(out).toContain("https://127.0.0.1:1/acme/access/compare/main...inventory/remove/");
  });
});

describe("What is proposed", () => {
  it("is only said with --dry-run", async () => {
    const { run, branches } = scene();
    const { code, out, err } = await run({ propose: "remove", finding: ["1"], "dry-run": true });
    expect([code, err, branches()]).toEqual([0, "", []]);
    expect(out).toContain("to be made");
  });

  it("is one object for a script", async () => {
    const { git, run, branches } = scene();
    const { out } = await run({ propose: "adopt", finding: ["alice:readonly", "ci:readonly"], json: true });
    const [branch = ""] = branches();
    expect(JSON.parse(out)).toMatchObject({
      action: "adopt",
      base: git("rev-parse", "origin/main"),
      proposals: [
        {
          ...{
            number: 1,
            standing: "committed",
            principal: "alice",
            subject: "Alice",
            status: "made",
            branch,
          },
          commit: git("rev-parse", branch),
          findings: [],
        },
        {
          number: 3,
          principal: "ci",
          status: "refused",
          branch: null,
          findings: [{ code: "PRINCIPAL_UNMAPPED" }],
        },
      ],
      unreadable: [],
    });
  });

  it("needs a name for its commit that git does not guess", async () => {
    const { git, run, branches } = scene();
    git("config", "--unset", "user.email");
    const nobody = { HOME: "/nonexistent", XDG_CONFIG_HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };
    const unset = ["GIT_CONFIG_GLOBAL", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"];
    for (const [name, value] of Object.entries(nobody)) vi.stubEnv(name, value);
    for (const name of unset) vi.stubEnv(name, undefined);
    await expect(run({ propose: "remove", finding: ["1"] })).rejects.toThrow("git config user.email");
    expect(branches()).toEqual([]);
  });

  it("leaves out a provider that cannot be read, names it, and fails", async () => {
    const fail = (): never => {
      throw new Error("gone away");
    };
    const broken: Provider = { ...crm(), inventory: fail };
    const { run, branches } = scene(broken);
    const { code, err } = await run({ propose: "remove" });
    expect([code, branches()]).toEqual([3, []]);
    expect(err).toContain('"crm" could not be read, and nothing about it is above. gone away');
  });
});
