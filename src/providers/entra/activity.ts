import type { Activity } from "../../core/access/activity.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { isSignInEvent, type SignInEvent } from "./shapes.ts";

const MOST = 1000;
const LONGEST = 200;

export interface Period {
  readonly user: string;
  readonly from: Date;
  readonly until: Date;
}

/** The person's sign-ins ("List signIns": newest first, filtered by userId and createdDateTime). Graph keeps them for 30 days, with a P1 licence. */
export async function readActivity(graph: Api, { user, from, until }: Period): Promise<Activity[]> {
  if (from >= until) return [];
  const $filter = [
    `userId eq '${user}'`,
    `createdDateTime ge ${from.toISOString()}`,
    `createdDateTime le ${until.toISOString()}`,
  ].join(" and ");
  const call = { path: ["auditLogs", "signIns"], query: { $filter, $top: String(MOST) } };
  const events = (await graph.listFirst(isSignInEvent, call, MOST)) ?? [];
  return events.flatMap(toActivity).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function toActivity(event: SignInEvent): Activity[] {
  const at = new Date(event.createdDateTime);
  return Number.isNaN(at.getTime()) ? [] : [{ at, action: describe(event) }];
}

/** `sign-in to Azure Portal`, on one line. */
function describe({ appDisplayName, status }: SignInEvent): string {
  const code = status?.errorCode ?? 0;
  const text = `sign-in to ${appDisplayName ?? "an application"}${code === 0 ? "" : `: failed, ${code}`}`;
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
}
