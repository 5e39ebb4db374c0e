import { subYears } from "date-fns/subYears";
import { isOf, isPerson, type Story, timeOf } from "../../core/audit/stories.ts";
import { approversOf, listAccess } from "../../core/audit/story-facts.ts";
import { type Period, readBorders, readTime } from "../input/given-time.ts";
import type { Given } from "./options.ts";

/** The time that --since and --until leave. Throws `UsageError` for what is no time, and for a beginning after the end. */
export function readRange({ since, until: given }: Given, now: Date): Period {
  const until = readTime("--until", given, now);
  return since === undefined
    ? { since: subYears(until, 1000), until }
    : readBorders({ from: ["--since", since], to: ["--until", given] }, until);
}

/** The requests that the filters leave, of this range where one is given. */
export const chooseStories = (
  stories: readonly Story[],
  { person, resource, team, approver }: Given,
  range?: Period,
): Story[] =>
  stories.filter(
    (story) =>
      isWithin(story, range) &&
      (person === undefined || isAbout(story, person)) &&
      (resource === undefined || listAccess(story).some((entitlement) => isOf(resource, entitlement))) &&
      (team === undefined || story.team === team) &&
      (approver === undefined || isApprovedBy(story, approver)),
  );

function isWithin(story: Story, range: Period | undefined): boolean {
  const time = timeOf(story);
  return range === undefined || time === undefined || (!(time < range.since) && !(time > range.until));
}

/** Whom it is for, or who asked. */
function isAbout({ parts, record }: Story, person: string): boolean {
  const asked = [record?.asked?.subject, record?.asked?.requester].flatMap((each) => each ?? []);
  return (
    parts.some(({ lease, principal }) => isPerson(person, lease.subject, principal)) ||
    asked.some((each) => isPerson(person, each, ""))
  );
}

const isApprovedBy = (story: Story, approver: string): boolean =>
  approversOf(story).some((person) => isPerson(approver, person, ""));
