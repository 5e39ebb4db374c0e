import { branchOf } from "../../core/asking/asked.ts";
import { judgeProgress, type Progress } from "../../core/asking/progress.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Asking } from "../../core/ports/asking.ts";
import type { Deps } from "../round/deps.ts";

/** A request that an application asked for, as it is now. */
export interface Task {
  readonly number: number;
  readonly url: string;
  readonly progress: Progress;
}

/** `undefined`: this application asked for no such thing. Throws when GitHub cannot be read. */
export async function readTask(
  { asking, now }: { readonly asking: Pick<Asking, "find"> } & Pick<Deps, "now">,
  state: LedgerState,
  caller: string,
  task: string,
): Promise<Task | undefined> {
  const found = await asking.find(branchOf({ kind: "authzen", caller, task }));
  if (found === undefined) return undefined;
  const { number, url } = found;
  const leases = [...state.holdings.values()].flatMap((holding) =>
    holding.leases.filter((lease) => lease.pull === number).map((lease) => ({ lease, holding })),
  );
  const refusal = [...state.refusals.values()].find((each) => each.pull === number);
  const facts = { isOpen: found.state === "open", isMerged: found.state === "merged", leases };
  const of = leases.length === 0 ? {} : { of: 1 };
  return { number, url, progress: judgeProgress({ ...facts, ...of, ...(refusal && { refusal }) }, now()) };
}
