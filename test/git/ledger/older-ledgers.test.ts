import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { listOverdue } from "../../../src/core/plan/overdue.ts";
import { openLedger } from "../../../src/git/ledger/ledger.ts";

const execute = promisify(execFile);
const older = fileURLToPath(new URL("older", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "older-ledgers-"));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

/** A ledger that a version wrote, as a bundle of git, with its public key. Never write one of them again: add the next version's. */
async function open(version: string) {
  const dir = join(root, `${version}.git`);
  await execute("git", ["clone", "--quiet", "--bare", join(older, `${version}.bundle`), dir]);
  const publicKey = readFileSync(join(older, `${version}.pub`), "utf8").trim();
  return openLedger({ dir, publicKey });
}

describe("a ledger that an older version wrote is read and verified by this one (docs/upgrade.md)", () => {
  it.each(["0.1.0"])("%s", async (version) => {
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
