// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS3: A harmless pull request adds a second CODEOWNERS file, which GitHub would read instead.
//   RO3: A path that looks like `access-requests/`, `policies/` or `.github/`, or a request file in the wrong
//     place, gets a green check.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";

const request = `subject: alice
entitlements:
  - { provider: orders-db, resource: orders, role: readonly }
duration: 2h
reason: Investigate stuck refunds
`;

const policy = `name: orders
folders: [payments]
entitlements: [{ provider: orders-db, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;

const review = `due: "2026-12-12"
lines:
  - decision: undecided
    principal: carol
    provider: orders-db
    resource: orders
    role: readonly
    ids: { instance: "1", principal: "2", entitlement: "3" }
`;

const path = "access-requests/payments/a.yaml";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "hallpass-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

async function hallpass(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const keep = (name: "out" | "err") => (text: string | Uint8Array) => {
    written[name] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, "write").mockImplementation(keep("out"));
  const err = vi.spyOn(process.stderr, "write").mockImplementation(keep("err"));
  const code = await main(argv);
  out.mockRestore();
  err.mockRestore();
  return { code, ...written };
}

describe("hallpass", () => {
  it.each([
    [["--help"]],
    [["check", "--help"]],
    [["owners", "--help"]],
    [["status", "--help"]],
    [["serve", "--help"]],
    [["sandbox", "--help"]],
  ])("%j explains itself", async (argv) => {
    const { code, out } = await hallpass(...argv);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: hallpass/);
  });

  it("knows its version", async () => {
    expect(await hallpass("--version")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each([
    [["chekc"], 'Did you mean "check"?'],
    [["constructor"], "Commands: init, add, app, workflows, request, mcp, check, policy, links, owners"],
    [[], "Usage: hallpass"],
    [["check", "--kind", "policy"], "--kind is for a FILE"],
    [["check", "--nope"], ". See hallpass check --help."],
    [
      ["status", "extra"],
      'hallpass status takes options alone, and got "extra". See hallpass status --help.',
    ],
    [["status", "jsno"], 'takes options alone, and got "jsno". Did you mean --json? See hallpass status'],
    [["status", "--key"], "--key needs a value: --key LINE. See hallpass status --help."],
    [
      ["status", "--repository", "--key", "a"],
      '--repository needs a value, and "--key" looks like an option: write --repository DIR, or --repository=--key. See',
    ],
    [["serve", "--json=yes"], '--json takes no value: leave out "=yes". See hallpass serve --help.'],
    [["drift", "--env"], "--env needs a value: --env FILE. See hallpass drift --help."],
    [
      ["check", "a", "--kind", "poem"],
      "Kinds: request, policy, template, test, settings, codeowners, review, rota",
    ],
    [["check", "no-such-file.yaml"], "no-such-file.yaml cannot be read: there is no such file, seen from /"],
    [["check", "src"], "src cannot be read: it is a folder. Name the files in it, such as src/*.yaml."],
    [["check", "README.md"], "README.md is no YAML file and not CODEOWNERS. If it is one of request,"],
    [["check", "--root", "/no/such/folder", "README.md"], "--root /no/such/folder is not a folder"],
    [["owners", "a", "--root", "/no/such/folder"], "--root /no/such/folder is not a folder"],
    [["owners"], "Give one PATH"],
    [["owners", "../a", "--root", "."], "is not a path inside the repository"],
    [["owners", "a", "--codeowners", "no-such-file"], "no-such-file cannot be read"],
  ])("%j: exit 2, and what to do", async (argv, message) => {
    const { code, err, out } = await hallpass(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });
});

describe("hallpass check", () => {
  it("has nothing against a good request", async () => {
    await write({ [path]: request, "policies/orders.yaml": policy });
    const file = join(root, path);
    expect(await hallpass("check", file)).toEqual({
      code: 0,
      out: `${file}: no mistakes (request)\n`,
      err: "",
    });
  });

  it("PS3: fails on a second CODEOWNERS file", async () => {
    const owned = "/access-requests/payments/ @acme/payments-leads\n";
    await write({ "policies/orders.yaml": policy, ".github/CODEOWNERS": owned, CODEOWNERS: owned });
    const { code, out } = await hallpass("check", "--root", root);
    expect(code).toBe(1);
    expect(out).toContain("There are 2 CODEOWNERS files: .github/CODEOWNERS, CODEOWNERS.");
  });

  it("checks everything in the clone, and the rules together, without a file", async () => {
    const owned = "/access-requests/payments/ @acme/payments-leads\n* @acme/everybody\n";
    await write({
      [path]: request,
      "access-requests/README.md": "How to ask.\n",
      "policies/orders.yaml": policy,
      "policies/twice.yaml": policy.replace(/^name: .*$/mu, "name: twice"),
      ".github/CODEOWNERS": owned,
    });
    const { code, out } = await hallpass("check", "--json", "--root", root);
    expect(code).toBe(1);
    const checked = JSON.parse(out);
    expect(checked.map(({ kind, ok }: { kind: string; ok: boolean }) => [kind, ok])).toEqual([
      ["codeowners", true],
      ["policy", true],
      ["policy", true],
      ["request", false],
      ["rules", false],
    ]);
    const codes = checked.at(-1).findings.map((finding: { code: string }) => finding.code);
    expect([...new Set(codes)]).toEqual(["RULE_FILE_MISSING", "FOLDER_OWNED", "POLICY_AMBIGUOUS"]);
  });

  it("a policy with a mistake hides no other file's mistakes, and the rules together are no longer called right", async () => {
    const owned = "/access-requests/payments/ @acme/payments-leads\n";
    await write({
      [path]: `${request}bogus: 1\n`,
      "policies/orders.yaml": `${policy}bogus: 1\n`,
      ".github/CODEOWNERS": `${owned}/policies/ security\n`,
      ".github/hallpass.yaml": "people: 5\n",
    });
    const { code, out } = await hallpass("check", "--json", "--root", root);
    expect(code).toBe(1);
    const found = JSON.parse(out).flatMap(
      ({ file, findings }: { file: string; findings: { code: string }[] }) =>
        findings.map((finding) => [file.slice(root.length + 1), finding.code]),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        [path, "FIELD_UNKNOWN"],
        ["policies/orders.yaml", "FIELD_UNKNOWN"],
        [".github/CODEOWNERS", "CODEOWNERS_OWNER"],
        [".github/hallpass.yaml", "FIELD_TYPE"],
        ["", "RULES_READABLE"],
      ]),
    );
    const { findings } = JSON.parse(out).at(-1);
    expect(findings[0].message).toBe(
      "policies/orders.yaml, .github/hallpass.yaml have mistakes, so they were not compared with the other rules.",
    );
  });

  it("finds requests outside access-requests/ without a file, and leaves other YAML and packages alone", async () => {
    await write({
      "policies/orders.yaml": policy,
      "alice.yaml": request,
      "docs/deep/bob.yml": request,
      "node_modules/some/x.yaml": request,
      ".github/workflows/hallpass.yaml": "name: Hallpass\non: push\n",
      "large.yaml": `${request}# ${"x".repeat(20_000)}\n`,
    });
    const { code, out } = await hallpass("check", "--json", "--root", root);
    expect(code).toBe(1);
    const found = JSON.parse(out)
      .filter(({ kind }: { kind: string }) => kind === "request")
      .map(({ file, findings: [first] }: { file: string; findings: { code: string }[] }) => [
        file.slice(root.length + 1),
        first?.code,
      ]);
    expect(found).toEqual([
      ["alice.yaml", "PATH_INVALID"],
      ["docs/deep/bob.yml", "PATH_INVALID"],
    ]);
  });

  it("says where, what and the fix", async () => {
    await write({ [path]: request.replace("2h", "2.5h") });
    const file = join(root, path);
    const { code, out } = await hallpass("check", file);
    expect(code).toBe(1);
    expect(out).toContain(`${file}:4:11  VALUE_PATTERN  duration is "2.5h", which does not fit.`);
    expect(out).toContain("\n  fix: Write 150m.\n");
  });

  it.each([
    ["another role", request.replace("readonly", "admin"), "ENTITLEMENT_UNKNOWN", 3],
    ["too long", request.replace("2h", "9h"), "DURATION_TOO_LONG", 4],
    ["too short", request.replace("2h", "1m"), "DURATION_TOO_SHORT", 4],
    ["no reason to speak of", request.replace("Investigate stuck refunds", "why"), "REASON_TOO_SHORT", 5],
  ])("holds a request against the policies around it: %s", async (_, text, code, line) => {
    await write({ [path]: text, "policies/orders.yaml": policy });
    const { out } = await hallpass("check", "--json", join(root, path));
    expect(JSON.parse(out)).toMatchObject([{ kind: "request", ok: false, findings: [{ code, line }] }]);
  });

  it("knows a request in the wrong folder, and where it belongs", async () => {
    await write({ "access-requests/security/a.yaml": request, "policies/orders.yaml": policy });
    const { out } = await hallpass("check", join(root, "access-requests/security/a.yaml"));
    expect(out).toContain("WRONG_FOLDER");
    expect(out).toContain("It is offered in: payments.");
  });

  it("says all that the policies have against it at once", async () => {
    const both = request.replace("2h", "9h").replace("Investigate stuck refunds", "why");
    await write({ [path]: both, "policies/orders.yaml": policy });
    const { out } = await hallpass("check", join(root, path));
    expect(out).toMatch(/DURATION_TOO_LONG[\s\S]*REASON_TOO_SHORT/);
  });

  it("says when a policy cannot be read, which stops every grant", async () => {
    await write({ [path]: request, "policies/orders.yaml": policy, "policies/b.yaml": "name: b" });
    const { code, out } = await hallpass("check", join(root, path));
    expect(code).toBe(1);
    expect(out).toContain(
      `${join(root, "policies/b.yaml")}:1:1  POLICY_UNREADABLE  policies/b.yaml has mistakes`,
    );
    expect(out).toContain(`Run hallpass check ${join(root, "policies/b.yaml")}.`);
  });

  it("does not say that nothing is offered while no policy can be read", async () => {
    await write({ [path]: request, "policies/b.yaml": "name: b" });
    const { code, out } = await hallpass("check", "--json", join(root, path));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ ok: false, findings: [{ code: "POLICY_UNREADABLE" }] }]);
    expect(out).not.toContain("No policy");
  });

  it.each([
    ["policies/a.yaml", policy, "policy"],
    [".github/hallpass.yaml", "people: []\n", "settings"],
    [".github/CODEOWNERS", "* @acme/all\n", "codeowners"],
    ["elsewhere.yaml", policy, "policy"],
    ["elsewhere.yaml", "people: []\n", "settings"],
    ["elsewhere.yaml", request, "request"],
    ["elsewhere.yaml", review, "review"],
    ["inventory/reviews/payments/2026-11-28.yaml", review, "review"],
    ["inventory/reviews/2026-11-28.yaml", request, "review"],
    ["access-requests/payments/a.yml", policy, "request"],
  ])("takes %s for what it is", async (name, text, kind) => {
    await write({ [name]: text });
    const { out } = await hallpass("check", "--json", "--root", root, join(root, name));
    expect(JSON.parse(out)).toMatchObject([{ kind }]);
  });

  it("finds the mistakes in an access review, and a place where none is read", async () => {
    const good = "inventory/reviews/payments/2026-11-28.yaml";
    await write({
      "policies/orders.yaml": policy,
      [good]: review,
      "inventory/reviews/payments/2026-11-29.yaml": review.replace("undecided", "maybe"),
      "inventory/reviews/payments/2026-11-30.yml": review,
    });
    const { code, out } = await hallpass("check", "--root", root);
    expect(code).toBe(1);
    expect(out).toContain(`${join(root, good)}: no mistakes (review)\n`);
    expect(out).toMatch(/2026-11-29\.yaml:3:\d+ {2}VALUE_/u);
    expect(out).toContain("2026-11-30.yml:1:1  REVIEW_PLACE");
  });

  it("reads a policy that ends in .yml, as the app does", async () => {
    await write({ [path]: request, "policies/orders.yml": policy });
    expect(await hallpass("check", join(root, path))).toMatchObject({ code: 0, err: "" });
    await write({ "policies/orders.yml": "name: b" });
    expect((await hallpass("check", join(root, path))).out).toContain("POLICY_UNREADABLE");
  });

  it("says that it held a request against nothing, where there are no policies", async () => {
    await write({ [path]: request });
    const given = await hallpass("check", "--root", root, join(root, path));
    expect(given.code).toBe(0);
    expect(given.out).toContain(`NO_POLICIES (warning)  "${root}" has no policies/*.yaml`);
    const alone = await hallpass("check", "--json", join(root, path));
    expect(JSON.parse(alone.out)).toMatchObject([
      { ok: true, findings: [{ code: "NO_POLICIES", severity: "warning" }] },
    ]);
  });

  it("warns, without FILE, of files among the requests that are none, and of no guide", async () => {
    await write({
      [path]: request,
      "policies/orders.yaml": policy,
      "access-requests/payments/.DS_Store": "x",
      "access-requests/payments/README.md": "x",
    });
    const { out } = await hallpass("check", "--root", root);
    expect(out.match(/STRAY_FILE.*/gu)).toEqual([
      "STRAY_FILE (warning)  access-requests/payments/.DS_Store lies in access-requests/ but is not a request.",
    ]);
    expect(out).not.toContain(".DS_Store: no mistakes");
  });

  it("warns of a subject that the settings do not list, or not with an account there", async () => {
    const settings = (principals: string): string => `ledger:
  publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}
people: [{ id: 1001, login: Alice, principals: ${principals} }]
`;
    const ask = async (text: string, principals: string) => {
      await write({
        [path]: text,
        "policies/orders.yaml": policy,
        ".github/hallpass.yaml": settings(principals),
      });
      return hallpass("check", join(root, path));
    };
    expect(await ask(request, "{ orders-db: alice }")).toMatchObject({
      code: 0,
      out: `${join(root, path)}: no mistakes (request)\n`,
    });
    const stranger = await ask(request.replace("alice", "alicia"), "{ orders-db: alice }");
    expect(stranger.code).toBe(0);
    expect(stranger.out).toContain(`:1:10  SUBJECT_UNLISTED (warning)  "alicia" is not under people`);
    const without = await ask(request, "{ memory: alice }");
    expect(without.out).toContain('PRINCIPAL_UNLISTED (warning)  "alice" has no account at "orders-db"');
  });

  it("finds a file from the checkout, where there is none in the current folder", async () => {
    await write({ [path]: request, "policies/orders.yaml": policy });
    expect(await hallpass("check", "--root", root, path)).toEqual({
      code: 0,
      out: `${path}: no mistakes (request)\n`,
      err: "",
    });
  });

  it("believes --kind", async () => {
    await write({ "a.yaml": request });
    const { out } = await hallpass("check", "--json", "--kind", "policy", join(root, "a.yaml"));
    expect(JSON.parse(out)).toMatchObject([{ kind: "policy", ok: false }]);
  });

  it("refuses a request in a place where none is read", async () => {
    await write({ "access-requests/payments/A.yaml": request });
    const { out } = await hallpass("check", "--root", root, join(root, "access-requests/payments/A.yaml"));
    expect(out).toContain(`${join(root, "access-requests/payments/A.yaml")}:1:1  PATH_INVALID`);
    expect(out).toContain("fix: Rename the file to access-requests/payments/a.yaml.");
  });

  it.each([
    ["alice.yaml", request, "PATH_INVALID"],
    ["access-requests/payments/x.yml", request, "PATH_INVALID"],
    ["Access-Requests/payments/x.yaml", request, "PATH_LOOKALIKE"],
    ["access-requests /payments/x.yaml", request, "PATH_LOOKALIKE"],
    ["access\u200B-requests/payments/x.yaml", request, "PATH_LOOKALIKE"],
    ["Policies/orders.yaml", policy, "PATH_LOOKALIKE"],
    [".github/codeowners", "* @acme/all\n", "PATH_LOOKALIKE"],
  ])("RO3: finds that %j is no place of ours", async (name, text, code) => {
    await write({ "policies/orders.yaml": policy, [name]: text });
    const answer = await hallpass("check", "--json", "--root", root, join(root, name));
    expect(answer.code).toBe(1);
    expect(JSON.parse(answer.out)).toMatchObject([{ ok: false, findings: [{ code, line: 1 }] }]);
  });

  it("says that the policies were not asked about a file outside the checkout", async () => {
    await write({ "clone/policies/orders.yaml": policy, "a.yaml": request });
    const { code, out } = await hallpass("check", "--root", join(root, "clone"), join(root, "a.yaml"));
    expect(code).toBe(0);
    expect(out).toContain("PLACE_UNKNOWN (warning)  The file is not in");
  });

  it("answers scripts with every field, for every file", async () => {
    await write({ [path]: "subjet: alice\n", "policies/orders.yaml": policy });
    const { code, out } = await hallpass(
      "check",
      "--json",
      join(root, path),
      join(root, "policies/orders.yaml"),
    );
    const [first, second] = JSON.parse(out);
    expect(code).toBe(1);
    expect(Object.keys(first)).toEqual(["file", "kind", "ok", "findings"]);
    expect(Object.keys(first.findings[0])).toEqual([
      "code",
      "severity",
      "line",
      "column",
      "at",
      "message",
      "fix",
      "docs",
    ]);
    expect(second).toEqual({
      file: join(root, "policies/orders.yaml"),
      kind: "policy",
      ok: true,
      findings: [],
    });
  });
});

describe("hallpass owners", () => {
  const codeowners = "* @acme/all\n/access-requests/payments/ @acme/payments-leads\n/open/\n";

  it.each([
    [path, 0, ["@acme/payments-leads"], 2],
    [`./${path}`, 0, ["@acme/payments-leads"], 2],
    ["README.md", 0, ["@acme/all"], 1],
    ["open/a", 1, [], 3],
  ])("names the owners of %s, and the line", async (asked, code, owners, line) => {
    await write({ ".github/CODEOWNERS": codeowners });
    const result = await hallpass("owners", asked, "--root", root, "--json");
    expect(result.code).toBe(code);
    expect(JSON.parse(result.out)).toMatchObject({ file: ".github/CODEOWNERS", owners, line, findings: [] });
  });

  it("takes a file of the checkout as it is called from here", async () => {
    await write({ ".github/CODEOWNERS": codeowners, [path]: request });
    for (const named of [join(root, path), relative(process.cwd(), join(root, path))]) {
      const { code, out } = await hallpass("owners", named, "--root", root, "--json");
      expect([code, JSON.parse(out)]).toMatchObject([0, { path, owners: ["@acme/payments-leads"] }]);
    }
  });

  it("says so to people", async () => {
    await write({ "docs/CODEOWNERS": codeowners });
    expect((await hallpass("owners", path, "--root", root)).out).toBe(
      `${path} is owned by @acme/payments-leads\n  docs/CODEOWNERS:2  /access-requests/payments/ @acme/payments-leads\n`,
    );
    expect((await hallpass("owners", "open/a", "--root", root)).out).toContain("open/a has no owner");
  });

  it("fails on a line that GitHub skips, even where another line decides", async () => {
    await write({ mine: `${codeowners}!/x @y\n` });
    const { code, out } = await hallpass("owners", path, "--codeowners", join(root, "mine"));
    expect(code).toBe(1);
    expect(out).toContain("mine:4:1  CODEOWNERS_PATTERN");
  });

  it("names an e-mail owner that decides, and fails: it matches no approver", async () => {
    await write({ CODEOWNERS: `${codeowners}/docs/ bob@acme.example\n/My\\ Docs/ @acme/all\n` });
    const { code, out } = await hallpass("owners", "docs/a", "--root", root);
    expect(code).toBe(1);
    expect(out).toContain("docs/a is owned by bob@acme.example\n  CODEOWNERS:4  /docs/ bob@acme.example\n");
    expect(out).toContain("CODEOWNERS_EMAIL (warning)");
    expect((await hallpass("owners", "My Docs/a", "--root", root)).code).toBe(0);
  });

  it("PS3: fails on a second file", async () => {
    await write({ CODEOWNERS: codeowners, ".github/CODEOWNERS": "* @eve" });
    const { code, out } = await hallpass("owners", path, "--root", root);
    expect(code).toBe(1);
    expect(out).toContain("CODEOWNERS_TWICE  .github/CODEOWNERS hides CODEOWNERS");
  });

  it("fails where there is no file", async () => {
    expect(await hallpass("owners", path, "--root", root)).toMatchObject({
      code: 2,
      err: expect.stringContaining("no CODEOWNERS"),
    });
  });
});
