import {
  NO_WEBHOOK_SECRET,
  type Parse,
  parseAppKey,
  parseCommit,
  parseLedgerKey,
  parseMetricsAddress,
  parseMetricsToken,
  parseNumber,
  parsePort,
  parseRepository,
  parseText,
  parseVisibility,
  parseWebhook,
  parseWebhookSecret,
} from "./parse-variables.ts";

/** One variable of the server's configuration: the help, docs/run.md, hallpass.env.sample and the log's masks follow from it. */
export interface Variable<T = unknown> {
  readonly name: string;
  /** A noun phrase for the help, the docs and "NAME is not set". */
  readonly meaning: string;
  /** More about it, in Markdown, for docs/run.md. */
  readonly note?: string;
  readonly parse: Parse<T>;
  /** `HALLPASS_X`: required where that one is set. Without `required` and `default` it is optional. */
  readonly required?: true | `HALLPASS_${string}`;
  readonly default?: string;
  /** Masked in the log, never quoted in a message. */
  readonly secret?: true;
  /** Taken as it is, with the spaces around it. */
  readonly verbatim?: true;
  /** Said where it is not set, in place of the meaning. */
  readonly whenMissing?: string;
  /** The value in hallpass.env.sample, as the file writes it. */
  readonly sample?: string;
}

const APP_ID = "the number on the GitHub App's settings page";
const REPOSITORY_ID = "the access repository's number, from `gh api repos/OWNER/NAME --jq .id`";
const ATTESTOR_ID =
  "the number of a second App, which may read rulesets and the settings of Actions for `hallpass doctor`";

const pem = (kind: string, line: string): string =>
  `"-----BEGIN ${kind}-----\nREPLACE_ME with ${line}\n-----END ${kind}-----"`;

/** In the order of the help. Names are those that GitHub Actions and Probot use, where they have one. */
export const variables = {
  appId: {
    name: "APP_ID",
    meaning: APP_ID,
    parse: parseNumber(APP_ID),
    required: true,
    sample: "123456",
  },
  privateKey: {
    name: "PRIVATE_KEY",
    meaning: "the GitHub App's private key (RSA), in PEM",
    parse: parseAppKey,
    required: true,
    secret: true,
    sample: pem("RSA PRIVATE KEY", "all lines of the .pem file that GitHub gave you"),
  },
  webhookSecret: {
    name: "WEBHOOK_SECRET",
    meaning: "the webhook secret of the GitHub App's settings page, 32 characters or more",
    parse: parseWebhookSecret,
    required: true,
    secret: true,
    verbatim: true,
    whenMissing: NO_WEBHOOK_SECRET,
    sample: "REPLACE_ME",
  },
  webhook: {
    name: "HALLPASS_WEBHOOK",
    meaning: "where GitHub's events go: server, or none where `hallpass once` runs and no server does",
    note: "With `none`, `WEBHOOK_SECRET` is not needed, failed deliveries are no fault, and `hallpass serve` does not start. See [Without a server](once.md).",
    parse: parseWebhook,
    default: "server",
  },
  repository: {
    name: "HALLPASS_REPOSITORY",
    meaning: "the access repository, as owner/name",
    parse: parseRepository,
    required: true,
    sample: "acme/access",
  },
  repositoryId: {
    name: "HALLPASS_REPOSITORY_ID",
    meaning: REPOSITORY_ID,
    note: "It pins the repository: another one of the same name is refused.",
    parse: parseNumber(REPOSITORY_ID),
    required: true,
    sample: "123456789",
  },
  trustedCommit: {
    name: "HALLPASS_TRUSTED_COMMIT",
    meaning: "the commit whose policies, CODEOWNERS and settings you have reviewed",
    note: "Write its 40 characters, as `git rev-parse origin/main` prints them in a clone. The rules of this commit count as they are.",
    parse: parseCommit,
    required: true,
    sample: "REPLACE_ME",
  },
  ledgerKey: {
    name: "HALLPASS_LEDGER_KEY",
    meaning: "the Ed25519 private key that signs the ledger, in PEM (PKCS 8)",
    parse: parseLedgerKey,
    required: true,
    secret: true,
    sample: pem("PRIVATE KEY", "the line of ledger.pem"),
  },
  stateDir: {
    name: "HALLPASS_STATE",
    meaning: "the folder for the clone and the journal",
    note: "One process uses it: a second one is refused. Keep it across restarts.",
    parse: parseText,
    default: ".hallpass",
    sample: "/var/lib/hallpass",
  },
  providers: {
    name: "HALLPASS_PROVIDERS",
    meaning: "the list of providers, in YAML or JSON",
    note: "See the providers' pages. A field that ends in `From` names the variable of a secret.",
    parse: parseText,
    required: true,
    sample: `'
- name: orders-db
  adapter: postgres
  host: db.internal.example
  user: hallpass
  passwordFrom: ORDERS_DB_PASSWORD
  resources:
    orders:
      database: orders
      roles: { readonly: orders_readonly }
'
ORDERS_DB_PASSWORD=REPLACE_ME`,
  },
  authzen: {
    name: "HALLPASS_AUTHZEN",
    meaning: "who may ask by AuthZEN whether access is live, in YAML or JSON",
    note: "See [AuthZEN](authzen.md). A field that ends in `From` names the variable of a secret.",
    parse: parseText,
    sample:
      "'{ port: 3001, callers: [{ name: shop, tokenFrom: SHOP_AUTHZEN_TOKEN, providers: [production] }] }'",
  },
  deployments: {
    name: "HALLPASS_DEPLOYMENTS",
    meaning: "the deployments that need a lease, and the App that answers them, in YAML or JSON",
    note: "See [deployments.md](deployments.md).",
    parse: parseText,
    sample: "REPLACE_ME",
  },
  notices: {
    name: "HALLPASS_NOTICES",
    meaning: "the channels outside GitHub that tell people about their access, in YAML or JSON",
    note: "See [notifiers.md](notifiers.md). A field that ends in `From` names the variable of a secret.",
    parse: parseText,
    sample:
      "'{ channels: [{ name: leads, kind: slack, urlFrom: SLACK_LEADS_URL, rules: [{ tell: [approval], mention: [approvers] }] }] }'",
  },
  defaultBranch: {
    name: "HALLPASS_DEFAULT_BRANCH",
    meaning: "the access repository's default branch",
    parse: parseText,
    default: "main",
  },
  visibility: {
    name: "HALLPASS_VISIBILITY",
    meaning: "the access repository's visibility, private or public; internal counts as private",
    parse: parseVisibility,
    default: "private",
  },
  attestorAppId: {
    name: "HALLPASS_ATTESTOR_APP_ID",
    meaning: ATTESTOR_ID,
    note: "See [the attestor's credential](doctor.md#the-attestors-credential).",
    parse: parseNumber("the number on the settings page of the attestor's App"),
    required: "HALLPASS_ATTESTOR_PRIVATE_KEY",
    sample: "123457",
  },
  attestorPrivateKey: {
    name: "HALLPASS_ATTESTOR_PRIVATE_KEY",
    meaning: "the private key of the attestor's App, in PEM",
    parse: parseAppKey,
    required: "HALLPASS_ATTESTOR_APP_ID",
    secret: true,
    sample: "REPLACE_ME",
  },
  attestorToken: {
    name: "HALLPASS_ATTESTOR_TOKEN",
    meaning: "a token with the same rights, in place of that App",
    parse: parseText,
    secret: true,
    sample: "REPLACE_ME",
  },
  secondScheduler: {
    name: "HALLPASS_SECOND_SCHEDULER",
    meaning: "what calls the reaper from outside GitHub, in your words",
    parse: parseText,
    sample: "'cron on ops-1 calls workflow_dispatch every 5 minutes'",
  },
  host: {
    name: "HOST",
    meaning: "the address to listen on",
    note: "Behind a proxy on the same machine set `127.0.0.1`.",
    parse: parseText,
    default: "0.0.0.0",
  },
  port: { name: "PORT", meaning: "the port to listen on", parse: parsePort, default: "3000" },
  metrics: {
    name: "HALLPASS_METRICS",
    meaning: "the address on which Prometheus reads metrics, as PORT or HOST:PORT",
    note: "Without it there are none. See [metrics.md](metrics.md).",
    parse: parseMetricsAddress,
    sample: "127.0.0.1:9464",
  },
  metricsToken: {
    name: "HALLPASS_METRICS_TOKEN",
    meaning: "the token that a reader of metrics shows, 32 characters or more",
    note: "Required where `HALLPASS_METRICS` is an address that other machines reach.",
    parse: parseMetricsToken,
    secret: true,
    sample: "REPLACE_ME",
  },
  telemetryUrl: {
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    meaning: "the address of an OpenTelemetry receiver, for traces and metrics by OTLP/HTTP",
    note: "Without it nothing is sent. See [metrics.md](metrics.md#opentelemetry).",
    parse: parseText,
    sample: "http://127.0.0.1:4318",
  },
  telemetryHeaders: {
    name: "OTEL_EXPORTER_OTLP_HEADERS",
    meaning: "headers for that receiver, as name=value,name=value",
    note: "A value is percent-encoded. Needs https, except on the machine itself.",
    parse: parseText,
    secret: true,
    sample: "REPLACE_ME",
  },
  telemetryService: {
    name: "OTEL_SERVICE_NAME",
    meaning: "the name of this server in traces and metrics",
    parse: parseText,
    default: "hallpass",
  },
  apiUrl: {
    name: "GITHUB_API_URL",
    meaning: "the address of the REST API, for GitHub Enterprise",
    note: "See [github.md](github.md).",
    parse: parseText,
    default: "https://api.github.com",
  },
  serverUrl: {
    name: "GITHUB_SERVER_URL",
    meaning: "the address of the web pages and of git, for GitHub Enterprise",
    note: "See [github.md](github.md).",
    parse: parseText,
    default: "https://github.com",
  },
  writesPerMinute: {
    name: "GITHUB_WRITES_PER_MINUTE",
    meaning: "the checks, comments, labels and merges that GitHub takes from one App in a minute",
    note: "A GitHub Enterprise Server may allow more: see [github.md](github.md#limits).",
    parse: parseNumber("write how many requests that create content GitHub takes from one App in a minute"),
    default: "80",
  },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableKey = keyof typeof variables;

export const variableKeys = Object.keys(variables) as VariableKey[];

export const listVariables = (): readonly Variable[] => Object.values(variables);

/** Names of the variables that hold a secret. */
export const secretVariables: readonly string[] = listVariables()
  .filter(({ secret }) => secret)
  .map(({ name }) => name);
