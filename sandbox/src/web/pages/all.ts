import type { WebRoute } from "../page.ts";
import { accountPages } from "./accounts.ts";
import { checkPages } from "./checks.ts";
import { deploymentPages } from "./deployments.ts";
import { filePages } from "./files.ts";
import { invitationPages } from "./invitations.ts";
import { issuePages } from "./issues.ts";
import { organizationSettingsPages } from "./organization-settings.ts";
import { ownPages } from "./own.ts";
import { proposePages } from "./propose.ts";
import { pullPages } from "./pulls.ts";
import { repositorySettingsPages } from "./repository-settings.ts";
import { rulesetPages } from "./rulesets.ts";

export const webRoutes: readonly WebRoute[] = [
  ...ownPages,
  ...accountPages,
  ...filePages,
  ...checkPages,
  ...pullPages,
  ...proposePages,
  ...issuePages,
  ...rulesetPages,
  ...deploymentPages,
  ...invitationPages,
  ...repositorySettingsPages,
  ...organizationSettingsPages,
];
