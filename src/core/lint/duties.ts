import { type Finding, warning } from "../findings/finding.ts";
import { shareAccess } from "../policy/pattern.ts";
import type { RuleFiles } from "./rule-files.ts";

/** Sides of duties that no policy offers anything of: they keep nothing apart. */
export function findIdleDuties({ policies, settings, isPartial }: RuleFiles): Finding[] {
  if (isPartial) return [];
  const offers = policies.flatMap(({ policy }) => policy.entitlements);
  return (settings?.duties ?? []).flatMap(({ name, apart }, index) =>
    apart.flatMap((side, place) =>
      side.some((of) => offers.some((offer) => shareAccess(of, offer)))
        ? []
        : [
            warning(
              "DUTY_IDLE",
              `No policy offers any access on side ${place + 1} of the duty "${name}": it keeps nothing apart from it.`,
              "Correct the names of the side in .github/hallpass.yaml, or remove it.",
              `/duties/${index}/apart/${place}`,
            ),
          ],
    ),
  );
}
