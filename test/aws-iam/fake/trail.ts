import type { Answer } from "./answer.ts";

/** An event of CloudTrail's history. */
export interface TrailEvent {
  readonly at: Date;
  readonly username: string;
  readonly principalId: string;
  readonly name: string;
  readonly source: string;
}

/**
 * LookupEvents: "The events list is sorted by time. The most recent event is listed first"; MaxResults: "Possible values are 1 through 50"; "The token to use
 * to get the next page of results"; times are whole seconds (JSON protocol).
 */
export function lookUp(events: readonly TrailEvent[], input: Readonly<Record<string, unknown>>): Answer {
  const [attribute] = Array.isArray(input.LookupAttributes) ? input.LookupAttributes : [];
  const [start, end] = [Number(input.StartTime) * 1000, Number(input.EndTime) * 1000];
  const found = events
    .filter(({ at, username }) => username === attribute?.AttributeValue && +at >= start && +at <= end)
    .toSorted((a, b) => +b.at - +a.at);
  const from = Number(input.NextToken ?? 0);
  const to = from + Number(input.MaxResults ?? 50);
  return {
    result: {
      Events: found.slice(from, to).map(({ at, name, source, username, principalId }) => ({
        ...{ EventName: name, EventSource: source, EventTime: at.getTime() / 1000, Username: username },
        CloudTrailEvent: JSON.stringify({
          userIdentity: { type: "IAMUser", principalId, userName: username },
        }),
      })),
      ...(to < found.length && { NextToken: String(to) }),
    },
  };
}
