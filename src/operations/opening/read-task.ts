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
  { asking, github, now }: { readonly asking: Pick<Asking, "find"> } & Pick<Deps, "github" | "now">,
  state: LedgerState,
  caller: string,
  task: string,
): Promise<Task | undefined> {
  const found = await asking.find(branchOf({ kind: "authzen", caller, task }));
  const pull = found && (await github.readPull(found.number));
  if (found === undefined || pull === undefined) return undefined;
  const { number } = found;
  const leases = [...state.holdings.values()].flatMap((holding) =>
    holding.leases.filter((lease) => lease.pull === number).map((lease) => ({ lease, holding })),
  );
  const refusal = [...state.refusals.values()].find((each) => each.pull === number);
  const facts = { isOpen: pull.state === "open", isMerged: pull.merged !== undefined, leases };
  const of = leases.length === 0 ? {} : { of: 1 };
  return { ...found, progress: judgeProgress({ ...facts, ...of, ...(refusal && { refusal }) }, now()) };
}
