import { parseRequestPath } from "../../core/files/request.ts";
import type { AdoptionTerms, ProposalKind } from "../../core/inventory/proposal.ts";
import { DURATION_PATTERN } from "../../core/text/duration.ts";
import { UsageError } from "../runner/failure.ts";

const DEFAULT_DURATION = "8h";

/** The options of `hallpass inventory --propose`. */
export const proposalArguments = {
  propose: {
    type: "string",
    value: "WHAT",
    meaning:
      "adopt: a request by the holder; once it is approved, a lease holds the access, and ends. remove: take it out of inventory/, and say in the commit what an administrator runs at the provider",
    choices: ["adopt", "remove"],
  },
  finding: {
    type: "string",
    multiple: true,
    value: "WHICH",
    meaning: "this access alone: its number, or PRINCIPAL:ROLE",
    unset: "all",
  },
  folder: { type: "string", value: "TEAM", meaning: "the folder of access-requests/ to ask in" },
  duration: { type: "string", value: "TIME", meaning: "the length of the lease", unset: DEFAULT_DURATION },
  reason: { type: "string", value: "TEXT", meaning: "the reason that the approver reads" },
  push: { type: "boolean", meaning: "push the new branches, with git's own configuration" },
  "dry-run": { type: "boolean", meaning: "print what would be made, and make nothing" },
  json: {
    type: "boolean",
    meaning: "with --propose: print one JSON object, also for an error",
    coversErrors: true,
  },
} as const;

export interface GivenProposal {
  readonly propose?: string;
  readonly finding?: string[];
  readonly folder?: string;
  readonly duration?: string;
  readonly reason?: string;
  readonly push?: boolean;
  readonly "dry-run"?: boolean;
  readonly json?: boolean;
  readonly repository?: string;
  readonly check?: string[];
}

interface CommonOptions {
  readonly dir: string;
  /** The values of --finding. */
  readonly chosen: readonly string[] | undefined;
  readonly isToBePushed: boolean;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
}

export type ProposalOptions = CommonOptions &
  (
    | { readonly kind: Extract<ProposalKind, "adopt">; readonly terms: AdoptionTerms }
    | { readonly kind: Extract<ProposalKind, "remove"> }
  );

/** Reads --propose and its options; `undefined` without it. Throws `UsageError` for options that exclude each other. */
export function readProposalOptions(given: GivenProposal): ProposalOptions | undefined {
  const { propose, repository, check } = given;
  if (propose === undefined) {
    refuseOthers(
      given,
      ["finding", "folder", "duration", "reason", "push", "dry-run", "json"],
      "--propose adopt or --propose remove",
    );
    return undefined;
  }
  if (propose !== "adopt" && propose !== "remove")
    throw new UsageError(`--propose ${propose} is unknown. Use adopt or remove.`);
  if (check !== undefined)
    throw new UsageError("--check compares and --propose makes branches. Give one of them.");
  if (repository === undefined)
    throw new UsageError(
      "--propose makes branches in a clone of the access repository: give --repository DIR.",
    );
  const common = {
    dir: repository,
    chosen: given.finding,
    isToBePushed: given.push ?? false,
    isDryRun: given["dry-run"] ?? false,
    isJson: given.json ?? false,
  };
  if (common.isToBePushed && common.isDryRun)
    throw new UsageError("--push pushes what was made and --dry-run makes nothing. Give one of them.");
  if (propose === "adopt") return { ...common, kind: "adopt", terms: readTerms(given) };
  refuseOthers(given, ["folder", "duration", "reason"], "--propose adopt");
  return { ...common, kind: "remove" };
}

function readTerms({ folder, duration = DEFAULT_DURATION, reason }: GivenProposal): AdoptionTerms {
  if (folder === undefined)
    throw new UsageError(
      "--propose adopt asks in a folder of access-requests/, and its owners review: give --folder TEAM.",
    );
  if (parseRequestPath(`access-requests/${folder}/a.yaml`) === undefined)
    throw new UsageError(
      `--folder ${folder} is not a folder of access-requests/: lower-case letters, digits and . _ - only, such as payments.`,
    );
  if (!new RegExp(DURATION_PATTERN, "u").test(duration))
    throw new UsageError(
      `--duration ${duration} is no duration. Use a whole number and s, m, h or d, such as 8h.`,
    );
  return { folder, duration, reason };
}

function refuseOthers(given: GivenProposal, names: readonly (keyof GivenProposal)[], where: string): void {
  const stray = names.find((name) => given[name] !== undefined);
  if (stray !== undefined)
    throw new UsageError(`--${stray} goes with ${where}. See hallpass inventory --help.`);
}
