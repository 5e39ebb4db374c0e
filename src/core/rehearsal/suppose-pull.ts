import { subMilliseconds } from "date-fns/subMilliseconds";
import { subMinutes } from "date-fns/subMinutes";
import type { Person } from "../access/lease.ts";
import type { Evidence } from "../decision/evidence.ts";
import type { Account, Review } from "../decision/github-facts.ts";
import type { Parsed } from "../document/document.ts";
import type { AccessRequest } from "../files/request.ts";

/** Ids of the imagined repository and objects. They stand for any. */
const REPOSITORY = 1;
const HEAD = "imagined-head";
const BLOB = "imagined-blob";

/** A pull request with one request file, by one person. */
interface Asked {
  readonly at: Date;
  /** Login of the organisation that owns the repository. */
  readonly organization: string;
  readonly pull: number;
  readonly path: string;
  readonly parsed: Parsed<AccessRequest>;
  readonly requester: Person;
  readonly subject: Person | undefined;
  readonly approvers: readonly Person[];
  readonly objectors?: readonly Person[];
  /** For how long it has waited, in milliseconds; absent: for as long as any policy wants. */
  readonly waitedMs?: number;
}

/**
 * Evidence about a pull request that cannot be looked at: the repository is as pinned, the requester wrote and pushed its one commit, all
 * reviews are of that commit and from `at`, nothing was held before, and nothing is stopped. Rules and teams are the caller's.
 */
export function supposePull(asked: Asked): Omit<Evidence, "rules" | "teams"> {
  const { at, organization, pull, path, parsed, requester, subject } = asked;
  const since = findBeginning(asked);
  return {
    now: at,
    repository: {
      ...{ id: REPOSITORY, owner: organization, defaultBranch: "main", private: true },
      pin: { id: REPOSITORY, defaultBranch: "main", visibility: "private" },
    },
    pull: {
      ...{ number: pull, title: "", state: "open", draft: false },
      author: accountOf(requester),
      createdAt: since,
      head: { sha: HEAD, ref: "imagined", repositoryId: REPOSITORY },
      base: { ref: "main", repositoryId: REPOSITORY },
    },
    changes: [{ path, status: "added", mode: "100644", blob: BLOB, size: 0 }],
    commits: [{ sha: HEAD, author: requester, committer: requester, isVerified: true }],
    pushers: [requester],
    arrivedAt: since,
    file: { path, blob: BLOB, parsed },
    ...(subject && { subject: accountOf(subject) }),
    ...supposeTask(parsed.value),
    ownersErrors: [],
    reviews: listReviews(asked),
    entitlementFindings: [],
    powers: [],
    unreviewed: [],
    earlier: [],
    beside: { others: [], granted: [] },
    letThrough: { automatic: [], brokenGlass: [] },
    stops: [],
  };
}

/** A minute more than it waited: a fallback's turn comes by a clock that may be ahead. */
const findBeginning = ({ at, waitedMs }: Asked): Date =>
  waitedMs === undefined ? new Date(0) : subMinutes(subMilliseconds(at, waitedMs), waitedMs > 0 ? 1 : 0);

/** The issue or pull request that a request lasts until is open. */
function supposeTask(request: AccessRequest | undefined): Pick<Evidence, "task"> {
  const { until } = request ?? {};
  return until === undefined ? {} : { task: { number: until.closed, closed: false } };
}

function listReviews({ at, approvers, objectors = [] }: Asked): Review[] {
  const given = [
    ...approvers.map((person) => ({ person, state: "APPROVED" as const })),
    ...objectors.map((person) => ({ person, state: "CHANGES_REQUESTED" as const })),
  ];
  return given.map(({ person, state }, index) => ({
    ...{ id: index + 1, state, commit: HEAD, submittedAt: at },
    reviewer: accountOf(person),
  }));
}

const accountOf = ({ id, login }: Person): Account => ({ id, login, type: "User" });
