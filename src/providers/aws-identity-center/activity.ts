import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { compareAsc } from "date-fns/compareAsc";
import type { Activity } from "../../core/access/activity.ts";
import type { AccessKey } from "../adapter/aws/fields.ts";
import { readTrail } from "../adapter/aws/trail.ts";
import type { Api } from "./api.ts";
import type { TrailOptions } from "./configuration.ts";
import { findUser } from "./directory.ts";
import { findPermissionSet } from "./places/assignees.ts";
import type { Assignment } from "./places/operations.ts";

const MOST = 1000;

export interface Period {
  /** The user's name when the lease was made. */
  readonly principal: string;
  readonly store: string;
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

/**
 * The person's events with the permission set in the account's own trail, which Hallpass reads by a role there. A session of a permission set has the
 * name of the user, and the role of the set begins with `AWSReservedSSO_` and the set's name ("Referencing permission sets in resource policies").
 */
export async function readActivity(
  api: Api,
  openTrail: (region: string, key: AccessKey) => CloudTrailClient,
  { role, regions }: Required<TrailOptions>,
  { account, permissionSet, user }: Assignment,
  { principal, store, from, until, now }: Period,
): Promise<Activity[]> {
  const set = await findPermissionSet(api, permissionSet);
  if (set?.Name === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such permission set.");
  const prefix = `AWSReservedSSO_${set.Name}_`;
  const current = (await findUser(api, store, user))?.UserName;
  const key = await assume(api, `arn:${api.instance.split(":")[1]}:iam::${account}:role/${role}`);
  const found: Activity[] = [];
  for (const region of regions) {
    const trail = openTrail(region, key);
    try {
      for (const username of new Set([principal, current ?? principal])) {
        const isBy = ({ principalId = "", role = "" }) =>
          principalId.endsWith(`:${username}`) && isOfSet(role, prefix);
        found.push(...(await readTrail(trail, api, { username, isBy, from, until, now })));
      }
    } finally {
      trail.destroy();
    }
  }
  return found.toSorted((a, b) => compareAsc(a.at, b.at)).slice(-MOST);
}

/** The suffix has no underscore, so the role of `Orders_Admin` is none of `Orders`. */
const isOfSet = (role: string, prefix: string): boolean =>
  role.startsWith(prefix) && /^[0-9a-f]+$/u.test(role.slice(prefix.length));

async function assume(api: Api, RoleArn: string): Promise<AccessKey> {
  const input = { RoleArn, RoleSessionName: "hallpass", DurationSeconds: 900 };
  const { Credentials } = await api.call((to) => api.sts.send(new AssumeRoleCommand(input), to));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
    throw api.fail("UNEXPECTED", "AssumeRole gives no credentials.");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
