import { UNASKED_EVENTS } from "../files/app-manifest.ts";
import type { AppManifest } from "./manifest.ts";

/** An App as GitHub describes it when it gives its key. */
export interface AppFacts {
  /** The login of its owner; of an enterprise, its slug. */
  readonly owner: string;
  readonly permissions: Readonly<Record<string, string | undefined>>;
  readonly events: readonly string[];
  /** undefined for an App without a webhook. */
  readonly hookUrl: string | undefined;
}

/**
 * What tells this App from the one that was asked for; nothing, when it is that one. Whoever gives a code of their own would otherwise have their
 * App's key and webhook secret kept, and their App installed.
 */
export function findDifferences(app: AppFacts, manifest: AppManifest, organization: string): string[] {
  const wantedHook = manifest.hook_attributes?.url;
  return [
    ...(app.owner.toLowerCase() === organization.toLowerCase()
      ? []
      : [`its owner is ${app.owner}, not ${organization}`]),
    ...differ("permissions", listPermissions(app.permissions), listPermissions(manifest.default_permissions)),
    ...differ("events", listEvents(app.events), listEvents(manifest.default_events ?? [])),
    ...(normalize(app.hookUrl) === normalize(wantedHook)
      ? []
      : [`its webhook goes to ${app.hookUrl ?? "no address"}, not to ${wantedHook ?? "none"}`]),
  ];
}

function differ(what: string, has: readonly string[], wanted: readonly string[]): string[] {
  const more = has.filter((each) => !wanted.includes(each));
  const less = wanted.filter((each) => !has.includes(each));
  return [
    ...(more.length > 0 ? [`it has ${what} that were not asked for: ${more.join(", ")}`] : []),
    ...(less.length > 0 ? [`it lacks ${what}: ${less.join(", ")}`] : []),
  ];
}

/** Every App may read metadata, whether it says so or not. */
const listPermissions = (permissions: AppFacts["permissions"]): string[] =>
  Object.entries({ metadata: "read", ...permissions }).flatMap(([name, level]) =>
    level === undefined ? [] : [`${name}: ${level}`],
  );

const listEvents = (events: readonly string[]): string[] =>
  events.filter((event) => !UNASKED_EVENTS.some((unasked) => unasked === event));

const normalize = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? new URL(url).href : url;
