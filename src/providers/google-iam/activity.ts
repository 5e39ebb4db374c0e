import type { Activity } from "../../core/access/activity.ts";
import { listOf, object } from "../adapter/answer-shape.ts";
import { compileEntry } from "../adapter/entry-schema.ts";
import type { GoogleApi } from "../adapter/google/api.ts";

const MOST = 1000;
const LONGEST = 200;

interface Period {
  readonly email: string;
  readonly target: string;
  readonly from: Date;
  readonly until: Date;
}

interface LogEntry {
  readonly timestamp: string;
  readonly protoPayload?: { readonly methodName?: string; readonly resourceName?: string };
}

interface Page {
  readonly entries?: readonly LogEntry[];
  readonly nextPageToken?: string;
}

const text = { type: "string" } as const;

const isPage = compileEntry<Page>(
  object(
    {
      entries: listOf(
        object({ timestamp: text, protoPayload: object({ methodName: text, resourceName: text }, []) }, [
          "timestamp",
        ]),
      ),
      nextPageToken: text,
    },
    [],
  ),
);

const url = new URL("https://logging.googleapis.com/v2/entries:list");

/** The person's calls in Cloud Audit Logs ("AuditLog", `authenticationInfo.principalEmail`), the oldest thousand. */
export async function readActivity(
  api: GoogleApi,
  { email, target, from, until }: Period,
): Promise<Activity[]> {
  if (from >= until) return [];
  const filter = [
    'protoPayload.@type="type.googleapis.com/google.cloud.audit.AuditLog"',
    `protoPayload.authenticationInfo.principalEmail=${JSON.stringify(email)}`,
    `timestamp>=${JSON.stringify(from.toISOString())}`,
    `timestamp<${JSON.stringify(until.toISOString())}`,
  ].join(" AND ");
  const asked = { resourceNames: [target], filter, orderBy: "timestamp asc", pageSize: MOST };
  const found: LogEntry[] = [];
  let pageToken = "";
  // A page may be empty and have a successor.
  do {
    const page: Page = await api.ask(isPage, url, { ...asked, ...(pageToken !== "" && { pageToken }) });
    found.push(...(page.entries ?? []));
    pageToken = page.nextPageToken ?? "";
  } while (pageToken !== "" && found.length < MOST);
  return found
    .slice(0, MOST)
    .map(({ timestamp, protoPayload }) => ({ at: new Date(timestamp), action: describe(protoPayload) }))
    .filter(({ at }) => !Number.isNaN(at.getTime()));
}

/** `google.cloud.bigquery.v2.JobService.InsertJob on projects/acme/jobs/1`, of Google's own words, on one line. */
const describe = ({ methodName = "unknown", resourceName }: LogEntry["protoPayload"] = {}): string =>
  `${methodName}${resourceName === undefined ? "" : ` on ${resourceName}`}`
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .slice(0, LONGEST);
