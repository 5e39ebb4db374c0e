import type { FromSchema } from "json-schema-to-ts";
import type { GuardedEnvironment } from "../core/deployment/workflow-run.ts";
import type { Provider } from "../core/ports/provider.ts";
import type { Secrets } from "../providers/adapter/adapter.ts";
import { parseServerText } from "../providers/adapter/entry/server-text.ts";
import {
  compileEntry,
  describeErrors,
  namePattern,
  secretVariable,
} from "../providers/adapter/entry-schema.ts";
import { parseAppKey, parseWebhookSecret, VariableProblem } from "./parse-variables.ts";
import { ConfigError } from "./read-variables.ts";

const WHERE = "HALLPASS_DEPLOYMENTS";
const id = { type: "integer", minimum: 1 } as const;
const name = { type: "string", pattern: namePattern } as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["app", "environments"],
  properties: {
    app: {
      type: "object",
      additionalProperties: false,
      required: ["id", "keyFrom", "webhookSecretFrom"],
      properties: { id, keyFrom: secretVariable, webhookSecretFrom: secretVariable },
    },
    environments: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["repository", "id", "environment", "entitlement"],
        properties: {
          repository: { type: "string", pattern: "^[\\w.-]+/[\\w.-]+$" },
          id,
          environment: { type: "string", minLength: 1, maxLength: 255 },
          entitlement: {
            type: "object",
            additionalProperties: false,
            required: ["provider", "resource", "role"],
            properties: { provider: name, resource: name, role: name },
          },
        },
      },
    },
  },
} as const;

type Entry = FromSchema<typeof schema>;

/** The deployments that need a lease, and the App that answers them. */
export interface DeploymentConfig {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly environments: readonly GuardedEnvironment[];
}

const validate = compileEntry<Entry>(schema);

/** Throws `ConfigError` with the place, the value and the fix; never with a secret. */
export function parseDeployments(
  text: string,
  secrets: Secrets,
  providers: ReadonlyMap<string, Provider>,
): DeploymentConfig {
  const read = parseServerText(WHERE, text);
  if ("mistake" in read) throw new ConfigError([read.mistake]);
  const entry = read.value;
  if (!validate(entry)) throw new ConfigError(describeErrors(WHERE, validate.errors));
  const problems = [...findRepeated(entry), ...findUnknown(entry, providers)];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    appId: entry.app.id,
    ...readSecrets(entry, secrets),
    environments: entry.environments.map(toGuarded),
  };
}

const toGuarded = ({ repository, id, environment, entitlement }: Entry["environments"][number]) => {
  const [owner = "", repo = ""] = repository.split("/");
  return { repository: { owner, repo, id }, environment, entitlement };
};

function readSecrets({ app }: Entry, secrets: Secrets) {
  const read = (field: "keyFrom" | "webhookSecretFrom", parse: typeof parseAppKey): string => {
    const variable = app[field];
    const value = secrets[variable];
    if (!value) throw new ConfigError([`${WHERE}/app/${field}: the variable ${variable} is not set.`]);
    try {
      return parse(value, variable);
    } catch (error) {
      throw error instanceof VariableProblem ? new ConfigError([error.message]) : error;
    }
  };
  return {
    privateKey: read("keyFrom", parseAppKey),
    webhookSecret: read("webhookSecretFrom", parseWebhookSecret),
  };
}

/** Two leases for one environment would make it open for either. */
function findRepeated({ environments }: Entry): string[] {
  const keys = environments.map(({ id, environment }) => `${id} ${environment.toLowerCase()}`);
  return environments.flatMap(({ repository, environment }, index) =>
    keys.indexOf(keys[index] ?? "") === index
      ? []
      : [`${WHERE}/environments/${index}: ${repository} ${environment} is listed twice. Remove one of them.`],
  );
}

/** Only a provider that answers from leases keeps nothing that must be ended: an environment has no other access to hold. */
function findUnknown({ environments }: Entry, providers: ReadonlyMap<string, Provider>): string[] {
  return environments.flatMap(({ entitlement }, index) => {
    const provider = providers.get(entitlement.provider);
    const at = `${WHERE}/environments/${index}/entitlement`;
    if (provider === undefined)
      return [`${at}: HALLPASS_PROVIDERS has no provider "${entitlement.provider}".`];
    if (!provider.byLease)
      return [`${at}: "${provider.name}" is no provider with the adapter leases. Name one.`];
    return provider.check(entitlement).map(({ message, fix }) => `${at}: ${message} ${fix}`);
  });
}
