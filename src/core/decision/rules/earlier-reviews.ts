import { type Finding, mistake } from "../../findings/finding.ts";
import { listOverdue, type OverdueReview } from "../../review/unreviewed.ts";
import type { Evidence } from "../evidence.ts";
import { met, type Rule, waiting } from "./rule.ts";

/** A policy may ask that a team's earlier access is reviewed before it gets more. Nothing that is held already depends on it. */
export const earlierAccessReviewed: Rule = {
  name: "Earlier access is reviewed, where the policy asks for that",
  judge({ evidence, folder, policies }) {
    if (folder === undefined || policies === undefined) return undefined;
    const own = evidence.unreviewed.filter(({ team }) => team === folder);
    const asking = policies.find(({ review }) => review?.hold === true);
    if (asking === undefined) return met("The policy asks for none before the next request.");
    const overdue = listOverdue(own, evidence.rules.policies, evidence.now);
    if (overdue.length === 0) return met(`No review of access of "${folder}" is overdue.`);
    const { message, fix } = explainOverdue(overdue, { folder, policy: asking.name }, evidence);
    const links = listLinks(overdue, evidence.receipts);
    const judged = waiting(`${message} ${fix}`, "A review of earlier access is overdue");
    return links.length === 0 ? judged : { ...judged, links };
  },
};

/** The others are in the same receipts, or show once these are merged. */
const MOST_NAMED = 3;

function explainOverdue(
  overdue: readonly OverdueReview[],
  { folder, policy }: { readonly folder: string; readonly policy: string },
  { receipts }: Evidence,
): Finding {
  const named = overdue.slice(0, MOST_NAMED).map((review) => `${describe(review)}${link(review, receipts)}`);
  const more =
    overdue.length > MOST_NAMED ? [`${overdue.length - MOST_NAMED} more of access-requests/${folder}/`] : [];
  const isAnyMissing = overdue.some(({ path }) => receipts?.get(path) === undefined);
  const open = isAnyMissing
    ? ` Where none is open, the scheduled Action opens it; an owner may also open one that removes the file.`
    : "";
  return mistake(
    "REVIEW_OVERDUE",
    `The policy "${policy}" gives nothing more to "${folder}" while the review of earlier access is overdue: ${[...named, ...more].join("; ")}.`,
    `Ask an owner of the folder who did not hold that access to approve the pull request that removes its file. The request then continues by itself.${open}`,
  );
}

const describe = ({ id, endedAt, dueAt }: OverdueReview): string =>
  `${id}, which ended ${minute(endedAt)} and was to be reviewed until ${minute(dueAt)}`;

const link = ({ path }: OverdueReview, receipts: Evidence["receipts"]): string => {
  const receipt = receipts?.get(path);
  return receipt === undefined ? "" : ` (pull request ${receipt.number})`;
};

/** The receipts to approve, each once. */
const listLinks = (overdue: readonly OverdueReview[], receipts: Evidence["receipts"]) => {
  const found = overdue.flatMap(({ path }) => receipts?.get(path) ?? []);
  const byNumber = new Map(found.map(({ number, url }) => [number, { text: `pull request ${number}`, url }]));
  return [...byNumber.values()].slice(0, MOST_NAMED);
};

/** Total: an invalid time has no text. */
const minute = (time: Date): string =>
  Number.isNaN(time.getTime()) ? "at an unknown time" : `${time.toISOString().slice(0, 16)}Z`;
