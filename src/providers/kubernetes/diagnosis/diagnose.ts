import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api/api.ts";
import { filterActions } from "../api/review.ts";
import { readIds } from "../binding.ts";
import type { KubernetesConfiguration, Kyverno } from "../configuration.ts";
import { findKyvernoLack } from "../kyverno.ts";
import { bindingsPath, bindingWord, listPlaces, type Namespace, type Place } from "../scope.ts";
import { findExcessive, findMissing, listReads } from "./rights.ts";
import { judgePlace } from "./roles.ts";

/** Checks that our account can do its configured work, and no more, and what the configured roles give. */
export async function diagnose(api: Api, configuration: KubernetesConfiguration): Promise<Finding[]> {
  const places = [...listPlaces(configuration).values()].flatMap((roles) => [...roles.values()]);
  const scopes = [...new Set(places.map(({ namespace }) => namespace))];
  const { subjects, kyverno } = configuration;
  return [
    ...(await findMissing(api, { places, scopes, kind: subjects?.kind ?? "User", kyverno })),
    ...(await findExcessive(api, scopes)),
    ...(await judgeReadable(api, configuration, places)),
    ...(await findLeft(api, scopes)),
    ...(kyverno === undefined ? [] : await judgeKyverno(api, kyverno, scopes, configuration.now())),
  ];
}

/** A place that cannot be read is named among the missing rights. */
async function judgeReadable(
  api: Api,
  configuration: KubernetesConfiguration,
  places: readonly Place[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const place of places) {
    const unreadable = await filterActions(api, listReads([place]), false);
    if (unreadable.length === 0) findings.push(...(await judgePlace(api, configuration, place)));
  }
  return findings;
}

/** Bindings of ours that give nothing any more, and are still there. */
async function findLeft(api: Api, scopes: readonly Namespace[]): Promise<Finding[]> {
  const group = "rbac.authorization.k8s.io";
  const findings: Finding[] = [];
  for (const namespace of scopes) {
    const resource = `${bindingWord(namespace)}s`;
    const unreadable = await filterActions(api, [{ verb: "list", group, resource, namespace }], false);
    if (unreadable.length > 0) continue;
    const left = (await api.list(bindingsPath(namespace))).filter(
      (binding) => readIds(binding) !== undefined && (binding.subjects ?? []).length === 0,
    );
    for (const { metadata } of left)
      findings.push(
        warning(
          "KUBERNETES_BINDING_LEFT",
          `The ${bindingWord(namespace)} ${metadata.name} has ended, gives nothing, and could not be deleted.`,
          "See which finalizer or webhook keeps it (kubectl get -o yaml), and delete it.",
        ),
      );
  }
  return findings;
}

async function judgeKyverno(api: Api, kyverno: Kyverno, scopes: readonly Namespace[], now: Date) {
  const lacks = new Set<string>();
  for (const namespace of scopes) {
    const lack = await findKyvernoLack(api, kyverno, namespace, now).catch(ignoreRefused);
    if (lack !== undefined) lacks.add(lack);
  }
  return [...lacks].map((lack) =>
    mistake(
      "KUBERNETES_KYVERNO",
      `${lack} Hallpass grants nothing until it can.`,
      "Put Kyverno right as docs/providers/kubernetes.md says, or remove kyverno from HALLPASS_PROVIDERS.",
    ),
  );
}

/** What may not be read is named among the missing rights. */
function ignoreRefused(error: unknown): undefined {
  if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
  throw error;
}
