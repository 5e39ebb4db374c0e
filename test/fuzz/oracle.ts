import type { AdoptedRules, Evidence, KnownTeam, MergeEvidence } from "../../src/core/decision/evidence.ts";
import type { Policy } from "../../src/core/files/policy.ts";
import { doubtDuties } from "./oracle-duties.ts";
import { canFill, doubtLimits, isSigned, length } from "./oracle-limits.ts";
import { allOwnersIn, ownersIn, ownersLeftIn } from "./oracle-owners.ts";
import { readWish, type Wish } from "./oracle-request.ts";

/** Evidence, with the texts it was read from: the oracle reads them itself. */
export interface Case {
  readonly evidence: Evidence;
  readonly request: string | Uint8Array;
  readonly owners: string;
  /** At the merge commit's parent. */
  readonly ownersBefore: string;
}

/** Rules, and the CODEOWNERS text they were read from. */
interface Reading {
  readonly rules: AdoptedRules;
  readonly owners: string;
}

type Doubts = readonly string[];

const doubt = (isWrong: boolean, words: string): Doubts => (isWrong ? [words] : []);

/**
 * A second opinion, written from the design and not from the program: why nothing may be granted, empty = it may. It may doubt
 * less than the program does; where it doubts, the program must not approve.
 */
export const doubtRequest = (given: Case): Doubts => {
  const wish = readWish(given.request);
  const path = given.evidence.changes[0]?.path ?? "";
  const [, folder] = /^access-requests\/([a-z0-9][a-z0-9._-]*)\/[a-z0-9][a-z0-9._-]*\.yaml$/.exec(path) ?? [];
  if (wish === undefined) return ["the file is no request"];
  if (folder === undefined || path.includes("..")) return ["the path routes nowhere"];
  const { evidence } = given;
  return [
    ...doubtPull(evidence),
    ...doubtFile(evidence),
    ...doubtHands(evidence),
    ...doubt(evidence.stops.length > 0, "grants are stopped"),
    ...doubt(
      evidence.ownersErrors.some(({ severity }) => severity === "error"),
      "GitHub cannot use CODEOWNERS",
    ),
    ...doubt(
      evidence.entitlementFindings.some(({ severity }) => severity === "error"),
      "a provider objects",
    ),
    ...doubt(evidence.seen !== undefined || evidence.refused !== undefined, "the name was used before"),
    ...doubtSubject(evidence, wish),
    ...listReadings(given).flatMap((reading) => doubtTerms(evidence, reading, wish, folder, path)),
    ...(evidence.merge === undefined
      ? []
      : [...doubtCommit(evidence.merge), ...doubtContent(evidence, evidence.merge, wish)]),
  ];
};

/**
 * Why a change of the rules may not be adopted: it is judged by the rules it replaces. They may have lines in them that GitHub
 * skips, and this change be the one that mends it: whoever is left as owner still has to be named to approve rules.
 */
export function doubtRuleChange(given: Case): Doubts {
  const { evidence } = given;
  const { merge } = evidence;
  const { rules, owners } = listReadings(given).at(-1) ?? { rules: evidence.rules, owners: given.owners };
  const approvals = rules.settings?.rules?.approvals;
  const ruleFiles = evidence.changes.map(({ path }) => path).filter(decidesAnything);
  if (approvals === undefined) return ["nobody is named who approves rules"];
  return [
    ...doubtPull(evidence),
    ...doubtHands(evidence),
    ...doubt(!rules.adopted, "the rules before were not adopted"),
    ...doubt(evidence.proposed === undefined, "the new rules were not read"),
    ...doubt(
      (evidence.proposed?.findings ?? []).some(({ severity }) => severity === "error"),
      "the new rules are wrong",
    ),
    ...["policies/any", ...ruleFiles].flatMap((path) =>
      doubtApproval(evidence, { rules, owners: (of) => ownersLeftIn(owners, of) }, [approvals], path),
    ),
    ...(merge === undefined ? [] : [...doubtCommit(merge), ...doubtRules(evidence, merge)]),
  ];
}

const decidesAnything = (path: string): boolean =>
  /^(policies(\/.*)?|(\.github\/|docs\/)?CODEOWNERS|\.github\/hallpass\.yaml)$/.test(path);

/** After the merge the rules of now, and those before it. */
const listReadings = ({ evidence, owners, ownersBefore }: Case): Reading[] => [
  { rules: evidence.rules, owners },
  ...(evidence.merge === undefined ? [] : [{ rules: evidence.merge.rulesBefore, owners: ownersBefore }]),
];

function doubtPull({ repository, pull }: Evidence): Doubts {
  const { pin } = repository;
  return [
    ...doubt(![repository.id, pull.base.repositoryId].every((id) => id === pin.id), "another repository"),
    ...doubt(pull.head.repositoryId !== pin.id, "a fork"),
    ...doubt(pull.base.ref !== pin.defaultBranch, "into another branch"),
    ...doubt(repository.defaultBranch !== pin.defaultBranch, "the default branch was changed"),
    ...doubt(repository.private !== (pin.visibility === "private"), "the visibility was changed"),
    ...doubt(pull.author.type !== "User", "the author is no person"),
  ];
}

function doubtFile({ changes, file }: Evidence): Doubts {
  const [change] = changes;
  return [
    ...doubt(changes.length !== 1 || change?.status !== "added", "not exactly one file is added"),
    ...doubt(change?.mode !== "100644" || change.size > 16_384, "no plain small file"),
    ...doubt(
      file === undefined || file.path !== change?.path || file.blob !== change.blob,
      "another file was read",
    ),
  ];
}

const doubtHands = ({ commits, pushers }: Evidence): Doubts => [
  ...doubt(pushers === undefined, "nobody knows who pushed"),
  ...doubt(commits === undefined, "nobody knows who wrote the commits"),
  ...doubt(
    (commits ?? []).some(
      ({ author, committer, inBrowser }) =>
        author === undefined || (committer === undefined && inBrowser !== true),
    ),
    "a commit is nobody's",
  ),
];

const doubtSubject = ({ subject }: Evidence, wish: Wish): Doubts =>
  doubt(
    subject?.type !== "User" || subject.login.toLowerCase() !== wish.subject.toLowerCase(),
    "the subject is no person of that name",
  );

function doubtTerms(evidence: Evidence, reading: Reading, wish: Wish, folder: string, path: string): Doubts {
  const { rules } = reading;
  const { teams, subject, pull } = evidence;
  const offers = wish.entitlements.map((asked) =>
    rules.policies.filter(
      (policy) =>
        policy.folders.includes(folder) &&
        policy.entitlements.some(
          ({ provider, resource, roles }) =>
            provider === asked.provider && resource === asked.resource && roles.includes(asked.role),
        ),
    ),
  );
  const policies = offers.flat();
  return [
    ...doubt(!rules.adopted, "the rules were not adopted"),
    ...doubt(
      rules.findings.some(({ severity }) => severity === "error"),
      "the rules are wrong",
    ),
    ...doubt(rules.codeowners === undefined || rules.settings === undefined, "the rules are missing"),
    ...doubt(
      offers.some((found) => found.length !== 1),
      "not exactly one policy offers it here",
    ),
    ...doubt(
      wish.entitlements.some(({ provider }) => accountOf(evidence, rules, provider) === undefined),
      "the subject has no account",
    ),
    ...policies.flatMap((policy) => [
      ...doubt(!isMember(teams, policy.requesters.teams, pull.author.id), "the requester may not ask"),
      ...doubt(
        subject?.id !== pull.author.id && !isMember(teams, policy.onBehalf?.teams ?? [], subject?.id),
        "nobody may ask for this subject",
      ),
      ...doubt(
        length(wish.duration) > length(policy.duration.maximum) ||
          length(wish.duration) < length(policy.duration.minimum ?? "5m"),
        "the duration is out of bounds",
      ),
      ...doubt([...wish.reason.trim()].length < (policy.reason?.minimum ?? 10), "the reason says too little"),
    ]),
    ...wish.entitlements.flatMap((asked, index) =>
      (offers[index] ?? []).flatMap((policy) => doubtLimits(evidence, policy, wish, asked)),
    ),
    ...doubt(
      policies.some(({ proof }) => proof?.signedRequest) && !isSigned(evidence, rules.settings),
      "the request is not signed",
    ),
    ...doubtDuties(evidence, rules.settings?.duties ?? [], wish),
    ...doubtPower(evidence, reading),
    ...doubtApproval(
      evidence,
      { rules, owners: (of) => ownersIn(reading.owners, of) ?? [] },
      wish.entitlements.flatMap(({ role }, index) =>
        (offers[index] ?? []).map(({ approvals }) => ({
          ...approvals,
          steps: (approvals.steps ?? []).filter(({ roles }) => roles === undefined || roles.includes(role)),
        })),
      ),
      path,
    ),
  ];
}

function accountOf({ subject, externalIdentity }: Evidence, { settings }: AdoptedRules, provider: string) {
  if (subject === undefined || settings === undefined) return undefined;
  const source = new Map(Object.entries(settings.externalIdentities ?? {})).get(provider);
  if (source !== undefined) return externalIdentity?.[source];
  const person = settings.people.find(({ id }) => id === subject.id);
  return new Map(Object.entries(person?.principals ?? {})).get(provider);
}

type Refs = Policy["approvals"]["teams"];

const isMember = (teams: Evidence["teams"], refs: Refs, account: number | undefined): boolean =>
  refs.some(
    ({ slug, id }) =>
      teams.get(slug)?.id === id && teams.get(slug)?.members.some((member) => member.id === account),
  );

function doubtPower({ powers, repository, teams }: Evidence, { rules, owners }: Reading): Doubts {
  const deciding = [
    ...rules.policies.flatMap(({ approvals }) => [...approvals.teams, ...(approvals.fallback?.teams ?? [])]),
    ...(rules.settings?.rules?.approvals.teams ?? []),
  ].map(({ id }) => id);
  const owning = allOwnersIn(owners).map((owner) => teams.get(owner.split("/")[1] ?? "")?.id);
  return powers.flatMap(({ power }) => {
    if (power.kind === "github-team")
      return doubt([...deciding, ...owning].includes(power.id), "it gives a place among those who approve");
    if (power.kind === "github-repository")
      return doubt(power.id === repository.pin.id, "it gives the repository");
    return ["it gives power over everything"];
  });
}

type Approvals = Policy["approvals"];

/** Everybody who may speak for a path, person by person, and whether enough of them said yes to exactly this. */
function doubtApproval(
  evidence: Evidence,
  { rules, owners }: { readonly rules: AdoptedRules; readonly owners: (path: string) => readonly string[] },
  approvals: readonly Approvals[],
  path: string,
): Doubts {
  const teams = owners(path).map((owner) => teamOf(evidence, owner, approvals));
  if (teams.length === 0 || approvals.length === 0) return [`${path} has no owner`];
  if (teams.includes(undefined)) return [`an owner of ${path} may not approve`];
  const personOf = (account: number): number =>
    rules.settings?.people.find(({ id, otherIds = [] }) => [id, ...otherIds].includes(account))?.id ??
    account;
  const barred = new Set(listHands(evidence).map(personOf));
  const end = (evidence.merge?.at ?? evidence.now).getTime();
  const memberFor = Math.max(...approvals.map((each) => length(each.memberFor ?? "1d")));
  const listFree = (some: readonly (KnownTeam | undefined)[]): number[] =>
    some
      .flatMap((team) => team?.members ?? [])
      .filter(({ id, leased }) => !leased && !barred.has(personOf(id)))
      .filter(({ since }) => since === undefined || since.getTime() <= end - memberFor)
      .map(({ id }) => id);
  const eligible = listFree(teams.filter((team) => isItsTurn(evidence, approvals, team, end)));
  const people = new Set(eligible.map(personOf));
  const owning = new Set(teams.flatMap((team) => team?.members ?? []).map(({ id }) => personOf(id)));
  const latest = lastWords(evidence);
  const validFor = Math.min(...approvals.map((each) => length(each.validFor ?? "7d")));
  const isValid = (account: number): boolean => isYes(latest.get(account), evidence, end, validFor);
  const saidYes = new Set(eligible.filter(isValid).map(personOf));
  const needed = Math.max(...approvals.map(({ count = 1 }) => count));
  const yesOf = (refs: Refs): ReadonlySet<number> =>
    new Set(
      listFree(
        refs.map(({ slug, id }) =>
          evidence.teams.get(slug)?.id === id ? evidence.teams.get(slug) : undefined,
        ),
      )
        .filter(isValid)
        .map(personOf),
    );
  const placesOf = ({ count = 1, steps = [] }: Approvals): ReadonlySet<number>[] => [
    ...Array.from({ length: count }, () => saidYes),
    ...steps.flatMap((step) =>
      (step.every === true ? step.teams.map((team) => [team]) : [step.teams]).flatMap((refs) =>
        Array.from({ length: step.count ?? 1 }, () => yesOf(refs)),
      ),
    ),
  ];
  return [
    ...approvals.flatMap((each) => doubt(!canFill(placesOf(each)), "somebody would count twice")),
    ...doubt(saidYes.size < needed, `${saidYes.size} of ${needed} people approved ${path}`),
    ...doubt(
      [...latest].some(([id, { state }]) => state === "CHANGES_REQUESTED" && owning.has(personOf(id))),
      "an approver asked for changes",
    ),
    ...doubt(
      [...latest].some(([id, review]) => owning.has(personOf(id)) && isSilenced(review, people, personOf)),
      "an approver's objection was dismissed by somebody else",
    ),
  ];
}

const MINUTE = 60_000;

/** A team that some policy names as a fallback alone approves once the request has waited, and before a merge a minute later. */
function isItsTurn(
  { pull, arrivedAt, openedAt, retargetedAt, merge }: Evidence,
  approvals: readonly Approvals[],
  team: KnownTeam | undefined,
  end: number,
): boolean {
  const waits = approvals
    .filter(({ teams }) => !teams.some(({ slug, id }) => slug === team?.slug && id === team.id))
    .map(({ fallback }) => length(fallback?.after ?? "9999d"));
  if (waits.length === 0) return true;
  if (pull.createdAt === undefined || arrivedAt === undefined) return false;
  const turns = [pull.createdAt, arrivedAt, openedAt, retargetedAt].flatMap((at) => at?.getTime() ?? []);
  return Math.max(...turns) + Math.max(...waits) <= end - (merge === undefined ? MINUTE : 0);
}

/** An owner's team, when all these approvals name it by slug and by id. */
function teamOf(
  { teams, repository }: Evidence,
  owner: string,
  approvals: readonly Approvals[],
): KnownTeam | undefined {
  const [org, slug] = owner.slice(1).split("/");
  const team = slug === undefined || org !== repository.owner.toLowerCase() ? undefined : teams.get(slug);
  const isNamed = approvals.every((each) =>
    [...each.teams, ...(each.fallback?.teams ?? [])].some((ref) => ref.slug === slug && ref.id === team?.id),
  );
  return isNamed ? team : undefined;
}

/** Accounts that had a hand in it: they approve nothing. */
const listHands = ({ pull, subject, commits = [], pushers = [] }: Evidence): number[] =>
  [
    pull.author,
    subject,
    ...commits.flatMap(({ author, committer }) => [author, committer]),
    ...pushers,
  ].flatMap((person) => (person === undefined ? [] : [person.id]));

type Review = Evidence["reviews"][number];

/**
 * The latest review of each account that decides anything, by its time; of two at the same time the later in the list. After the
 * merge nobody approves any more.
 */
function lastWords({ reviews, merge }: Evidence): Map<number, Review> {
  const latest = new Map<number, Review>();
  for (const said of reviews) {
    const isLater = said.dismissed !== undefined && merge !== undefined && said.dismissed.at > merge.at;
    const review = isLater && said.dismissed ? { ...said, state: said.dismissed.was } : said;
    const before = latest.get(review.reviewer.id)?.submittedAt.getTime() ?? Number.NEGATIVE_INFINITY;
    if (["COMMENTED", "PENDING"].includes(review.state) || review.submittedAt.getTime() < before) continue;
    if (review.state === "APPROVED" && merge !== undefined && review.submittedAt > merge.at) continue;
    latest.set(review.reviewer.id, review);
  }
  return latest;
}

/** Was there an objection, or may there have been one, that neither its author nor a free approver took back? */
function isSilenced(
  { state, dismissed, reviewer }: Review,
  people: ReadonlySet<number>,
  personOf: (account: number) => number,
): boolean {
  if (state !== "DISMISSED" || dismissed?.was === "APPROVED") return false;
  const { by } = dismissed ?? {};
  if (by?.type !== "User") return true;
  return personOf(by.id) !== personOf(reviewer.id) && !people.has(personOf(by.id));
}

function isYes(
  review: Review | undefined,
  { pull, retargetedAt, merge }: Evidence,
  end: number,
  validFor: number,
): boolean {
  if (review?.state !== "APPROVED" || review.reviewer.type !== "User" || review.commit !== pull.head.sha)
    return false;
  const at = review.submittedAt.getTime();
  const isInTime = (merge === undefined || at <= end) && at >= end - validFor;
  return isInTime && (retargetedAt === undefined || at > retargetedAt.getTime());
}

const doubtCommit = ({ onDefaultBranch, parents, belongsToPull, checkPassed }: MergeEvidence): Doubts => [
  ...doubt(!onDefaultBranch, "not on the default branch"),
  ...doubt(parents.length !== 1, "no squash"),
  ...doubt(!belongsToPull, "not of this pull request"),
  ...doubt(!checkPassed, "the check did not pass for exactly this"),
];

function doubtContent(
  evidence: Evidence,
  { changes, atTip, rulesBefore }: MergeEvidence,
  wish: Wish,
): Doubts {
  const [reviewed] = evidence.changes;
  const [arrived] = changes;
  const isSame = arrived?.path === reviewed?.path && arrived?.blob === reviewed?.blob;
  const isPlain = changes.length === 1 && arrived?.status === "added" && arrived.mode === "100644";
  return [
    ...doubt(!isSame || !isPlain, "something else was merged"),
    ...doubt(atTip?.blob !== reviewed?.blob || atTip?.mode !== "100644", "it was changed since"),
    ...doubt(
      wish.entitlements.some(
        ({ provider }) =>
          accountOf(evidence, evidence.rules, provider) !== accountOf(evidence, rulesBefore, provider),
      ),
      "the account was changed since",
    ),
  ];
}

function doubtRules({ changes }: Evidence, merge: MergeEvidence): Doubts {
  const spell = (list: Evidence["changes"]): string =>
    list
      .filter(({ path }) => decidesAnything(path))
      .map(({ path, status, mode, blob }) => [path, status, mode, blob].join(" "))
      .sort()
      .join("\n");
  return doubt(spell(changes) !== spell(merge.changes), "other rules were merged");
}
