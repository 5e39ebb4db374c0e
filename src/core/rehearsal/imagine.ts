import type { Person } from "../access/lease.ts";
import type { Evidence } from "../decision/evidence.ts";
import type { Account, Review } from "../decision/github-facts.ts";
import { type Cast, castPeople } from "./cast.ts";
import type { Scene } from "./scene.ts";

/** Ids of the imagined repository, pull request and objects. They stand for any. */
const REPOSITORY = 1;
const PULL = 1;
const HEAD = "imagined-head";
const BLOB = "imagined-blob";
const RULES = "imagined-rules";

/** The evidence of a scene, so that `decide` judges it like a pull request on GitHub. */
export function imagine(scene: Scene): Evidence {
  const { rules, at, path, parsed, organization } = scene;
  const cast = castPeople(scene);
  const requester = cast.person(scene.requester);
  const subject = parsed.value && cast.person(parsed.value.subject);
  return {
    now: at,
    repository: {
      ...{ id: REPOSITORY, owner: organization, defaultBranch: "main", private: true },
      pin: { id: REPOSITORY, defaultBranch: "main", visibility: "private" },
    },
    pull: {
      ...{ number: PULL, title: "", state: "open", draft: false },
      author: accountOf(requester),
      head: { sha: HEAD, ref: "imagined", repositoryId: REPOSITORY },
      base: { ref: "main", repositoryId: REPOSITORY },
    },
    changes: [{ path, status: "added", mode: "100644", blob: BLOB, size: 0 }],
    commits: [{ sha: HEAD, author: requester, committer: requester }],
    pushers: [requester],
    file: { path, blob: BLOB, parsed },
    ...(subject && { subject: accountOf(subject) }),
    ...imagineTask(scene),
    rules: {
      ...{ commit: RULES, adopted: true },
      policies: rules.policies,
      codeowners: rules.codeowners,
      settings: cast.settings,
      findings: rules.findings,
      ids: { policies: "", codeowners: "", settings: "" },
    },
    ownersErrors: [],
    reviews: listReviews(scene, cast),
    teams: cast.teams,
    entitlementFindings: [],
    powers: [],
    unreviewed: [],
    earlier: [],
    letThrough: { automatic: [], brokenGlass: [] },
    stops: [],
  };
}

/** The issue or pull request that a request lasts until is open. */
function imagineTask({ parsed }: Scene): Pick<Evidence, "task"> {
  const { until } = parsed.value ?? {};
  return until === undefined ? {} : { task: { number: until.closed, closed: false } };
}

function listReviews({ at, approvals, objections = [] }: Scene, cast: Cast): Review[] {
  const given = [
    ...approvals.map((login) => ({ login, state: "APPROVED" as const })),
    ...objections.map((login) => ({ login, state: "CHANGES_REQUESTED" as const })),
  ];
  return given.map(({ login, state }, index) => ({
    ...{ id: index + 1, state, commit: HEAD, submittedAt: at },
    reviewer: accountOf(cast.person(login)),
  }));
}

const accountOf = ({ id, login }: Person): Account => ({ id, login, type: "User" });
