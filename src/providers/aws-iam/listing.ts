import {
  GetAccountAuthorizationDetailsCommand,
  type IAMClient,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import type { Calls } from "../adapter/aws/calls.ts";
import { ProviderError } from "../adapter/error.ts";
import type { People, Template } from "./configuration.ts";
import { canonicalGiven, canonicalTemplate, readUserId } from "./document.ts";
import { policyName } from "./ids.ts";
import { decodeDocument, inlinePolicies } from "./inline-policies.ts";
import { readPages } from "./pages.ts";
import { findRole } from "./people.ts";

/** An inline policy of a person. */
export interface Found {
  readonly principal: string;
  readonly id: string;
  readonly policy: string;
  readonly document: string;
}

/** An entitlement to look for, with its id and its statements. */
export interface Wanted {
  readonly entitlement: Entitlement;
  readonly id: string;
  readonly template: Template;
}

/** Every inline policy of these people. Throws rather than return a part. */
export const listPolicies = (
  iam: IAMClient,
  calls: Calls,
  provider: string,
  people: People,
): Promise<Found[]> =>
  people.kind === "User"
    ? listOfUsers(iam, calls, provider, people.path ?? "/")
    : listOfSessions(iam, calls, provider, people.role);

/** One listing of the account has the documents of all users: a request for each user would be throttled. */
async function listOfUsers(iam: IAMClient, calls: Calls, provider: string, path: string): Promise<Found[]> {
  const pages = readPages(provider, async (page) => {
    const { UserDetailList = [], ...rest } = await calls.call((options) =>
      iam.send(
        new GetAccountAuthorizationDetailsCommand({ ...page, Filter: ["User"], MaxItems: 1000 }),
        options,
      ),
    );
    return { items: UserDetailList, ...rest };
  });
  const found: Found[] = [];
  for await (const { UserName, UserId, Path = "/", UserPolicyList = [] } of pages) {
    if (UserName === undefined || UserId === undefined)
      throw new ProviderError(provider, "UNEXPECTED", new Error("A user has no name or no id."));
    if (!Path.startsWith(path)) continue;
    for (const { PolicyName = "", PolicyDocument } of UserPolicyList)
      found.push({
        principal: UserName,
        id: UserId,
        policy: PolicyName,
        document: decodeDocument(PolicyDocument),
      });
  }
  return found;
}

/** Whose session a policy of the role is for stands in its condition. One without it is for all sessions, and no grant. */
async function listOfSessions(
  iam: IAMClient,
  calls: Calls,
  provider: string,
  role: string,
): Promise<Found[]> {
  const roleId = (await findRole(iam, calls, role))?.id;
  if (roleId === undefined) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
  const { read } = inlinePolicies(iam, calls, { kind: "role", name: role });
  const names = readPages(provider, async (page) => {
    const { PolicyNames = [], ...rest } = await calls.call((options) =>
      iam.send(new ListRolePoliciesCommand({ ...page, RoleName: role, MaxItems: 1000 }), options),
    );
    return { items: PolicyNames, ...rest };
  });
  const found: Found[] = [];
  for await (const policy of names) {
    const document = await read(policy);
    // Removed since it was listed.
    if (document === undefined) continue;
    const id = readUserId(document);
    if (id?.startsWith(`${roleId}:`) === true)
      found.push({ principal: id.slice(roleId.length + 1), id, policy, document });
  }
  return found;
}

/**
 * The grants of this entitlement among them. Ours by the policy's name, which the ids give; somebody else's where a policy of another name gives
 * exactly the same.
 */
export function findGrants(
  policies: readonly Found[],
  { provider, instance }: { readonly provider: string; readonly instance: string },
  wanted: Wanted,
): Grant[] {
  const given = canonicalTemplate(wanted.template);
  const seen = new Set<string>();
  return policies.flatMap(({ principal, id, policy, document }): Grant[] => {
    const ids = { instance, principal: id, entitlement: wanted.id };
    const isOurs = policy === policyName(provider, ids);
    if (!isOurs && canonicalGiven(document) !== given) return [];
    // A policy of Hallpass for another role that has the same statements is a grant of that role; one of another provider is a grant of that.
    if (!isOurs && /^hallpass-[0-9a-f]{32}$/u.test(policy)) return [];
    const grant: Grant = {
      principal,
      entitlement: wanted.entitlement,
      ids,
      origin: isOurs ? "ours" : "standing",
    };
    const key = `${id} ${grant.origin}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [grant];
  });
}
