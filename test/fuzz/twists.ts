import { addMinutes } from "date-fns";
import fc from "fast-check";
import type { Power } from "../../src/core/access/power.ts";
import type { Member } from "../../src/core/decision/evidence.ts";
import type { Account, PullCommit, Review } from "../../src/core/decision/github-facts.ts";
import type { FileChange } from "../../src/core/files/file-change.ts";
import type { Policy } from "../../src/core/files/policy.ts";
import type { Settings } from "../../src/core/files/settings.ts";
import type { Finding } from "../../src/core/findings/finding.ts";
import { DAYS } from "../../src/core/hours/hours-schema.ts";
import { ALICE, added, NOW, PATH, requestText, review } from "../support/builders/evidence.ts";
import { lease } from "../support/builders/ledger.ts";
import { type Draft, type DraftRules, EVERYBODY } from "./drafts.ts";
import { applyByteEdits, applyEdits, applyLineEdits, byteEdits, edits, lineEdits } from "./hostile-text.ts";
import { MEANINGS } from "./oracle-limits.ts";

/** One thing that is different from what was approved; it may be harmless. A property that fails shows it by its name and value. */
export interface Twist {
  [fc.toStringMethod](): string;
  apply(draft: Draft): Draft;
}

const twist = <T>(
  name: string,
  values: fc.Arbitrary<T>,
  apply: (draft: Draft, value: T) => Draft,
): fc.Arbitrary<Twist> =>
  values.map((value) => ({
    [fc.toStringMethod]: () => `${name} ${fc.stringify(value)}`,
    apply: (draft) => apply(draft, value),
  }));

const facts = <T>(
  name: string,
  values: fc.Arbitrary<T>,
  change: (value: T, draft: Draft) => Draft["evidence"],
) =>
  twist(name, values, (draft, value) => ({
    ...draft,
    evidence: { ...draft.evidence, ...change(value, draft) },
  }));

const record = <T>(values: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(values, { noNullPrototype: true });

const person = fc.constantFrom(...EVERYBODY);
const maybePerson = fc.option(person, { nil: undefined, freq: 4 });
const account: fc.Arbitrary<Account> = fc
  .tuple(person, fc.constantFrom("User" as const, "User" as const, "User" as const, "Bot" as const))
  .map(([of, type]) => ({ ...of, type }));
const DAY = 24 * 60;
/** ApplyHook now, around the merge a minute ago, and around every limit there is. */
const time = fc.oneof(
  fc
    .constantFrom(
      0,
      1,
      -0.5,
      -1,
      -1.5,
      -2,
      -4,
      -5,
      -6,
      -DAY,
      -DAY - 1,
      -DAY - 2,
      -2 * DAY,
      -7 * DAY,
      -7 * DAY - 2,
      -20 * DAY,
    )
    .map((minutes) => addMinutes(NOW, minutes)),
  fc.constant(new Date(Number.NaN)),
  fc.integer({ min: -30 * DAY, max: 10 }).map((minutes) => addMinutes(NOW, minutes)),
);
const team = fc.constantFrom(
  { slug: "payments", id: 301 },
  { slug: "payments-leads", id: 302 },
  { slug: "security", id: 303 },
  { slug: "friends", id: 304 },
  { slug: "payments-leads", id: 999 },
);
const finding: fc.Arbitrary<Finding> = fc
  .constantFrom("error" as const, "warning" as const)
  .map((severity) => ({ code: "RULES_MOVED", severity, at: "", message: "x", fix: "y" }));

const anyDismissal: fc.Arbitrary<Pick<Review, "dismissed">> = fc
  .tuple(time, fc.constantFrom("APPROVED" as const, "CHANGES_REQUESTED" as const), account, fc.nat(3))
  .map(([at, was, by, told]) => (told === 0 ? {} : { dismissed: { at, was, ...(told > 1 && { by }) } }));

const anyReview: fc.Arbitrary<Review> = record<Review>({
  reviewer: account,
  state: fc.constantFrom(
    ...([
      "APPROVED",
      "APPROVED",
      "APPROVED",
      "CHANGES_REQUESTED",
      "COMMENTED",
      "DISMISSED",
      "PENDING",
    ] as const),
  ),
  commit: fc.constantFrom("h1", "h1", "h1", "h0", undefined),
  submittedAt: time,
  id: fc.nat(),
}).chain((review) =>
  review.state === "DISMISSED"
    ? anyDismissal.map((dismissed) => ({ ...review, ...dismissed }))
    : fc.constant(review),
);

const reviews = [
  twist(
    "reviews",
    record({ place: fc.nat(4), cut: fc.nat(1), put: fc.array(anyReview, { maxLength: 3 }) }),
    (draft, { place, cut, put }) => ({
      ...draft,
      evidence: { ...draft.evidence, reviews: (draft.evidence.reviews ?? []).toSpliced(place, cut, ...put) },
    }),
  ),
  facts("reviews turned round", fc.constant(0), (_, { evidence }) => ({
    reviews: (evidence.reviews ?? []).toReversed(),
  })),
  facts("approved by", person, (who, { evidence }) => ({
    reviews: [...(evidence.reviews ?? []), review(who)],
  })),
];

const member: fc.Arbitrary<Member> = fc
  .tuple(person, fc.option(time, { nil: undefined }), fc.boolean())
  .map(([who, since, leased]) => ({ ...who, since, leased }));

const teams = [
  twist(
    "a member",
    record({ slug: team, who: member, instead: fc.boolean() }),
    (draft, { slug, who, instead }) => ({
      ...draft,
      teams: draft.teams.map((each) =>
        each.slug === slug.slug
          ? { ...each, members: [...each.members.filter(({ id }) => !instead || id !== who.id), who] }
          : each,
      ),
    }),
  ),
  twist(
    "all members",
    record({ slug: team, since: time, leased: fc.boolean() }),
    (draft, { slug, since, leased }) => ({
      ...draft,
      teams: draft.teams.map((each) =>
        each.slug === slug.slug
          ? { ...each, members: each.members.map((who) => ({ ...who, since, leased })) }
          : each,
      ),
    }),
  ),
  twist("no such team", team, (draft, { slug }) => ({
    ...draft,
    teams: draft.teams.filter((each) => each.slug !== slug),
  })),
  twist("a team made anew", team, (draft, { slug }) => ({
    ...draft,
    teams: draft.teams.map((each) => (each.slug === slug ? { ...each, id: 998 } : each)),
  })),
];

const commit: fc.Arbitrary<PullCommit> = record<PullCommit>({
  sha: fc.constant("h2"),
  author: maybePerson,
  committer: maybePerson,
  inBrowser: fc.boolean(),
});
const hands = [
  facts("commits", fc.option(fc.array(commit, { maxLength: 2 }), { nil: undefined, freq: 4 }), (commits) => ({
    commits: commits && [{ sha: "h1", author: ALICE, committer: ALICE }, ...commits],
  })),
  facts("pushers", fc.option(fc.array(person, { maxLength: 2 }), { nil: undefined, freq: 4 }), (pushers) => ({
    pushers,
  })),
  twist("the author", account, (draft, author) => changePull(draft, { author })),
  facts("the subject", fc.option(account, { nil: undefined, freq: 4 }), (subject) =>
    subject === undefined ? {} : { subject },
  ),
  facts("an impostor of the subject's name", fc.constantFrom("User" as const, "Bot" as const), (type) => ({
    subject: { id: 1666, login: "alice", type },
  })),
];

function changePull(draft: Draft, overrides: Partial<NonNullable<Draft["evidence"]["pull"]>>): Draft {
  const pull = draft.evidence.pull ?? {
    number: 12,
    title: "Orders",
    state: "open",
    draft: false,
    author: { ...ALICE, type: "User" },
    head: { sha: "h1", ref: "alice-orders", repositoryId: 77 },
    base: { ref: "main", repositoryId: 77 },
  };
  return { ...draft, evidence: { ...draft.evidence, pull: { ...pull, ...overrides } } };
}

const places = [
  facts(
    "the repository",
    record({
      id: fc.constantFrom(77, 77, 78),
      defaultBranch: fc.constantFrom("main", "main", "develop"),
      private: fc.constantFrom(true, true, false),
      pinned: fc.constantFrom(77, 77, 78),
      visibility: fc.constantFrom("private" as const, "private" as const, "public" as const),
    }),
    ({ id, defaultBranch, private: isPrivate, pinned, visibility }) => ({
      repository: {
        id,
        owner: "acme",
        defaultBranch,
        private: isPrivate,
        pin: { id: pinned, defaultBranch: "main", visibility },
      },
    }),
  ),
  twist(
    "head and base",
    record({
      head: fc.constantFrom("h1", "h1", "h2"),
      from: fc.constantFrom(77, 77, 78),
      into: fc.constantFrom("main", "main", "develop"),
      of: fc.constantFrom(77, 77, 78),
    }),
    (draft, { head, from, into, of }) =>
      changePull(draft, {
        head: { sha: head, ref: "alice-orders", repositoryId: from },
        base: { ref: into, repositoryId: of },
      }),
  ),
  facts("another base since", time, (retargetedAt) => ({ retargetedAt })),
  facts("now", time, (now) => ({ now })),
  twist("age", record({ createdAt: time, arrivedAt: time }), (draft, { createdAt, arrivedAt }) => {
    const opened = changePull(draft, { createdAt });
    return { ...opened, evidence: { ...opened.evidence, arrivedAt } };
  }),
  facts("pushed", time, (arrivedAt) => ({ arrivedAt })),
  facts("opened again", time, (openedAt) => ({ openedAt })),
];

const power: fc.Arbitrary<Power> = fc.oneof(
  team.map(({ id }) => ({ kind: "github-team" as const, id })),
  fc.constantFrom<Power>(
    { kind: "github-organization" },
    { kind: "own-account" },
    { kind: "github-repository", id: 77 },
    { kind: "github-repository", id: 78 },
    { kind: "github-team", id: 12345 },
  ),
);
const stops = [
  facts("stops", fc.array(finding, { maxLength: 1 }), (list) => ({ stops: list })),
  facts("GitHub on CODEOWNERS", finding, (one) => ({ ownersErrors: [one] })),
  facts("a provider's finding", finding, (one) => ({ entitlementFindings: [one] })),
  facts("power", power, (one) => ({ powers: [{ entitlement: 0, power: one }] })),
  facts(
    "used before",
    fc.constantFrom<Draft["evidence"]>(
      { seen: { request: "payments/x", pull: 3, blob: "b", at: NOW } },
      { refused: { path: PATH, blob: "b", codes: ["X"], at: NOW } },
    ),
    (use) => use,
  ),
  facts("the new rules", finding, (one) => ({
    proposed: {
      commit: "h1",
      policies: [],
      codeowners: undefined,
      settings: undefined,
      findings: [one],
      ids: { policies: "", codeowners: "", settings: "" },
    },
  })),
  facts(
    "the identity provider",
    fc.constantFrom({}, { nameId: "x" }, { scimUserName: "y" }),
    (externalIdentity) => ({ externalIdentity }),
  ),
];

const change: fc.Arbitrary<FileChange> = record<FileChange>({
  path: fc.constantFrom(
    PATH,
    "access-requests/friends/a.yaml",
    "access-requests/payments/b.yaml",
    "access-requests",
    "access-requests/README.md",
    "policies/orders.yaml",
    "policies/new.yaml",
    ".github/hallpass.yaml",
    "docs/CODEOWNERS",
    "CODEOWNERS",
    "README.md",
  ),
  status: fc.constantFrom("added", "modified", "removed"),
  mode: fc.constantFrom("100644", "100644", "100755", "120000", "160000"),
  blob: fc.constantFrom(`blob:${PATH}`, "other"),
  size: fc.constantFrom(200, 16_384, 16_385),
});
const files = [
  twist(
    "a path",
    fc.constantFrom(
      "access-requests/friends/a.yaml",
      "access-requests/payments/x/a.yaml",
      "access-requests/payments/..yaml",
      "access-requests/Payments/a.yaml",
      "access-requests/payments/a.yml",
      "access-requests/payments/a.yaml\n",
      "access-requests/payments/b.yaml",
    ),
    (draft, path) => ({ ...draft, path }),
  ),
  facts("one more change", change, (one, { path, ruleChange }) => ({
    changes: [...(ruleChange ?? [added(path)]), one],
  })),
  facts(
    "another change",
    record({
      mode: fc.constantFrom("100644", "100755", "120000"),
      size: fc.constantFrom(16_384, 16_385),
      status: fc.constantFrom("added" as const, "modified" as const, "removed" as const),
    }),
    (odd, { path, ruleChange }) => ({
      changes: (ruleChange ?? [added(path)]).map((one) => ({ ...one, ...odd })),
    }),
  ),
];

const merging = [
  twist(
    "the merge",
    fc.record(
      {
        parents: fc.constantFrom<string[]>([], ["p1"], ["p1", "h1"]),
        onDefaultBranch: fc.boolean(),
        belongsToPull: fc.boolean(),
        checkPassed: fc.boolean(),
        at: time,
        changes: fc.array(change, { maxLength: 2 }),
        atTip: fc.option(change, { nil: undefined }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    (draft, odd) => (draft.merge === undefined ? draft : { ...draft, merge: { ...draft.merge, ...odd } }),
  ),
  twist("merged at", time, (draft, at) =>
    draft.merge === undefined ? draft : { ...draft, merge: { ...draft.merge, at } },
  ),
];

/** Rules may be other ones now, before the merge, or both. */
const rules = <T>(name: string, values: fc.Arbitrary<T>, apply: (of: DraftRules, value: T) => DraftRules) =>
  twist(name, fc.tuple(fc.constantFrom("now", "before", "both"), values), (draft, [when, value]) => ({
    ...draft,
    ...(when === "before" ? {} : { now: apply(draft.now, value) }),
    ...(when === "now" ? {} : { before: apply(draft.before, value) }),
  }));

const policies = <T>(name: string, values: fc.Arbitrary<T>, apply: (policy: Policy, value: T) => Policy) =>
  rules(name, values, (of, value) => ({ ...of, policies: of.policies.map((each) => apply(each, value)) }));

const duration = fc.constantFrom("1s", "5m", "2h", "3h", "1d", "7d", "9999d");
const windows = record({
  days: fc.subarray([...DAYS], { minLength: 1 }),
  from: fc.constantFrom("00:00", "13:00", "14:00", "22:00"),
  to: fc.constantFrom("00:00", "13:59", "14:00", "15:00"),
}).map((span) => ({ zone: "UTC", weekly: [span] }));
const someTeams = fc.array(team, { minLength: 1, maxLength: 3 });
const earlier = fc.array(
  record({
    request: fc.constantFrom("payments/one", "payments/two"),
    name: fc.constantFrom("orders-readonly", "other"),
    begins: fc.integer({ min: -300, max: 30 }),
    lasts: fc.integer({ min: 0, max: 200 }),
  }).map(({ request, name, begins, lasts }) =>
    lease({
      request,
      policy: { name, blob: "b", commit: "c" },
      startsAt: addMinutes(NOW, begins),
      endsAt: addMinutes(NOW, begins + lasts),
    }),
  ),
  { maxLength: 3 },
);
/** What the subject has beside it: on the other side of a duty, or on its own. */
const beside = fc.array(
  record({
    entitlement: fc.constantFrom(
      { provider: "orders-db", resource: "ledger", role: "audit" },
      { provider: "orders-db", resource: "orders", role: "readonly" },
      { provider: "billing", resource: "invoices", role: "readonly" },
    ),
    begins: fc.integer({ min: -300, max: 200 }),
    lasts: fc.integer({ min: 0, max: 300 }),
    isLate: fc.boolean(),
  }).map(({ entitlement, begins, lasts, isLate }) => ({
    ...{ request: "payments/one", entitlement, startsAt: addMinutes(NOW, begins) },
    endsAt: addMinutes(NOW, begins + lasts),
    ...(isLate && begins + lasts <= 0 && { unrevoked: true as const }),
  })),
  { maxLength: 3 },
);
const remembered = [
  facts("signed commits", fc.tuple(person, fc.boolean(), fc.boolean()), ([by, isVerified, inBrowser]) => ({
    commits: [{ sha: "h1", author: ALICE, committer: by, isVerified, inBrowser }],
  })),
  facts("access beside", beside, (others) => ({ beside: { others, granted: [] } })),
  facts("earlier access", earlier, (list) => ({ earlier: list })),
  facts("granted before", fc.constant(true as const), (granted) => ({ granted })),
];
const loosened = [
  policies(
    "who approves",
    fc.record(
      { teams: someTeams, count: fc.integer({ min: 1, max: 3 }), memberFor: duration, validFor: duration },
      { requiredKeys: ["teams"], noNullPrototype: true },
    ),
    (each, approvals) => ({ ...each, approvals }),
  ),
  policies(
    "more approvals",
    fc.record(
      { count: fc.integer({ min: 1, max: 3 }), memberFor: duration, validFor: duration },
      { requiredKeys: [], noNullPrototype: true },
    ),
    (each, approvals) => ({ ...each, approvals: { ...each.approvals, ...approvals } }),
  ),
  policies("a fallback", record({ after: duration, teams: someTeams }), (each, fallback) => ({
    ...each,
    approvals: { ...each.approvals, fallback },
  })),
  policies(
    "only a fallback",
    record({ after: duration, teams: someTeams }),
    (each, { after, teams: other }) => ({
      ...each,
      approvals: { ...each.approvals, teams: other, fallback: { after, teams: each.approvals.teams } },
    }),
  ),
  policies("who asks", someTeams, (each, list) => ({ ...each, requesters: { teams: list } })),
  policies("for whom", someTeams, (each, list) => ({ ...each, onBehalf: { teams: list } })),
  policies(
    "bounds",
    fc.record({ minimum: duration, maximum: duration }, { requiredKeys: ["maximum"], noNullPrototype: true }),
    (each, bounds) => ({ ...each, duration: bounds }),
  ),
  policies(
    "further approvals",
    fc.array(
      fc.record(
        {
          teams: someTeams,
          count: fc.integer({ min: 1, max: 2 }),
          every: fc.boolean(),
          roles: fc.constantFrom("readonly", "writer").map((role) => [role]),
        },
        { requiredKeys: ["teams"], noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    (each, steps) => ({ ...each, approvals: { ...each.approvals, steps } }),
  ),
  policies("windows", windows, (each, list) => ({ ...each, windows: list })),
  policies("activation", duration, (each, activation) => ({ ...each, activation })),
  policies("at once", fc.integer({ min: 1, max: 2 }), (each, concurrency) => ({ ...each, concurrency })),
  policies("a pause", duration, (each, coolDown) => ({ ...each, coolDown })),
  policies("a signature", fc.boolean(), (each, signedRequest) => ({ ...each, proof: { signedRequest } })),
  policies("a pattern", fc.constantFrom("INC-[0-9]+", "CHG-[0-9]+", "[a-z]+"), (each, pattern) => ({
    ...each,
    reason: { ...each.reason, pattern },
  })),
  policies(
    "conditions",
    fc.array(fc.constantFrom(...Object.keys(MEANINGS)), { minLength: 1, maxLength: 2 }),
    (each, conditions) => ({ ...each, when: conditions.map((condition) => ({ condition, says: "No." })) }),
  ),
  policies("words", fc.constantFrom(1, 37, 38, 39, 2000), (each, minimum) => ({
    ...each,
    reason: { minimum },
  })),
  policies("folders", fc.subarray(["payments", "friends"], { minLength: 1 }), (each, folders) => ({
    ...each,
    folders,
  })),
  rules("one policy", fc.nat(1), (of, index) => ({ ...of, policies: of.policies.slice(index, index + 1) })),
  rules("a policy twice", fc.constant(0), (of) => ({ ...of, policies: [...of.policies, ...of.policies] })),
  rules("adopted", fc.boolean(), (of, adopted) => ({ ...of, adopted })),
  rules("a finding", finding, (of, one) => ({ ...of, findings: [one] })),
];

const mapped = <T>(
  name: string,
  values: fc.Arbitrary<T>,
  apply: (settings: Settings, value: T) => Settings,
) => rules(name, values, (of, value) => ({ ...of, settings: of.settings && apply(of.settings, value) }));

const side = (provider: string, resource: string, role: string) => [{ provider, resource, roles: [role] }];
const identities = [
  mapped(
    "duties",
    fc.constantFrom(
      [side("orders-db", "orders", "*"), side("orders-db", "l*", "audit")],
      [side("orders-db", "ledger", "audit"), side("billing", "*", "readonly")],
      [side("orders-db", "orders", "readonly"), side("billing", "*", "*"), side("orders-db", "ledger", "*")],
    ),
    (map, apart) => ({ ...map, duties: [{ name: "apart", apart: [...apart] }] }),
  ),
  rules("no settings", fc.constant(0), (of) => ({ ...of, settings: undefined })),
  mapped("not in the map", person, (map, { id }) => ({
    ...map,
    people: map.people.filter((each) => each.id !== id),
  })),
  mapped("whose other account", person, (map, { id }) => ({
    ...map,
    people: map.people
      .map(({ otherIds: _, ...each }) => (each.id === id ? { ...each, otherIds: [2003] } : each))
      .filter((each) => each.id !== 2003),
  })),
  mapped("one person with another", fc.tuple(person, person), (map, [one, other]) => ({
    ...map,
    people: map.people
      .filter(({ id }) => id !== other.id || id === one.id)
      .map((each) =>
        each.id === one.id && one.id !== other.id
          ? { ...each, otherIds: [...(each.otherIds ?? []), other.id] }
          : each,
      ),
  })),
  mapped("another account", person, (map, { id }) => ({
    ...map,
    people: map.people.map((each) =>
      each.id === id ? { ...each, principals: { "orders-db": "root" } } : each,
    ),
  })),
  mapped(
    "accounts elsewhere",
    fc.constantFrom({}, { "orders-db": "nameId" as const }, { billing: "scimUserName" as const }),
    (map, externalIdentities) => ({ ...map, externalIdentities }),
  ),
  mapped(
    "who approves rules",
    fc.option(record({ teams: someTeams, count: fc.integer({ min: 1, max: 2 }) }), { nil: undefined }),
    ({ rules: _, ...map }, approvals) => (approvals === undefined ? map : { ...map, rules: { approvals } }),
  ),
];

const texts = [
  rules("CODEOWNERS edited", edits, (of, list) => ({ ...of, owners: applyEdits(of.owners ?? "", list) })),
  rules("CODEOWNERS in another order", lineEdits, (of, list) => ({
    ...of,
    owners: applyLineEdits(of.owners ?? "", list),
  })),
  rules("no CODEOWNERS", fc.constant(0), (of) => ({ ...of, owners: undefined })),
  twist("request edited", edits, (draft, list) => ({ ...draft, text: applyEdits(String(draft.text), list) })),
  twist("request's bytes", byteEdits, (draft, list) => ({
    ...draft,
    text: applyByteEdits(String(draft.text), list),
  })),
  twist("request's lines", lineEdits, (draft, list) => ({
    ...draft,
    text: applyLineEdits(String(draft.text), list),
  })),
  twist(
    "request's fields",
    fc.record(
      {
        subject: fc.constantFrom("alice", "ALICE", "carol", "eve", "nobody", "~"),
        duration: fc.constantFrom("4m", "5m", "8h", "9h", "1d", "2d", "0h", "2 h", "60"),
        reason: fc.constantFrom(
          "short",
          "0123456789",
          '"  short     "',
          "'a longer reason than before'",
          "|\n  two\n  lines of it",
        ),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    (draft, fields) => ({ ...draft, text: requestText(fields) }),
  ),
];

const hostile = [
  reviews,
  teams,
  hands,
  places,
  stops,
  files,
  merging,
  loosened,
  remembered,
  identities,
  texts,
];

/** Up to five things that are different, of every kind alike. */
export const twists = fc.array(fc.oneof(...hostile.map((group) => fc.oneof(...group))), { maxLength: 5 });
