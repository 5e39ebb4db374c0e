// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU2: A person with write access changes `inventory/` or `ACCESS.md` with the approval of anybody, to
//     accept standing access or to lead people to another page.

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";

const answers = `repository: acme/access
rules: security
folders: [{ name: payments, requesters: payments, approvers: payments-leads }]
offers: [{ folder: payments, template: debugging, provider: orders-db, resource: orders, role: readonly }]
accounts: login
teams: { payments: 301, payments-leads: 302, security: 303 }
people: { alice: 1001, carol: 1003 }
`;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hallpass-add-"));
  await writeFile(at("answers.yaml"), answers);
  const given = ["--answers", at("answers.yaml"), "--env", at("hallpass.env")];
  expect(await hallpass("init", "--offline", at("access"), ...given)).toMatchObject({ code: 0 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true });
});

const at = (name: string): string => join(dir, name);
const read = (name: string): Promise<string> => readFile(at(`access/${name}`), "utf8");
const SETTINGS = ".github/hallpass.yaml";

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

const add = (...words: string[]) =>
  hallpass("add", ...words, "--offline", at("access"), "--env", at("hallpass.env"));

const check = () => hallpass("check", "--root", at("access"));

const bob = ["person", "bob", "--id", "bob=1002"] as const;

describe("hallpass add person", () => {
  it("adds the entry with id and accounts as one line, and keeps comments and order", async () => {
    const before = (await read(SETTINGS)).replace("people:\n", "# Who is who. Ask grace.\npeople:\n");
    await writeFile(at(`access/${SETTINGS}`), before);
    const { code, out } = await add(...bob, "--as", "orders-db=bob.b", "--yes");
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("+ person        bob, id 1002, bob.b at orders-db\n"),
    ]);
    expect(await read(SETTINGS)).toBe(
      `${before}  - { id: 1002, login: bob, principals: { orders-db: bob.b } }\n`,
    );
    expect(await check()).toMatchObject({ code: 0, err: "" });
  });

  it("SU2: gives what accepts standing access to the owners of the rules, where nobody owns it", async () => {
    const owners = await read(".github/CODEOWNERS");
    const old = owners.replace(/\/inventory\/.*\n\/ACCESS.*\n/u, "");
    await writeFile(at("access/.github/CODEOWNERS"), old);
    expect((await check()).out).toContain("PATH_UNOWNED");
    const { code, out } = await add(...bob, "--accounts", "none", "--yes");
    expect([code, out]).toEqual([0, expect.stringContaining("+ owner         /inventory/ @acme/security\n")]);
    expect(await read(".github/CODEOWNERS")).toBe(owners);
    expect((await check()).out).not.toContain("PATH_UNOWNED");
  });

  it("takes no account from SAML without GitHub", async () => {
    const { code, err } = await add(...bob, "--accounts", "nameId", "--yes");
    expect([code, err]).toEqual([2, expect.stringContaining("--accounts nameId does not go with --offline")]);
  });

  it("says that there is nothing to do the second time", async () => {
    await add(...bob, "--accounts", "login", "--yes");
    const text = await read(SETTINGS);
    const again = await add(...bob, "--as", "orders-db=bob");
    expect([again.code, again.out]).toEqual([0, expect.stringContaining("Nothing to do")]);
    expect(await read(SETTINGS)).toBe(text);
  });

  it("adds an account to a person who is there, and leaves one that differs", async () => {
    const both = ["--as", "ldap=uid-alice", "--as", "orders-db=eve", "--yes"];
    const { code, out } = await add("person", "alice", "--id", "alice=1001", ...both);
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("! account       alice: alice at orders-db  (left as it is"),
    ]);
    expect(await read(SETTINGS)).toContain("principals: { orders-db: alice, ldap: uid-alice } }");
  });

  it("gives no account to an entry with the id and another login", async () => {
    const text = await read(SETTINGS);
    const { code, out } = await add("person", "mallory", "--id", "mallory=1003", "--as", "x=y", "--yes");
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("! person        mallory, id 1003: listed as carol"),
    ]);
    expect(await read(SETTINGS)).toBe(text);
  });

  it("does nothing with --dry-run, and nothing without --yes where nobody can be asked", async () => {
    const text = await read(SETTINGS);
    expect(await add(...bob, "--accounts", "none", "--dry-run")).toMatchObject({ code: 0 });
    expect(await add(...bob, "--accounts", "none")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--yes"),
    });
    expect(await read(SETTINGS)).toBe(text);
  });

  it("answers scripts", async () => {
    const { code, out } = await add(...bob, "--accounts", "none", "--yes", "--json");
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { plan: [{ what: "person", name: "bob, id 1002", action: "create" }], done: true, next: [/Commit/u] },
    ]);
  });

  it.each([
    [
      "an account that another person has",
      ["--as", "orders-db=Carol"],
      /PERSON_REPEATED.*orders-db account carol/u,
    ],
    ["an account with spaces", ["--as", "orders-db=a b"], /"a b" is no account: letters.*128/u],
    ["a provider that is no name", ["--as", "Orders DB=a"], /"Orders DB" cannot be used/u],
    ["text that is no pair", ["--as", "alice"], /"alice" is no pair/u],
    ["a provider twice", ["--as", "a=b", "--as", "a=c"], /names a twice/u],
    ["no accounts at all", [], /--as orders-db=bob.*policies name orders-db/u],
    ["an option of a team", ["--accounts", "none", "--role", "x"], /--role does not go with add person/u],
  ])("refuses %s", async (_what, more, says) => {
    const text = await read(SETTINGS);
    const { code, err } = await add(...bob, ...more, "--yes");
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(await read(SETTINGS)).toBe(text);
  });

  it.each([
    [
      "a login that is none",
      ["person", "bob smith", "--accounts", "none"],
      /"bob smith" cannot be used.*39/u,
    ],
    [
      "an id that is missing",
      ["person", "bob", "--accounts", "none"],
      /id of bob is missing.*gh api users\/bob/u,
    ],
    ["an id that is none", ["person", "bob", "--id", "bob=0x10", "--accounts", "none"], /"0x10" is no id/u],
    [
      "the login of another id",
      ["person", "alice", "--id", "alice=9", "--accounts", "none"],
      /login alice is given to two/u,
    ],
    ["a kind that is none", ["robot", "r2"], /team TEAM/u],
  ])("refuses %s", async (_what, words, says) => {
    const text = await read(SETTINGS);
    const { code, err } = await add(...words, "--yes");
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(await read(SETTINGS)).toBe(text);
  });
});

describe("hallpass add team", () => {
  const offer = [
    "--template",
    "on-call",
    "--provider",
    "orders-db",
    "--resource",
    "orders",
    "--role",
    "admin",
  ];
  const legal = [
    ...["team", "acme/legal", "--approvers", "legal-leads", ...offer, "--accounts", "login"],
    ...["--id", "legal=304", "--id", "legal-leads=305"],
  ];

  it("makes folder, owners and policy, as hallpass check wants them", async () => {
    const { code, out } = await add(...legal, "--yes");
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("+ owner         /access-requests/legal/ @acme/legal-leads"),
    ]);
    expect(await check()).toMatchObject({ code: 0, err: "" });
    const owners = await hallpass("owners", "--root", at("access"), "access-requests/legal/a.yaml");
    expect(owners.out).toContain("@acme/legal-leads");
    const lines = (await read(".github/CODEOWNERS")).split("\n");
    expect(lines.slice(0, 2)).toEqual([
      "/access-requests/payments/ @acme/payments-leads",
      "/access-requests/legal/ @acme/legal-leads",
    ]);
    expect(await read("policies/legal-orders-admin-on-call.yaml")).toContain("maximum: 12h");
    expect(await read("access-requests/legal/README.md")).toContain("`legal-leads` approves");
  });

  it("writes the page and the form again, unless somebody changed them", async () => {
    await writeFile(at("access/ACCESS.md"), "# Ours\n");
    await add(...legal, "--yes");
    expect(await read("ACCESS.md")).toBe("# Ours\n");
    expect(await read(".github/ISSUE_TEMPLATE/access.yml")).toContain("legal");
  });

  it("finds all of it done the second time", async () => {
    await add(...legal, "--yes");
    const { code, out } = await add(...legal);
    expect([code, out]).toEqual([0, expect.stringContaining("Nothing to do")]);
  });

  it("writes the line of CODEOWNERS where it counts", async () => {
    const text = await read(".github/CODEOWNERS");
    await writeFile(at("access/.github/CODEOWNERS"), `${text}/access-requests/legal* @acme/security\n`);
    await add(...legal, "--yes");
    expect((await read(".github/CODEOWNERS")).trimEnd().split("\n").at(-1)).toBe(
      "/access-requests/legal/ @acme/legal-leads",
    );
  });

  it("leaves a folder of others to them", async () => {
    const text = `${await read(".github/CODEOWNERS")}/access-requests/legal/ @acme/security\n`;
    await writeFile(at("access/.github/CODEOWNERS"), text);
    const { code, err } = await add(...legal, "--yes");
    expect(code).toBe(2);
    expect(err).toMatch(/FOLDER_OWNED.*@acme\/security owns access-requests\/legal\//u);
    expect(await read(".github/CODEOWNERS")).toBe(text);
    await expect(stat(at("access/policies/legal-orders-admin-on-call.yaml"))).rejects.toThrow("ENOENT");
  });

  it.each([
    [
      "a team of another organisation",
      ["team", "evil/legal", ...legal.slice(2)],
      /"evil\/legal" is no team of acme/u,
    ],
    [
      "a folder that leads elsewhere",
      [...legal, "--folder", "../policies"],
      /--folder "..\/policies" cannot be used/u,
    ],
    ["a template nobody made", [...legal, "--template", "forever"], /"forever" is unknown/u],
    [
      "an access that another policy offers there",
      [
        ...legal,
        "--folder",
        "payments",
        "--approvers",
        "payments-leads",
        "--role",
        "readonly",
        "--id",
        "payments-leads=302",
      ],
      /POLICY_AMBIGUOUS.*orders-db/u,
    ],
    ["approvers that nobody named", ["team", "legal"], /--approvers/u],
    ["an id that is missing", legal.slice(0, -2), /legal-leads is missing.*gh api orgs\/acme\/teams/u],
  ])("refuses %s", async (_what, words, says) => {
    const { code, err } = await add(...words, "--yes");
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});

describe("hallpass add provider", () => {
  const postgres = [
    ...["provider", "billing-db", "--adapter", "postgres", "--folder", "payments", "--template", "debugging"],
    ...["--resource", "billing", "--role", "readonly", "--set", "host=db.internal", "--set", "user=hallpass"],
    ...["--set", "port=5433", "--set", "passwordFrom=BILLING_DB_PASSWORD"],
    ...[
      "--set",
      "resources.billing.database=billing",
      "--set",
      "resources.billing.roles.readonly=billing_ro",
    ],
  ];
  const env = () => readFile(at("hallpass.env"), "utf8");
  const entry = `{ name: billing-db, adapter: postgres, host: db.internal, user: hallpass, port: 5433, passwordFrom: BILLING_DB_PASSWORD, resources: { billing: { database: billing, roles: { readonly: billing_ro } } } }`;

  it("offers the access, lists the accounts, and writes the entry of the server", async () => {
    const before = await env();
    const { code, out } = await add(...postgres, "--accounts", "login", "--yes");
    expect([code, out]).toEqual([0, expect.stringContaining("Write BILLING_DB_PASSWORD=… into")]);
    expect(await env()).toBe(`${before}HALLPASS_PROVIDERS='[${entry}]'\n`);
    expect((await stat(at("hallpass.env"))).mode & 0o777).toBe(0o600);
    expect(await read(SETTINGS)).toContain("principals: { orders-db: alice, billing-db: alice } }");
    expect(await read("policies/payments-billing-readonly-debugging.yaml")).toContain("payments-leads");
    expect(await check()).toMatchObject({ code: 0, err: "" });
  });

  it("adds to the providers that are there, and leaves their text and every other value", async () => {
    const before = `${await env()}HALLPASS_PROVIDERS='[{ name: orders-db, adapter: memory }] # ours'\nBILLING_DB_PASSWORD=hunter2\n`;
    await writeFile(at("hallpass.env"), before);
    const { out } = await add(...postgres, "--accounts", "none", "--yes");
    expect(await env()).toBe(before.replace("memory }]", `memory }, ${entry}]`));
    expect(out).not.toContain("Write BILLING_DB_PASSWORD");
    expect(await add(...postgres, "--accounts", "none")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Nothing to do"),
    });
  });

  it("leaves an entry of the name that differs", async () => {
    await writeFile(
      at("hallpass.env"),
      `HALLPASS_REPOSITORY=acme/access\nHALLPASS_PROVIDERS='[{ name: billing-db, adapter: memory }]'\n`,
    );
    const before = await env();
    const { code, out } = await add(...postgres, "--accounts", "none", "--yes");
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("billing-db in HALLPASS_PROVIDERS  (left as it is"),
    ]);
    expect(await env()).toBe(before);
  });

  it("says what to write where the value cannot be changed word for word", async () => {
    const before = `HALLPASS_REPOSITORY=acme/access\nHALLPASS_PROVIDERS="[\\n{ name: a, adapter: memory }]"\n`;
    await writeFile(at("hallpass.env"), before);
    const { code, out } = await add(...postgres, "--accounts", "none", "--yes");
    expect([code, out]).toEqual([0, expect.stringContaining(`which was left as it is: ${entry}`)]);
    expect(await env()).toBe(before);
  });

  it.each([
    ["an adapter that is none", [...postgres, "--adapter", "oracle"], /"oracle" is unknown: .*postgres/u],
    [
      "a folder that no policy serves",
      [...postgres, "--folder", "legal"],
      /No policy serves the folder legal.*payments/u,
    ],
    [
      "a team that does not ask there",
      [...postgres, "--requesters", "eve"],
      /"eve" is not among the requesters of payments/u,
    ],
    [
      "a field that is missing",
      postgres.slice(0, -2),
      /resources\/billing: must have required property 'roles'/u,
    ],
    [
      "a field that is unknown",
      [...postgres, "--set", "hots=x"],
      /"hots" is not known here. Did you mean "host"/u,
    ],
    ["a secret", [...postgres, "--set", "password=hunter2"], /passwordFrom/u],
    ["a role that the entry lacks", [...postgres, "--role", "admin"], /could not give admin on billing/u],
    ["a field named like the prototype", [...postgres, "--set", "__proto__.x=1"], /"__proto__" is no name/u],
    ["a value and fields under it", [...postgres, "--set", "host.x=1"], /a shorter field has a value/u],
    ["a name that is none", ["provider", "Billing DB", ...postgres.slice(2)], /"Billing DB" cannot be used/u],
  ])("refuses %s", async (_what, words, says) => {
    const [text, before] = [await read(SETTINGS), await env()];
    const { code, err } = await add(...words, "--accounts", "login", "--yes");
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    expect(err).not.toContain("hunter2");
    expect([await read(SETTINGS), await env()]).toEqual([text, before]);
  });
});

it("changes nothing where there is a second CODEOWNERS", async () => {
  await writeFile(at("access/CODEOWNERS"), "* @acme/security\n");
  const { code, err } = await add(...bob, "--accounts", "none", "--yes");
  expect([code, err]).toEqual([2, expect.stringContaining("CODEOWNERS_TWICE")]);
});

it("changes nothing where the rules have mistakes already", async () => {
  await writeFile(at("access/policies/broken.yaml"), "name: broken\n");
  const { code, err } = await add(...bob, "--accounts", "none", "--yes");
  expect(code).toBe(2);
  expect(err).toMatch(/have mistakes already, and nothing was changed[\s\S]*policies\/broken.yaml:1:1/u);
});
