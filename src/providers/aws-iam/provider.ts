import { setTimeout as pause } from "node:timers/promises";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { IAMClient } from "@aws-sdk/client-iam";
import { STSClient } from "@aws-sdk/client-sts";
import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { readCaller } from "../adapter/aws/caller.ts";
import { type Calls, openCalls } from "../adapter/aws/calls.ts";
import { clientSettings } from "../adapter/aws/client-settings.ts";
import { DEADLINE_SECONDS } from "../adapter/aws/fields.ts";
import type { TrailIdentity } from "../adapter/aws/trail.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { describeTemplate } from "./abilities.ts";
import { readActivity } from "./activity.ts";
import { CONSISTENCY_SECONDS, type IamConfiguration, peopleOf } from "./configuration.ts";
import { connect } from "./connect.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { buildDocument, canonicalDocument } from "./document.ts";
import { entitlementId, instanceOf, policyName } from "./ids.ts";
import { type InlinePolicies, inlinePolicies } from "./inline-policies.ts";
import { findGrants, listPolicies, type Wanted } from "./listing.ts";
import { findOwner, findPerson, type Person } from "./people.ts";
import { handsOnRoleOf } from "./powers.ts";
import { explainQuota } from "./quota.ts";

const BETWEEN_READS_MS = 250;

/** The requests of one call, and the ARN of Hallpass's own user or session. */
interface Session {
  readonly calls: Calls;
  readonly caller: string;
}

/** Gives access by inline policies in IAM that end by the clock of AWS: docs/providers/aws-iam.md. */
export function iamProvider(configuration: IamConfiguration): Provider {
  const { name, account, resources, deadlineSeconds = DEADLINE_SECONDS } = configuration;
  const { consistencySeconds = CONSISTENCY_SECONDS, activityRegions = [configuration.region] } =
    configuration;
  const iam = new IAMClient(clientSettings(configuration, "iam"));
  const sts = new STSClient(clientSettings(configuration, "sts"));
  const trails = activityRegions.map(
    (each) => new CloudTrailClient(clientSettings({ ...configuration, region: each }, "cloudtrail")),
  );
  const instance = instanceOf(account);
  const people = peopleOf(configuration);
  const { entitlements: offered, check, roleOf: templateOf } = createOffer(name, resources);

  const toWanted = (entitlement: Entitlement): Wanted => {
    const template = templateOf(entitlement);
    return { entitlement, template, id: entitlementId(entitlement.resource, entitlement.role, template) };
  };

  /** The requests of one call, once the credentials are known to be of this account. */
  const open = async (): Promise<Calls> => (await openAsCaller()).calls;

  async function openAsCaller(): Promise<Session> {
    const calls = openCalls(configuration);
    return { calls, caller: await readCaller(sts, calls, configuration) };
  }

  async function identify(
    { calls, caller }: Session,
    principal: string,
    entitlement: Entitlement,
  ): Promise<{ ids: HoldingIds; person: Person }> {
    const { id, template } = toWanted(entitlement);
    if (handsOnRoleOf(caller, template))
      throw new ProviderError(name, "REFUSED", new Error("It hands on Hallpass's own role."));
    const person = await findPerson(iam, calls, name, people, principal);
    if (person === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { person, ids: { instance, principal: person.id, entitlement: id } };
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const wanted = entitlements.map(toWanted);
    const policies = await listPolicies(iam, await open(), name, people);
    return wanted.flatMap((each) => findGrants(policies, { provider: name, instance }, each));
  }

  /** Reads the policy until IAM shows it: a later call must not find less. */
  async function confirm(calls: Calls, policies: InlinePolicies, policy: string, document: string) {
    for (;;) {
      const there = await policies.read(policy);
      if (there !== undefined && canonicalDocument(there) === canonicalDocument(document)) return;
      await pause(Math.min(BETWEEN_READS_MS, calls.secondsLeft() * 1000));
    }
  }

  return {
    ...{ name, check, listGrants },
    identify: async (principal, entitlement) =>
      (await identify(await openAsCaller(), principal, entitlement)).ids,

    async traits() {
      const kinds = { container: "separate", nativeExpiry: "enforced", sessions: "ended" } as const;
      return { ...kinds, consistencySeconds, deadlineSeconds };
    },

    async hold({ principal, entitlement, ids, until }: Holding) {
      const session = await openAsCaller();
      const { calls } = session;
      const now = await identify(session, principal, entitlement);
      if (!sameIds(now.ids, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const { owner } = now.person;
      const policies = inlinePolicies(iam, calls, owner);
      const policy = policyName(name, ids);
      const document = buildDocument(templateOf(entitlement), { userId: ids.principal, until });
      const there = await policies.read(policy);
      if (there !== undefined && canonicalDocument(there) === canonicalDocument(document))
        return { changed: false, sessionsEnded: 0 };
      await policies
        .put(policy, document)
        .catch((error) => Promise.reject(explainQuota(error, owner, document)));
      await confirm(calls, policies, policy, document);
      return { changed: there === undefined, sessionsEnded: 0 };
    },

    async revoke({ principal, ids }: Holding) {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      const calls = await open();
      const owner = await findOwner(iam, calls, name, { id: ids.principal, principal, people });
      const changed =
        owner !== undefined && (await inlinePolicies(iam, calls, owner).remove(policyName(name, ids)));
      // Each request of an open session is evaluated anew: there is nothing to end.
      return { changed, sessionsEnded: 0 };
    },

    async *inventory() {
      yield* await listGrants(offered);
    },

    listAbilities: async (entitlement) => describeTemplate(templateOf(entitlement)),

    connect: (names) => connect(configuration, names),

    async activity({ principal, ids, until }: Holding, from: Date) {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      const calls = await open();
      const owner = await findOwner(iam, calls, name, { id: ids.principal, principal, people });
      const names = new Set(owner?.kind === "user" ? [principal, owner.name] : [principal]);
      const isBy = (identity: TrailIdentity) => identity.principalId === ids.principal;
      const query = { isBy, from, until, now: configuration.now() };
      return readActivity(trails, calls, names, query);
    },

    async diagnose() {
      const { calls, caller } = await openAsCaller();
      return diagnose(iam, calls, caller, configuration);
    },

    async close() {
      for (const client of [iam, sts, ...trails]) client.destroy();
    },
  };
}
