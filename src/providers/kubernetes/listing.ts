import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import type { Api } from "./api/api.ts";
import type { Binding } from "./api/shapes.ts";
import { isOf, readIds } from "./binding.ts";
import type { Subjects } from "./configuration.ts";
import { bindingName } from "./ids.ts";
import { requirePlace } from "./offer.ts";
import { bindingsPath, bindingWord, type Namespace, type Place } from "./scope.ts";
import { type Known, readSubject } from "./subjects.ts";

export interface Asked {
  readonly entitlement: Entitlement;
  readonly place: Place;
}

/** Who holds these, by every binding of the same namespace to the same role. Reads each namespace's bindings once. */
export async function listHolders(
  api: Api,
  { instance, subjects, asked }: { instance: string; subjects: Subjects; asked: readonly Asked[] },
): Promise<Grant[]> {
  const bindings = new Map<Namespace, Binding[]>();
  const found: Grant[] = [];
  for (const { entitlement, place } of asked) {
    const { id } = await requirePlace(api, place, entitlement);
    const { namespace, role } = place;
    const all = bindings.get(namespace) ?? (await api.list(bindingsPath(namespace)));
    bindings.set(namespace, all);
    for (const binding of all.filter((each) => isOf(each, role)))
      for (const subject of binding.subjects ?? []) {
        const known = await readSubject(api, subjects, subject);
        const ids = { instance, principal: known.id, entitlement: id };
        found.push(toGrant({ entitlement, namespace, binding, known, ids }));
      }
  }
  return found;
}

interface Read {
  readonly entitlement: Entitlement;
  readonly namespace: Namespace;
  readonly binding: Binding;
  readonly known: Known;
  /** The ids that the names have now. */
  readonly ids: HoldingIds;
}

/** A binding is ours by its name, which no label can change, and for the principal it was made for: others may add subjects to it. */
function toGrant({ entitlement, namespace, binding, known, ids }: Read): Grant {
  const { principal } = known;
  const { name, creationTimestamp } = binding.metadata;
  const recorded = readIds(binding);
  if (recorded !== undefined && isFor(recorded, known))
    return { principal, entitlement, ids: recorded, origin: "ours" };
  if (name === bindingName(ids)) return { principal, entitlement, ids, origin: "ours" };
  const since = new Date(creationTimestamp ?? "");
  return {
    ...{ principal, entitlement, ids, origin: "standing" },
    grantedBy: `${bindingWord(namespace)}/${name}`,
    ...(!Number.isNaN(since.getTime()) && { since }),
  };
}

/** Whether recorded ids are of this subject. A service account that was made anew has another uid and still uses the binding. */
function isFor(recorded: HoldingIds, { id }: Known): boolean {
  const nameOf = (text: string): string =>
    text.startsWith("ServiceAccount:") ? text.replace(/#[^#]*$/u, "") : text;
  return nameOf(recorded.principal) === nameOf(id);
}
