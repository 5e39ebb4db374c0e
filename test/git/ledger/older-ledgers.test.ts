import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../src/cli.ts";
import { outcomeOf, type Story } from "../../../src/core/audit/stories.ts";
import { listOverdue } from "../../../src/core/plan/overdue.ts";
import { openLedger } from "../../../src/git/ledger/ledger.ts";
import { capture } from "../../commands/clone.ts";

const execute = promisify(execFile);
const older = fileURLToPath(new URL("older", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "older-ledgers-"));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

/**
 * A ledger that a version wrote, as a bundle of git, with its public key. Never write one of them again: add the next version's.
 * That of format 2 has its default branch beside it.
 */
async function clone(version: string): Promise<string> {
  const dir = await mkdtemp(join(root, `${version}-`));
  await execute("git", ["clone", "--quiet", "--bare", join(older, `${version}.bundle`), dir]);
  return dir;
}

async function open(version: string) {
  const dir = await clone(version);
  const publicKey = readFileSync(join(older, `${version}.pub`), "utf8").trim();
  return openLedger({ dir, publicKey });
}

afterEach(() => void vi.useRealTimers());

describe("a ledger that an older version wrote is read and verified by this one (docs/upgrade.md)", () => {
  it.each(["0.1.0", "0.1.0-format-2"])("%s", async (version) => {
    const { state, untrusted } = await (await open(version)).read();
    expect(untrusted).toBeUndefined();
    // All of it was revoked.
    expect(listOverdue(state, new Date("2100-01-01T00:00:00Z"))).toEqual([]);
    const holdings = [...state.holdings.values()].map(
      ({ principal, entitlement: { provider, resource, role }, held, leases, revocations }) => ({
        access: `${principal} ${provider}/${resource}/${role}`,
        held,
        requests: leases.map(({ request, startsAt, endsAt }) => [
          request,
          startsAt.toISOString(),
          endsAt.toISOString(),
        ]),
        revocations: revocations.map(({ because, at }) => [because, at.toISOString()]),
      }),
    );
    await expect(`${JSON.stringify(holdings, undefined, 2)}\n`).toMatchFileSnapshot(
      join(older, `${version}.txt`),
    );
  });
});

it("a history of format 2 is proven still, and told with its reviews and its use", async () => {
  const dir = await clone("0.1.0-format-2");
  // Long after it: young merges may wait for their entries.
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-12-24T00:00:00Z") });
  const proven = await capture(main, "verify", "--json", "--repository", dir, "--tolerance", "9999d");
  expect(JSON.parse(proven.out)).toMatchObject({ grants: 2, violations: [] });
  expect(proven.code).toBe(0);
  const told = JSON.parse((await capture(main, "audit", "history", "--json", "--repository", dir)).out);
  const outcomes = told.requests.map((story: Story) => [
    outcomeOf(story),
    story.receipt?.reviews[0]?.reviewer.login,
    story.parts[0]?.used?.count,
  ]);
  expect(outcomes).toEqual(
    expect.arrayContaining([
      ["ended", "carol", 3],
      ["ended", undefined, undefined],
      ["closed", undefined, undefined],
      ["refused", undefined, undefined],
    ]),
  );
});
