// What a run of the Action reads and works out once it has fetched, without its calls to GitHub. Limit: reading the same ledger's tree with git.
import { subDays } from "date-fns/subDays";
import { measureLag } from "../dist/core/plan/lag.js";
import { listOverdue } from "../dist/core/plan/overdue.js";
import { openHoldings } from "../dist/git/ledger/ledger.js";
import { listFiles } from "../dist/git/objects/objects.js";
import { readRef } from "../dist/git/objects/refs.js";
import { publicKeyLine } from "../dist/git/objects/sshsig.js";
import { openStore } from "../dist/git/repository.js";
import { planClosings } from "../dist/operations/close.js";
import { planReaping } from "../dist/operations/ending/reap.js";
import { memoryProvider } from "../dist/providers/memory/provider.js";
import { clone } from "./data/repository.js";
import { leaseOf, numbers, privateKey } from "./data/sketch.js";
import { compare, readOptions, readTree } from "./measure.js";

const { sizes, runs } = readOptions();
for (const size of sizes) {
  const directory = clone(size);
  const over = numbers(size).filter((index) => leaseOf(index).endsAt <= new Date()).length;
  const limit = async () => {
    readTree(directory);
    return { answer: over };
  };
  await compare({
    metric: "action",
    size,
    runs,
    limit,
    ours: async () => ({ answer: await act(directory) }),
  });
}

/** How much it would take back. */
async function act(directory) {
  const now = new Date();
  const store = await openStore(directory);
  const publicKey = publicKeyLine(privateKey);
  const { state } = await (await openHoldings({ dir: directory, publicKey })).read();
  listOverdue(state, now);
  measureLag(state, subDays(now, 30), now);
  const providers = new Map([["orders-db", memoryProvider({ name: "orders-db" })]]);
  const { plan } = await planReaping(state, providers, now);
  const repository = {
    defaultTip: () => readRef(store, "refs/heads/main"),
    listFiles: (commit, folder) => listFiles(store, commit, folder),
    fetch: async () => {},
  };
  await planClosings(
    { repository, reverts: { listOpen: async () => [] }, defaultBranch: "main" },
    state,
    [],
    now,
  );
  return plan.changes.length;
}
