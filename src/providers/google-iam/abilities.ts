import { describeQuote, listSome, toPhrases } from "../../core/text/phrases.ts";
import { listKeeping, listPassingOn, type Role } from "./roles.ts";

/** The last parts of permissions that change nothing. Every other one counts as acting. */
const READING = /\.(?:get|list|search|read|view|query|fetch|check|resolve)(?:[A-Z]\w*)?$/u;

const MOST_PERMISSIONS = 4;

/** What a role lets its holder do, by its permissions ("Role", `includedPermissions`): what needs most care first, then by service. */
export function describeRole(role: Role, target: string): string[] {
  const [keeping, passing] = [listKeeping(role, target), listPassingOn(role)];
  const plain = role.permissions.filter((each) => !keeping.includes(each) && !passing.includes(each));
  const isReading = (permission: string): boolean => READING.test(permission);
  return toPhrases([
    ...describeAll("keep access or stop its end, by", keeping),
    ...describeAll("act as another account or pass access on, by", passing),
    ...describeServices(
      "act in",
      plain.filter((each) => !isReading(each)),
    ),
    ...describeServices("read in", plain.filter(isReading)),
    ...describeQuote(`the description of ${role.title || "the role"}`, role.description),
  ]);
}

const describeAll = (what: string, permissions: readonly string[]): string[] =>
  permissions.length === 0 ? [] : [`${what} ${listSome(permissions, MOST_PERMISSIONS)}`];

/** A permission is `SERVICE.RESOURCE.VERB` ("Permissions reference"). The service of most permissions comes first. */
function describeServices(what: string, permissions: readonly string[]): string[] {
  const services = new Map<string, string[]>();
  for (const permission of permissions) {
    const [service = "", ...rest] = permission.split(".");
    services.set(service, [...(services.get(service) ?? []), rest.join(".")]);
  }
  return [...services]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([service, names]) => `${what} ${service}: ${listSome(names, MOST_PERMISSIONS)}`);
}
