import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseRequest } from "../../src/core/files/request.ts";
import { startCommand } from "../support/command-process.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "hallpass-links-"));
  await mkdir(join(root, "policies"));
  await writeFile(join(root, "policies/orders.yaml"), policy);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const policy = `name: orders-readonly
description: Read the orders. <b>@acme/payments</b> [x](https://evil.example)
folders: [payments]
entitlements: [{ provider: orders-db, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;

async function links(...args: string[]) {
  const repository = ["--repository", "https://github.com/acme/access"];
  const command = startCommand(["links", "--root", root, ...repository, ...args]);
  const code = await command.exited;
  return { code, out: command.output.join("\n"), err: command.errors.join("\n") };
}

describe("hallpass links", () => {
  it("prints a page with what is on offer, for whom, and two links to ask", async () => {
    const { code, out } = await links();
    expect(code).toBe(0);
    expect(out).toContain("- **`readonly` on `orders-db/orders`**, up to `8h`. Read the orders.");
    expect(out).toContain("For `payments`; `payments-leads` approves.");
    expect(out).not.toMatch(/<b>|\]\(https:\/\/evil/u);
  });

  it("tells when an access is possible, who else approves, and what may need no approval", async () => {
    const approvals =
      "{ teams: [{ slug: payments-leads, id: 302 }], steps: [{ teams: [{ slug: security, id: 303 }], roles: [admin] }] }";
    const more = `automatic: { maximum: 30m }
windows:
  zone: Europe/Berlin
  weekly: [{ days: [monday, tuesday, wednesday], from: "06:00", to: "22:00" }]
`;
    const text = policy
      .replace("roles: [readonly]", "roles: [readonly, write, admin], sensitive: [write]")
      .replace(/approvals: .*/u, `approvals: ${approvals}`);
    await writeFile(join(root, "policies/orders.yaml"), `${text}${more}`);
    const { out } = await links();
    expect(out).toContain("up to `8h`, Mon to Wed 06:00 to 22:00 (Europe/Berlin). Read");
    const lines = out.split("\n").filter((line) => line.startsWith("  For"));
    expect(lines).toEqual([
      "  For `payments`; `payments-leads` and `security` approves.",
      "  For `payments`; up to `30m` it may need no approval, else `payments-leads` approves.",
      "  For `payments`; `payments-leads` approves.",
    ]);
  });

  it("links to the form with the access chosen, and to an editor with a request that nobody can leave as it is", async () => {
    const [offer] = JSON.parse((await links("--json")).out).offers;
    const form = new URL(offer.form);
    expect(`${form.origin}${form.pathname}`).toBe("https://github.com/acme/access/issues/new");
    expect(Object.fromEntries(form.searchParams)).toEqual({
      template: "access.yml",
      access: "orders-db / orders / readonly (payments)",
    });
    const file = new URL(offer.file);
    expect(file.pathname).toBe("/acme/access/new/main");
    const path = file.searchParams.get("filename") ?? "";
    expect(path).toBe("access-requests/payments/your-login-orders-readonly-1.yaml");
    const { value, findings } = parseRequest(file.searchParams.get("value") ?? "", path);
    expect(findings.map(({ place }) => place?.line)).toEqual([6]);
    const mended = (file.searchParams.get("value") ?? "").replace('reason: ""', "reason: Stuck refunds");
    expect(parseRequest(mended, path)).toMatchObject({ findings: [], value: { subject: "your-login" } });
    expect(value).toBeUndefined();
  });

  it("writes the page and the form, the same each time", async () => {
    expect((await links("--write", "--json")).code).toBe(0);
    const read = () =>
      Promise.all(
        ["ACCESS.md", ".github/ISSUE_TEMPLATE/access.yml"].map((name) => readFile(join(root, name), "utf8")),
      );
    const first = await read();
    expect(first[1]).toContain('- "orders-db / orders / readonly (payments)"');
    await links("--write");
    expect(await read()).toEqual(first);
  });

  it("writes nothing from a policy with mistakes", async () => {
    await writeFile(join(root, "policies/orders.yaml"), "name: 1\n");
    expect(await links("--write")).toMatchObject({ code: 2, err: expect.stringContaining("has mistakes") });
    await expect(readFile(join(root, "ACCESS.md"))).rejects.toThrow("ENOENT");
  });
});

it("is written again by hallpass add, in a clone whose default branch has another name than main", async () => {
  const run = async (...argv: string[]): Promise<number | null> => {
    const command = startCommand(argv);
    const code = await command.exited;
    expect(command.errors.join("\n")).toBe("");
    return code;
  };
  const access = join(root, "access");
  const env = ["--env", join(root, "hallpass.env")];
  await writeFile(join(root, "answers.yaml"), answers);
  expect(await run("init", "--offline", access, "--answers", join(root, "answers.yaml"), ...env)).toBe(0);
  execFileSync("git", ["init", "--quiet", access]);
  execFileSync("git", [
    "-C",
    access,
    "symbolic-ref",
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/trunk",
  ]);
  const page = ["--root", access, "--repository", "https://github.com/acme/access", "--write"];
  expect(await run("links", ...page)).toBe(0);
  const offer = [
    "--template",
    "review",
    "--provider",
    "orders-db",
    "--resource",
    "orders",
    "--role",
    "admin",
  ];
  const team = ["team", "ops", "--approvers", "security", "--id", "ops=309", "--id", "security=303"];
  const there = ["--repository", "acme/access", "--offline", access, ...env];
  expect(await run("add", ...team, ...offer, "--accounts", "none", "--yes", ...there)).toBe(0);
  const text = await readFile(join(access, "ACCESS.md"), "utf8");
  expect(text).toContain("`admin` on `orders-db/orders`");
  expect(text).toContain("/acme/access/new/trunk?");
});

const answers = `repository: acme/access
rules: security
folders: [{ name: payments, requesters: payments, approvers: payments-leads }]
offers: [{ folder: payments, template: debugging, provider: orders-db, resource: orders, role: readonly }]
accounts: login
teams: { payments: 301, payments-leads: 302, security: 303 }
people: { alice: 1001, carol: 1003 }
`;
