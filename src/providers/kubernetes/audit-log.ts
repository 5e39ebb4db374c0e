import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Activity } from "../../core/access/activity.ts";
import { compileEntry } from "../adapter/entry-schema.ts";

/** What one binding allowed one user. */
export interface Search {
  readonly file: string;
  /** As the server names it: `RoleBinding "NAME/NAMESPACE"`. */
  readonly binding: string;
  /** The user name; absent = any, for a group. */
  readonly user: string | undefined;
  readonly from: Date;
  /** Ends the reading: the log may be gigabytes long. */
  readonly signal?: AbortSignal;
}

interface Event {
  readonly auditID: string;
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly objectRef?: Readonly<
    Partial<Record<"resource" | "subresource" | "namespace" | "name" | "apiGroup", string>>
  >;
  readonly requestReceivedTimestamp: string;
  readonly annotations: Readonly<Record<string, string>>;
}

const text = { type: "string" };

/** https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
const isEvent = compileEntry<Event>({
  type: "object",
  required: ["auditID", "verb", "user", "requestReceivedTimestamp", "annotations"],
  properties: {
    ...{ auditID: text, verb: text, requestReceivedTimestamp: text },
    user: { type: "object", required: ["username"], properties: { username: text } },
    objectRef: {
      type: "object",
      properties: { resource: text, subresource: text, namespace: text, name: text, apiGroup: text },
    },
    annotations: { type: "object", additionalProperties: text },
  },
});

const MOST = 1000;
/** Requests are logged as they end, nearly in the order in which they began. A holder who floods the log fills no memory. */
const ENOUGH = 10 * MOST;
const REASON = "authorization.k8s.io/reason";

/**
 * The requests that the binding allowed, from the audit log of the API server: one event a line ("Auditing", "Log backend"). The annotation
 * names the binding by which RBAC allowed a request. Rejects for a log that cannot be read, and when the signal ends it.
 */
export async function readAuditLog(search: Search): Promise<Activity[]> {
  const found = new Map<string, Activity>();
  for (const file of await listFiles(search.file, search.from)) await collect(file, search, found);
  return [...found.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, MOST);
}

async function collect(file: string, search: Search, found: Map<string, Activity>): Promise<void> {
  // Most lines are of others, and parsing is slow. The name holds a hash.
  const [, name = search.binding] = /"([^"/]+)/u.exec(search.binding) ?? [];
  for await (const line of createInterface({
    input: createReadStream(file, { signal: search.signal }),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    search.signal?.throwIfAborted();
    const event = line.includes(name) ? parseLine(line, search) : undefined;
    // A request has an event for each stage.
    if (event !== undefined && !found.has(event.auditID)) found.set(event.auditID, toActivity(event));
    if (found.size >= ENOUGH) return;
  }
}

/**
 * The log and the older ones beside it that may reach back so far. The server renames a full one: `audit.log` becomes
 * `audit-2026-11-20T12-00-00.000.log`.
 */
async function listFiles(file: string, from: Date): Promise<string[]> {
  const end = extname(file);
  const start = `${basename(file, end)}-`;
  const older = (await readdir(dirname(file))).filter((name) => name.startsWith(start) && name.endsWith(end));
  const recent: string[] = [];
  for (const name of older.sort()) {
    const path = join(dirname(file), name);
    if ((await stat(path)).mtimeMs >= from.getTime()) recent.push(path);
  }
  return [...recent, file];
}

function parseLine(line: string, { binding, user, from }: Search): Event | undefined {
  const event = parseJson(line);
  if (!isEvent(event) || !event.annotations[REASON]?.startsWith(`RBAC: allowed by ${binding} of `))
    return undefined;
  if (user !== undefined && event.user.username !== user) return undefined;
  return new Date(event.requestReceivedTimestamp) >= from ? event : undefined;
}

/** `undefined` for what is no JSON: the server may be writing the last line. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** `get configmaps orders/settings`. The parts of a URL beyond that are left out: the command of an exec may hold a secret. */
function toActivity({ verb, objectRef = {}, requestReceivedTimestamp }: Event): Activity {
  const { resource = "", subresource, namespace, name, apiGroup } = objectRef;
  const kind = `${resource}${subresource ? `/${subresource}` : ""}${apiGroup ? `.${apiGroup}` : ""}`;
  const object = [namespace, name].filter(Boolean).join("/");
  const action = [verb, kind, object].filter(Boolean).join(" ");
  return {
    at: new Date(requestReceivedTimestamp),
    action: action.replace(/\p{C}/gu, "\uFFFD").slice(0, 300),
  };
}
