import { type Input, type Output, pageOf } from "./fault.ts";

/** An event of CloudTrail's history in a lent account. */
export interface TrailEvent {
  readonly at: Date;
  readonly username: string;
  readonly name: string;
  readonly role: string;
}

/**
 * "LookupEvents": the newest first, of one `Username`, between two times, in pages. The identity is that of a session of a role ("CloudTrail userIdentity
 * element"): `principalId` is `ROLE-ID:SESSION`, and `sessionIssuer` the role.
 */
export function lookUpEvents(events: readonly TrailEvent[], input: Input): Output {
  const [attribute] = Array.isArray(input.LookupAttributes) ? input.LookupAttributes : [];
  const [start, end] = [Number(input.StartTime) * 1000, Number(input.EndTime) * 1000];
  const found = events
    .filter(({ at, username }) => username === attribute?.AttributeValue && +at >= start && +at <= end)
    .toSorted((a, b) => +b.at - +a.at);
  const [page, NextToken] = pageOf(found, input, 2);
  return {
    Events: page.map(({ at, username, name, role }) => ({
      ...{
        EventName: name,
        EventSource: "s3.amazonaws.com",
        EventTime: at.getTime() / 1000,
        Username: username,
      },
      CloudTrailEvent: JSON.stringify({
        userIdentity: {
          ...{ type: "AssumedRole", principalId: `AROAEXAMPLE:${username}` },
          sessionContext: { sessionIssuer: { type: "Role", userName: role } },
        },
      }),
    })),
    ...(NextToken !== undefined && { NextToken }),
  };
}
