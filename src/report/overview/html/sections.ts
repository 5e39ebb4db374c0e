import type { Element } from "hast";
import { h } from "hastscript";
import { describeEntitlement } from "../../../core/access/entitlement.ts";
import { nameApproval } from "../../../core/access/name-approval.ts";
import { type Story, timeOf } from "../../../core/audit/stories.ts";
import { listAccess } from "../../../core/audit/story-facts.ts";
import type { Held } from "../../../core/audit/who-can.ts";
import { formatTime } from "../../../core/ledger/ledger-message.ts";
import type { Overview } from "../../../core/overview/overview.ts";
import { showHidden } from "../../../core/text/prose.ts";
import { describeHolder, describeOutcome, describePolicy, describeUsed } from "../../words/stories.ts";
import { nameApprovers, nameSubject } from "../../words/story-facts.ts";
import { shortDuration } from "../figures.ts";
import { renderRows } from "./table.ts";

/** The address of the access repository; absent: pull requests are no links. */
export type Page = string | undefined;

/** Who holds what, the first to end first. */
export const renderHeld = ({ held, until }: Overview, page: Page): Element =>
  held.length === 0
    ? h("p", null, "Hallpass gives nobody access at this time.")
    : renderRows(
        ["Person", "Access", "Since", "Until", "Approved by", "Policy", "Request"],
        held.map((each) => {
          const leases = each.leases.map(({ lease }) => lease);
          return [
            showHidden(describeHolder(each.subject, each.principal)),
            describeEntitlement(each.entitlement),
            formatTime(each.since),
            describeUntil(each, until),
            showHidden([...new Set(leases.map(nameApproval))].join("; ")),
            [...new Set(leases.map(describePolicy))].join(", "),
            leases.flatMap(({ pull }, index) => [index > 0 ? ", " : "", linkPull(pull, page)]),
          ];
        }),
      );

function describeUntil({ until, overdue, state }: Held, now: Date): string | Element {
  if (overdue) return h("span", { class: "alarm" }, [`overdue since ${formatTime(until)}`]);
  const left = `${formatTime(until)}, in ${shortDuration(until.getTime() - now.getTime())}`;
  return state === "unclear" ? `${left} (its grant is under way)` : left;
}

/** Who decided how much, and how quickly. */
export const renderApprovers = ({ approvers }: Overview): Element =>
  approvers.length === 0
    ? h("p", null, "Nothing was approved in this time.")
    : renderRows(
        ["Approver", "Approvals", "Median time to decide", "Fastest", "Slowest", "In under 10 s"],
        approvers.map(({ approver, approvals, decided }) => [
          showHidden(approver.login),
          String(approvals),
          ...(decided === undefined
            ? ["not recorded", "", "", ""]
            : [
                ...[decided.medianMs, decided.fastestMs, decided.slowestMs].map(shortDuration),
                String(decided.hasty),
              ]),
        ]),
      );

/** How soon each team reviewed what it had. */
export const renderReviews = ({ reviews }: Overview): Element =>
  reviews.length === 0
    ? h("p", null, "No access ended in this time.")
    : renderRows(
        [
          "Team",
          "Ended",
          "Reviewed",
          "Median time to review",
          "Removed without a review",
          "Not reviewed yet",
          "Overdue",
        ],
        reviews.map(({ team, ended, reviewed, took, removed, unreviewed, overdue }) => [
          showHidden(team),
          String(ended),
          String(reviewed),
          took === undefined ? "" : shortDuration(took.medianMs),
          String(removed),
          String(unreviewed),
          overdue === 0 ? "0" : h("span", { class: "alarm" }, [String(overdue)]),
        ]),
      );

/** Requests that gave no access, the newest first. */
export function renderDenied({ stories, until }: Overview, page: Page): Element {
  const denied = stories.filter(
    ({ refusal, record, parts }) => parts.length === 0 && (refusal ?? record?.closed),
  );
  return denied.length === 0
    ? h("p", null, "No request was refused or closed in this time.")
    : foldStories(denied.toReversed(), until, page);
}

/** A longer list is folded up. */
const MOST_OPEN = 50;

/** A list of requests that opens and closes. */
export const foldStories = (stories: readonly Story[], now: Date, page: Page): Element =>
  h("details", { open: stories.length <= MOST_OPEN }, [
    h("summary", null, `${stories.length} ${stories.length === 1 ? "request" : "requests"}`),
    renderStories(stories, now, page),
  ]);

/** Every request, with what became of it. */
const renderStories = (stories: readonly Story[], now: Date, page: Page): Element =>
  renderRows(
    ["Asked", "Person", "Access", "Approved by", "Outcome", "Used", "Request"],
    stories.map((story) => {
      const asked = timeOf(story);
      return [
        asked === undefined ? "" : formatTime(asked),
        showHidden(nameSubject(story)),
        listAccess(story).map(describeEntitlement).join(", "),
        showHidden(nameApprovers(story)),
        showHidden(describeOutcome(story, now)),
        [...new Set(story.parts.filter(({ end }) => end).map(({ used }) => describeUsed(used)))].join(", "),
        story.pull === undefined ? story.request : linkPull(story.pull, page),
      ];
    }),
  );

const linkPull = (pull: number, page: Page): string | Element =>
  page === undefined ? `#${pull}` : h("a", { href: `${page}/pull/${pull}` }, `#${pull}`);
