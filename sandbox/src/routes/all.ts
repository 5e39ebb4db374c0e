import type { Route } from "../http/route.ts";
import { accountRoutes } from "./accounts.ts";
import { actionsRoutes } from "./actions.ts";
import { activityRoutes } from "./activity.ts";
import { appRoutes } from "./apps.ts";
import { branchRoutes } from "./branches.ts";
import { checkRoutes } from "./checks.ts";
import { codeownersRoutes } from "./codeowners.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import { commentRoutes } from "./comments.ts";
import { contentRoutes } from "./contents.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { deploymentRoutes } from "./deployments.ts";
import { forkRoutes } from "./forks.ts";
import { historyRoutes } from "./history.ts";
import { invitationRoutes } from "./invitations.ts";
import { issueEventRoutes } from "./issue-events.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { objectRoutes } from "./objects.ts";
import { organizationRoutes } from "./organization.ts";
import { organizationRepositoryRoutes } from "./organization-repositories.ts";
import { organizationRoleRoutes } from "./organization-roles.ts";
import { protectionRoutes } from "./protection.ts";
import { pullRoutes } from "./pulls.ts";
import { refRoutes } from "./refs.ts";
import { repositoryRoutes } from "./repository.ts";
import { repositorySettingsRoutes } from "./repository-settings.ts";
import { reviewRequestRoutes } from "./review-requests.ts";
import { reviewRoutes } from "./reviews.ts";
import { ruleSuiteRoutes } from "./rule-suites.ts";
import { rulesetRoutes } from "./rulesets.ts";
import { teamRepositoryRoutes } from "./team-repositories.ts";
import { teamRoutes } from "./teams.ts";
import { workflowRoutes } from "./workflows.ts";

/** All endpoints of the sandbox. Others answer 501. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...actionsRoutes,
  ...activityRoutes,
  ...appRoutes,
  ...branchRoutes,
  ...checkRoutes,
  ...codeownersRoutes,
  ...collaboratorRoutes,
  ...commentRoutes,
  ...contentRoutes,
  ...deliveryRoutes,
  ...deploymentRoutes,
  ...forkRoutes,
  ...historyRoutes,
  ...invitationRoutes,
  ...issueEventRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...objectRoutes,
  ...organizationRepositoryRoutes,
  ...organizationRoleRoutes,
  ...organizationRoutes,
  ...protectionRoutes,
  ...pullRoutes,
  ...refRoutes,
  ...repositoryRoutes,
  ...repositorySettingsRoutes,
  ...reviewRequestRoutes,
  ...reviewRoutes,
  ...ruleSuiteRoutes,
  ...rulesetRoutes,
  ...teamRepositoryRoutes,
  ...teamRoutes,
  ...workflowRoutes,
];
