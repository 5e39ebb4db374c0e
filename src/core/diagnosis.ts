import { examineActions } from "./diagnosis/actions.ts";
import { examineApp } from "./diagnosis/app.ts";
import { examineAttestor } from "./diagnosis/attestor.ts";
import { examineBreakingRules } from "./diagnosis/breaking-rules.ts";
import { examineBypasses } from "./diagnosis/bypass.ts";
import type { Examination } from "./diagnosis/examination.ts";
import { examineGate } from "./diagnosis/gate.ts";
import { examineIdentities } from "./diagnosis/identities.ts";
import { examineLedgerBranch } from "./diagnosis/ledger-branch.ts";
import { examineOwners } from "./diagnosis/owners.ts";
import { examineProviders } from "./diagnosis/providers.ts";
import { examineRepository } from "./diagnosis/repository.ts";
import { examineServer } from "./diagnosis/server.ts";
import { examineTeams } from "./diagnosis/teams.ts";
import type { Finding } from "./finding.ts";
import type { InstallationFacts } from "./installation.ts";
import type { Settings } from "./settings.ts";

/** How an installation was found at one moment. */
export interface Diagnosis {
  readonly at: Date;
  readonly examinations: readonly Examination[];
  /** What the settings said then; undefined when they could not be read. */
  readonly settings: Settings | undefined;
}

const parts = [
  examineRepository,
  examineApp,
  examineGate,
  examineAttestor,
  examineBypasses,
  examineLedgerBranch,
  examineBreakingRules,
  examineActions,
  examineOwners,
  examineTeams,
  examineIdentities,
  examineServer,
  examineProviders,
];

/** Everything there is to look at, each with its answer. */
export const diagnose = (facts: InstallationFacts, at: Date): Diagnosis => ({
  at,
  examinations: parts.flatMap((examineSome) => examineSome(facts)),
  settings: facts.rules.settings,
});

/**
 * Why nothing is granted: what was found wrong, or that nobody has looked yet. Nothing at all where the settings say that the
 * installation is only reported on; settings that cannot be read do not say so.
 */
export function listStops(
  diagnosis: Diagnosis | undefined,
  settings: Pick<Settings, "attestation"> | undefined,
): Finding[] {
  if (settings?.attestation === "reported") return [];
  if (diagnosis === undefined) return [NOT_ATTESTED];
  return diagnosis.examinations.filter(({ stops }) => stops).map(toFinding);
}

const toFinding = ({ code, name, is, should, fix }: Examination): Finding => ({
  code,
  severity: "error",
  at: "",
  message: `${name}: ${is}. It should be: ${should}.`,
  fix,
});

const NOT_ATTESTED: Finding = {
  code: "NOT_ATTESTED",
  severity: "error",
  at: "",
  message: "The settings that guard this repository could not be looked at yet.",
  fix: 'Wait a moment; if it stays, run hallpass doctor on the server, and look for step "attest" in its log.',
};
