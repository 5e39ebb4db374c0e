import { describeEntitlement } from "../core/access/entitlement.ts";
import type { ProviderTraits } from "../core/access/traits.ts";
import type { Finding } from "../core/findings/finding.ts";
import type { ProposalKind } from "../core/inventory/proposal.ts";
import type { StandingAccess } from "../core/inventory/standing-access.ts";
import { oneLine } from "../core/ledger/ledger-message.ts";
import { fitSubject } from "../core/text/subject.ts";
import { plain } from "./markdown/escape.ts";
import { renderTable } from "./markdown/table.ts";

/** The data for a proposal's texts. */
export interface ToldProposal {
  readonly kind: ProposalKind;
  readonly access: StandingAccess & { readonly number: number };
  readonly branch: string;
  readonly files: readonly { readonly path: string }[];
  readonly findings: readonly Finding[];
  readonly removal: readonly string[];
  readonly adoption?: {
    readonly subject: string;
    readonly duration: string;
    readonly container: ProviderTraits["container"];
    readonly alsoAskedBy: readonly string[];
  };
}

/** - `planned`: would be made. - `exists`: the branch is there, and was left alone. - `refused`: the findings say why. */
export type ProposalStatus = "planned" | "made" | "pushed" | "exists" | "refused";

/** The commit message of a proposal, with the steps left for a person at the provider. */
export function describeProposal(proposal: ToldProposal): string {
  const { kind, access, files, removal } = proposal;
  const what = `${describeEntitlement(access)} of ${access.principal}`;
  const title = kind === "adopt" ? `Give ${what} an end` : `Take back ${what}`;
  const paths = files.map(({ path }) => path).join(", ");
  const why =
    kind === "adopt"
      ? `${access.principal} holds this at ${access.provider} without Hallpass, and without an end.`
      : `${paths} names it no longer: it was decided that it goes.`;
  const indented = removal.map((statement) => `    ${oneLine(statement)}\n`).join("");
  return `${fitSubject(plain(title))}\n\n${plain(why)} ${plain(describeNext(proposal))}\n${indented === "" ? "" : `\n${indented}`}`;
}

/** The effect of merging it, and the next steps for a person. The provider's own commands may follow. */
export function describeNext({ kind, access, adoption, removal }: ToldProposal): string {
  const end = removal.length > 0 ? ":" : ".";
  const where = `at ${access.provider}${removal.length > 0 ? "" : describeGivers(access)}`;
  if (kind === "remove" && access.state === "gone") return "It is held no longer: nothing is left to do.";
  if (kind === "remove")
    return `Hallpass does not touch it: once this is merged, hallpass inventory --check names it as new until an administrator has taken it back ${where}${end}`;
  if (adoption?.container === "shared")
    return `Hallpass cannot tell a grant of its own from this one, and never removes what was held before: the lease's end takes nothing away until an administrator takes it back ${where}. Do that when the lease ends; done before, the access is gone at once${end}`;
  return `Once this is merged and granted, it is held by a lease of ${adoption?.duration ?? "its own"} too. Then an administrator takes back what stands ${where}, which interrupts nothing; the lease ends by itself${end}`;
}

function describeGivers({ held }: StandingAccess): string {
  const givers = [...new Set(held.flatMap(({ grantedBy }) => grantedBy ?? []))];
  return givers.length === 0 ? "" : ` (given by ${givers.join(", ")})`;
}

/** Says that a person opens the pull request: the app denies a bot's. */
export function describeOpener({ kind, adoption }: ToldProposal): string {
  if (kind === "remove" || adoption === undefined) return "Any person may open it.";
  const { subject, alsoAskedBy } = adoption;
  const others =
    alsoAskedBy.length === 0
      ? ""
      : `, or a member of ${alsoAskedBy.join(", ")} where they may ask for others`;
  return `To be opened by ${subject}${others}; the author of this commit cannot approve it.`;
}

export interface ProposalRow {
  readonly proposal: ToldProposal;
  readonly status: ProposalStatus;
  /** Commands to run, one per line; empty when there is no branch. */
  readonly commands: readonly string[];
}

const statuses: Readonly<Record<ProposalStatus, string>> = {
  planned: "to be made",
  made: "made",
  pushed: "made and pushed",
  exists: "there already, left alone",
  refused: "not made",
};

/** A table for people, followed by the commands for each row. */
export function renderProposals(rows: readonly ProposalRow[]): string {
  const table = renderTable(
    ["#", "STANDING", "PRINCIPAL", "ROLE", "ON", "BRANCH", "RESULT"],
    rows.map(({ proposal: { access, branch, findings }, status }) => [
      ...[`${access.number}`, access.state, access.principal, access.role],
      `${access.provider}/${access.resource}`,
      status === "refused" ? "" : branch,
      status === "refused" ? `not made: ${findings.map(({ code }) => code).join(", ")}` : statuses[status],
    ]),
  );
  return [table, ...rows.map(renderSteps)].join("");
}

function renderSteps({ proposal, status, commands }: ProposalRow): string {
  if (status === "refused") return "";
  const { access, removal } = proposal;
  const lines = [
    `${describeOpener(proposal)}`,
    ...commands.map((command) => `  ${command}`),
    describeNext(proposal),
    ...removal.map((statement) => `  ${statement}`),
  ];
  return `\n#${access.number} ${lines.map(oneLine).join("\n")}\n`;
}
