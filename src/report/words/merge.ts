import { describeEntitlement } from "../../core/access/entitlement.ts";
import type { AppliedPolicy, Person } from "../../core/access/lease.ts";
import type { CheckResult } from "../../core/decision/check-result.ts";
import type { Decision, Terms } from "../../core/decision/decision.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { plain } from "../markdown/escape.ts";

export interface CommitMessage {
  readonly title: string;
  readonly body: string;
}

/** A value is cut here: a rule's reason may name many people. */
const MOST_CHARACTERS = 300;
/** Of one kind. */
const MOST_TRAILERS = 50;

/**
 * The message of the squash commit, for people and auditors: Hallpass never reads it. Each trailer is one line, whatever its value holds.
 * GitHub acts on mentions and "fixes #7" in it, so they are escaped.
 */
export function describeMerge(checkResult: CheckResult, ledgerTip: string | null): CommitMessage {
  const { title, trailers } = describeCommit(checkResult);
  const all = [...trailers, ["Ledger", ledgerTip ?? "none"] as const];
  return { title: plain(title), body: all.map(writeTrailer).join("\n") };
}

type Trailer = readonly [name: string, value: string];

const writeTrailer = ([name, value]: Trailer): string => `Hallpass-${name}: ${cut(plain(value))}`;

const cut = (line: string): string => {
  const characters = [...line];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join("")}…` : line;
};

function describeCommit(checkResult: CheckResult): {
  readonly title: string;
  readonly trailers: readonly Trailer[];
} {
  if (checkResult.kind === "revert") {
    const names = checkResult.paths.map(requestName);
    return {
      title: `Remove ${checkResult.ungranted.length > 0 ? "requests" : "ended"}: ${names.join(", ")}`,
      trailers: listSome("Request", names),
    };
  }
  const terms = checkResult.kind === "request" ? checkResult.decision.terms : undefined;
  if (checkResult.kind !== "request" || terms === undefined)
    throw new Error("Only requests and reverts are merged by the app.");
  const what = terms.entitlements.map(describeEntitlement).join(", ");
  return {
    title: `${terms.subject.login}: ${what} for ${describeDuration(terms.durationMs)}`,
    trailers: listTrailers(terms, checkResult.decision),
  };
}

const listTrailers = (terms: Terms, decision: Decision): Trailer[] => [
  ["Request", terms.id],
  ["Subject", describePerson(terms.subject)],
  ...(terms.requester ? [["Requester", describePerson(terms.requester)] as const] : []),
  ...listSome("Approved-By", decision.approvers.map(describePerson)),
  ...(decision.basis === undefined ? [] : [["Basis", decision.basis] as const]),
  ...describeObjects(decision),
  ...describePolicies(terms.entitlements.flatMap(({ applied }) => applied ?? [])),
  ...describeReasons(decision),
];

const listSome = (name: string, values: readonly string[]): Trailer[] => [
  ...values.slice(0, MOST_TRAILERS).map((value) => [name, value] as const),
  ...(values.length > MOST_TRAILERS ? [[name, `and ${values.length - MOST_TRAILERS} more`] as const] : []),
];

/** What was decided on: the content, the reviews of it, and who owned it. */
const describeObjects = ({ on, reviews }: Decision): Trailer[] => [
  ["Head", on.head],
  ...(on.blob === undefined ? [] : [["Blob", on.blob] as const]),
  ...listSome(
    "Review",
    reviews.map(({ id, reviewer }) => `${id} by ${describePerson(reviewer)}`),
  ),
  ["Codeowners", on.codeowners],
];

/** The applied policies with their blobs, and the commit of the rules. */
const describePolicies = (applied: readonly AppliedPolicy[]): Trailer[] => [
  ...listSome("Policy", [...new Set(applied.map(({ name, blob }) => `${name} (${blob})`))]),
  ...listSome("Rules", [...new Set(applied.map(({ commit }) => commit))]),
];

const describeReasons = ({ verdicts }: Decision): Trailer[] =>
  listSome(
    "Rule",
    verdicts.flatMap((verdict) => (verdict.status === "met" ? [`${verdict.rule}: ${verdict.says}`] : [])),
  );

const describePerson = ({ login, id }: Person): string => `${login} (${id})`;

const requestName = (path: string): string => path.replace(/^access-requests\//u, "").replace(/\.yaml$/u, "");
