import { subYears } from "date-fns/subYears";
import { isOf, isPerson, type Story } from "../../core/audit/stories.ts";
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
      (resource === undefined || story.parts.some(({ entitlement }) => isOf(resource, entitlement))) &&
      (team === undefined || story.team === team) &&
      (approver === undefined || isApprovedBy(story, approver)),
  );

function isWithin({ parts, refusal }: Story, range: Range | undefined): boolean {
  const time = parts[0]?.intendedAt ?? refusal?.at;
  return range === undefined || time === undefined || (!(time < range.since) && !(time > range.until));
}

const isAbout = ({ parts }: Story, person: string): boolean =>
  parts.some(({ lease, principal }) => isPerson(person, lease.subject, principal));

const isApprovedBy = ({ parts }: Story, approver: string): boolean =>
  parts.some(({ lease }) => lease.approvers.some((person) => isPerson(approver, person, "")));
