import { createHash } from "node:crypto";
import type { LeaseUse } from "../core/access/activity.ts";
import { holdingKey } from "../core/access/holding.ts";
import type { Lease } from "../core/access/lease.ts";
import type { HeldState } from "../core/ledger/ledger.ts";
import type { Outcome } from "../core/plan/plan.ts";
import { type EndedRequest, endedBeforeToday, listEnded, revertBranch } from "../core/plan/revert.ts";
import type { Repository } from "../core/ports/repository.ts";
import type { RevertPull, Reverts } from "../core/ports/reverts.ts";
import { fitSubject } from "../core/text/subject.ts";
import { openRemovalPull } from "./ending/open-removal.ts";
import { findOpenReceipts } from "./round/open-receipts.ts";

/** `daily`: one revert PR per team for what ended before today (UTC). `each`: in the run that finds the end. */
export type Receipts = "daily" | "each";

export interface ClosingDeps {
  readonly repository: Repository;
  readonly reverts: Reverts;
  readonly defaultBranch: string;
  readonly receipts: Receipts;
}

/** The ended requests that one revert PR removes. */
export interface Closing {
  readonly team: string;
  readonly branch: string;
  readonly from: string;
  readonly requests: readonly EndedRequest[];
}

export interface PlannedClosings {
  readonly closings: readonly Closing[];
  /** Ended requests that wait for the receipt of their day. */
  readonly later: number;
}

/**
 * Plans the revert PRs to open, one per team: for ended requests that are no longer held and that no open revert PR removes.
 * `outcomes` are those of the reaper: access that it failed to revoke counts as held, whatever the ledger says.
 */
export async function planClosings(
  { repository, reverts, defaultBranch, receipts }: ClosingDeps,
  state: HeldState,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<PlannedClosings> {
  const from = await repository.defaultTip();
  const held = new Set(
    outcomes.filter(({ status }) => status === "failed").map(({ change }) => holdingKey(change.holding)),
  );
  const ended = listEnded(state, await repository.listFiles(from, "access-requests"), now).filter(
    ({ leases }) => !leases.some((lease) => held.has(holdingKey(lease))),
  );
  const due = ended.filter((request) => receipts === "each" || endedBeforeToday(request, now));
  const later = ended.length - due.length;
  if (due.length === 0) return { closings: [], later };
  const base = { name: defaultBranch, tip: from, now };
  const inReview = await findOpenReceipts({ repository, reverts }, state, base);
  const closings = groupByTeam(
    due.filter(({ path }) => !inReview.has(path)),
    from,
  );
  return { closings, later };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function groupByTeam(ended: readonly EndedRequest[], from: string): Closing[] {
  return [...new Set(ended.map(({ team }) => team))].map((team) => {
    const requests = ended.filter((request) => request.team === team);
    const ids = requests.map(({ id }) => id);
    return { team, from, requests, branch: revertBranch(team, ids, sha256) };
  });
}

/** What the body of a revert PR says besides the ledger. */
interface Reading {
  readonly now: Date;
  readonly readUses: (leases: readonly Lease[]) => Promise<ReadonlyMap<Lease, LeaseUse>>;
}

/** Opens the revert PR; undefined when an app opened it already, and it is open or closed: its team finishes it, and Hallpass never pushes to it again. */
export async function openRevert(
  { reverts, defaultBranch }: Omit<ClosingDeps, "repository">,
  closing: Closing,
  ledgerTip: string | null,
  { now, readUses }: Reading,
): Promise<RevertPull | undefined> {
  const { branch, team, from, requests } = closing;
  const paths = requests.map(({ path }) => path);
  const removal = { branch, from, paths, message: describeCommit(closing, ledgerTip), at: now };
  const describe = async () => {
    const uses = await readUses(requests.flatMap(({ leases }) => leases));
    return { kind: "ended" as const, team, requests, uses, now };
  };
  // The plan leaves out what an open one removes.
  return openRemovalPull(reverts, removal, { base: defaultBranch, describe, isOpen: async () => false });
}

const describeCommit = ({ team, requests }: Closing, ledgerTip: string | null): string =>
  [
    fitSubject(`Remove ended requests of ${team}`),
    requests.map(({ id }) => `- ${id}`).join("\n"),
    ...(ledgerTip === null ? [] : [`Ledger: ${ledgerTip}`]),
  ].join("\n\n");
