import type { KeyObject } from "node:crypto";
import type { Exposed } from "./exposed-files.ts";
import { type Environment, isSet, readOptional, readVariables, type Values } from "./read-variables.ts";
import { type VariableKey, variableKeys } from "./variables.ts";

/** The server's configuration. The operator sets it; nothing of it is ever read from the repository. */
export interface ServerConfig {
  readonly appId: number;
  readonly privateKey: string;
  /** Absent where no server takes GitHub's events (HALLPASS_WEBHOOK is none). */
  readonly webhookSecret?: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** Another repository of the same name is refused. */
  readonly repositoryId: number;
  /** Pinned too: Hallpass decides on this branch alone. */
  readonly defaultBranch: string;
  readonly visibility: "private" | "public";
  /** The rules of this commit are trusted as they are; later ones once adopted. */
  readonly trustedCommit: string;
  /** Reads settings that the app's installation cannot: bypass lists, permissions of Actions. */
  readonly attestorToken?: string;
  /** The same through an App, whose tokens the server renews. */
  readonly attestorApp?: { readonly appId: number; readonly privateKey: string };
  /** The scheduler outside GitHub that calls the reaper, in the operator's words: the server cannot see it. */
  readonly secondScheduler?: string;
  readonly ledgerKey: KeyObject;
  /** Folder for the bare clone and the journal. */
  readonly stateDir: string;
  /** Files and folders of the configuration that other accounts of the machine may read or change. */
  readonly exposed?: readonly Exposed[];
  readonly providers: string;
  /** Who may ask by AuthZEN. Absent: nobody, and nothing listens for it. */
  readonly authzen?: string;
  /** The deployments that need a lease: `parseDeployments` reads them. */
  readonly deployments?: string;
  /** Where Prometheus reads metrics, and the token it shows. Absent: there are none. */
  readonly metrics?: { readonly host: string; readonly port: number; readonly token?: string };
  /** Where traces and metrics are sent, as it is written: `readReceiver` reads it. Absent: nowhere. */
  readonly telemetry?: {
    readonly url: string;
    readonly headers?: string;
    readonly service: string;
  };
  /** The channels outside GitHub: `parseNotices` reads them. */
  readonly notices?: string;
  readonly host: string;
  readonly port: number;
  /** GitHub's limit for requests that create content; absent = as documented. */
  readonly writesPerMinute?: number;
}

/** The part that setting up a repository on GitHub takes: its name and the app that guards it. None of it is secret. */
export type RepositoryConfig = Pick<ServerConfig, "appId" | "apiUrl" | "owner" | "repo"> &
  Partial<Pick<ServerConfig, "repositoryId">>;

/** Throws `ConfigError`. */
export function readRepositoryConfig(env: Environment): RepositoryConfig {
  const pinned = isSet(env, "repositoryId") ? (["repositoryId"] as const) : [];
  const values: Values<"appId" | "repository" | "apiUrl"> & Partial<Values<"repositoryId">> = readVariables(
    env,
    ["appId", "repository", "apiUrl", ...pinned],
  );
  const { repository, ...config } = values;
  return { ...config, ...repository };
}

/** Throws `ConfigError`. */
export function readConfig(env: Environment): ServerConfig {
  const {
    webhook: _webhook,
    webhookSecret,
    repository,
    attestorAppId,
    attestorPrivateKey,
    attestorToken,
    secondScheduler,
    authzen,
    deployments,
    metrics,
    metricsToken,
    telemetryUrl,
    telemetryHeaders,
    telemetryService,
    notices,
    ...config
  } = readValues(env);
  return {
    ...config,
    ...repository,
    ...(webhookSecret !== undefined && { webhookSecret }),
    ...(attestorToken !== undefined && { attestorToken }),
    ...(attestorAppId !== undefined &&
      attestorPrivateKey !== undefined && {
        attestorApp: { appId: attestorAppId, privateKey: attestorPrivateKey },
      }),
    ...(secondScheduler !== undefined && { secondScheduler }),
    ...(authzen !== undefined && { authzen }),
    ...(deployments !== undefined && { deployments }),
    ...(metrics !== undefined && {
      metrics: { ...metrics, ...(metricsToken !== undefined && { token: metricsToken }) },
    }),
    ...(telemetryUrl !== undefined && {
      telemetry: {
        ...{ url: telemetryUrl, service: telemetryService },
        ...(telemetryHeaders !== undefined && { headers: telemetryHeaders }),
      },
    }),
    ...(notices !== undefined && { notices }),
  };
}

/** Without a server the webhook's secret is neither needed nor used. */
function readValues(
  env: Environment,
): Values<Exclude<VariableKey, "webhookSecret">> & Partial<Values<"webhookSecret">> {
  const others = [...checkAttestor(env), ...checkMetrics(env)];
  if (env.HALLPASS_WEBHOOK?.trim() !== "none") return readVariables(env, variableKeys, others);
  return readVariables(env, variableKeys.filter(isNotWebhookSecret), others);
}

const isNotWebhookSecret = (key: VariableKey): key is Exclude<VariableKey, "webhookSecret"> =>
  key !== "webhookSecret";

/** Metrics tell nothing secret, but who uses what and what is broken is for nobody outside. */
function checkMetrics(env: Environment): string[] {
  const problems: string[] = [];
  const { host = "127.0.0.1" } = readOptional(env, "metrics", problems) ?? {};
  const isHere = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/u.test(host);
  return isHere || isSet(env, "metricsToken")
    ? []
    : [
        `HALLPASS_METRICS is on ${host}, which other machines may reach: set HALLPASS_METRICS_TOKEN too, or listen on 127.0.0.1.`,
      ];
}

/** An App, or a token: never both. */
const checkAttestor = (env: Environment): string[] =>
  isSet(env, "attestorToken") && (isSet(env, "attestorAppId") || isSet(env, "attestorPrivateKey"))
    ? ["HALLPASS_ATTESTOR_TOKEN and HALLPASS_ATTESTOR_APP_ID are both set: the App is enough."]
    : [];
