import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { createLocks } from "../../lanes/one-at-a-time.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { createGoogleApi, type GoogleApi } from "../adapter/google/api.ts";
import type { GoogleCredentials } from "../adapter/google/credentials.ts";
import { DIRECTORY_SCOPE, isEmail } from "../adapter/google/directory.ts";
import { createAccounts, findAccount } from "../adapter/google/people.ts";
import { shellLine } from "../adapter/shell-word.ts";
import { describeRole } from "./abilities.ts";
import { readActivity } from "./activity.ts";
import {
  CONSISTENCY_SECONDS,
  DEADLINE_SECONDS,
  type GoogleIamConfiguration,
  targetOf,
} from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { listGrants, listPeople, readMember } from "./listing.ts";
import { bindingOf, titleOf } from "./mark.ts";
import { findMarked, keepsEnd, type Policy, withGrant, withoutBare, withoutGrant } from "./policy.ts";
import { requireRole, verifyRole } from "./roles.ts";
import { isNumbered, readTarget } from "./target.ts";
import { usageOf } from "./usage.ts";
import { changePolicy, readPolicy, verifyChange } from "./write.ts";

const CLOUD_SCOPE = "https://www.googleapis.com/auth/cloud-platform";

interface Place {
  readonly target: string;
  readonly role: string;
}

/**
 * Gives roles on projects, folders and organisations of Google Cloud, by a binding of its own for each grant whose condition ends it by Google's
 * clock: docs/providers/google-iam.md.
 */
export function googleIamProvider(configuration: GoogleIamConfiguration): Provider {
  const { name, resources, people = "directory", now } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds = CONSISTENCY_SECONDS } = configuration;
  const scopes = people === "directory" ? [CLOUD_SCOPE, DIRECTORY_SCOPE] : [CLOUD_SCOPE];
  const open = createGoogleApi({ ...configuration, provider: name, scopes, deadlineSeconds });
  const listAccounts = createAccounts({ people, now });
  const { run: inTurn } = createLocks();
  const own = projectOf(configuration.credentials);
  const { entitlements: offer, check } = createOffer(name, resources);

  function placeOf(entitlement: Entitlement): Place {
    const resource = check(entitlement).length === 0 ? resources[entitlement.resource] : undefined;
    const [target, role] = [resource && targetOf(resource), resource?.roles[entitlement.role]];
    if (target === undefined || role === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return { target, role };
  }

  async function identify(api: GoogleApi, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const { target, role } = placeOf(entitlement);
    const account = await findAccount(api, people, principal);
    if (account === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    await verifyRole(api, role, target);
    return { instance: await readTarget(api, target), principal: account, entitlement: role };
  }

  async function list(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const places = entitlements.map((entitlement) => ({ entitlement, ...placeOf(entitlement) }));
    const api = open();
    const policies = new Map<string, { instance: string; policy: Policy }>();
    const grants: Grant[] = [];
    for (const { entitlement, target, role } of places) {
      await requireRole(api, role);
      const { instance, policy } = policies.get(target) ?? (await readWhole(api, target));
      policies.set(target, { instance, policy });
      const accounts = await listAccounts(api, listPeople(policy, role));
      grants.push(...listGrants(policy, { provider: name, entitlement, instance, role, accounts }));
    }
    return grants;
  }

  async function readWhole(api: GoogleApi, target: string) {
    const instance = await readTarget(api, target);
    return { instance, policy: await readPolicy(api, instance) };
  }

  async function hold(api: GoogleApi, { principal, entitlement, ids, until }: Holding) {
    if (!sameIds(await identify(api, principal, entitlement), ids))
      throw new ProviderError(name, "IDENTITY_CHANGED");
    const wanted = bindingOf({ provider: name, ids, email: principal, until });
    const membersOf = (policy: Policy) =>
      findMarked(policy, wanted.condition.title).flatMap(({ members = [] }) => members.map(readMember));
    const change = await changePolicy(api, ids.instance, (policy) => {
      // Google knows that the account behind the address was deleted: one that has the address now is another.
      if (membersOf(policy).some((member) => member.isDeleted && member.name === principal))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      return withGrant(policy, wanted);
    });
    await verifyChange(
      ...([api, ids.instance, change] as const),
      (after) => keepsEnd(after, wanted),
      (policy) => withoutBare(policy, change.before, wanted),
    );
    const changed = !membersOf(change.before).some((member) => member.name === principal);
    return { changed, sessionsEnded: 0 };
  }

  // Also works for access that is no longer in the configuration: the recorded ids suffice.
  async function revoke(api: GoogleApi, { ids }: Holding) {
    if (!isNumbered(ids.instance)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const title = titleOf(name, ids);
    const { before } = await changePolicy(api, ids.instance, (policy) => withoutGrant(policy, title));
    return { changed: findMarked(before, title).length > 0, sessionsEnded: 0 };
  }

  /**
   * One write of a policy at a time for grants, and one for ends: these wait for no grant. The wait counts for the deadline, so that nothing is
   * sent after the caller gave up.
   */
  function work(
    method: "hold" | "revoke",
    carryOut: (api: GoogleApi, holding: Holding) => Promise<Receipt>,
    holding: Holding,
  ): Promise<Receipt> {
    const api = open();
    return inTurn(`${method} ${holding.ids.instance}`, () => carryOut(api, holding));
  }

  return {
    name,
    check,
    // Whoever can change what Hallpass's own project holds, can act as Hallpass.
    powers: ({ resource }) =>
      own !== undefined && Object.hasOwn(resources, resource) && resources[resource]?.project === own
        ? [{ kind: "own-account" }]
        : [],
    identify: (principal, entitlement) => identify(open(), principal, entitlement),
    listGrants: list,
    hold: (holding) => work("hold", hold, holding),
    revoke: (holding) => work("revoke", revoke, holding),

    async traits() {
      return {
        ...{ container: "separate", nativeExpiry: "enforced", sessions: "survive" },
        ...{ consistencySeconds, deadlineSeconds },
      };
    },

    async listAbilities(entitlement) {
      const { target, role } = placeOf(entitlement);
      return describeRole(await requireRole(open(), role), target);
    },

    async *inventory() {
      yield* await list(offer);
    },

    describeRemoval({ principal, entitlement }) {
      const { target, role } = placeOf(entitlement);
      const [kind = "", id = ""] = target.split("/");
      const places = { projects: ["projects"], folders: ["resource-manager", "folders"] };
      const words = kind === "projects" || kind === "folders" ? places[kind] : ["organizations"];
      const member = isEmail(principal) ? `user:${principal}` : principal;
      return shellLine(
        ...["gcloud", ...words, "remove-iam-policy-binding", id],
        ...[`--member=${member}`, `--role=${role}`, "--all"],
      );
    },

    ...connectByResource(usageOf(resources)),

    async activity({ principal, ids, until }, from) {
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      return readActivity(open(), { email: principal, target: ids.instance, from, until: end });
    },

    diagnose: () => diagnose(open(), configuration),
    async close() {},
  };
}

/** The project of Hallpass's service account, by its address; `undefined` where the address tells none. */
function projectOf(credentials: GoogleCredentials): string | undefined {
  const email = "email" in credentials ? (credentials.email ?? "") : "";
  return /@(?<project>[a-z0-9-]+)\.iam\.gserviceaccount\.com$/u.exec(email)?.groups?.project;
}
