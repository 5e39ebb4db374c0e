import type { LedgerCommit } from "../audit/ledger-commit.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { ProvenGrant } from "./judge-grant.ts";
import { needsFallback, needsTeam } from "./judge-steps.ts";
import type { Unproven } from "./violation.ts";

/** Counts what was judged, and what this clone lacks to prove it. */
export function createTally() {
  const counts = {
    commits: 0,
    grants: 0,
    derived: 0,
    reviews: 0,
    heads: 0,
    rules: 0,
    fallbacks: 0,
    teams: 0,
    keys: 0,
  };
  return {
    add({ derived, entries }: LedgerCommit, grants: readonly ProvenGrant[], before: LedgerState): void {
      counts.commits++;
      if (derived) counts.derived++;
      for (const entry of entries)
        if (entry.kind === "receipt") counts.reviews += entry.receipt.reviews.length;
      for (const { intent, facts } of grants) {
        counts.grants++;
        counts.reviews += intent.proof.reviews?.length ?? 0;
        if (facts.reviewed === undefined) counts.heads++;
        if (facts.rules === undefined) counts.rules++;
        if (needsTeam(intent, facts.rules)) counts.teams++;
        if (needsFallback(intent, facts.rules, before)) counts.fallbacks++;
        const policy = facts.rules?.policies.find(({ name }) => name === intent.lease.policy?.name);
        if (policy?.proof?.signedRequest) counts.keys++;
      }
    },
    counts: () => ({ commits: counts.commits, grants: counts.grants }),
    listUnproven: (missing: Missing) => listUnproven({ ...counts, ...missing }),
  };
}

/** What the ledger has no entry of. */
interface Missing {
  readonly withdrawn: number;
  /** Merges whose signatures were not looked at. */
  readonly unsigned: number;
  /** Commits of the ledger that are dated before the one they follow. */
  readonly stepped: number;
  readonly unreviewed: number;
}

interface Counts extends Missing {
  readonly derived: number;
  readonly reviews: number;
  readonly heads: number;
  readonly rules: number;
  readonly fallbacks: number;
  readonly keys: number;
  /** Grants under policies with rotas, of people whom none of these had on call. */
  readonly teams: number;
}

function listUnproven({
  derived,
  reviews,
  heads,
  rules,
  fallbacks,
  keys,
  teams,
  withdrawn,
  unreviewed,
  unsigned,
  stepped,
}: Counts): Unproven[] {
  const all: Unproven[] = [
    {
      what: "what commits of format 1 did, and by which proof",
      why: "they hold no entries",
      count: derived,
    },
    {
      what: "that reviews exist at GitHub as the ledger names them",
      why: "git holds no reviews; ask GitHub by their ids",
      count: reviews,
    },
    {
      what: "that GitHub made the merges, at the times that they name",
      why: "its signatures need its public keys: --github-keys",
      count: unsigned,
    },
    {
      what: "when commits of the ledger were made that are dated before the one they follow",
      why: "a clock that was set back tells the same as a time that somebody chose",
      count: stepped,
    },
    {
      what: "that the reviewed commit holds what was merged",
      why: "this clone does not have it: git fetch origin '+refs/pull/*/head:refs/pull/*/head'",
      count: heads,
    },
    {
      what: "that the policy allowed it, and its owners approved it",
      why: "the lease names no policy, or this clone does not have its commit",
      count: rules,
    },
    {
      what: "that a request had waited long enough for its fallback team to approve it",
      why: "when a pull request was opened and its branch pushed, GitHub alone knows",
      count: fallbacks,
    },
    {
      what: "that the requester signed the request, where the policy asked for it",
      why: "git holds no keys of people; ask GitHub about its commits",
      count: keys,
    },
    {
      what: "that a requester whom no rota of the policy had on call was in a team that may ask",
      why: "git holds no teams of those days",
      count: teams,
    },
    {
      what: "that requests which were removed within an hour of their merge granted nothing",
      why: "the ledger tells nothing of them",
      count: withdrawn,
    },
    {
      what: "that somebody reviewed an access after its end",
      why: "its file was removed, and the ledger has no receipt of it",
      count: unreviewed,
    },
  ];
  return all.filter(({ count }) => count > 0);
}
