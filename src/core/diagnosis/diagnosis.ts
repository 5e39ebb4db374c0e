import type { Settings } from "../files/settings.ts";
import { mistake } from "../findings/finding.ts";
import type { Stop } from "../findings/stop.ts";
import type { Examination } from "./examination.ts";
import { examineActions } from "./examinations/actions.ts";
import { examineApp } from "./examinations/app.ts";
import { examineAttestor } from "./examinations/attestor.ts";
import { examineBreakingRules } from "./examinations/breaking-rules.ts";
import { examineBypasses } from "./examinations/bypass.ts";
import { examineEnvironments } from "./examinations/environments.ts";
import { examineGate } from "./examinations/gate.ts";
import { examineIdentities } from "./examinations/identities.ts";
import { examineLedgerBranch } from "./examinations/ledger-branch.ts";
import { examineOwners } from "./examinations/owners.ts";
import { examineProviders } from "./examinations/providers.ts";
import { examineReaper } from "./examinations/reaper.ts";
import { examineRepository } from "./examinations/repository.ts";
import { examineServer } from "./examinations/server.ts";
import { examineTeams } from "./examinations/teams.ts";
import type { InstallationFacts } from "./installation.ts";

/** How an installation was found at one moment. */
export interface Diagnosis {
  readonly at: Date;
  readonly examinations: readonly Examination[];
  /** The settings at that moment; undefined when they could not be read. */
  readonly settings: Settings | undefined;
}

const parts: readonly ((facts: InstallationFacts, at: Date) => Examination[])[] = [
  examineRepository,
  examineApp,
  examineGate,
  examineAttestor,
  examineBypasses,
  examineLedgerBranch,
  examineBreakingRules,
  examineActions,
  examineEnvironments,
  examineReaper,
  examineOwners,
  examineTeams,
  examineIdentities,
  examineServer,
  examineProviders,
];

/** Everything there is to look at, each with its answer. */
export const diagnose = (facts: InstallationFacts, at: Date): Diagnosis => ({
  at,
  examinations: parts.flatMap((examineSome) => examineSome(facts, at)),
  settings: facts.rules.settings,
});

/**
 * The reasons why grants are stopped, all of them or those at one provider: the examinations that stop them, or that none was made yet. Empty with
 * `attestation: reported` in the settings; unreadable settings do not count as that.
 */
export function listInstallationStops(
  diagnosis: Diagnosis | undefined,
  settings: Pick<Settings, "attestation"> | undefined,
): Stop[] {
  if (settings?.attestation === "reported") return [];
  if (diagnosis === undefined) return [NOT_ATTESTED];
  return diagnosis.examinations.filter(({ stops }) => stops).map(toStop);
}

const toStop = ({ code, name, is, should, fix, provider }: Examination): Stop => ({
  ...mistake(code, `${name}: ${is}. It should be: ${should}.`, fix),
  ...(provider && { provider }),
});

const NOT_ATTESTED: Stop = mistake(
  "NOT_ATTESTED",
  "Hallpass has not read the settings that guard this repository yet.",
  'Wait a minute. If it stays, run hallpass doctor on the server, and look for step "attest" in its log.',
);
