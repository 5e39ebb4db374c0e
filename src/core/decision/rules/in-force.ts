import { isError, mistake } from "../../findings/finding.ts";
import { met, metUnless, type Rule, waiting } from "./rule.ts";

export const rulesReadable: Rule = {
  name: "Policies, CODEOWNERS and settings are readable",
  judge: ({ evidence: { rules, ownersErrors } }) =>
    metUnless([...rules.findings, ...ownersErrors].filter(isError), "All of them parse."),
};

export const rulesAdopted: Rule = {
  name: "Policies, CODEOWNERS and settings are the adopted ones",
  judge: ({ evidence: { rules } }) =>
    metUnless(
      rules.adopted
        ? []
        : [
            mistake(
              "RULES_NOT_ADOPTED",
              `The rules at ${rules.commit} reached the default branch without the approval of their owners.`,
              "Ask an operator to restore the adopted rules, or to read the new ones and trust that commit.",
            ),
          ],
      "Their owners approved every change of them.",
    ),
};

/** A stop is not the fault of the request, which continues once the cause is gone. */
export const grantsNotStopped: Rule = {
  name: "Grants are not stopped",
  judge: ({ evidence: { stops } }) =>
    stops.length === 0
      ? met("Nothing is wrong with the installation.")
      : waiting(
          `Grants are stopped until this is corrected: ${stops.map(({ message }) => message).join(" ")}`,
          "Grants are stopped",
        ),
};
