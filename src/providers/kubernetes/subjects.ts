import type { Api } from "./api/api.ts";
import { isObject, type Subject } from "./api/shapes.ts";
import type { Subjects } from "./configuration.ts";

const RBAC_GROUP = "rbac.authorization.k8s.io";

/** A principal as a binding names it. */
export interface Known {
  readonly principal: string;
  readonly id: string;
  readonly subject: Subject;
}

/** Printable, and short enough for a receipt. */
const userPattern = /^\P{C}{1,128}$/u;
/** "NAMESPACE/NAME": a DNS label and a DNS subdomain ("Object Names and IDs"). */
const accountPattern =
  /^(?<namespace>[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\/(?<name>[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?)$/u;

/**
 * The subject of a principal; `undefined` where there is none. Kubernetes has no objects for users and groups ("Authenticating", "Users in
 * Kubernetes"), so each name that the configuration allows is one, and its name is its id. A service account has a uid.
 */
export async function findSubject(
  api: Api,
  { kind, prefix = "" }: Subjects,
  principal: string,
): Promise<Known | undefined> {
  if (kind === "ServiceAccount") return findAccount(api, principal);
  if (!userPattern.test(principal) || !principal.startsWith(prefix) || principal === prefix) return undefined;
  // "The prefix system: is reserved for Kubernetes system use" ("Using RBAC Authorization", "Referring to subjects").
  if (principal.startsWith("system:"))
    throw api.fail("REFUSED", `${JSON.stringify(principal)} belongs to Kubernetes itself.`);
  return {
    principal,
    id: `${kind}:${principal}`,
    subject: { kind, apiGroup: RBAC_GROUP, name: principal },
  };
}

async function findAccount(api: Api, principal: string): Promise<Known | undefined> {
  const { namespace, name } = accountPattern.exec(principal)?.groups ?? {};
  if (namespace === undefined || name === undefined) return undefined;
  const uid = await findAccountUid(api, namespace, name);
  if (uid === undefined) return undefined;
  return {
    principal,
    id: accountId(principal, uid),
    subject: { kind: "ServiceAccount", name, namespace },
  };
}

const accountId = (principal: string, uid: string | undefined): string =>
  `ServiceAccount:${principal}#${uid ?? "gone"}`;

async function findAccountUid(api: Api, namespace: string, name: string): Promise<string | undefined> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/serviceaccounts/${encodeURIComponent(name)}`;
  return (await api.find(isObject, path))?.metadata.uid;
}

/** Reads who a subject of a binding is. One of another kind than the principals' is shown with its kind: a group is no user of its name. */
export async function readSubject(api: Api, { kind }: Subjects, subject: Subject): Promise<Known> {
  const own = subject.kind === "ServiceAccount" ? `${subject.namespace ?? ""}/${subject.name}` : subject.name;
  if (subject.kind !== kind)
    return { principal: `${subject.kind}:${own}`, id: `${subject.kind}:${own}`, subject };
  if (kind !== "ServiceAccount") return { principal: own, id: `${kind}:${own}`, subject };
  const uid = await findAccountUid(api, subject.namespace ?? "", subject.name);
  return { principal: own, id: accountId(own, uid), subject };
}

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.kind === b.kind && a.name === b.name && (a.namespace ?? "") === (b.namespace ?? "");

/** The user name of the holder with this id, as requests carry it; `undefined` for a group. */
export function userOf(id: string): string | undefined {
  if (id.startsWith("User:")) return id.slice("User:".length);
  const { account } = /^ServiceAccount:(?<account>[^#]+)#/u.exec(id)?.groups ?? {};
  return account && `system:serviceaccount:${account.replace("/", ":")}`;
}
