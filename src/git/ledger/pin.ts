import { readRef, setRef } from "../objects/refs.ts";
import type { Store } from "../process/store.ts";
import type { Pin } from "./read.ts";

const ref = "refs/hallpass/ledger";

/** A ref that no fetch touches: what the server does to the branch does not move it. */
export const ledgerPin = (store: Store): Pin => ({
  read: () => readRef(store, ref),
  move: (to) => setRef(store, ref, to),
});
