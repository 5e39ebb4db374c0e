import { subYears } from "date-fns/subYears";
import { isOf, isPerson, type Story, timeOf } from "../../core/audit/stories.ts";
import { approversOf, listAccess } from "../../core/audit/story-facts.ts";
import { readSince, readTime } from "../input/given-time.ts";
import type { Given } from "./options.ts";

export interface Range {
  readonly since: Date;
  readonly until: Date;
}

/** The time that --since and --until leave. Throws `UsageError` for what is no time. */
export const readRange = ({ since, until }: Given, now: Date): Range => ({
  since: since === undefined ? subYears(now, 1000) : readSince("--since", since, now),
  until: readTime("--until", until, now),
});

/** The requests that the filters leave, of this range where one is given. */
export const chooseStories = (
  stories: readonly Story[],
  { person, resource, team, approver }: Given,
  range?: Range,
): Story[] =>
  stories.filter(
    (story) =>
      isWithin(story, range) &&
      (person === undefined || isAbout(story, person)) &&
      (resource === undefined || listAccess(story).some((entitlement) => isOf(resource, entitlement))) &&
      (team === undefined || story.team === team) &&
      (approver === undefined || isApprovedBy(story, approver)),
  );

function isWithin(story: Story, range: Range | undefined): boolean {
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
