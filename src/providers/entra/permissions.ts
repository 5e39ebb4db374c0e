import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import type { EntraConfiguration } from "./configuration.ts";

/** A permission of Graph for applications, and the higher ones that have it in them ("Higher privileged permissions"). */
interface Needed {
  readonly name: string;
  readonly or: readonly string[];
}

const DIRECTORY = ["Directory.Read.All", "Directory.ReadWrite.All"];
const people: Needed = {
  name: "User.ReadBasic.All",
  or: ["User.Read.All", "User.ReadWrite.All", ...DIRECTORY],
};
const readGroups: Needed = {
  name: "GroupMember.Read.All",
  or: ["GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ...DIRECTORY],
};
const changeGroups: Needed = {
  name: "GroupMember.ReadWrite.All",
  or: ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
};
const assign: Needed = { name: "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", or: [] };

type Kind = Pick<EntraConfiguration, "membership" | "endAtOnce">;

const neededFor = ({ membership, endAtOnce }: Kind): readonly Needed[] =>
  membership === "plain" ? [people, changeGroups] : [people, endAtOnce ? changeGroups : readGroups, assign];

/** Compares the permissions in Hallpass's token with what it needs: each that lacks, and each that may change more. */
export function comparePermissions(granted: readonly string[], configuration: EntraConfiguration): Finding[] {
  const needed = neededFor(configuration);
  const { name: provider } = configuration;
  const missing = needed.filter(({ name, or }) => ![name, ...or].some((each) => granted.includes(each)));
  const beyond = granted.filter(
    (each) => /ReadWrite|FullControl|\.Manage/u.test(each) && !needed.some(({ name }) => name === each),
  );
  return [
    ...missing.map(({ name }) =>
      mistake(
        "ENTRA_PERMISSION_MISSING",
        `Provider "${provider}": the application lacks the permission ${name} of Microsoft Graph.`,
        "Add it as an application permission, and grant admin consent (docs/providers/entra.md).",
      ),
    ),
    ...beyond.map((each) =>
      warning(
        "ENTRA_PERMISSION_EXCESSIVE",
        `Provider "${provider}": the application has the permission ${each}, which Hallpass does not need.`,
        "Remove it from the application.",
      ),
    ),
  ];
}
