import { expect, it } from "vitest";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { recordJournal } from "../../../src/operations/round/record.ts";
import { readView } from "../../../src/operations/round/view.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { createWorld } from "../world.ts";

it("what was done stays in the journal until the ledger has it, however often GitHub fails", async () => {
  const { provider } = createProvider("a");
  const intent = await intendAt(provider, "payments/a", 60);
  const { principal, entitlement } = intent;
  const { deps, journal, rounds } = createWorld([provider], [intent]);
  const revoked: LedgerEntry = {
    ...{ kind: "revoked", principal, entitlement, at: at(61) },
    ...{ because: "expiry", scheduled: at(60), sessionsEnded: 0 },
  };
  await deps.journal.append([revoked]);
  const append = async (): Promise<never> => {
    throw new Error("GitHub cannot be reached");
  };
  const lost = { ...deps, ledger: { ...deps.ledger, append } };
  for (let times = 0; times < 2; times++)
    await expect(recordJournal(lost, await readView(lost))).rejects.toThrow();
  expect(journal).toEqual([revoked]);
  expect((await recordJournal(deps, await readView(deps))).entries).toEqual([revoked]);
  expect([journal, rounds]).toEqual([[], [[revoked]]]);
});
