import type { Evidence, RepositoryRules } from "../../core/decision/evidence.ts";
import type { Account } from "../../core/decision/github-facts.ts";
import type { AccessRequest } from "../../core/files/request.ts";
import type { Deps } from "../round/deps.ts";

/** Finds the account that the request names at GitHub today: a login that was given up belongs to its new owner. */
export async function gatherSubject(
  { github, identities }: Pick<Deps, "github" | "identities">,
  requester: Account,
  { settings }: RepositoryRules,
  request: AccessRequest | undefined,
): Promise<Pick<Evidence, "subject" | "externalIdentity">> {
  if (request === undefined) return {};
  const subject = isSameLogin(request.subject, requester.login)
    ? requester
    : await github.readAccount(request.subject);
  if (subject === undefined) return {};
  const asked = request.entitlements.some(({ provider }) =>
    Object.hasOwn(settings?.externalIdentities ?? {}, provider),
  );
  const externalIdentity = asked ? await identities.read(subject) : undefined;
  return { subject, ...(externalIdentity && { externalIdentity }) };
}

/** GitHub compares logins without case. */
const isSameLogin = (a: Account["login"], b: string): boolean => a.toLowerCase() === b.toLowerCase();
