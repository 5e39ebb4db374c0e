import { findOwners } from "../files/codeowners.ts";
import { type Finding, warning } from "../findings/finding.ts";
import type { RuleFiles } from "./rule-files.ts";

/** Stands for any request in a folder. */
export const ANY_NAME = "hallpass-any-file.yaml";

/** Lines of CODEOWNERS about folders of requests that no policy serves, or whose line never decides. */
export function findIdleLines({ codeowners, policies, isPartial }: RuleFiles): Finding[] {
  if (codeowners === undefined) return [];
  const { owners, path: file } = codeowners;
  const served = new Set(policies.flatMap(({ policy }) => policy.folders));
  return owners.lines.flatMap(({ line, text }): Finding[] => {
    const folder = folderOf(text);
    if (folder === undefined) return [];
    const place = { file, line, column: 1 };
    if (!served.has(folder)) return isPartial ? [] : [{ ...describeUnserved(folder), place }];
    const deciding = findOwners(owners, `access-requests/${folder}/${ANY_NAME}`);
    return deciding === undefined || deciding.line === line
      ? []
      : [{ ...describeShadowed(folder, deciding), place }];
  });
}

/** The folder, if the line's pattern is one folder of requests. */
const folderOf = (text: string): string | undefined =>
  /^\/?access-requests\/([a-z0-9][a-z0-9._-]*)\/(?:\*{0,2})(?:\s|$)/u.exec(text)?.[1];

const describeUnserved = (folder: string): Finding =>
  warning(
    "FOLDER_UNSERVED",
    `No policy serves the folder "${folder}": every request in it is denied.`,
    `Name the folder in a policy, or remove the line.`,
  );

const describeShadowed = (folder: string, by: { readonly line: number; readonly text: string }): Finding =>
  warning(
    "OWNERS_SHADOWED",
    `This line never decides about access-requests/${folder}/: line ${by.line}, "${by.text}", comes later and matches too.`,
    "Put the line that shall decide last, or remove the other.",
  );
