import { reads, writes } from "../access.ts";
import { branchRef, readRef } from "../git/refs.ts";
import { HttpError } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Protection, Repository } from "../model.ts";
import { repositoryUrl } from "../payloads/repository.ts";
import type { Schemas } from "../payloads/schemas.ts";
import type { State } from "../state.ts";

const administers = { ...reads("administration"), person: "admin" } as const;

/** "Protected branches": classic protection, one branch at a time. Patterns can be set only on GitHub's pages. */
export const protectionRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/branches/{branch}/protection",
    administers,
  )(({ state, repository, path }) => ({
    status: 200,
    body: protectionPayload(state, repository, path("branch"), requireProtection(repository, path("branch"))),
  })),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/branches/{branch}/protection",
    writes("administration", "admin"),
  )(async ({ state, repository, path, body }) => {
    const branch = path("branch");
    if ((await readRef(repository.store, branchRef(branch))) === undefined) {
      throw new HttpError(404, "Branch not found");
    }
    const protection = readProtection(body);
    repository.protections.set(branch, protection);
    return { status: 200, body: protectedPayload(state, repository, branch, protection) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/branches/{branch}/protection",
    writes("administration", "admin"),
  )(({ repository, path }) => {
    requireProtection(repository, path("branch"));
    repository.protections.delete(path("branch"));
    return { status: 204 };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures",
    writes("administration", "admin"),
  )(({ state, repository, path }) => {
    const protection = requireProtection(repository, path("branch"));
    protection.signatures = true;
    return { status: 200, body: signaturesPayload(state, repository, path("branch"), protection) };
  }),
];

function requireProtection({ protections }: Repository, branch: string): Protection {
  const protection = protections.get(branch);
  if (protection === undefined) throw new HttpError(404, "Branch not protected");
  return protection;
}

type ProtectionField =
  | "required_status_checks"
  | "enforce_admins"
  | "required_pull_request_reviews"
  | "restrictions"
  | "required_linear_history"
  | "allow_force_pushes"
  | "allow_deletions"
  | "block_creations"
  | "required_conversation_resolution"
  | "lock_branch";

function readProtection(body: Fields<ProtectionField>): Protection {
  for (const name of ["block_creations", "required_conversation_resolution", "lock_branch"] as const) {
    if (body.optionalFlag(name)) throw unsupported(`${name} of a branch protection`);
  }
  if (body.optionalObject("restrictions") !== undefined)
    throw unsupported("restrictions of a branch protection");
  return {
    checks: readChecks(body.optionalObject("required_status_checks")),
    pullRequest: readReviews(body.optionalObject("required_pull_request_reviews")),
    enforceAdmins: body.optionalFlag("enforce_admins") ?? false,
    linearHistory: body.optionalFlag("required_linear_history") ?? false,
    forcePushes: body.optionalFlag("allow_force_pushes") ?? false,
    deletions: body.optionalFlag("allow_deletions") ?? false,
    signatures: false,
  };
}

const unsupported = (what: string): HttpError =>
  new HttpError(501, `${what} is not supported by the sandbox.`);

function readChecks(checks: Fields<string> | undefined): Protection["checks"] {
  if (checks === undefined) return undefined;
  return {
    strict_required_status_checks_policy: checks.optionalFlag("strict") ?? false,
    required_status_checks: [
      ...checks.texts("contexts").map((context) => ({ context })),
      ...checks.objects("checks").map((check) => ({
        context: check.text("context"),
        ...(check.has("app_id") && check.number("app_id") !== -1
          ? { integration_id: check.number("app_id") }
          : {}),
      })),
    ],
  };
}

function readReviews(reviews: Fields<string> | undefined): Protection["pullRequest"] {
  if (reviews === undefined) return undefined;
  for (const name of ["dismissal_restrictions", "bypass_pull_request_allowances"]) {
    if ((reviews.optionalObject(name)?.names() ?? []).length > 0) throw unsupported(name);
  }
  return {
    required_approving_review_count: reviews.optionalNumber("required_approving_review_count") ?? 1,
    require_code_owner_review: reviews.optionalFlag("require_code_owner_reviews") ?? false,
    dismiss_stale_reviews_on_push: reviews.optionalFlag("dismiss_stale_reviews") ?? false,
    require_last_push_approval: reviews.optionalFlag("require_last_push_approval") ?? false,
    required_review_thread_resolution: false,
  };
}

const protectionUrl = (state: State, repository: Repository, branch: string): string =>
  `${repositoryUrl(state, repository)}/branches/${branch}/protection`;

const signaturesPayload = (
  state: State,
  repository: Repository,
  branch: string,
  { signatures }: Protection,
) => ({
  url: `${protectionUrl(state, repository, branch)}/required_signatures`,
  enabled: signatures,
});

/** The common fields of both forms of a protection: GitHub's schemas differ for reading and for setting. */
function facts(state: State, repository: Repository, branch: string, protection: Protection) {
  const url = protectionUrl(state, repository, branch);
  const { pullRequest } = protection;
  return {
    url,
    required_signatures: signaturesPayload(state, repository, branch, protection),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforceAdmins },
    required_linear_history: { enabled: protection.linearHistory },
    allow_force_pushes: { enabled: protection.forcePushes },
    allow_deletions: { enabled: protection.deletions },
    block_creations: { enabled: false },
    required_conversation_resolution: { enabled: false },
    lock_branch: { enabled: false },
    allow_fork_syncing: { enabled: false },
    ...(pullRequest === undefined
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: pullRequest.dismiss_stale_reviews_on_push,
            require_code_owner_reviews: pullRequest.require_code_owner_review,
            required_approving_review_count: pullRequest.required_approving_review_count,
            require_last_push_approval: pullRequest.require_last_push_approval,
          },
        }),
  };
}

function checksPayload(state: State, repository: Repository, branch: string, { checks }: Protection) {
  if (checks === undefined) return undefined;
  const url = `${protectionUrl(state, repository, branch)}/required_status_checks`;
  return {
    url,
    contexts_url: `${url}/contexts`,
    strict: checks.strict_required_status_checks_policy,
    contexts: checks.required_status_checks.map(({ context }) => context),
    checks: checks.required_status_checks.map(({ context, integration_id }) => ({
      context,
      app_id: integration_id ?? null,
    })),
  };
}

function protectionPayload(
  state: State,
  repository: Repository,
  branch: string,
  protection: Protection,
): Schemas["branch-protection"] {
  const checks = checksPayload(state, repository, branch, protection);
  return {
    ...facts(state, repository, branch, protection),
    ...(checks === undefined ? {} : { required_status_checks: checks }),
  };
}

function protectedPayload(
  state: State,
  repository: Repository,
  branch: string,
  protection: Protection,
): Schemas["protected-branch"] {
  const checks = checksPayload(state, repository, branch, protection);
  return {
    ...facts(state, repository, branch, protection),
    ...(checks === undefined ? {} : { required_status_checks: checks }),
  };
}
