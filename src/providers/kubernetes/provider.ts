import type { Activity } from "../../core/access/activity.ts";
import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { checkAllowed } from "../adapter/allowed.ts";
import { ProviderError } from "../adapter/error.ts";
import { shellLine } from "../adapter/shell-word.ts";
import { describeRules } from "./abilities.ts";
import { type Api, openApi } from "./api/api.ts";
import { readAuditLog } from "./audit-log.ts";
import { endBinding, makeBinding } from "./binding.ts";
import type { KubernetesConfiguration, Kyverno, Subjects } from "./configuration.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { bindingName, parsePlace } from "./ids.ts";
import { findKyvernoLack, formatRemoval } from "./kyverno.ts";
import { listHolders } from "./listing.ts";
import { readInstance, refusePower, requirePlace } from "./offer.ts";
import { describeBinding, listPlaces, type Namespace, type Place } from "./scope.ts";
import { findSubject, userOf } from "./subjects.ts";

/** Each API server decides by a copy of the bindings that follows the stored ones within moments. The listing itself is exact. */
const CONSISTENCY_SECONDS = 5;

/** No namespace has this name. */
const NONE = "";

/** Gives and takes roles of a Kubernetes cluster: docs/providers/kubernetes.md. */
export function kubernetesProvider(configuration: KubernetesConfiguration): Provider {
  const { name, context, kyverno, auditLogFile, ownNamespace, deadlineSeconds = 15 } = configuration;
  const subjects: Subjects = configuration.subjects ?? { kind: "User" };
  const places = listPlaces(configuration);
  const allowed = Object.fromEntries([...places].map(([resource, roles]) => [resource, [...roles.keys()]]));
  const open = () => openApi(configuration);

  function placeOf({ resource, role }: Entitlement): Place {
    const place = places.get(resource)?.get(role);
    if (place === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  }

  /** Looks up the ids, and refuses what would give power over the end. */
  async function find(api: Api, principal: string, entitlement: Entitlement) {
    const place = placeOf(entitlement);
    const [instance, found] = await Promise.all([readInstance(api), requirePlace(api, place, entitlement)]);
    const known = await findSubject(api, subjects, principal);
    if (known === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    refusePower(api, configuration, found);
    const ids: HoldingIds = { instance, principal: known.id, entitlement: found.id };
    return { place, known, ids };
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const asked = entitlements.map((entitlement) => ({ entitlement, place: placeOf(entitlement) }));
    const api = await open();
    return listHolders(api, { instance: await readInstance(api), subjects, asked });
  }

  /** No grant where nothing would remove it. */
  async function requireKyverno(api: Api, settings: Kyverno, namespace: Namespace): Promise<void> {
    const lack = await findKyvernoLack(api, settings, namespace, configuration.now());
    if (lack !== undefined) throw api.fail("REFUSED", lack);
  }

  const kubectl = (namespace: Namespace, ...words: readonly string[]): string =>
    shellLine(
      ...["kubectl", ...(context === undefined ? [] : ["--context", context])],
      ...(namespace === undefined ? [] : ["-n", namespace]),
      ...words,
    );

  return {
    name,
    listGrants,
    check: (entitlement) => checkAllowed(allowed, entitlement),
    identify: async (principal, entitlement) => (await find(await open(), principal, entitlement)).ids,

    async listAbilities(entitlement) {
      return describeRules((await requirePlace(await open(), placeOf(entitlement), entitlement)).rules);
    },

    powers(entitlement) {
      const place = places.get(entitlement.resource)?.get(entitlement.role);
      if (place === undefined) return [];
      const isOwn = place.role.name === "cluster-admin" || place.namespace === (ownNamespace ?? NONE);
      return isOwn ? [{ kind: "own-account" }] : [];
    },

    async traits() {
      return {
        container: "separate",
        nativeExpiry: kyverno === undefined ? "none" : "removed",
        // Each request is authorized when it begins: exec, port-forward and watch go on.
        sessions: "survive",
        consistencySeconds: CONSISTENCY_SECONDS,
        deadlineSeconds,
      };
    },

    async hold({ principal, entitlement, ids, until }: Holding) {
      const api = await open();
      const { place, known, ids: now } = await find(api, principal, entitlement);
      if (!sameIds(now, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const wanted = { ...place, known, ids, ...(kyverno && { removal: formatRemoval(until) }) };
      if (kyverno !== undefined) await requireKyverno(api, kyverno, place.namespace);
      return { changed: await makeBinding(api, wanted), sessionsEnded: 0 };
    },

    async revoke({ ids }: Holding) {
      const place = parsePlace(ids.entitlement);
      const api = await open();
      if (place === undefined || (await readInstance(api)) !== ids.instance)
        throw new ProviderError(name, "IDENTITY_CHANGED");
      return { changed: await endBinding(api, place.namespace, bindingName(ids)), sessionsEnded: 0 };
    },

    async *inventory() {
      const all = [...places].flatMap(([resource, roles]) =>
        [...roles.keys()].map((role) => ({ provider: name, resource, role })),
      );
      yield* await listGrants(all);
    },

    connect: ({ entitlement }) => ({
      kind: "command",
      text: kubectl(placeOf(entitlement).namespace, "auth", "can-i", "--list"),
    }),

    ...(auditLogFile !== undefined && {
      activity: ({ ids }: Holding, from: Date, signal?: AbortSignal) =>
        readActivity(name, auditLogFile, ids, { from, signal }),
    }),

    // A binding may have other subjects, so a person edits it.
    describeRemoval({ entitlement, grantedBy }) {
      const { namespace } = placeOf(entitlement);
      return grantedBy === undefined
        ? kubectl(
            namespace,
            "get",
            namespace === undefined ? "clusterrolebindings" : "rolebindings",
            "-o",
            "wide",
          )
        : kubectl(namespace, "edit", grantedBy);
    },

    diagnose: async () => diagnose(await open(), configuration),
    async close() {},
  };
}

/** Throws `ProviderError` for a log that cannot be read. */
async function readActivity(
  name: string,
  file: string,
  ids: HoldingIds,
  { from, signal }: { readonly from: Date; readonly signal: AbortSignal | undefined },
): Promise<Activity[]> {
  const place = parsePlace(ids.entitlement);
  if (place === undefined) throw new ProviderError(name, "IDENTITY_CHANGED");
  const binding = describeBinding(place.namespace, bindingName(ids));
  try {
    return await readAuditLog({
      file,
      binding,
      user: userOf(ids.principal),
      from,
      ...(signal && { signal }),
    });
  } catch (error) {
    throw new ProviderError(name, "UNREACHABLE", error);
  }
}
