import { shellLine, shellWord } from "../adapter/shell-word.ts";

/** The line that an administrator types. The command wants the object id, which Azure CLI looks up for a name. */
export function describeRemoval(group: string, principal: string): string {
  const look = shellLine("az", "ad", "user", "show", "--id", principal, "--query", "id", "--output", "tsv");
  const member = principal.includes("@") ? `$(${look})` : shellWord(principal);
  return `${shellLine("az", "ad", "group", "member", "remove", "--group", group)} --member-id ${member}`;
}
