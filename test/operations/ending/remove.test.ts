import { describe, expect, it } from "vitest";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Ledger } from "../../../src/core/ports/ledger.ts";
import type { Repository } from "../../../src/core/ports/repository.ts";
import type { Reverts } from "../../../src/core/ports/reverts.ts";
import { removeRefused } from "../../../src/operations/ending/remove.ts";
import { unusedLedger, unusedRepository, unusedReverts } from "../../support/unused.ts";

const PATH = "access-requests/payments/a.yaml";
const now = () => new Date("2026-11-20T14:00:00.000Z");
const refusal = { path: PATH, blob: "b1", codes: ["NOT_APPROVED"], at: now() };

const ledgerWith = (...refusals: readonly (typeof refusal)[]): Ledger => ({
  ...unusedLedger,
  read: async () => ({
    tip: null,
    state: { ...emptyLedger, refusals: new Map(refusals.map((each) => [each.path, each])) },
  }),
});

async function listRemoved(blob: string): Promise<string[]> {
  const pushed: string[] = [];
  const repository: Repository = {
    ...unusedRepository,
    defaultTip: async () => "t1",
    listFiles: async () => [{ path: PATH, blob, mode: "100644", size: 10 }],
  };
  const reverts: Reverts = {
    ...unusedReverts,
    find: async () => [],
    push: async ({ paths }) => void pushed.push(...paths),
    open: async ({ branch }) => ({ number: 1, url: "u", branch }),
  };
  const pin = { id: 77, defaultBranch: "main", visibility: "private" } as const;
  await removeRefused({ repository, ledger: ledgerWith(refusal), reverts, pin, now });
  return pushed;
}

describe("removeRefused", () => {
  it("removes the file that was refused", async () => {
    expect(await listRemoved("b1")).toEqual([PATH]);
  });

  it("leaves a file alone that has other contents now: nobody refused those", async () => {
    expect(await listRemoved("b2")).toEqual([]);
  });

  it("removes the others where one cannot be removed, and fails then", async () => {
    const paths = ["access-requests/payments/a.yaml", "access-requests/payments/b.yaml"];
    const pushed: string[] = [];
    const repository: Repository = {
      ...unusedRepository,
      defaultTip: async () => "t1",
      listFiles: async () => paths.map((path) => ({ path, blob: "b1", mode: "100644", size: 10 })),
    };
    const reverts: Reverts = {
      ...unusedReverts,
      find: async () => [],
      push: async ({ paths: [path = ""] }) => {
        if (path === paths[0]) throw new Error("cannot be written");
        pushed.push(path);
      },
      open: async ({ branch }) => ({ number: 1, url: "u", branch }),
    };
    const pin = { id: 77, defaultBranch: "main", visibility: "private" } as const;
    const ledger = ledgerWith(...paths.map((path) => ({ ...refusal, path })));
    const removing = removeRefused({ repository, ledger, reverts, pin, now });
    await expect(removing).rejects.toThrow("cannot be written");
    expect(pushed).toEqual([paths[1]]);
  });
});
