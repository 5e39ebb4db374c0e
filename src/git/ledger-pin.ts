import { runGit } from "./command.ts";
import type { Pin } from "./ledger-read.ts";
import { requireObjectId } from "./object-id.ts";
import { readRef } from "./refs.ts";
import type { Store } from "./store.ts";

const ref = "refs/hallpass/ledger";

/** A ref that no fetch touches: what the server does to the branch does not move it. */
export const ledgerPin = (store: Store): Pin => ({
  read: () => readRef(store, ref),
  move: async (to) => {
    await runGit(store, ["update-ref", "--no-deref", ref, requireObjectId(to)]);
  },
});
