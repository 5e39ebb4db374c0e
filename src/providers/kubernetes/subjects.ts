import type { Api } from "./api/api.ts";
import { isObject, type Subject } from "./api/shapes.ts";
import type { Subjects } from "./configuration.ts";

const RBAC_GROUP = "rbac.authorization.k8s.io";

/** A principal, and the subject of a binding that it is. The identity map allows no ":" and no "/" in accounts. */
export interface Known {
  readonly principal: string;
  readonly id: string;
  readonly subject: Subject;
}

/** Printable, and short enough for a receipt. */
const userPattern = /^\P{C}{1,128}$/u;
/** "NAMESPACE.NAME": a DNS label, which has no dot, and a DNS subdomain ("Object Names and IDs"). */
const accountPattern =
  /^(?<namespace>[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\.(?<name>[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?)$/u;

/**
 * The subject of a principal; `undefined` where there is none. Kubernetes has no objects for users and groups ("Authenticating", "Users in
 * Kubernetes"), so each name with the prefix is one, and its name is its id. A service account has a uid.
 */
export async function findSubject(
  api: Api,
  { kind, prefix = "" }: Subjects,
  principal: string,
): Promise<Known | undefined> {
  if (kind === "ServiceAccount") return findAccount(api, principal);
  const name = `${prefix}${principal}`;
  if (principal === "" || !userPattern.test(name)) return undefined;
  // "The prefix system: is reserved for Kubernetes system use" ("Using RBAC Authorization", "Referring to subjects").
  if (name.startsWith("system:"))
    throw api.fail("REFUSED", `${JSON.stringify(name)} belongs to Kubernetes itself.`);
  return { principal, id: `${kind}:${name}`, subject: { kind, apiGroup: RBAC_GROUP, name } };
}

async function findAccount(api: Api, principal: string): Promise<Known | undefined> {
  const { namespace, name } = accountPattern.exec(principal)?.groups ?? {};
  if (namespace === undefined || name === undefined) return undefined;
  const uid = await findAccountUid(api, namespace, name);
  if (uid === undefined) return undefined;
  return {
    principal,
    id: accountId(`${namespace}/${name}`, uid),
    subject: { kind: "ServiceAccount", name, namespace },
  };
}

const accountId = (account: string, uid: string | undefined): string =>
  `ServiceAccount:${account}#${uid ?? "gone"}`;

async function findAccountUid(api: Api, namespace: string, name: string): Promise<string | undefined> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/serviceaccounts/${encodeURIComponent(name)}`;
  return (await api.find(isObject, path))?.metadata.uid;
}

/**
 * Reads who a subject of a binding is. One of another kind than the principals', or without their prefix, is shown with its kind: a group is
 * no user of its name.
 */
export async function readSubject(
  api: Api,
  { kind, prefix = "" }: Subjects,
  subject: Subject,
): Promise<Known> {
  const { name, namespace = "" } = subject;
  const whole = subject.kind === "ServiceAccount" ? `${namespace}/${name}` : name;
  const id = `${subject.kind}:${whole}`;
  if (subject.kind !== kind || !name.startsWith(prefix)) return { principal: id, id, subject };
  if (kind !== "ServiceAccount") return { principal: name.slice(prefix.length), id, subject };
  const uid = await findAccountUid(api, namespace, name);
  return { principal: `${namespace}.${name}`, id: accountId(whole, uid), subject };
}

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.kind === b.kind && a.name === b.name && (a.namespace ?? "") === (b.namespace ?? "");

/** The user name of the holder with this id, as requests carry it; `undefined` for a group. */
export function userOf(id: string): string | undefined {
  if (id.startsWith("User:")) return id.slice("User:".length);
  const { account } = /^ServiceAccount:(?<account>[^#]+)#/u.exec(id)?.groups ?? {};
  return account && `system:serviceaccount:${account.replace("/", ":")}`;
}
