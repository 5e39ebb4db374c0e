import { type Finding, mistake } from "../findings/finding.ts";
import type { Answers } from "./answers.ts";
import { policyNameOf } from "./policy-files.ts";

/** What the schema cannot see: folders that are not there, and two offers for one policy. */
export function checkAnswers({ folders, offers }: Answers, file: string): Finding[] {
  const place = { file, line: 1, column: 1 };
  const names = offers.map(policyNameOf);
  return [
    ...offers
      .filter(({ folder }) => !folders.some(({ name }) => name === folder))
      .map(({ folder }) =>
        mistake(
          "VALUE_INVALID",
          `An offer is for the folder ${folder}, which is not among the folders.`,
          `Name one of ${folders.map(({ name }) => name).join(", ")}, or add ${folder} to folders.`,
        ),
      ),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) =>
        mistake("VALUE_INVALID", `Two offers would make the policy ${name}.`, "Leave one of them out."),
      ),
  ].map((finding) => ({ ...finding, place }));
}
