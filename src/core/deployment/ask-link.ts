import type { Entitlement } from "../access/entitlement.ts";
import type { Policy } from "../files/policy.ts";
import { requestPath } from "../files/request.ts";

/** The access repository, where people open its pages. */
export interface AccessPages {
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
}

interface Ask {
  readonly entitlement: Entitlement;
  readonly login: string;
  /** The reason, on one line. */
  readonly reason: string;
  /** Makes the file's name new. */
  readonly mark: string;
  readonly now: Date;
}

const MAX_NAME = 100;

/**
 * A link to GitHub's editor with a request in it, in the first folder of the first policy that offers the access, for the longest duration.
 * `undefined`: no policy offers it.
 */
export function buildAskLink(
  { serverUrl, owner, repo, defaultBranch }: AccessPages,
  policies: readonly Policy[],
  ask: Ask,
): string | undefined {
  const policy = policies.find((each) => isOffered(each, ask.entitlement));
  const [folder] = policy?.folders ?? [];
  if (policy === undefined || folder === undefined) return undefined;
  const query = new URLSearchParams({
    filename: requestPath(`${folder}/${nameFile(ask)}`),
    value: writeRequest(ask, policy.duration.maximum),
  });
  return `${serverUrl}/${owner}/${repo}/new/${encodeURIComponent(defaultBranch)}?${query}`;
}

const isOffered = ({ entitlements }: Policy, { provider, resource, role }: Entitlement): boolean =>
  entitlements.some(
    (offered) =>
      offered.provider === provider && offered.resource === resource && offered.roles.includes(role),
  );

function nameFile({ entitlement: { resource, role }, login, mark, now }: Ask): string {
  const date = now.toISOString().slice(0, 10);
  const middle = `${login.toLowerCase()}-${resource}-${role}`;
  return `${date}-${middle.slice(0, MAX_NAME - date.length - mark.length - 2)}-${mark}`;
}

const writeRequest = (
  { entitlement: { provider, resource, role }, login, reason }: Ask,
  duration: string,
): string =>
  [
    `subject: ${JSON.stringify(login)}`,
    "entitlements:",
    `  - { provider: ${provider}, resource: ${resource}, role: ${role} }`,
    `duration: ${duration}`,
    `reason: ${JSON.stringify(reason)}`,
    "",
  ].join("\n");
