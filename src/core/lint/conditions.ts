import { compile, isExcess } from "../conditions/condition.ts";
import { type Finding, warning } from "../findings/finding.ts";
import { placeIn, type RuleFiles } from "./rule-files.ts";

/** Conditions that ask nothing of a request: always true, or never. */
export const findConstants = ({ policies }: RuleFiles): Finding[] =>
  policies.flatMap((each) => {
    const { name, when = [], automatic } = each.policy;
    const all = [
      ...when.map(({ condition }, index) => ({ condition, at: `/when/${index}/condition` })),
      ...(automatic?.when ?? []).map(({ condition }, index) => ({
        condition,
        at: `/automatic/when/${index}/condition`,
      })),
    ];
    return all
      .filter(({ condition }) => isConstant(condition))
      .map(({ at }) =>
        placeIn(
          each,
          warning(
            "CONDITION_CONSTANT",
            `A condition of policy "${name}" names no variable: it is the same of every request.`,
            "Name what it is about, such as request.duration, or remove it.",
            at,
          ),
        ),
      );
  });

function isConstant(condition: string): boolean {
  const made = compile(condition);
  return !isExcess(made) && made.variables.size === 0;
}
