import { type Finding, mistake } from "../findings/finding.ts";
import { compile, isExcess } from "./condition.ts";

interface Written {
  readonly condition: string;
}

/** The conditions of a policy that cannot be read, or are of another type than bool. `at`: the pointer to their list. */
export const judgeConditions = (conditions: readonly Written[] | undefined, at: string): Finding[] =>
  (conditions ?? []).flatMap(({ condition }, index) => {
    const made = compile(condition);
    return isExcess(made)
      ? [
          mistake(
            "CONDITION_INVALID",
            `The condition is wrong after ${made.at} characters: ${made.says}`,
            "Write it as the page on conditions shows: docs/conditions.md.",
            `${at}/${index}/condition`,
          ),
        ]
      : [];
  });
