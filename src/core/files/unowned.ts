import { type Finding, warning } from "../findings/finding.ts";
import { type CodeOwners, findOwners } from "./codeowners.ts";

/** Files that are no rules and yet speak for the repository: `inventory/` accepts standing access, and people follow the links of `ACCESS.md`. */
const SPEAKING = [
  { name: "inventory/", path: "inventory/hallpass-any-file.yaml", line: "/inventory/" },
  { name: "ACCESS.md", path: "ACCESS.md", line: "/ACCESS.md" },
];

/** The patterns of CODEOWNERS that are missing. */
export const listUnowned = (codeowners: CodeOwners): string[] =>
  findUnownedPaths(codeowners).map(({ line }) => line);

const findUnownedPaths = (codeowners: CodeOwners) =>
  SPEAKING.filter(({ path }) => (findOwners(codeowners, path)?.owners ?? []).length === 0);

/** A warning for each that nobody owns: anybody's approval is enough for a change of it. It stops no grant. */
export const findUnowned = (codeowners: CodeOwners): Finding[] =>
  findUnownedPaths(codeowners).map(({ name, line }) =>
    warning(
      "PATH_UNOWNED",
      `Nobody owns ${name}: anybody's approval is enough for a change of it.`,
      `Give ${line} to the owners of the rules in .github/CODEOWNERS.`,
    ),
  );
