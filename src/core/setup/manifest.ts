import { APP_EVENTS, APP_PERMISSIONS } from "../files/app-manifest.ts";

/** The App of the server, or the narrow one of the scheduled Action. */
export type AppKind = "app" | "reaper";

export interface ManifestOrder {
  readonly kind: AppKind;
  readonly organization: string;
  /** The page that explains the App: the access repository. */
  readonly homepage: string;
  /** Where GitHub sends the person with the code. */
  readonly redirectUrl: string;
  /** The server's address, such as https://hallpass.example.com; undefined where no server runs. */
  readonly serverUrl: string | undefined;
}

/** What GitHub takes ("Registering a GitHub App from a manifest", GitHub App Manifest parameters). */
export interface AppManifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly redirect_url: string;
  readonly public: boolean;
  readonly hook_attributes?: { readonly url: string; readonly active: boolean };
  readonly default_permissions: Readonly<Record<string, "read" | "write">>;
  readonly default_events?: readonly string[];
}

/** A name of an App has 34 characters at most, and is the only one of its kind at GitHub. */
const MAX_NAME = 34;

/** The manifest of the App that is asked for. */
export function buildManifest({
  kind,
  organization,
  homepage,
  redirectUrl,
  serverUrl,
}: ManifestOrder): AppManifest {
  const named = (prefix: string): string => `${prefix}-${organization}`.slice(0, MAX_NAME);
  const common = { url: homepage, redirect_url: redirectUrl, public: false };
  if (kind === "reaper")
    return {
      name: named("hallpass-reaper"),
      description: "Ends access that is over, and opens the receipts.",
      ...common,
      default_permissions: { contents: "write", metadata: "read", pull_requests: "write" },
    };
  return {
    name: named("hallpass"),
    description: "Just-in-time access through pull requests.",
    ...common,
    hook_attributes: { url: findHook(homepage, serverUrl), active: true },
    default_permissions: APP_PERMISSIONS,
    default_events: APP_EVENTS,
  };
}

/**
 * Without a server, deliveries go to a page that does nothing with them: GitHub records each, and the record tells which comments were changed
 * after they ended an access.
 */
const findHook = (homepage: string, serverUrl: string | undefined): string =>
  serverUrl === undefined ? homepage : new URL("/api/github/webhooks", serverUrl).href;
