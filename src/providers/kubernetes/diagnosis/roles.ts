import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Api } from "../api/api.ts";
import type { KubernetesConfiguration } from "../configuration.ts";
import { findPlace, isHome } from "../offer.ts";
import { findLasting, findPower } from "../rules.ts";
import type { Place } from "../scope.ts";

const describe = ({ namespace, role }: Place): string =>
  `${role.kind}/${role.name} ${namespace === undefined ? "in the whole cluster" : `in the namespace ${namespace}`}`;

/** Checks that a configured role exists, and what its holder could keep. */
export async function judgePlace(
  api: Api,
  configuration: KubernetesConfiguration,
  place: Place,
): Promise<Finding[]> {
  const what = describe(place);
  const found = await findPlace(api, place);
  if (found === undefined)
    return [
      mistake(
        "KUBERNETES_NOT_FOUND",
        `${what} does not exist.`,
        "Create the namespace and the role, or remove them from HALLPASS_PROVIDERS.",
      ),
    ];
  const { namespace } = place;
  const power = findPower(found.rules, { namespace, isHome: isHome(configuration, namespace, api.token) });
  if (power !== undefined)
    return [
      mistake(
        "KUBERNETES_POWERFUL_ROLE",
        `A holder of ${what} could keep the access or stop its end: it may ${power}. Hallpass refuses to grant it.`,
        "Name a smaller role in HALLPASS_PROVIDERS.",
      ),
    ];
  const lasting = findLasting(found.rules);
  return lasting === undefined
    ? []
    : [
        warning(
          "KUBERNETES_LASTING_ROLE",
          `What a holder of ${what} makes may work after the end: it may ${lasting}.`,
          "Name a smaller role in HALLPASS_PROVIDERS, or accept it: docs/providers/kubernetes.md says what survives.",
        ),
      ];
}
