import {
  addToDay,
  describeReviewed,
  LONGEST_BEFORE_OPENING_DAYS,
  lastDueDay,
  parseReviewPath,
  type ReviewedAccess,
  type ReviewLine,
  reviewedKey,
} from "../../files/access-review.ts";
import type { FileChange } from "../../files/file-change.ts";
import { isReviewFile } from "../../files/pull-kind.ts";
import { type Finding, isError, mistake } from "../../findings/finding.ts";
import type { Evidence, ReviewEvidence } from "../evidence.ts";
import { listApprovers } from "./approval.ts";
import { mergeUnproven } from "./merge.ts";
import { accountsOf } from "./people.ts";
import { type Approval, failed, met, metUnless, type Rule, waiting } from "./rule.ts";

/** The review that a pull request brings; undefined where it brings none. */
export const findReviewFile = (changes: readonly FileChange[]): FileChange | undefined =>
  changes.find((change) => isReviewFile(change) && change.status === "added");

/**
 * The teams that may decide a review: those that approve the rules, and those that approve requests in the team's folder. CODEOWNERS chooses
 * among them. Undefined while the settings cannot be read.
 */
export function listReviewApprovals({ rules, changes }: Evidence): readonly Approval[] | undefined {
  const own = rules.settings?.rules?.approvals;
  const path = findReviewFile(changes)?.path;
  if (own === undefined || path === undefined) return undefined;
  const team = parseReviewPath(path)?.team;
  const policies = rules.policies.filter(({ folders }) => folders.some((folder) => folder === team));
  const teams = [own, ...policies.map(({ approvals }) => approvals)].flatMap((each) => each.teams);
  const byId = new Map(teams.map((each) => [`${each.slug} ${each.id}`, each]));
  return [{ name: "access review", approvals: { ...own, teams: [...byId.values()] } }];
}

export const oneReviewFile: Rule = {
  name: "The pull request adds exactly one access review and touches nothing else",
  judge({ evidence: { changes, review } }) {
    const first = findReviewFile(changes);
    const findings = changes.filter((change) => change !== first).map(describeStray);
    if (first === undefined) return failed(...findings);
    return metUnless([...findings, ...judgePlace(first, review)], `Adds ${first.path} and nothing else.`);
  },
};

function describeStray(change: FileChange): Finding {
  const { path, status } = change;
  const found =
    isReviewFile(change) && status !== "added"
      ? mistake(
          "REVIEW_IMMUTABLE",
          `${path} is ${status}; an access review is never changed once it is on the default branch.`,
          "Put the file back as it was. To decide anew: hallpass review start.",
        )
      : mistake(
          "REVIEW_ALONE",
          `${path} is ${status} beside the access review.`,
          "Take it out of this pull request. An access review stands alone.",
        );
  return { ...found, place: { file: path, line: 1, column: 1 } };
}

function judgePlace({ path, mode }: FileChange, review: ReviewEvidence | undefined): Finding[] {
  const place = { file: path, line: 1, column: 1 };
  const wrong = (message: string, fix: string): Finding => ({
    ...mistake("REVIEW_PLACE", message, fix),
    place,
  });
  const day = parseReviewPath(path)?.day;
  if (day === undefined)
    return [
      wrong(
        `${path} is no place of an access review: nothing is read there.`,
        "Name it inventory/reviews/<team>/<date>.yaml, as hallpass review start does.",
      ),
    ];
  const later = review?.earlier.filter((each) => each >= day) ?? [];
  return [
    ...(mode === "100644" ? [] : [wrong(`${path} has git mode ${mode}.`, "Add it as a plain file.")]),
    ...(later.length === 0
      ? []
      : [
          wrong(
            `${path} is not the team's latest review: there is one of ${later.toSorted().at(-1)}.`,
            "Close this pull request, and start a review of today: hallpass review start.",
          ),
        ]),
    ...(review === undefined || day <= review.lastDay
      ? []
      : [wrong(`${path} is of a day to come.`, "Name it by the day on which the review started.")]),
  ];
}

/** Its file says when it began and by when it is due, and whoever edits it could say anything. GitHub says when it was opened. */
export const reviewOfItsTime: Rule = {
  name: "It began when its pull request was opened, and is due within a quarter",
  judge({ evidence: { pull, review } }) {
    const day = review && parseReviewPath(review.path)?.day;
    const due = review?.parsed.value?.due;
    if (day === undefined || due === undefined) return undefined;
    const opened = pull.createdAt?.toISOString().slice(0, 10);
    const findings = [
      ...(opened !== undefined && day >= addToDay(opened, -LONGEST_BEFORE_OPENING_DAYS)
        ? []
        : [
            mistake(
              "REVIEW_BACKDATED",
              opened === undefined
                ? "GitHub does not tell when the pull request was opened."
                : `The review is of ${day}, and its pull request was opened on ${opened}, more than ${LONGEST_BEFORE_OPENING_DAYS} days later.`,
              "Close this pull request, and start a review of today: hallpass review start.",
            ),
          ]),
      ...(due >= day && due <= lastDueDay(day)
        ? []
        : [
            mistake(
              "REVIEW_DUE",
              `The review of ${day} is due on ${due}.`,
              `Write a day from ${day} to ${lastDueDay(day)}.`,
              "/due",
            ),
          ]),
    ];
    return metUnless(findings, `It is of ${day}, and due on ${due}.`);
  },
};

export const reviewReadable: Rule = {
  name: "The access review is readable",
  judge: ({ evidence: { review } }) =>
    review && metUnless([...review.parsed.findings, ...review.findings].filter(isError), "It parses."),
};

export const reviewWhole: Rule = {
  name: "It has the lines of inventory/, and no others",
  judge({ evidence: { review } }) {
    const lines = review?.parsed.value?.lines;
    if (review === undefined || lines === undefined || review.findings.some(isError)) return undefined;
    const expected = new Set(review.expected.map(reviewedKey));
    const there = new Set(lines.map(reviewedKey));
    const findings = [
      ...lines.flatMap((line, index) => (expected.has(reviewedKey(line)) ? [] : [strange(line, index)])),
      ...review.expected.filter((access) => !there.has(reviewedKey(access))).map(missing),
    ];
    return metUnless(findings, `All ${lines.length} of them.`);
  },
};

const strange = (line: ReviewLine, index: number): Finding =>
  mistake(
    "REVIEW_LINE_UNKNOWN",
    `inventory/ on the default branch does not list this as standing access of the team: ${describeReviewed(line)}.`,
    "Take the line out: a review only keeps or removes. If inventory/ has changed since, close this pull request and start the review again.",
    `/lines/${index}`,
  );

const missing = (access: ReviewedAccess): Finding =>
  mistake(
    "REVIEW_LINE_MISSING",
    `inventory/ on the default branch lists standing access without a line here: ${describeReviewed(access)}.`,
    "Put the line back. To end the access, write decision: remove. If inventory/ has changed since, close this pull request and start the review again.",
    "/lines",
  );

export const reviewDecided: Rule = {
  name: "Every line is decided",
  judge({ evidence: { review } }) {
    const lines = review?.parsed.value?.lines;
    if (lines === undefined) return undefined;
    const open = lines.filter(({ decision }) => decision === "undecided").length;
    if (open === 0) return met("Each says keep or remove.");
    const brief = `${open} of ${lines.length} ${lines.length === 1 ? "line" : "lines"} undecided`;
    return waiting(`${brief}: edit the file on this branch: decision: keep or decision: remove.`, brief);
  },
};

/** Ending one's own access needs no second person. Whose account it is, the identity map says: an account that it lacks is nobody's. */
export const keptByOthers: Rule = {
  name: "Nobody keeps their own access by their own approval alone",
  judge({ evidence, approvals, reviewed }) {
    const lines = evidence.review?.parsed.value?.lines;
    const { settings } = evidence.rules;
    if (lines === undefined || approvals === undefined || settings === undefined) return undefined;
    const approvers = listApprovers(evidence, approvals, reviewed);
    const alone = lines.filter((line) => {
      const holder = settings.people.find(({ principals }) => isHolder(principals, line));
      const own = holder === undefined ? [] : accountsOf(settings, holder.id);
      return (
        line.decision === "keep" && approvers.length > 0 && approvers.every(({ id }) => own.includes(id))
      );
    });
    if (alone.length === 0) return met("Each line that stays has an approver who is not its holder.");
    const [{ login } = { login: "" }] = approvers;
    const brief = `${login}'s own access needs another approver`;
    return waiting(
      `${login} approved, and holds this: ${alone.map(describeReviewed).join("; ")}. A second owner has to approve too, or the line says remove.`,
      brief,
    );
  },
};

function isHolder(principals: Readonly<Record<string, string>>, line: ReviewLine): boolean {
  const account = Object.hasOwn(principals, line.provider) ? principals[line.provider] : undefined;
  // GitHub, LDAP and most directories take accounts in any case for the same one.
  return account !== undefined && account.toLowerCase() === line.principal.toLowerCase();
}

/** A merged review is a record. Whatever else its merge brought was reviewed by nobody. */
export const reviewGrantsNothing: Rule = {
  name: "An access review grants nothing and changes no rule",
  judge: ({ evidence: { merge } }) =>
    merge && failed(mergeUnproven(`${merge.commit} is the merge of an access review.`)),
};
