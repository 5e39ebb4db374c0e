import { showText } from "../../document/text.ts";
import { findLookAlike } from "../../files/look-alike.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import type { Evidence } from "../evidence.ts";
import { metUnless, type Rule } from "./rule.ts";

/** Finds files that look like requests or rules in a place Hallpass does not read: they mislead readers. Removing one is fine. */
export const listMisplaced = ({
  changes,
  misplaced = [],
}: Pick<Evidence, "changes" | "misplaced">): Finding[] => [
  ...changes
    .filter(({ status }) => status !== "removed")
    .flatMap(({ path }) => {
      const place = findLookAlike(path);
      return place === undefined
        ? []
        : [{ ...looksAlike(path, place), place: { file: path, line: 1, column: 1 } }];
    }),
  ...misplaced
    .filter((path) => findLookAlike(path) === undefined)
    .map((path) => ({ ...requestElsewhere(path), place: { file: path, line: 1, column: 1 } })),
];

export const looksAlike = (path: string, place: string): Finding =>
  mistake(
    "PATH_LOOKALIKE",
    `"${showText(path)}" looks like ${place} and is another place: nothing there counts.`,
    `Name it exactly ${place}, or choose a name that is not like it.`,
  );

const requestElsewhere = (path: string): Finding =>
  mistake(
    "REQUEST_MISPLACED",
    `"${showText(path)}" reads as an access request, and no request is read there: nothing is granted by it.`,
    "Move the file to access-requests/<team>/<name>.yaml. An example belongs in a Markdown file.",
  );

export const filesInPlace: Rule = {
  name: "Every file lies where it counts",
  judge: ({ evidence }) => metUnless(listMisplaced(evidence), "No path only looks like one of Hallpass."),
};
