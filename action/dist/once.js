import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  ACCESS_PAGE,
  CODEOWNERS_PATHS,
  DEFAULT_APPROVAL_COUNT,
  DEFAULT_MEMBER_FOR,
  DEFAULT_VALID_FOR,
  EXPLAINED,
  FORM_LABEL,
  I,
  INSTANT_PATTERN,
  MAX_CODEOWNERS_BYTES,
  MAX_DOCUMENT_BYTES,
  MAX_SETTINGS_BYTES,
  SETTINGS_PATH,
  SignInError,
  addFindings,
  addSeconds,
  applyPlan,
  approvalsSchema,
  askProvider,
  buildValidator,
  checkBranch,
  chooseAsked,
  chooseRequest,
  classifyPull,
  createFolder,
  createProviders,
  describeAskingAgain,
  describeEnd,
  describeEntry,
  describeOwner,
  describeRefusal,
  describeWaiting,
  entriesOf,
  explainPath,
  explainRefusal,
  fetchSeen,
  findAdvice,
  findBlockingBranch,
  findMeaning,
  findOverdue,
  findOwners,
  folderName,
  formPage,
  gitHubReverts,
  gitLedger,
  gitRepository,
  includeChildTeamsSchema,
  inspectCommit,
  isAccount,
  isAfter,
  isAlertCode,
  isEqual,
  isMeant,
  isMisplacedRequest,
  isRequestFile,
  isRevocation,
  isRuleFile,
  isSettled,
  isStillRight,
  judgeLease,
  judgeRevert,
  lateSeconds,
  ledgerBranchName,
  listAt,
  listEnds,
  listLeasesSince,
  listOverdue,
  listRefusalReasons,
  listUngranted,
  mapAFew,
  newFolderPage,
  nextTurn,
  offersPage,
  oncePer,
  openClient,
  openInstallation,
  openRemovalPull,
  overSince,
  parseCodeowners,
  parseDocument,
  parseEntry,
  parseInstant,
  parseRequest,
  parseRequestPath,
  parseServerText,
  parseSettings,
  personOf,
  planChanges,
  principalOf,
  providerFailures,
  providerName,
  publicKeyLine,
  publicKeyOf,
  pushRemoval,
  ranked,
  readFailure,
  readGit,
  readObjects,
  readOwnBot,
  readUses,
  rememberBot,
  rememberOwnId,
  requestPath,
  require_dist,
  resourceName,
  roleName,
  runGit,
  sameRules,
  serializeEntry,
  showText,
  signCommit,
  subSeconds,
  teamsSchema,
  timeOf,
  toUseRecord,
  verifierOf,
  writeTree
} from "./chunk-CHZXZMG4.js";
import "./chunk-RAXLSHSF.js";
import {
  LONGEST_RETRY_MS,
  askedWait,
  backOff,
  doubling,
  remainingOf,
  spread,
  waitAfter,
  waitLonger
} from "./chunk-M2AKUPX3.js";
import {
  addMilliseconds
} from "./chunk-2HNI7JJU.js";
import {
  addMinutes,
  subMinutes
} from "./chunk-2D5ZC7XB.js";
import {
  addDays,
  min,
  subDays
} from "./chunk-AKKCJD7W.js";
import {
  connectGuarded,
  createGuardedFetch,
  listNetworks,
  readKey,
  signMessage
} from "./chunk-UA7WBRNQ.js";
import {
  createLane,
  createLocks
} from "./chunk-7MNSBFR3.js";
import "./chunk-MKLPLF5J.js";
import {
  GitHubError,
  ObstacleError,
  RepositoryError,
  call,
  describeFailure,
  describeObstacle,
  isRefused,
  statusOf
} from "./chunk-UZ7EQ5W4.js";
import {
  applyEntries,
  code,
  cutLines,
  describeMoment,
  describeTime,
  differenceInMilliseconds,
  escapeInLine,
  escapeMarkdown,
  findByBase,
  findByIds,
  findByRequest,
  findBySubject,
  findHidden,
  fitSubject,
  flattenProse,
  formatTime,
  getRoundingMethod,
  isAsObserved,
  isEndedBy,
  isHoldingEntry,
  leasesOf,
  listLeases,
  plain,
  recordCodec,
  timeSchema
} from "./chunk-7DK6GYKO.js";
import {
  DURATION_PATTERN,
  MASK,
  describeDuration,
  guessDuration,
  maskLikelySecrets,
  maskSecrets,
  parseDuration
} from "./chunk-3BZNJ7ZL.js";
import {
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import {
  describeCharacter,
  isInvisible
} from "./chunk-GGGEKREZ.js";
import {
  compileEntry,
  describeErrors,
  findNearest,
  isError,
  mistake,
  namePattern,
  secretVariable,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  compareAsc,
  describeEntitlement,
  endOf,
  entitlementKey,
  hasEnded,
  heldUntil,
  holdingKey,
  isLive,
  max,
  sameIds,
  wasEndedEarly
} from "./chunk-K5X7KKLM.js";
import {
  isBefore,
  millisecondsInHour,
  millisecondsInMinute,
  toDate
} from "./chunk-JWKNRRMN.js";
import {
  __toESM
} from "./chunk-N5G37XHY.js";

// src/configuration/exposed-files.ts
import { statSync } from "node:fs";

// src/core/ports/alert.ts
var raiseAlert = (log, code2, fields, message, level = "error") => log[level]({ ...fields, alert: true, code: code2 }, message);
var alertOf = (error2) => error2 instanceof Error && "alert" in error2 && isAlertCode(error2.alert) ? error2.alert : void 0;

// src/configuration/exposed-files.ts
var findExposedFile = (path3) => judge(path3, `chmod 600 ${path3}`, ({ mode }) => [
  ...(mode & 4) !== 0 ? ["every account may read it"] : [],
  ...describeWriters(mode)
]);
var findExposedFolder = (path3) => judge(path3, `chmod 700 ${path3}`, ({ mode }) => describeWriters(mode));
var describeWriters = (mode) => (mode & 2) !== 0 ? ["every account may change it"] : (mode & 16) !== 0 ? ["its group may change it"] : [];
function alertExposed(log, exposed) {
  for (const { path: path3, how, fix } of exposed)
    raiseAlert(
      log,
      "FILES_EXPOSED",
      { step: "files", path: path3 },
      `${path3} is not safe from other accounts of this machine: ${how}. ${fix}`
    );
}
function judge(path3, fix, describe7) {
  const stats = readStats(path3);
  const self = process.getuid?.();
  if (stats === void 0 || self === void 0) return [];
  const isForeign = stats.uid !== self && stats.uid !== 0;
  const how = [...describe7(stats), ...isForeign ? [`it belongs to account ${stats.uid}`] : []];
  if (how.length === 0) return [];
  const steps = isForeign ? `chown ${self} ${path3} && ${fix}` : fix;
  return [{ path: path3, how: how.join(", and "), fix: `Run: ${steps}` }];
}
function readStats(path3) {
  try {
    return statSync(path3, { throwIfNoEntry: false });
  } catch {
    return void 0;
  }
}

// src/configuration/parse-variables.ts
import { createPrivateKey } from "node:crypto";
var VariableProblem = class extends Error {
};
var parseText = (text4) => text4;
var parseNumber = (meaning) => (text4, name3) => {
  if (!/^[1-9][0-9]{0,15}$/u.test(text4)) throw new VariableProblem(`${name3} is "${text4}": ${meaning}.`);
  return Number(text4);
};
var parseRepository = (text4, name3) => {
  const [, owner = "", repo = ""] = /^([\w.-]+)\/([\w.-]+)$/u.exec(text4) ?? [];
  if (repo === "") throw new VariableProblem(`${name3} is "${text4}": write it as owner/name.`);
  return { owner, repo };
};
var parseVisibility = (text4, name3) => {
  if (text4 === "private" || text4 === "public") return text4;
  throw new VariableProblem(`${name3} is "${text4}": write private (internal counts as private) or public.`);
};
var parseWebhook = (text4, name3) => {
  if (text4 === "server" || text4 === "none") return text4;
  throw new VariableProblem(
    `${name3} is "${text4}": write server, or none where hallpass once runs and no server does.`
  );
};
var parseCommit = (text4, name3) => {
  if (/^[0-9a-f]{40}$/u.test(text4)) return text4;
  throw new VariableProblem(`${name3} is "${text4}": write all 40 characters of the commit's id.`);
};
var parsePort = (text4, name3) => {
  const port = /^[1-9][0-9]{0,4}$/u.test(text4) ? Number(text4) : void 0;
  if (port !== void 0 && port <= 65535) return port;
  throw new VariableProblem(`${name3} is "${text4}": write the port to listen on, a number from 1 to 65535.`);
};
var parseMetricsAddress = (text4, name3) => {
  const {
    host,
    plain: plain2,
    port = ""
  } = /^(?:(?:\[(?<host>[\da-f:.]+)\]|(?<plain>[\w.-]+)):)?(?<port>\d+)$/iu.exec(text4)?.groups ?? {};
  if (/^[1-9][0-9]{0,4}$/u.test(port) && Number(port) <= 65535)
    return { host: host ?? plain2 ?? "127.0.0.1", port: Number(port) };
  throw new VariableProblem(`${name3} is "${text4}": write a port, or HOST:PORT, for example 127.0.0.1:9464.`);
};
var parseMetricsToken = (text4, name3) => {
  if (text4.length >= MIN_SECRET) return text4;
  throw new VariableProblem(
    `${name3} has ${text4.length} characters; the least is ${MIN_SECRET}. ${MAKE_SECRET}`
  );
};
var MIN_SECRET = 32;
var MAKE_SECRET = `Make one with: node -p "require('crypto').randomBytes(32).toString('hex')"`;
var NO_WEBHOOK_SECRET = `WEBHOOK_SECRET is not set, or is Probot's default. ${MAKE_SECRET}`;
var parseWebhookSecret = (text4, name3) => {
  if (text4 === "development") throw new VariableProblem(NO_WEBHOOK_SECRET);
  const { length } = text4.trim();
  if (length >= MIN_SECRET) return text4;
  throw new VariableProblem(`${name3} has ${length} characters; the least is ${MIN_SECRET}. ${MAKE_SECRET}`);
};
var parseAppKey = (text4, name3) => {
  const pem2 = unfold(text4);
  const key = readKey2(pem2);
  if (key?.asymmetricKeyType === "rsa") return pem2;
  throw new VariableProblem(
    key === void 0 ? `${name3} is no whole private key in PEM. Put all lines of the .pem file that GitHub gave you between double quotes, line ends as they are or as \\n.` : `${name3} is a key of type ${key.asymmetricKeyType}; the keys of GitHub Apps are rsa.`
  );
};
var parseLedgerKey = (text4, name3) => {
  const key = readKey2(unfold(text4));
  if (key?.asymmetricKeyType === "ed25519") return key;
  throw new VariableProblem(
    key === void 0 ? `${name3} is no private key in PEM. Make one with: openssl genpkey -algorithm ed25519` : `${name3} is a key of type ${key.asymmetricKeyType}; it must be ed25519.`
  );
};
var unfold = (text4) => text4.replaceAll("\\n", "\n");
function readKey2(pem2) {
  try {
    return createPrivateKey(pem2);
  } catch {
    return void 0;
  }
}

// src/configuration/variables.ts
var APP_ID = "the number on the GitHub App's settings page";
var REPOSITORY_ID = "the access repository's number, from `gh api repos/OWNER/NAME --jq .id`";
var ATTESTOR_ID = "the number of a second App, which may read rulesets and the settings of Actions for `hallpass doctor`";
var pem = (kind, line) => `"-----BEGIN ${kind}-----
REPLACE_ME with ${line}
-----END ${kind}-----"`;
var variables = {
  appId: {
    name: "APP_ID",
    meaning: APP_ID,
    parse: parseNumber(APP_ID),
    required: true,
    sample: "123456"
  },
  privateKey: {
    name: "PRIVATE_KEY",
    meaning: "the GitHub App's private key (RSA), in PEM",
    parse: parseAppKey,
    required: true,
    secret: true,
    sample: pem("RSA PRIVATE KEY", "all lines of the .pem file that GitHub gave you")
  },
  webhookSecret: {
    name: "WEBHOOK_SECRET",
    meaning: "the webhook secret of the GitHub App's settings page, 32 characters or more",
    parse: parseWebhookSecret,
    required: true,
    secret: true,
    verbatim: true,
    whenMissing: NO_WEBHOOK_SECRET,
    sample: "REPLACE_ME"
  },
  webhook: {
    name: "HALLPASS_WEBHOOK",
    meaning: "where GitHub's events go: server, or none where `hallpass once` runs and no server does",
    note: "With `none`, `WEBHOOK_SECRET` is not needed, failed deliveries are no fault, and `hallpass serve` does not start. See [Without a server](once.md).",
    parse: parseWebhook,
    default: "server"
  },
  repository: {
    name: "HALLPASS_REPOSITORY",
    meaning: "the access repository, as owner/name",
    parse: parseRepository,
    required: true,
    sample: "acme/access"
  },
  repositoryId: {
    name: "HALLPASS_REPOSITORY_ID",
    meaning: REPOSITORY_ID,
    note: "It pins the repository: another one of the same name is refused.",
    parse: parseNumber(REPOSITORY_ID),
    required: true,
    sample: "123456789"
  },
  trustedCommit: {
    name: "HALLPASS_TRUSTED_COMMIT",
    meaning: "the commit whose policies, CODEOWNERS and settings you have reviewed",
    note: "Write its 40 characters, as `git rev-parse origin/main` prints them in a clone. The rules of this commit count as they are.",
    parse: parseCommit,
    required: true,
    sample: "REPLACE_ME"
  },
  ledgerKey: {
    name: "HALLPASS_LEDGER_KEY",
    meaning: "the Ed25519 private key that signs the ledger, in PEM (PKCS 8)",
    parse: parseLedgerKey,
    required: true,
    secret: true,
    sample: pem("PRIVATE KEY", "the line of ledger.pem")
  },
  stateDir: {
    name: "HALLPASS_STATE",
    meaning: "the folder for the clone and the journal",
    note: "One process uses it: a second one is refused. Keep it across restarts.",
    parse: parseText,
    default: ".hallpass",
    sample: "/var/lib/hallpass"
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
ORDERS_DB_PASSWORD=REPLACE_ME`
  },
  authzen: {
    name: "HALLPASS_AUTHZEN",
    meaning: "who may ask by AuthZEN whether access is live, in YAML or JSON",
    note: "See [AuthZEN](authzen.md). A field that ends in `From` names the variable of a secret.",
    parse: parseText,
    sample: "'{ port: 3001, callers: [{ name: shop, tokenFrom: SHOP_AUTHZEN_TOKEN, providers: [production] }] }'"
  },
  deployments: {
    name: "HALLPASS_DEPLOYMENTS",
    meaning: "the deployments that need a lease, and the App that answers them, in YAML or JSON",
    note: "See [deployments.md](deployments.md).",
    parse: parseText,
    sample: "REPLACE_ME"
  },
  notices: {
    name: "HALLPASS_NOTICES",
    meaning: "the channels outside GitHub that tell people about their access, in YAML or JSON",
    note: "See [notifiers.md](notifiers.md). A field that ends in `From` names the variable of a secret.",
    parse: parseText,
    sample: "'{ channels: [{ name: leads, kind: slack, urlFrom: SLACK_LEADS_URL, rules: [{ tell: [approval], mention: [approvers] }] }] }'"
  },
  defaultBranch: {
    name: "HALLPASS_DEFAULT_BRANCH",
    meaning: "the access repository's default branch",
    parse: parseText,
    default: "main"
  },
  visibility: {
    name: "HALLPASS_VISIBILITY",
    meaning: "the access repository's visibility, private or public; internal counts as private",
    parse: parseVisibility,
    default: "private"
  },
  attestorAppId: {
    name: "HALLPASS_ATTESTOR_APP_ID",
    meaning: ATTESTOR_ID,
    note: "See [the attestor's credential](doctor.md#the-attestors-credential).",
    parse: parseNumber("the number on the settings page of the attestor's App"),
    required: "HALLPASS_ATTESTOR_PRIVATE_KEY",
    sample: "123457"
  },
  attestorPrivateKey: {
    name: "HALLPASS_ATTESTOR_PRIVATE_KEY",
    meaning: "the private key of the attestor's App, in PEM",
    parse: parseAppKey,
    required: "HALLPASS_ATTESTOR_APP_ID",
    secret: true,
    sample: "REPLACE_ME"
  },
  attestorToken: {
    name: "HALLPASS_ATTESTOR_TOKEN",
    meaning: "a token with the same rights, in place of that App",
    parse: parseText,
    secret: true,
    sample: "REPLACE_ME"
  },
  secondScheduler: {
    name: "HALLPASS_SECOND_SCHEDULER",
    meaning: "what calls the reaper from outside GitHub, in your words",
    parse: parseText,
    sample: "'cron on ops-1 calls workflow_dispatch every 5 minutes'"
  },
  host: {
    name: "HOST",
    meaning: "the address to listen on",
    note: "Behind a proxy on the same machine set `127.0.0.1`.",
    parse: parseText,
    default: "0.0.0.0"
  },
  port: { name: "PORT", meaning: "the port to listen on", parse: parsePort, default: "3000" },
  metrics: {
    name: "HALLPASS_METRICS",
    meaning: "the address on which Prometheus reads metrics, as PORT or HOST:PORT",
    note: "Without it there are none. See [metrics.md](metrics.md).",
    parse: parseMetricsAddress,
    sample: "127.0.0.1:9464"
  },
  metricsToken: {
    name: "HALLPASS_METRICS_TOKEN",
    meaning: "the token that a reader of metrics shows, 32 characters or more",
    note: "Required where `HALLPASS_METRICS` is an address that other machines reach.",
    parse: parseMetricsToken,
    secret: true,
    sample: "REPLACE_ME"
  },
  telemetryUrl: {
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    meaning: "the address of an OpenTelemetry receiver, for traces and metrics by OTLP/HTTP",
    note: "Without it nothing is sent. See [metrics.md](metrics.md#opentelemetry).",
    parse: parseText,
    sample: "http://127.0.0.1:4318"
  },
  telemetryHeaders: {
    name: "OTEL_EXPORTER_OTLP_HEADERS",
    meaning: "headers for that receiver, as name=value,name=value",
    note: "A value is percent-encoded. Needs https, except on the machine itself.",
    parse: parseText,
    secret: true,
    sample: "REPLACE_ME"
  },
  telemetryService: {
    name: "OTEL_SERVICE_NAME",
    meaning: "the name of this server in traces and metrics",
    parse: parseText,
    default: "hallpass"
  },
  apiUrl: {
    name: "GITHUB_API_URL",
    meaning: "the address of the REST API, for GitHub Enterprise",
    note: "See [github.md](github.md).",
    parse: parseText,
    default: "https://api.github.com"
  },
  serverUrl: {
    name: "GITHUB_SERVER_URL",
    meaning: "the address of the web pages and of git, for GitHub Enterprise",
    note: "See [github.md](github.md).",
    parse: parseText,
    default: "https://github.com"
  },
  writesPerMinute: {
    name: "GITHUB_WRITES_PER_MINUTE",
    meaning: "the checks, comments, labels and merges that GitHub takes from one App in a minute",
    note: "A GitHub Enterprise Server may allow more: see [github.md](github.md#limits).",
    parse: parseNumber("write how many requests that create content GitHub takes from one App in a minute"),
    default: "80"
  }
};
var variableKeys = Object.keys(variables);
var listVariables = () => Object.values(variables);
var secretVariables = listVariables().filter(({ secret }) => secret).map(({ name: name3 }) => name3);

// node_modules/date-fns/differenceInMinutes.js
function differenceInMinutes(dateLeft, dateRight, options2) {
  const diff = differenceInMilliseconds(dateLeft, dateRight) / millisecondsInMinute;
  return getRoundingMethod(options2?.roundingMethod)(diff);
}

// src/core/diagnosis/examination.ts
function examine(question, { right, is }) {
  const { code: code2, name: name3, should, fix, advice, provider: provider2 } = question;
  const status = right ? "ok" : "wrong";
  const stops = !right && advice !== true;
  return { code: code2, name: name3, status, is, should, fix: right ? "" : fix, stops, ...provider2 && { provider: provider2 } };
}
var examineKnown = (question, known2, judge6) => "value" in known2 ? examine(question, judge6(known2.value)) : leave(question, known2.unreadable);
function leave({ code: code2, name: name3, should, reads }, why) {
  const fix = reads === void 0 ? "Run hallpass doctor again once it can be read." : `Give the server an attestor (HALLPASS_ATTESTOR_APP_ID, or HALLPASS_ATTESTOR_TOKEN) that has ${reads}.`;
  return { code: code2, name: name3, status: "unreadable", is: why, should, fix, stops: false };
}
function enumerate(items, most = 3) {
  const rest = items.length - most;
  return items.slice(0, most).join("; ") + (rest > 0 ? `; and ${rest} more` : "");
}

// src/core/diagnosis/examinations/actions.ts
var examineActions = ({ server, github }) => [
  examineKnown(
    {
      code: "WORKFLOWS_APPROVE",
      name: "Actions may approve pull requests",
      should: "no",
      fix: 'Settings → Actions → General → Workflow permissions → untick "Allow GitHub Actions to create and approve pull requests".',
      reads: 'the repository permission "Administration: read"'
    },
    github.workflowsMayApprove,
    (mayApprove) => ({ right: !mayApprove, is: mayApprove ? "yes" : "no" })
  ),
  examineSecrets(
    server,
    {
      code: "REPOSITORY_SECRETS",
      name: "Repository secrets",
      fix: "Settings → Secrets and variables → Actions → Repository secrets: remove it, make a new secret at the provider, and use an environment limited to the default branch."
    },
    github.secrets
  ),
  examineSecrets(
    server,
    {
      code: "ORGANIZATION_SECRETS",
      name: "Organisation secrets for this repository",
      fix: "Organisation → Settings → Secrets and variables → Actions → (the secret) → Repository access: take this repository out, make a new secret at the provider, and use an environment limited to the default branch."
    },
    github.organizationSecrets
  )
];
var examineSecrets = ({ secretNames }, about, secrets) => examineKnown(
  {
    ...about,
    should: "none of the server's own",
    reads: 'the repository permission "Secrets: read"'
  },
  secrets,
  (names2) => {
    const ours2 = names2.filter((name3) => secretNames.includes(name3));
    return {
      right: ours2.length === 0,
      is: ours2.length === 0 ? "none of them" : `${enumerate(ours2)}: readable by every account that may push a branch`
    };
  }
);

// src/core/files/app-manifest.ts
var APP_PERMISSIONS = {
  checks: "write",
  contents: "write",
  issues: "write",
  members: "read",
  metadata: "read",
  pull_requests: "write"
};
var APP_EVENTS = [
  ...["check_run", "check_suite", "issue_comment", "issues", "member", "membership", "organization"],
  ...["pull_request", "pull_request_review", "pull_request_review_thread", "push", "repository", "team"]
];
var TOLERATED_PERMISSIONS = {
  administration: "read",
  statuses: "write"
};

// src/core/diagnosis/examinations/app.ts
var AT_APP = "Settings → Developer settings → GitHub Apps → (the App)";
var AT_INSTALLATION = "Organisation → Settings → GitHub Apps → (the App) → Configure";
var examineApp = ({
  server,
  github: { installation, webhook: webhook2, deliveries }
}) => [
  examinePermissions(installation),
  examinePower(installation),
  examineEvents(installation),
  examine(
    {
      code: "APP_REACH",
      name: "App: installed on",
      should: "selected repositories: the access repository alone",
      fix: `${AT_INSTALLATION} → Repository access: Only select repositories.`,
      advice: true
    },
    { right: installation.selection === "selected", is: `${installation.selection} repositories` }
  ),
  examineKnown(
    {
      code: "WEBHOOK",
      name: "App: webhook",
      should: "active, https://YOUR-HOST/api/github/webhooks, JSON, with a secret, certificates verified",
      fix: `${AT_APP} → General → Webhook: Active, Webhook URL, Secret, SSL verification; and Content type: application/json.`,
      advice: true
    },
    webhook2,
    judgeWebhook
  ),
  // Without a server, every delivery fails, and Hallpass only reads GitHub's record of them.
  ...server.webhookSecretLength === void 0 ? [] : [examineDeliveries(deliveries)]
];
var examineDeliveries = (deliveries) => examineKnown(
  {
    code: "WEBHOOK_DELIVERIES",
    name: "App: last deliveries",
    should: "the latest was answered with 2xx",
    fix: `${AT_APP} → Advanced → Recent Deliveries: open it. 400: WEBHOOK_SECRET is not the secret of the App. 401: the App has no secret. 0: GitHub cannot reach the Webhook URL.`,
    advice: true
  },
  deliveries,
  judgeDeliveries
);
var levels = ["read", "write", "admin"];
var includes = (held, wanted) => held !== void 0 && levels.indexOf(held) >= levels.indexOf(wanted);
function examinePermissions({ permissions }) {
  const missing2 = Object.entries(APP_PERMISSIONS).filter(([name3, wanted]) => !includes(permissions[name3], wanted)).map(([name3, wanted]) => `${name3}: ${permissions[name3] ?? "none"}, not ${wanted}`);
  return examine(
    {
      code: "APP_PERMISSIONS",
      name: "App: permissions",
      should: "those of app.yml, accepted by an owner of the organisation",
      fix: `${AT_APP} → Permissions & events: set them as in app.yml; then ${AT_INSTALLATION} → Review request → Accept new permissions.`,
      advice: true
    },
    { right: missing2.length === 0, is: enumerate(missing2, 6) || "as in app.yml" }
  );
}
function examinePower({ permissions }) {
  const allowed = { ...TOLERATED_PERMISSIONS, ...APP_PERMISSIONS };
  const beyond = Object.entries(permissions).filter(([name3, held]) => !includes(allowed[name3], held)).map(([name3, held]) => `${name3}: ${held}`);
  return examine(
    {
      code: "APP_POWER",
      name: "App: permissions beyond app.yml",
      should: "none: with the App's key they could be used",
      fix: `${AT_APP} → Permissions & events: set to No access what app.yml does not name.`,
      advice: true
    },
    { right: beyond.length === 0, is: enumerate(beyond, 6) || "none" }
  );
}
function examineEvents({ events }) {
  const missing2 = APP_EVENTS.filter((event) => !events.includes(event));
  return examine(
    {
      code: "APP_EVENTS",
      name: "App: events",
      should: "those of app.yml: what is not told is seen only every five minutes",
      fix: `${AT_APP} → Permissions & events → Subscribe to events: ${missing2.join(", ")}.`,
      advice: true
    },
    { right: missing2.length === 0, is: missing2.length === 0 ? "as in app.yml" : `not ${missing2.join(", ")}` }
  );
}
var URL_PATTERN = /^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:/])/u;
function judgeWebhook({ url, contentType, verifiesTls, hasSecret }) {
  if (url === void 0) return { right: false, is: "none" };
  const faults = [
    ...URL_PATTERN.test(url) ? [] : ["not https"],
    ...contentType === "json" ? [] : [`content type ${contentType ?? "form"}`],
    ...verifiesTls ? [] : ["certificates are not verified"],
    ...hasSecret ? [] : ["no secret"]
  ];
  return { right: faults.length === 0, is: [url, ...faults].join(", ") };
}
function judgeDeliveries(attempts) {
  const [latest] = attempts;
  if (latest === void 0) return { right: true, is: "none in the last days" };
  const isGood = ({ status }) => status >= 200 && status < 300;
  const failed2 = attempts.filter((attempt2) => !isGood(attempt2)).length;
  const is = `the latest (${latest.event}, ${latest.at.toISOString()}) was answered with ${latest.status}; ${failed2} of the last ${attempts.length} failed`;
  return { right: isGood(latest), is };
}

// src/core/diagnosis/examinations/attestor.ts
var examineAttestor = ({ github: { attestor } }) => attestor === void 0 ? [] : [
  examine(
    {
      code: "ATTESTOR",
      advice: true,
      name: "The attestor's credential",
      should: "accepted by GitHub, or not set",
      fix: "Give the server HALLPASS_ATTESTOR_APP_ID and HALLPASS_ATTESTOR_PRIVATE_KEY of an App that is installed on the repository, or a token that has not expired, and restart it."
    },
    {
      right: attestor.refused === void 0,
      is: attestor.refused === void 0 ? "accepted" : `GitHub refuses ${attestor.who}: ${attestor.refused}`
    }
  )
];

// src/core/diagnosis/examinations/breaking-rules.ts
var boxes = {
  creation: "Restrict creations",
  update: "Restrict updates",
  pull_request: "Require a pull request before merging",
  required_status_checks: "Require status checks to pass",
  required_signatures: "Require signed commits",
  required_deployments: "Require deployments to succeed",
  workflows: "Require workflows to pass before merging",
  merge_queue: "Require merge queue",
  code_scanning: "Require code scanning results",
  code_quality: "Require code quality results",
  commit_message_pattern: "Restrict commit metadata",
  commit_author_email_pattern: "Restrict commit metadata",
  committer_email_pattern: "Restrict commit metadata",
  branch_name_pattern: "Restrict branch names"
};
var metadata = ["commit_message_pattern", "commit_author_email_pattern", "committer_email_pattern"];
var gates = [
  ...["pull_request", "required_status_checks", "required_deployments", "workflows", "merge_queue"],
  ...["code_scanning", "code_quality"]
];
var gate = {
  code: "GATE_BLOCKED",
  name: "Default branch: rules the app cannot meet",
  should: "none: GitHub would refuse the app's merges",
  types: ["update", "required_signatures", "required_deployments", ...metadata],
  instead: "Or merge approved requests by hand: merge: manual in .github/hallpass.yaml."
};
var ledger = {
  code: "LEDGER_BLOCKED",
  name: "Ledger: rules the app cannot meet",
  should: "none: the app could record nothing, and grants only what it can record",
  types: [...gates, "required_signatures", ...metadata, "branch_name_pattern"],
  instead: "Or exclude the branch access-ledger there (Target branches → Exclude by pattern)."
};
var reverts = {
  code: "REVERTS_BLOCKED",
  name: "Branches hallpass/*: rules the app and the Action cannot meet",
  should: "none: no pull request could remove a request that has ended",
  types: [...gates, "creation", "update", "required_signatures", ...metadata, "branch_name_pattern"],
  instead: "Or exclude the branches hallpass/**/* there (Target branches → Exclude by pattern)."
};
var requests = {
  code: "REQUESTS_BLOCKED",
  name: "Branches of requests: rules a requester cannot meet",
  should: "none: no request could be pushed",
  types: [...gates, "creation", "update"],
  instead: "Or let the ruleset target the default branch alone."
};
var examineBreakingRules = ({ server: { appId }, github }) => [
  examineRules(gate, github.gate, appId),
  examineRules(ledger, github.ledger, appId),
  examineRules(reverts, github.reverts, appId),
  examineRules(requests, github.requests, appId),
  examineProtections(github.protections)
];
function examineRules(place, { rulesets }, appId) {
  const { code: code2, name: name3, should, types, instead } = place;
  const breaking = rulesets.filter((ruleset) => !isBypassedBy(ruleset, appId)).flatMap(
    (ruleset) => [...ruleset.types].filter((type) => types.includes(type)).map((type) => ({ type, ruleset: ruleset.name }))
  );
  const clicks = breaking.map(({ type, ruleset }) => `${ruleset} → untick "${boxes[type]}"`);
  return examine(
    {
      code: code2,
      name: name3,
      should,
      fix: `Settings → Rules → Rulesets → ${enumerate([...new Set(clicks)])} (a ruleset of the organisation: Organisation → Settings → Repository → Rulesets). ${instead}`,
      advice: true
    },
    {
      right: breaking.length === 0,
      is: enumerate(breaking.map(({ type, ruleset }) => `${type} (ruleset ${ruleset})`)) || "none"
    }
  );
}
var isBypassedBy = ({ bypass }, appId) => "value" in bypass && bypass.value.some(
  ({ type, id: id3, mode }) => type === "Integration" && id3 === appId && mode !== "pull_request"
);
var examineProtections = (branches) => examine(
  {
    code: "CLASSIC_PROTECTION",
    name: "Classic branch protection",
    should: "none: rulesets alone. Hallpass cannot see its other conditions, which may refuse the app's merges and pushes",
    fix: `Settings → Branches → Branch protection rules → ${branches.join(", ")} → Delete. The rulesets of hallpass rulesets demand what is needed.`,
    advice: true
  },
  { right: branches.length === 0, is: branches.length === 0 ? "none" : `on ${branches.join(", ")}` }
);

// node_modules/date-fns/compareDesc.js
function compareDesc(dateLeft, dateRight) {
  const diff = +toDate(dateLeft) - +toDate(dateRight);
  if (diff > 0) return -1;
  else if (diff < 0) return 1;
  return diff;
}

// src/core/hours/hours-schema.ts
var DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
var clock = {
  type: "string",
  pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
  description: "A time of day, in 24 hours: 08:00"
};
var ZONE_PATTERN = "^(?:UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/[A-Za-z0-9_+-]{1,32}){1,2})$";
var hoursSchema = {
  type: "object",
  description: "Hours of the week: { zone, weekly }",
  additionalProperties: false,
  required: ["zone", "weekly"],
  properties: {
    zone: {
      type: "string",
      pattern: ZONE_PATTERN,
      description: "A time zone: UTC, or an area and a place of the IANA database, such as Europe/Berlin",
      examples: ["Europe/Berlin"]
    },
    weekly: {
      type: "array",
      description: "Spans of the week: a list of { days, from, to }",
      minItems: 1,
      maxItems: 20,
      items: {
        type: "object",
        description: "A span on each of these days: { days, from, to }",
        additionalProperties: false,
        required: ["days", "from", "to"],
        properties: {
          days: {
            type: "array",
            description: "The days it begins on, such as [monday, friday]",
            minItems: 1,
            maxItems: 7,
            uniqueItems: true,
            items: { type: "string", enum: DAYS },
            examples: [["monday", "tuesday", "wednesday", "thursday", "friday"]]
          },
          from: { ...clock, examples: ["08:00"] },
          to: {
            ...clock,
            description: "A time of day, in 24 hours, not included: 18:00. At or before `from`, it is on the next day",
            examples: ["18:00"]
          }
        }
      }
    }
  }
};

// src/core/hours/local-time.ts
var shape = new RegExp(ZONE_PATTERN);
var listZones = () => ["UTC", ...Intl.supportedValuesOf("timeZone")];
function isZone(zone) {
  if (!shape.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}
function localTime(zone, instant) {
  const parts2 = new Map(
    formatOf(zone).formatToParts(instant).map(({ type, value }) => [type, value])
  );
  const name3 = parts2.get("weekday")?.toLowerCase();
  const day = DAYS.find((each) => each === name3);
  if (day === void 0) throw new Error(`The engine names no day of ${instant.toISOString()} in ${zone}.`);
  return { day, minute: Number(parts2.get("hour")) * 60 + Number(parts2.get("minute")) };
}
var formatOf = (timeZone) => new Intl.DateTimeFormat("en-US", {
  timeZone,
  weekday: "long",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23"
});

// src/core/hours/is-within.ts
function isWithin({ zone, weekly }, instant) {
  const { day, minute } = localTime(zone, instant);
  return weekly.some((span) => holds(span, day, minute));
}
function holds({ days, from, to }, day, minute) {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (start < end) return days.includes(day) && start <= minute && minute < end;
  return days.includes(day) && start <= minute || days.includes(before(day)) && minute < end;
}
var minuteOf = (clock2) => Number(clock2.slice(0, 2)) * 60 + Number(clock2.slice(3));
var before = (day) => DAYS[(DAYS.indexOf(day) + 6) % 7] ?? day;

// src/core/decision/briefing/unusual.ts
function listUnusual(asked, state, { policies, policyChanges, askedAt }, now) {
  const leases = findBySubject(state.holdings, asked.subject.id).flatMap(([, record3]) => record3.leases).filter((lease) => lease.subject.id === asked.subject.id && lease.request !== asked.id);
  const earlier = leases.filter((lease) => hasBegun(lease, now)).toSorted((a, b) => compareDesc(a.startsAt, b.startsAt));
  return [
    ...listHeld(asked, leases, now),
    ...listFirst(asked, earlier),
    ...compareWithLast(asked, earlier),
    ...listOutOfHours(asked, policies, startOf(asked, leases, now), askedAt),
    ...listChanged(asked, policyChanges)
  ];
}
var hasBegun = ({ startsAt, ended }, now) => startsAt <= now && (ended === void 0 || ended.at > startsAt);
function listHeld(asked, leases, now) {
  const others = leases.filter((lease) => !hasEnded(lease, now) && lease.request !== asked.extends);
  return asked.entitlements.flatMap(({ provider: provider2, resource, role }) => {
    const entitlement = { provider: provider2, resource, role };
    const held = others.filter((lease) => isOf(lease, entitlement));
    if (held.length === 0) return [];
    const from = min(held.map(({ startsAt }) => startsAt));
    const until = max(held.map(({ endsAt }) => endsAt));
    const pulls = [...new Set(held.map(({ pull: pull2 }) => pull2))];
    return [{ kind: "holds", entitlement, ...from > now && { from }, until, pulls }];
  });
}
function listFirst({ entitlements }, earlier) {
  if (earlier.length === 0) return [{ kind: "newcomer" }];
  return entitlements.filter((entitlement) => !earlier.some((lease) => isOf(lease, entitlement))).map(({ provider: provider2, resource, role }) => {
    const last = earlier.find(
      (lease) => lease.entitlement.provider === provider2 && lease.entitlement.resource === resource
    );
    return {
      kind: "first",
      entitlement: { provider: provider2, resource, role },
      ...last && { last: { role: last.entitlement.role, at: last.startsAt } }
    };
  });
}
function compareWithLast(asked, earlier) {
  const of = (lease) => asked.entitlements.some((entitlement) => isOf(lease, entitlement));
  const last = earlier.find(of);
  if (last === void 0 || asked.extends !== void 0) return [];
  const lastMs = last.endsAt.getTime() - last.startsAt.getTime();
  const together = earlier.filter(({ request }) => request === last.request);
  const more = asked.entitlements.filter((entitlement) => !together.some((lease) => isOf(lease, entitlement))).filter((entitlement) => earlier.some((lease) => isOf(lease, entitlement))).map(({ provider: provider2, resource, role }) => ({ provider: provider2, resource, role }));
  return [
    ...asked.durationMs > lastMs ? [{ kind: "longer", lastMs, at: last.startsAt }] : [],
    ...more.length > 0 ? [{ kind: "wider", entitlements: more, at: last.startsAt }] : []
  ];
}
function startOf({ start, extends: extended }, leases, now) {
  const ends = leases.filter((lease) => lease.request === extended && !hasEnded(lease, now)).map(({ endsAt }) => endsAt);
  return start ?? (ends.length === 0 ? void 0 : max(ends));
}
function listOutOfHours({ entitlements }, policies, start, askedAt) {
  const begins = start !== void 0;
  const at = start ?? askedAt;
  return policies.filter(({ name: name3 }) => entitlements.some(({ policy }) => policy === name3)).flatMap(
    ({ name: name3, hours }) => hours === void 0 || isWithin(hours, at) ? [] : [{ kind: "hours", policy: name3, hours, begins, at }]
  );
}
var listChanged = ({ entitlements }, changes) => changes.filter(({ name: name3 }) => entitlements.some(({ policy }) => policy === name3)).map((change) => ({ kind: "policy", ...change }));
var isOf = (lease, entitlement) => entitlementKey(lease.entitlement) === entitlementKey(entitlement);

// src/core/decision/evidence.ts
var requesterOf = ({ asked, pull: pull2 }) => asked?.asker ?? pull2.author;

// src/core/decision/rules/account.ts
function accountAt(provider2, {
  subject,
  externalIdentity,
  rules: { settings }
}) {
  if (subject === void 0 || settings === void 0) return void 0;
  const sources = settings.externalIdentities ?? {};
  const source = Object.hasOwn(sources, provider2) ? sources[provider2] : void 0;
  if (source === void 0) return principalOf(settings, subject.id, provider2);
  const account = externalIdentity?.[source];
  return account !== void 0 && isAccount(account) ? account : void 0;
}

// src/core/decision/github-facts.ts
var membersOf = (team, { includeChildTeams }) => includeChildTeams === true ? [...team.members, ...team.children?.members ?? []] : team.members;

// node_modules/date-fns/subMilliseconds.js
function subMilliseconds(date, amount, options2) {
  return addMilliseconds(date, -amount, options2);
}

// src/core/decision/rules/rule.ts
var met = (says) => ({ status: "met", says });
var waiting = (says, brief) => ({ status: "waiting", says, brief });
var failed = (...findings) => ({ status: "failed", findings });
var metUnless = (findings, says) => findings.length === 0 ? met(says) : failed(...findings);

// src/core/decision/rules/owners.ts
function ownersOf({ rules: rules2 }, path3) {
  return rules2.codeowners === void 0 ? [] : findOwners(rules2.codeowners, path3)?.owners ?? [];
}
function approvingTeam(owner, { approvals }, evidence) {
  const team = teamOf(owner, evidence);
  return approvals.teams.some(({ slug, id: id3 }) => slug === team?.slug && id3 === team.id) ? team : void 0;
}
function teamOf(owner, { teams: teams3, repository }) {
  if (owner.kind !== "team" || owner.org.toLowerCase() !== repository.owner.toLowerCase()) return void 0;
  return teams3.get(owner.slug);
}
var ownersAreApprovers = {
  name: "Only the approving teams own what is approved",
  judge({ evidence, approvals, reviewed }) {
    if (approvals === void 0 || reviewed.length === 0) return void 0;
    const findings = reviewed.flatMap((path3) => judgeOwners(evidence, approvals, path3));
    const owners = new Set(reviewed.flatMap((path3) => ownersOf(evidence, path3).map(describeOwner)));
    return metUnless(findings, `Owned by ${[...owners].join(", ")}.`);
  }
};
function judgeOwners(evidence, approvals, path3) {
  const owners = ownersOf(evidence, path3);
  if (owners.length === 0)
    return [
      mistake(
        "UNOWNED",
        `No CODEOWNERS line gives ${path3} an owner.`,
        "Ask the owners of .github/ to add one."
      )
    ];
  return approvals.flatMap(
    (approval) => owners.filter((owner) => approvingTeam(owner, approval, evidence) === void 0).map(
      (owner) => mistake(
        "OWNER_NOT_APPROVER",
        `${describeOwner(owner)} owns ${path3}, but is ${owner.kind === "email" ? "an e-mail address, and " : ""}no approving team of "${approval.name}": ${approval.approvals.teams.map(({ slug, id: id3 }) => `${slug} (${id3})`).join(", ")}.`,
        "File the request in the folder that those teams own, or ask the owners of policies/."
      )
    )
  );
}

// src/core/decision/rules/people.ts
function listDisqualifications({
  pull: pull2,
  asked,
  subject,
  commits = [],
  pushers = []
}) {
  const of = (people3, because) => people3.flatMap((person) => person === void 0 ? [] : [{ id: person.id, because }]);
  const handsIn = (some) => some.flatMap(({ author, committer }) => [author, committer]);
  return [
    ...of([pull2.author], "opened the pull request"),
    ...of([asked?.asker], "asked for it"),
    ...of([subject], "would receive the access"),
    ...of(handsIn(commits.filter(({ updates }) => !updates)), "wrote a commit of it"),
    ...of(
      handsIn(commits.filter(({ updates }) => updates)),
      "merged the default branch into its branch (“Update branch”)"
    ),
    ...of(
      pushers.filter(({ earlier }) => !earlier),
      "pushed to its branch"
    ),
    ...of(
      pushers.filter(({ earlier }) => earlier === true),
      "pushed to an earlier branch of the same name, with the same content as far as GitHub tells"
    )
  ];
}
function accountsOf(settings, accountId) {
  const person = settings && personOf(settings, accountId);
  return person === void 0 ? [accountId] : [person.id, ...person.otherIds ?? []];
}
function findDisqualification(evidence, settings, accountId) {
  const accounts = accountsOf(settings, accountId);
  return listDisqualifications(evidence).find(({ id: id3 }) => accounts.includes(id3));
}
var everybodyKnown = {
  name: "Everybody who had a hand in it is known",
  judge({ evidence: { asked, commits, pushers, unknownPush, merge } }) {
    if (asked?.asker !== void 0) return met("Hallpass wrote its one commit, and signed it.");
    const findings = [];
    if (commits === void 0 || commits.length === 0)
      findings.push(
        mistake(
          "COMMITS_UNKNOWN",
          "GitHub does not list all commits of the pull request; it lists 250 at most.",
          "Squash the branch to one commit, or start a new branch."
        )
      );
    findings.push(...(commits ?? []).filter(isUnattributed).map(explainUnattributed));
    const isLate = pushers === void 0 && unknownPush?.because === "late" && merge === void 0;
    if (pushers === void 0 && !isLate) findings.push(explainUnknown(unknownPush));
    if (isLate && findings.length === 0) return waiting(LATE, "GitHub does not tell yet who pushed");
    return findings.length === 0 ? met("Commits and pushes all have an account.") : failed(...findings);
  }
};
var isUnattributed = ({ author, committer, inBrowser }) => author === void 0 || committer === void 0 && inBrowser !== true;
function explainUnattributed({ sha, author, inBrowser }) {
  const who = author === void 0 ? "author" : "committer";
  const message = `The ${who} of ${sha} has an e-mail address that belongs to no GitHub account.`;
  const fix = inBrowser ? "Add the address to your account and verify it (your profile → Settings → Emails), then run the check again: comment /hallpass check." : "Set an address of your account (git config user.email …, as Settings → Emails on GitHub shows it), then git commit --amend --reset-author --no-edit and git push --force: a second commit would leave this one where it is. Or write the file in the browser, on a new branch.";
  return mistake("COMMIT_OF_NOBODY", message, fix);
}
var LATE = "GitHub's activity log does not tell yet who pushed this commit to the branch. Hallpass looks again within a minute; a push that the log leaves out needs a new branch.";
var NEW_BRANCH = "Push it yourself, not through a workflow, to a new branch with a name that was never used, and open a pull request from there.";
function explainUnknown(unknown = { because: "unread" }) {
  if (unknown.because === "bot")
    return mistake(
      "BOT_PUSHED",
      `A bot, ${unknown.login}, pushed to the branch: Hallpass cannot tell who it pushed for.`,
      NEW_BRANCH
    );
  if (unknown.because === "gone")
    return mistake("PUSHERS_UNKNOWN", "An account that no longer exists pushed to the branch.", NEW_BRANCH);
  const message = unknown.because === "late" ? "GitHub's activity log does not tell yet who pushed this commit to the branch." : "GitHub does not tell who pushed to the branch.";
  return mistake("PUSHERS_UNKNOWN", message, `Wait five minutes. If that does not help: ${NEW_BRANCH}`);
}

// src/core/decision/rules/candidates.ts
var candidates = /* @__PURE__ */ new WeakMap();
function listCandidates(evidence, approvals, path3) {
  const last = candidates.get(evidence);
  if (last !== void 0 && last.approvals === approvals && last.path === path3) return last.found;
  const found = findCandidates(evidence, approvals, path3);
  candidates.set(evidence, { approvals, path: path3, found });
  return found;
}
function findCandidates(evidence, approvals, path3) {
  const teams3 = listApprovingTeams(evidence, approvals, path3);
  const memberFor = longest(approvals.map((each) => each.approvals.memberFor ?? DEFAULT_MEMBER_FOR));
  const withChildren = approvals.every((each) => each.approvals.includeChildTeams === true);
  const members = teams3.flatMap((team) => membersOf(team, { includeChildTeams: withChildren }));
  return [...new Set(members.map(({ id: id3 }) => id3))].flatMap((id3) => {
    const memberships = members.filter((member) => member.id === id3);
    const judged = memberships.map((member) => ({
      member,
      because: judgeMember(member, evidence, memberFor)
    }));
    return judged.find(({ because }) => because === void 0) ?? judged.slice(0, 1);
  });
}
var listApprovingTeams = (evidence, approvals, path3) => ownersOf(evidence, path3).flatMap((owner) => {
  const found = approvals.map((approval) => approvingTeam(owner, approval, evidence));
  const [team] = found;
  return team !== void 0 && !found.includes(void 0) ? [team] : [];
});
function judgeMember(member, evidence, memberFor) {
  const { settings } = evidence.rules;
  if (settings === void 0 || personOf(settings, member.id) === void 0)
    return "is not in the identity map, so Hallpass does not know whose account it is";
  const disqualification = findDisqualification(evidence, settings, member.id);
  if (disqualification !== void 0) return disqualification.because;
  if (member.leased) return "is in the team by a lease";
  const longAgo = subMilliseconds(evidence.merge?.at ?? evidence.now, memberFor);
  return member.since === void 0 || member.since <= longAgo ? void 0 : `has been in the team for less than ${describeDuration(memberFor)}`;
}
var longest = (durations) => Math.max(0, ...durations.map(parseDuration));
var listEligible = (evidence, approvals, reviewed) => unite(reviewed.map((path3) => listEligibleFor(evidence, approvals, path3)));
var listEligibleFor = (evidence, approvals, path3) => listCandidates(evidence, approvals, path3).filter(({ because }) => because === void 0).map(({ member: { id: id3, login: login2 } }) => ({ id: id3, login: login2 }));
var unite = (people3) => [
  ...new Map(people3.flat().map((person) => [person.id, person])).values()
];

// src/core/decision/rules/missing.ts
var countNeeded = (approvals) => Math.max(...approvals.map((each) => each.approvals.count ?? DEFAULT_APPROVAL_COUNT));
var countPeople = (people3, evidence) => new Set(people3.map((person) => personKey(person, evidence))).size;
function listOthers(people3, those, evidence) {
  const known2 = new Set(those.map((person) => personKey(person, evidence)));
  return people3.filter((person) => {
    const key = personKey(person, evidence);
    return !known2.has(key) && known2.add(key);
  });
}
var personKey = ({ id: id3 }, { rules: { settings } }) => accountsOf(settings, id3)[0];
function describeMissing(missing2, needed, pending) {
  const names2 = pending.map(({ login: login2 }) => login2);
  const who = names2.length <= missing2 ? join(names2, "and") : missing2 === 1 ? join(names2, "or") : `${missing2} of ${join(names2, "and")}`;
  if (missing2 < needed) {
    const brief = `${needed - missing2} of ${needed} approvals: ${who} still needed`;
    return { brief, says: `${brief}.` };
  }
  const says = needed === 1 ? `${who} can approve.` : `${needed} approvals needed: ${who}.`;
  return { brief: `Waiting for ${who}`, says };
}
function join(names2, word) {
  const last = names2.at(-1) ?? "nobody";
  return names2.length < 2 ? last : `${names2.slice(0, -1).join(", ")} ${word} ${last}`;
}

// node_modules/date-fns/isDate.js
function isDate(value) {
  return value instanceof Date || typeof value === "object" && Object.prototype.toString.call(value) === "[object Date]";
}

// node_modules/date-fns/isValid.js
function isValid(date) {
  return !(!isDate(date) && typeof date !== "number" || isNaN(+toDate(date)));
}

// src/core/decision/rules/reviews.ts
function latestDecisive({ reviews, merge }) {
  const end = merge?.at;
  const isLate = ({ state, submittedAt }) => end !== void 0 && state === "APPROVED" && submittedAt > end;
  const decisive = reviews.filter(({ state }) => state !== "COMMENTED" && state !== "PENDING");
  const [timed, untimed] = partition(decisive, hasTimes);
  const known2 = timed.map((review) => end === void 0 ? review : asOf(review, end)).filter((review) => !isLate(review)).toSorted((a, b) => compareAsc(a.submittedAt, b.submittedAt));
  const unknown = untimed.map((review) => ({ ...review, state: "CHANGES_REQUESTED" }));
  return new Map([...known2, ...unknown].map((review) => [review.reviewer.id, review]));
}
var hasTimes = ({ submittedAt, dismissed }) => isValid(submittedAt) && (dismissed === void 0 || isValid(dismissed.at));
var partition = (all, test) => [
  all.filter(test),
  all.filter((each) => !test(each))
];
var asOf = ({ dismissed, ...review }, time) => dismissed !== void 0 && dismissed.at > time ? { ...review, state: dismissed.was } : { ...review, ...dismissed && { dismissed } };
function listObjections(evidence, people3, mayWithdraw) {
  const { settings } = evidence.rules;
  const all = (those) => new Set(those.flatMap(({ id: id3 }) => accountsOf(settings, id3)));
  const [counting, withdrawing] = [all(people3), all(mayWithdraw)];
  return [...latestDecisive(evidence).values()].filter(({ reviewer }) => counting.has(reviewer.id)).flatMap((review) => judgeObjection(review, withdrawing, accountsOf(settings, review.reviewer.id)));
}
function judgeObjection({ reviewer, state, dismissed }, withdrawing, own) {
  const by = { id: reviewer.id, login: reviewer.login };
  if (state === "CHANGES_REQUESTED") return [{ by }];
  if (state !== "DISMISSED" || dismissed?.was === "APPROVED") return [];
  const dismisser = dismissed?.by;
  if (dismisser === void 0) return [{ by, dismissedBy: null }];
  const counts = dismisser.type === "User" && (own.includes(dismisser.id) || withdrawing.has(dismisser.id));
  return counts ? [] : [{ by, dismissedBy: dismisser }];
}

// src/core/decision/rules/validity.ts
function findFlaw(review, evidence, approvals) {
  const { pull: pull2, merge, retargetedAt } = evidence;
  const { submittedAt, commit, reviewer } = review;
  const from = countsFrom(evidence, approvals);
  if (reviewer.type !== "User") return "it is a bot's";
  if (commit !== pull2.head.sha) return `it is for another commit, ${commit?.slice(0, 12) ?? "unknown"}`;
  if (merge !== void 0 && !(submittedAt <= merge.at)) return "it is from after the merge";
  if (!(submittedAt >= from))
    return `it is from before ${isValid(from) ? from.toISOString() : "an unknown time"}, and an approval counts for ${describeDuration(validFor(approvals))}`;
  if (retargetedAt !== void 0 && !isBefore(retargetedAt, submittedAt))
    return "it is from before the base branch was changed";
  return void 0;
}
function countsFrom({ merge, now, file, extended = [] }, approvals) {
  const { start } = file?.parsed.value ?? {};
  const begins = start === void 0 ? void 0 : parseInstant(start);
  const until = max([
    merge?.at ?? now,
    ...begins === void 0 ? [] : [begins],
    ...extended.map(({ endsAt }) => endsAt)
  ]);
  return subMilliseconds(until, validFor(approvals));
}
var validFor = (approvals) => Math.min(...approvals.map((each) => parseDuration(each.approvals.validFor ?? DEFAULT_VALID_FOR)));

// src/core/decision/rules/uncounted.ts
var MOST_CLAUSES = 10;
function explainUncounted(evidence, approvals, reviewed, counted) {
  const candidates2 = reviewed.flatMap((path3) => listCandidates(evidence, approvals, path3));
  const clauses = [...latestDecisive(evidence).values()].filter(({ state, reviewer }) => state === "APPROVED" && !counted.some(({ id: id3 }) => id3 === reviewer.id)).map((review) => {
    const { reviewer } = review;
    const why = explainMember(candidates2, reviewer) ?? (isCandidate(candidates2, reviewer) ? findFlaw(review, evidence, approvals) : explainStranger(evidence, approvals, reviewed, reviewer));
    return ` ${reviewer.login}'s approval does not count: ${why ?? "it is not for all of this"}.`;
  });
  const rest = clauses.length - MOST_CLAUSES;
  return `${clauses.slice(0, MOST_CLAUSES).join("")}${rest > 0 ? ` Nor do ${rest} more.` : ""}`;
}
var isCandidate = (candidates2, { id: id3 }) => candidates2.some(({ member }) => member.id === id3);
function explainMember(candidates2, { id: id3, login: login2 }) {
  const because = candidates2.find(({ member }) => member.id === id3)?.because;
  return because === void 0 ? void 0 : `${login2} ${because}`;
}
function explainStranger(evidence, approvals, reviewed, { id: id3, login: login2 }) {
  const below = reviewed.flatMap((path3) => listApprovingTeams(evidence, approvals, path3)).find(({ children }) => children?.members.some((member) => member.id === id3));
  if (below !== void 0)
    return `${login2} is in a child team of ${below.slug} and not in ${below.slug} itself`;
  const owners = new Set(reviewed.flatMap((path3) => ownersOf(evidence, path3).map(describeOwner)));
  return `${login2} is not in ${[...owners].join(" or ")}`;
}

// src/core/decision/rules/approval.ts
var listApprovers = (evidence, approvals, reviewed) => unite(reviewed.map((path3) => listApproversFor(evidence, approvals, path3)));
function listApproversFor(evidence, approvals, path3) {
  const latest = latestDecisive(evidence);
  return listEligibleFor(evidence, approvals, path3).filter(({ id: id3 }) => {
    const review = latest.get(id3);
    return review?.state === "APPROVED" && findFlaw(review, evidence, approvals) === void 0;
  });
}
var approvedByOwners = {
  name: "Code owners approved exactly this",
  judge({ evidence, approvals, reviewed }) {
    if (approvals === void 0 || reviewed.length === 0) return void 0;
    const needed = countNeeded(approvals);
    const short2 = reviewed.find(
      (path3) => countPeople(listEligibleFor(evidence, approvals, path3), evidence) < needed
    );
    if (short2 !== void 0) return failed(explainShort(evidence, approvals, short2, needed));
    const objections = listStanding(evidence, approvals, reviewed);
    if (objections.length > 0) return describeObjections(objections);
    const approvers = listApprovers(evidence, approvals, reviewed);
    const lacking = listLacking(evidence, approvals, reviewed);
    if (lacking.length === 0) return met(`Approved by ${names(approvers)}.`);
    const pending = unite(lacking.map(({ people: people3 }) => people3));
    const { brief, says } = describeMissing(
      Math.max(...lacking.map(({ missing: missing2 }) => missing2)),
      needed,
      pending
    );
    return waiting(`${says}${explainUncounted(evidence, approvals, reviewed, approvers)}`, brief);
  }
};
function findAwaited(evidence, approvals, reviewed) {
  const groups = listLacking(evidence, approvals, reviewed);
  const isShort = groups.some(({ people: people3, missing: missing2 }) => countPeople(people3, evidence) < missing2);
  if (groups.length === 0 || isShort || listStanding(evidence, approvals, reviewed).length > 0)
    return void 0;
  const approvers = listApprovers(evidence, approvals, reviewed);
  return { groups, uncounted: explainUncounted(evidence, approvals, reviewed, approvers).trim() };
}
function listLacking(evidence, approvals, reviewed) {
  const needed = countNeeded(approvals);
  const groups = reviewed.map((path3) => {
    const given = listApproversFor(evidence, approvals, path3);
    return {
      people: listOthers(listEligibleFor(evidence, approvals, path3), given, evidence),
      missing: needed - countPeople(given, evidence),
      teams: listApprovingTeams(evidence, approvals, path3).map(({ id: id3 }) => id3)
    };
  });
  const lacking = groups.filter(({ missing: missing2 }) => missing2 > 0);
  return [...new Map(lacking.map((group) => [groupKey(group), group])).values()];
}
var groupKey = ({ people: people3, missing: missing2 }) => JSON.stringify([missing2, people3.map(({ id: id3 }) => id3).sort((a, b) => a - b)]);
function explainShort(evidence, approvals, path3, needed) {
  const members = listCandidates(evidence, approvals, path3);
  const barred = members.filter(({ because }) => because !== void 0);
  const can = countPeople(listEligibleFor(evidence, approvals, path3), evidence);
  const strangers = explainUncounted(
    evidence,
    approvals,
    [path3],
    members.map(({ member }) => member)
  );
  return mistake(
    "NOBODY_CAN_APPROVE",
    `${countApprovals(needed)} needed; ${can} people who own ${path3} can give one.${barred.map(({ member, because }) => ` ${member.login} ${because}.`).join("")}${strangers}`,
    "Let an owner who had no hand in it approve. Or put the file on a new branch, with a name that was never used, and open another pull request: only the people behind that branch are barred then. Or ask the owners of policies/ to name a larger team."
  );
}
function listStanding(evidence, approvals, reviewed) {
  const found = reviewed.flatMap((path3) => {
    const members = listCandidates(evidence, approvals, path3).map(({ member }) => member);
    return listObjections(evidence, members, listEligibleFor(evidence, approvals, path3));
  });
  return [...new Map(found.map((objection) => [objection.by.id, objection])).values()];
}
function describeObjections(objections) {
  const brief = `${names(objections.map(({ by }) => by))} asked for changes`;
  const inVain = objections.flatMap(({ by, dismissedBy }) => {
    if (dismissedBy === void 0) return [];
    const what = dismissedBy === null ? `The review of ${by.login} was dismissed, and GitHub does not tell by which account` : `${dismissedBy.login} dismissed the review of ${by.login}`;
    return [` ${what}: that counts only from ${by.login}, or from an approver with no hand in the request.`];
  });
  return waiting(
    `${brief}.${inVain.join("")} Either they approve, or they or an approver with no hand in the request dismiss that review.`,
    brief
  );
}
var countApprovals = (count2) => `${count2} approval${count2 === 1 ? "" : "s"}`;
var names = (people3) => people3.map(({ login: login2 }) => login2).join(", ");
var ownersApproved = (evidence, paths) => paths.every((path3) => findApprovingOwner(evidence, path3) !== void 0);
var findApprovingOwner = (evidence, path3) => listOwnerReviews(evidence, path3)[0]?.reviewer;
function listOwnerReviews(evidence, path3) {
  const latest = latestDecisive(evidence);
  const own = accountsOf(evidence.rules.settings, evidence.pull.author.id);
  const counted = { includeChildTeams: countsChildTeams(evidence, path3) };
  const owners = ownersOf(evidence, path3).flatMap((owner) => teamOf(owner, evidence) ?? []).flatMap((team) => membersOf(team, counted)).filter(({ id: id3 }) => !own.includes(id3));
  if (listObjections(evidence, owners, owners).length > 0) return [];
  return owners.flatMap(({ id: id3 }) => latest.get(id3) ?? []).flatMap(
    ({ id: id3, state, commit, reviewer, submittedAt: at }) => state === "APPROVED" && commit === evidence.pull.head.sha && reviewer.type === "User" ? [{ id: id3, reviewer: { id: reviewer.id, login: reviewer.login }, commit, at }] : []
  );
}
function countsChildTeams({ rules: { policies } }, path3) {
  const folder = parseRequestPath(path3)?.team;
  const serving = policies.filter(({ folders }) => folders.some((each) => each === folder));
  return serving.length > 0 && serving.every(({ approvals }) => approvals.includeChildTeams === true);
}

// src/core/files/policy.ts
var DEFAULT_MINIMUM_DURATION = "5m";
var DEFAULT_REASON_LENGTH = 10;
var duration = { type: "string", pattern: DURATION_PATTERN };
var policySchema = {
  title: "Access policy",
  description: "The access on offer, its folders, requesters, durations and approvers.",
  type: "object",
  additionalProperties: false,
  required: ["name", "folders", "entitlements", "requesters", "duration", "approvals"],
  properties: {
    name: {
      type: "string",
      pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
      description: "The policy's name: lower-case letters, digits and -, at most 63 characters",
      examples: ["orders-readonly"]
    },
    description: { type: "string", maxLength: 500, description: "Its purpose, in at most 500 characters" },
    folders: {
      type: "array",
      description: "The folders of access-requests/ it serves, for example [payments]",
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: folderName,
      examples: [["payments"]]
    },
    entitlements: {
      type: "array",
      description: "The access on offer: a list of { provider, resource, roles }",
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      items: {
        type: "object",
        description: "Roles on a resource at a provider",
        additionalProperties: false,
        required: ["provider", "resource", "roles"],
        properties: {
          provider: providerName,
          resource: resourceName,
          roles: {
            type: "array",
            description: "The roles that may be asked for, for example [readonly]",
            minItems: 1,
            maxItems: 50,
            uniqueItems: true,
            items: roleName,
            examples: [["readonly"]]
          }
        },
        examples: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }]
      }
    },
    requesters: {
      type: "object",
      description: "Who may ask: { teams, includeChildTeams }",
      additionalProperties: false,
      required: ["teams"],
      properties: { teams: teamsSchema, includeChildTeams: includeChildTeamsSchema }
    },
    duration: {
      type: "object",
      description: "For how long: { minimum, maximum, maximumTotal }, each a whole number (1 to 9999) and s, m, h or d",
      additionalProperties: false,
      required: ["maximum"],
      properties: {
        minimum: {
          ...duration,
          description: `The shortest duration, ${DEFAULT_MINIMUM_DURATION} if not given: a whole number (1 to 9999) and s, m, h or d`,
          examples: ["30m"]
        },
        maximum: {
          ...duration,
          description: "The longest duration: a whole number (1 to 9999) and s, m, h or d",
          examples: ["8h"]
        },
        maximumTotal: {
          ...duration,
          description: "The longest duration of a request together with all that it extends, no limit if not given: a whole number (1 to 9999) and s, m, h or d",
          examples: ["24h"]
        }
      }
    },
    hours: {
      ...hoursSchema,
      description: "When access is usual: { zone, weekly }. Approvers read of a request for another time that it is out of hours"
    },
    reason: {
      type: "object",
      description: "The requirements of a reason: { minimum }",
      additionalProperties: false,
      properties: {
        minimum: {
          type: "integer",
          minimum: 1,
          maximum: 2e3,
          description: `Characters a reason needs at least, ${DEFAULT_REASON_LENGTH} if not given`
        }
      }
    },
    onBehalf: {
      type: "object",
      description: "For whom else a requester may ask: { teams, includeChildTeams }; without it everybody asks for themself",
      additionalProperties: false,
      required: ["teams"],
      properties: { teams: teamsSchema, includeChildTeams: includeChildTeamsSchema }
    },
    approvals: approvalsSchema
  }
};
var isPolicyPath = (path3) => /^policies\/[^/]+\.ya?ml$/u.test(path3);
var validate = buildValidator(policySchema);
var parsePolicy = (source, file) => addFindings(
  parseDocument(validate, source, file, MAX_DOCUMENT_BYTES, (at) => at === "/description"),
  (policy) => [...findReversedBounds(policy), ...findReversedTotal(policy), ...findUnknownZone(policy)]
);
function findUnknownZone({ hours }) {
  if (hours === void 0 || isZone(hours.zone)) return [];
  const nearest = findNearest(hours.zone, listZones());
  return [
    mistake(
      "ZONE_UNKNOWN",
      `${hours.zone} is no time zone that this machine knows.`,
      `Name one of the IANA database, such as ${nearest ?? "Europe/Berlin or UTC"}.`,
      "/hours/zone"
    )
  ];
}
function findReversedTotal({ duration: { maximum, maximumTotal } }) {
  if (maximumTotal === void 0 || parseDuration(maximum) <= parseDuration(maximumTotal)) return [];
  return [
    mistake(
      "DURATION_BOUNDS",
      `The maximumTotal ${maximumTotal} is shorter than the maximum ${maximum} of one request.`,
      `Give a maximumTotal of ${maximum} or more.`,
      "/duration/maximumTotal"
    )
  ];
}
function findReversedBounds({ duration: { minimum, maximum } }) {
  const least = minimum ?? DEFAULT_MINIMUM_DURATION;
  if (parseDuration(least) <= parseDuration(maximum)) return [];
  const given = minimum === void 0 ? `${least}, which holds because none is given,` : least;
  return [
    mistake(
      "DURATION_BOUNDS",
      `The minimum ${given} is longer than the maximum ${maximum}: no request could fit.`,
      `Give a minimum of ${maximum} or less.`,
      minimum === void 0 ? "/duration/maximum" : "/duration/minimum"
    )
  ];
}

// src/core/decision/rules/policy.ts
var serves = (policy, { provider: provider2, resource, role }) => policy.entitlements.some(
  (offer) => offer.provider === provider2 && offer.resource === resource && offer.roles.includes(role)
);
var matchPolicies = (policies, folder, entitlement) => policies.filter((policy) => policy.folders.includes(folder) && serves(policy, entitlement));
function listLimits(policies, folder, asked) {
  const matching = asked.flatMap((entitlement) => matchPolicies(policies, folder, entitlement));
  if (matching.length > 0) return matching;
  const longest2 = (policy) => parseDuration(policy.duration.maximum);
  return policies.filter(({ folders }) => folders.includes(folder)).sort((a, b) => longest2(b) - longest2(a)).slice(0, 1);
}
function deriveOffer({ entitlements }, folder, offered) {
  const matches = entitlements.map((entitlement) => matchPolicies(offered, folder, entitlement));
  const limits = listLimits(offered, folder, entitlements);
  return {
    ...limits.length === 0 ? {} : { limits },
    ...matches.every((found) => found.length === 1) ? { policies: matches.flat() } : {}
  };
}
var policyServes = {
  name: "A policy offers this in this folder",
  judge({ evidence, request, folder }) {
    if (request === void 0 || folder === void 0) return void 0;
    const refused = evidence.entitlementFindings.filter(isError);
    if (isUnreadable(evidence.rules)) return refused.length === 0 ? void 0 : failed(...refused);
    const findings = request.entitlements.flatMap((entitlement, index) => {
      const at = `/entitlements/${index}`;
      const [first, second] = matchPolicies(evidence.rules.policies, folder, entitlement);
      if (first === void 0) return [explainNoPolicy(evidence.rules.policies, folder, entitlement, at)];
      if (second === void 0) return [];
      return [
        mistake(
          "POLICY_AMBIGUOUS",
          `The policies "${first.name}" and "${second.name}" both offer ${describeEntitlement(entitlement)} in "${folder}".`,
          "Ask the owners of policies/ to leave one of them.",
          at
        )
      ];
    });
    return metUnless([...findings, ...refused], "Every entitlement is offered here.");
  }
};
var isUnreadable = ({ policies, findings }) => policies.length === 0 && findings.some(isError);
function explainNoPolicy(policies, folder, entitlement, at) {
  const elsewhere = policies.filter((policy) => serves(policy, entitlement));
  const folders = [...new Set(elsewhere.flatMap((policy) => policy.folders))];
  if (folders.length > 0)
    return mistake(
      "WRONG_FOLDER",
      `No policy offers ${describeEntitlement(entitlement)} in the folder "${folder}".`,
      `It is offered in: ${folders.join(", ")}. Move the file ${folders.length === 1 ? "there" : "to the one of your team"}; its code owners review it.`,
      at
    );
  const offers = policies.filter((policy) => policy.folders.includes(folder)).flatMap(
    (policy) => policy.entitlements.flatMap((offer) => offer.roles.map((role) => ({ ...offer, role })))
  ).map(describeEntitlement);
  return mistake(
    "ENTITLEMENT_UNKNOWN",
    `No policy offers ${describeEntitlement(entitlement)}.`,
    offers.length > 0 ? `"${folder}" may ask for: ${offers.join("; ")}.` : `No policy serves the folder "${folder}" yet.`,
    at
  );
}
function suggestFolders(policy, policies, folder) {
  const offers = policy.entitlements.flatMap((offer) => offer.roles.map((role) => ({ ...offer, role })));
  const elsewhere = policies.filter((other) => offers.some((entitlement) => serves(other, entitlement))).flatMap(({ folders }) => folders).filter((other) => other !== folder);
  if (elsewhere.length === 0) return "Ask to join one of them, or ask its lead which policy is for you.";
  return `It is also offered in: ${[...new Set(elsewhere)].join(", ")}. If that is your team's folder, move the file there.`;
}
var durationWithinBounds = {
  name: "The duration is within the policy's bounds",
  judge({ request, limits }) {
    if (request === void 0 || limits === void 0) return void 0;
    const asked = parseDuration(request.duration);
    const findings = limits.flatMap((policy) => {
      const { minimum = DEFAULT_MINIMUM_DURATION, maximum } = policy.duration;
      if (asked > parseDuration(maximum))
        return [
          mistake(
            "DURATION_TOO_LONG",
            `${request.duration} is longer than the ${maximum} that policy "${policy.name}" allows.`,
            `Ask for ${maximum} or less.`,
            "/duration"
          )
        ];
      if (asked < parseDuration(minimum))
        return [
          mistake(
            "DURATION_TOO_SHORT",
            `${request.duration} is shorter than the ${minimum} that policy "${policy.name}" asks for.`,
            `Ask for ${minimum} or more.`,
            "/duration"
          )
        ];
      return [];
    });
    return metUnless(findings, `${request.duration} is allowed.`);
  }
};
var reasonLongEnough = {
  name: "The reason says enough",
  judge({ request, limits }) {
    if (request === void 0 || limits === void 0) return void 0;
    const length = [...request.reason.trim()].length;
    const minimum = Math.max(...limits.map((policy) => policy.reason?.minimum ?? DEFAULT_REASON_LENGTH));
    return length >= minimum ? met(`${length} characters.`) : failed(
      mistake(
        "REASON_TOO_SHORT",
        `The reason has ${length} ${length === 1 ? "character" : "characters"}; the least is ${minimum}.`,
        "Say what you will do with the access, and why now.",
        "/reason"
      )
    );
  }
};

// src/core/files/rule-conflicts.ts
var ANY_FILE = "hallpass-any-file.yaml";
var MEND = "in .github/CODEOWNERS: the last line that matches decides";
var findConflicts = (rules2, around = {}) => [
  ...judgeRuleOwners(rules2, around),
  ...listFolders(rules2).flatMap((folder) => judgeFolder(folder, rules2, around)),
  ...listFolders(rules2).flatMap((folder) => judgeOffers(folder, rules2))
];
var toFinding = ({ code: code2, message, stops, fix }) => mistake(code2, `${message} ${stops}`, fix);
var listFolders = ({ policies }) => [...new Set(policies.flatMap(({ folders }) => folders))].sort();
var stopsFor = (settings, what) => settings?.attestation === "reported" ? `This stops ${what}.` : `This stops every grant, in all folders, until it is corrected.`;
function judgeRuleOwners({ codeowners, settings }, around) {
  if (codeowners === void 0) return [];
  const teams3 = settings?.rules?.approvals.teams;
  const places2 = ["policies/", ".github/"].map((folder) => ({ path: `${folder}${ANY_FILE}`, name: folder }));
  const files = [...CODEOWNERS_PATHS, ...around.ruleFiles ?? []].map((path3) => ({ path: path3, name: path3 }));
  const named = new Map([...places2, ...files].map((place) => [place.path, place]));
  return [...named.values()].flatMap(
    ({ path: path3, name: name3 }) => listAstray(codeowners, path3, teams3, around).map((who) => ({
      code: "RULES_OWNED",
      message: `${describeAstray(who, name3, teams3)}.`,
      stops: stopsFor(settings, "changes of the rules"),
      fix: `Give ${name3} to ${teams3 === void 0 ? "a team" : describeTeams(teams3)} alone ${MEND}.`
    }))
  );
}
function judgeFolder(folder, { policies, codeowners, settings }, around) {
  if (codeowners === void 0) return [];
  const path3 = `access-requests/${folder}/`;
  return policies.filter(({ folders }) => folders.includes(folder)).flatMap(
    ({ name: name3, approvals: { teams: teams3 } }) => listAstray(codeowners, `${path3}${ANY_FILE}`, teams3, around).map(
      (who) => ({
        code: "FOLDER_OWNED",
        folder,
        message: `${describeAstray(who, path3, teams3)} (policy "${name3}").`,
        stops: stopsFor(settings, `every request in ${path3}`),
        fix: `Give /${path3} to ${describeTeams(teams3)} alone ${MEND}; or change the policy.`
      })
    )
  );
}
function listAstray(codeowners, path3, teams3, { organization }) {
  const owners = findOwners(codeowners, path3)?.owners ?? [];
  if (owners.length === 0) return ["nobody"];
  const isMeant2 = (owner) => owner.kind === "team" && (organization === void 0 || owner.org === organization.toLowerCase()) && (teams3 === void 0 || teams3.some(({ slug }) => slug === owner.slug));
  return owners.filter((owner) => !isMeant2(owner)).map(describeOwner);
}
var describeAstray = (who, path3, teams3) => `${who} owns ${path3}, which ${teams3 === void 0 ? "a team" : describeTeams(teams3)} should own`;
var describeTeams = (teams3) => [...new Set(teams3.map(({ slug }) => slug))].join(" or ");
function judgeOffers(folder, { policies }) {
  const serving = policies.filter(({ folders }) => folders.includes(folder));
  return serving.flatMap(
    (first, index) => serving.slice(index + 1).flatMap((second) => {
      const known2 = new Set(listOffers(second).map(entitlementKey));
      const shared = listOffers(first).filter((offer) => known2.has(entitlementKey(offer)));
      if (shared.length === 0) return [];
      const what = shared.map(describeEntitlement).join("; ");
      return [
        {
          code: "POLICY_AMBIGUOUS",
          folder,
          message: `The policies "${first.name}" and "${second.name}" both offer ${what} in "${folder}".`,
          stops: "This stops every request for it there.",
          fix: "Take it out of one of them."
        }
      ];
    })
  );
}
var listOffers = ({ entitlements }) => [
  ...new Map(
    entitlements.flatMap(({ provider: provider2, resource, roles: roles2 }) => roles2.map((role) => ({ provider: provider2, resource, role }))).map((offer) => [entitlementKey(offer), offer])
  ).values()
];

// src/core/decision/rules/merge.ts
var mergedAsReviewed = {
  name: "The merge brought exactly the reviewed content",
  judge({ evidence }) {
    const { merge, file, pull: pull2 } = evidence;
    if (merge === void 0) return void 0;
    const wrong = [...listWrongCommit(merge, pull2), ...listWrongContent(merge, file)];
    return metUnless(wrong.map(mergeUnproven), `Squashed into ${merge.commit}.`);
  }
};
var mergeUnproven = (message) => mistake(
  "MERGE_UNPROVEN",
  message,
  "Ask an operator: this did not reach the branch through a reviewed squash merge."
);
function listWrongCommit(merge, { head }) {
  const wrong = [];
  if (merge.commit === head.sha) wrong.push(`${merge.commit} is the head itself, pushed and not squashed.`);
  if (!merge.onDefaultBranch) wrong.push(`${merge.commit} is not on the default branch.`);
  if (merge.parents.length !== 1)
    wrong.push(`${merge.commit} has ${merge.parents.length} parents; a squash has one.`);
  if (!merge.belongsToPull) wrong.push(`GitHub does not name this pull request for ${merge.commit}.`);
  return wrong;
}
function listWrongContent(merge, file) {
  const [added, ...others] = merge.changes;
  const wrong = [];
  if (added === void 0 || others.length > 0 || added.status !== "added" || added.mode !== "100644")
    wrong.push(`${merge.commit} does not add exactly one plain file.`);
  if (file === void 0 || added?.path !== file.path || added.blob !== file.blob)
    wrong.push(`The file in ${merge.commit} is not the one at the pull request's head.`);
  if (merge.atTip?.blob !== file?.blob || merge.atTip?.mode !== "100644")
    wrong.push("The file on the default branch now is not the one that was merged.");
  return wrong;
}
var checkedBeforeMerge = {
  name: "The app's own check passed for exactly this",
  judge({ evidence: { merge } }) {
    if (merge === void 0) return void 0;
    return metUnless(
      merge.checkPassed ? [] : [
        mistake(
          "CHECK_UNPROVEN",
          "The app's check on the merged head did not succeed for exactly this content, these rules and these people.",
          "Ask again with a new file."
        )
      ],
      "It did."
    );
  }
};
var accountAsReviewed = {
  name: "The account is the one that was reviewed",
  judge({ evidence, request }) {
    const { merge, subject, rules: rules2 } = evidence;
    if (request === void 0 || merge === void 0 || subject === void 0) return void 0;
    const findings = request.entitlements.flatMap(({ provider: provider2 }, index) => {
      const [reviewed, current] = [merge.rulesBefore, rules2].map(
        (at) => accountAt(provider2, { ...evidence, rules: at })
      );
      if (reviewed === current) return [];
      return [
        mistake(
          "PRINCIPAL_CHANGED",
          `The "${provider2}" account of ${subject.login} was ${JSON.stringify(reviewed ?? null)} when the request was merged and is ${JSON.stringify(current ?? null)} now.`,
          "Ask again with a new file: the approver has to see the account that receives the access.",
          `/entitlements/${index}`
        )
      ];
    });
    return metUnless(findings, "It is.");
  }
};

// src/core/decision/rules/rule-change.ts
var POLICIES = "policies/*";
var listReviewedRules = ({ changes }) => [
  .../* @__PURE__ */ new Set([POLICIES, ...changes.filter(isRuleFile).map(({ path: path3 }) => path3)])
];
var proposalReadable = {
  name: "The new rules are readable",
  judge: ({ evidence: { proposed } }) => proposed && metUnless(proposed.findings.filter(isError), "All of them parse.")
};
var proposalFits = {
  name: "The new rules fit together",
  judge({ evidence: { proposed, rules: rules2, repository, merge } }) {
    if (proposed === void 0) return void 0;
    if (merge !== void 0) return met("That was judged before the merge.");
    const around = { organization: repository.owner };
    const before2 = findConflicts(rules2, around).map(({ message }) => message);
    const conflicts = findConflicts(proposed, around);
    const fresh = conflicts.filter(({ message }) => !before2.includes(message));
    const old = conflicts.length - fresh.length;
    return metUnless(
      fresh.map(toFinding),
      old === 0 ? "They do." : `As before, ${old} thing${old === 1 ? " does" : "s do"} not fit: run hallpass check.`
    );
  }
};
var rulesRestored = {
  name: "The rules in force are put back",
  judge: ({ evidence: { restores } }) => restores && met("They are what their owners approved last; those on the default branch are not.")
};
var mergedAsProposed = {
  name: "The merge brought exactly the approved content",
  judge({ evidence: { merge, changes, pull: pull2 } }) {
    if (merge === void 0) return void 0;
    const wrong = [...listWrongCommit(merge, pull2), ...listWrongRules(merge, changes)];
    return metUnless(wrong.map(mergeUnproven), `Squashed into ${merge.commit}.`);
  }
};
function listWrongRules(merge, changes) {
  const describe7 = (change) => JSON.stringify([change.path, change.status, change.mode, change.blob]);
  const approved = new Set(changes.filter(isRuleFile).map(describe7));
  const arrived = merge.changes.filter(isRuleFile).map(describe7);
  return arrived.length === approved.size && arrived.every((change) => approved.has(change)) ? [] : [`The rules that ${merge.commit} changes are not those at the pull request's head.`];
}

// src/core/decision/rules/account-free.ts
var accountFree = {
  name: "No other person holds access with the same account",
  judge({ evidence, request }) {
    const { subject, unfinished = [] } = evidence;
    if (request === void 0 || subject === void 0) return void 0;
    const findings = request.entitlements.flatMap((asked, index) => {
      const account = accountAt(asked.provider, evidence);
      return unfinished.filter(({ entitlement }) => entitlementKey(entitlement) === entitlementKey(asked)).filter(({ principal, subject: holder }) => principal === account && !isSame(holder, evidence)).filter((lease) => !isOverBefore(lease, request, evidence)).map((lease) => explain(lease, index, evidence));
    });
    return metUnless(findings, "None does.");
  }
};
var isSame = (holder, { subject, rules: { settings } }) => subject !== void 0 && accountsOf(settings, subject.id).includes(holder.id);
function isOverBefore(lease, { start }, { now }) {
  const begins = start === void 0 ? void 0 : parseInstant(start);
  return begins !== void 0 && isBefore(now, begins) && !isBefore(begins, endOf(lease));
}
function explain(lease, index, { now }) {
  const { principal, entitlement, subject, request } = lease;
  const end = endOf(lease).toISOString();
  const since = hasEnded(lease, now) ? `ended ${end} but has not been revoked yet` : `ends ${end}`;
  return mistake(
    "ACCOUNT_IN_USE",
    `${JSON.stringify(principal)} holds ${describeEntitlement(entitlement)} for ${subject.login} (GitHub id ${subject.id}) by ${requestPath(request)}, which ${since}.`,
    hasEnded(lease, now) ? "Ask again after the revocation; `hallpass status` says what delays it." : `Ask again after that; ${subject.login} or an approver can end it earlier with \`/hallpass end\` on its pull request.`,
    `/entitlements/${index}`
  );
}

// src/core/decision/rules/in-force.ts
var rulesReadable = {
  name: "Policies, CODEOWNERS and settings are readable",
  judge: ({ evidence: { rules: rules2, ownersErrors: ownersErrors2 } }) => metUnless([...rules2.findings, ...ownersErrors2].filter(isError), "All of them parse.")
};
var rulesAdopted = {
  name: "Policies, CODEOWNERS and settings are the adopted ones",
  judge: ({ evidence: { rules: rules2 } }) => metUnless(
    rules2.adopted ? [] : [
      mistake(
        "RULES_NOT_ADOPTED",
        `The rules at ${rules2.commit} reached the default branch without the approval of their owners.`,
        "Ask an operator to restore the adopted rules, or to read the new ones and trust that commit."
      )
    ],
    "Their owners approved every change of them."
  )
};
var grantsNotStopped = {
  name: "Grants are not stopped",
  judge: ({ evidence: { stops } }) => stops.length === 0 ? met("Nothing is wrong with the installation.") : waiting(
    `Grants are stopped until this is corrected: ${stops.map(({ message }) => message).join(" ")}`,
    "Grants are stopped"
  )
};

// src/core/files/look-alike.ts
var FOLDERS = ["access-requests", "policies", ".github"];
var FILES = [...CODEOWNERS_PATHS, SETTINGS_PATH];
function findLookAlike(path3) {
  if (path3 === ".github") return ".github/";
  const seen = skeleton(path3);
  const folder = FOLDERS.find(
    (name3) => isLikeWithin(seen, skeleton(name3)) || isShortName(path3.split("/", 1)[0] ?? "", name3)
  );
  if (folder !== void 0 && !isWithin2(path3, folder)) return `${folder}/`;
  return FILES.find((file) => path3 !== file && isLike(seen, skeleton(file)));
}
var isWithin2 = (path3, folder) => path3 === folder || path3.startsWith(`${folder}/`);
var isLikeWithin = (seen, folder) => isLike(seen.split("/").slice(0, folder.split("/").length).join("/"), folder);
function isLike(seen, wanted) {
  const [some, all] = [[...seen], [...wanted]];
  const same = all.filter((character, index) => character === some[index]).length;
  const isFolded = some.every((character, index) => character === all[index] || character > "");
  return some.length === all.length && isFolded && same * 2 >= all.length;
}
var isShortName = (path3, name3) => /^[^~]{4,6}~\d+$/u.test(path3) && name3.replace(/^\./u, "").startsWith(path3.replace(/~\d+$/u, "").toLowerCase());
function skeleton(path3) {
  const folded2 = [
    ...path3.normalize("NFKD").replace(/[\p{M}\p{Cf}\p{Cc}\p{DI}\p{Co}]/gu, "").toLowerCase()
  ].map((character) => confusable.get(character) ?? character).join("");
  return folded2.split(/[/\\]+/u).map(skeletonOfName).filter((name3) => name3 !== "").join("/");
}
var skeletonOfName = (name3) => name3.replace(/:.*$/su, "").replace(/[\s.]+$/u, "").replace(/\.ymi$/u, ".yami").replace(/vv/gu, "w").replace(/[\s_\p{Pd}−˗۔⁃➖ⲻ]+/gu, "");
var confusable = new Map(
  Object.entries({
    a: "аαɑᴀ",
    b: "ЬьᏏ",
    c: "сϲᴄᏟ",
    d: "ԁɗᏧ",
    e: "еєҽ℮ᴇεɛ",
    f: "ƒғ",
    g: "ɡցԍ",
    h: "һհᏂ",
    // One class: an upper-case i, a small L and a one look the same.
    i: "іıɩιɪӏlⅼ1|ǀו",
    k: "кκᴋ",
    n: "пոռɴ",
    o: "оοօσᴏ0ѳө",
    p: "рρ",
    q: "ԛգ",
    r: "гᴦɼ",
    s: "ѕꜱ",
    t: "тτᴛ",
    u: "υսᴜц",
    w: "ԝѡաᴡω",
    y: "уүγʏ",
    ".": "․·",
    "/": "∕⁄╱"
  }).flatMap(([plain2, others]) => [...others].map((other) => [other.toLowerCase(), plain2]))
);

// src/core/decision/rules/place.ts
var listMisplaced = ({
  changes,
  misplaced = []
}) => [
  ...changes.filter(({ status }) => status !== "removed").flatMap(({ path: path3 }) => {
    const place = findLookAlike(path3);
    return place === void 0 ? [] : [{ ...looksAlike(path3, place), place: { file: path3, line: 1, column: 1 } }];
  }),
  ...misplaced.filter((path3) => findLookAlike(path3) === void 0).map((path3) => ({ ...requestElsewhere(path3), place: { file: path3, line: 1, column: 1 } }))
];
var looksAlike = (path3, place) => mistake(
  "PATH_LOOKALIKE",
  `"${showText(path3)}" looks like ${place} and is another place: nothing there counts.`,
  `Name it exactly ${place}, or choose a name that is not like it.`
);
var requestElsewhere = (path3) => mistake(
  "REQUEST_MISPLACED",
  `"${showText(path3)}" reads as an access request, and no request is read there: nothing is granted by it.`,
  "Move the file to access-requests/<team>/<name>.yaml. An example belongs in a Markdown file."
);
var filesInPlace = {
  name: "Every file lies where it counts",
  judge: ({ evidence }) => metUnless(listMisplaced(evidence), "No path only looks like one of Hallpass.")
};

// src/core/decision/rules/pull.ts
var oneRequestFile = {
  name: "The pull request adds exactly one request file and touches nothing else",
  judge({ evidence: { changes } }) {
    const first = chooseRequest(changes);
    const findings = changes.filter((change) => change !== first).map((change) => atFile(change.path, strayFile(change, listRequests(changes))));
    if (first === void 0 && findings.length === 0)
      return failed(
        mistake("NO_REQUEST", "No request file is added.", "Add one file under access-requests/.")
      );
    if (first !== void 0)
      findings.push(...unusualFile(first).map((finding) => atFile(first.path, finding)));
    return metUnless(findings, `Adds ${first?.path} and nothing else.`);
  }
};
var atFile = (file, finding) => ({
  ...finding,
  place: { file, line: 1, column: 1 }
});
var isAdded = (change) => isRequestFile(change) && change.status === "added";
function listRequests(changes) {
  const added = changes.filter(isAdded);
  const meant = added.filter(isMeant);
  return meant.length > 0 ? meant : added;
}
function strayFile(change, requests2) {
  if (requests2.includes(change))
    return mistake(
      "SECOND_REQUEST",
      `${change.path} is one of ${requests2.length} request files here; one is the limit.`,
      "Open one pull request per request."
    );
  if (isRequestFile(change) && change.status !== "added")
    return mistake(
      "REQUEST_IMMUTABLE",
      `${change.path} is ${change.status}; a request is never changed once it is on the default branch.`,
      "Put the file back as it was, and ask with a new file."
    );
  return mistake(
    "STRAY_FILE",
    `${change.path} is ${change.status} beside the request.`,
    "Take it out of this pull request. Delete it, or open another pull request for it."
  );
}
function unusualFile({ path: path3, mode, size }) {
  const findings = [];
  if (mode !== "100644")
    findings.push(
      mistake(
        "NOT_A_PLAIN_FILE",
        `${path3} has git mode ${mode}; a request has 100644.`,
        "Add it as a plain file: no link, no submodule, not executable."
      )
    );
  if (size > MAX_DOCUMENT_BYTES)
    findings.push(
      mistake(
        "FILE_TOO_LARGE",
        `${path3} has ${size} bytes; the limit is ${MAX_DOCUMENT_BYTES}.`,
        "Shorten the reason, or ask for less at once."
      )
    );
  return findings;
}
var pathRoutes = {
  name: "The file lies in a team's folder",
  judge({ evidence: { changes } }) {
    const added = listRequests(changes);
    if (added.length === 0) return void 0;
    const astray = added.filter(({ path: path3 }) => parseRequestPath(path3) === void 0);
    return metUnless(
      astray.map(({ path: path3 }) => atFile(path3, explainPath(path3))),
      "The folder routes the review through CODEOWNERS."
    );
  }
};
var documentValid = {
  name: "The request is well-formed",
  judge({ evidence: { file }, request }) {
    if (file === void 0) return void 0;
    const errors2 = file.parsed.findings.filter(isError);
    return request === void 0 || errors2.length > 0 ? failed(...errors2) : met("Every field is known and valid.");
  }
};
var idUnused = {
  name: "The request's name was never used before",
  judge({ evidence: { seen, refused }, id: id3 }) {
    if (id3 === void 0) return void 0;
    const use = seen === void 0 ? void 0 : `used by #${seen.pull}`;
    const end = refused === void 0 ? void 0 : `refused on ${refused.at.toISOString().slice(0, 10)}`;
    const before2 = use ?? end;
    return before2 === void 0 ? met(`"${id3}" is new.`) : failed(
      mistake("ID_USED", `"${id3}" was ${before2}; a name is used once, for ever.`, "Rename the file.")
    );
  }
};

// src/core/decision/rules/repository.ts
var repositoryAsPinned = {
  name: "The repository is the one that was set up",
  judge: ({ evidence }) => metUnless(
    listDifferences(evidence),
    `Repository ${evidence.repository.id}, ${visibilityOf(evidence)}, branch ${evidence.repository.defaultBranch}.`
  )
};
var isAsPinned = (evidence) => listDifferences(evidence).length === 0;
var visibilityOf = ({ repository }) => repository.private ? "private" : "public";
function listDifferences({ repository, pull: pull2 }) {
  const { pin } = repository;
  const findings = [];
  if (repository.id !== pin.id || pull2.base.repositoryId !== pin.id)
    findings.push(
      mistake(
        "REPOSITORY_UNKNOWN",
        `This is repository ${repository.id}; the server's configuration pins ${pin.id}.`,
        "Ask an operator: the repository was replaced or created again."
      )
    );
  if (repository.defaultBranch !== pin.defaultBranch)
    findings.push(
      mistake(
        "DEFAULT_BRANCH_CHANGED",
        `The default branch is "${repository.defaultBranch}"; the server's configuration pins "${pin.defaultBranch}".`,
        "Ask an operator to put it back."
      )
    );
  if (visibilityOf({ repository }) !== pin.visibility)
    findings.push(
      mistake(
        "VISIBILITY_CHANGED",
        `The repository is ${visibilityOf({ repository })}; the server's configuration pins ${pin.visibility}.`,
        "Ask an operator: who may read it decides who may write a review."
      )
    );
  return findings;
}
var fromThisRepository = {
  name: "The pull request comes from this repository, by a person, into the default branch",
  judge: ({ evidence }) => metUnless(
    [...judgeHead(evidence), ...judgeBase(evidence), ...judgeAuthor(evidence)],
    describeOpening(evidence)
  )
};
var judgeHead = ({ pull: pull2, repository }) => pull2.head.repositoryId === repository.pin.id ? [] : [
  mistake(
    "FORK",
    "The branch is in a fork. GitHub makes one for a person who may only read the repository.",
    "Close this pull request, and ask again with a branch of the access repository itself. If GitHub offers you only a fork, ask an administrator of the repository to give your team the role Write (Settings → Collaborators and teams)."
  )
];
var judgeBase = ({ pull: pull2, repository: { pin } }) => pull2.base.ref === pin.defaultBranch ? [] : [
  mistake(
    "WRONG_BASE",
    `The pull request goes into "${pull2.base.ref}", not into "${pin.defaultBranch}".`,
    `Change its base to "${pin.defaultBranch}".`
  )
];
var describeOpening = (evidence) => {
  const { login: login2 } = requesterOf(evidence);
  return evidence.asked?.asker === void 0 ? `Opened by ${login2}.` : `Opened by Hallpass for ${login2}, who asked in ${evidence.asked.where}.`;
};
var judgeAuthor = ({ pull: { author }, asked }) => asked !== void 0 && asked.asker === void 0 ? [
  mistake(
    "ASKER_UNPROVEN",
    `Hallpass opened this pull request, and it cannot tell for whom any more: ${asked.unproven}.`,
    "Close this pull request, and ask again."
  )
] : judgePerson(asked?.asker ?? author);
var judgePerson = (author) => author.type === "User" ? [] : [
  mistake(
    "REQUESTER_NOT_A_PERSON",
    `"${author.login}" is not a person.`,
    "The person who needs the access opens the pull request."
  )
];

// src/core/decision/rules/subject.ts
var isInOneOf = (named, { teams: teams3 }, accountId) => named.teams.some(({ slug, id: id3 }) => {
  const team = teams3.get(slug);
  return team?.id === id3 && membersOf(team, named).some((member) => member.id === accountId);
});
function describeTeams2(named, evidence, accountId) {
  const isBelow = isInOneOf({ ...named, includeChildTeams: true }, evidence, accountId);
  const why = isBelow ? " (membership in a child team does not count here)" : "";
  return `${named.teams.map(({ slug }) => slug).join(", ")}${why}`;
}
var subjectAllowed = {
  name: "The access is for the requester, or for a person the policy lets them ask for",
  judge({ evidence, request, policies }) {
    if (request === void 0) return void 0;
    const { subject } = evidence;
    const requester = requesterOf(evidence);
    if (subject === void 0 || subject.type !== "User" || !isNamed(subject, request))
      return failed(
        mistake(
          "SUBJECT_UNKNOWN",
          `GitHub knows no person called "${request.subject}".`,
          `Write the login of the person who receives the access, as it is now; yours is "${requester.login}".`,
          "/subject"
        )
      );
    if (subject.id === requester.id) return met(`${subject.login} (${subject.id}) asks for themself.`);
    if (policies === void 0) return void 0;
    return metUnless(
      policies.filter(({ onBehalf }) => onBehalf === void 0 || !isInOneOf(onBehalf, evidence, subject.id)).map((policy) => explainOther(policy, evidence, subject)),
      `${requester.login} asks for ${subject.login} (${subject.id}).`
    );
  }
};
var isNamed = ({ login: login2 }, { subject }) => login2.toLowerCase() === subject.toLowerCase();
function explainOther({ name: name3, onBehalf }, evidence, { id: id3, login: subject }) {
  const { login: login2 } = requesterOf(evidence);
  const message = onBehalf === void 0 ? `The subject is "${subject}", the pull request is by "${login2}", and policy "${name3}" does not let people ask for others.` : `Policy "${name3}" lets people ask for members of ${describeTeams2(onBehalf, evidence, id3)}; "${subject}" is not one of them.`;
  const fix = `Write "subject: ${login2}", or let "${subject}" open the pull request.`;
  return mistake("SUBJECT_NOT_REQUESTER", message, fix, "/subject");
}
var requesterAllowed = {
  name: "The requester belongs to a team that may ask",
  judge({ evidence, policies, folder }) {
    if (policies === void 0) return void 0;
    const { rules: rules2 } = evidence;
    const { id: id3, login: login2 } = requesterOf(evidence);
    const findings = policies.filter(({ requesters }) => !isInOneOf(requesters, evidence, id3)).map(
      (policy) => mistake(
        "REQUESTER_NOT_ALLOWED",
        `"${login2}" is in none of the teams that may ask under policy "${policy.name}": ${describeTeams2(policy.requesters, evidence, id3)}.`,
        suggestFolders(policy, rules2.policies, folder),
        "/subject"
      )
    );
    return metUnless(findings, `${login2} may ask.`);
  }
};
var accountKnown = {
  name: "The subject has an account at the provider",
  judge({ evidence, request }) {
    const { subject, rules: rules2 } = evidence;
    if (request === void 0 || subject === void 0 || rules2.settings === void 0) return void 0;
    const external = rules2.settings.externalIdentities ?? {};
    const findings = request.entitlements.flatMap(
      ({ provider: provider2 }, index) => accountAt(provider2, evidence) !== void 0 ? [] : [
        mistake(
          "PRINCIPAL_UNKNOWN",
          Object.hasOwn(external, provider2) ? `The identity provider names no single account for ${subject.login} (GitHub id ${subject.id}).` : `The identity map has no "${provider2}" account for ${subject.login} (GitHub id ${subject.id}).`,
          Object.hasOwn(external, provider2) ? "Sign in to the organisation with single sign-on once, so that the accounts are linked." : "Ask the owners of .github/hallpass.yaml to add it under `people`.",
          `/entitlements/${index}`
        )
      ]
    );
    return metUnless(findings, "It is known.");
  }
};
var noPowerOverHallpass = {
  name: "The request gives no power over Hallpass",
  judge({ evidence, request }) {
    if (request === void 0) return void 0;
    const findings = evidence.powers.filter((given) => isOverHallpass(given, evidence)).map(
      ({ entitlement, power }) => mistake(
        "POWER_OVER_HALLPASS",
        `It gives ${describePower(power)}, and with it power over who gets access.`,
        "Ask the people who administer it; Hallpass never grants it.",
        `/entitlements/${entitlement}`
      )
    );
    return metUnless(findings, "It gives none.");
  }
};
function isOverHallpass({ power }, { repository, rules: rules2, teams: teams3 }) {
  if (power.kind === "github-repository") return power.id === repository.pin.id;
  if (power.kind !== "github-team") return true;
  const named = [
    ...rules2.policies.flatMap(({ approvals }) => approvals.teams),
    ...rules2.settings?.rules?.approvals.teams ?? []
  ];
  const owners = (rules2.codeowners?.lines ?? []).flatMap((line) => line.owners);
  const slugs = [
    ...named.map(({ slug }) => slug),
    ...owners.flatMap((owner) => owner.kind === "team" ? owner.slug : [])
  ];
  return named.some(({ id: id3 }) => id3 === power.id) || // GitHub treats members of child teams as members, so a child team gives power even if the policies do not count it.
  slugs.some((slug) => [teams3.get(slug)?.id, ...teams3.get(slug)?.children?.ids ?? []].includes(power.id));
}
function describePower(power) {
  if (power.kind === "github-team") return `membership in team ${power.id}, which approves or owns`;
  if (power.kind === "github-repository") return "administration of the access repository";
  return power.kind === "github-organization" ? "administration of the organisation" : "an account of Hallpass itself";
}

// src/core/access/chain.ts
function listChain(leasesOf3, request) {
  const chain = [];
  const seen = /* @__PURE__ */ new Set();
  for (let next = request; next !== void 0 && !seen.has(next); ) {
    seen.add(next);
    const own = leasesOf3(next);
    chain.push(...own);
    next = own.find((lease) => lease.extends !== void 0)?.extends;
  }
  return chain;
}
var timeHeld = (chain, entitlement) => chain.filter((lease) => entitlementKey(lease.entitlement) === entitlementKey(entitlement)).map((lease) => Math.max(0, differenceInMilliseconds(endOf(lease), lease.startsAt))).reduce((sum, length) => sum + length, 0);

// src/core/decision/rules/timing.ts
var startWithinReach = {
  name: "It begins while the approvals count",
  judge({ evidence, request, policies }) {
    if (request === void 0) return void 0;
    const { extended = [] } = evidence;
    if (request.start === void 0 && extended.length === 0) return met("It begins when it is merged.");
    if (policies === void 0) return void 0;
    const from = evidence.merge?.at ?? evidence.now;
    const reach = addMilliseconds(from, validFor(policies));
    const base2 = extended.find(({ endsAt }) => isBefore(reach, endsAt));
    if (base2 !== void 0)
      return failed(
        mistake(
          "START_TOO_FAR",
          `${base2.request} lasts until ${base2.endsAt.toISOString()}, more than ${describeDuration(validFor(policies))} away; an approval here is valid for that long.`,
          "Ask closer to that time.",
          "/extends"
        )
      );
    if (request.start === void 0)
      return met("It begins where what it extends ends, or when it is merged.");
    const start = parseInstant(request.start);
    if (start === void 0) return void 0;
    const end = addMilliseconds(start, parseDuration(request.duration));
    const findings = [];
    if (isBefore(reach, start))
      findings.push(
        mistake(
          "START_TOO_FAR",
          `${request.start} is more than ${describeDuration(validFor(policies))} away; an approval here is valid for that long.`,
          "Ask closer to that time.",
          "/start"
        )
      );
    if (!isBefore(from, end))
      findings.push(
        mistake(
          "START_OVER",
          `A request that starts at ${request.start} and lasts ${request.duration} is already over.`,
          "Write a later start, or remove it: the access then starts at the merge.",
          "/start"
        )
      );
    return metUnless(findings, `It begins at ${request.start}, and is verified again then.`);
  }
};
var totalWithinBounds = {
  name: "With all that it extends it is within the policy's total",
  judge({ evidence: { chain = [] }, request, policies }) {
    if (request === void 0) return void 0;
    if (chain.length === 0) return met("It extends nothing that was held.");
    if (policies === void 0) return void 0;
    const findings = request.entitlements.flatMap((asked, index) => {
      const policy = policies[index];
      const most = policy?.duration.maximumTotal;
      const before2 = timeHeld(chain, asked);
      if (most === void 0 || before2 + parseDuration(request.duration) <= parseDuration(most)) return [];
      return [
        mistake(
          "DURATION_TOTAL",
          `The extended request gave ${describeEntitlement(asked)} for ${describeDuration(before2)}; with ${request.duration} more that is longer than the ${most} in all that policy "${policy?.name}" allows.`,
          before2 < parseDuration(most) ? `Ask for ${describeDuration(parseDuration(most) - before2)} or less.` : "Ask for new access, without `extends`, and say why it is still needed.",
          "/duration"
        )
      ];
    });
    return metUnless(findings, `${describeDuration(longestTotal(request, chain))} in all.`);
  }
};
var longestTotal = ({ entitlements, duration: duration2 }, chain) => parseDuration(duration2) + Math.max(0, ...entitlements.map((asked) => timeHeld(chain, asked)));
var extendsOwn = {
  name: "It extends the subject's own access, which was not ended early",
  judge({ evidence, request, folder }) {
    if (request === void 0) return void 0;
    const { extends: id3 } = request;
    if (id3 === void 0) return met("It extends nothing.");
    const { extended = [], subject } = evidence;
    if (folder === void 0 || subject === void 0) return void 0;
    const unlike = (message, fix) => mistake("EXTENDS_OTHER", message, fix, "/extends");
    if (extended.length === 0) return metUnless([explainUnknown2(id3)], "");
    const findings = [
      ...id3.startsWith(`${folder}/`) ? [] : [
        unlike(
          `"${id3}" is a request of another folder than "${folder}".`,
          "File the extension in that folder."
        )
      ],
      ...extended.every((lease) => lease.subject.id === subject.id) ? [] : [
        unlike(
          `"${id3}" gives access to another person than ${subject.login}.`,
          "Ask for new access, without `extends`."
        )
      ],
      ...request.entitlements.flatMap((asked) => {
        const known2 = extended.filter(
          ({ entitlement }) => entitlementKey(entitlement) === entitlementKey(asked)
        );
        const account = accountAt(asked.provider, evidence);
        if (known2.length === 0)
          return [
            unlike(`"${id3}" does not give ${describeEntitlement(asked)}.`, "Ask for that without `extends`.")
          ];
        return account === void 0 || known2.some(({ principal }) => principal === account) ? [] : [
          unlike(
            `"${id3}" gives ${describeEntitlement(asked)} to another account than ${JSON.stringify(account)}, which is the subject's now.`,
            "Ask for that without `extends`."
          )
        ];
      }),
      // Also after the merge: a person who ends access ends its extensions too.
      ...extended.some(wasEndedEarly) ? [
        mistake(
          "EXTENDS_ENDED",
          `"${id3}" was ended early and cannot be extended.`,
          "Ask for new access, without `extends`.",
          "/extends"
        )
      ] : []
    ];
    return metUnless(findings, `It extends ${id3}.`);
  }
};
var explainUnknown2 = (id3) => mistake(
  "EXTENDS_UNKNOWN",
  `The ledger records no access from ${requestPath(id3)}.`,
  "Write the folder and the name of the request that gave the access, without .yaml, once it has started.",
  "/extends"
);
var taskOpen = {
  name: "The task it lasts until is open",
  judge({ evidence, request }) {
    if (request === void 0) return void 0;
    const { until } = request;
    if (until === void 0) return met("It lasts for its duration.");
    const finding = judgeOwnMerge(until.closed, evidence) ?? judgeTask(until.closed, evidence);
    return finding === void 0 ? met(`It ends when #${until.closed} closes, and after its duration at the latest.`) : failed(finding);
  }
};
function judgeOwnMerge(number, { pull: pull2, merge }) {
  if (number === pull2.number)
    return mistake(
      "UNTIL_OWN",
      `#${number} is this pull request, which closes when it is merged: the access would end at once.`,
      "Write the number of an issue or pull request that stays open while the access is needed, or leave `until` out.",
      "/until/closed"
    );
  if (merge !== void 0 || !pull2.closes?.includes(number)) return void 0;
  return mistake(
    "UNTIL_OWN",
    `The title or description of this pull request says that it closes #${number}: merging it would end the access at once.`,
    `Edit them, for example to "Part of #${number}", then comment /hallpass check.`,
    "/until/closed"
  );
}
function judgeTask(number, { asked, task, merge }) {
  const at = "/until/closed";
  if (task === void 0)
    return mistake(
      "UNTIL_UNKNOWN",
      `This repository has no issue and no pull request #${number} that can be seen.`,
      "Write the number of an open one of this repository.",
      at
    );
  if (asked?.asker !== void 0 && asked.issue === number && isWithdrawn(task))
    return mistake(
      "UNTIL_CLOSED",
      `Issue #${number}, which asks for this, was closed: that withdrew the request, also where the issue is open again.`,
      "Close this pull request. Whoever still needs the access asks anew, with a new issue.",
      at
    );
  if (task.closed)
    return mistake("UNTIL_CLOSED", `#${number} is closed already.`, "Reopen it, or remove `until`.", at);
  const closedAt = merge && task.closes?.find((at2) => !isBefore(at2, merge.at));
  if (closedAt === void 0) return void 0;
  return mistake(
    "UNTIL_CLOSED",
    `#${number} was closed at ${closedAt.toISOString()}, after this was merged, and opened again.`,
    "Ask again with a new file.",
    at
  );
}
var isWithdrawn = ({ closed, closes = [] }) => closed || closes.length > 0;

// src/core/decision/rules/rule-sets.ts
var requestRules = {
  rules: [
    rulesReadable,
    rulesAdopted,
    grantsNotStopped,
    repositoryAsPinned,
    fromThisRepository,
    oneRequestFile,
    pathRoutes,
    documentValid,
    idUnused,
    everybodyKnown,
    subjectAllowed,
    policyServes,
    requesterAllowed,
    noPowerOverHallpass,
    accountKnown,
    accountFree,
    durationWithinBounds,
    totalWithinBounds,
    startWithinReach,
    extendsOwn,
    taskOpen,
    reasonLongEnough,
    ownersAreApprovers,
    approvedByOwners
  ],
  mergeRules: [mergedAsReviewed, checkedBeforeMerge, accountAsReviewed]
};
var offlineRules = [policyServes, durationWithinBounds, reasonLongEnough];
var ruleChangeRules = {
  rules: [
    rulesAdopted,
    repositoryAsPinned,
    fromThisRepository,
    filesInPlace,
    proposalReadable,
    proposalFits,
    everybodyKnown,
    ownersAreApprovers,
    approvedByOwners
  ],
  mergeRules: [mergedAsProposed, checkedBeforeMerge]
};
var restoringRules = {
  rules: [repositoryAsPinned, fromThisRepository, proposalReadable, rulesRestored],
  mergeRules: []
};

// src/core/decision/decision.ts
function decide(evidence) {
  const facts = deriveFacts(evidence);
  const { rules: rules2, mergeRules } = ruleSetOf(evidence);
  const manual = evidence.merge === void 0 ? rules2 : [...rules2, ...mergeRules];
  const terms = describeTerms(facts);
  const { approvals = [], reviewed } = facts;
  const readings = listReadings(evidence).map(deriveFacts);
  const verdicts = manual.map((rule) => judge2(rule, readings));
  const awaited = findAwaited(evidence, approvals, reviewed);
  const approvers = listApprovers(evidence, approvals, reviewed);
  return {
    status: summarise(verdicts),
    verdicts,
    ...terms === void 0 ? {} : { terms },
    on: describeObjects(evidence),
    approvers,
    reviews: listCounted(evidence, approvers),
    eligible: listEligible(evidence, approvals, reviewed),
    ...awaited && { awaited }
  };
}
var describeObjects = ({ pull: pull2, file, rules: rules2 }) => ({
  head: pull2.head.sha,
  ...file && { blob: file.blob },
  rules: rules2.commit,
  codeowners: rules2.ids.codeowners
});
function listCounted(evidence, approvers) {
  const latest = latestDecisive(evidence);
  return approvers.flatMap((person) => {
    const review = latest.get(person.id);
    return review?.commit === void 0 ? [] : [{ id: review.id, reviewer: person, commit: review.commit, at: review.submittedAt }];
  });
}
function ruleSetOf(evidence) {
  if (!isRuleChange(evidence)) return requestRules;
  return evidence.restores ? restoringRules : ruleChangeRules;
}
var isRuleChange = ({ changes }) => classifyPull(changes) === "rules";
function judge2(rule, readings) {
  const judgements = readings.map((facts) => rule.judge(facts));
  const first = (status) => judgements.find((judgement) => judgement?.status === status);
  const judged = judgements.includes(void 0) ? void 0 : first("waiting") ?? first("met");
  return { rule: rule.name, ...first("failed") ?? judged ?? { status: "open" } };
}
function listReadings(evidence) {
  if (evidence.merge === void 0) return [evidence];
  const { rulesBefore: rules2, ownersErrorsBefore: ownersErrors2 } = evidence.merge;
  const before2 = { ...evidence, rules: rules2, ownersErrors: ownersErrors2 };
  return isRuleChange(evidence) ? [before2] : [evidence, before2];
}
function summarise(verdicts) {
  if (verdicts.some(({ status }) => status === "failed" || status === "open")) return "denied";
  return verdicts.every(({ status }) => status === "met") ? "approved" : "waiting";
}
function deriveFacts(evidence) {
  if (isRuleChange(evidence)) return establishRuleChange(evidence);
  const place = evidence.file && parseRequestPath(evidence.file.path);
  const parsed = evidence.file?.parsed;
  const request = parsed?.findings.some(isError) ? void 0 : parsed?.value;
  const offer = place && request && deriveOffer(request, place.team, evidence.rules.policies);
  return {
    evidence,
    reviewed: evidence.file === void 0 ? [] : [evidence.file.path],
    ...place === void 0 ? {} : { id: place.id, folder: place.team },
    ...request === void 0 ? {} : { request },
    ...offer,
    ...offer?.policies === void 0 ? {} : { approvals: offer.policies }
  };
}
function establishRuleChange(evidence) {
  const approvals = evidence.rules.settings?.rules?.approvals;
  const reviewed = listReviewedRules(evidence);
  return approvals === void 0 ? { evidence, reviewed } : { evidence, reviewed, approvals: [{ name: "rules", approvals }] };
}
function describeTerms({ evidence, id: id3, request, policies }) {
  const { subject } = evidence;
  if (id3 === void 0 || request === void 0 || subject === void 0) return void 0;
  const { login: login2, id: author } = requesterOf(evidence);
  return {
    id: id3,
    subject: { id: subject.id, login: subject.login },
    ...subject.id === author ? {} : { requester: { id: author, login: login2 } },
    entitlements: request.entitlements.map((entitlement, index) => {
      const policy = policies?.[index];
      const principal = accountAt(entitlement.provider, evidence);
      const applied = policy && describeApplied(policy, evidence);
      return {
        ...entitlement,
        ...policy && { policy: policy.name },
        ...policy?.description !== void 0 && { description: policy.description },
        ...applied && { applied },
        ...principal && { principal }
      };
    }),
    durationMs: parseDuration(request.duration),
    ...describeTiming(request),
    ...describeTotal(request, evidence, policies),
    reason: request.reason
  };
}
function describeApplied({ name: name3 }, { rules: rules2 }) {
  const blob = rules2.policyBlobs?.get(name3);
  return blob === void 0 ? void 0 : { name: name3, blob, commit: rules2.commit };
}
function describeTotal(request, { chain = [] }, policies = []) {
  if (chain.length === 0) return {};
  const totalMs = longestTotal(request, chain);
  const longestMs = Math.min(...policies.map(({ duration: duration2 }) => parseDuration(duration2.maximum)));
  return { totalMs, ...totalMs > longestMs && { longestMs } };
}
function describeTiming({ start, extends: extended, until }) {
  const time = start === void 0 ? void 0 : parseInstant(start);
  return {
    ...time && { start: time },
    ...extended !== void 0 && { extends: extended },
    ...until && { until: until.closed }
  };
}
var listFindings = (decision) => decision.verdicts.flatMap((verdict) => verdict.status === "failed" ? verdict.findings : []);
function leasesOf2(decision, evidence) {
  const { terms, status } = decision;
  const { merge, pull: pull2 } = evidence;
  if (status !== "approved" || terms === void 0 || merge === void 0)
    throw new Error(
      `Leases were asked of #${pull2.number}, which is ${status} and ${merge ? "" : "not "}merged.`
    );
  return terms.entitlements.map(({ provider: provider2, resource, role, principal, applied }) => {
    if (principal === void 0)
      throw new Error(`#${pull2.number} was approved without a principal at ${provider2}.`);
    const entitlement = { provider: provider2, resource, role };
    const startsAt = max([merge.at, ...listEarliest(terms, entitlement, evidence)]);
    return {
      request: terms.id,
      entitlement,
      principal,
      subject: terms.subject,
      ...terms.requester && { requester: terms.requester },
      approvers: decision.approvers,
      ...applied && { policy: applied },
      pull: pull2.number,
      reason: terms.reason,
      startsAt,
      endsAt: addMilliseconds(startsAt, terms.durationMs),
      ...terms.extends !== void 0 && { extends: terms.extends },
      ...terms.until !== void 0 && { until: terms.until }
    };
  });
}
function listEarliest({ start }, entitlement, { extended = [] }) {
  const before2 = extended.filter(
    (lease) => entitlementKey(lease.entitlement) === entitlementKey(entitlement)
  );
  return [...start === void 0 ? [] : [start], ...before2.map(({ endsAt }) => endsAt)];
}
function bindingOf(evidence, at = evidence.rules) {
  const { repository, pull: pull2, file, subject, pushers } = evidence;
  const providers = file?.parsed.value?.entitlements.map(({ provider: provider2 }) => provider2) ?? [];
  return JSON.stringify([
    repository.id,
    pull2.number,
    pull2.head.sha,
    file?.path ?? null,
    file?.blob ?? null,
    at.ids.policies,
    at.ids.codeowners,
    at.ids.settings,
    requesterOf(evidence).id,
    subject?.id ?? null,
    providers.map((provider2) => accountAt(provider2, { ...evidence, rules: at }) ?? null),
    pushers?.map(({ id: id3 }) => id3).sort((a, b) => a - b) ?? null
  ]);
}

// src/core/decision/early-end.ts
var DAYS_BEFORE = 32;
var listOpenRequests = (state, now) => describeRequests(
  state,
  listLeases(state).filter((lease) => !hasEnded(lease, now))
);
function listBases(state, requests2) {
  const known2 = new Set(requests2.map(({ seen }) => seen.request));
  const wanted = new Set(requests2.flatMap(({ leases: leases2 }) => leases2.flatMap((lease) => lease.extends ?? [])));
  const leases = [...wanted].filter((request) => !known2.has(request)).flatMap((request) => leasesOf(state.holdings, request));
  if (leases.length === 0) return [];
  const bases = describeRequests(state, leases).map((base2) => ({ ...base2, isBase: true }));
  return [...bases, ...listBases(state, [...requests2, ...bases])];
}
function describeRequests(state, leases) {
  const byRequest = /* @__PURE__ */ new Map();
  for (const lease of leases) {
    const known2 = byRequest.get(lease.request);
    if (known2 === void 0) byRequest.set(lease.request, [lease]);
    else known2.push(lease);
  }
  return [...byRequest].flatMap(([request, own]) => {
    const seen = state.seen.get(request);
    return seen === void 0 ? [] : [describeRequest(seen, own)];
  });
}
function describeRequest(seen, leases) {
  const [{ subject, approvers }] = leases;
  const begun = min([seen.at, ...leases.map(({ startsAt }) => startsAt)]);
  const since = subDays(begun, DAYS_BEFORE);
  const over = max(leases.map(({ endsAt }) => endsAt));
  return { seen, path: requestPath(seen.request), subject, approvers, leases, since, over };
}
var isInTime = ({ since, over }, at) => at >= since && at < over;
var wasClosed = (request, { closes = [] }, merged) => closes.some((at) => at >= merged && isInTime(request, at));
function isOffered({ path: path3, leases }, policies) {
  const folder = parseRequestPath(path3)?.team;
  return folder === void 0 || leases.every(({ entitlement }) => matchPolicies(policies, folder, entitlement).length > 0);
}
function endEarly(state, request, { because, by, at }) {
  const isOpen = leasesOf(state.holdings, request).some((lease) => !hasEnded(lease, at));
  const ended = { kind: "ended", request, because, ...by && { by }, at };
  const following = new Set(
    findByBase(state.holdings, request).flatMap(
      ([, { leases }]) => leases.filter((lease) => lease.extends === request).map((lease) => lease.request)
    )
  );
  return [
    ...isOpen ? [ended] : [],
    ...[...following].flatMap((next) => endEarly(state, next, { because, ...by && { by }, at }))
  ];
}

// src/core/decision/comment-command.ts
var END = "/hallpass end";
var COMMANDS = {
  "/hallpass check": "check",
  [END]: "end",
  "/hallpass status": "status",
  "/hallpass help": "help"
};
var EXTEND = /^\/hallpass extend (?<duration>\S+)$/u;
var NEARLY_EXTEND = /hallpass\s+extend\b(?:\s+(?:by|for)\b)?(?<rest>[^\n`*]*)/iu;
var DURATION = new RegExp(DURATION_PATTERN, "u");
function readExtension(body) {
  const { duration: duration2 = "" } = EXTEND.exec(body.trim())?.groups ?? {};
  return DURATION.test(duration2) ? duration2 : void 0;
}
function guessExtension(body) {
  const { rest } = NEARLY_EXTEND.exec(body)?.groups ?? {};
  return rest === void 0 ? void 0 : `/hallpass extend ${guessDuration(rest) ?? "1h"}`;
}
var isEndCommand = (body) => body.trim() === END;
function readNew(body) {
  const kind = COMMANDS[body.trim()];
  if (kind !== void 0) return { kind };
  const duration2 = readExtension(body);
  if (duration2 !== void 0) return { kind: "extend", duration: duration2 };
  if (!isAddressed(body)) return void 0;
  const meant = guessExtension(body);
  return { kind: "unclear", ...meant !== void 0 && { meant } };
}
var isAddressed = (body) => /^[\s`*_]*[/\\]\s?hallpass\b/iu.test(body) || /^\s*>\s*[`]?\/hallpass\b[^\n]*$/iu.test(body.trimEnd());

// src/core/decision/who-may-end.ts
var listWhoMayEnd = ({
  subject,
  approvers
}) => [subject, ...approvers];
var mayEnd = (request, { id: id3 }) => listWhoMayEnd(request).some((person) => person.id === id3);
function findCommander(request, comments) {
  const author = comments.find(
    ({ number, author: author2, body, edited, at }) => number === request.seen.pull && isInTime(request, at) && author2.type === "User" && !edited && isEndCommand(body) && mayEnd(request, author2)
  )?.author;
  return author && { id: author.id, login: author.login };
}
function findRemover(request, evidence) {
  const { merge } = evidence;
  const isSound = merge !== void 0 && isInTime(request, merge.at) && listRemovedBy(evidence).includes(request.path);
  return isSound ? findSpeaker(request, evidence) : void 0;
}
function listRemovedBy(evidence) {
  const { merge, pull: pull2, changes } = evidence;
  const isSound = merge !== void 0 && isAsPinned(evidence) && classifyPull(changes) === "revert" && listWrongCommit(merge, pull2).length === 0;
  return isSound ? merge.changes.filter(({ status }) => status === "removed").map(({ path: path3 }) => path3) : [];
}
var mayRemove = (request, evidence) => findSpeaker(request, evidence) !== void 0;
function findSpeaker(request, evidence) {
  const { pull: pull2, pushers } = evidence;
  const { id: id3, login: login2, type } = pull2.author;
  const isOwn = type === "User" && pushers !== void 0 && [pull2.author, ...pushers].every((person) => mayEnd(request, person));
  return isOwn ? { id: id3, login: login2 } : findApprovingOwner(evidence, request.path);
}

// src/core/decision/check-result.ts
var REQUIRED_CHECK = "hallpass/decision";
function formCheckResult(evidence, state) {
  const checkResult = judge3(evidence, state);
  return evidence.pull.draft && isMergeable(checkResult) ? block(checkResult, DRAFT) : checkResult;
}
var DRAFT = "Pull Request is still a draft";
var block = (checkResult, blocked) => checkResult.kind === "request" || checkResult.kind === "revert" ? { ...checkResult, blocked } : checkResult;
function judge3(evidence, state) {
  const kind = classifyPull(evidence.changes);
  if (kind === "other")
    return { kind, findings: [...listMisplaced(evidence), ...judgeArrival(evidence.arriving ?? [])] };
  if (kind === "request" || kind === "rules") {
    const decision = decide(evidence);
    const findings2 = listFindings(decision).map((finding) => locate(finding, evidence));
    return kind === "rules" ? { kind, decision, findings: findings2 } : { kind, decision, briefing: formBriefing(decision, evidence, state), findings: findings2 };
  }
  const paths = evidence.changes.map(({ path: path3 }) => path3);
  const open4 = listOpenRequests(state, evidence.now).filter(({ path: path3 }) => paths.includes(path3));
  const ending = open4.filter((request) => mayRemove(request, evidence)).map(({ seen }) => seen.request);
  const findings = judgeRevert(evidence.changes, state, evidence.now, ending);
  const ungranted = listUngranted(evidence.changes, state);
  return { kind, paths, ungranted, ending, findings, approved: ownersApproved(evidence, paths) };
}
function formBriefing({ terms }, evidence, state) {
  const { rules: rules2, repository, pull: pull2, policyChanges = [], now } = evidence;
  const askedAt = state.pulls.get(pull2.number)?.asked?.at ?? evidence.askedAt ?? now;
  const isOwnBranch = pull2.head.repositoryId === repository.id;
  return {
    unusual: terms === void 0 ? [] : listUnusual(terms, state, { policies: rules2.policies, policyChanges, askedAt }, now),
    merges: rules2.settings?.merge === "automatic",
    ...repository.page !== void 0 && { page: repository.page },
    ...isOwnBranch && { branch: pull2.head.ref }
  };
}
var judgeArrival = (arriving) => arriving.filter((change) => isRequestFile(change) || isRuleFile(change)).map(
  ({ path: path3 }) => mistake(
    "CHANGE_CARRIED",
    `Merging this would change ${JSON.stringify(path3)}: a file it changes has moved there on the default branch.`,
    "Merge the default branch into this one, and look at what is left to change."
  )
);
function locate(finding, { file }) {
  const place = finding.place ?? (finding.at === "" ? void 0 : file?.parsed.locate(finding.at));
  return place === void 0 ? finding : { ...finding, place };
}
function conclude(checkResult) {
  if (checkResult.kind === "unread") return "waiting";
  if ("blocked" in checkResult && checkResult.blocked !== void 0) return "waiting";
  if (checkResult.kind === "other" || checkResult.kind === "revert")
    return checkResult.findings.length === 0 ? "success" : "failure";
  return { approved: "success", waiting: "waiting", denied: "failure" }[checkResult.decision.status];
}
var isLogLate = (checkResult) => (checkResult.kind === "request" || checkResult.kind === "rules") && checkResult.decision.verdicts.some(
  ({ rule, status }) => rule === everybodyKnown.name && status === "waiting"
);
function isMergeable(checkResult) {
  if (checkResult.kind === "other" || checkResult.kind === "rules") return false;
  return conclude(checkResult) === "success" && (checkResult.kind === "request" || checkResult.approved);
}

// src/core/diagnosis/examinations/gate.ts
function examineGate({ server: { appId }, github }) {
  const { gate: gate2, repository } = github;
  const at = `Settings → Rules → Rulesets → ${nameOf(gate2)}`;
  const inPulls = `${at} → Require a pull request before merging`;
  const approvals = Math.max(0, ...gate2.pullRequest.map((rule) => rule.approvals));
  const codeOwners = gate2.pullRequest.some((rule) => rule.codeOwners);
  const dismissStale = gate2.pullRequest.some((rule) => rule.dismissStale);
  const owned = gate2.checks.filter(({ name: name3 }) => name3 === REQUIRED_CHECK);
  const yes = (right) => ({ right, is: right ? "yes" : "no" });
  const set = (code2, name3, fix) => ({ code: code2, name: name3, should: "yes", fix });
  return [
    examine(
      set(
        "PULL_REQUEST_REQUIRED",
        "A pull request is required",
        `${at} → tick "Require a pull request before merging".`
      ),
      yes(gate2.pullRequest.length > 0)
    ),
    examine(
      {
        code: "APPROVALS_REQUIRED",
        name: "Required approvals",
        should: "1 or more",
        fix: `${inPulls} → Required approvals: 1.`
      },
      { right: approvals >= 1, is: String(approvals) }
    ),
    examine(
      set(
        "CODE_OWNERS_REQUIRED",
        "Code owners must review",
        `${inPulls} → tick "Require review from Code Owners".`
      ),
      yes(codeOwners)
    ),
    examine(
      set(
        "STALE_DISMISSED",
        "New commits dismiss approvals",
        `${inPulls} → tick "Dismiss stale pull request approvals when new commits are pushed".`
      ),
      yes(dismissStale)
    ),
    examineKnown(
      {
        code: "SQUASH_ONLY",
        name: "Merge methods",
        should: "squash alone",
        fix: `${inPulls} → Allowed merge methods: Squash, and nothing else.`
      },
      listMergeMethods(gate2, repository.mergeMethods),
      (methods) => ({ right: methods.join() === "squash", is: methods.join(", ") || "none in common" })
    ),
    examine(
      {
        code: "CHECK_REQUIRED",
        name: "Required check",
        should: `${REQUIRED_CHECK}, from app ${appId}`,
        fix: `${at} → Require status checks to pass → Add checks: ${REQUIRED_CHECK}, and choose the app as its source.`
      },
      { right: owned.some((check) => check.appId === appId), is: describeChecks(gate2) }
    ),
    examine(
      {
        code: "UP_TO_DATE",
        name: "Branches must be up to date",
        should: "no: each merge would void every other approval",
        fix: `${at} → Require status checks to pass → untick "Require branches to be up to date before merging".`
      },
      { right: !gate2.upToDate, is: gate2.upToDate ? "yes" : "no" }
    ),
    examine(
      set("FORCE_PUSH_BLOCKED", "Force pushes are blocked", `${at} → tick "Block force pushes".`),
      yes(gate2.types.has("non_fast_forward"))
    ),
    examine(
      set("DELETION_BLOCKED", "Deletion is blocked", `${at} → tick "Restrict deletions".`),
      yes(gate2.types.has("deletion"))
    ),
    examine(
      {
        code: "MERGE_QUEUE",
        name: "Merge queue",
        should: "none: it merges commits that were not reviewed",
        fix: `${at} → untick "Require merge queue".`
      },
      { right: !gate2.types.has("merge_queue"), is: gate2.types.has("merge_queue") ? "on" : "none" }
    )
  ];
}
var nameOf = ({ rulesets, branch }) => rulesets.length === 0 ? `New branch ruleset (target: ${branch})` : rulesets.map(({ name: name3 }) => name3).join(" or ");
function listMergeMethods({ pullRequest }, offered) {
  const lists = pullRequest.flatMap(({ mergeMethods }) => mergeMethods === void 0 ? [] : [mergeMethods]);
  const [first, ...others] = lists;
  return first === void 0 ? offered : { value: first.filter((method) => others.every((list) => list.includes(method))) };
}
var describeChecks = ({ checks }) => enumerate(
  checks.map(({ name: name3, appId }) => `${name3}, from ${appId === void 0 ? "any app" : `app ${appId}`}`)
) || "none";

// src/core/diagnosis/examinations/bypass.ts
var READS = 'the repository permission "Administration: write", or belongs to one of its administrators';
function examineBypasses({ server: { appId }, github }) {
  const { gate: gate2, ledger: ledger2, bypasses } = github;
  return [
    examineLists(
      {
        code: "BYPASS_LIST",
        name: "Default branch: bypass list",
        should: "empty",
        fix: `Settings → Rules → Rulesets → ${nameOf(gate2)} → Bypass list: remove everybody.`,
        reads: READS
      },
      gate2,
      () => true,
      isEmpty
    ),
    examineLists(
      {
        code: "LEDGER_WRITERS",
        name: "Ledger: who may write it",
        should: `app ${appId} alone`,
        fix: `Settings → Rules → Rulesets → ${nameOf(ledger2)} → Bypass list: only the Hallpass app, always.`,
        reads: READS
      },
      ledger2,
      (types) => types.has("creation") || types.has("update"),
      (actors) => actors.length > 0 && actors.every((actor) => isApp(actor, appId))
    ),
    examineLists(
      {
        code: "LEDGER_REWRITERS",
        name: "Ledger: who may rewrite it",
        should: "nobody, not even the app",
        fix: `Settings → Rules → Rulesets → the one with "Block force pushes" of ${ledger2.branch} → Bypass list: remove everybody. It must be another ruleset than the one the app bypasses to write.`,
        reads: READS
      },
      ledger2,
      (types) => types.has("non_fast_forward") || types.has("deletion"),
      isEmpty
    ),
    examineKnown(
      {
        code: "RECENT_BYPASS",
        name: "Default branch: rules bypassed in the last day",
        should: "never",
        fix: "Settings → Rules → Insights: look at each of them, and put right what it changed. It stays here for a day.",
        reads: READS,
        // A past bypass cannot be undone, and the changes it let through are refused on their own.
        advice: true
      },
      bypasses,
      (list) => ({
        right: list.length === 0,
        is: enumerate(list.map(({ actor, after, at }) => `by ${actor} at ${at}, to ${after}`)) || "never"
      })
    )
  ];
}
function examineLists(question, { rulesets }, isMeant2, isRight) {
  const lists = rulesets.filter(({ types }) => isMeant2(types)).map(({ bypass }) => bypass);
  const actors = lists.flatMap((list) => "value" in list ? list.value : []);
  const hidden = lists.find((list) => "unreadable" in list);
  const isOpen = hidden !== void 0 && (actors.length === 0 || isRight(actors));
  return examineKnown(question, isOpen ? hidden : { value: actors }, (list) => ({
    right: isRight(list),
    is: describeActors(list)
  }));
}
var isEmpty = (actors) => actors.length === 0;
var isApp = ({ type, id: id3, mode }, appId) => type === "Integration" && id3 === appId && mode === "always";
var describeActors = (actors) => enumerate(actors.map(({ type, id: id3, mode }) => `${describeActor(type, id3)} (${mode})`)) || "nobody";
var describeActor = (type, id3) => {
  if (type === "Integration") return `app ${id3}`;
  if (type === "OrganizationAdmin") return "owners of the organisation";
  if (type === "RepositoryRole") return `repository role ${id3}`;
  return id3 === null ? type : `${type} ${id3}`;
};

// src/core/diagnosis/examinations/environments.ts
function examineEnvironments({ server, github }) {
  const { defaultBranch } = server.pin;
  const known2 = github.environments;
  const isOpen = "value" in known2 && known2.value.some((each) => isOpenTo(each, defaultBranch));
  const question = {
    code: "ENVIRONMENTS",
    name: "Environments of the workflows",
    should: `limited to the branch ${defaultBranch}`,
    fix: `Settings → Environments → (its name) → Deployment branches and tags → Selected branches and tags: the branch ${defaultBranch} and no other. If it was open while it held secrets, make new ones.`,
    reads: 'the repository permission "Actions: read"',
    ...!isOpen && { advice: true }
  };
  return [examineKnown(question, known2, (environments) => judge4(environments, defaultBranch))];
}
var isOpenTo = ({ admits }, branch) => admits === "every branch" || admits === "protected branches" || (admits ?? []).some(({ kind, name: name3 }) => kind === "tag" || name3 !== branch);
function judge4(environments, branch) {
  const wrong = environments.filter(
    (each) => isOpenTo(each, branch) || each.admits === void 0 || each.admits.length === 0
  );
  if (wrong.length > 0) return { right: false, is: enumerate(wrong.map(describe)) };
  const names2 = environments.map(({ name: name3 }) => name3);
  return {
    right: true,
    is: names2.length === 0 ? "no workflow uses one" : `${enumerate(names2)}: limited to it`
  };
}
function describe({ name: name3, workflow, admits }) {
  if (admits === void 0)
    return `there is no environment "${name3}", which ${workflow} uses: its first run makes one that is open to every branch`;
  if (typeof admits === "string") return `"${name3}" is open to ${admits}`;
  if (admits.length === 0) return `"${name3}" lets no branch in`;
  return `"${name3}" is open to ${enumerate(admits.map((each) => `the ${each.kind} ${each.name}`))}`;
}

// src/core/diagnosis/examinations/identities.ts
function examineIdentities({
  rules: { settings },
  identityProvider,
  github: { repository }
}) {
  const providers = Object.keys(settings?.externalIdentities ?? {});
  if (identityProvider === void 0 || providers.length === 0) return [];
  const organization = repository.name.split("/")[0];
  return [
    examineKnown(
      {
        code: "IDENTITY_PROVIDER",
        name: "SAML identities of the organisation",
        should: `${organization} has a SAML identity provider of its own: externalIdentities takes the accounts of ${providers.join(", ")} from it`,
        fix: "List the accounts under `people` in .github/hallpass.yaml and remove `externalIdentities`: single sign-on that is configured for the enterprise (always so with Enterprise Managed Users) is not shown to any app. Until then requests for these providers wait.",
        advice: true
      },
      identityProvider,
      (shown) => ({ right: shown, is: shown ? "it has" : "GitHub shows the app none" })
    )
  ];
}

// src/core/diagnosis/examinations/ledger-branch.ts
var rules = [
  {
    type: "creation",
    code: "LEDGER_CREATION",
    name: "Ledger: creating it is restricted",
    box: "Restrict creations"
  },
  {
    type: "update",
    code: "LEDGER_UPDATE",
    name: "Ledger: writing it is restricted",
    box: "Restrict updates"
  },
  {
    type: "non_fast_forward",
    code: "LEDGER_FORCE_PUSH",
    name: "Ledger: force pushes are blocked",
    box: "Block force pushes"
  },
  {
    type: "deletion",
    code: "LEDGER_DELETION",
    name: "Ledger: deletion is blocked",
    box: "Restrict deletions"
  }
];
var examineLedgerBranch = ({ github: { ledger: ledger2 } }) => rules.map(
  ({ type, code: code2, name: name3, box }) => examine(
    {
      code: code2,
      name: name3,
      should: "yes",
      fix: `Settings → Rules → Rulesets → ${nameOf(ledger2)} (target: ${ledger2.branch}) → tick "${box}".`
    },
    { right: ledger2.types.has(type), is: ledger2.types.has(type) ? "yes" : "no" }
  )
);

// src/core/files/unowned.ts
var SPEAKING = [
  { name: "inventory/", path: "inventory/hallpass-any-file.yaml", line: "/inventory/" },
  { name: "ACCESS.md", path: "ACCESS.md", line: "/ACCESS.md" }
];
var listUnowned = (codeowners) => findUnownedPaths(codeowners).map(({ line }) => line);
var findUnownedPaths = (codeowners) => SPEAKING.filter(({ path: path3 }) => (findOwners(codeowners, path3)?.owners ?? []).length === 0);

// src/core/diagnosis/examinations/owners.ts
var MEND2 = "Ask the owners of .github/ to correct .github/CODEOWNERS in a pull request";
function examineOwners(facts) {
  const { rules: rules2, ownersErrors: ownersErrors2 } = facts;
  const mistakes = rules2.findings.filter(isError);
  const [first] = mistakes;
  return [
    examine(
      {
        code: "RULES_READABLE",
        name: "Policies, CODEOWNERS and settings",
        should: "all of them readable, one CODEOWNERS file",
        fix: first?.fix ?? ""
      },
      {
        right: first === void 0,
        is: enumerate(
          mistakes.map(
            ({ message, place }) => `${place === void 0 ? "" : `${place.file}:${place.line}: `}${message}`
          )
        ) || "readable"
      }
    ),
    examine(
      {
        code: "CODEOWNERS_ERRORS",
        name: "CODEOWNERS as GitHub reads it",
        should: "no errors: GitHub skips such a line",
        fix: `Open .github/CODEOWNERS on github.com: it marks the lines. ${MEND2}; a team needs write here (Settings → Collaborators and teams).`
      },
      {
        right: ownersErrors2.length === 0,
        is: enumerate(ownersErrors2.map(({ message }) => message)) || "no errors"
      }
    ),
    examineRuleOwners(facts),
    ...examineSpeaking(facts),
    ...examineFolders(facts)
  ];
}
function examineRuleOwners(facts) {
  const teams3 = facts.rules.settings?.rules?.approvals.teams;
  const astray = listConflicts(facts).filter(({ code: code2 }) => code2 === "RULES_OWNED");
  return examine(
    {
      code: "RULES_OWNED",
      name: "Owners of the rules",
      should: `policies/, .github/ and ${CODEOWNERS_PATHS.join(", ")} owned by ${teams3 === void 0 ? "teams" : describeTeams(teams3)} alone`,
      fix: `${MEND2}, with a last line for each of /policies/, /.github/, /CODEOWNERS and /docs/CODEOWNERS.`
    },
    answer(facts, astray, "as it should be")
  );
}
var examineSpeaking = ({ rules: { codeowners } }) => {
  if (codeowners === void 0) return [];
  const unowned = listUnowned(codeowners);
  return [
    examine(
      {
        code: "PATH_UNOWNED",
        name: "Owners of inventory/ and ACCESS.md",
        should: "the owners of the rules: one accepts standing access, people follow the links of the other",
        fix: `${MEND2}, with a line for ${unowned.join(" and ")}. hallpass add writes it too.`,
        advice: true
      },
      {
        right: unowned.length === 0,
        is: unowned.length === 0 ? "owned" : `nobody owns ${unowned.join(" and ")}`
      }
    )
  ];
};
function examineFolders(facts) {
  const conflicts = listConflicts(facts);
  return listFolders(facts.rules).flatMap((folder) => {
    const path3 = `access-requests/${folder}/`;
    const serving = facts.rules.policies.filter((policy) => policy.folders.includes(folder));
    const of = (code2) => conflicts.filter((conflict) => conflict.folder === folder && conflict.code === code2);
    return [
      examine(
        {
          code: "FOLDER_OWNED",
          name: `Owners of ${path3}`,
          should: `${describeTeams(serving.flatMap(({ approvals }) => approvals.teams))} alone, as the policies say`,
          fix: `${MEND2}, with a line for /${path3}; or the policies.`
        },
        answer(facts, of("FOLDER_OWNED"), "as the policies say")
      ),
      ...examineOffers(path3, of("POLICY_AMBIGUOUS"))
    ];
  });
}
var examineOffers = (path3, conflicts) => conflicts.length === 0 ? [] : [
  examine(
    {
      code: "POLICY_AMBIGUOUS",
      name: `Policies of ${path3}`,
      should: "each entitlement offered by one of them",
      fix: "Ask the owners of policies/ to take it out of one of them.",
      advice: true
    },
    { right: false, is: enumerate(conflicts.map(({ message, stops }) => `${message} ${stops}`)) }
  )
];
var listConflicts = ({ rules: rules2, github: { repository }, ruleFiles }) => {
  const [organization = ""] = repository.name.split("/");
  return findConflicts(rules2, { organization, ruleFiles });
};
var answer = ({ rules: rules2 }, conflicts, right) => rules2.codeowners === void 0 ? { right: false, is: "no owners: CODEOWNERS cannot be read" } : { right: conflicts.length === 0, is: enumerate(conflicts.map(({ message }) => message)) || right };

// src/core/diagnosis/examinations/providers.ts
var examineProviders = ({ providers }) => providers.flatMap(examineProvider);
var login = {
  code: "PROVIDER_LOGIN",
  fix: "Put the user it knows into HALLPASS_PROVIDERS and the password into the variable that passwordFrom names there, or let this server in, and restart.",
  advice: true
};
function examineProvider({ name: name3, findings }) {
  const question = {
    code: "PROVIDER",
    name: `Provider ${name3}: credentials`,
    should: "enough for the configured roles, and nothing beyond",
    fix: "",
    provider: name3
  };
  if ("refused" in findings)
    return [examine({ ...question, ...login }, { right: false, is: findings.refused })];
  if (!("value" in findings) || findings.value.length === 0)
    return [examineKnown(question, findings, () => ({ right: true, is: "as configured" }))];
  return findings.value.map(
    ({ code: code2, severity, message, fix }) => examine(
      { ...question, code: code2, fix, ...severity === "warning" && { advice: true } },
      { right: false, is: message }
    )
  );
}

// src/core/diagnosis/examinations/reaper.ts
var MAX_MINUTES = 120;
var examineReaper = ({ github }, at) => [
  examineKnown(
    {
      code: "REAPER_RUNS",
      name: "The scheduled Action",
      should: `succeeded in the last ${MAX_MINUTES / 60} hours`,
      fix: "Actions → Hallpass: switch the workflow on, run it, and read why the last run failed. Where the workflow is missing, add it as action/README.md says.",
      reads: 'the repository permission "Actions: read"',
      advice: true
    },
    github.reaper,
    (reaper) => judge5(reaper, at)
  )
];
function judge5(reaper, at) {
  if (reaper === void 0) return { right: false, is: "there is no .github/workflows/hallpass.yaml" };
  const { state, succeededAt } = reaper;
  if (state !== "active") return { right: false, is: `switched off (${state})` };
  if (succeededAt === void 0) return { right: false, is: "has never succeeded" };
  const minutes = differenceInMinutes(at, succeededAt);
  return { right: minutes <= MAX_MINUTES, is: `succeeded ${minutes} minutes ago` };
}

// src/core/diagnosis/examinations/repository.ts
var PINNED = "If that is right, change the server's configuration";
function examineRepository({
  server: { pin },
  trusted,
  github: { repository, plan }
}) {
  const visibility = repository.private ? "private" : "public";
  return [
    examine(
      {
        code: "REPOSITORY_ID",
        name: "Repository",
        should: `id ${pin.id}, as pinned`,
        fix: `${repository.name} was deleted and created again, or another one took its name: find out who did that. ${PINNED} (HALLPASS_REPOSITORY_ID).`
      },
      { right: repository.id === pin.id, is: `${repository.name}, id ${repository.id}` }
    ),
    examine(
      {
        code: "DEFAULT_BRANCH",
        name: "Default branch",
        should: `${pin.defaultBranch}, as pinned`,
        fix: `Settings → General → Default branch: ${pin.defaultBranch}. ${PINNED} (HALLPASS_DEFAULT_BRANCH).`
      },
      { right: repository.defaultBranch === pin.defaultBranch, is: repository.defaultBranch }
    ),
    examine(
      {
        code: "VISIBILITY",
        name: "Visibility",
        should: `${pin.visibility}, as pinned`,
        fix: `Settings → General → Danger Zone → Change visibility: ${pin.visibility}. ${PINNED} (HALLPASS_VISIBILITY).`
      },
      { right: visibility === pin.visibility, is: visibility }
    ),
    examine(
      {
        code: "TRUSTED_COMMIT",
        name: "Trusted commit",
        should: `a commit of ${pin.defaultBranch} whose rules you have read`,
        fix: `Put the id of a commit of ${pin.defaultBranch} (git rev-parse origin/${pin.defaultBranch}) into HALLPASS_TRUSTED_COMMIT once you have read its policies/, CODEOWNERS and .github/hallpass.yaml, and restart.`
      },
      {
        right: trusted.onDefaultBranch,
        is: trusted.onDefaultBranch ? trusted.id : `HALLPASS_TRUSTED_COMMIT is ${trusted.id}, which is not on ${pin.defaultBranch}`
      }
    ),
    examine(
      {
        code: "ARCHIVED",
        name: "Archived",
        should: "no",
        fix: "Settings → General → Danger Zone → Unarchive this repository. Until then nothing can be recorded."
      },
      { right: !repository.archived, is: repository.archived ? "yes, read-only" : "no" }
    ),
    examine(
      {
        code: "REPOSITORY_FORK",
        name: "Fork",
        should: "no",
        fix: "Settings → General → Danger Zone → Leave fork network: the owners of the other repository have a say in a fork."
      },
      { right: !repository.fork, is: repository.fork ? "yes, of another repository" : "no" }
    ),
    examineKnown(
      {
        code: "PLAN",
        name: "Plan of the organisation",
        should: "Team or above: on Free, GitHub enforces no rules in a private repository",
        fix: "Organisation → Settings → Billing and licensing: upgrade to Team.",
        reads: "the rights of an owner of the organisation",
        advice: true
      },
      plan,
      (name3) => ({ right: name3 !== "free" || !repository.private, is: name3 })
    )
  ];
}

// src/core/diagnosis/examinations/server.ts
var MIN_SECRET2 = 32;
var MIN_KEY_BITS = 2048;
var MAX_CLOCK_SECONDS = 30;
function examineServer({ server, github, rules: rules2 }) {
  const { webhookSecretLength, appKeyBits, ledgerPublicKey, secondScheduler } = server;
  const published = rules2.settings?.ledger.publicKey.split(" ").slice(0, 2).join(" ");
  return [
    ...webhookSecretLength === void 0 ? [] : [examineWebhookSecret(webhookSecretLength)],
    examine(
      {
        code: "APP_KEY",
        name: "Key of the app",
        should: `RSA with ${MIN_KEY_BITS} bits or more`,
        fix: "Settings → Developer settings → GitHub Apps → (the app) → Private keys → Generate a private key; put it into PRIVATE_KEY."
      },
      {
        right: appKeyBits !== void 0 && appKeyBits >= MIN_KEY_BITS,
        is: appKeyBits === void 0 ? "no RSA key" : `RSA with ${appKeyBits} bits`
      }
    ),
    examine(
      {
        code: "LEDGER_KEY",
        name: "Key of the ledger",
        should: "the server signs with the key that .github/hallpass.yaml publishes",
        fix: `Put the right key into HALLPASS_LEDGER_KEY, or publish this server's in a pull request: ledger.publicKey: ${ledgerPublicKey}`
      },
      {
        right: published === ledgerPublicKey,
        is: published === void 0 ? "none is published: .github/hallpass.yaml cannot be read" : published === ledgerPublicKey ? "the same" : `published is ${published}`
      }
    ),
    examineKnown(
      {
        code: "CLOCK",
        name: "Clock of the server",
        should: `at most ${MAX_CLOCK_SECONDS} s from GitHub's`,
        fix: "Let the server's clock be set by NTP, for example: timedatectl set-ntp true."
      },
      github.clockAhead,
      (ahead) => ({ right: Math.abs(ahead) <= MAX_CLOCK_SECONDS, is: describeClock(ahead) })
    ),
    examine(
      {
        code: "FILES",
        name: "Files of the server",
        should: "no other account reads the --env file or changes it or the state folder",
        fix: server.exposed.map(({ fix }) => fix).join(" "),
        advice: true
      },
      {
        right: server.exposed.length === 0,
        is: enumerate(server.exposed.map(({ path: path3, how }) => `${path3}: ${how}`)) || "safe"
      }
    ),
    examine(
      {
        code: "SECOND_SCHEDULER",
        name: "A second scheduler outside GitHub",
        should: "something that ends access when this server and GitHub's schedule do not",
        fix: "Let something outside GitHub run the reaper, and name it in HALLPASS_SECOND_SCHEDULER. Doctor cannot verify it.",
        advice: true
      },
      { right: secondScheduler !== void 0, is: secondScheduler ?? "none declared" }
    ),
    examineKnown(
      {
        code: "TWO_FACTOR",
        name: "The organisation requires two factors",
        should: "yes",
        fix: 'Organisation → Settings → Authentication security → tick "Require two-factor authentication for everyone".',
        reads: "the rights of an owner of the organisation",
        advice: true
      },
      github.requiresTwoFactor,
      (required) => ({ right: required, is: required ? "yes" : "no" })
    )
  ];
}
var examineWebhookSecret = (length) => examine(
  {
    code: "WEBHOOK_SECRET",
    name: "Webhook secret",
    should: `${MIN_SECRET2} characters or more`,
    fix: "Put a new one into WEBHOOK_SECRET and into the app: Settings → Developer settings → GitHub Apps → (the app) → Webhook secret."
  },
  { right: length >= MIN_SECRET2, is: `${length} characters` }
);
function describeClock(ahead) {
  const seconds = Math.round(Math.abs(ahead));
  if (seconds === 0) return "the same";
  return `${seconds} s ${ahead > 0 ? "ahead" : "behind"}`;
}

// src/core/diagnosis/examinations/teams.ts
var listTeams = ({ policies, settings }) => {
  const named = [
    ...policies.flatMap(({ requesters, onBehalf, approvals }) => [
      ...requesters.teams,
      ...onBehalf?.teams ?? [],
      ...approvals.teams
    ]),
    ...settings?.rules?.approvals.teams ?? []
  ];
  return [...new Map(named.map((team) => [`${team.slug} ${team.id}`, team])).values()];
};
var examineTeams = (facts) => [
  examineNames(facts),
  examineWriters(facts),
  examineRequesters(facts),
  ...facts.rules.policies.map((policy) => examineApprovers(policy, facts))
];
function examineNames({ rules: rules2, teams: teams3 }) {
  const astray = listTeams(rules2).flatMap(({ slug, id: id3 }) => {
    const team = teams3.get(slug);
    if (team === void 0) return [`there is no team ${slug}`];
    return team.id === id3 ? [] : [`${slug} is ${team.id}, not ${id3}`];
  });
  return examine(
    {
      code: "TEAMS_NAMED",
      name: "Teams the rules name",
      should: "each there, with the id written beside it",
      fix: "Organisation → Teams: give the team its name back, or change policies/ and .github/hallpass.yaml in a pull request."
    },
    { right: astray.length === 0, is: enumerate(astray) || "all there" }
  );
}
function examineWriters({ rules: { policies, settings }, teams: teams3, github }) {
  const approving = [
    ...policies.flatMap(({ approvals }) => approvals.teams),
    ...settings?.rules?.approvals.teams ?? []
  ].map(({ slug }) => slug);
  const astray = [...new Set(approving)].filter((slug) => teams3.has(slug) && !github.writingTeams.has(slug));
  return examine(
    {
      code: "TEAMS_WRITE",
      name: "Approving teams may write",
      should: "each has write here: else its reviews do not count",
      fix: `Settings → Collaborators and teams → ${astray.join(", ")} → Role: Write.`
    },
    { right: astray.length === 0, is: astray.length === 0 ? "yes" : `not ${enumerate(astray)}` }
  );
}
function examineRequesters({ rules: { policies }, teams: teams3, github }) {
  const asking = new Set(policies.flatMap(({ requesters }) => requesters.teams.map(({ slug }) => slug)));
  const astray = [...asking].filter((slug) => teams3.has(slug) && !github.writingTeams.has(slug));
  const policiesOf = (slug) => policies.filter(({ requesters }) => requesters.teams.some((team) => team.slug === slug)).map(({ name: name3 }) => name3).join(", ");
  return examine(
    {
      code: "REQUESTERS_WRITE",
      name: "Requesting teams may write",
      should: "each has write here: without it a request can only come from a fork, and is refused",
      fix: `Settings → Collaborators and teams → ${astray.join(", ")} → Role: Write.`,
      advice: true
    },
    {
      right: astray.length === 0,
      is: astray.length === 0 ? "yes" : `not ${enumerate(astray.map((slug) => `${slug} (policies: ${policiesOf(slug)})`))}`
    }
  );
}
function examineApprovers({ name: name3, requesters, approvals }, { teams: teams3, rules: { settings } }) {
  const needed = approvals.count ?? DEFAULT_APPROVAL_COUNT;
  const approvers = listMembers(approvals, teams3).filter(
    (id3) => settings !== void 0 && personOf(settings, id3) !== void 0
  );
  const asking = listMembers(requesters, teams3);
  const most = Math.max(
    asking.length === 0 ? approvers.length : 0,
    ...asking.map((id3) => approvers.filter((other) => other !== id3).length)
  );
  return examine(
    {
      code: "APPROVERS_ENOUGH",
      name: `Approvers of policy ${name3}`,
      should: `${needed} or more besides the requester`,
      fix: `Organisation → Teams → ${approvals.teams.map(({ slug }) => slug).join(" or ")} → Members: add a person that .github/hallpass.yaml lists under people.`
    },
    { right: most >= needed, is: String(most) }
  );
}
var listMembers = (named, teams3) => [
  ...new Set(
    named.teams.flatMap(({ slug, id: id3 }) => {
      const team = teams3.get(slug);
      return team?.id === id3 ? membersOf(team, named).map((member) => member.id) : [];
    })
  )
];

// src/core/diagnosis/diagnosis.ts
var parts = [
  examineRepository,
  examineApp,
  examineGate,
  examineAttestor,
  examineBypasses,
  examineLedgerBranch,
  examineBreakingRules,
  examineActions,
  examineEnvironments,
  examineReaper,
  examineOwners,
  examineTeams,
  examineIdentities,
  examineServer,
  examineProviders
];
var diagnose = (facts, at) => ({
  at,
  examinations: parts.flatMap((examineSome) => examineSome(facts, at)),
  settings: facts.rules.settings
});
function listInstallationStops(diagnosis, settings) {
  if (settings?.attestation === "reported") return [];
  if (diagnosis === void 0) return [NOT_ATTESTED];
  return diagnosis.examinations.filter(({ stops }) => stops).map(toStop);
}
var toStop = ({ code: code2, name: name3, is, should, fix, provider: provider2 }) => ({
  ...mistake(code2, `${name3}: ${is}. It should be: ${should}.`, fix),
  ...provider2 && { provider: provider2 }
});
var NOT_ATTESTED = mistake(
  "NOT_ATTESTED",
  "Hallpass has not read the settings that guard this repository yet.",
  'Wait a minute. If it stays, run hallpass doctor on the server, and look for step "attest" in its log.'
);

// src/core/files/missing-object.ts
var isMissing = (error2, id3) => error2 instanceof Error && "missing" in error2 && error2.missing === id3;

// src/operations/evidence/parse-once.ts
var MOST = 1e3;
function parseOnce(parse4) {
  const known2 = new I({ max: MOST });
  return async (path3, blob, read3) => {
    const key = `${blob} ${path3}`;
    const before2 = known2.get(key);
    if (before2 !== void 0) return before2;
    const parsed = parse4(await read3(), path3);
    known2.set(key, parsed);
    return parsed;
  };
}

// src/operations/evidence/read-rules.ts
async function readRules(repository, commit) {
  const known2 = read.get(repository) ?? new I({ max: MOST_COMMITS });
  read.set(repository, known2);
  const before2 = known2.get(commit);
  if (before2 !== void 0) return before2;
  const rules2 = await readRulesAt(repository, commit);
  known2.set(commit, rules2);
  return rules2;
}
var read = /* @__PURE__ */ new WeakMap();
var MOST_COMMITS = 8;
async function readRulesAt(repository, commit) {
  const [policies, codeowners, settings] = await Promise.all([
    readPolicies(repository, commit),
    readCodeowners(repository, commit),
    readSettings(repository, commit)
  ]);
  return {
    commit,
    policies: policies.value?.policies ?? [],
    ...policies.value && { policyBlobs: policies.value.blobs },
    codeowners: codeowners.value,
    settings: settings.value,
    findings: [...policies.findings, ...codeowners.findings, ...settings.findings],
    ids: { policies: policies.id, codeowners: codeowners.id, settings: settings.id }
  };
}
async function readPolicies(repository, commit) {
  const files = await repository.listFiles(commit, "policies");
  const found = files.filter(({ path: path3 }) => isPolicyPath(path3));
  const parsed = await Promise.all(
    found.map((file) => readPlain(repository, file, MAX_DOCUMENT_BYTES, parsePolicyOnce))
  );
  const blobs = found.flatMap(({ blob }, index) => {
    const name3 = parsed[index]?.value?.name;
    return name3 === void 0 ? [] : [[name3, blob]];
  });
  return {
    value: { policies: parsed.flatMap(({ value }) => value ?? []), blobs: new Map(blobs) },
    findings: parsed.flatMap(({ findings }) => findings),
    id: await repository.treeId(commit, "policies") ?? ""
  };
}
async function readCodeowners(repository, commit) {
  const places2 = await Promise.all(CODEOWNERS_PATHS.map((path3) => repository.findFile(commit, path3)));
  const [file, ...others] = places2.filter((place) => place !== void 0);
  const id3 = places2.map((place) => place?.blob ?? "").join(" ");
  if (file === void 0) return { findings: [missing(".github/CODEOWNERS")], id: id3 };
  if (others.length > 0) return { findings: [secondCodeowners([file, ...others])], id: id3 };
  return { ...await readPlain(repository, file, MAX_CODEOWNERS_BYTES, parseCodeownersOnce), id: id3 };
}
async function readSettings(repository, commit) {
  const file = await repository.findFile(commit, SETTINGS_PATH);
  if (file === void 0) return { findings: [missing(SETTINGS_PATH)], id: "" };
  return { ...await readPlain(repository, file, MAX_SETTINGS_BYTES, parseSettingsOnce), id: file.blob };
}
async function readPlain(repository, { path: path3, mode, size, blob }, limit, parse4) {
  if (mode !== "100644")
    return {
      findings: [mistake("RULE_NOT_A_PLAIN_FILE", `${path3} has git mode ${mode}; a rule has 100644.`, MEND3)]
    };
  if (size > limit)
    return {
      findings: [mistake("RULE_TOO_LARGE", `${path3} has ${size} bytes; the limit is ${limit}.`, MEND3)]
    };
  return parse4(path3, blob, () => repository.readBlob(blob, limit));
}
var parsePolicyOnce = parseOnce(parsePolicy);
var parseSettingsOnce = parseOnce(parseSettings);
var parseCodeownersOnce = parseOnce((bytes, path3) => {
  const value = parseCodeowners(bytes, path3);
  return { value, findings: value.findings };
});
var MEND3 = "Ask the owners of policies/ and .github/ to correct it.";
var missing = (path3) => mistake(
  "RULE_FILE_MISSING",
  `${path3} does not exist on the default branch.`,
  "Ask the owners of .github/ to add it."
);
var secondCodeowners = (files) => mistake(
  "CODEOWNERS_TWICE",
  `There are ${files.length} CODEOWNERS files: ${files.map(({ path: path3 }) => path3).join(", ")}. Only one counts.`,
  "Ask the owners of .github/ to remove all but .github/CODEOWNERS."
);

// src/operations/evidence/in-force.ts
async function findInForce({ repository, trustedCommit }, { adoptions }, commit) {
  const recorded = await findLatest(repository, adoptions, commit);
  if (recorded?.commit === trustedCommit || !await isPinned({ repository, trustedCommit }, commit))
    return recorded;
  if (recorded !== void 0 && !await repository.isAncestor(recorded.commit, trustedCommit))
    return recorded;
  const { ids } = await readRules(repository, trustedCommit);
  return { commit: trustedCommit, ids, approvers: [], at: /* @__PURE__ */ new Date(0) };
}
async function isPinned({ repository, trustedCommit }, commit) {
  try {
    return await repository.isAncestor(trustedCommit, commit);
  } catch (error2) {
    if (isMissing(error2, trustedCommit)) return false;
    throw error2;
  }
}
async function findLatest(repository, adoptions, commit) {
  for (const adoption of adoptions.toReversed())
    if (await repository.isAncestor(adoption.commit, commit)) return adoption;
  return void 0;
}
async function readAdoptedRules(source, state, commit) {
  const [rules2, inForce] = await Promise.all([
    readRules(source.repository, commit),
    findInForce(source, state, commit)
  ]);
  return { ...rules2, adopted: inForce !== void 0 && sameRules(inForce.ids, rules2.ids) };
}

// src/operations/diagnose.ts
async function diagnoseInstallation(deps) {
  const { repository, github, installation, server, trustedCommit, now } = deps;
  await repository.fetch();
  const commit = await repository.defaultTip();
  const rules2 = await readRules(repository, commit);
  const slugs = [...new Set(listTeams(rules2).map(({ slug }) => slug))];
  const [state, teams3, ownersErrors2, policies, dotGithub, onDefaultBranch, providers, identityProvider] = await Promise.all([
    installation.read(slugs),
    readTeams(deps, slugs),
    github.listOwnersErrors(commit),
    repository.listFiles(commit, "policies"),
    repository.listFiles(commit, ".github"),
    isPinned(deps, commit),
    Promise.all([...deps.providers.values()].map((provider2) => diagnoseProvider(deps, provider2))),
    diagnoseIdentities(deps, rules2)
  ]);
  const ruleFiles = [...policies, ...dotGithub].map(({ path: path3 }) => path3);
  const known2 = providers.filter((provider2) => provider2 !== void 0);
  const trusted = { id: trustedCommit, onDefaultBranch };
  return diagnose(
    {
      server,
      trusted,
      github: state,
      teams: teams3,
      rules: rules2,
      ownersErrors: ownersErrors2,
      ruleFiles,
      providers: known2,
      identityProvider
    },
    now()
  );
}
async function readTeams({ github }, slugs) {
  const found = await Promise.all(slugs.map((slug) => github.readTeam(slug)));
  return new Map(slugs.flatMap((slug, index) => found[index] === void 0 ? [] : [[slug, found[index]]]));
}
async function diagnoseIdentities({ identities, log }, { settings }) {
  if (Object.keys(settings?.externalIdentities ?? {}).length === 0) return void 0;
  try {
    return { value: await identities.hasProvider() };
  } catch (error2) {
    log.warn({ step: "attest", err: error2 }, "the SAML identity provider could not be looked at");
    return { unreadable: error2 instanceof Error ? error2.message : String(error2) };
  }
}
async function diagnoseProvider({ log }, provider2) {
  const { name: name3 } = provider2;
  if (provider2.diagnose === void 0) return void 0;
  try {
    return { name: name3, findings: { value: await provider2.diagnose() } };
  } catch (error2) {
    if (error2 instanceof Error && readFailure(error2).code === "LOGIN_REFUSED")
      return { name: name3, findings: { refused: error2.message } };
    log.warn(
      { step: "attest", provider: name3, err: error2 },
      "the provider's credentials could not be looked at"
    );
    return { name: name3, findings: { unreadable: error2 instanceof Error ? error2.message : String(error2) } };
  }
}

// src/lanes/queue.ts
function createQueue(onError) {
  const waiting2 = [];
  let stopped = false;
  let running;
  const drain = async () => {
    for (let job = waiting2.shift(); job !== void 0; job = waiting2.shift()) {
      const { key, run: run2 } = job;
      await run2().catch((error2) => onError(key, error2));
    }
    running = void 0;
  };
  return {
    add(key, run2, options2) {
      const place = waiting2.findIndex((job) => job.key === key);
      if (stopped || place >= 0 && !options2?.urgent) return;
      if (place >= 0) waiting2.splice(place, 1);
      if (options2?.urgent) waiting2.unshift({ key, run: run2 });
      else waiting2.push({ key, run: run2 });
      running ??= drain();
    },
    idle: async () => {
      while (running !== void 0) await running;
    },
    isBusy: () => running !== void 0,
    stop() {
      stopped = true;
      waiting2.length = 0;
    }
  };
}

// src/service/scheduling/timer.ts
var LONGEST = 2 ** 31 - 1;
function createTimer(ring) {
  let handle;
  let cleared = false;
  const unset = () => {
    clearTimeout(handle);
    handle = void 0;
  };
  const wake = () => {
    handle = void 0;
    ring();
  };
  const set = (delayMs) => {
    unset();
    if (!cleared) handle = setTimeout(wake, Math.min(Math.max(0, delayMs), LONGEST));
  };
  return {
    set,
    setFirst(delayMs) {
      if (handle === void 0) set(delayMs);
    },
    unset,
    clear() {
      cleared = true;
      unset();
    }
  };
}
function createRetry(ring, random) {
  let failures = 0;
  const timer = createTimer(ring);
  return {
    failed: (error2) => timer.set(Math.max(spread(backOff(failures++), random), askedWait(error2) ?? 0)),
    succeeded() {
      failures = 0;
      timer.unset();
    },
    clear: () => timer.clear()
  };
}

// src/service/scheduling/scheduler.ts
var SWEEP_MS = 6e4;
function createScheduler(log, random) {
  const table = /* @__PURE__ */ new Map();
  let failures = 0;
  const tell5 = (fields, error2, how) => {
    failures++;
    logFailure(log, fields, error2, how);
  };
  const lanes = createLanes(tell5);
  const clocks = createClocks(random);
  const runner = createRunner(tell5, random, (step, subject) => add2(step, subject, step.urgent));
  const add2 = (step, subject, urgent = false) => {
    const lane = typeof step.lane === "string" ? step.lane : step.lane(subject);
    lanes.get(lane).add(idOf(step, subject), () => runner.run(step, subject), { urgent });
  };
  const find2 = (name3) => {
    const step = table.get(name3);
    if (step === void 0) throw new Error(`The table of steps has no row "${name3}".`);
    return step;
  };
  const soon = (name3, subject = "") => {
    const step = find2(name3);
    add2(step, String(subject), step.urgent);
  };
  let minute = 0;
  const sweep = () => {
    for (const { name: name3, every } of table.values()) if (every !== void 0 && minute % every === 0) soon(name3);
    minute++;
    sweepTimer.set(SWEEP_MS);
  };
  const sweepTimer = clocks.timer(sweep);
  return {
    use(steps) {
      for (const step of steps) table.set(step.name, step);
    },
    start: sweep,
    soon,
    enqueue: (name3) => add2(find2(name3), ""),
    lane: (name3, failure) => lanes.get(name3, failure),
    timer: clocks.timer,
    retry: clocks.retry,
    idle: lanes.idle,
    failures: () => failures,
    async stop() {
      clocks.stop();
      runner.stop();
      lanes.stop();
      await lanes.idle();
    }
  };
}
var idOf = ({ name: name3 }, subject) => subject === "" ? name3 : `${name3} ${subject}`;
function createRunner(tell5, random, add2) {
  const again = /* @__PURE__ */ new Map();
  const againOf = (step, subject) => getOrAdd(again, idOf(step, subject), () => ({
    asked: createTimer(() => add2(step, subject)),
    failed: createRetry(() => add2(step, subject), random)
  }));
  return {
    async run(step, subject) {
      const { asked, failed: failed2 } = againOf(step, subject);
      const { retry } = step.failure;
      try {
        const delayMs = await step.run(subject);
        failed2.succeeded();
        asked.unset();
        if (delayMs === void 0) again.delete(idOf(step, subject));
        else asked.set(delayMs);
      } catch (error2) {
        tell5({ step: step.name, ...step.about?.(subject) }, error2, step.failure);
        if (retry !== "no") failed2.failed(retry === "pause" ? error2 : void 0);
      }
    },
    stop() {
      for (const { asked, failed: failed2 } of again.values()) {
        asked.clear();
        failed2.clear();
      }
    }
  };
}
function createLanes(tell5) {
  const lanes = /* @__PURE__ */ new Map();
  let isStopped = false;
  const own = { level: "error", message: "failed" };
  return {
    get(name3, failure = own) {
      const lane = getOrAdd(
        lanes,
        name3,
        () => createQueue((key, error2) => tell5({ step: key }, error2, failure))
      );
      if (isStopped) lane.stop();
      return lane;
    },
    async idle(name3) {
      if (name3 !== void 0) return lanes.get(name3)?.idle();
      const isBusy = () => [...lanes.values()].some((lane) => lane.isBusy());
      while (isBusy()) await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
    stop() {
      isStopped = true;
      for (const lane of lanes.values()) lane.stop();
    }
  };
}
function createClocks(random) {
  const clocks = [];
  const keep2 = (clock2) => {
    clocks.push(clock2);
    return clock2;
  };
  return {
    timer: (ring) => keep2(createTimer(ring)),
    retry: (ring) => keep2(createRetry(ring, random)),
    stop() {
      for (const clock2 of clocks) clock2.clear();
    }
  };
}
function logFailure(log, fields, error2, { level, message }) {
  const code2 = alertOf(error2);
  if (level === "warn" || code2 === void 0) log[level]({ ...fields, err: error2 }, message);
  else raiseAlert(log, code2, { ...fields, err: error2 }, message);
}
function getOrAdd(map2, key, create) {
  const known2 = map2.get(key);
  if (known2 !== void 0) return known2;
  const created = create();
  map2.set(key, created);
  return created;
}

// src/service/installation-monitor.ts
var EVERY_MS = 60 * 6e4;
var SOON_MS = 1e3;
var VALID_MINUTES = 120;
var retried = {
  retry: "back-off",
  level: "error",
  message: "the installation could not be checked; retrying"
};
function createInstallationMonitor(deps, onChange = () => void 0, random = Math.random) {
  const { log, now } = deps;
  const scheduler = createScheduler(log, random);
  const soonTimer = scheduler.timer(() => scheduler.soon("attest"));
  let last;
  let told = /* @__PURE__ */ new Map();
  let stopped = "";
  const attest = async () => {
    soonTimer.unset();
    last = await diagnoseInstallation(deps);
    told = report(last, told, log);
    announceChange();
    return EVERY_MS;
  };
  const announceChange = () => {
    const current = JSON.stringify(stops());
    if (current === stopped) return;
    stopped = current;
    onChange();
  };
  const stops = () => {
    const isFresh = last !== void 0 && differenceInMinutes(now(), last.at) < VALID_MINUTES;
    return listInstallationStops(isFresh ? last : void 0, last?.settings);
  };
  scheduler.use([{ name: "attest", lane: "attest", failure: retried, run: attest }]);
  return {
    async start() {
      scheduler.soon("attest");
      await scheduler.idle();
    },
    // The first of several events sets the time.
    attestSoon: () => soonTimer.setFirst(SOON_MS),
    stops,
    stop: scheduler.stop
  };
}
function report({ examinations }, told, log) {
  const wrong = examinations.filter(({ status }) => status === "wrong");
  for (const { code: code2, name: name3, is, should, fix, stops } of wrong)
    if (told.get(`${code2} ${name3}`) !== is)
      raiseAlert(
        log,
        code2,
        { step: "attest", name: name3, is, should, fix, stops },
        "a setting of the installation is wrong",
        "warn"
      );
  const current = new Map(wrong.map(({ code: code2, name: name3, is }) => [`${code2} ${name3}`, is]));
  for (const key of told.keys())
    if (!current.has(key))
      log.info({ step: "attest", what: key }, "a setting of the installation is right again");
  return current;
}

// src/core/plan/notices.ts
var NOTICE_KINDS = [
  "approval",
  "granted",
  "ending",
  "ended",
  "overdue",
  "refused",
  "waiting",
  "alert"
];
var NOTICE_ROLES = ["approvers", "subject", "requester"];
function kindOfNotice(notice) {
  if (notice.kind === "overlap") return notice.change === "began" ? "granted" : "ended";
  if (notice.kind !== "access") return notice.kind;
  const { kind } = notice.entry;
  if (kind === "refused") return "refused";
  if (kind === "failed") return "overdue";
  return kind === "revoked" ? "ended" : "granted";
}
var listNotices = (entries, state) => entries.flatMap((entry) => {
  if (entry.kind === "refused") return describeRefused(entry);
  if (!isHoldingEntry(entry) || entry.kind === "intent") return [];
  const record3 = state.holdings.get(holdingKey(entry));
  return record3 === void 0 ? [] : describeEntry2(entry, record3);
});
var RECENT_SECONDS = 3600;
var UNDER_WAY_SECONDS = 60;
var isRecentNotice = (at, now) => at > subSeconds(now, RECENT_SECONDS) && at <= subSeconds(now, UNDER_WAY_SECONDS);
function listRecentNotices({ holdings, refusals }, now) {
  const isRecent = ({ at }) => isRecentNotice(at, now);
  const refused = [...refusals.values()].filter(isRecent).map((refusal) => ({ kind: "refused", refusal, at: refusal.at }));
  const told = [...holdings.values()].flatMap(
    (record3) => listEntries(record3).filter(isRecent).flatMap((entry) => describeEntry2(entry, record3))
  );
  return [...told, ...refused.flatMap(describeRefused)].toSorted(
    (a, b) => b.entry.at.getTime() - a.entry.at.getTime()
  );
}
function listEntries(record3) {
  const { principal, entitlement, held, confirmed, failing, revocations } = record3;
  const about = { principal, entitlement };
  return [
    ...held === "yes" && confirmed ? [{ kind: "granted", ...about, ...confirmed, changed: true }] : [],
    ...revocations.map((revocation) => ({
      kind: "revoked",
      ...about,
      ...revocation,
      sessionsEnded: 0
    })),
    ...failing ? [{ kind: "failed", ...about, at: failing.at, code: failing.code }] : []
  ];
}
function describeEntry2(entry, record3) {
  if (entry.kind === "failed" && !(record3.failing !== void 0 && isBefore(record3.failing.since, entry.at)))
    return [];
  const id3 = `${entry.kind} ${holdingKey(entry)} ${entry.at.toISOString()}`;
  return [...pullsOf(entry, record3)].map((pull2) => ({
    kind: "access",
    pull: pull2,
    id: id3,
    entry,
    ...listConcerned(record3.leases.filter((lease) => lease.pull === pull2))
  }));
}
var listConcerned = ([lease]) => lease === void 0 ? {} : {
  concerned: {
    subject: lease.subject,
    ...lease.requester && { requester: lease.requester },
    approvers: lease.approvers
  }
};
function pullsOf(entry, { leases }) {
  const concerned = (lease) => {
    if (entry.kind === "failed") return hasEnded(lease, entry.at);
    return entry.kind === "revoked" ? isEndedBy(lease, entry) : isLive(lease, entry.at);
  };
  return new Set(leases.filter(concerned).map(({ pull: pull2 }) => pull2));
}
function describeRefused(entry) {
  const { path: path3, pull: pull2 } = entry.refusal;
  return pull2 === void 0 ? [] : [{ kind: "access", pull: pull2, id: `refused ${path3} ${entry.at.toISOString()}`, entry }];
}

// src/core/during/ending-soon.ts
var MINUTES_BEFORE = 10;
var MINUTES_TOO_LATE = 2;
var SHORTEST_MINUTES = 20;
function listEndingSoon({ holdings }, now) {
  const byRequest = /* @__PURE__ */ new Map();
  for (const record3 of holdings.values())
    for (const lease of findEnding(record3, now)) {
      const parts2 = byRequest.get(lease.request) ?? [];
      byRequest.set(lease.request, [...parts2, { lease, record: record3 }]);
    }
  return [...byRequest.values()].flatMap(describe2);
}
function findEnding({ held, leases }, now) {
  if (held !== "yes") return [];
  const ending = leases.filter((lease) => isLive(lease, now) && endsSoon(lease, now));
  const until = ending.length === 0 ? void 0 : heldUntil(leases, now)?.getTime();
  return ending.filter(({ endsAt }) => endsAt.getTime() === until);
}
var endsSoon = ({ startsAt, endsAt }, now) => endsAt <= addMinutes(now, MINUTES_BEFORE) && endsAt > addMinutes(now, MINUTES_TOO_LATE) && startsAt <= subMinutes(endsAt, SHORTEST_MINUTES);
function describe2(parts2) {
  const [first] = parts2;
  const { concerned } = listConcerned(parts2.map(({ lease }) => lease));
  if (first === void 0 || concerned === void 0) return [];
  const { request, pull: pull2, endsAt, startsAt } = first.lease;
  const access = parts2.map(({ record: { principal, entitlement } }) => ({ principal, entitlement }));
  const id3 = `ending ${request}`;
  return [{ kind: "ending", id: id3, pull: pull2, concerned, access, endsAt, extendBy: extensionOf(startsAt, endsAt) }];
}
function extensionOf(startsAt, endsAt) {
  const minutes = Math.floor((endsAt.getTime() - startsAt.getTime()) / 6e4);
  return minutes >= 60 ? "1h" : `${minutes}m`;
}

// src/core/plan/overlap.ts
function listOverlaps(entry, { holdings }) {
  if (entry.kind !== "intent" && entry.kind !== "ended") return [];
  const { kind, at } = entry;
  const request = entry.kind === "intent" ? entry.lease.request : entry.request;
  return findByRequest(holdings, request).flatMap(
    ([, record3]) => describeChange({ kind, request, at }, record3)
  );
}
var listRecentOverlaps = ({ holdings, seen }, now) => [...holdings.values()].filter(({ held }) => held === "yes").flatMap(
  (record3) => record3.leases.flatMap((lease) => changesOf(lease, seen.get(lease.request)?.at)).filter(({ at }) => isRecentNotice(at, now)).flatMap((change) => describeChange(change, record3))
);
var changesOf = (lease, seenAt) => [
  ...seenAt === void 0 ? [] : [{ kind: "intent", request: lease.request, at: seenAt }],
  ...lease.ended !== void 0 && wasEndedEarly(lease) ? [{ kind: "ended", request: lease.request, at: lease.ended.at }] : []
];
function describeChange({ kind, request, at }, { held, leases, principal, entitlement }) {
  const own = leases.find((lease) => lease.request === request);
  const others = leases.filter((lease) => lease.request !== request);
  const until = heldUntil(others, at);
  if (held !== "yes" || own === void 0 || until === void 0) return [];
  if (!isWithin3(own, kind, until)) return [];
  const change = kind === "intent" ? "began" : "ended";
  const id3 = `${change} ${request} ${holdingKey({ principal, entitlement })}`;
  const about = { principal, entitlement, endsAt: own.endsAt, until, others: listPulls(others, at) };
  return [{ kind: "overlap", id: id3, pull: own.pull, change, ...about, ...listConcerned([own]) }];
}
var listPulls = (leases, at) => [
  ...new Set(leases.filter((lease) => isLive(lease, at)).map(({ pull: pull2 }) => pull2))
];
var isWithin3 = (own, kind, until) => kind === "ended" ? own.ended !== void 0 : own.extends === void 0 && own.endsAt <= until;

// src/operations/evidence/find-pull.ts
async function findMergedPull({ github }, commit) {
  const numbers = await github.listPullsOf(commit);
  const pulls = await Promise.all(numbers.map((number) => github.readPull(number)));
  return pulls.find((candidate) => candidate?.merged?.commit === commit);
}
async function findPullOf({ github, repository }, commit) {
  const pull2 = await findMergedPull({ github }, commit);
  if (pull2 !== void 0 && await repository.pullHead(pull2.number) !== pull2.head.sha)
    await repository.fetch([pull2.number]);
  return pull2;
}

// src/operations/granting/note-waiting.ts
var SECONDS_BEFORE_ALERT = 120;
function noteUnread(deps, waiting2, at, err) {
  const because = describeObstacle(err).why;
  const message = "the request could not be verified; Hallpass tries again";
  tell(deps, waiting2, at, { level: "error", message, because, err });
}
function noteStopped(deps, waiting2, at, reason) {
  const message = "the request waits: grants are stopped";
  tell(deps, waiting2, at, { level: "warn", message, because: `Grants are stopped: ${reason}` });
}
function tell({ log, rechecks }, waiting2, at, wait) {
  const { level, message, ...why } = wait;
  const since = rechecks.noteWaiting(waiting2, why.because, at);
  const fields = { step: "verify", path: waiting2.path, since, ...why };
  if (isBefore(at, addSeconds(since, SECONDS_BEFORE_ALERT))) log[level](fields, message);
  else raiseAlert(log, "REQUEST_WAITS", fields, message, level);
}
function noteSettling({ log, rechecks }, waiting2, at) {
  const { path: path3, until } = waiting2;
  log.info({ step: "verify", path: path3, until }, "approved; it waits until earlier access there has surely ended");
  const because = `The same access was held before, and a late revocation could hit the new grant. It can be granted at ${formatTime(until)} at the earliest, and its time runs meanwhile.`;
  rechecks.noteWaiting(waiting2, because, at);
}

// src/operations/announce.ts
var MAX_REMEMBERED = 1e4;
var createTold = (channels) => new I({ max: MAX_REMEMBERED * Math.max(1, channels) });
var MAX_LOOKED_UP = 20;
async function announce(deps, round, channels = deps.notifiers) {
  const kinds = listKinds(deps, round);
  const failed2 = await Promise.all(channels.map((notifier) => sendKinds(deps, notifier, kinds)));
  throwFailed([...failed2.flat(), ...await sendEachWaiting(deps, channels)]);
}
function listKinds({ told, now }, { entries, state }) {
  const mayMiss = told !== void 0;
  const at = now();
  return [
    { fresh: listNotices(entries, state), recent: mayMiss ? listRecentNotices(state, at) : [] },
    {
      fresh: entries.flatMap((entry) => listOverlaps(entry, state)),
      recent: mayMiss ? listRecentOverlaps(state, at) : []
    },
    // Of the state alone, so that it may always have been sent before.
    { fresh: [], recent: mayMiss ? listEndingSoon(state, at) : [] }
  ];
}
async function sendKinds(deps, notifier, kinds) {
  const failed2 = [];
  for (const kind of kinds) failed2.push(...await sendKind(deps, notifier, kind));
  return failed2;
}
var announceWaiting = async (deps, channels = deps.notifiers) => throwFailed(await sendEachWaiting(deps, channels));
async function announceOn(deps, channel, notice) {
  if (!isTold(deps, channel, notice)) await send(deps, channel, [notice], true);
}
function throwFailed(failed2) {
  if (failed2.length > 0)
    throw new AggregateError(failed2, `${failed2.length} pull requests could not be told.`);
}
async function sendKind(deps, notifier, { fresh, recent }) {
  const known2 = new Set(fresh.map(({ id: id3 }) => id3));
  const doubtful = recent.filter((notice) => !known2.has(notice.id) && !isTold(deps, notifier, notice));
  const failed2 = [];
  const trySending = (notices, mayBeSent) => send(deps, notifier, notices, mayBeSent).catch((error2) => failed2.push(error2));
  for (const notices of groupByPull(fresh)) await trySending(notices, false);
  for (const notices of groupByPull(doubtful).slice(0, MAX_LOOKED_UP)) await trySending(notices, true);
  return failed2;
}
async function send({ told }, notifier, notices, mayBeSent) {
  const [first] = notices;
  if (first === void 0) return;
  await notifier.notify(first.pull, notices, mayBeSent);
  for (const notice of notices) told?.set(keyOf(notifier, notice), true);
}
var keyOf = ({ name: name3 }, { pull: pull2, id: id3 }) => `${name3} ${pull2} ${id3}`;
var isTold = ({ told }, notifier, notice) => told?.has(keyOf(notifier, notice)) ?? false;
function groupByPull(notices) {
  const pulls = [...new Set(notices.map(({ pull: pull2 }) => pull2))];
  return pulls.map((pull2) => notices.filter((each) => each.pull === pull2));
}
async function sendEachWaiting(deps, channels) {
  const failed2 = [];
  for (const waiting2 of deps.rechecks.listWaiting(SECONDS_BEFORE_ALERT, deps.now()))
    failed2.push(...await sendWaiting(deps, waiting2, channels).catch((error2) => [error2]));
  return failed2;
}
async function sendWaiting(deps, waiting2, channels) {
  const { path: path3 } = waiting2;
  const pull2 = waiting2.pull ?? await findNumber(deps, path3);
  const notice = pull2 === void 0 ? void 0 : describeWaiting2(pull2, waiting2);
  const failed2 = notice === void 0 ? [] : await sendToEach(deps, notice, channels);
  const others = deps.notifiers.filter((notifier) => !channels.includes(notifier));
  const isKnown4 = notice === void 0 || others.every((notifier) => isTold(deps, notifier, notice));
  if (failed2.length === 0 && isKnown4) deps.rechecks.noteTold(path3);
  return failed2;
}
var describeWaiting2 = (pull2, { path: path3, because, partly }) => ({
  kind: "waiting",
  id: `waiting ${path3}`,
  pull: pull2,
  because,
  ...partly && { partly }
});
async function sendToEach(deps, notice, channels) {
  const untold = channels.filter((notifier) => !isTold(deps, notifier, notice));
  const sent = await Promise.allSettled(untold.map((notifier) => send(deps, notifier, [notice], true)));
  return sent.filter((each) => each.status === "rejected").map(({ reason }) => reason);
}
async function findNumber({ github, repository }, path3) {
  const commit = await repository.findAddition(await repository.defaultTip(), path3);
  return commit === void 0 ? void 0 : (await findMergedPull({ github }, commit))?.number;
}

// src/service/notices/alert-notices.ts
var MOST_EARLY = 50;
function hearAlerts(log) {
  const early = [];
  let hear = (fields) => void (early.length < MOST_EARLY && early.push(fields));
  const within = (level) => (fields, message) => {
    log[level](fields, message);
    if (fields.alert === true) hear(fields);
  };
  return {
    log: { info: log.info, warn: within("warn"), error: within("error") },
    listen(listener) {
      hear = listener;
      for (const fields of early.splice(0)) listener(fields);
    }
  };
}
var MOST_A_DAY = 100;
var RETRIES = { firstMs: 6e4, longestMs: 30 * 6e4 };
var MOST_TRIES = 10;
function createAlertNotices(deps, channels) {
  let today = "";
  const heard = /* @__PURE__ */ new Set();
  const admit = (id3, day) => {
    if (day !== today) heard.clear();
    today = day;
    if (heard.has(id3) || heard.size >= MOST_A_DAY) return false;
    heard.add(id3);
    return true;
  };
  const tell5 = (notice, tries) => channels.each(`alert ${notice.id}`, async (to) => {
    try {
      for (const channel of to) await announceOn(deps, channel, notice);
    } catch (error2) {
      const wait = doubling(tries, RETRIES);
      if (tries < MOST_TRIES) setTimeout(() => tell5(notice, tries + 1), wait).unref();
      throw error2;
    }
  });
  return (fields) => {
    const day = deps.now().toISOString().slice(0, 10);
    const notice = describeAlert(fields, day);
    if (notice !== void 0 && admit(notice.id, day)) tell5(notice, 0);
  };
}
function describeAlert({ code: code2, provider: provider2, pull: pull2 }, day) {
  if (!isKnown(code2)) return void 0;
  const about = typeof provider2 === "string" ? provider2 : void 0;
  const number = typeof pull2 === "number" && Number.isSafeInteger(pull2) && pull2 > 0 ? pull2 : 0;
  return {
    ...{ kind: "alert", pull: number, code: code2 },
    id: `alert ${JSON.stringify([day, code2, about ?? ""])}`,
    ...about !== void 0 && { provider: about }
  };
}
var isKnown = (code2) => typeof code2 === "string" && findMeaning(code2) !== void 0;

// src/service/state/state-folder.ts
import { copyFile, mkdir as mkdir2, mkdtemp, open, rm as rm2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join4 } from "node:path";

// src/configuration/read-variables.ts
var ConfigError = class extends Error {
  name = "ConfigError";
  problems;
  constructor(problems) {
    super(
      `The configuration (the environment, and the file named with --env) cannot be used:
${problems.map((problem) => `  - ${problem.replaceAll("\n", "\n  - ")}`).join("\n")}`
    );
    this.problems = problems;
  }
};
function readVariables(env, keys, others = []) {
  const problems = [];
  const values = Object.fromEntries(keys.map((key) => [key, readVariable(env, key, problems)]));
  if (problems.length + others.length > 0) throw new ConfigError([...problems, ...others]);
  return values;
}
function readVariable(env, key, problems) {
  const variable = variables[key];
  const text4 = textOf(env, variable) || (variable.default ?? "");
  if (text4 !== "") return parse(variable, text4, problems);
  if (isRequired(env, variable))
    problems.push(variable.whenMissing ?? `${variable.name} is not set: ${variable.meaning}.`);
  return void 0;
}
var textOf = (env, { name: name3, verbatim }) => verbatim ? env[name3] ?? "" : (env[name3] ?? "").trim();
var isRequired = (env, { required }) => required === true || required !== void 0 && (env[required] ?? "").trim() !== "";
function parse({ name: name3, parse: parse4 }, text4, problems) {
  try {
    return parse4(text4, name3);
  } catch (error2) {
    if (!(error2 instanceof VariableProblem)) throw error2;
    problems.push(error2.message);
    return void 0;
  }
}
var isSet = (env, key) => textOf(env, variables[key]) !== "";
function readOptional(env, key, problems) {
  if (!isSet(env, key)) return void 0;
  return readVariable(env, key, problems);
}

// src/git/inherit.ts
import { appendFile, mkdir } from "node:fs/promises";
import { join as join2, resolve } from "node:path";
async function inheritRepository(from, to) {
  const old = { directory: resolve(from) };
  const refs = await readGit(old, ["for-each-ref", "--format=create %(refname) %(objectname)"]);
  const store = await createFolder(to);
  await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  const info = join2(store.directory, "objects/info");
  await mkdir(info, { recursive: true });
  await appendFile(join2(info, "alternates"), `${join2(old.directory, "objects")}
`);
  if (refs !== "") await runGit(store, ["update-ref", "--stdin"], { input: `${refs}
` });
}

// src/service/state/disk-watch.ts
function createDiskWatch(log) {
  const failing = /* @__PURE__ */ new Map();
  return {
    note(what, error2) {
      if (error2 === void 0) {
        if (failing.delete(what)) log.info({ step: "state", what }, "can be written again");
        return;
      }
      const stop = explainUnwritable(what, nameCause(error2));
      failing.set(what, stop);
      raiseAlert(log, stop.code, { step: "state", what, err: error2 }, `${stop.message} ${stop.fix}`);
    },
    stops: () => [...failing.values()]
  };
}
var explainUnwritable = (what, cause) => mistake(
  "STATE_UNWRITABLE",
  `${what} cannot be written (${cause}). Hallpass ends access without it, and grants nothing.`,
  "Make space, or let the server write there. After a start without the folder, restart hallpass serve."
);
var nameCause = (error2) => {
  if (!(error2 instanceof Error)) return String(error2);
  return "code" in error2 ? String(error2.code) : error2.message;
};

// src/service/state/state-lock.ts
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join as join3 } from "node:path";
var MAX_PATH = 103;
async function lockState(dir) {
  const path3 = join3(dir, "lock");
  if (Buffer.byteLength(path3) > MAX_PATH) return async () => void 0;
  if (await isAnswered(path3))
    throw new ConfigError([
      `HALLPASS_STATE is "${dir}", and another process runs in it: there is one app per folder and access repository. End that one, or leave this one be.`
    ]);
  await rm(path3, { force: true });
  const server = createServer((socket) => socket.end());
  server.listen(path3);
  await once(server, "listening");
  server.unref();
  return async () => {
    server.close();
    await once(server, "close");
  };
}
async function isAnswered(path3) {
  const socket = connect(path3);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

// src/service/state/state-folder.ts
var CLONE = "repository.git";
var JOURNAL = "journal.jsonl";
var UNWRITABLE = /* @__PURE__ */ new Set([
  ...["ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM", "EMFILE", "ENFILE", "ENOBUFS"]
]);
var PROBE_BYTES = 256 * 1024;
var places = { scratch: [tmpdir(), "/dev/shm"], probe: probeFolder };
async function openStateFolder(stateDir, log, { scratch, probe } = places) {
  let unlock = async () => void 0;
  try {
    await makeFolder(stateDir);
    unlock = await lockState(stateDir);
    await probe(stateDir);
    return { dir: stateDir, stops: [], release: unlock };
  } catch (error2) {
    const code2 = findCode(error2);
    if (code2 === void 0) throw error2;
    const stop = explainUnwritable(`The server's state folder "${stateDir}"`, code2);
    raiseAlert(
      log,
      stop.code,
      { step: "state", folder: stateDir, cause: code2, err: error2 },
      `${stop.message} ${stop.fix}`
    );
    const dir = await openScratch(scratch, probe);
    if (dir === void 0) return { dir: stateDir, stops: [stop], release: unlock };
    await inherit(stateDir, dir, log);
    const release = async () => {
      await rm2(dir, { recursive: true, force: true, maxRetries: 10 });
      await unlock();
    };
    return { dir, stops: [stop], release };
  }
}
async function makeFolder(stateDir) {
  try {
    await mkdir2(stateDir, { recursive: true, mode: 448 });
  } catch (error2) {
    if (findCode(error2) !== void 0) throw error2;
    throw new ConfigError([
      `HALLPASS_STATE is "${stateDir}", a folder that cannot be made: ${error2 instanceof Error ? error2.message : String(error2)}.`
    ]);
  }
}
function findCode(error2) {
  const code2 = error2 instanceof Error && "code" in error2 ? String(error2.code) : "";
  return UNWRITABLE.has(code2) ? code2 : void 0;
}
async function probeFolder(dir) {
  const path3 = join4(dir, "probe");
  const handle = await open(path3, "w", 384);
  try {
    await handle.writeFile(Buffer.alloc(PROBE_BYTES, 1));
    await handle.sync();
  } finally {
    await handle.close();
    await rm2(path3, { force: true });
  }
}
async function openScratch(roots, probe) {
  for (const root of roots) {
    const dir = await mkdtemp(join4(root, "hallpass-")).catch(() => void 0);
    if (dir === void 0) continue;
    try {
      await probe(dir);
      return dir;
    } catch {
      await rm2(dir, { recursive: true, force: true, maxRetries: 10 }).catch(() => void 0);
    }
  }
  return void 0;
}
async function inherit(from, to, log) {
  try {
    await inheritRepository(join4(from, CLONE), join4(to, CLONE));
  } catch (error2) {
    log.warn(
      { step: "state", err: error2 },
      "the old clone cannot be read; the ledger is fetched from GitHub"
    );
    await rm2(join4(to, CLONE), { recursive: true, force: true, maxRetries: 10 });
  }
  await copyFile(join4(from, JOURNAL), join4(to, JOURNAL)).catch((error2) => {
    log.warn(
      { step: "state", err: error2 },
      "the old journal cannot be read; planning finds the same changes again"
    );
  });
}

// src/core/during/status.ts
function judgeStatus({ holdings, refusals }, { pull: pull2, isOpen }, now) {
  const found = [...holdings.values()].flatMap(
    (record3) => record3.leases.filter((lease) => lease.pull === pull2).map((lease) => ({ record: record3, lease }))
  );
  const [first] = found;
  const refusal = first === void 0 ? [...refusals.values()].find((each) => each.pull === pull2) : void 0;
  const extension = first?.record.leases.find(
    (lease) => lease.extends === first.lease.request && !hasEnded(lease, now)
  );
  return {
    isOpen,
    access: found.map(({ record: record3, lease }) => describeLease(record3, lease, now)),
    approvers: first?.lease.approvers ?? [],
    ...refusal && { refusal },
    ...extension && { extension: { pull: extension.pull, until: extension.endsAt } }
  };
}
function describeLease(record3, lease, now) {
  const { principal, entitlement } = record3;
  const { startsAt, endsAt } = lease;
  return { principal, entitlement, startsAt, endsAt, state: stateOf(record3, lease, now) };
}
function stateOf(record3, lease, now) {
  const stage = judgeLease(record3, lease, now);
  if (stage === "ended") return stateOfEnded(record3, lease, now);
  return { kind: stage === "confirmed" ? "held" : stage };
}
function stateOfEnded(record3, lease, now) {
  const overdue = findOverdue(record3, now);
  const isLate = overdue !== void 0 && !overdue.left && overdue.leases.includes(lease);
  if (isLate) return { kind: "overdue", ...overdue.failing && { code: overdue.failing.code } };
  return { kind: "ended", ended: lease.ended ?? { at: endOf(lease), because: "expiry" } };
}
function phaseOf({ isOpen, access }) {
  if (isOpen) return "open";
  const isLive2 = access.some(({ state: { kind } }) => ["planned", "pending", "held"].includes(kind));
  return isLive2 ? "live" : "over";
}

// src/core/during/command-answer.ts
function answerCommand({
  kind,
  pull: pull2,
  isOpen,
  author,
  at,
  meant
}, state, { now, waiting: waiting2 }) {
  if (kind === "check") return isOpen ? void 0 : { kind: "not-open" };
  if (kind === "edited" || kind === "elsewhere") return { kind };
  if (kind === "end") return answerEnd(state, { pull: pull2, author, at });
  const status = judgeStatus(state, { pull: pull2, isOpen }, now);
  if (kind === "status") return { kind, status: { ...status, ...waiting2 !== void 0 && { waiting: waiting2 } } };
  const phase = phaseOf(status);
  return kind === "help" ? { kind, phase } : { kind, phase, ...meant !== void 0 && { meant } };
}
function answerEnd(state, { pull: pull2, author, at }) {
  const leases = listLeases(state).filter((lease) => lease.pull === pull2);
  const [first] = leases;
  if (first === void 0) return { kind: "nothing" };
  if (leases.every((lease) => hasEnded(lease, at))) return { kind: "over", ...describeOver(leases, first) };
  const enders = listWhoMayEndAny(leases);
  return enders.some(({ id: id3 }) => id3 === author.id) ? void 0 : { kind: "not-yours", enders };
}
function describeOver(leases, first) {
  return endOf2(leases.reduce((a, b) => endOf2(a).at >= endOf2(b).at ? a : b, first));
}
var endOf2 = ({ ended, endsAt }) => ended === void 0 || ended.at > endsAt ? { at: endsAt, because: "expiry" } : ended;
var listWhoMayEndAny = (leases) => [
  ...new Map(leases.flatMap(listWhoMayEnd).map((person) => [person.id, person])).values()
];

// src/core/asking/asked.ts
var ASK_BRANCHES = "hallpass/ask/";
var branchOf = (source) => `${ASK_BRANCHES}${markOf(source)}`;
function markOf(source) {
  if (source.kind === "issue") return `i${source.number}`;
  if (source.kind === "comment") return `c${source.id}`;
  return `a-${source.caller}-${source.task}`.toLowerCase();
}
function describeSource(source) {
  if (source.kind === "issue") return `issue #${source.number}`;
  if (source.kind === "comment") return `a comment on #${source.number}`;
  return `${source.caller} (AuthZEN)`;
}
var SUBJECT = "hallpass: request access for a person";
var writeAskMessage = (asked) => [
  SUBJECT,
  "",
  `Hallpass-Repository: ${asked.repository}`,
  `Hallpass-Request: ${asked.request}`,
  `Hallpass-Asker: ${asked.asker.id} ${asked.asker.login}`,
  `Hallpass-Source: ${writeSource(asked.source)}`,
  `Hallpass-Asked-At: ${asked.at.toISOString()}`,
  ""
].join("\n");
function writeSource(source) {
  if (source.kind === "issue") return `issue ${source.number} ${source.id}`;
  if (source.kind === "comment") return `comment ${source.id} on #${source.number}`;
  return `authzen ${source.caller} ${source.task}`;
}
var ID = String.raw`[1-9]\d{0,15}`;
var MESSAGE = new RegExp(
  [
    `^${SUBJECT}`,
    "",
    `Hallpass-Repository: (?<repository>${ID})`,
    "Hallpass-Request: (?<request>[a-z0-9][a-z0-9._-]{0,99}/[a-z0-9][a-z0-9._-]{0,99})",
    `Hallpass-Asker: (?<asker>${ID}) (?<login>[A-Za-z0-9][A-Za-z0-9_-]{0,38})`,
    "Hallpass-Source: (?<source>[ -~]{1,200})",
    String.raw`Hallpass-Asked-At: (?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)`,
    "$"
  ].join("\n"),
  "u"
);
function parseAskMessage(message) {
  const { repository, request, asker, login: login2, source: text4 = "", at } = MESSAGE.exec(message)?.groups ?? {};
  const source = parseSource(text4);
  if (source === void 0 || request === void 0 || login2 === void 0 || at === void 0)
    return void 0;
  if (Number.isNaN(Date.parse(at))) return void 0;
  const asked = {
    repository: Number(repository),
    request,
    asker: { id: Number(asker), login: login2 },
    source,
    at: new Date(at)
  };
  return writeAskMessage(asked) === message ? asked : void 0;
}
var SOURCE = new RegExp(
  [
    `^issue (?<issue>${ID}) (?<issueId>${ID})$`,
    `^comment (?<commentId>${ID}) on #(?<comment>${ID})$`,
    "^authzen (?<caller>[A-Za-z0-9][A-Za-z0-9._-]{0,62}) (?<task>[A-Za-z0-9-]{1,64})$"
  ].join("|"),
  "u"
);
function parseSource(text4) {
  const { issue: issue2, issueId, comment, commentId, caller, task } = SOURCE.exec(text4)?.groups ?? {};
  if (issue2 !== void 0) return { kind: "issue", number: Number(issue2), id: Number(issueId) };
  if (comment !== void 0) return { kind: "comment", number: Number(comment), id: Number(commentId) };
  return caller === void 0 || task === void 0 ? void 0 : { kind: "authzen", caller, task };
}

// src/core/asking/draft.ts
var MAX_NAME = 100;
function nameDraft({ entitlements: [{ resource, role }, ...others], login: login2 }, mark, now) {
  const date = now.toISOString().slice(0, 10);
  const rest = others.length === 0 ? "" : `-and-${others.length}`;
  const middle = `${login2}-${resource}-${role}${rest}`.toLowerCase().replace(/[^a-z0-9_]+/gu, "-");
  return `${date}-${middle.slice(0, MAX_NAME - date.length - mark.length - 2)}-${mark}`;
}
var writeDraft = ({
  entitlements,
  login: login2,
  duration: duration2,
  reason,
  extends: base2,
  start,
  untilClosed
}) => [
  `subject: ${scalar(login2)}`,
  "entitlements:",
  ...entitlements.map(writeEntitlement),
  `duration: ${duration2}`,
  ...start === void 0 ? [] : [`start: ${JSON.stringify(start)}`],
  ...untilClosed === void 0 ? [] : [`until: { closed: ${untilClosed} }`],
  `reason: ${JSON.stringify(reason)}`,
  ...base2 === void 0 ? [] : [`extends: ${JSON.stringify(base2)}`],
  ""
].join("\n");
var writeEntitlement = ({ provider: provider2, resource, role }) => `  - { provider: ${scalar(provider2)}, resource: ${scalar(resource)}, role: ${scalar(role)} }`;
var scalar = (text4) => /^[a-z][\w-]*$/iu.test(text4) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text4) ? text4 : JSON.stringify(text4);

// src/core/decision/judge-offer.ts
function judgeOffer(request, folder, rules2) {
  const facts = {
    evidence: { rules: rules2, entitlementFindings: [] },
    ...{ request, folder, ...deriveOffer(request, folder, rules2.policies) }
  };
  return offlineRules.flatMap((rule) => listFindings2(rule.judge(facts)));
}
var listFindings2 = (judgement) => judgement?.status === "failed" ? judgement.findings : [];

// src/core/during/extension.ts
function findBase(state, pull2) {
  const [first, ...others] = listLeases(state).filter((lease) => lease.pull === pull2);
  return first && [first, ...others];
}
var listExtenders = ([{ subject, requester }]) => [
  subject,
  ...requester === void 0 ? [] : [requester]
];
var findExtension = (state, [{ request }], now) => listLeases(state).find((lease) => lease.extends === request && !hasEnded(lease, now));
function draftExtension(base2, source, { duration: duration2, at }) {
  const [{ request, subject, reason, until }] = base2;
  const about = { entitlements: listEntitlements(base2), login: subject.login };
  const id3 = `${parseRequestPath(requestPath(request))?.team}/${nameDraft(about, markOf(source), at)}`;
  return {
    id: id3,
    path: requestPath(id3),
    text: writeDraft({
      ...about,
      duration: duration2,
      reason: reason.replace(/\s+/gu, " ").trim(),
      extends: request,
      ...until !== void 0 && { untilClosed: until }
    })
  };
}
function listEntitlements([first, ...others]) {
  const [least = first, ...more] = [first, ...others].toSorted(
    (a, b) => entitlementKey(a.entitlement) < entitlementKey(b.entitlement) ? -1 : 1
  );
  return [least.entitlement, ...more.map(({ entitlement }) => entitlement)];
}
function judgeExtension(state, request, base2, { rules: rules2, now }) {
  const [{ request: id3 }] = base2;
  const folder = parseRequestPath(requestPath(id3))?.team ?? "";
  const chain = listChain((each) => leasesOf(state.holdings, each), id3);
  const facts = {
    ...{ request, ...deriveOffer(request, folder, rules2.policies) },
    evidence: { extended: base2, chain, now }
  };
  return [
    ...judgeOffer(request, folder, rules2),
    ...[startWithinReach, totalWithinBounds].flatMap((rule) => listFindings2(rule.judge(facts)))
  ];
}
var isOver = (base2, at) => base2.every((lease) => hasEnded(lease, at)) || base2.some(wasEndedEarly);

// src/operations/round/view.ts
async function readView({ repository, ledger: ledger2, now }) {
  const { tip: ledgerTip, state, untrusted } = await ledger2.read();
  return { tip: await repository.defaultTip(), ledgerTip, state, ...untrusted && { untrusted }, at: now() };
}

// src/operations/evidence/snapshot.ts
var readSnapshot = async (deps) => addRules(deps, await readView(deps));
async function addRules(deps, view) {
  return { ...view, rules: await readAdoptedRules(deps, view.state, view.tip) };
}

// src/operations/opening/open-for.ts
async function openFor(deps, wish) {
  const { asking, pin, log } = deps;
  const branch = branchOf(wish.source);
  const known2 = await asking.find(branch);
  if (known2 !== void 0) return known2;
  await pushWish(deps, branch, wish);
  try {
    const pull2 = await asking.open({
      branch,
      base: pin.defaultBranch,
      title: wish.title,
      body: describeWish(wish)
    });
    log.info({ step: "ask", pull: pull2.number, request: wish.file.id, source: wish.source }, "opened");
    return pull2;
  } catch (error2) {
    const found = await asking.find(branch);
    if (found !== void 0) return found;
    throw isRefusal(error2) ? inTheWay(branch, error2) : error2;
  }
}
var isRefusal = (error2) => error2 instanceof Error && "status" in error2 && error2.status === 422;
var inTheWay = (branch, error2) => new ObstacleError({
  why: `GitHub does not let Hallpass open a pull request from the branch ${branch}: ${error2.message}`,
  next: "close the pull request that somebody else opened from this branch, if there is one; Hallpass then opens its own."
});
async function pushWish({ asking, repository, pin }, branch, wish) {
  const { asker, source, at, file, publicKey } = wish;
  await repository.fetch();
  const asked = { repository: pin.id, asker, source, request: file.id, at };
  const message = writeAskMessage(asked);
  const from = await repository.defaultTip();
  const tip = await asking.push({ branch, from, path: file.path, text: file.text, message, at });
  const there = await asking.readSigned(tip, publicKey);
  if (there !== void 0 && isSameSource(parseAskMessage(there)?.source, source)) return;
  throw new ObstacleError({
    why: `the branch ${branch} is there already, with something else on it, or the server signs with another key than .github/hallpass.yaml names.`,
    next: `delete the branch ${branch}; Hallpass then makes it anew.`
  });
}
var isSameSource = (a, b) => a !== void 0 && branchOf(a) === branchOf(b);
var describeWish = ({ asker, source }) => [
  `${asker.login} asked for this in ${describeSource(source)}. Hallpass opened the pull request, and ${asker.login} counts as the person who asks.`,
  "",
  "Approve it as any other. Do not push to its branch: then it counts for nothing.",
  ""
].join("\n");

// src/operations/opening/extend-by-comment.ts
async function extendByComment(deps, command2) {
  await deps.repository.fetch();
  const snapshot = await readSnapshot(deps);
  const base2 = findBase(snapshot.state, command2.pull);
  const fault = findFault(snapshot, command2, base2);
  if (fault !== void 0 || base2 === void 0) return fault ?? { kind: "nothing-to-extend" };
  try {
    return await openExtension(deps, snapshot, base2, command2);
  } catch (error2) {
    if (!(error2 instanceof ObstacleError)) throw error2;
    return { kind: "not-now", ...describeObstacle(error2) };
  }
}
function findFault({ state, at }, { author, at: written }, base2) {
  if (base2 === void 0) return { kind: "nothing-to-extend" };
  const extenders = listExtenders(base2);
  if (!extenders.some(({ id: id3 }) => id3 === author.id)) return { kind: "not-yours-to-extend", extenders };
  if (isOver(base2, written) || isOver(base2, at))
    return {
      kind: "nothing-to-extend",
      over: { path: requestPath(base2[0].request), ...describeOver(base2, base2[0]) }
    };
  const known2 = findExtension(state, base2, at);
  return known2 && { kind: "extended", pull: known2.pull, until: known2.endsAt };
}
async function openExtension(deps, { state, rules: rules2, at: now }, base2, { pull: pull2, comment, duration: duration2, author }) {
  const { asking } = deps;
  const { settings } = rules2;
  if (asking === void 0 || settings === void 0 || rules2.findings.some(isError))
    throw new ObstacleError(UNREADABLE);
  const source = { kind: "comment", number: pull2, id: comment };
  const said = await asking.readSource(source);
  if (said === void 0 || said.changed || said.author.id !== author.id) throw new ObstacleError(CHANGED);
  if (readExtension(said.body) !== duration2) throw new ObstacleError(CHANGED);
  const file = draftExtension(base2, source, { duration: duration2, at: said.at });
  const { value, findings } = parseRequest(file.text, file.path);
  const mistakes = [...findings, ...value ? judgeExtension(state, value, base2, { rules: rules2, now }) : []];
  if (mistakes.some(isError)) return { kind: "not-extended", findings: mistakes.filter(isError) };
  const title = `Access for ${base2[0].subject.login}: ${duration2} more after #${pull2}`;
  const { publicKey } = settings.ledger;
  const opened = await openFor(
    { ...deps, asking },
    { asker: said.author, source, at: said.at, file, title, publicKey }
  );
  return { kind: "extension", pull: opened.number, duration: duration2 };
}
var UNREADABLE = {
  why: "the policies or the settings of this repository have mistakes.",
  next: "the owners of policies/ correct them; then write the command again as a new comment."
};
var CHANGED = {
  why: "the comment was edited or deleted since, and such a comment does not count.",
  next: "write the command again as a new comment."
};

// src/operations/round/state.ts
async function readState({
  ledger: ledger2,
  journal
}) {
  const { state, untrusted } = await ledger2.read();
  return withJournal({ journal }, { state, ...untrusted && { untrusted } });
}
async function withJournal({ journal }, view) {
  return { ...view, state: await foldJournal(journal, view.state) };
}
async function foldJournal(journal, onLedger) {
  const entries = await journal.read();
  const known2 = folded.get(journal);
  const isContinued = known2?.onLedger === onLedger && startsWith(entries, known2.entries);
  const before2 = isContinued ? known2 : { state: onLedger, entries: [] };
  const { state } = applyNews(before2.state, entries.slice(before2.entries.length));
  folded.set(journal, { onLedger, entries, state });
  return state;
}
var folded = /* @__PURE__ */ new WeakMap();
var startsWith = (entries, first) => entries.length >= first.length && first.every((entry, index) => entry === entries[index]);
var selectNews = (state, entries) => applyNews(state, entries).news;
function applyNews(before2, entries) {
  const news = [];
  let state = before2;
  for (const entry of entries) {
    if (!isNews(state, entry)) continue;
    state = applyEntries(state, [entry]);
    news.push(entry);
  }
  return { state, news };
}
function isNews(state, entry) {
  if (entry.kind === "ended") return isLiveRequest(state, entry.request);
  const record3 = state.holdings.get(holdingKey(entry));
  if (entry.kind === "intent") return true;
  if (record3 === void 0) return false;
  const { held, confirmed, failing, leases } = record3;
  if (confirmed !== void 0 && isAfter(confirmed.at, entry.at)) return false;
  if (entry.kind === "revoked") return held !== "no";
  if (entry.kind === "failed")
    return held !== "no" && (failing === void 0 || isAfter(entry.at, failing.at));
  if (held === "undetermined") return true;
  return leases.some((lease) => isLive(lease, entry.at)) && confirmed?.until.getTime() !== entry.until.getTime();
}
var isLiveRequest = (state, request) => leasesOf(state.holdings, request).some(({ ended }) => ended === void 0);

// src/operations/answer.ts
async function answerComment(deps, command2) {
  const answer3 = await findAnswer(deps, command2);
  if (answer3 !== void 0) await deps.replies.answer(command2, answer3);
}
async function findAnswer(deps, command2) {
  const { kind, duration: duration2, pull: pull2 } = command2;
  if (kind === "extend")
    return duration2 === void 0 ? void 0 : extendByComment(deps, { ...command2, duration: duration2 });
  const now = deps.now();
  const waiting2 = deps.rechecks.listWaiting(0, now).find((each) => each.pull === pull2)?.because;
  const { state } = await readState(deps);
  return answerCommand({ ...command2, kind }, state, { now, ...waiting2 !== void 0 && { waiting: waiting2 } });
}

// src/operations/answer-recent.ts
var MINUTES_BACK = 30;
var MOST2 = 20;
var MOST_OF_ONE = 4;
async function answerRecent(deps) {
  const since = subMinutes(deps.now(), MINUTES_BACK);
  const said = (await deps.github.listComments(since)).filter(isForHallpass);
  if (said.length === 0) return;
  const answered = await deps.replies.listAnswered(since);
  const failed2 = [];
  for (const comment of takeInTurn(said.filter(({ id: id3 = 0 }) => !answered.has(id3))))
    await answerOne(deps, comment).catch((error2) => failed2.push(error2));
  if (failed2.length > 0) throw new AggregateError(failed2, `${failed2.length} comments could not be answered.`);
}
function takeInTurn(comments) {
  const taken = /* @__PURE__ */ new Map();
  const turns = comments.toReversed().map((comment) => {
    const turn = (taken.get(comment.author.id) ?? 0) + 1;
    taken.set(comment.author.id, turn);
    return { comment, turn };
  });
  const chosen = turns.filter(({ turn }) => turn <= MOST_OF_ONE).toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST2).map(({ comment }) => comment);
  return comments.filter((comment) => chosen.includes(comment));
}
var rankOf = ({ comment, turn }) => comment.member === true ? turn : turn + MOST_OF_ONE;
var isForHallpass = ({ author, edited, body }) => author.type === "User" && !edited && !["end", "check", void 0].includes(readNew(body)?.kind);
async function answerOne(deps, { id: id3, number, author, body, at }) {
  const said = readNew(body);
  const pull2 = id3 === void 0 ? void 0 : await deps.github.readPull(number);
  if (said === void 0 || id3 === void 0 || pull2 === void 0) return;
  const { id: person, login: login2 } = author;
  await answerComment(deps, {
    ...said,
    ...{ pull: number, isOpen: pull2.state === "open", comment: id3, at },
    author: { id: person, login: login2 }
  });
}

// src/core/decision/partly-read.ts
var PartlyReadError = class extends ObstacleError {
  comments;
  constructor(obstacle, comments) {
    super(obstacle);
    this.comments = comments;
  }
};
async function findAmongRead(read3, find2) {
  try {
    return find2(await read3());
  } catch (error2) {
    const found = error2 instanceof PartlyReadError ? find2(error2.comments) : void 0;
    if (found === void 0) throw error2;
    return found;
  }
}

// src/operations/evidence/judge-open.ts
async function judgeOpen({ log, now }, state, open4, judge6) {
  const ended = [];
  let unjudged = 0;
  for (const request of open4) {
    const { request: id3 } = request.seen;
    try {
      const end = await judge6(request);
      if (end === void 0) continue;
      log.warn({ step: "end early", request: id3, ...end }, "ended before its time");
      ended.push(...endEarly(state, id3, { ...end, at: now() }));
    } catch (error2) {
      unjudged++;
      log.error({ step: "end early", request: id3, err: error2 }, "could not be judged; Hallpass tries again");
    }
  }
  return { ended, unjudged };
}

// src/operations/ending/find-abandoned.ts
function findAbandoned(deps, state) {
  const at = deps.now();
  return findAmong(deps, state, { open: listOpenRequests(state, at), at });
}
var DAYS_SINCE_VERIFIED = 1;
function findAbandonedOf(deps, state, requests2) {
  const at = deps.now();
  const open4 = listOpenRequests(state, at).filter(({ seen }) => requests2.has(seen.request));
  const begun = open4.flatMap(({ leases }) => leases.map(({ startsAt }) => startsAt));
  const since = subDays(min([at, ...begun]), DAYS_SINCE_VERIFIED);
  const { presence: _, ...anew } = deps;
  return findAmong(anew, state, { open: open4, at, since });
}
function findCommanded(deps, state, comments) {
  const open4 = listOpenRequests(state, deps.now());
  const all = [...open4, ...listBases(state, open4)].filter(
    ({ seen }) => comments.some(({ number }) => number === seen.pull)
  );
  return judgeOpen(
    deps,
    state,
    all,
    byCommand(async () => comments, all)
  );
}
async function findAmong(deps, state, { open: open4, at, since }) {
  if (open4.length === 0) return { ended: [], unjudged: 0 };
  const all = [...open4, ...listBases(state, open4)];
  const { github, comments } = deps;
  const reasons = [
    byCommand((from) => github.listComments(from), all, since),
    // People with write access can delete the comments of others. A deleted command still counts.
    byCommand(async (from) => await comments?.listWritten(from) ?? [], all, since),
    byTask(deps),
    bySubject(deps, at)
  ];
  const found = await Promise.all(reasons.map((reason) => judgeOpen(deps, state, all, reason)));
  const ended = found.flatMap((each) => each.ended);
  return {
    // The first reason is recorded.
    ended: [...new Map(ended.toReversed().map((entry) => [entry.request, entry])).values()],
    unjudged: found.reduce((sum, each) => sum + each.unjudged, 0)
  };
}
function byCommand(read3, requests2, since) {
  let comments;
  return async (request) => {
    comments ??= read3(since ?? min(requests2.map((each) => each.since)));
    const known2 = comments;
    const by = await findAmongRead(
      () => known2,
      (found) => findCommander(request, found)
    );
    return by && { because: "command", by };
  };
}
var byTask = ({ github }) => async (request) => {
  const [{ until }] = request.leases;
  if (until === void 0) return void 0;
  const task = await github.readTask(until);
  if (task === void 0) return request.isBase ? void 0 : confirmGone(github, request, until);
  if (task.closed && !request.isBase) return { because: "closed" };
  if (task.closes === void 0 || task.closes.length === 0) return void 0;
  const { merged } = await github.readPull(request.seen.pull) ?? {};
  return merged && wasClosed(request, task, merged.at) ? { because: "closed" } : void 0;
};
async function confirmGone(github, { seen }, until) {
  if (await github.readTask(seen.pull) === void 0)
    throw new Error(
      `GitHub shows neither #${until} nor #${seen.pull}: whether #${until} is gone is not known.`
    );
  return { because: "closed" };
}
function bySubject({ github, presence }, at) {
  const known2 = /* @__PURE__ */ new Map();
  const ask = (person) => presence === void 0 ? github.isActive(person) : presence.isActive(person, github.isActive, at);
  const isActive = (person) => {
    const answer3 = known2.get(person.id) ?? ask(person);
    known2.set(person.id, answer3);
    return answer3;
  };
  return async ({ subject, isBase }) => isBase || await isActive(subject) ? void 0 : { because: "left" };
}

// src/operations/evidence/gather.ts
import { createHash } from "node:crypto";

// src/core/findings/stop.ts
var stopsAt = (stops, providers) => stops.filter(({ provider: provider2 }) => provider2 === void 0 || providers.has(provider2));

// src/core/plan/unfinished.ts
var listUnfinished = (record3, now) => record3.held === "no" ? record3.leases.filter((lease) => !hasEnded(lease, now)) : listLeasesSince(record3);
function listUnfinishedOf({ holdings }, entitlements, now) {
  const byEntitlement = indexOf(holdings);
  const asked = new Set(entitlements.map(entitlementKey));
  return [...asked].flatMap((key) => byEntitlement.get(key) ?? []).flatMap((record3) => listUnfinished(record3, now));
}
var indexOf = oncePer(
  (holdings) => {
    const index = /* @__PURE__ */ new Map();
    for (const record3 of holdings.values()) {
      const key = entitlementKey(record3.entitlement);
      const known2 = index.get(key);
      if (known2 === void 0) index.set(key, [record3]);
      else known2.push(record3);
    }
    return index;
  }
);

// src/core/asking/issue-answers.ts
var FIELDS = {
  access: "Access",
  duration: "For how long",
  start: "Start",
  reason: "Why"
};
var EMPTY = "_No response_";
var labelOffer = ({
  entitlement: { provider: provider2, resource, role },
  folder
}) => `${provider2} / ${resource} / ${role} (${folder})`;
var ACCESS = /^(?<provider>[a-z0-9-]{1,63}) \/ (?<resource>[\w.:/@-]{1,200}) \/ (?<role>[\w.:/@-]{1,128}) \((?<folder>[a-z0-9][a-z0-9._-]{0,99})\)$/u;
var BODY = new RegExp(
  [
    `^### ${FIELDS.access}`,
    "(?<access>[^\n]*)",
    `### ${FIELDS.duration}`,
    "(?<duration>[^\n]*)",
    `### ${FIELDS.start}`,
    "(?<start>[^\n]*)",
    `### ${FIELDS.reason}`,
    "(?<reason>[^]*)$"
  ].join("\n\n"),
  "u"
);
var MAX_BODY = 1e4;
var MAX_REASON = 2e3;
function readAnswers(body) {
  const text4 = body.slice(0, MAX_BODY + 1).replaceAll("\r\n", "\n");
  if (!text4.startsWith(`### ${FIELDS.access}
`)) return void 0;
  const { access = "", duration: duration2 = "", start = "", reason = "" } = BODY.exec(text4)?.groups ?? {};
  if (reason === "")
    return { problem: "the form's headings are not in their order, or one of them is missing" };
  const { provider: provider2, resource, role, folder } = ACCESS.exec(access.trim())?.groups ?? {};
  if (provider2 === void 0 || resource === void 0 || role === void 0 || folder === void 0)
    return {
      problem: `"${FIELDS.access}" is not one of the choices of the form, such as orders-db / orders / readonly (payments)`
    };
  const why = reason.trim();
  if (why === "" || why === EMPTY) return { problem: `"${FIELDS.reason}" is empty` };
  if (text4.length > MAX_BODY) return { problem: `it has more than ${MAX_BODY} characters` };
  if (why.length > MAX_REASON)
    return { problem: `"${FIELDS.reason}" has ${why.length} characters; the most is ${MAX_REASON}` };
  const timing = readTiming(duration2.trim(), start.trim());
  if ("problem" in timing) return timing;
  return { entitlement: { provider: provider2, resource, role }, folder, ...timing, reason: why };
}
function readTiming(duration2, start) {
  if (!new RegExp(DURATION_PATTERN, "u").test(duration2))
    return { problem: `"${FIELDS.duration}" is not a duration such as 2h` };
  if (start === "" || start === EMPTY) return { duration: duration2 };
  if (!new RegExp(INSTANT_PATTERN, "u").test(start))
    return { problem: `"${FIELDS.start}" is not a time in UTC such as 2026-11-20T22:00Z` };
  return { duration: duration2, start };
}
function draftIssue({ entitlement, folder, duration: duration2, start, reason }, { login: login2 }, { number, at }) {
  const name3 = nameDraft({ entitlements: [entitlement], login: login2 }, `i${number}`, at);
  const id3 = `${folder}/${name3}`;
  const text4 = writeDraft({
    entitlements: [entitlement],
    login: login2,
    duration: duration2,
    reason,
    ...start !== void 0 && { start },
    untilClosed: number
  });
  return { id: id3, path: requestPath(id3), text: text4 };
}

// src/operations/asking/regenerate.ts
function regenerate(source, { author, body, at }, state) {
  if (source.kind === "comment") {
    const base2 = findBase(state, source.number);
    const duration2 = readExtension(body);
    const mayAsk = base2 !== void 0 && listExtenders(base2).some(({ id: id3 }) => id3 === author.id);
    return mayAsk && duration2 !== void 0 ? draftExtension(base2, source, { duration: duration2, at }) : void 0;
  }
  const answers = readAnswers(body);
  if (answers === void 0 || "problem" in answers) return void 0;
  return draftIssue(answers, author, { number: source.number, at });
}

// src/operations/asking/prove-asker.ts
async function proveAsker(deps, pull2, content) {
  const { asking } = deps;
  if (asking === void 0 || pull2.author.type !== "Bot" || classifyPull(content.changes) !== "request")
    return void 0;
  if (pull2.author.id !== await asking.readOwnId()) return void 0;
  const asked = await readRecord(deps, asking, pull2, content);
  if (typeof asked === "string") return { unproven: asked };
  const fault = await findFault2(deps, asking, asked, content);
  if (fault !== void 0) return { unproven: fault };
  const account = await deps.github.readAccount(asked.asker.login);
  return account?.id === asked.asker.id && account.type === "User" ? {
    asker: account,
    where: describeSource(asked.source),
    ...asked.source.kind === "issue" && { issue: asked.source.number }
  } : { unproven: `${asked.asker.login} is not the login of that person any more` };
}
async function readRecord({ pin }, asking, { head }, { commits: [commit, ...others], rules: { settings } }) {
  if (commit?.sha !== head.sha || others.length > 0)
    return "the branch has other commits than the one of Hallpass";
  const message = settings && await asking.readSigned(head.sha, settings.ledger.publicKey);
  if (message === void 0)
    return "its commit is not signed with the ledger's key that .github/hallpass.yaml names";
  const asked = parseAskMessage(message);
  if (asked === void 0 || asked.repository !== pin.id || branchOf(asked.source) !== head.ref)
    return "its commit was made for something else";
  return asked;
}
async function findFault2({ repository }, asking, { asker, source, request }, { changes: [change, ...others], state }) {
  const path3 = requestPath(request);
  if (change?.path !== path3 || change.status !== "added" || others.length > 0)
    return `its commit does not add ${path3} alone`;
  if (source.kind === "authzen") return void 0;
  const where = describeSource(source);
  const found = await asking.readSource(source);
  if (found === void 0 || found.author.id !== asker.id)
    return `${where} by ${asker.login} is not in this repository any more`;
  if (found.changed) return `${where} was changed since it was written, or came from another repository`;
  const file = regenerate(source, { ...found, author: asker }, state);
  const text4 = await repository.readBlob(change.blob, MAX_DOCUMENT_BYTES);
  return file?.path === path3 && file.text === new TextDecoder().decode(text4) ? void 0 : `${where} does not ask for exactly this`;
}

// src/operations/evidence/find-misplaced.ts
var MAX_FILES = 50;
async function findMisplaced({ repository }, changes) {
  const candidates2 = changes.filter((change) => change.status !== "removed" && isSmallText(change)).filter((change) => !isRequestFile(change) && !isRuleFile(change)).toSorted((a, b) => Number(isMeant(b)) - Number(isMeant(a))).slice(0, MAX_FILES);
  const read3 = await Promise.all(
    candidates2.map(async ({ path: path3, blob }) => {
      const text4 = new TextDecoder().decode(await repository.readBlob(blob, MAX_DOCUMENT_BYTES));
      return isMisplacedRequest(path3, text4) ? [path3] : [];
    })
  );
  return read3.flat();
}
var isSmallText = ({ mode, size }) => mode.startsWith("100") && size > 0 && size <= MAX_DOCUMENT_BYTES;

// src/operations/evidence/gather-proposal.ts
async function gatherProposal(source, state, { merged, head }, proposal) {
  const { commit, adopted } = proposal.rules;
  const read3 = await readRules(source.repository, merged?.commit ?? head.sha);
  if (merged !== void 0) return { proposed: read3 };
  const proposed = { ...read3, findings: [...read3.findings, ...await listMoved(source, proposal)] };
  if (adopted) return { proposed };
  const inForce = await findInForce(source, state, commit);
  return inForce !== void 0 && sameRules(proposed.ids, inForce.ids) ? { proposed, restores: true } : { proposed };
}
async function listMoved({ repository }, { rules: rules2, base: base2, changes }) {
  const moved = new Set((await repository.diff(base2, rules2.commit)).map(({ path: path3 }) => path3));
  return changes.filter((change) => isRuleFile(change) && moved.has(change.path)).map(
    ({ path: path3 }) => mistake(
      "RULES_MOVED",
      `${path3} has changed on the default branch since this branch began.`,
      "Update the branch. The result needs a new approval."
    )
  );
}

// src/core/decision/branch-moves.ts
function splitMoves(moves, head, until) {
  const known2 = moves.filter(({ at }) => until === void 0 || at <= until);
  const arrived = known2.findLastIndex(({ kind, after }) => kind === "moved" && after === head);
  if (arrived < 0) return void 0;
  const deleted = known2.slice(0, arrived).findLastIndex(({ kind }) => kind === "deleted");
  const created = known2.slice(0, arrived + 1).findLastIndex((move) => move.created);
  const began = Math.max(deleted + 1, created);
  const present = until === void 0 ? known2.slice(began) : known2.slice(began, arrived + 1);
  const isMove = ({ kind }) => kind === "moved";
  return { present: present.filter(isMove), earlier: known2.slice(0, began).filter(isMove) };
}
function listPushers({
  present,
  earlier
}) {
  const all = [...present, ...earlier];
  if (all.some(({ by }) => by === void 0)) return { unknownPush: { because: "gone" } };
  const bot = all.find(({ by }) => by?.type === "Bot")?.by;
  if (bot !== void 0) return { unknownPush: { because: "bot", login: bot.login } };
  const people3 = (moves, more) => moves.flatMap(({ by }) => by === void 0 ? [] : [{ id: by.id, login: by.login, ...more }]);
  const pushers = [...people3(earlier, { earlier: true }), ...people3(present, {})];
  return { pushers: [...new Map(pushers.map((each) => [each.id, each])).values()] };
}
function mergeMoves(known2, read3) {
  const keyOf5 = ({ kind, after, at }) => `${at.getTime()} ${kind} ${after}`;
  const before2 = new Map(known2.map((move) => [keyOf5(move), move]));
  const told = read3.map((move) => ({ ...move, by: move.by ?? before2.get(keyOf5(move))?.by }));
  const tellsNow = new Set(read3.map(keyOf5));
  const forgotten = known2.filter((move) => !tellsNow.has(keyOf5(move)));
  return [...forgotten, ...told].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

// src/operations/evidence/gather-pushers.ts
var MOST_EARLIER = 20;
async function gatherPushers(sources, { head, merged }, range) {
  const moves = await sources.github.listMoves(head.ref);
  if (moves === void 0) return { pushers: void 0, unknownPush: { because: "unread" } };
  const history = splitMoves(moves, head.sha, merged?.at);
  if (history === void 0) return { pushers: void 0, unknownPush: { because: "late" } };
  const present = await keep(
    history.present,
    async ({ after }) => !await isOnTarget(sources, range, after)
  );
  const known2 = new Set(present.map(({ by }) => by?.id));
  const others = history.earlier.filter(({ by }) => by === void 0 || !known2.has(by.id));
  const earlier = new Set(others.map(({ after }) => after)).size > MOST_EARLIER ? others : await keep(others, ({ after }) => carries(sources, range, after));
  return { pushers: void 0, ...listPushers({ present, earlier }) };
}
async function keep(moves, isWanted) {
  const wanted = await Promise.all(moves.map(isWanted));
  return moves.filter((_, index) => wanted[index]);
}
async function isOnTarget({ repository }, { target }, commit) {
  try {
    return await repository.isAncestor(commit, target);
  } catch (error2) {
    if (isMissing(error2, commit)) return false;
    throw error2;
  }
}
async function carries(sources, range, commit) {
  if (await isOnTarget(sources, range, commit)) return false;
  const told = await sources.github.listHistory(commit);
  const parents = new Map(told?.map(({ sha, parents: above }) => [sha, above]));
  const pending = [commit];
  const seen = /* @__PURE__ */ new Set();
  for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
    if (range.commits.has(next)) return true;
    if (seen.has(next) || await isOnTarget(sources, range, next)) continue;
    seen.add(next);
    const above = parents.get(next);
    if (above === void 0) return true;
    pending.push(...above);
  }
  return hasFileOf(sources, range, commit);
}
async function hasFileOf({ github }, { changes }, commit) {
  const brought = changes.filter(({ status }) => status !== "removed");
  const found = await Promise.all(
    brought.map(async ({ path: path3, status, blob }) => {
      const there = await github.findBlob(commit, path3);
      return there !== void 0 && (status === "added" || there === blob);
    })
  );
  return found.includes(true);
}

// src/operations/evidence/gather-subject.ts
async function gatherSubject({ github, identities }, requester, { settings }, request) {
  if (request === void 0) return {};
  const subject = isSameLogin(request.subject, requester.login) ? requester : await github.readAccount(request.subject);
  if (subject === void 0) return {};
  const asked = request.entitlements.some(
    ({ provider: provider2 }) => Object.hasOwn(settings?.externalIdentities ?? {}, provider2)
  );
  const externalIdentity = asked ? await identities.read(subject) : void 0;
  return { subject, ...externalIdentity && { externalIdentity } };
}
var isSameLogin = (a, b) => a.toLowerCase() === b.toLowerCase();

// src/operations/evidence/gather-teams.ts
async function gatherTeams({ github, providers }, rules2, { changes, isPower }, view) {
  const slugs = new Set(
    rules2.flatMap((each) => [
      ...isPower ? [...listOwners(each), ...listDeciders(each)] : listOwningTeams(each, changes),
      ...listNamedTeams(each, changes)
    ])
  );
  const teams3 = await Promise.all([...slugs].map((slug) => github.readTeam(slug)));
  return new Map(
    teams3.flatMap(
      (team) => team === void 0 ? [] : [[team.slug, describeMembers(providers, team, view)]]
    )
  );
}
var listDeciders = ({ policies, settings }) => [...policies.flatMap(({ approvals }) => approvals.teams), ...settings?.rules?.approvals.teams ?? []].map(
  ({ slug }) => slug
);
var listOwners = ({ codeowners }) => teamsOf(codeowners?.lines ?? []);
function listOwningTeams({ codeowners }, changes) {
  if (codeowners === void 0) return [];
  const paths = changes.filter((change) => isRequestFile(change) || isRuleFile(change)).map(({ path: path3 }) => path3);
  const all = changes.some(isRuleFile) ? ["policies/*", ...CODEOWNERS_PATHS, ...paths] : paths;
  return teamsOf(all.flatMap((path3) => findOwners(codeowners, path3) ?? []));
}
var teamsOf = (owned) => owned.flatMap(({ owners }) => owners).flatMap((owner) => owner.kind === "team" ? [owner.slug] : []);
function listNamedTeams({ policies, settings }, changes) {
  const folders = new Set(changes.filter(isRequestFile).map(({ path: path3 }) => parseRequestPath(path3)?.team));
  const refs = [
    ...policies.filter((policy) => policy.folders.some((folder) => folders.has(folder))).flatMap(({ requesters, onBehalf, approvals }) => [
      ...requesters.teams,
      ...onBehalf?.teams ?? [],
      ...approvals.teams
    ]),
    ...changes.some(isRuleFile) ? settings?.rules?.approvals.teams ?? [] : []
  ];
  return refs.map(({ slug }) => slug);
}
function describeMembers(providers, { id: id3, slug, members, children }, { state, at }) {
  const observed = state.teams.get(id3);
  const describe7 = (people3, known2, teams3) => {
    const sinceOf = new Map(known2?.map((member) => [member.id, member]));
    const leased = listLeased(providers, teams3, state, at);
    return people3.map(({ id: account, login: login2 }) => ({
      id: account,
      login: login2,
      since: sinceOf.has(account) ? sinceOf.get(account)?.since : at,
      leased: leased.has(account)
    }));
  };
  const own = { id: id3, slug, members: describe7(members, observed?.members, [id3]) };
  if (children === void 0) return own;
  const { ids } = children;
  return {
    ...own,
    children: { ids, members: describe7(children.members, observed?.childMembers, [id3, ...ids]) }
  };
}
function listLeased(providers, teams3, state, at) {
  const giving2 = givingOf(providers, state.holdings);
  return new Set(
    teams3.flatMap((team) => giving2.get(team) ?? []).flatMap(({ held, leases }) => leases.filter((lease) => held !== "no" || isLive(lease, at))).map(({ subject }) => subject.id)
  );
}
function givingOf(providers, holdings) {
  const known2 = giving.get(providers) ?? /* @__PURE__ */ new WeakMap();
  giving.set(providers, known2);
  const found = known2.get(holdings) ?? findGiving(providers, holdings);
  known2.set(holdings, found);
  return found;
}
var giving = /* @__PURE__ */ new WeakMap();
function findGiving(providers, holdings) {
  const found = /* @__PURE__ */ new Map();
  for (const record3 of holdings.values()) {
    const powers = providers.get(record3.entitlement.provider)?.powers?.(record3.entitlement) ?? [];
    for (const power of powers)
      if (power.kind === "github-team") {
        const records = found.get(power.id);
        if (records === void 0) found.set(power.id, [record3]);
        else records.push(record3);
      }
  }
  return found;
}
var ADMINISTERING = ["admin", "maintain"];
async function gatherPowers({ github, pin }, declared) {
  const administered = await Promise.all(
    declared.map(async ({ entitlement, power }) => {
      if (power.kind !== "github-team") return [];
      const role = await github.readTeamRole(power.id);
      const repository = { kind: "github-repository", id: pin.id };
      return ADMINISTERING.includes(role) ? [{ entitlement, power: repository }] : [];
    })
  );
  return [...declared, ...administered.flat()];
}

// src/operations/evidence/lost.ts
async function listLost(repository, { tip, state, at }) {
  const looked = state.adoptions.findLast(({ pull: pull2 }) => pull2 === void 0);
  const changed = await findChangedOnce(repository, state, tip);
  return changed.filter(
    ({ seen, leases }) => (looked === void 0 || seen.at > looked.at) && leases.some((lease) => !hasEnded(lease, at))
  ).map(
    ({ path: path3, isThere }) => mistake(
      "REQUEST_LOST",
      `${path3} gives access, and the default branch ${isThere ? "has other content for it" : "does not have it"}; no verified pull request did that.`,
      "Put the file back as it was merged; or end the access with `/hallpass end` on its pull request."
    )
  );
}
function findChangedOnce(repository, state, tip) {
  const memory = memoryOf(repository)(state);
  if (memory.tip === tip && memory.answer !== void 0) return memory.answer;
  const answer3 = findChanged(repository, state, tip);
  memory.tip = tip;
  memory.answer = answer3;
  answer3.catch(() => {
    if (memory.answer === answer3) memory.answer = void 0;
  });
  return answer3;
}
var memoryOf = oncePer((_) => oncePer((__) => ({})));
async function findChanged(repository, { holdings, seen }, tip) {
  const leases = listUnended(holdings);
  if (leases.length === 0) return [];
  const files = await repository.listFiles(tip, "access-requests");
  const blobs = new Map(files.map(({ path: path3, blob }) => [path3, blob]));
  const changed = /* @__PURE__ */ new Map();
  for (const lease of leases) {
    const used = seen.get(lease.request);
    const path3 = requestPath(lease.request);
    const blob = blobs.get(path3);
    if (used === void 0 || used.blob === blob) continue;
    const known2 = changed.get(path3);
    if (known2 === void 0)
      changed.set(path3, { path: path3, seen: used, isThere: blob !== void 0, leases: [lease] });
    else known2.leases.push(lease);
  }
  return [...changed.values()];
}
function listUnended(holdings) {
  const leases = [];
  for (const record3 of holdings.values())
    for (const lease of record3.leases) if (lease.ended === void 0) leases.push(lease);
  return leases;
}

// src/operations/evidence/rewritten.ts
var HISTORY_REWRITTEN = "HISTORY_REWRITTEN";
var MOST3 = 5;
async function findLost(repository, { adoptions, seen }, tip) {
  const adopted = adoptions.at(-1);
  const granted = listNewest(seen).filter(({ at }) => adopted === void 0 || at >= adopted.at).map(({ merge }) => merge);
  const known2 = [.../* @__PURE__ */ new Set([...adopted === void 0 ? [] : [adopted.commit], ...granted])];
  const there = await Promise.all(known2.map((each) => repository.isAncestor(each, tip).catch(() => false)));
  return known2.find((_, index) => there[index] === false);
}
var listNewest = oncePer((seen) => {
  const newest = [];
  for (const each of seen.values()) {
    const place = newest.findIndex(({ at }) => at < each.at);
    if (place < 0) newest.push(each);
    else newest.splice(place, 0, each);
    newest.length = Math.min(newest.length, MOST3);
  }
  return newest;
});
async function listRewrites(repository, { tip, state }) {
  const lost = await findLost(repository, state, tip);
  if (lost === void 0) return [];
  return [
    mistake(
      HISTORY_REWRITTEN,
      `The ledger acted on commit ${lost}, and the default branch does not have it: it was rewritten.`,
      "Put the branch back. Or look at what it is now, add a commit, and pin that one in HALLPASS_TRUSTED_COMMIT."
    )
  ];
}

// src/operations/evidence/stops.ts
async function listStops({ repository, providers, stops }, view) {
  const found = await Promise.all([listRewrites(repository, view), listLost(repository, view)]);
  return [...stops(), ...found.flat(), ...listGone(providers, view.state)];
}
function listGone(providers, { holdings }) {
  const gone = providersHeldAt(holdings).filter((name3) => !providers.has(name3));
  return gone.map(
    (name3) => mistake(
      "PROVIDER_GONE",
      `Access is held at the provider "${name3}", which the server's configuration no longer lists.`,
      `Put "${name3}" back into HALLPASS_PROVIDERS until everything held there has ended (hallpass status).`
    )
  );
}
var providersHeldAt = oncePer((holdings) => {
  const names2 = /* @__PURE__ */ new Set();
  for (const { held, entitlement } of holdings.values()) if (held !== "no") names2.add(entitlement.provider);
  return [...names2];
});

// src/operations/evidence/gather.ts
var externalIdOf = (evidence, rules2) => `${evidence.pull.number}:${createHash("sha256").update(bindingOf(evidence, rules2)).digest("hex")}`;
async function gatherEvidence(sources, pull2, snapshot) {
  const { repository, github } = sources;
  const { tip, state, rules: rules2, at } = snapshot;
  const parent = pull2.merged && (await repository.readCommit(pull2.merged.commit)).parents[0];
  const base2 = await findBase2(sources, pull2, parent ?? tip);
  const [rulesBefore, changes] = await Promise.all([
    parent === void 0 ? void 0 : readAdoptedRules(sources, state, parent),
    repository.diff(base2, pull2.head.sha)
  ]);
  const range = { target: parent ?? tip, commits: await repository.listCommits(base2, pull2.head.sha) };
  const asked = await proveAsker(sources, pull2, { commits: range.commits, changes, rules: rules2, state });
  const file = await readRequestFile(sources, changes);
  const request = file?.parsed.value;
  const entitlements = judgeEntitlements(sources, file);
  const isPower = entitlements.powers.length > 0;
  const [facts, commits, pushers, retargetedAt, reviews, ownersErrors2, teams3, powers, subject, task, stops] = await Promise.all([
    github.readRepository(),
    readCommits(sources, pull2, range),
    // Hallpass signed all that there is: whoever else pushed to the branch brought nothing.
    asked?.asker ? { pushers: [] } : gatherPushers(sources, pull2, {
      target: range.target,
      commits: new Set(range.commits.map(({ sha }) => sha)),
      changes
    }),
    github.readRetarget(pull2.number),
    github.listReviews(pull2.number),
    github.listOwnersErrors(tip),
    gatherTeams(sources, rulesBefore ? [rules2, rulesBefore] : [rules2], { changes, isPower }, snapshot),
    gatherPowers(sources, entitlements.powers),
    gatherSubject(sources, asked?.asker ?? pull2.author, rules2, request),
    request?.until && github.readTask(request.until.closed),
    listStops(sources, snapshot)
  ]);
  const evidence = {
    now: at,
    repository: { ...facts, pin: sources.pin },
    pull: pull2,
    ...asked && { asked },
    ...retargetedAt && { retargetedAt },
    changes,
    commits,
    ...pushers,
    ...file && { file },
    ...subject,
    rules: rules2,
    ...classifyPull(changes) === "rules" && await gatherProposal(sources, state, pull2, { rules: rules2, base: base2, changes }),
    misplaced: await findMisplaced(sources, changes),
    ownersErrors: ownersErrors2,
    reviews,
    teams: teams3,
    ...recallUse(state, pull2, file),
    ...recallExtended(state, request),
    unfinished: listUnfinishedOf(state, request?.entitlements ?? [], at),
    ...task && { task },
    ...entitlements,
    powers,
    stops: stopsAt(stops, new Set(request?.entitlements.map(({ provider: provider2 }) => provider2)))
  };
  if (pull2.merged === void 0) return { ...evidence, ...await previewArrival(sources, evidence, tip) };
  return {
    ...evidence,
    merge: await readMerge(sources, snapshot, evidence, pull2.merged, rulesBefore ?? rules2)
  };
}
async function previewArrival({ repository }, { changes, pull: pull2 }, tip) {
  if (classifyPull(changes) !== "other") return {};
  return { arriving: await repository.previewMerge(tip, pull2.head.sha) ?? [] };
}
async function findBase2({ repository }, pull2, target) {
  const head = await repository.pullHead(pull2.number);
  if (head !== pull2.head.sha)
    throw new Error(
      `The head of #${pull2.number} is ${pull2.head.sha} at GitHub and ${head ?? "unknown"} in git.`
    );
  const base2 = await repository.mergeBase(target, head);
  if (base2 === void 0) throw new Error(`#${pull2.number} shares no history with the default branch.`);
  return base2;
}
async function readCommits({ repository, github }, pull2, { target, commits: held }) {
  const known2 = new Map((await github.listCommits(pull2.number)).map((commit) => [commit.sha, commit]));
  const found = await Promise.all(
    held.map(async ({ sha, parents: [, merged] }) => {
      const commit = known2.get(sha);
      const updates = merged !== void 0 && await repository.isAncestor(merged, target);
      return commit === void 0 ? [] : [{ ...commit, ...updates && { updates: true } }];
    })
  );
  return found.some(({ length }) => length === 0) ? void 0 : found.flat();
}
var parseRequestOnce = parseOnce(parseRequest);
async function readRequestFile({ repository }, changes) {
  const change = chooseRequest(changes) ?? changes.find((candidate) => isRequestFile(candidate) && candidate.status !== "removed");
  if (change === void 0 || !change.mode.startsWith("100") || change.size > MAX_DOCUMENT_BYTES)
    return void 0;
  const { path: path3, blob } = change;
  const parsed = await parseRequestOnce(path3, blob, () => repository.readBlob(blob, MAX_DOCUMENT_BYTES));
  return { path: path3, blob, parsed };
}
function recallUse(state, pull2, file) {
  const id3 = file && parseRequestPath(file.path)?.id;
  const seen = id3 === void 0 ? void 0 : state.seen.get(id3);
  const refused = file && state.refusals.get(file.path);
  const isOwn = seen?.pull === pull2.number && seen.blob === file?.blob;
  return { ...seen && !isOwn && { seen }, ...refused && { refused } };
}
function recallExtended({ holdings }, request) {
  const base2 = request?.extends;
  if (base2 === void 0) return {};
  const of = (id3) => leasesOf(holdings, id3);
  return { extended: of(base2), chain: listChain(of, base2) };
}
function judgeEntitlements({ providers }, file) {
  const asked = (file?.parsed.value?.entitlements ?? []).map((entitlement, index) => ({
    entitlement,
    index,
    provider: providers.get(entitlement.provider)
  }));
  return {
    powers: asked.flatMap(
      ({ entitlement, index, provider: provider2 }) => (provider2?.powers?.(entitlement) ?? []).map((power) => ({ entitlement: index, power }))
    ),
    entitlementFindings: asked.flatMap(
      ({ entitlement, index, provider: provider2 }) => provider2 === void 0 ? [unknownProvider(entitlement.provider, index, [...providers.keys()])] : provider2.check(entitlement).map((finding) => ({ ...finding, at: `/entitlements/${index}${finding.at}` }))
    )
  };
}
var unknownProvider = (name3, index, known2) => mistake(
  "PROVIDER_UNKNOWN",
  `This server has no provider "${name3}". It has: ${known2.join(", ")}.`,
  "Name one of them.",
  `/entitlements/${index}/provider`
);
async function readMerge(sources, { tip, state }, evidence, merged, rulesBefore) {
  const { repository, github } = sources;
  const { pull: pull2, file } = evidence;
  const { parents } = await repository.readCommit(merged.commit);
  const parent = parents[0];
  const check = await findCheck(sources, state, evidence, rulesBefore);
  return {
    ...merged,
    parents,
    onDefaultBranch: await repository.isAncestor(merged.commit, tip),
    changes: parent === void 0 ? [] : await repository.diff(parent, merged.commit),
    atTip: file && await repository.findFile(tip, file.path),
    rulesBefore,
    // Each commit has its own owners, and teams change under both.
    ownersErrorsBefore: parent === void 0 ? [] : await github.listOwnersErrors(parent),
    belongsToPull: (await github.listPullsOf(merged.commit)).includes(pull2.number),
    ...check
  };
}
var MOST_MERGED_AT_ONCE = 5;
async function findCheck({ github }, { adoptions }, evidence, rulesBefore) {
  const { head } = evidence.pull;
  const checkExpected = externalIdOf(evidence, rulesBefore);
  const passed = async (id3) => (await github.readCheck(head.sha, id3))?.passed === true;
  if (await passed(checkExpected)) return { checkPassed: true, checkExpected };
  const isRuleChange2 = classifyPull(evidence.changes) === "rules";
  const earlier = isRuleChange2 && rulesBefore.adopted ? adoptions.slice(-1 - MOST_MERGED_AT_ONCE) : [];
  for (const { ids } of earlier.toReversed()) {
    const id3 = externalIdOf(evidence, { ...rulesBefore, ids });
    if (id3 !== checkExpected && await passed(id3)) return { checkPassed: true, checkExpected: id3 };
  }
  return { checkPassed: false, checkExpected };
}

// src/operations/ending/find-withdrawn.ts
async function findWithdrawn(deps, snapshot) {
  const { tip, state, at } = snapshot;
  const open4 = listOpenRequests(state, at);
  if (open4.length === 0) return { ended: [], unjudged: 0 };
  const files = new Set((await deps.repository.listFiles(tip, "access-requests")).map(({ path: path3 }) => path3));
  const policies = choosePoliciesInForce(snapshot);
  return judgeOpen(deps, state, [...open4, ...listBases(state, open4)], async (request) => {
    if (!files.has(request.path)) return findRemoval(deps, snapshot, request);
    if (request.isBase) return void 0;
    return policies === void 0 || isOffered(request, policies) ? void 0 : { because: "policy" };
  });
}
var choosePoliciesInForce = ({
  rules: { policies, adopted, findings }
}) => adopted && !findings.some(isError) ? policies : void 0;
async function findRemoval(deps, snapshot, request) {
  const { repository, log } = deps;
  const commit = await repository.findRemoval(snapshot.tip, request.path);
  const follows = commit !== void 0 && await repository.isAncestor(request.seen.merge, commit);
  const pull2 = follows ? await findPullOf(deps, commit) : void 0;
  const at = pull2?.merged?.at;
  const isRelevant = pull2 !== void 0 && at !== void 0 && isInTime(request, at);
  const by = isRelevant ? findRemover(request, await gatherEvidence(deps, pull2, snapshot)) : void 0;
  if (by !== void 0) return { because: "removal", by };
  if (request.isBase || at !== void 0 && at >= request.over) return void 0;
  raiseAlert(
    log,
    "REQUEST_GONE",
    { step: "removal", path: request.path, commit, pull: pull2?.number },
    "a live request is gone from the default branch, and no verified removal explains it; it runs on, and nothing is granted"
  );
  return void 0;
}

// src/operations/ending/early-ends.ts
var endWithdrawn = async (deps, snapshot) => writeFound(deps, await findWithdrawn(deps, snapshot));
async function watchLeases(deps) {
  const { state } = await readState(deps);
  return writeFound(deps, await findAbandoned(deps, state));
}
var watchFresh = async (deps, state, requests2) => writeFound(deps, await findAbandonedOf(deps, state, requests2));
async function writeFound(deps, found) {
  await writeEnds(deps, found.ended);
  return found;
}
async function writeEnds({ journal }, ended) {
  if (ended.length > 0) await journal.append(ended);
}

// src/operations/round/record.ts
var MAX_ATTEMPTS = 10;
async function record({ repository, ledger: ledger2, now }, view, select, readAgain) {
  let current = view;
  for (let attempt2 = 0; attempt2 < MAX_ATTEMPTS; attempt2++) {
    requireTrusted(current);
    const entries = await select(current);
    if (entries.length === 0) return { entries, view: current };
    const { tip: defaultCommit, ledgerTip: from } = current;
    const state = applyEntries(current.state, entries);
    const appended = await ledger2.append({ from, defaultCommit, entries, state, at: now() });
    if (appended !== "behind") return { entries, view: { ...current, state, ledgerTip: appended.tip } };
    await repository.fetch();
    current = await readAgain();
  }
  throw new Error(
    `The ledger moved ${MAX_ATTEMPTS} times while an entry was being written; the next sweep tries again.`
  );
}
function requireTrusted({ untrusted }) {
  if (untrusted !== void 0)
    throw new Error(
      `The ledger's tip ${untrusted.tip} is not signed by this app: ${untrusted.reason}; grants stop until an operator looks.`
    );
}
async function recordJournal(deps, view) {
  const entries = await deps.journal.read();
  if (entries.length === 0) return { entries: [], view };
  const recorded = await record(
    deps,
    view,
    ({ state }) => selectNews(state, entries),
    () => readView(deps)
  );
  await deps.journal.drop(entries.length);
  return recorded;
}

// src/operations/granting/observe.ts
async function observeTeams(deps) {
  const read3 = () => readView(deps);
  return (await record(deps, await read3(), (view) => observe(deps, view), read3)).entries;
}
async function observe(deps, { tip, state }) {
  const rules2 = await readRules(deps.repository, tip);
  const seen = await lookAt(deps, [
    ...rules2.policies.flatMap(({ approvals }) => approvals.teams),
    ...rules2.settings?.rules?.approvals.teams ?? []
  ]);
  const first = state.teams.size === 0 && state.adoptions.every(({ pull: pull2 }) => pull2 === void 0);
  const at = deps.now();
  return seen.filter((team) => !isAsObserved(state.teams.get(team.id), team)).map(({ id: id3, slug, members, children }) => ({
    kind: "observed",
    team: { id: id3, slug },
    members,
    ...children && { childMembers: children.members },
    first,
    at
  }));
}
async function lookAt({ github }, refs) {
  const slugs = [...new Set(refs.map(({ slug }) => slug))];
  const teams3 = await Promise.all(slugs.map((slug) => github.readTeam(slug)));
  return teams3.filter((team) => team !== void 0).filter(({ slug, id: id3 }) => refs.some((ref) => ref.slug === slug && ref.id === id3));
}

// src/core/decision/receipt.ts
function describeReceipt(evidence) {
  const { merge, pull: pull2 } = evidence;
  const paths = listRemovedBy(evidence);
  const requests2 = paths.flatMap((path3) => parseRequestPath(path3)?.id ?? []);
  if (merge === void 0 || requests2.length === 0) return void 0;
  const then = { ...evidence, rules: merge.rulesBefore, ownersErrors: merge.ownersErrorsBefore };
  const reviews = paths.flatMap((path3) => listOwnerReviews(then, path3));
  return {
    pull: pull2.number,
    merge: merge.commit,
    requests: requests2,
    reviews: [...new Map(reviews.map((review) => [review.id, review])).values()],
    at: merge.at
  };
}

// src/operations/looking-back/find-receipts.ts
var MOST_LOOKED_UP = 5;
async function findReceipts(deps) {
  const { lookback, repository } = deps;
  const { receipts: search } = lookback;
  if (search.searched === await repository.defaultTip()) return 0;
  const snapshot = await readSnapshot(deps);
  const gone = await listGone2(deps, snapshot);
  const covered = /* @__PURE__ */ new Set();
  let asked = 0;
  let noted = 0;
  for (const { request } of gone) {
    if (covered.has(request)) continue;
    if (asked === MOST_LOOKED_UP) return noted;
    asked++;
    const receipt = await lookUp(deps, request, snapshot);
    if (receipt === void 0) continue;
    lookback.note([{ kind: "receipt", receipt, at: receipt.at }]);
    for (const each of receipt.requests) covered.add(each);
    noted++;
  }
  if (search.failed.size === 0) search.searched = snapshot.tip;
  return noted;
}
async function listGone2({ repository, lookback }, { tip, state }) {
  const files = new Set((await repository.listFiles(tip, "access-requests")).map(({ path: path3 }) => path3));
  const { unexplained, failed: failed2 } = lookback.receipts;
  const told = /* @__PURE__ */ new Set([...listTold(state, lookback), ...unexplained]);
  return [...state.seen.values()].filter(({ request }) => !files.has(requestPath(request)) && !told.has(request)).sort(
    (a, b) => Number(failed2.has(a.request)) - Number(failed2.has(b.request)) || b.at.getTime() - a.at.getTime()
  );
}
var listTold = (state, lookback) => [
  ...state.receipts.values(),
  ...lookback.listNews(state).flatMap((entry) => entry.kind === "receipt" ? [entry.receipt] : [])
].flatMap(({ requests: requests2 }) => requests2);
async function lookUp(deps, request, snapshot) {
  const { repository, lookback, log } = deps;
  const { unexplained, failed: failed2 } = lookback.receipts;
  try {
    const commit = await repository.findRemoval(snapshot.tip, requestPath(request));
    const pull2 = commit === void 0 ? void 0 : await findPullOf(deps, commit);
    const receipt = pull2 && describeReceipt(await gatherEvidence(deps, pull2, snapshot));
    failed2.delete(request);
    if (receipt?.requests.includes(request)) return receipt;
    unexplained.add(request);
  } catch (err) {
    failed2.add(request);
    log.warn({ step: "look back", request, err }, "its receipt cannot be read; Hallpass tries again");
  }
  return void 0;
}

// src/operations/looking-back/find-uses.ts
var HOUR_MS = 36e5;
var AFTER_MS = HOUR_MS;
var GIVEN_UP_AFTER_MS = 24 * HOUR_MS;
var UNTIL_MS = 7 * 24 * HOUR_MS;
var MOST_READ = 20;
async function findUses(deps) {
  const { ledger: ledger2, providers, lookback, now } = deps;
  const { state } = await ledger2.read();
  const at = now();
  const uses = await readUses(listDue(deps, state, at), state, providers);
  const found = [...uses].flatMap(([lease, use]) => tell2(lookback, lease, use, at));
  lookback.note(found);
  return found.length;
}
function listDue({ providers, lookback }, state, now) {
  const known2 = new Set(
    lookback.listNews(state).flatMap((entry) => entry.kind === "used" ? [keyOf2(entry)] : [])
  );
  const isDue = (lease) => lease.ended !== void 0 && lease.used === void 0 && !(endOf(lease) < addMilliseconds(now, -UNTIL_MS)) && !(endOf(lease) > addMilliseconds(now, -AFTER_MS)) && providers.get(lease.entitlement.provider)?.activity !== void 0 && !known2.has(keyOf2(lease));
  const failed2 = (lease) => Number(lookback.unread.has(keyOf2(lease)));
  return listLeases(state).filter(isDue).sort((a, b) => failed2(a) - failed2(b) || endOf(a).getTime() - endOf(b).getTime()).slice(0, MOST_READ);
}
var keyOf2 = (about) => `${about.request} ${holdingKey(about)}`;
function tell2({ unread }, lease, use, at) {
  const record3 = toUseRecord(use);
  if (record3 === void 0) return [];
  const isGivenUp = !(addMilliseconds(endOf(lease), GIVEN_UP_AFTER_MS) > at);
  if (record3.kind === "unread" && !isGivenUp) {
    unread.add(keyOf2(lease));
    return [];
  }
  unread.delete(keyOf2(lease));
  const { principal, entitlement, request } = lease;
  return [{ kind: "used", principal, entitlement, request, use: record3, at }];
}

// src/operations/memory/lookback.ts
function createLookback() {
  const found = /* @__PURE__ */ new Map();
  return {
    note(entries) {
      for (const entry of entries) found.set(keyOf3(entry), entry);
    },
    listNews: (state) => [...found.values()].filter((entry) => isNews2(state, entry)),
    forget(state) {
      for (const [key, entry] of found) if (!isNews2(state, entry)) found.delete(key);
    },
    receipts: { unexplained: /* @__PURE__ */ new Set(), failed: /* @__PURE__ */ new Set() },
    unread: /* @__PURE__ */ new Set()
  };
}
var keyOf3 = (entry) => entry.kind === "receipt" ? `receipt ${entry.receipt.pull}` : `used ${entry.request} ${holdingKey(entry)}`;
function isNews2({ receipts, holdings }, entry) {
  if (entry.kind === "receipt") return !receipts.has(entry.receipt.pull);
  const key = holdingKey(entry);
  const lease = leasesOf(holdings, entry.request).find((each) => holdingKey(each) === key);
  return lease?.ended !== void 0 && lease.used === void 0;
}

// node_modules/date-fns/addHours.js
function addHours(date, amount, options2) {
  return addMilliseconds(date, amount * millisecondsInHour, options2);
}

// src/operations/memory/presence-cache.ts
var HOURS_BELIEVED = 1;
function createPresenceCache() {
  let seen = /* @__PURE__ */ new Map();
  return {
    async isActive(person, ask, now) {
      const at = seen.get(person.id);
      if (at !== void 0 && !isBefore(now, at) && isBefore(now, addHours(at, HOURS_BELIEVED))) return true;
      const noted = seen;
      const isActive = await ask(person);
      if (isActive) noted.set(person.id, now);
      else noted.delete(person.id);
      return isActive;
    },
    forget() {
      seen = /* @__PURE__ */ new Map();
    }
  };
}

// src/operations/memory/provider-backoff.ts
var AWAY_AFTER = 3;
var LONGEST_ASKED_FOR_MS = 15 * 6e4;
var FRESH_MS = 1e3;
var LATE_SECONDS_UNTOLD = 600;
function createProviderBackoff(random) {
  const silences = /* @__PURE__ */ new Map();
  const unrevoked = /* @__PURE__ */ new Map();
  const unanswered = /* @__PURE__ */ new Map();
  const late = /* @__PURE__ */ new Map();
  const findAway = (provider2) => {
    const silence = silences.get(provider2);
    return silence?.isAway ? silence : void 0;
  };
  const left = (wait, now) => wait === void 0 ? 0 : remainingOf(wait, now);
  const mayAsk = (provider2, now) => left(findAway(provider2)?.asks, now) === 0;
  return {
    mayAsk,
    admit(provider2, now) {
      const away = findAway(provider2);
      if (away === void 0) return;
      if (!mayAsk(provider2, now)) throw away.error;
      silences.set(provider2, { ...away, asks: waitLonger(away.asks, now, random, 0) });
    },
    noteAnswer(provider2) {
      const wasAway = findAway(provider2) !== void 0;
      silences.delete(provider2);
      return wasAway ? "back" : void 0;
    },
    noteFailure(provider2, call2, error2, now) {
      const before2 = silences.get(provider2);
      const { retryAfterSeconds } = readFailure(error2);
      const asked = retryAfterSeconds * 1e3;
      const times = (before2?.times ?? 0) + 1;
      const isAway = before2?.isAway === true || asked > 0 || times >= AWAY_AFTER;
      const asks = waitLonger(before2?.asks, now, random, Math.min(asked, LONGEST_ASKED_FOR_MS));
      const revocations = call2 === "ask" && asked === 0 ? before2?.revocations : waitLonger(before2?.revocations, now, random, Math.min(asked, LONGEST_RETRY_MS));
      silences.set(provider2, { times, isAway, error: error2, asks, revocations });
      return isAway && before2?.isAway !== true ? "away" : void 0;
    },
    untilRevocation(holding, now) {
      const own = unrevoked.get(holdingKey(holding));
      const theirs = findAway(holding.entitlement.provider)?.revocations;
      if (own !== void 0) return Math.max(left(own.wait, now), left(theirs, now));
      if (theirs === void 0) return 0;
      return left({ ...theirs, milliseconds: Math.min(theirs.milliseconds, FRESH_MS) }, now);
    },
    noteRevoked(holding) {
      unrevoked.delete(holdingKey(holding));
    },
    noteUnrevoked(holding, error2, now) {
      const key = holdingKey(holding);
      unrevoked.set(key, { wait: waitLonger(unrevoked.get(key)?.wait, now, random, 0), error: error2 });
    },
    untilGrant(holding, now) {
      const key = holdingKey(holding);
      const asked = unanswered.get(key);
      if (asked === void 0 || isEqual(asked.until, holding.until)) return 0;
      const wait = remainingOf(asked.wait, now);
      if (wait === 0) unanswered.delete(key);
      return wait;
    },
    noteUnanswered(holding, error2, now) {
      const { until, entitlement } = holding;
      const seconds = late.get(entitlement.provider) ?? LATE_SECONDS_UNTOLD;
      const wait = { since: now, milliseconds: seconds * 1e3 };
      unanswered.set(holdingKey(holding), { error: error2, until, wait });
    },
    noteLate(provider2, seconds) {
      late.set(provider2, seconds);
    },
    reasonOf: (holding) => unrevoked.get(holdingKey(holding))?.error ?? unanswered.get(holdingKey(holding))?.error ?? silences.get(holding.entitlement.provider)?.error,
    sort(changes) {
      const triedAt = ({ holding }) => unrevoked.get(holdingKey(holding))?.wait.since.getTime() ?? 0;
      return changes.toSorted((a, b) => triedAt(a) - triedAt(b));
    }
  };
}

// src/operations/memory/settled-cache.ts
function createSettledCache() {
  const settled = /* @__PURE__ */ new Map();
  const stageOf = (record3) => listEnds(record3).map((end) => end.getTime()).join();
  return {
    isOver: (record3) => settled.get(holdingKey(record3)) === stageOf(record3),
    note({ holdings }, listings, now) {
      for (const record3 of holdings.values()) {
        const listing = listings.get(record3.entitlement.provider);
        if (listing !== void 0 && isSettled(record3, listing, now))
          settled.set(holdingKey(record3), stageOf(record3));
      }
    }
  };
}

// src/operations/memory/sightings.ts
var MOST4 = 1e3;
var MOST_CODES = 10;
function createSightings() {
  const seen = /* @__PURE__ */ new Map();
  return {
    note(pull2, checkResult, at) {
      const before2 = seen.get(pull2.number);
      if (before2 === void 0 && seen.size >= MOST4) return;
      const next = checkResult === void 0 ? close(before2, at) : look(pull2, checkResult, at, before2);
      if (next !== void 0) seen.set(pull2.number, next);
    },
    askedAt: (pull2) => seen.get(pull2)?.asked?.at,
    listNews: (state) => [...seen].flatMap(([pull2, sighting]) => tell3(pull2, sighting, state)),
    forget(state) {
      for (const [pull2, sighting] of seen)
        if (sighting.closedAt !== void 0 && tell3(pull2, sighting, state).length === 0) seen.delete(pull2);
    }
  };
}
var close = (before2, at) => ({ codes: [], ...before2, closedAt: at });
function look({ number, author, head }, checkResult, at, before2) {
  if (checkResult.kind !== "request") return void 0;
  const { terms, on } = checkResult.decision;
  const requester = terms?.requester ?? terms?.subject ?? { id: author.id, login: author.login };
  const asked = before2?.asked ?? {
    pull: number,
    requester,
    head: head.sha,
    ...on.blob !== void 0 && { blob: on.blob },
    ...terms && {
      request: terms.id,
      subject: terms.subject,
      entitlements: terms.entitlements.map(({ provider: provider2, resource, role }) => ({ provider: provider2, resource, role })),
      durationMs: terms.durationMs
    },
    at
  };
  const codes = [...new Set(checkResult.findings.map(({ code: code2 }) => code2))].slice(0, MOST_CODES);
  return { asked, codes };
}
function tell3(pull2, { asked, codes, closedAt }, { pulls }) {
  const known2 = pulls.get(pull2);
  const isAsked2 = known2?.asked !== void 0 || asked !== void 0;
  return [
    ...known2?.asked === void 0 && asked !== void 0 ? [{ kind: "asked", asked, at: asked.at }] : [],
    ...isAsked2 && closedAt !== void 0 && known2?.closed === void 0 ? [{ kind: "closed", pull: pull2, codes, at: closedAt }] : []
  ];
}

// src/operations/memory/unshown.ts
var createUnshown = () => ({ states: /* @__PURE__ */ new Map(), hasLooked: false });
var isUnshown = ({ states, hasLooked }) => !hasLooked || states.size > 0;

// src/operations/review.ts
import { createHash as createHash2 } from "node:crypto";

// src/operations/briefing/abilities.ts
var PATIENCE_MS = 3e3;
var FRESH_MINUTES = 10;
var MOST_KNOWN = 1e3;
var known = /* @__PURE__ */ new WeakMap();
async function addAbilities(deps, checkResult) {
  if (checkResult.kind !== "request" || checkResult.findings.length > 0) return checkResult;
  const { briefing, decision } = checkResult;
  if (briefing === void 0 || decision.terms === void 0) return checkResult;
  const found = await Promise.all(decision.terms.entitlements.map((entitlement) => find(deps, entitlement)));
  const abilities = found.filter(({ says }) => says.length > 0);
  return abilities.length === 0 ? checkResult : { ...checkResult, briefing: { ...briefing, abilities } };
}
async function find(deps, { provider: name3, resource, role }) {
  const entitlement = { provider: name3, resource, role };
  const provider2 = deps.providers.get(name3);
  if (provider2?.listAbilities === void 0) return { entitlement, says: [] };
  const answers = answersOf(provider2);
  const before2 = answers.get(entitlementKey(entitlement));
  if (before2 === void 0 || !(deps.now() < before2.until))
    await waitFor(read2(deps, provider2, entitlement, answers));
  return { entitlement, says: answers.get(entitlementKey(entitlement))?.says ?? before2?.says ?? [] };
}
function answersOf(provider2) {
  const answers = known.get(provider2) ?? new I({ max: MOST_KNOWN });
  known.set(provider2, answers);
  return answers;
}
async function read2({ log, now }, provider2, entitlement, answers) {
  const key = entitlementKey(entitlement);
  const until = addMinutes(now(), FRESH_MINUTES);
  try {
    answers.set(key, { until, says: toPhrases(await provider2.listAbilities?.(entitlement) ?? []) });
  } catch (err) {
    answers.set(key, { until, says: answers.get(key)?.says ?? [] });
    log.info({ step: "brief", provider: provider2.name, err }, "does not tell what a role may do");
  }
}
async function waitFor(work) {
  let timer;
  const timeout = new Promise((resolve5) => {
    timer = setTimeout(resolve5, PATIENCE_MS);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}

// src/operations/briefing/policy-changes.ts
var RECENT_DAYS = 7;
var MOST_CHANGES = 5;
async function listPolicyChanges(source, { state: { adoptions }, at }) {
  const since = subDays(at, RECENT_DAYS);
  const recent = adoptions.filter((adoption) => adoption.pull !== void 0 && adoption.at > since).slice(-MOST_CHANGES);
  const found = await Promise.all(recent.map((adoption) => compareRules(source, adoption)));
  return [...new Map(found.flat().map((change) => [change.name, change])).values()];
}
async function compareRules({ repository }, { commit, at, pull: pull2, ids }) {
  const [parent] = (await repository.readCommit(commit)).parents;
  if (pull2 === void 0 || parent === void 0) return [];
  const old = await readRules(repository, parent);
  if (old.ids.policies === ids.policies) return [];
  return listChanged2(old, await readRules(repository, commit)).map((name3) => ({ name: name3, at, pull: pull2 }));
}
var listChanged2 = (before2, after) => [...after.policyBlobs ?? []].filter(([name3, blob]) => before2.policyBlobs?.get(name3) !== blob).map(([name3]) => name3);

// src/operations/review.ts
async function reviewPullRequest(deps, number, onReviewed = ignore) {
  const pull2 = await deps.github.readPull(number);
  if (pull2 === void 0) return void 0;
  const checkResult = pull2.state === "open" ? await reviewOpen(deps, pull2) : void 0;
  if (checkResult !== void 0 || pull2.state === "closed" && pull2.merged === void 0)
    onReviewed({ pull: pull2, checkResult });
  return checkResult;
}
var ignore = () => void 0;
async function reviewOpen(deps, pull2) {
  const { github, log } = deps;
  const { number } = pull2;
  const review = await sayObstacle(deps, pull2, () => judgePull(deps, pull2));
  if (review === void 0) return void 0;
  const { evidence, checkResult, ledgerTip } = review;
  const externalId = externalIdOf(evidence, evidence.rules);
  const isToMerge = isMergeable(checkResult) && evidence.rules.settings?.merge === "automatic";
  const found = isToMerge ? await mergeBlocked(deps, pull2, externalId, checkResult, ledgerTip) : void 0;
  if (found !== void 0) return found;
  await github.writeCheck({ head: pull2.head.sha, pull: number, externalId, checkResult });
  log.info(
    { step: "review", pull: number, kind: checkResult.kind, conclusion: conclude(checkResult) },
    "reviewed"
  );
  if (!isToMerge) return checkResult;
  const result = await github.merge(number, pull2.head.sha, checkResult, ledgerTip);
  log.info({ step: "merge", pull: number, result }, "asked GitHub to merge it");
  return typeof result === "string" ? checkResult : tellRefusal(deps, pull2, externalId, checkResult, result.refused);
}
async function mergeBlocked({ github, log }, { number, head }, approvedId, approved, ledgerTip) {
  if ((await github.readCheck(head.sha, approvedId))?.passed !== true) return void 0;
  const result = await github.merge(number, head.sha, approved, ledgerTip).catch((error2) => {
    if (passesByItself(error2)) return void 0;
    throw error2;
  });
  if (result === void 0) return void 0;
  log.info({ step: "merge", pull: number, result }, "asked GitHub again to merge it");
  if (typeof result === "string") return approved;
  if (COUNTED_CHECKS.test(result.refused)) return void 0;
  const id3 = blockedIdOf(number, approvedId, result.refused);
  const isSaid = await github.readCheck(head.sha, id3) !== void 0;
  return isSaid ? block(approved, result.refused) : void 0;
}
var passesByItself = (error2) => error2 instanceof Error && "status" in error2 && error2.status === 405;
var COUNTED_CHECKS = /status checks/iu;
var blockedIdOf = (number, approvedId, says) => `${number}:blocked:${createHash2("sha256").update(JSON.stringify([approvedId, says])).digest("hex")}`;
async function tellRefusal({ github, log }, { number, head }, approvedId, approved, says) {
  raiseAlert(
    log,
    "MERGE_REFUSED",
    { step: "merge", pull: number, says },
    "GitHub does not let it merge",
    "warn"
  );
  const checkResult = block(approved, says);
  const now = await github.readPull(number);
  if (now?.state === "open" && now.head.sha === head.sha)
    await github.writeCheck({
      head: head.sha,
      pull: number,
      externalId: blockedIdOf(number, approvedId, says),
      checkResult
    });
  return checkResult;
}
async function judgePull(deps, pull2) {
  await deps.repository.fetch([pull2.number]);
  const view = await withJournal(deps, await readView(deps));
  const { state, ledgerTip } = view;
  if ([...state.seen.values()].some(({ pull: merged }) => merged === pull2.number)) return void 0;
  const snapshot = await addRules(deps, view);
  const evidence = await gatherEvidence(deps, pull2, snapshot);
  const policyChanges = evidence.file === void 0 ? [] : await findPolicyChanges(deps, snapshot);
  const askedAt = deps.sightings?.askedAt(pull2.number);
  const told = { ...evidence, policyChanges, ...askedAt && { askedAt } };
  const checkResult = formCheckResult(told, state);
  const withPage = await addOffers(deps, checkResult, view.tip);
  return { evidence, checkResult: await addAbilities(deps, withPage), ledgerTip };
}
async function addOffers({ repository, pin }, checkResult, tip) {
  if (checkResult.kind !== "request" || checkResult.findings.length === 0) return checkResult;
  const { briefing } = checkResult;
  if (briefing?.page === void 0 || await repository.findFile(tip, ACCESS_PAGE) === void 0)
    return checkResult;
  const offers = `${briefing.page}/blob/${pin.defaultBranch}/${ACCESS_PAGE}`;
  return { ...checkResult, briefing: { ...briefing, offers } };
}
var findPolicyChanges = async (deps, snapshot) => listPolicyChanges(deps, snapshot).catch((err) => {
  deps.log.warn(
    { step: "review", err },
    "changes of policies cannot be read, and approvers are not told of them"
  );
  return [];
});
async function sayObstacle({ github, log }, pull2, judge6) {
  try {
    return await judge6();
  } catch (error2) {
    const { number, head } = pull2;
    const checkResult = { kind: "unread", ...describeObstacle(error2) };
    try {
      await github.writeCheck({ head: head.sha, pull: number, externalId: `${number}:unread`, checkResult });
    } catch (err) {
      log.warn({ step: "review", pull: number, err }, "the check cannot name the missing fact");
    }
    throw error2;
  }
}

// src/operations/opening/hear-issue.ts
var MOST_OF_ONE2 = 20;
async function listAsking({ issues: issues2, log }) {
  const { issues: found, isWhole } = await issues2?.list() ?? { issues: [], isWhole: true };
  const read3 = takeOfEach(found);
  if (!isWhole || read3.length < found.length)
    log.warn(
      { step: "issues", listed: found.length, read: read3.length, isWhole },
      "too many open issues have the form's label: the oldest wait until others are closed"
    );
  return read3.map(({ number }) => number);
}
function takeOfEach(issues2) {
  const taken = /* @__PURE__ */ new Map();
  return issues2.filter(({ author }) => {
    const count2 = (taken.get(author) ?? 0) + 1;
    taken.set(author, count2);
    return count2 <= MOST_OF_ONE2;
  });
}
async function hearIssue(deps, number, mayAnswer = () => true) {
  const { asking, issues: issues2 } = deps;
  const issue2 = await issues2?.find(number);
  if (asking === void 0 || issues2 === void 0) return;
  if (issue2 === void 0) return withdraw({ ...deps, asking }, number);
  const news = await answerIssue({ ...deps, asking, issues: issues2, mayAnswer }, issue2);
  if (news === void 0) return;
  await issues2.tell(number, news);
  deps.log.info({ step: "ask", issue: number, kind: news.kind }, "answered");
  if (news.kind === "withdrawn") await withdraw({ ...deps, asking }, number);
}
async function withdraw({ asking, github, log }, issue2) {
  const pull2 = await asking.find(branchOf({ kind: "issue", number: issue2, id: 0 }));
  if (pull2?.state !== "open" || !(await github.readTask(issue2))?.closed) return;
  await asking.withdraw(pull2.number, issue2);
  log.info({ step: "ask", issue: issue2, pull: pull2.number }, "closed: its issue was closed");
}
async function answerIssue(deps, issue2) {
  const { number, id: id3 } = issue2;
  const source = { kind: "issue", number, id: id3 };
  const known2 = await deps.asking.find(branchOf(source));
  if (known2?.state === "closed") return { kind: "closed", pull: known2.number };
  if (known2 !== void 0 && await isWithdrawn2(deps, source))
    return { kind: "withdrawn", pull: known2.number };
  if (known2?.state === "merged") return void 0;
  if (known2 !== void 0) return { kind: "opened", pull: known2.number };
  if (!deps.mayAnswer(issue2)) return void 0;
  const said = await deps.asking.readSource(source);
  const answers = said && readAnswers(said.body);
  if (said === void 0 || answers === void 0 && !issue2.isLabelled) return void 0;
  if (said.changed)
    return { kind: "unusable", problem: "it was changed after it was written, or came from another place" };
  if (answers === void 0)
    return { kind: "unusable", problem: "it has the form's label, and does not begin as the form does" };
  if ("problem" in answers) return { kind: "unusable", problem: answers.problem };
  if (!await deps.github.isActive(said.author))
    return { kind: "unusable", problem: `${said.author.login} is no member of the organisation` };
  const file = draftIssue(answers, said.author, { number, at: said.at });
  return openOrExplain(deps, source, said, file, answers);
}
async function isWithdrawn2({ asking, github }, source) {
  const said = await asking.readSource(source);
  const comments = said ? await github.listComments(said.at, source.number) : [];
  return comments.some(
    ({ author, body, edited }) => author.id === said?.author.id && !edited && isEndCommand(body)
  );
}
async function openOrExplain(deps, source, said, file, answers) {
  try {
    await deps.repository.fetch();
    const { rules: rules2 } = await readSnapshot(deps);
    const { settings } = rules2;
    if (settings === void 0 || rules2.findings.some(isError)) throw new ObstacleError(UNREADABLE2);
    const { value, findings } = parseRequest(file.text, file.path);
    const mistakes = [...findings, ...value ? judgeOffer(value, answers.folder, rules2) : []].filter(
      isError
    );
    if (mistakes.length > 0) return { kind: "mistakes", findings: mistakes };
    const title = `Access for ${said.author.login}: ${labelOffer(answers)}`;
    const { publicKey } = settings.ledger;
    const pull2 = await openFor(deps, { asker: said.author, source, at: said.at, file, title, publicKey });
    return { kind: "opened", pull: pull2.number };
  } catch (error2) {
    if (error2 instanceof ObstacleError) {
      const { why, next } = describeObstacle(error2);
      await deps.issues.tell(source.number, { kind: "waits", why, next });
    }
    throw error2;
  }
}
var UNREADABLE2 = {
  why: "the policies or the settings of this repository have mistakes.",
  next: "the owners of policies/ correct them."
};

// src/service/scheduling/budget.ts
var MAX_KEYS = 1e4;
function createBudget({ most, everyMs }) {
  const used = new I({
    max: MAX_KEYS
  });
  return (key, now) => {
    const before2 = used.get(key) ?? { count: 0, at: now.getTime() };
    const refilled = Math.max(0, Math.floor((now.getTime() - before2.at) / everyMs));
    const count2 = Math.max(0, before2.count - refilled);
    if (count2 >= most) return false;
    used.set(key, { count: count2 + 1, at: count2 === 0 ? now.getTime() : before2.at + refilled * everyMs });
    return true;
  };
}

// src/service/asking/answer-budget.ts
var MAX_ISSUES = 1e4;
function createAnswerBudget({ log, now }, perPerson) {
  const mayAnswer = createBudget(perPerson);
  const counted = new I({ max: MAX_ISSUES });
  return ({ id: id3, number, author }) => {
    if (counted.has(id3)) return true;
    if (mayAnswer(author, now())) {
      counted.set(id3, true);
      return true;
    }
    log.warn({ step: "issue", issue: number, by: author }, "too many issues of one person: this one waits");
    return false;
  };
}

// src/service/asking/asks.ts
var PER_PERSON = { most: 5, everyMs: 12e4 };
var ALL = { most: 50, everyMs: 1e4 };
var createAsks = (deps, scheduler) => {
  const mayAnswer = createAnswerBudget(deps, PER_PERSON);
  return {
    async readIssues() {
      for (const issue2 of await listAsking(deps)) scheduler.soon("issue", issue2);
      return void 0;
    },
    async readIssue(issue2) {
      await hearIssue(deps, issue2, mayAnswer);
      return void 0;
    }
  };
};
function createIssueWatch({ log, now }, readSoon) {
  const mayAskFor = createBudget(PER_PERSON);
  const mayAsk = createBudget(ALL);
  return ({ issue: issue2, by }) => {
    if (mayAskFor(by, now()) && mayAsk("all", now())) return readSoon(issue2);
    log.warn({ step: "issue", issue: issue2, by }, "too many issues of one person: the next round reads this one");
  };
}

// src/core/decision/briefing/labels.ts
var STATE_LABELS = {
  waiting: { name: "access: waiting", color: "fbca04", description: "Somebody has to approve this request" },
  denied: {
    name: "access: denied",
    color: "d73a4a",
    description: "Nothing is granted; the check or a comment says why"
  },
  approved: {
    name: "access: approved",
    color: "1d76db",
    description: "Approved; the access has not started"
  },
  granted: { name: "access: granted", color: "0e8a16", description: "The access is held now" },
  ended: { name: "access: ended", color: "cfd3d7", description: "The access has ended" }
};
var isStateLabel = (name3) => Object.values(STATE_LABELS).some((label) => label.name === name3);
function stateOfCheck(checkResult) {
  if (checkResult.kind !== "request") return void 0;
  if (checkResult.decision.status === "approved") return "approved";
  return conclude(checkResult) === "failure" ? "denied" : "waiting";
}
function stateOfRequest({ holdings }, request, now) {
  const stages = findByRequest(holdings, request).flatMap(
    ([, record3]) => record3.leases.filter((lease) => lease.request === request).map((lease) => judgeLease(record3, lease, now))
  );
  if (stages.length === 0) return void 0;
  if (stages.some((stage) => stage === "held" || stage === "confirmed")) return "granted";
  return stages.every((stage) => stage === "ended") ? "ended" : "approved";
}

// src/core/decision/briefing/reviewers.ts
function isForApproval({ status, verdicts, awaited }) {
  const waiting2 = verdicts.filter((verdict) => verdict.status === "waiting");
  return status === "waiting" && awaited !== void 0 && waiting2.length === 1;
}
var MOST_ASKED = 10;
function listMissingReviewers({ author, requested }, { decision }) {
  const { awaited, terms } = decision;
  const barred = [author.id, terms?.subject.id, terms?.requester?.id];
  const missing2 = (awaited?.groups ?? []).filter((group) => !isAsked(group, requested));
  const people3 = missing2.flatMap((group) => group.people.slice(0, MOST_ASKED));
  const known2 = requested?.people ?? [];
  return [...new Map(people3.map((person) => [person.id, person])).values()].filter(
    ({ id: id3 }) => !barred.includes(id3) && !known2.includes(id3)
  );
}
function isAsked({ people: people3, teams: teams3, missing: missing2 }, requested) {
  if (requested === void 0) return false;
  if (teams3.some((team) => requested.teams.includes(team))) return true;
  return people3.filter(({ id: id3 }) => requested.people.includes(id3)).length >= missing2;
}

// src/operations/briefing/brief.ts
async function briefApprovers(deps, reviewed) {
  const { briefings } = deps;
  if (briefings === void 0) return;
  const { pull: pull2, checkResult } = reviewed;
  if (checkResult?.kind !== "request") return takeBack(briefings, pull2, checkResult ?? "closed");
  await unlessHeldBack(deps, pull2, () => showState(briefings, pull2, checkResult));
  const isForPeople = isForApproval(checkResult.decision) && !pull2.draft;
  const known2 = await briefings.find(pull2.number);
  const isAsked2 = known2?.head === pull2.head.sha;
  const areAsked = !isForPeople || isAsked2 || await requestReviews(deps, briefings, { pull: pull2, checkResult });
  const head = areAsked ? pull2.head.sha : NOBODY_ASKED;
  if (known2 !== void 0) await briefings.change(known2, isForPeople ? head : known2.head, checkResult);
  else if (isForPeople) await briefings.write(pull2.number, head, checkResult);
}
var NOBODY_ASKED = "0000";
async function unlessHeldBack({ log }, { number }, work) {
  try {
    await work();
    return true;
  } catch (err) {
    if (askedWait(err) === void 0) throw err;
    log.info({ step: "brief", pull: number, err }, "waits for the next review");
    return false;
  }
}
async function showState(briefings, { number, labels = [] }, checkResult) {
  const state = stateOfCheck(checkResult);
  const shown = labels.filter(isStateLabel);
  const isShown2 = state === void 0 ? shown.length === 0 : shown.length === 1 && shown[0] === STATE_LABELS[state].name;
  const isPassing = state === "approved" && isMerging(checkResult);
  if (!isShown2 && !isPassing) await briefings.showState(number, state);
}
var isMerging = ({ briefing, blocked }) => briefing?.merges === true && blocked === void 0;
async function requestReviews(deps, briefings, { pull: pull2, checkResult }) {
  const people3 = listMissingReviewers(pull2, checkResult);
  if (people3.length === 0) return true;
  try {
    return await unlessHeldBack(deps, pull2, () => briefings.requestReviews(pull2.number, people3));
  } catch (err) {
    deps.log.warn({ step: "brief", pull: pull2.number, err }, "GitHub did not take the request for reviews");
    return true;
  }
}
async function takeBack(briefings, { number, labels = [], head }, about) {
  const known2 = await briefings.find(number);
  if (known2 !== void 0) await briefings.change(known2, head.sha, about);
  if (labels.some(isStateLabel)) await briefings.showState(number, void 0);
}

// src/service/briefing.ts
function createBriefing(deps, queue, reviewSoon) {
  const latest = /* @__PURE__ */ new Map();
  return (reviewed) => {
    const { number } = reviewed.pull;
    latest.set(number, reviewed);
    queue.add(`brief ${number}`, async () => {
      const last = latest.get(number);
      latest.delete(number);
      if (last === void 0) return;
      try {
        await briefApprovers(deps, last);
      } catch (error2) {
        const wait = askedWait(error2);
        if (wait !== void 0) setTimeout(() => reviewSoon(number), wait).unref();
        throw error2;
      }
    });
  };
}

// src/service/due.ts
var FETCH_BEFORE_END_SECONDS = 5;
function createDueSteps(deps, scheduler, learn) {
  const { now } = deps;
  const turnTimer = scheduler.timer(() => {
    scheduler.soon("due");
    scheduler.soon("reconcile");
  });
  const fetchTimer = scheduler.timer(() => scheduler.soon("reconcile"));
  const setTimers = (next) => {
    if (next === void 0) return;
    turnTimer.set(next.getTime() - now().getTime());
    const early = subSeconds(next, FETCH_BEFORE_END_SECONDS).getTime() - now().getTime();
    if (early > 0) fetchTimer.set(early);
  };
  const note = (state) => {
    learn(state);
    setTimers(nextTurn(state, now()));
    const overdue = listOverdue(state, now()).map(({ entitlement }) => entitlement.provider);
    for (const provider2 of new Set(overdue)) scheduler.soon("end", provider2);
  };
  return {
    note,
    async readDue() {
      const { state, untrusted } = await readState(deps);
      learn(state, untrusted === void 0);
      note(state);
      return void 0;
    },
    async listLate() {
      const { state } = await readState(deps);
      for (const provider2 of chooseAsked(deps, state).keys()) scheduler.soon("look", provider2);
      return void 0;
    }
  };
}

// src/operations/ending/end-by-comment.ts
async function endByComment(deps, { comment, delivery }) {
  const { state } = await readState(deps);
  const reads = [
    () => deps.github.readComment(comment),
    // Changing or deleting the comment does not undo the command.
    async () => deps.comments?.findWritten(delivery)
  ];
  for (const read3 of reads) {
    const written = await read3();
    const ending = written && await findCommanded(deps, state, [written]);
    if (ending === void 0 || ending.ended.length === 0) continue;
    await writeEnds(deps, ending.ended);
    return ending;
  }
  return { ended: [], unjudged: 0 };
}

// src/service/listener.ts
var PER_PERSON2 = { most: 5, everyMs: 12e4 };
var ALL_ANSWERS = { most: 30, everyMs: 1e4 };
var MOST_TRIES2 = 10;
function createListener(deps, actions) {
  const { log, now } = deps;
  const { commands, cosmetic: cosmetic2, reviewSoon, watchSoon, onEnded } = actions;
  const mayAsk = createBudget(PER_PERSON2);
  const mayAnswer = createBudget(ALL_ANSWERS);
  let enders = /* @__PURE__ */ new Map();
  const endsIt = (pull2, person) => enders.get(pull2)?.has(person) ?? false;
  const end = async (command2) => {
    try {
      const { ended, unjudged } = await endByComment(deps, command2);
      if (ended.length > 0) onEnded();
      if (ended.length === 0 || unjudged > 0) watchSoon();
    } catch (error2) {
      watchSoon();
      throw error2;
    }
  };
  const answer3 = (command2) => {
    if (mayAnswer("all", now())) answerSoon(command2, 1);
    else log.warn({ step: "comment", pull: command2.pull }, "too many comments: one is not answered");
  };
  const answerSoon = (command2, tries) => cosmetic2.add(`answer ${command2.comment}`, async () => {
    try {
      await answerComment(deps, command2);
    } catch (error2) {
      if (tries < MOST_TRIES2)
        setTimeout(() => answerSoon(command2, tries + 1), waitAfter(tries - 1, error2)).unref();
      throw error2;
    }
  });
  return {
    hear(command2) {
      const { kind, pull: pull2, author, isOpen, comment } = command2;
      if (kind === "end" && endsIt(pull2, author.id))
        return commands.add(`end ${comment}`, () => end(command2), { urgent: true });
      if (!mayAsk(author.id, now()))
        return log.warn(
          { step: "comment", pull: pull2, author },
          "too many comments of one person: one is not read"
        );
      if (kind === "end") watchSoon();
      if (kind === "check" && isOpen) return reviewSoon(pull2);
      answer3(command2);
    },
    hearTakenBack({ pull: pull2, by }) {
      if (mayAsk(by, now())) watchSoon();
      else
        log.warn({ step: "comment", pull: pull2, by }, "too many changes by one person: the next watch reads them");
    },
    hearEdit({ pull: pull2, by }) {
      if (mayAsk(by, now())) reviewSoon(pull2);
      else log.warn({ step: "review", pull: pull2, by }, "too many edits by one person: the next sweep reviews");
    },
    learn(state) {
      const known2 = /* @__PURE__ */ new Map();
      for (const request of listOpenRequests(state, now())) {
        const people3 = known2.get(request.seen.pull) ?? /* @__PURE__ */ new Set();
        for (const { id: id3 } of listWhoMayEnd(request)) people3.add(id3);
        known2.set(request.seen.pull, people3);
      }
      enders = known2;
    }
  };
}

// node_modules/date-fns/subHours.js
function subHours(date, amount, options2) {
  return addHours(date, -amount, options2);
}

// src/operations/briefing/approval-notice.ts
function describeApproval({ pull: pull2, checkResult }) {
  if (checkResult?.kind !== "request" || pull2.draft || pull2.state !== "open") return void 0;
  const { decision } = checkResult;
  const { terms, awaited } = decision;
  if (terms === void 0 || awaited === void 0 || !isForApproval(decision)) return void 0;
  const approvers = awaited.groups.flatMap(({ people: people3 }) => people3);
  return {
    ...{ kind: "approval", pull: pull2.number, id: `approval ${pull2.head.sha}` },
    concerned: {
      subject: terms.subject,
      ...terms.requester && { requester: terms.requester },
      approvers: [...new Map(approvers.map((person) => [person.id, person])).values()]
    },
    entitlements: terms.entitlements.map(({ provider: provider2, resource, role }) => ({ provider: provider2, resource, role })),
    durationMs: terms.durationMs,
    reason: terms.reason
  };
}

// src/service/notices/approval-notices.ts
var MOST_HEADS = 5;
var MOST_PULLS = 1e3;
function createApprovalNotices(deps, channels) {
  const latest = /* @__PURE__ */ new Map();
  const recent = new I({ max: MOST_PULLS });
  const admit = ({ pull: pull2, id: id3 }) => {
    const now = deps.now();
    const since = subHours(now, 1);
    const told = (recent.get(pull2) ?? []).filter(({ at }) => at > since);
    if (told.some((each) => each.id === id3)) return true;
    if (told.length >= MOST_HEADS) return false;
    recent.set(pull2, [...told, { id: id3, at: now }]);
    return true;
  };
  return (reviewed) => {
    const { number } = reviewed.pull;
    const notice = describeApproval(reviewed);
    if (notice === void 0) latest.delete(number);
    if (notice === void 0 || !admit(notice)) return;
    latest.set(number, notice);
    channels.once(`approval ${number}`, async (to) => {
      const last = latest.get(number);
      if (last !== void 0) for (const channel of to) await announceOn(deps, channel, last);
    });
  };
}

// src/service/notices/channel-lanes.ts
var MAX_WAITING = 50;
function createChannelLanes([first, ...others], shared, open4) {
  const lanes = others.map((notifier) => ({ notifier, lane: open4(`notices to ${notifier.name}`) }));
  let count2 = 0;
  const addTo = (key, bounded, job) => {
    if (first !== void 0) shared.add(key, () => job([first]));
    for (const { notifier, lane } of lanes) lane.add(bounded, () => job([notifier]).catch(() => void 0));
  };
  return {
    each(key, job) {
      addTo(`${key} ${count2}`, `${key} ${count2 % MAX_WAITING}`, job);
      count2++;
    },
    once: (key, job) => addTo(key, key, job)
  };
}

// src/service/push-watch.ts
var PER_PERSON3 = { most: 20, everyMs: 1e4 };
var ALL2 = { most: 100, everyMs: 5e3 };
var PAUSES_MS = [15e3, 3e4, 6e4];
function createPushWatch({ github, log, now }, queue) {
  const mayLookFor = createBudget(PER_PERSON3);
  const mayLook = createBudget(ALL2);
  const look4 = ({ branch, after, by }, pauses) => queue.add(`read pushes ${branch} ${after}`, async () => {
    const moves = await github.listMoves(branch);
    const [pause, ...others] = pauses;
    if (moves === void 0 || pause === void 0 || moves.some((move) => move.after === after)) return;
    setTimeout(() => look4({ branch, after, by }, others), pause).unref();
  });
  return (push) => {
    if (mayLookFor(push.by, now()) && mayLook("all", now())) return look4(push, PAUSES_MS);
    log.warn(
      { step: "push", branch: push.branch, by: push.by },
      "too many pushes to read now; the review of a pull request reads them if the branch still exists"
    );
  };
}

// src/core/asking/unfinished-pulls.ts
function listUnfinishedPulls({ pulls, seen, refusals }, open4) {
  const merged = /* @__PURE__ */ new Set([
    ...[...seen.values()].map(({ pull: pull2 }) => pull2),
    ...[...refusals.values()].flatMap(({ pull: pull2 }) => pull2 ?? [])
  ]);
  return [...pulls.values()].filter(
    ({ pull: pull2, approved, closed }) => approved === void 0 && closed === void 0 && !merged.has(pull2)
  ).map(({ pull: pull2 }) => pull2).filter((pull2) => !open4.has(pull2));
}

// src/service/reviewer.ts
var ignore2 = () => void 0;
var LOOKS_MS = [15e3, 3e4, 6e4];
function createReviewer(deps, scheduler, judge6 = reviewPullRequest, brief = ignore2) {
  const looks = /* @__PURE__ */ new Map();
  const reverts2 = /* @__PURE__ */ new Set();
  const noteRevert = (pull2, result) => {
    if (result?.kind === "revert") reverts2.add(pull2);
    else reverts2.delete(pull2);
  };
  const nextLook2 = (pull2, result) => {
    const count2 = looks.get(pull2) ?? 0;
    if (result === void 0 || !isLogLate(result)) looks.delete(pull2);
    else looks.set(pull2, count2 + 1);
    return looks.has(pull2) ? LOOKS_MS[count2] : void 0;
  };
  return {
    async review(pull2) {
      const result = await judge6(deps, pull2, brief);
      noteRevert(pull2, result);
      return nextLook2(pull2, result);
    },
    async reviewAll() {
      const open4 = await deps.github.listOpenPulls();
      for (const pull2 of open4) scheduler.soon("review", pull2);
      const { state } = await deps.ledger.read();
      for (const pull2 of listUnfinishedPulls(state, new Set(open4))) scheduler.soon("review", pull2);
      return void 0;
    },
    reviewReverts() {
      for (const pull2 of reverts2) scheduler.soon("review", pull2);
    }
  };
}

// src/operations/applying/carry-out.ts
var carryOut = (deps, plan) => applyPlan(
  { ...plan, changes: deps.backoff?.sort(plan.changes) ?? plan.changes },
  deps.providers,
  deps.now,
  (change, carry) => deps.locks.run(holdingKey(change.holding), async () => {
    try {
      return isPutOff(deps, change) ? await putOff(deps, change) : await attempt(deps, change, carry);
    } catch (error2) {
      if (isRevocation(change)) deps.backoff?.noteUnrevoked(change.holding, error2, deps.now());
      throw error2;
    }
  })
);
async function attempt(deps, change, carry) {
  const { state } = await readState(deps);
  if (!isStillRight(change, state, deps.now())) return void 0;
  const outcome = await carry();
  logOutcome(deps, outcome);
  if (outcome.status === "failed" && isRevocation(change))
    deps.backoff?.noteUnrevoked(change.holding, outcome.error, outcome.at);
  if (outcome.status === "failed" && readFailure(outcome.error).code === "TIMEOUT")
    deps.backoff?.noteUnanswered(change.holding, outcome.error, outcome.at);
  await record2(deps, outcome, state);
  if (outcome.status === "done") deps.backoff?.noteRevoked(change.holding);
  return outcome;
}
function isPutOff({ backoff, now }, { kind, write: write2, holding }) {
  if (backoff === void 0 || !write2) return false;
  const at = now();
  return kind === "grant" ? !backoff.mayAsk(holding.entitlement.provider, at) || backoff.untilGrant(holding, at) > 0 : backoff.untilRevocation(holding, at) > 0;
}
async function putOff(deps, change) {
  const { state } = await readState(deps);
  if (!isStillRight(change, state, deps.now())) return void 0;
  const error2 = deps.backoff?.reasonOf(change.holding);
  const outcome = { status: "failed", change, error: error2, at: deps.now() };
  const recorded = await record2(deps, outcome, state);
  return recorded || change.kind === "grant" ? outcome : void 0;
}
async function record2(deps, outcome, state) {
  const entries = entriesOf(outcome, state.holdings.get(holdingKey(outcome.change.holding)), deps.endsAs);
  if (entries.length > 0) await deps.journal.append(entries);
  return entries.length > 0;
}
function logOutcome({ log }, outcome) {
  const { kind, holding } = outcome.change;
  const fields = { step: kind, principal: holding.principal, ...holding.entitlement, until: holding.until };
  if (outcome.status === "done") {
    log.info({ ...fields, ...outcome.receipt }, `${kind} done`);
    return;
  }
  const failed2 = { ...fields, err: outcome.error };
  const message = `${kind} failed; Hallpass tries again`;
  if (kind === "revocation") raiseAlert(log, "REVOCATION_FAILED", failed2, message);
  else log.error(failed2, message);
}

// src/operations/ending/end.ts
async function endDue(deps, provider2) {
  const { state } = await readState(deps);
  const changes = listRevocations(deps, state, provider2);
  const outcomes = await carryOut(deps, { changes, unexplained: [] });
  return { outcomes, retryInMs: untilRetry(deps, changes, outcomes) };
}
function untilRetry({ backoff, now }, changes, outcomes) {
  const done = new Set(
    outcomes.filter(({ status }) => status === "done").map(({ change }) => holdingKey(change.holding))
  );
  const at = now();
  const waits = changes.filter(({ holding }) => !done.has(holdingKey(holding))).map(({ holding }) => backoff?.untilRevocation(holding, at) ?? 0);
  return waits.length === 0 ? void 0 : Math.min(...waits);
}
var listRevocations = ({ now }, state, provider2) => planChanges(state, /* @__PURE__ */ new Map(), now()).changes.filter(isRevocation).filter(({ holding }) => holding.entitlement.provider === provider2);
async function endLate(deps, provider2) {
  const { state } = await readState(deps);
  const listings = await listAt(deps, state, provider2, chooseAsked(deps, state).get(provider2) ?? []);
  const changes = planChanges(state, listings, deps.now()).changes.filter(isRevocation).filter(({ holding }) => state.holdings.get(holdingKey(holding))?.held === "no");
  return carryOut(deps, { changes, unexplained: [] });
}

// src/service/revocation-scheduler.ts
function createRevocationScheduler(deps, onEnded) {
  return {
    async end(provider2) {
      const { outcomes, retryInMs } = await endDue(deps, provider2);
      if (outcomes.length > 0) onEnded();
      return retryInMs;
    },
    async look(provider2) {
      const outcomes = await endLate(deps, provider2);
      if (outcomes.length > 0) onEnded();
      return void 0;
    }
  };
}

// src/operations/briefing/show-states.ts
async function showStates({ briefings, now, log, unshown }, news) {
  if (briefings === void 0) return;
  const memory = unshown ?? { states: /* @__PURE__ */ new Map(), hasLooked: true };
  noteStates(memory, news, now());
  const failed2 = [];
  for (const [pull2, shown] of [...memory.states])
    try {
      await briefings.showState(pull2, shown);
      memory.states.delete(pull2);
    } catch (err) {
      if (askedWait(err) !== void 0)
        return log.info({ step: "brief", labels: memory.states.size, err }, "labels wait");
      failed2.push(err);
      if (isFinal(err)) memory.states.delete(pull2);
    }
  if (failed2.length > 0)
    throw new AggregateError(failed2, `${failed2.length} pull requests could not be labelled.`);
}
var isFinal = (error2) => error2 instanceof Error && "retryable" in error2 && error2.retryable === false;
function noteStates(memory, { entries, state }, now) {
  const earlier = memory.hasLooked ? [] : listRecentNotices(state, addMinutes(now, 1));
  memory.hasLooked = true;
  const all = [...earlier.map(({ entry }) => entry), ...entries];
  for (const [pull2, shown] of listStates({ entries: all, state }, now)) memory.states.set(pull2, shown);
}
function listStates({ entries, state }, now) {
  const states = /* @__PURE__ */ new Map();
  for (const entry of entries)
    if (entry.kind === "refused" && entry.refusal.pull !== void 0)
      states.set(entry.refusal.pull, "denied");
  for (const request of new Set(entries.flatMap((entry) => requestsOf(entry, state)))) {
    const pull2 = state.seen.get(request)?.pull;
    const shown = stateOfRequest(state, request, now);
    if (pull2 !== void 0 && shown !== void 0) states.set(pull2, shown);
  }
  return states;
}
function requestsOf(entry, { holdings }) {
  switch (entry.kind) {
    case "intent":
      return [entry.lease.request];
    case "ended":
      return [entry.request];
    case "granted":
    case "revoked": {
      const { leases = [] } = holdings.get(holdingKey(entry)) ?? {};
      return leases.filter(
        ({ endsAt, ended }) => !((ended?.at ?? endsAt) < (entry.kind === "revoked" ? entry.scheduled : entry.at))
      ).map(({ request }) => request);
    }
    default:
      return [];
  }
}

// src/operations/ending/remove.ts
import { createHash as createHash3 } from "node:crypto";
async function removeRefused(deps) {
  const view = await readView(deps);
  const files = await deps.repository.listFiles(view.tip, "access-requests");
  const blobs = new Map(files.map(({ path: path3, blob }) => [path3, blob]));
  const opened = [];
  const failures = [];
  for (const refusal of view.state.refusals.values()) {
    if (blobs.get(refusal.path) !== refusal.blob) continue;
    try {
      const pull2 = await openRemoval(deps, refusal, view);
      if (pull2 !== void 0) opened.push(pull2);
    } catch (error2) {
      failures.push(error2);
    }
  }
  const [failure] = failures;
  if (failure !== void 0) throw failure;
  return opened;
}
async function openRemoval({ reverts: reverts2, pin }, refusal, { tip: from, at }) {
  const message = `Remove a request that grants nothing

- ${JSON.stringify(refusal.path)}
`;
  const removal = { branch: removalBranch(refusal), from, paths: [refusal.path], message, at };
  return openRemovalPull(reverts2, removal, {
    base: pin.defaultBranch,
    describe: async () => ({ kind: "refused", refusal })
  });
}
var removalBranch = ({ path: path3, blob, at }) => `hallpass/remove/${createHash3("sha256").update(JSON.stringify([path3, blob, at])).digest("hex").slice(0, 16)}`;

// src/core/plan/partly-granted.ts
function isPartlyGranted({ holdings }, { request, of }, now) {
  if (of === void 0) return false;
  const leases = leasesOf(holdings, request);
  return leases.length < of && !leases.some((lease) => hasEnded(lease, now));
}
function listUngranted2({ holdings }, leases) {
  const [first] = leases;
  if (first === void 0) return [];
  const known2 = leasesOf(holdings, first.request);
  return leases.filter(
    ({ principal, entitlement }) => !known2.some(
      (other) => other.principal === principal && entitlementKey(other.entitlement) === entitlementKey(entitlement)
    )
  );
}

// src/operations/granting/undecided.ts
async function listUndecided({ repository }, state, commit, now) {
  const files = await repository.listFiles(commit, "access-requests");
  return files.filter((each) => isRequestFile(each) && isUndecided(each, state, now));
}
function isUndecided({ path: path3 }, state, now) {
  const used = findUse(path3, state);
  return !state.refusals.has(path3) && (used === void 0 || isPartlyGranted(state, used, now));
}
var partlyOf = (path3, state) => findUse(path3, state) === void 0 ? {} : { partly: true };
function findUse(path3, { seen }) {
  const id3 = parseRequestPath(path3)?.id;
  return id3 === void 0 ? void 0 : seen.get(id3);
}

// src/operations/failed-round.ts
var ROUNDS_FAIL = "rounds fail";
var SECONDS_BEFORE_FAILURE = 300;
var MAX_ASKED = 20;
function noteFailedRound({ rechecks, log, now }, err) {
  const at = now();
  const since = rechecks.knownSince(ROUNDS_FAIL, at);
  if (isBefore(at, addSeconds(since, SECONDS_BEFORE_ALERT))) return;
  const fields = { step: "reconcile", since, because: describeObstacle(err).why, err };
  raiseAlert(log, "GRANTS_FAIL", fields, "nothing can be granted; Hallpass tries again");
}
var noteFinishedRound = ({ rechecks }) => rechecks.forget(ROUNDS_FAIL);
async function announceFailedRound(deps, error2, channels = deps.notifiers) {
  const { rechecks, now } = deps;
  const because = describeObstacle(error2).why;
  const known2 = readState(deps);
  const found = await Promise.allSettled([listInClone(deps, known2), listAtGitHub(deps, known2)]);
  const at = now();
  for (const request of found.flatMap((each) => each.status === "fulfilled" ? each.value : []))
    rechecks.noteWaiting(request, because, at);
  await announceWaiting(deps, channels);
  const failed2 = found.filter((each) => each.status === "rejected").map(({ reason }) => reason);
  if (failed2.length > 0) throw new AggregateError(failed2, "Not every request that waits could be found.");
}
async function listInClone(deps, known2) {
  const { state } = await known2;
  const files = await listUndecided(deps, state, await deps.repository.defaultTip(), deps.now());
  return files.map(({ path: path3 }) => ({ path: path3, ...partlyOf(path3, state) }));
}
async function listAtGitHub(deps, known2) {
  const { github, rechecks, now } = deps;
  const since = subSeconds(rechecks.knownSince(ROUNDS_FAIL, now()), SECONDS_BEFORE_FAILURE);
  const pulls = (await github.listMergedSince(since)).slice(0, MAX_ASKED);
  const state = await known2.then(
    (read3) => read3.state,
    () => void 0
  );
  const found = await Promise.all(
    pulls.map(async (pull2) => (await github.listAddedPaths(pull2)).map((path3) => ({ path: path3, pull: pull2 })))
  );
  const requests2 = found.flat().filter(isRequestFile);
  if (state === void 0) return requests2;
  const at = now();
  return requests2.filter((each) => isUndecided(each, state, at)).map((each) => ({ ...each, ...partlyOf(each.path, state) }));
}

// src/operations/granting/late-activity.ts
var LOG_SECONDS = 600;
var LATE_ACTIVITY = {
  why: "GitHub does not tell yet who pushed to the branch.",
  next: "wait for ten minutes after the merge."
};
var mayStillTellPushers = ({ unknownPush, merge, now }) => unknownPush?.because === "late" && merge !== void 0 && isBefore(now, addSeconds(merge.at, LOG_SECONDS));

// src/operations/granting/adopt.ts
var RULE_PATHS = ["policies", SETTINGS_PATH, ...CODEOWNERS_PATHS];
async function adoptRules(deps, view) {
  const { repository } = deps;
  const { tip, state, at } = view;
  const start = await findInForce(deps, state, tip);
  if (start === void 0) return [];
  if (await isUnlooked(deps, state, start, tip)) return [];
  const adopted = state.adoptions.some(({ commit }) => commit === start.commit) ? [] : [{ kind: "adopted", adoption: { ...start, at }, at }];
  const rejected = [];
  let inForce = start;
  for (const commit of await repository.listChanging(inForce.commit, tip, RULE_PATHS)) {
    const { ids } = await readRules(repository, commit);
    if (sameRules(ids, inForce.ids)) continue;
    const known2 = { ...state, adoptions: [...state.adoptions, ...adopted.map(({ adoption }) => adoption)] };
    const verified = await verifyChange(deps, { ...view, state: known2 }, commit);
    if (verified === "later") break;
    if ("because" in verified) {
      rejected.push(verified);
      continue;
    }
    inForce = { ...verified, commit, ids, at };
    adopted.push({ kind: "adopted", adoption: inForce, at });
  }
  if (!sameRules(inForce.ids, (await readRules(repository, tip)).ids)) alertRejected(deps, rejected);
  return adopted;
}
async function isUnlooked({ repository, log }, state, { commit }, tip) {
  const lost = await findLost(repository, state, tip);
  if (lost === void 0) return false;
  const isNew = !state.adoptions.some((adoption) => adoption.commit === commit);
  if (isNew && !await repository.isAncestor(commit, lost).catch(() => false)) return false;
  raiseAlert(
    log,
    "BRANCH_REWRITTEN",
    { step: "adopt", commit: lost, tip },
    "the default branch was rewritten: it lacks a commit the ledger acted on; nothing is granted until an operator looks"
  );
  return true;
}
async function verifyChange(deps, view, commit) {
  const pull2 = await findPullOf(deps, commit);
  if (pull2 === void 0) return { commit, because: ["NO_PULL_REQUEST"] };
  const evidence = await gatherEvidence(deps, pull2, await addRules(deps, view));
  if (mayStillTellPushers(evidence)) {
    deps.log.warn({ step: "adopt", commit, pull: pull2.number }, `the rules wait: ${LATE_ACTIVITY.why}`);
    return "later";
  }
  const { status, verdicts, approvers } = decide(evidence);
  if (status === "approved") return { pull: pull2.number, approvers };
  const unmet = verdicts.filter((verdict) => verdict.status !== "met");
  return { commit, because: unmet.map(({ rule }) => rule) };
}
function alertRejected({ log }, rejected) {
  for (const { commit, because } of rejected)
    raiseAlert(
      log,
      "RULES_REJECTED",
      { step: "adopt", commit, because },
      "the rules were changed without the approval of their owners; nothing is granted while they stand"
    );
}

// src/core/plan/overtaken.ts
var isOvertaken = (intents, earlier) => intents.some((intent) => earlier.some((each) => isRelated(intent, each)));
var isRelated = (intent, earlier) => intent.lease.extends === earlier.lease.request || earlier.lease.extends === intent.lease.request || sameIds(intent.ids, earlier.ids) || isSameAccount(intent, earlier);
var isSameAccount = (a, b) => a.entitlement.provider === b.entitlement.provider && a.principal === b.principal || a.ids.instance === b.ids.instance && a.ids.principal === b.ids.principal;

// src/operations/granting/rest.ts
var SECONDS_BETWEEN_TRIES = 30;
var SECONDS_AFTER_REFUSAL = 300;
function ofRest(judged) {
  if (judged.kind === "ended") return { kind: "approved", intents: [] };
  if (judged.kind !== "refused") return judged;
  return { kind: "approved", intents: [], missing: new RestRefused(judged.codes) };
}
var RestRefused = class extends ObstacleError {
  constructor(codes) {
    const next = "ask for it with a new file.";
    super({ why: `The rest of the request is no longer approved (${codes.join(", ")}): ${next}`, next });
  }
};
function putOffRest(deps, at, { path: path3, key }, missing2) {
  const seconds = missing2 instanceof RestRefused ? SECONDS_AFTER_REFUSAL : SECONDS_BETWEEN_TRIES;
  const until = addSeconds(at, seconds);
  noteUnread(deps, { path: path3, partly: true, until }, at, missing2);
  return deps.rechecks.defer(path3, key, until, at);
}

// src/operations/granting/conclude.ts
var LONGEST_WAIT_SECONDS = 300;
function conclude2(deps, known2, { file, key, judged }) {
  const { path: path3 } = file;
  const { at } = known2;
  const waiting2 = { path: path3, ...partlyOf(path3, known2.state) };
  switch (judged.kind) {
    case "failed":
      noteUnread(deps, waiting2, at, judged.error);
      return { entries: [], unjudged: true };
    case "stopped":
      noteStopped(deps, waiting2, at, judged.because);
      return { entries: [], unjudged: true };
    case "later":
      deps.rechecks.noteLater(path3, at);
      return { entries: [], again: judged.at };
    case "waits":
      noteSettling(deps, { ...waiting2, until: judged.until }, at);
      return { entries: [], again: deps.rechecks.defer(path3, key, nextLook(judged, at), at) };
    default:
      return concludeSettled(deps, known2, { file, key, judged });
  }
}
function concludeSettled(deps, known2, look4) {
  const { rechecks } = deps;
  const { file, key, judged } = look4;
  const { path: path3 } = file;
  if (judged.kind === "approved" && judged.missing !== void 0)
    return { entries: judged.intents, again: putOffRest(deps, known2.at, { path: path3, key }, judged.missing) };
  rechecks.noteJudged(path3);
  if (judged.kind === "approved") return { entries: judged.intents };
  if (judged.kind === "early") return concludeEarly(deps, known2, look4, judged.approved);
  return judged.kind === "ended" ? concludeEnded(deps, file, judged) : concludeRefused(deps, file, key, judged);
}
function concludeEarly({ rechecks }, { state, at }, { file, key }, approved) {
  const again = rechecks.defer(file.path, key, approved.startsAt, at);
  const isKnown4 = state.pulls.get(approved.pull)?.approved !== void 0;
  return { entries: isKnown4 ? [] : [{ kind: "approved", approved, at: approved.at }], again };
}
function concludeEnded({ log, now }, { path: path3, blob }, { pull: pull2, by }) {
  log.warn({ step: "verify", path: path3, pull: pull2, by }, "ended before it began; nothing is granted");
  return { entries: [toRefused({ path: path3, blob, pull: pull2, codes: ["ENDED_EARLY"], at: now() })] };
}
function concludeRefused({ rechecks, now, log }, { path: path3, blob }, key, { pull: pull2, codes, reasons = [] }) {
  const at = now();
  const fields = { step: "verify", path: path3, pull: pull2, codes };
  if (rechecks.confirm(path3, key, at)) {
    raiseAlert(log, "REQUEST_REFUSED", fields, "on the default branch, and refused for good");
    const why = { codes, ...reasons.length > 0 && { reasons } };
    return { entries: [toRefused({ path: path3, blob, ...pull2 === void 0 ? {} : { pull: pull2 }, ...why, at })] };
  }
  const message = "on the default branch, and not approved; it is looked at once more in a minute";
  raiseAlert(log, "REQUEST_UNPROVEN", fields, message, "warn");
  return { entries: [], again: rechecks.notBefore(path3, key, at) ?? at };
}
var nextLook = ({ until, over }, now) => min([until, over, addSeconds(now, LONGEST_WAIT_SECONDS)]);
var toRefused = (refusal) => ({ kind: "refused", refusal, at: refusal.at });

// src/operations/granting/find-command.ts
async function findCommand({ github, comments }, state, merged, leases) {
  const request = describeRequest(merged, leases);
  for (const each of [request, ...listBases(state, [request])]) {
    const by = findCommander(each, await github.listComments(each.since, each.seen.pull)) ?? await findAmongRead(
      async () => await comments?.listWritten(each.since) ?? [],
      (found) => findCommander(each, found)
    );
    if (by !== void 0) return by;
  }
  return void 0;
}

// src/core/plan/grantable.ts
function grantableAt({ holdings }, wanted, times) {
  const own = holdingKey(wanted);
  const before2 = holdings.get(own);
  const others = findByIds(holdings, wanted.ids).filter(([key]) => key !== own);
  const found = [
    before2 && settlesAt(before2, times),
    ...others.flatMap(([, record3]) => [settlesAt(record3, times), heldUntil(record3.leases, times.now)])
  ];
  const later = found.filter((time) => time !== void 0);
  return later.length === 0 ? void 0 : max(later);
}
function settlesAt(record3, times) {
  const last = tookBackAt(record3, times);
  const settled = last && addSeconds(last, times.lateSeconds);
  return settled !== void 0 && isBefore(times.now, settled) ? settled : void 0;
}
function tookBackAt(record3, { now, knownSince }) {
  const { held, leases, revocations } = record3;
  if (held !== "no") return heldUntil(leases, timeOf(record3, now)) === void 0 ? now : void 0;
  const last = revocations.at(-1);
  const over = last && overSince(last);
  return over !== void 0 && isBefore(now, over) ? min([over, knownSince(record3)]) : over;
}

// src/operations/granting/intend.ts
async function intend(deps, state, lease, { evidence, decision, of }) {
  const { principal, entitlement } = lease;
  const { file, merge, pull: pull2 } = evidence;
  const provider2 = deps.providers.get(entitlement.provider);
  if (provider2 === void 0 || file === void 0 || merge === void 0)
    throw new Error(`#${pull2.number} was approved without a provider, a file or a merge.`);
  const [ids, traits] = await Promise.all([provider2.identify(principal, entitlement), provider2.traits()]);
  const now = deps.now();
  const knownSince = (other) => deps.rechecks.knownSince(JSON.stringify([holdingKey(other), other.revocations.length]), now);
  const later = grantableAt(
    state,
    { principal, entitlement, ids },
    { lateSeconds: lateSeconds(traits), now, knownSince }
  );
  if (later !== void 0) return later;
  const record3 = state.holdings.get(holdingKey(lease));
  const ours2 = record3 !== void 0 && (record3.held !== "no" || isLeased(record3, now));
  return {
    kind: "intent",
    principal,
    entitlement,
    at: now,
    lease,
    ids,
    container: traits.container,
    heldBefore: ours2 ? record3.heldBefore : await isHeldByOthers(deps, state, now, { principal, entitlement, ids }),
    proof: {
      head: pull2.head.sha,
      merge: merge.commit,
      blob: file.blob,
      externalId: merge.checkExpected,
      codeowners: decision.on.codeowners,
      reviews: decision.reviews,
      met: listMet(decision)
    },
    of
  };
}
var listMet = ({ verdicts }) => verdicts.flatMap(
  (verdict) => verdict.status === "met" ? [{ rule: verdict.rule, says: verdict.says }] : []
);
async function hadToWait(deps, state, leases) {
  const waits = await Promise.all(
    leases.map(async ({ principal, entitlement, startsAt }) => {
      const provider2 = deps.providers.get(entitlement.provider);
      const found = provider2 && Promise.all([provider2.identify(principal, entitlement), provider2.traits()]);
      const [ids, traits] = await found?.catch(() => void 0) ?? [];
      if (ids === void 0 || traits === void 0) return false;
      const times = { lateSeconds: lateSeconds(traits), now: startsAt, knownSince: () => startsAt };
      return grantableAt(state, { principal, entitlement, ids }, times) !== void 0;
    })
  );
  return waits.includes(true);
}
var isLeased = (record3, now) => heldUntil(record3.leases, timeOf(record3, now)) !== void 0;
async function isHeldByOthers({ providers }, state, now, { principal, entitlement, ids }) {
  const { provider: provider2 } = entitlement;
  const listing = await askProvider(provider2, [entitlement], providers);
  const holdings = new Map(findByIds(state.holdings, ids));
  const { changes } = planChanges({ ...state, holdings }, /* @__PURE__ */ new Map([[provider2, listing]]), now);
  if (changes.some((change) => isRevocation(change) && sameIds(change.holding.ids, ids)))
    throw new Error(
      `A late call gave ${JSON.stringify(principal)} ${describeEntitlement(entitlement)} again after its end. Hallpass revokes that first, and then grants.`
    );
  return listing.grants.some((grant) => grant.origin !== "ours" && sameIds(grant.ids, ids));
}

// src/operations/granting/judge-merged.ts
function judgeMerged(evidence) {
  const isSound = evidence.rules.adopted && isReadable(evidence) && isAsPinned(evidence) && !evidence.stops.some(({ code: code2 }) => code2 === HISTORY_REWRITTEN);
  return isSound ? decide({ ...evidence, stops: [] }) : void 0;
}
var isReadable = ({ rules: rules2, ownersErrors: ownersErrors2 }) => ![...rules2.findings, ...ownersErrors2].some(isError);
var listCodes = (decision) => {
  const codes = listFindings(decision).map(({ code: code2 }) => code2);
  return codes.length > 0 ? [...new Set(codes)] : ["NOT_APPROVED"];
};
var MOST_REASONS = 10;
var LONGEST_REASON = 500;
var listReasons = (decision) => listFindings(decision).slice(0, MOST_REASONS).map(({ code: code2, message, fix }) => ({ code: code2, says: shorten(message), fix: shorten(fix) }));
function shorten(text4) {
  const masked = maskSecrets(text4);
  return masked.length <= LONGEST_REASON ? masked : `${[...masked].slice(0, LONGEST_REASON - 1).join("")}…`;
}
var MOST_STOPS_TOLD = 3;
function describeStopping({ rules: rules2, ownersErrors: ownersErrors2, stops }) {
  const found = [...rules2.findings.filter(isError), ...ownersErrors2.filter(isError), ...stops];
  if (found.length === 0)
    return "the rules on the default branch are not in force, or the repository is not as it was set up (RULES_NOT_IN_FORCE).";
  const told = found.slice(0, MOST_STOPS_TOLD).map(({ code: code2, message }) => `${message} (${code2})`);
  return [...new Set(told)].join(" ");
}

// src/operations/granting/verify-request.ts
async function verifyRequest(deps, snapshot, path3, commit) {
  if (parseRequestPath(path3) === void 0) return { kind: "refused", codes: ["PATH_INVALID"] };
  const pull2 = commit === void 0 ? void 0 : await findPullOf(deps, commit);
  if (pull2 === void 0) return { kind: "refused", codes: ["NO_PULL_REQUEST"] };
  const evidence = await gatherEvidence(deps, pull2, snapshot);
  const decision = judgeMerged(evidence);
  const stopped = { kind: "stopped", because: describeStopping(evidence) };
  if (decision === void 0) return stopped;
  if (mayStillTellPushers(evidence)) throw new ObstacleError(LATE_ACTIVITY);
  const refuse = (why) => ({ kind: "refused", pull: pull2.number, ...why });
  if (decision.status !== "approved")
    return refuse({ codes: listCodes(decision), reasons: listReasons(decision) });
  if (evidence.stops.length > 0) return stopped;
  if (evidence.file?.path !== path3) return refuse({ codes: ["MERGE_UNPROVEN"] });
  const { start } = decision.terms ?? {};
  return verifyApproved(deps, snapshot.state, evidence, {
    decision,
    leases: leasesOf2(decision, evidence),
    start
  });
}
async function verifyApproved(deps, state, evidence, { decision, leases: all, start }) {
  const pull2 = evidence.pull.number;
  const leases = listUngranted2(state, all);
  const late = deps.now();
  if (leases.some((lease) => hasEnded(lease, late))) {
    const code2 = await hadToWait(deps, state, leases) ? "STILL_ENDING" : "MERGED_TOO_LATE";
    return { kind: "refused", pull: pull2, codes: [code2] };
  }
  const by = await findCommandFor(deps, state, evidence, leases);
  if (by !== void 0) return { kind: "ended", pull: pull2, by };
  if (start !== void 0 && isBefore(evidence.now, start))
    return { kind: "early", approved: describeEarly(evidence, decision, start) };
  return intendAll(deps, state, leases, { evidence, decision, of: all.length });
}
function describeEarly({ pull: pull2, merge, now: at }, { terms, approvers }, startsAt) {
  if (terms === void 0 || merge === void 0)
    throw new Error(`#${pull2.number} was approved without terms or a merge.`);
  return { pull: pull2.number, request: terms.id, merge: merge.commit, approvers, startsAt, at };
}
async function intendAll(deps, state, leases, proven) {
  const { of } = proven;
  const tried = await Promise.allSettled(leases.map((lease) => intend(deps, state, lease, proven)));
  const found = tried.flatMap((each) => each.status === "fulfilled" ? [each.value] : []);
  const [failed2] = tried.filter((each) => each.status === "rejected");
  if (failed2 !== void 0 && found.length === 0 && leases.length === of) throw failed2.reason;
  const later = found.filter((each) => each instanceof Date);
  if (later.length > 0)
    return { kind: "waits", until: max(later), over: min(leases.map(({ endsAt }) => endsAt)) };
  const intents = found.filter((each) => !(each instanceof Date));
  return { kind: "approved", intents, ...failed2 && { missing: failed2.reason } };
}
async function findCommandFor(deps, state, { pull: pull2, merge, file }, [first, ...others]) {
  if (first === void 0 || merge === void 0 || file === void 0) return void 0;
  const { request } = first;
  const merged = { request, pull: pull2.number, blob: file.blob, merge: merge.commit, at: merge.at };
  return findCommand(deps, state, merged, [first, ...others]);
}

// src/operations/granting/verify.ts
var VERIFIED_AT_ONCE = 5;
async function verifyMerged(deps, snapshot) {
  const fresh = await listUndecided(deps, snapshot.state, snapshot.tip, snapshot.at);
  deps.rechecks.keepWaiting(fresh.map(({ path: path3 }) => path3));
  const looks = await mapAFew(fresh, VERIFIED_AT_ONCE, (file) => look2(deps, snapshot, file));
  const round = { known: snapshot, entries: [], later: [], unjudged: 0 };
  for (const first of looks) {
    const again = isToRepeat(deps, first, round);
    add(deps, round, again ? await look2(deps, round.known, first.file) : first);
  }
  const { entries, later, unjudged } = round;
  return { entries, unjudged, ...later.length > 0 && { lookAgainAt: min(later) } };
}
async function look2(deps, snapshot, file) {
  const { repository, rechecks } = deps;
  let key = "";
  try {
    const commit = await repository.findAddition(snapshot.tip, file.path);
    key = JSON.stringify([file.blob, commit ?? null, snapshot.rules.ids]);
    const at = rechecks.notBefore(file.path, key, snapshot.at);
    if (at !== void 0) return { file, key, judged: { kind: "later", at } };
    const judged = await verifyRequest(deps, snapshot, file.path, commit);
    const { partly } = partlyOf(file.path, snapshot.state);
    return { file, key, judged: partly ? ofRest(judged) : judged };
  } catch (error2) {
    return { file, key, judged: { kind: "failed", error: error2 } };
  }
}
function isToRepeat({ providers }, { judged }, { entries }) {
  const earlier = entries.filter((entry) => entry.kind === "intent");
  if (earlier.length === 0 || judged.kind === "later") return false;
  const givesPower = ({ entitlement }) => (providers.get(entitlement.provider)?.powers?.(entitlement) ?? []).length > 0;
  return judged.kind !== "approved" || earlier.some(givesPower) || isOvertaken(judged.intents, earlier);
}
function add(deps, round, look4) {
  const { entries, again, unjudged } = conclude2(deps, round.known, look4);
  if (unjudged) round.unjudged++;
  if (again !== void 0) round.later.push(again);
  round.entries.push(...entries);
  round.known = { ...round.known, state: applyEntries(round.known.state, entries) };
}

// src/operations/granting/verify-again.ts
var SECONDS_AFTER_GRANT = 60;
async function verifyAgain(deps, snapshot) {
  const { state, at: readAt } = snapshot;
  const due = new Set(
    listDue2(state, readAt).filter(({ at }) => !isBefore(readAt, at)).map(({ request }) => request)
  );
  const abandoned = await findAbandonedOf(deps, state, due);
  const gone = new Set(abandoned.ended.map(({ request }) => request));
  const verified = [];
  const ended = [...abandoned.ended];
  let unjudged = abandoned.unjudged;
  const requests2 = [...due].filter((each) => !gone.has(each));
  const doubts = await mapAFew(requests2, VERIFIED_AT_ONCE, (request) => lookFor(deps, snapshot, request));
  for (const { request, doubt: because, failed: failed2 } of doubts) {
    if (failed2 !== void 0) {
      unjudged++;
      deps.log.error(
        { step: "verify again", request, err: failed2.error },
        "could not be verified again; Hallpass tries again"
      );
    } else if (because === "unjudged") unjudged++;
    else if (because === void 0) verified.push({ kind: "verified", request, at: readAt });
    else {
      raiseAlert(
        deps.log,
        "GRANT_UNPROVEN",
        { step: "verify again", request, codes: because },
        "granted, but the second verification failed; Hallpass ends it"
      );
      ended.push(...endEarly(state, request, { because: nameReason(because), at: deps.now() }));
    }
  }
  return { verified: abandoned.unjudged > 0 ? [] : verified, ended, unjudged };
}
async function lookFor(deps, snapshot, request) {
  try {
    return { request, doubt: await findDoubt(deps, snapshot, request) };
  } catch (error2) {
    return { request, failed: { error: error2 } };
  }
}
var nameReason = (codes) => codes.every((code2) => code2 === "UNTIL_CLOSED") ? "closed" : "unproven";
function nextSecondLook(state, now) {
  const later = listDue2(state, now).map(({ at }) => at).filter((at) => isBefore(now, at));
  return later.length === 0 ? void 0 : min(later);
}
function listDue2(state, now) {
  const due = /* @__PURE__ */ new Map();
  for (const record3 of state.holdings.values())
    for (const { request } of record3.leases.filter((lease) => isUnverified(lease, record3, now))) {
      const times = [record3.confirmed?.at ?? now, state.seen.get(request)?.at ?? now];
      const at = addSeconds(max(times), SECONDS_AFTER_GRANT);
      due.set(request, max([at, due.get(request) ?? at]));
    }
  return [...due].map(([request, at]) => ({ request, at }));
}
var isUnverified = (lease, { held }, now) => held === "yes" && lease.verifiedAt === void 0 && !hasEnded(lease, now);
async function findDoubt(deps, snapshot, request) {
  const { repository } = deps;
  const path3 = requestPath(request);
  const { tip } = snapshot;
  if (await repository.findFile(tip, path3) === void 0) return "unjudged";
  const commit = await repository.findAddition(tip, path3);
  const pull2 = commit === void 0 ? void 0 : await findPullOf(deps, commit);
  if (pull2 === void 0) return ["NO_PULL_REQUEST"];
  const evidence = await gatherEvidence(deps, pull2, snapshot);
  const decision = judgeMerged(evidence);
  if (decision === void 0) return "unjudged";
  if (decision.status === "approved") return void 0;
  const codes = listCodes(decision);
  const unknown = evidence.pushers === void 0 ? ["PUSHERS_UNKNOWN", "CHECK_UNPROVEN"] : [];
  return codes.every((code2) => ["PROVIDER_UNKNOWN", ...unknown].includes(code2)) ? "unjudged" : codes;
}

// src/operations/settle.ts
async function settle(deps, state) {
  const asked = chooseAsked(deps, state);
  const names2 = new Set([...state.holdings.values()].map(({ entitlement }) => entitlement.provider));
  const settled = await Promise.all([...names2].map((name3) => settleAt(deps, state, name3, asked.get(name3))));
  return {
    outcomes: settled.flatMap(({ outcomes }) => outcomes),
    unlisted: settled.reduce((sum, { unlisted }) => sum + unlisted, 0)
  };
}
async function settleAt(deps, state, name3, asked) {
  const listings = asked === void 0 ? /* @__PURE__ */ new Map() : await tryToList(deps, state, name3, asked);
  const { changes, unexplained } = planChanges(state, listings ?? /* @__PURE__ */ new Map(), deps.now());
  for (const grant of unexplained)
    deps.log.warn(
      { step: "plan", ...grant.entitlement, principal: grant.principal },
      "held in our name, and no ledger entry explains it"
    );
  const own = changes.filter(({ holding }) => holding.entitlement.provider === name3);
  const outcomes = await carryOut(deps, { changes: own, unexplained: [] });
  return { outcomes, unlisted: listings === void 0 ? 1 : 0 };
}
async function tryToList(deps, state, name3, asked) {
  try {
    return await listAt(deps, state, name3, asked);
  } catch (error2) {
    deps.log.error({ step: "list", provider: name3, err: error2 }, "the provider could not be read");
    return void 0;
  }
}

// src/operations/reconcile.ts
async function reconcile(deps, onKnown = () => void 0) {
  await deps.repository.fetch();
  const late = await recordJournal(deps, await readView(deps));
  const standing = await recordStanding(deps, late.view);
  const snapshot = await addRules(deps, standing.view);
  const withdrawn = await endWithdrawn(deps, await withJournal(deps, snapshot));
  if (withdrawn.ended.length > 0) onKnown((await withJournal(deps, snapshot)).state);
  const first = await verifyOnce(deps, snapshot);
  const beforeGrant = await lookAgain(deps, first.view, () => listIntended(first.entries), onKnown);
  const second = await verifyTwice(deps, first.view, onKnown);
  const { outcomes, unlisted } = await settle(deps, (await withJournal(deps, second.view)).state);
  const afterGrant = await lookAgain(deps, second.view, (state2) => listGranted(state2, outcomes), onKnown);
  const recorded = await recordJournal(deps, second.view);
  const { state } = await withJournal(deps, recorded.view);
  const done = outcomes.every(({ status }) => status === "done");
  const later = [first.lookAgainAt, nextSecondLook(state, first.view.at)].filter(
    (time) => time !== void 0
  );
  return {
    entries: [late, standing, first, second, recorded].flatMap(({ entries }) => entries),
    complete: done && withdrawn.unjudged + first.unjudged + second.unjudged + unlisted === 0,
    ...later.length > 0 && { lookAgainAt: min(later) },
    state,
    rules: second.view.rules,
    unwatched: beforeGrant.unjudged + afterGrant.unjudged > 0
  };
}
async function recordStanding(deps, view) {
  const recorded = await record(
    deps,
    view,
    async (current) => [
      ...current.state.teams.size === 0 ? await observe(deps, current) : [],
      ...await adoptRules(deps, current),
      ...deps.sightings?.listNews(current.state) ?? [],
      ...deps.lookback?.listNews(current.state) ?? []
    ],
    () => readView(deps)
  );
  deps.sightings?.forget(recorded.view.state);
  deps.lookback?.forget(recorded.view.state);
  return recorded;
}
async function verifyOnce(deps, snapshot) {
  let verifying = { entries: [], unjudged: 0 };
  const select = async (current) => {
    verifying = await verifyMerged(deps, current);
    return verifying.entries;
  };
  const recorded = await record(deps, snapshot, select, () => readSnapshot(deps));
  return { ...verifying, ...recorded };
}
async function lookAgain(deps, view, choose, onKnown) {
  const { state } = await withJournal(deps, view);
  const requests2 = choose(state);
  if (requests2.size === 0) return { ended: [], unjudged: 0 };
  onKnown(state);
  const found = await watchFresh(deps, state, requests2);
  if (found.ended.length > 0) onKnown((await withJournal(deps, view)).state);
  return found;
}
var listIntended = (entries) => new Set(entries.flatMap((entry) => entry.kind === "intent" ? [entry.lease.request] : []));
function listGranted({ holdings }, outcomes) {
  const granted = outcomes.filter(({ status, change }) => status === "done" && change.kind === "grant");
  const leases = granted.flatMap(({ change }) => holdings.get(holdingKey(change.holding))?.leases ?? []);
  return new Set(leases.filter((lease) => lease.ended === void 0).map(({ request }) => request));
}
async function verifyTwice(deps, snapshot, onKnown) {
  const { verified, ended, unjudged } = await verifyAgain(deps, await withJournal(deps, snapshot));
  await writeEnds(deps, ended);
  if (ended.length > 0) onKnown((await withJournal(deps, snapshot)).state);
  const recorded = await record(
    deps,
    snapshot,
    () => verified,
    () => readSnapshot(deps)
  );
  return { unjudged, ...recorded };
}

// src/service/round.ts
var GRANT_WITHIN_MS = 2e3;
function createRounds(deps, { scheduler, reviewer, announcements, labels, channels, note, onRound }) {
  const reconcileSoon = () => scheduler.soon("reconcile");
  const grantTimer = scheduler.timer(reconcileSoon);
  const lookAgainTimer = scheduler.timer(reconcileSoon);
  const unfinished = scheduler.retry(reconcileSoon);
  const report2 = createReport(deps, announcements, labels, channels);
  const haveRulesMoved = watch(({ ids }) => JSON.stringify(ids));
  const hasBranchMoved = watch(({ commit }) => commit);
  const { promise: first, resolve: finishFirst } = createGate();
  const scheduleNext = ({ complete, lookAgainAt, unwatched }) => {
    if (unwatched) scheduler.soon("watch");
    if (complete) unfinished.succeeded();
    else unfinished.failed();
    if (lookAgainAt !== void 0) lookAgainTimer.set(lookAgainAt.getTime() - deps.now().getTime());
  };
  const onFailed = (error2) => {
    scheduler.soon("due");
    scheduler.soon("late");
    noteFailedRound(deps, error2);
    report2.failed(error2);
    throw error2;
  };
  return {
    first,
    grantSoon() {
      grantTimer.setFirst(GRANT_WITHIN_MS);
      scheduler.enqueue("reconcile");
    },
    async reconcile() {
      grantTimer.unset();
      const round = await reconcile(deps, note).catch(onFailed);
      noteFinishedRound(deps);
      finishFirst();
      report2.finished(round);
      onRound(round);
      if (round.entries.length > 0) reviewer.reviewReverts();
      note(round.state);
      scheduleNext(round);
      if (hasBranchMoved(round.rules) !== false) scheduler.soon("look back");
      const mayChangeChecks = round.entries.some(({ kind }) => kind === "adopted" || kind === "ended");
      if (haveRulesMoved(round.rules) || mayChangeChecks) await reviewer.reviewAll();
      return void 0;
    }
  };
}
function createReport(deps, announcements, labels, channels) {
  let rounds = 0;
  return {
    finished(round) {
      channels.each("announce", (to) => announce(deps, round, to));
      if (round.entries.length > 0 || deps.unshown && isUnshown(deps.unshown))
        labels.add(`label ${rounds++}`, () => showStates(deps, round));
      announcements.add("remove refused", async () => {
        for (const { number, url } of await removeRefused(deps))
          deps.log.warn({ step: "remove", pull: number, url }, "a pull request removes a refused file");
      });
    },
    failed: (error2) => channels.once("announce failed round", (to) => announceFailedRound(deps, error2, to))
  };
}
function watch(describe7) {
  let seen;
  return (rules2) => {
    const before2 = seen;
    seen = describe7(rules2);
    return before2 === void 0 ? void 0 : before2 !== seen;
  };
}
function createGate() {
  let resolve5 = () => void 0;
  const promise = new Promise((done) => {
    resolve5 = done;
  });
  return { promise, resolve: resolve5 };
}

// src/service/scheduling/steps.ts
var retried2 = { retry: "back-off", level: "error", message: "failed; retrying" };
var untilPause = { ...retried2, retry: "pause" };
var onSweep = { retry: "no", level: "error", message: "failed; the next sweep retries" };
var provider = (name3) => ({ provider: name3 });
var issue = (number) => ({ issue: Number(number) });
var pull = (number) => ({ pull: Number(number) });
var listSteps = (work) => [
  { name: "due", lane: "due", every: 1, failure: retried2, run: work.readDue },
  { name: "end", lane: (at) => `end at ${at}`, about: provider, failure: retried2, run: work.end },
  { name: "look", lane: (at) => `look at ${at}`, about: provider, failure: onSweep, run: work.look },
  { name: "late", lane: "late", failure: onSweep, run: work.listLate },
  { name: "reconcile", lane: "rounds", every: 1, urgent: true, failure: retried2, run: work.reconcile },
  { name: "review all", lane: "rounds", every: 5, failure: retried2, run: work.reviewAll },
  { name: "watch", lane: "watch", every: 5, failure: retried2, run: work.watch },
  { name: "observe", lane: "rounds", every: 60, failure: retried2, run: work.observe },
  { name: "review", lane: "rounds", about: pull, failure: untilPause, run: (of) => work.review(Number(of)) },
  { name: "look back", lane: "look back", every: 5, failure: onSweep, run: work.lookBack },
  { name: "issues", lane: "asks", every: 5, failure: retried2, run: work.readIssues },
  { name: "issue", lane: "asks", about: issue, failure: untilPause, run: (of) => work.readIssue(Number(of)) }
];

// src/service/worker.ts
var withMemory = (deps, random) => ({
  ...deps,
  backoff: deps.backoff ?? createProviderBackoff(random),
  settledCache: deps.settledCache ?? createSettledCache(),
  presence: deps.presence ?? createPresenceCache(),
  told: deps.told ?? createTold(deps.notifiers.length),
  unshown: deps.unshown ?? createUnshown(),
  sightings: deps.sightings ?? createSightings(),
  lookback: deps.lookback ?? createLookback()
});
var ignore3 = () => void 0;
var runOnly = (_, run2) => run2();
function createWorker(given, monitor, {
  random = Math.random,
  hear = ignore3,
  onRound = ignore3,
  alerts,
  measureStep = runOnly
} = {}) {
  const deps = withMemory(given, random);
  const scheduler = createScheduler(deps.log, random);
  const lanes = createEventLanes(scheduler);
  const channels = createChannelLanes(
    deps.notifiers,
    lanes.announcements,
    (name3) => scheduler.lane(name3, { level: "warn", message: "failed" })
  );
  const brief = createBriefing(deps, lanes.announcements, (pull2) => scheduler.soon("review", pull2));
  const tellApproval = createApprovalNotices(deps, channels);
  alerts?.listen(createAlertNotices(deps, channels));
  const reviewer = createReviewer(deps, scheduler, reviewPullRequest, (reviewed) => {
    deps.sightings.note(reviewed.pull, reviewed.checkResult, deps.now());
    brief(reviewed);
    tellApproval(reviewed);
  });
  const onEnded = () => {
    scheduler.soon("due");
    scheduler.soon("reconcile");
  };
  const { learn, ...hearing } = createListener(deps, {
    commands: lanes.commands,
    cosmetic: lanes.announcements,
    reviewSoon: (pull2) => scheduler.soon("review", pull2),
    watchSoon: () => scheduler.soon("watch"),
    onEnded
  });
  const due = createDueSteps(deps, scheduler, (state, isTrusted) => {
    learn(state);
    hear(state, isTrusted);
  });
  const rounds = createRounds(deps, { ...lanes, channels, scheduler, reviewer, note: due.note, onRound });
  const revocations = createRevocationScheduler(deps, () => scheduler.soon("reconcile"));
  scheduler.use(
    listSteps({
      ...due,
      ...rounds,
      ...reviewer,
      ...revocations,
      ...createAsks(deps, scheduler),
      watch: createWatch(deps, onEnded),
      lookBack: async () => {
        const found = await findUses(deps) + await findReceipts(deps);
        if (found > 0) scheduler.soon("reconcile");
        return void 0;
      },
      observe: async () => {
        await observeTeams(deps);
        return void 0;
      }
    }).map((step) => ({
      ...step,
      run: (subject) => measureStep(step.name, () => step.run(subject), subject)
    }))
  );
  const hearPush = createPushWatch(deps, lanes.pushes);
  const hearIssue2 = createIssueWatch(deps, (issue2) => scheduler.soon("issue", issue2));
  return { ...hearing, hearPush, hearIssue: hearIssue2, ...createEvents(deps, { scheduler, monitor, rounds }) };
}
function createEvents(deps, { scheduler, monitor, rounds }) {
  const { comments, presence } = deps;
  return {
    async start() {
      scheduler.soon("due");
      await monitor.start();
      scheduler.start();
      await rounds.first;
      await scheduler.idle("rounds");
    },
    reviewSoon: (pull2) => scheduler.soon("review", pull2),
    reviewAllSoon: () => scheduler.soon("review all"),
    reconcileSoon: rounds.grantSoon,
    watchSoon: () => scheduler.soon("watch"),
    skipDelivery: (delivery) => comments?.skip(delivery),
    turnSoon: () => scheduler.soon("due"),
    lookAroundSoon() {
      presence.forget();
      scheduler.soon("watch");
      monitor.attestSoon();
      scheduler.soon("observe");
    },
    reconsiderSoon() {
      rounds.grantSoon();
      scheduler.soon("review all");
    },
    async runOnce() {
      scheduler.soon("due");
      await monitor.start();
      scheduler.lane("announcements", COSMETIC).add("answer comments", () => answerRecent(deps));
      await scheduler.idle();
      for (const step of ["watch", "observe", "issues", "review all", "reconcile"]) {
        scheduler.soon(step);
        await scheduler.idle();
      }
      return scheduler.failures();
    },
    async stop() {
      await Promise.all([scheduler.stop(), monitor.stop()]);
    }
  };
}
var COSMETIC = { level: "warn", message: "GitHub did not take a comment" };
function createEventLanes(scheduler) {
  const lane = (name3, level, message) => scheduler.lane(name3, { level, message });
  return {
    // Ends that a comment asked for: "watch" finds them again.
    commands: lane("commands", "error", "failed; GitHub is asked again soon"),
    announcements: scheduler.lane("announcements", COSMETIC),
    labels: lane("labels", "warn", "GitHub did not take a label; a later round tries again"),
    pushes: lane("pushes", "warn", "failed; the next push or review reads it again")
  };
}
function createWatch(deps, onEnded) {
  return async () => {
    const { ended, unjudged } = await watchLeases(deps);
    if (ended.length > 0) onEnded();
    if (unjudged > 0) throw new Error(`GitHub did not answer ${unjudged} questions about early ends.`);
    return void 0;
  };
}

// src/wire.ts
import { join as join6 } from "node:path";

// src/configuration/deployments.ts
var WHERE = "HALLPASS_DEPLOYMENTS";
var id = { type: "integer", minimum: 1 };
var name = { type: "string", pattern: namePattern };
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["app", "environments"],
  properties: {
    app: {
      type: "object",
      additionalProperties: false,
      required: ["id", "keyFrom", "webhookSecretFrom"],
      properties: { id, keyFrom: secretVariable, webhookSecretFrom: secretVariable }
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
            properties: { provider: name, resource: name, role: name }
          }
        }
      }
    }
  }
};
var validate2 = compileEntry(schema);
function parseDeployments(text4, secrets, providers) {
  const read3 = parseServerText(WHERE, text4);
  if ("mistake" in read3) throw new ConfigError([read3.mistake]);
  const entry = read3.value;
  if (!validate2(entry)) throw new ConfigError(describeErrors(WHERE, validate2.errors));
  const problems = [...findRepeated(entry), ...findUnknown(entry, providers)];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    appId: entry.app.id,
    ...readSecrets(entry, secrets),
    environments: entry.environments.map(toGuarded)
  };
}
var toGuarded = ({ repository, id: id3, environment, entitlement }) => {
  const [owner = "", repo = ""] = repository.split("/");
  return { repository: { owner, repo, id: id3 }, environment, entitlement };
};
function readSecrets({ app }, secrets) {
  const read3 = (field, parse4) => {
    const variable = app[field];
    const value = secrets[variable];
    if (!value) throw new ConfigError([`${WHERE}/app/${field}: the variable ${variable} is not set.`]);
    try {
      return parse4(value, variable);
    } catch (error2) {
      throw error2 instanceof VariableProblem ? new ConfigError([error2.message]) : error2;
    }
  };
  return {
    privateKey: read3("keyFrom", parseAppKey),
    webhookSecret: read3("webhookSecretFrom", parseWebhookSecret)
  };
}
function findRepeated({ environments }) {
  const keys = environments.map(({ id: id3, environment }) => `${id3} ${environment.toLowerCase()}`);
  return environments.flatMap(
    ({ repository, environment }, index) => keys.indexOf(keys[index] ?? "") === index ? [] : [`${WHERE}/environments/${index}: ${repository} ${environment} is listed twice. Remove one of them.`]
  );
}
function findUnknown({ environments }, providers) {
  return environments.flatMap(({ entitlement }, index) => {
    const provider2 = providers.get(entitlement.provider);
    const at = `${WHERE}/environments/${index}/entitlement`;
    if (provider2 === void 0)
      return [`${at}: HALLPASS_PROVIDERS has no provider "${entitlement.provider}".`];
    if (!provider2.byLease)
      return [`${at}: "${provider2.name}" is no provider with the adapter leases. Name one.`];
    return provider2.check(entitlement).map(({ message, fix }) => `${at}: ${message} ${fix}`);
  });
}

// src/configuration/notices-schema.ts
var mailPattern = '[^\\s@<>(),;:"\\\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?';
var slackPattern = "[UWS][A-Z0-9]{1,30}";
var roles = "approvers|subject|requester";
var mail = {
  type: "string",
  pattern: `^${mailPattern}$`,
  description: "one mail address, such as security@acme.example"
};
var upn = {
  type: "string",
  pattern: `^${mailPattern}$`,
  description: "a user principal name, such as carol@acme.example"
};
var slackId = {
  type: "string",
  pattern: `^${slackPattern}$`,
  description: "the id of a Slack user or user group, such as U024BE7LH"
};
var channelName = {
  type: "string",
  pattern: namePattern,
  description: "a name of small letters, digits, - and _, such as leads"
};
var listOf = (items) => ({ type: "array", minItems: 1, items });
var audienceOf = (address, description) => ({
  type: "array",
  minItems: 1,
  items: { type: "string", pattern: `^(?:${roles}|${address})$`, description }
});
var tell4 = listOf({ enum: NOTICE_KINDS });
var rulesWith = (fields, required) => listOf({
  type: "object",
  additionalProperties: false,
  required: ["tell", ...required],
  properties: { tell: tell4, ...fields }
});
var way = {
  networks: {
    type: "array",
    items: { type: "string" },
    description: "the private networks that the address may be in, such as 10.20.0.0/16"
  },
  authoritiesFrom: secretVariable
};
var slack = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "urlFrom", "rules"],
  properties: {
    ...{ name: channelName, kind: { const: "slack" }, urlFrom: secretVariable, ...way },
    rules: rulesWith(
      { mention: audienceOf(slackPattern, "approvers, subject, requester or a Slack id") },
      []
    )
  }
};
var teams = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "urlFrom", "rules"],
  properties: {
    ...{ name: channelName, kind: { const: "teams" }, urlFrom: secretVariable, ...way },
    rules: rulesWith(
      { mention: audienceOf(mailPattern, "approvers, subject, requester or a user principal name") },
      []
    )
  }
};
var mailChannel = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "host", "from", "rules"],
  dependencies: { user: ["passwordFrom"], passwordFrom: ["user"] },
  properties: {
    ...{ name: channelName, kind: { const: "mail" }, ...way },
    host: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$",
      description: "the name of the SMTP server"
    },
    port: { type: "integer", minimum: 1, maximum: 65535 },
    tls: { enum: ["starttls", "implicit"] },
    user: { type: "string", minLength: 1 },
    passwordFrom: secretVariable,
    from: mail,
    rules: rulesWith({ to: audienceOf(mailPattern, "approvers, subject, requester or a mail address") }, [
      "to"
    ])
  }
};
var webhook = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "url", "secretFrom", "rules"],
  properties: {
    ...{
      name: channelName,
      kind: { const: "webhook" },
      secretFrom: secretVariable,
      formerSecretFrom: secretVariable,
      ...way
    },
    url: {
      type: "string",
      pattern: "^https?://[^\\s@#]+$",
      description: "an address without user and fragment"
    },
    rules: rulesWith({}, [])
  }
};
var channelSchemas = { slack, teams, mail: mailChannel, webhook };
var people = {
  type: "array",
  description: "where people are reached, by the numeric id of their GitHub account",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["id"],
    properties: {
      id: { type: "integer", minimum: 1 },
      login: { type: "string", description: "for readers of the configuration alone" },
      mail,
      slack: slackId,
      teams: upn
    }
  }
};
var outerSchema = {
  type: "object",
  additionalProperties: false,
  required: ["channels"],
  properties: {
    people,
    channels: listOf({
      type: "object",
      required: ["name", "kind"],
      properties: { name: channelName, kind: { enum: ["slack", "teams", "mail", "webhook"] } }
    })
  }
};
var noticesSchema = {
  ...outerSchema,
  properties: { people, channels: listOf({ anyOf: Object.values(channelSchemas) }) }
};

// src/configuration/notices.ts
var WHERE2 = "HALLPASS_NOTICES";
var validate3 = compileEntry(outerSchema);
var validators = {
  slack: compileEntry(channelSchemas.slack),
  teams: compileEntry(channelSchemas.teams),
  mail: compileEntry(channelSchemas.mail),
  webhook: compileEntry(channelSchemas.webhook)
};
function parseNotices(text4, secrets) {
  const read3 = parseServerText(WHERE2, text4);
  if ("mistake" in read3) throw new ConfigError([read3.mistake]);
  const entry = read3.value;
  if (!validate3(entry)) throw new ConfigError(describeErrors(WHERE2, validate3.errors));
  const { people: people3 = [], channels } = entry;
  const repeated = [
    ...findRepeated2(
      "channels",
      "name",
      channels.map(({ name: name3 }) => name3)
    ),
    ...findRepeated2(
      "people",
      "id",
      people3.map(({ id: id3 }) => String(id3))
    )
  ];
  if (repeated.length > 0) throw new ConfigError(repeated);
  return {
    people: new Map(people3.map((person) => [person.id, person])),
    channels: channels.map((channel, index) => readChannel(channel, `${WHERE2}/channels/${index}`, secrets))
  };
}
var findRepeated2 = (list, field, values) => values.flatMap(
  (value, index) => values.indexOf(value) === index ? [] : [`${WHERE2}/${list}/${index}/${field}: "${value}" is used twice. Remove or rename one.`]
);
function readChannel(entry, where, secrets) {
  const read3 = (field, variable) => {
    const value = secrets[variable];
    if (!value) throw new ConfigError([`${where}/${field}: the variable ${variable} is not set.`]);
    return value;
  };
  const fail = (errors2) => {
    throw new ConfigError(describeErrors(where, errors2));
  };
  const { name: name3, kind } = entry;
  if (kind === "slack" || kind === "teams") {
    const check = validators[kind];
    if (!check(entry)) return fail(check.errors);
    const rules3 = entry.rules.map(({ tell: tell5, mention: mention2 = [] }) => toRule(tell5, mention2));
    return {
      name: name3,
      kind,
      rules: rules3,
      way: readWay(entry, where, read3),
      url: readUrl(`${where}/urlFrom`, read3("urlFrom", entry.urlFrom))
    };
  }
  if (kind === "webhook") {
    if (!validators.webhook(entry)) return fail(validators.webhook.errors);
    const rules3 = entry.rules.map(({ tell: tell5 }) => toRule(tell5, []));
    const { url, secretFrom, formerSecretFrom } = entry;
    const keys = [
      readSecretKey("secretFrom", secretFrom),
      ...formerSecretFrom === void 0 ? [] : [readSecretKey("formerSecretFrom", formerSecretFrom)]
    ];
    return { name: name3, kind, rules: rules3, way: readWay(entry, where, read3), url: readUrl(`${where}/url`, url), keys };
  }
  if (!validators.mail(entry)) return fail(validators.mail.errors);
  const { host, port = 587, tls: tls3 = "starttls", user, passwordFrom, from, rules: rules2 } = entry;
  return {
    ...{ name: name3, kind: "mail", host, port, tls: tls3, from, way: readWay(entry, where, read3) },
    rules: rules2.map(({ tell: tell5, to }) => toRule(tell5, to)),
    ...user !== void 0 && passwordFrom !== void 0 && { login: { user, pass: read3("passwordFrom", passwordFrom) } }
  };
  function readSecretKey(field, variable) {
    const key = readKey(read3(field, variable));
    if (key !== void 0) return key;
    throw new ConfigError([
      `${where}/${field}: ${variable} is no secret of Standard Webhooks. Set it to whsec_ and 24 to 64 random bytes in base64.`
    ]);
  }
}
var isRole = (text4) => NOTICE_ROLES.some((role) => role === text4);
var toRule = (tell5, audience) => ({
  tell: tell5,
  roles: audience.filter(isRole),
  addresses: audience.filter((each) => !isRole(each))
});
function readWay({
  networks = [],
  authoritiesFrom
}, where, read3) {
  try {
    return {
      networks: listNetworks(networks),
      ...authoritiesFrom !== void 0 && { ca: read3("authoritiesFrom", authoritiesFrom) }
    };
  } catch (error2) {
    if (error2 instanceof ConfigError) throw error2;
    throw new ConfigError([`${where}/networks: ${error2 instanceof Error ? error2.message : String(error2)}`]);
  }
}
function readUrl(where, text4) {
  const url = URL.canParse(text4) ? new URL(text4) : void 0;
  const isOwn = /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || isOwn && url?.protocol === "http:") return url;
  throw new ConfigError([
    `${where}: the address is not one of https. Copy it from the service; http is for this machine alone.`
  ]);
}

// src/configuration/server-facts.ts
import { createPrivateKey as createPrivateKey2, createPublicKey } from "node:crypto";

// src/providers/adapter/secret-names.ts
var import_yaml = __toESM(require_dist(), 1);
function listSecretNames(text4) {
  const document = (0, import_yaml.parseDocument)(text4, { prettyErrors: false });
  return document.errors.length > 0 ? [] : [...new Set(collect(document.toJS()))];
}
var collect = (value) => typeof value !== "object" || value === null ? [] : Object.entries(value).flatMap(
  ([name3, field]) => typeof field === "string" && name3.endsWith("From") ? [field] : collect(field)
);

// src/configuration/server-facts.ts
var describeServer = (config) => ({
  appId: config.appId,
  pin: { id: config.repositoryId, defaultBranch: config.defaultBranch, visibility: config.visibility },
  webhookSecretLength: config.webhookSecret?.length,
  appKeyBits: countBits(config.privateKey),
  ledgerPublicKey: publicKeyLine(createPublicKey(config.ledgerKey)),
  secretNames: [
    ...secretVariables,
    ...listSecretNames(config.providers),
    ...listSecretNames(config.authzen ?? ""),
    ...listSecretNames(config.deployments ?? ""),
    ...listSecretNames(config.notices ?? "")
  ],
  exposed: config.exposed ?? [],
  ...config.secondScheduler === void 0 ? {} : { secondScheduler: config.secondScheduler }
});
function countBits(pem2) {
  try {
    return createPrivateKey2(pem2).asymmetricKeyDetails?.modulusLength;
  } catch {
    return void 0;
  }
}

// src/git/ask-branch.ts
async function pushAsk(store, remote, ask, { privateKey, identity }) {
  const { branch, from, path: path3, text: text4, message, at } = ask;
  await checkBranch(store, branch);
  const ref = `refs/heads/${branch}`;
  const tree = await writeTree(store, from, [{ path: path3, text: text4 }]);
  const input = signCommit({ tree, parent: from, identity, at, message }, privateKey);
  const sha = await readGit(store, ["hash-object", "-w", "-t", "commit", "--stdin"], { input });
  const args = ["push", "--porcelain", "--no-verify", `--force-with-lease=${ref}:`];
  const { exitCode: exitCode2, stderr } = await runGit(store, [...args, "--", remote.url, `${sha}:${ref}`], {
    remote,
    allow: [1]
  });
  if (exitCode2 === 0) return sha;
  const tip = await fetchSeen(store, remote, branch);
  if (tip !== void 0) return tip;
  const blocking = await findBlockingBranch(store, remote, branch);
  if (blocking !== void 0) throw inTheWay2(blocking, branch);
  throw new RepositoryError({ command: "push", detail: stderr, retryable: true });
}
var inTheWay2 = (blocking, branch) => new ObstacleError({
  why: `the branch "${blocking}" stands in the way of "${branch}": git cannot have both.`,
  next: `somebody with the role Write deletes the branch "${blocking}".`
});
async function readSigned(store, commit, publicKey) {
  const [bytes] = await readObjects(store, [commit], "commit");
  if (bytes === void 0) return void 0;
  const { parents, message, signed } = inspectCommit(bytes, publicKey);
  return signed && parents.length === 1 ? message : void 0;
}

// src/git/ledger/journal.ts
import { mkdir as mkdir3, open as open2, readFile, rename } from "node:fs/promises";
import { dirname, resolve as resolve2 } from "node:path";
var strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function fileJournal(path3, onWrite = () => void 0) {
  const file = resolve2(path3);
  const inTurn = createLane();
  let entries = [];
  let bad = [];
  let written;
  let isLoaded = false;
  let isNamed2 = false;
  let failed2;
  let waiting2;
  const attempt2 = async (work) => {
    try {
      await work();
      if (written === void 0 || failed2 === void 0) return;
      failed2 = void 0;
      onWrite(void 0);
    } catch (error2) {
      const code2 = codeOf(error2);
      if (code2 !== failed2) onWrite(error2);
      failed2 = code2;
    }
  };
  const load = async () => {
    if (isLoaded) return;
    const lines = await readLines(file);
    entries = [...lines.entries, ...entries];
    bad = lines.bad;
    isLoaded = true;
    if (bad.length === 0 && entries.length === lines.entries.length) written = lines.size;
  };
  const writeAll = async () => {
    await load();
    if (written !== void 0) return;
    await mkdir3(dirname(file), { recursive: true, mode: 448 });
    await setAside(file, bad);
    bad = [];
    const bytes = toBytes(entries);
    await replace(file, bytes);
    isNamed2 = true;
    written = bytes.length;
  };
  const writeMore = async (more) => {
    await load();
    if (written === void 0) return;
    const [bytes, from] = [toBytes(more), written];
    written = void 0;
    await mkdir3(dirname(file), { recursive: true, mode: 448 });
    await write(file, "a", bytes, from);
    if (!isNamed2) await syncFolder(file);
    isNamed2 = true;
    written = from + bytes.length;
  };
  const appendTogether = () => {
    const more = [];
    const done = inTurn(async () => {
      waiting2 = void 0;
      await attempt2(() => writeMore(more));
      entries.push(...more);
      if (written === void 0) await attempt2(writeAll);
    });
    return { entries: more, done };
  };
  return {
    append: (more) => {
      waiting2 ??= appendTogether();
      waiting2.entries.push(...more);
      return waiting2.done;
    },
    read: () => inTurn(async () => {
      await attempt2(load);
      if (bad.length > 0 || isLoaded && written === void 0) await attempt2(writeAll);
      return [...entries];
    }),
    drop: (count2) => inTurn(async () => {
      await attempt2(load);
      if (count2 > entries.length)
        throw new Error(`The journal has ${entries.length} entries; ${count2} cannot be dropped.`);
      entries.splice(0, count2);
      written = void 0;
      await attempt2(writeAll);
    })
  };
}
var codeOf = (error2) => error2 instanceof Error && "code" in error2 ? String(error2.code) : String(error2);
async function setAside(file, bad) {
  if (bad.length === 0) return;
  await write(`${file}.bad`, "a", Buffer.concat(bad));
  await syncFolder(file);
}
async function replace(file, bytes) {
  const next = `${file}.next`;
  await write(next, "w", bytes);
  await rename(next, file);
  await syncFolder(file);
}
async function write(file, flags, bytes, from) {
  const handle = await open2(file, flags, 384);
  try {
    if (from !== void 0) {
      const { size } = await handle.stat();
      if (size < from) throw new Error(`${file} has ${size} bytes; ${from} were written to it.`);
      await handle.truncate(from);
    }
    await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
async function readWhole(file) {
  const bytes = await readFile(file).catch((error2) => {
    if (error2.code === "ENOENT") return Buffer.alloc(0);
    throw error2;
  });
  return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
}
async function readLines(file) {
  const bytes = await readWhole(file);
  const entries = [];
  const bad = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at) + 1;
    const line = bytes.subarray(at, end);
    const entry = parse2(line);
    if (entry === void 0) bad.push(line);
    else entries.push(entry);
    at = end;
  }
  return { entries, bad, size: bytes.length };
}
function parse2(line) {
  try {
    return parseEntry(strict.decode(line.subarray(0, -1)));
  } catch {
    return void 0;
  }
}
var toBytes = (entries) => Buffer.from(entries.map((entry) => `${serializeEntry(entry)}
`).join(""));
async function syncFolder(file) {
  const folder = await open2(dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

// src/git/ledger/watch-disk.ts
var DISK_FAILURE = /No space left on device|Disk quota exceeded|Read-only file system|Input\/output error/u;
var watchDisk = (repository, onWrite) => {
  let isFailing = false;
  const tell5 = (error2) => {
    if (isFailing !== (error2 !== void 0)) onWrite(error2);
    isFailing = error2 !== void 0;
  };
  return {
    ...repository,
    fetch: async (pulls) => {
      try {
        await repository.fetch(pulls);
        tell5(void 0);
      } catch (error2) {
        if (error2 instanceof RepositoryError && DISK_FAILURE.test(error2.message)) tell5(error2);
        throw error2;
      }
    }
  };
};

// src/github/asking/ask-issues.ts
var PER_PAGE = 100;
var MOST_PAGES = 5;
function askIssues({ rest }, name3) {
  return {
    list: () => call("list the issues that ask for access", () => listLabelled(rest, name3)),
    find: async (number) => {
      try {
        const { data } = await rest.issues.get({ ...name3, issue_number: number });
        return data.number === number ? toIssue(data)[0] : void 0;
      } catch (error2) {
        if ([404, 410].includes(statusOf(error2) ?? 0)) return void 0;
        throw new GitHubError(`read #${number}`, error2);
      }
    }
  };
}
async function listLabelled({ issues: issues2 }, name3) {
  const query4 = { ...name3, labels: FORM_LABEL, state: "open", sort: "created", direction: "desc" };
  const found = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await issues2.listForRepo({ ...query4, per_page: PER_PAGE, page });
    found.push(...data.flatMap(toIssue));
    if (data.length < PER_PAGE) return { issues: found, isWhole: true };
  }
  return { issues: found, isWhole: false };
}
var toIssue = ({ number, id: id3, state, user, labels, pull_request }) => {
  if (pull_request !== void 0 || state !== "open") return [];
  return [{ number, id: id3, author: user?.id ?? 0, isLabelled: labels.some(isFormLabel) }];
};
var isFormLabel = (label) => (typeof label === "string" ? label : label.name)?.toLowerCase() === FORM_LABEL;
var closeIssue = ({ rest }, name3) => (issue2, reason) => call(`close #${issue2}`, async () => {
  const { data } = await rest.issues.get({ ...name3, issue_number: issue2 });
  if (data.state === "open" && data.pull_request === void 0)
    await rest.issues.update({ ...name3, issue_number: issue2, state: "closed", state_reason: reason });
});
var findIssueOf = ({ rest }, name3, readOwnId) => (pull2) => call(`read for what #${pull2} was opened`, async () => {
  const { data } = await rest.pulls.get({ ...name3, pull_number: pull2 });
  const issue2 = new RegExp(`^${ASK_BRANCHES}i(?<issue>[1-9]\\d{0,15})$`, "u").exec(data.head.ref)?.groups?.issue;
  if (issue2 === void 0 || data.user?.id !== await readOwnId()) return void 0;
  return Number(issue2);
});

// src/report/asking/issue-news.ts
function describeNews(news, form) {
  if (news.kind === "opened")
    return `📝 Hallpass opened #${news.pull} for this, and you count as the person who asks. Its check says who may approve it. What becomes of it is told here too.

To end the access early, or to withdraw the request, **close this issue**, or comment \`/hallpass end\` here. Do not edit it: an edited issue asks for nothing.`;
  if (news.kind === "closed")
    return `⛔ #${news.pull} was closed, and not merged: nothing is granted. If the access is still needed, [ask anew](${form}).`;
  if (news.kind === "withdrawn")
    return `☑️ You asked to end this. The issue is closed: access through #${news.pull} ends within a minute, and none begins.`;
  if (news.kind === "waits")
    return `⏳ Hallpass could not open the pull request yet: ${escapeMarkdown(news.why)}

**Next:** ${escapeMarkdown(news.next)} It tries again by itself, and answers here.`;
  const what = news.kind === "unusable" ? `⛔ Hallpass cannot ask with this issue: ${escapeMarkdown(news.problem)}.` : ["⛔ Nobody can approve this as it is:", "", ...news.findings.map(describeFinding)].join("\n");
  return `${what}

An edit does not count, because others may edit issues too. So this one is closed; [ask anew](${form}).`;
}
var describeWithdrawal = (issue2) => `☑️ Issue #${issue2}, which asks for this, was closed: the request is withdrawn, and nothing is granted. Whoever still needs the access asks anew.`;
var describeFinding = ({ message, fix }) => `- ${escapeMarkdown(message)} ${escapeMarkdown(fix)}`;

// src/github/asking/read-source.ts
var query = `query($id: ID!) {
  node(id: $id) {
    id
    ... on Issue { body lastEditedAt includesCreatedEdit userContentEdits(first: 1) { totalCount } }
    ... on IssueComment { body lastEditedAt includesCreatedEdit userContentEdits(first: 1) { totalCount } }
  }
}`;
var BROUGHT = [
  "transferred",
  "converted_note_to_issue",
  "converted_from_draft",
  "converted_from_discussion"
];
async function readSource(octokit, name3, source) {
  const found = await readWritten(octokit, name3, source);
  if (found?.user == null || found.id !== source.id || found.user.type !== "User") return void 0;
  const { id: id3, login: login2 } = found.user;
  const { node } = await call(
    `read the edits of #${source.number}`,
    () => octokit.graphql(query, { id: found.node_id })
  );
  const body = found.body ?? "";
  const isBrought = source.kind === "issue" && await wasBrought(octokit, name3, source.number);
  const isAsWritten = node?.id === found.node_id && node.body === body && node.lastEditedAt === null && node.includesCreatedEdit === false && (node.userContentEdits ?? { totalCount: 0 }).totalCount === 0;
  return {
    author: { id: id3, login: login2 },
    body,
    at: new Date(found.created_at),
    changed: isBrought || !isAsWritten
  };
}
async function readWritten({ rest }, name3, source) {
  const { number } = source;
  const isHere = (url) => url.toLowerCase().endsWith(`/repos/${name3.owner}/${name3.repo}/issues/${number}`.toLowerCase());
  try {
    if (source.kind === "comment") {
      const { data: data2 } = await rest.issues.getComment({ ...name3, comment_id: source.id });
      return isHere(data2.issue_url) ? data2 : void 0;
    }
    const { data } = await rest.issues.get({ ...name3, issue_number: number });
    return data.pull_request === void 0 && isHere(data.url) ? data : void 0;
  } catch (error2) {
    if ([404, 410].includes(statusOf(error2) ?? 0)) return void 0;
    throw error2;
  }
}
var wasBrought = (octokit, name3, number) => call(`list the events of #${number}`, async () => {
  const query4 = { ...name3, issue_number: number, per_page: 100 };
  const events = await octokit.paginate(octokit.rest.issues.listEvents, query4);
  return events.some(({ event }) => BROUGHT.includes(event));
});

// src/github/asking/asked-pulls.ts
function gitHubAsking({ octokit, name: name3, readOwnId, push, readSigned: readSigned2, comment }) {
  const { rest } = octokit;
  return {
    readOwnId,
    push,
    readSigned: readSigned2,
    readSource: (source) => call(
      `read what #${source.kind === "issue" ? source.number : source.id} says`,
      () => readSource(octokit, name3, source)
    ),
    find: async (branch) => {
      const own = await readOwnId();
      return call(`find the pull request of ${branch}`, async () => {
        const query4 = { ...name3, state: "all", head: `${name3.owner}:${branch}`, per_page: 100 };
        const { data } = await rest.pulls.list(query4);
        return data.filter(({ head, user }) => head.ref === branch && user?.id === own).map(toPull)[0];
      });
    },
    open: ({ branch, base: base2, title, body }) => call(
      `open the pull request of ${branch}`,
      async () => toPull(
        (await rest.pulls.create({ ...name3, ...ranked("answer"), title, body, base: base2, head: branch })).data
      )
    ),
    withdraw: (pull2, issue2) => call(`close #${pull2}`, async () => {
      await rest.pulls.update({ ...name3, pull_number: pull2, state: "closed" });
      await comment(pull2, `${describeWithdrawal(issue2)}

<!-- hallpass: closed -->`);
    })
  };
}
var toPull = ({ number, html_url: url, state, merged_at }) => ({
  number,
  url,
  state: merged_at !== null ? "merged" : state === "open" ? "open" : "closed"
});

// src/github/asking/issue-news.ts
import { createHash as createHash4 } from "node:crypto";

// src/core/asking/issue-news.ts
var isLast = ({ kind }) => kind === "unusable" || kind === "mistakes" || kind === "closed" || kind === "withdrawn";
var newsKey = (news) => "pull" in news ? `${news.kind} ${news.pull}` : news.kind;

// src/github/asking/issue-news.ts
var issueNews = (comments, close2, form) => async (issue2, news) => {
  const mark = `<!-- hallpass: news ${createHash4("sha256").update(newsKey(news)).digest("hex").slice(0, 20)} -->`;
  const isTold2 = (await comments.list(issue2)).some((body) => body.includes(mark));
  if (!isTold2) await comments.add(issue2, `${describeNews(news, form)}

${mark}`);
  if (isLast(news)) await close2(issue2, "not_planned");
};

// src/report/words/blocked.ts
var NEXT = [
  [/draft/iu, "click “Ready for review”."],
  [
    /changes? (?:were )?requested|requested changes/iu,
    "the reviewer who requested changes approves, or withdraws that review."
  ],
  [/conversation|comments must be resolved/iu, "resolve every conversation under “Files changed”."],
  [
    /signature|signed/iu,
    "an administrator takes “Require signed commits” off the default branch: GitHub lets no app squash the commits of others there."
  ],
  [/approving review|code owner/iu, "a code owner approves, as the rules of the default branch ask for."],
  [
    /conflict|not mergeable/iu,
    "the requester asks again on a new branch. Approvers do not push to this one: the approval of a person who did does not count."
  ],
  [/status check/iu, "wait for the other checks, or fix what they report."]
];
var OTHERWISE = "an administrator looks at the rules of the default branch; `hallpass doctor` lists those that are in the way.";
var MAX_TITLE = 120;
function describeBlocked(says) {
  const reason = says.replace(/^Repository rule violations found\s*/iu, "");
  const next = NEXT.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHERWISE;
  return {
    title: `GitHub does not let it merge: ${reason.slice(0, MAX_TITLE)}`,
    summary: `Hallpass has nothing against it. GitHub does not let it merge: ${escapeMarkdown(reason)}

**Next:** ${next} Hallpass looks again by itself; the comment \`/hallpass check\` makes it look at once. No access starts before that.`
  };
}

// src/report/markdown/prose.ts
var describeProse = (text4, page) => flattenProse(text4).trim().split(" ").map(
  (word, at, words) => linkAddress(word) ?? linkNumber(word, words[at - 1], page) ?? escapeInLine(word)
).join(" ");
var ADDRESS = /^(\(?)(https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][\w\-./?#&=%+:,~()]*)?)$/iu;
var NUMBER = /^(\(?)#(\d{1,9})$/u;
var ENDING = /[.,:;!?)]*$/u;
var LONGEST2 = 300;
function linkAddress(word) {
  const [bare, ending] = cut(word);
  const [, before2 = "", address] = ADDRESS.exec(bare) ?? [];
  if (address === void 0 || address.length > LONGEST2) return void 0;
  return `${before2}<${address}>${escapeInLine(ending)}`;
}
var CLOSING = /(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?$/iu;
function linkNumber(word, before2, page) {
  if (page === void 0 || CLOSING.test(before2 ?? "")) return void 0;
  const [bare, ending] = cut(word);
  const [, bracket = "", number] = NUMBER.exec(bare) ?? [];
  return number === void 0 ? void 0 : `${bracket}${linkIssue(Number(number), page)}${escapeInLine(ending)}`;
}
var linkIssue = (number, page) => page === void 0 ? `#${number}` : `[#${number}](${page}/issues/${number})`;
function cut(word) {
  const [ending = ""] = ENDING.exec(word) ?? [];
  return [word.slice(0, word.length - ending.length), ending];
}

// src/report/briefing/approvers.ts
var MAX_NAMES = 12;
function describeApprovers({ groups, uncounted }) {
  const who = groups.map(describeGroup).join(", **and** ");
  const others = uncounted === "" ? "" : ` ${escapeMarkdown(uncounted)}`;
  return `**Who can approve:** ${who}. Other approvals do not count.${others}

**To approve:** Files changed → Review changes → Approve.`;
}
function describeGroup({ people: people3, missing: missing2 }) {
  const names2 = people3.map(({ login: login2 }) => `${escapeMarkdown(login2)}`);
  const shown = names2.slice(0, MAX_NAMES);
  const rest = names2.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  if (people3.length <= missing2) return join5(all, "**and**");
  return missing2 === 1 ? join5(all, "**or**") : `${missing2} of ${join5(all, "and")}`;
}
function join5(names2, word) {
  const last = names2.at(-1) ?? "";
  return names2.length < 2 ? last : `${names2.slice(0, -1).join(", ")} ${word} ${last}`;
}

// src/report/briefing/ask.ts
function describeAsk(terms, page) {
  const { until } = terms;
  return [
    describeSentence(terms),
    ...describeTotal2(terms),
    ...until === void 0 ? [] : [`It ends earlier when ${linkIssue(until, page)} is closed.`]
  ].join("\n\n");
}
function describeSentence(terms) {
  const [only, ...more] = terms.entitlements.map((each) => describeAccess(each, terms));
  const span = describeSpan(terms);
  if (only !== void 0 && more.length === 0) return `${describeAsker(terms)} for ${only} for ${span}.`;
  return `${describeAsker(terms)} for ${span}:

${[only, ...more].map((each) => `- ${each}`).join("\n")}`;
}
function describeAccess({ provider: provider2, resource, role, principal }, { subject }) {
  const isOther = principal !== void 0 && principal.toLowerCase() !== subject.login.toLowerCase();
  return `${code(role)} on ${code(`${provider2}/${resource}`)}${isOther ? ` (account ${code(principal)})` : ""}`;
}
function describeAsker({ subject, requester }) {
  const receiver = `**${escapeMarkdown(subject.login)}**`;
  return requester === void 0 ? `${receiver} asks` : `**${escapeMarkdown(requester.login)}** asks on behalf of ${receiver}`;
}
function describeSpan({ durationMs, start, extends: extended }) {
  const span = describeDuration(durationMs);
  if (start !== void 0) return `**${span} from ${describeMoment(start)}**`;
  return extended === void 0 ? `**${span} from the merge**` : `**${span} more**, from the end of ${code(extended)}`;
}
function describeTotal2({ totalMs, longestMs }) {
  if (totalMs === void 0) return [];
  const limit = longestMs === void 0 ? "" : `, more than the ${describeDuration(longestMs)} of one request`;
  return [
    `Together with the requests it extends, the access lasts **${describeDuration(totalMs)}**${limit}.`
  ];
}

// src/report/briefing/gives.ts
function describeGives(terms, abilities) {
  return [describePolicies(terms), describeAbilities(terms, abilities)].filter((part) => part !== "").join("\n\n");
}
function describePolicies({ entitlements }) {
  const offered = entitlements.filter(({ policy }) => policy !== void 0);
  const policies = [...new Map(offered.map((each) => [each.policy, each])).values()];
  const [only, ...more] = policies.map(describePolicy);
  if (only === void 0) return "";
  if (more.length === 0) return `**What it gives:** ${only}`;
  return `**What it gives:**

${[only, ...more].map((each) => `- ${each}`).join("\n")}`;
}
function describePolicy({ policy = "", description }) {
  return description === void 0 ? `the access of policy ${code(policy)}, which has no description.` : `${describeProse(description)} Policy: ${code(policy)}.`;
}
function describeAbilities({ entitlements }, abilities) {
  if (abilities.length === 0) return "";
  const lines = abilities.flatMap(({ entitlement: { provider: provider2, resource, role }, says }) => {
    const of = entitlements.length === 1 ? "" : `${code(role)} on ${code(`${provider2}/${resource}`)}: `;
    return says.map((each) => `- ${of}${escapeMarkdown(each)}.`);
  });
  return `**The system says it may:**

${lines.join("\n")}`;
}

// src/report/briefing/outlook.ts
function describeOutlook(terms, merges) {
  const merger = merges ? "Hallpass merges this" : "a person with write access merges this";
  return `${merger}. The access starts ${describeStart(terms)} and ends ${describeEnd2(terms)}, by itself.`;
}
function describeStart({ start, extends: extended }) {
  if (start !== void 0) return `at **${describeMoment(start)}**, or at the merge if that is later,`;
  return extended === void 0 ? "at once" : `when ${code(extended)} ends`;
}
function describeEnd2({ start, durationMs }) {
  return `**${describeDuration(durationMs)}** ${start === void 0 ? "later" : "after that"}`;
}

// src/core/hours/describe-hours.ts
var describeHours = ({ zone, weekly }) => `${weekly.map(describeSpan2).join(", ")} (${zone})`;
function describeLocalTime({ zone }, instant) {
  const { day, minute } = localTime(zone, instant);
  const clock2 = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return `${short(day)} ${clock2}`;
}
var describeSpan2 = ({ days, from, to }) => `${describeDays(days)} ${from} to ${to}`;
function describeDays(days) {
  const runs = [];
  for (const day of DAYS.filter((each) => days.includes(each))) {
    const run2 = runs.at(-1);
    const last = run2?.at(-1);
    if (run2 !== void 0 && last !== void 0 && DAYS.indexOf(last) + 1 === DAYS.indexOf(day))
      run2.push(day);
    else runs.push([day]);
  }
  return runs.map((run2) => run2.length > 2 ? describeRange(run2) : run2.map(short).join(", ")).join(", ");
}
var describeRange = (run2) => [run2[0], run2.at(-1)].flatMap((day) => day === void 0 ? [] : short(day)).join(" to ");
var short = (day) => `${day.slice(0, 1).toUpperCase()}${day.slice(1, 3)}`;

// src/report/briefing/unusual.ts
function describeUnusual(unusual, terms, page) {
  if (unusual.length === 0) return "**Unusual:** nothing that Hallpass knows of.";
  const lines = unusual.map((each) => `- ⚠️ ${describe3(each, terms, page)}`);
  return `**Unusual:**

${lines.join("\n")}`;
}
function describe3(unusual, { subject, durationMs }, page) {
  const who = escapeMarkdown(subject.login);
  switch (unusual.kind) {
    case "newcomer":
      return `**First time:** ${who} never had access through Hallpass.`;
    case "first": {
      const { entitlement, last } = unusual;
      const before2 = last === void 0 ? "" : ` The last time there it was ${code(last.role)}, on ${describeDay(last.at)}.`;
      return `**First time:** ${who} never had ${describeWhat(entitlement)}.${before2}`;
    }
    case "longer":
      return `**Longer than last time:** ${describeDuration(durationMs)} now, ${describeDuration(unusual.lastMs)} on ${describeDay(unusual.at)}.`;
    case "wider":
      return `**More than last time,** ${describeDay(unusual.at)}: also ${unusual.entitlements.map(describeWhat).join(", ")}.`;
    case "holds": {
      const { entitlement, from, until, pulls } = unusual;
      const when = from === void 0 ? "" : ` from ${describeMoment(from)}`;
      return `**Has it already:** ${describeWhat(entitlement)}${when} until **${describeMoment(until)}**, through ${pulls.map((pull2) => linkIssue(pull2, page)).join(", ")}.`;
    }
    case "hours": {
      const { policy, hours, begins, at } = unusual;
      return `**Out of hours:** it ${begins ? "begins" : "was asked for"} outside of the hours of ${code(policy)}, ${describeLocalTime(hours, at)}. They are ${describeHours(hours)}.`;
    }
    case "policy":
      return `**Policy changed lately:** ${code(unusual.name)}, on ${describeDay(unusual.at)}, by ${linkIssue(unusual.pull, page)}.`;
  }
}
var describeWhat = ({ provider: provider2, resource, role }) => `${code(role)} on ${code(`${provider2}/${resource}`)}`;
var describeDay = (time) => time.toISOString().slice(0, 10);

// src/report/briefing/briefing.ts
var LONGEST_REASON2 = 600;
function quoteReason(reason, page) {
  const letters = [...reason];
  const isLong = letters.length > LONGEST_REASON2;
  const shown = isLong ? `${letters.slice(0, LONGEST_REASON2).join("")}…` : reason;
  return `> **Why:** ${describeProse(shown, page)}${isLong ? " (the rest is in the file)" : ""}`;
}
function describeRequest2({ decision, briefing, findings, blocked }, step) {
  const { terms, awaited } = decision;
  const { unusual = [], abilities = [], merges = true, page } = briefing ?? {};
  if (terms === void 0) return step;
  const isObstructed = blocked !== void 0 || findings.length > 0;
  const approvers = !isObstructed && awaited !== void 0 && isForApproval(decision) ? [describeApprovers(awaited), `**On approval:** ${describeOutlook(terms, merges)}`] : void 0;
  return [
    describeAsk(terms, page),
    ...approvers === void 0 ? [step] : [],
    quoteReason(terms.reason, page),
    describeGives(terms, abilities),
    describeUnusual(unusual, terms, page),
    ...approvers ?? []
  ].filter((part) => part !== "").join("\n\n");
}

// src/report/briefing/next.ts
function describeNext(decision, toFix, merges = true) {
  if (decision.status === "approved") return describeApproved(decision, merges);
  const stopped = decision.verdicts.find(
    ({ rule, status }) => status === "waiting" && [grantsNotStopped.name, everybodyKnown.name].includes(rule)
  );
  if (stopped?.status === "waiting") return `**Next:** wait. ${escapeMarkdown(stopped.says)}`;
  const waiting2 = findWaiting(decision);
  return `**Next:** ${waiting2 === void 0 ? `${toFix} Nothing is granted.` : escapeMarkdown(waiting2.says)}`;
}
function describeApproved(decision, merges) {
  if (decision.terms === void 0)
    return `**Next:** merge it. ${isRestoring(decision) ? "Grants then resume" : "The new rules count from then on"}.`;
  const by = decision.approvers.map(({ login: login2 }) => escapeMarkdown(login2)).join(", ");
  return `**Approved** by ${by}: ${describeOutlook(decision.terms, merges)}`;
}
var isRestoring = ({ verdicts }) => verdicts.some(({ rule }) => rule === rulesRestored.name);
function findWaiting({ status, verdicts }) {
  if (status !== "waiting") return void 0;
  return verdicts.find((verdict) => verdict.status === "waiting");
}

// src/report/briefing/comment.ts
var CLOSED = "This request was closed without a merge. **Nothing was granted**, and there is nothing to approve.";
var OTHER = "This pull request no longer asks for access. There is nothing to approve here.";
var describeComment = (about, head) => `${describe4(about)}

${briefingMark(head)}`;
function describe4(about) {
  if (about === "closed") return CLOSED;
  return about.kind === "request" ? describeRequest2(about, describeStep(about)) : OTHER;
}
function describeStep(about) {
  if (about.blocked !== void 0) return describeBlocked(about.blocked).summary;
  const fix = `nothing to approve now. The requester corrects what the check ${code(REQUIRED_CHECK)} lists.`;
  return describeNext(about.decision, fix, about.briefing?.merges);
}
var PREFIX = "<!-- hallpass: briefing ";
var briefingMark = (head) => `${PREFIX}${head} -->`;
var readBriefingMark = (body) => new RegExp(`${PREFIX}([0-9a-f]{4,64}) -->\\s*$`, "u").exec(body)?.[1];

// src/github/briefing/briefings.ts
var MOST_KEPT = 1e3;
var MOST_PUT_RIGHT = 5;
var CHANGED2 = `A person changed this comment of Hallpass: what stood here counts for nothing. Read the check ${code(REQUIRED_CHECK)}, which nobody can change.

<!-- hallpass: changed -->`;
function githubBriefings(comments, page) {
  const kept = new I({ max: MOST_KEPT });
  const putRight = new I({ max: MOST_KEPT });
  return {
    ...page,
    async find(pull2) {
      const own = await comments.listEach(pull2);
      const found = findBriefing(own);
      const changed = own.filter(
        ({ id: id3, body, genuine }) => !genuine && id3 !== found?.id && putRight.get(id3) !== body
      );
      for (const { id: id3 } of changed.slice(0, MOST_PUT_RIGHT))
        putRight.set(id3, await comments.edit(pull2, id3, CHANGED2));
      return found && { pull: pull2, comment: found.id, ...found };
    },
    write: (pull2, head, about) => comments.add(pull2, describeComment(about, head)),
    // A person with write access may have edited it: the text is compared, and put right.
    async change({ pull: pull2, comment, body }, head, about) {
      const text4 = describeComment(about, head);
      if (body === text4 || body === kept.get(text4)) return;
      kept.set(text4, await comments.edit(pull2, comment, text4));
    }
  };
}
function findBriefing(own) {
  const marked = own.flatMap((each) => {
    const head = readBriefingMark(each.body);
    return head === void 0 ? [] : [{ ...each, head }];
  });
  return marked.find(({ genuine }) => genuine) ?? marked[0];
}

// src/github/briefing/pull-page.ts
var cosmetic = ranked("cosmetic");
function pullPage({ rest }, name3) {
  const remove = async (issue_number, label) => {
    try {
      await rest.issues.removeLabel({ ...name3, ...cosmetic, issue_number, name: label });
    } catch (error2) {
      if (statusOf(error2) !== 404) throw error2;
    }
  };
  return {
    // People and no team: requests for teams by an app have been reported to fail, and a team may hold people who are barred.
    requestReviews: (pull2, people3) => call(`request reviews of #${pull2}`, async () => {
      await rest.pulls.requestReviewers({
        ...name3,
        ...cosmetic,
        pull_number: pull2,
        reviewers: people3.map(({ login: login2 }) => login2)
      });
    }),
    // Reads first, because GitHub limits writes more. Labels of others stay.
    showState: (pull2, state) => call(`label #${pull2}`, async () => {
      const label = state && STATE_LABELS[state].name;
      const query4 = { ...name3, issue_number: pull2, per_page: 100 };
      const shown = (await rest.issues.listLabelsOnIssue(query4)).data.map((each) => each.name);
      if (label !== void 0 && !shown.includes(label))
        await rest.issues.addLabels({ ...name3, ...cosmetic, issue_number: pull2, labels: [label] });
      for (const other of shown) if (isStateLabel(other) && other !== label) await remove(pull2, other);
    })
  };
}

// src/github/people.ts
var MAX_ACTIVITY_PAGES = 10;
function people2(octokit, name3) {
  const { rest } = octokit;
  return {
    listCommits: (number) => call(`list the commits of #${number}`, async () => {
      const query4 = { ...name3, pull_number: number, per_page: 100 };
      const commits = await octokit.paginate(rest.pulls.listCommits, query4);
      return commits.map(({ sha, author, committer, commit }) => ({
        sha,
        author: toPerson(author),
        committer: toPerson(committer),
        inBrowser: isWebCommitter(octokit, commit.committer?.name, committer)
      }));
    }),
    listMoves: async (branch) => {
      try {
        return await readMoves(octokit, name3, branch);
      } catch (error2) {
        if (isRefused(error2, [403, 404])) return void 0;
        throw error2 instanceof ObstacleError ? error2 : new GitHubError(`list who pushed to ${branch}`, error2);
      }
    },
    isActive: ({ id: id3, login: login2 }) => call(`read whether ${login2} is in the organisation`, async () => {
      const account = await unlessMissing(() => rest.users.getById({ account_id: id3 })) ?? await unlessMissing(() => rest.users.getByUsername({ username: login2 }));
      if (account?.id !== id3 || "suspended_at" in account && account.suspended_at) return false;
      const membership = await unlessMissing(
        () => rest.orgs.getMembershipForUser({ org: name3.owner, username: account.login })
      );
      if (membership === void 0) {
        await requireOwner(octokit, name3);
        return false;
      }
      return membership.state === "active" && membership.user?.id === id3;
    }),
    readAccount: (login2) => call(`read the account ${login2}`, async () => {
      const account = await unlessMissing(() => rest.users.getByUsername({ username: login2 }));
      return account && toAccount(account);
    })
  };
}
var GITHUB_COM = "https://api.github.com";
function isWebCommitter(octokit, name3, account) {
  if (name3 !== "GitHub" && name3 !== "GitHub Enterprise") return false;
  const { baseUrl } = octokit.request.endpoint.DEFAULTS;
  return baseUrl !== GITHUB_COM || toPerson(account) !== void 0;
}
async function requireOwner({ rest }, name3) {
  const { login: login2 } = (await rest.repos.get({ ...name3 })).data.owner;
  if (login2.toLowerCase() !== name3.owner.toLowerCase())
    throw new Error(
      `The organisation ${name3.owner} is called ${login2} now; write ${login2}/${name3.repo} into HALLPASS_REPOSITORY.`
    );
}
async function unlessMissing(work) {
  try {
    return (await work()).data;
  } catch (error2) {
    if (statusOf(error2) === 404) return void 0;
    throw error2;
  }
}
var toAccount = ({ id: id3, login: login2, type }) => ({
  id: id3,
  login: login2,
  type: type === "User" ? "User" : "Bot"
});
var toPerson = (account) => account?.id === void 0 || account.login === void 0 ? void 0 : { id: account.id, login: account.login };
var tooLong = (branch) => ({
  why: `GitHub lists more than ${MAX_ACTIVITY_PAGES * 100} changes of the branch ${branch}.`,
  next: "push to a new branch with a name that was never used, and open a pull request from there."
});
async function readMoves(octokit, name3, branch) {
  const query4 = { ...name3, ref: `refs/heads/${branch}`, per_page: 100 };
  const found = [];
  let pages = 0;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listActivities, query4)) {
    if (++pages > MAX_ACTIVITY_PAGES) throw new ObstacleError(tooLong(branch));
    found.push(
      ...data.map(({ activity_type, actor, timestamp, after }) => ({
        kind: activity_type === "branch_deletion" ? "deleted" : "moved",
        ...activity_type === "branch_creation" && { created: true },
        by: actor ? toAccount(actor) : void 0,
        after,
        at: new Date(timestamp)
      }))
    );
  }
  return found.toReversed();
}

// src/github/comment-record.ts
var DAYS_KEPT = 4;
var MAX_PAGES = 300;
var SKEW_SECONDS = 60;
var MAX_PAGES_BACK = 3;
var MAX_SKIPPED = 1e4;
var text = { type: "string" };
var id2 = { type: "integer" };
var sentSchema = {
  type: "object",
  required: ["request"],
  properties: {
    request: {
      type: "object",
      required: ["payload"],
      properties: {
        payload: {
          type: "object",
          required: ["issue", "comment"],
          properties: {
            issue: { type: "object", required: ["number"], properties: { number: id2 } },
            comment: {
              type: "object",
              required: ["id", "body", "user", "created_at"],
              properties: {
                // A number, or a bigint where it is long.
                id: {},
                body: text,
                created_at: text,
                user: {
                  type: "object",
                  required: ["id", "login", "type"],
                  properties: { id: id2, login: text, type: text }
                }
              }
            }
          }
        }
      }
    }
  }
};
var isSent = buildValidator(sentSchema);
function commentRecord(octokit, repositoryId) {
  let known2 = /* @__PURE__ */ new Map();
  let unlistedBefore;
  const skipped = new I({ max: MAX_SKIPPED });
  return {
    skip(delivery) {
      skipped.set(delivery, true);
    },
    findWritten: (delivery) => call("find what it told the app", async () => {
      const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 });
      let page = 0;
      for await (const { data } of pages) {
        const found = data.find((each) => each.guid === delivery && isWriting(each, repositoryId));
        if (found !== void 0) return (await readSent(octokit, found.id))?.comment;
        if (++page >= MAX_PAGES_BACK) break;
      }
      return void 0;
    }),
    listWritten: (since) => call("list what it told the app", async () => {
      const next = await unlessGone(listOn(octokit, repositoryId, known2));
      const listed = next?.listed ?? known2;
      known2 = listed;
      unlistedBefore = next?.unlistedBefore ?? unlistedBefore;
      await readUnread(octokit, listed, skipped, subSeconds(since, SKEW_SECONDS));
      const written = [...listed.values()].map(({ comment }) => comment).filter((each) => each !== void 0);
      const byId = new Map(written.map((each) => [each.id, each.comment]));
      const found = [...byId.values()].filter(({ at }) => at >= since);
      if (unlistedBefore !== void 0 && !(subSeconds(since, SKEW_SECONDS) >= unlistedBefore))
        throw new PartlyReadError(tooMany(unlistedBefore), found);
      return found;
    })
  };
}
var unlessGone = (answer3) => answer3.catch((error2) => {
  if (statusOf(error2) === 404) return void 0;
  throw error2;
});
async function listOn(octokit, repositoryId, known2) {
  const { listWebhookDeliveries } = octokit.rest.apps;
  const found = /* @__PURE__ */ new Map();
  let pages = 0;
  let unlistedBefore;
  for await (const { data } of octokit.paginate.iterator(listWebhookDeliveries, { per_page: 100 })) {
    const fresh = data.filter((each) => !known2.has(String(each.id)));
    for (const each of fresh) {
      const unread = isWriting(each, repositoryId) ? { unread: each.id, guid: each.guid } : {};
      found.set(String(each.id), { sentAt: new Date(each.delivered_at), ...unread });
    }
    if (fresh.length < data.length) break;
    if (++pages < MAX_PAGES) continue;
    unlistedBefore = [...found.values()].at(-1)?.sentAt;
    break;
  }
  const [newest] = [...found.values(), ...known2.values()];
  const kept = [...known2].filter(([, { sentAt }]) => newest && addDays(sentAt, DAYS_KEPT) > newest.sentAt);
  return { listed: new Map([...found, ...kept]), unlistedBefore };
}
var tooMany = (unlistedBefore) => ({
  why: `GitHub told the app more than ${MAX_PAGES * 100} events in a few days, and Hallpass reads no more: it does not know whether a comment before ${formatTime(unlistedBefore)} ended this early.`,
  next: "wait, or ask with a new pull request, whose comments Hallpass knows. Ask the operators of Hallpass which account causes so many events."
});
async function readUnread(octokit, known2, skipped, since) {
  for (const [key, { sentAt, unread, guid }] of known2) {
    if (unread === void 0 || sentAt < since) continue;
    const isRead = guid === void 0 || !skipped.has(guid);
    const comment = isRead ? await readSent(octokit, unread) : void 0;
    known2.set(key, { sentAt, ...comment && { comment } });
  }
}
var isWriting = ({ event, action, repository_id }, repositoryId) => event === "issue_comment" && action === "created" && repository_id === repositoryId;
async function readSent(octokit, delivery) {
  const sent = await unlessGone(octokit.request({ method: "GET", url: `/app/hook/deliveries/${delivery}` }));
  const data = sent?.data;
  if (!isSent(data)) return void 0;
  const { issue: issue2, comment } = data.request.payload;
  const { id: id3, body, user, created_at } = comment;
  const at = new Date(created_at);
  return {
    id: String(id3),
    comment: { number: issue2.number, author: toAccount(user), body, at, edited: false }
  };
}

// src/github/comments/own-comments.ts
function ownComments({ rest, paginate }, name3, { appId, seal, sealedSince }) {
  const ofApp = ({ performed_via_github_app: app }) => app?.id === appId;
  const open4 = async (number, comment) => {
    const { text: text4, sealed } = seal.open(number, comment.body ?? "");
    return { id: comment.id, body: text4, genuine: sealed || isUntouched(comment, await sealedSince()) };
  };
  const listEach = (number, since) => call(`list the comments of #${number}`, async () => {
    const query4 = { ...name3, ...pageSince(since), issue_number: number };
    const comments = await paginate(rest.issues.listComments, query4);
    return Promise.all(comments.filter(ofApp).map((comment) => open4(number, comment)));
  });
  const update = async (comment, body) => {
    const change = { ...name3, ...ranked("answer"), comment_id: comment, body };
    return (await rest.issues.updateComment(change)).data.body ?? "";
  };
  const keep2 = async (number, comment, kept) => {
    const { text: text4, sealed } = seal.open(number, kept);
    if (!sealed) await update(comment, seal.close(number, text4)).catch(() => void 0);
    return text4;
  };
  return {
    list: async (number, since) => textsOf(await listEach(number, since)),
    listRecent: (since) => call("list its comments", async () => {
      const comments = await paginate(rest.issues.listCommentsForRepo, { ...name3, ...pageSince(since) });
      const own = comments.filter(ofApp).map((comment) => open4(numberOf(comment), comment));
      return textsOf(await Promise.all(own));
    }),
    listEach: (number) => listEach(number),
    add: (number, body) => call(`comment on #${number}`, async () => {
      await sealedSince();
      const comment = {
        ...name3,
        ...ranked("answer"),
        issue_number: number,
        body: seal.close(number, body)
      };
      const { data } = await rest.issues.createComment(comment);
      await keep2(number, data.id, data.body ?? "");
    }),
    edit: (number, comment, body) => call(
      `change comment ${comment}`,
      async () => keep2(number, comment, await update(comment, seal.close(number, body)))
    )
  };
}
var pageSince = (since) => ({
  per_page: 100,
  ...since && { since: since.toISOString() }
});
var textsOf = (comments) => comments.filter(({ genuine }) => genuine).map(({ body }) => body);
var numberOf = ({ issue_url: url }) => Number(/\/issues\/(\d+)$/u.exec(url)?.[1]);
var isUntouched = ({ created_at, updated_at }, start) => created_at === updated_at && new Date(created_at) < start;

// src/github/comments/seal.ts
import { createHmac, createPrivateKey as createPrivateKey3, hkdfSync, timingSafeEqual } from "node:crypto";
var LABEL = "hallpass comment seal 1";
var MARK = /<!-- hallpass: seal ([0-9a-f]{64}) -->$/u;
function createSeal(privateKey, repositoryId) {
  const key = deriveKey(privateKey);
  const sealOf = (number, text4) => hmac(key, JSON.stringify([repositoryId, number, normalize(text4)]));
  return {
    key: hmac(key, "name").toString("hex").slice(0, 16),
    close: (number, text4) => `${text4}
<!-- hallpass: seal ${sealOf(number, text4).toString("hex")} -->`,
    open(number, body) {
      const found = MARK.exec(body.trimEnd());
      const text4 = found === null ? body : body.slice(0, found.index).trimEnd();
      const given = Buffer.from(found?.[1] ?? "", "hex");
      const expected = sealOf(number, text4);
      return { text: text4, sealed: given.length === expected.length && timingSafeEqual(given, expected) };
    }
  };
}
var hmac = (key, text4) => createHmac("sha256", key).update(text4).digest();
function deriveKey(privateKey) {
  const der = createPrivateKey3(privateKey).export({ type: "pkcs8", format: "der" });
  return Buffer.from(hkdfSync("sha256", der, "", LABEL, 32));
}
var normalize = (text4) => text4.replaceAll(/\r\n?/gu, "\n").split("\n").map(trimLineEnd).join("\n").trim().normalize("NFC");
function trimLineEnd(line) {
  let end = line.length;
  while (line[end - 1] === " " || line[end - 1] === "	") end--;
  return line.slice(0, end);
}

// src/github/deployments.ts
var deploymentsOver = (open4, appId) => ({
  isAsked: (repository, environment) => call(`read the protection rules of ${environment} in ${nameOf2(repository)}`, async () => {
    try {
      const place = { ...placeOf(repository), environment_name: environment };
      const { data } = await open4(repository).rest.repos.getAllDeploymentProtectionRules(place);
      const rules2 = data.custom_deployment_protection_rules ?? [];
      return rules2.some(({ enabled, app }) => enabled && app.id === appId);
    } catch (error2) {
      if (statusOf(error2) === 404) return false;
      throw error2;
    }
  }),
  listWaiting: (repository) => call(`list the waiting runs of ${nameOf2(repository)}`, async () => {
    const { paginate, rest } = open4(repository);
    const query4 = { ...placeOf(repository), status: "waiting", per_page: 100 };
    const runs = await paginate(rest.actions.listWorkflowRunsForRepo, query4);
    return runs.map(({ id: id3 }) => Number(id3));
  }),
  readRun: (repository, run2) => call(`read the run ${run2} of ${nameOf2(repository)}`, () => readRun(open4(repository), repository, run2)),
  listPending: (repository, run2) => call(
    `list what the run ${run2} of ${nameOf2(repository)} waits for`,
    () => listPending(open4(repository), repository, run2)
  ),
  answer: (repository, run2, { environment, state, comment }) => call(`answer the run ${run2} of ${nameOf2(repository)}`, async () => {
    const answer3 = { run_id: run2, environment_name: environment, state, comment };
    await open4(repository).rest.actions.reviewCustomGatesForRun({ ...placeOf(repository), ...answer3 });
  })
});
var nameOf2 = ({ owner, repo }) => `${owner}/${repo}`;
var placeOf = ({ owner, repo }) => ({ owner, repo });
async function readRun({ rest }, repository, run_id) {
  try {
    const { data } = await rest.actions.getWorkflowRun({ ...placeOf(repository), run_id });
    requireSame(repository, data.repository.id);
    const { triggering_actor: by, run_attempt: attempt2 } = data;
    if (attempt2 === void 0) throw new Error("GitHub does not tell the run's attempt.");
    return {
      ...{ id: Number(data.id), repositoryId: data.repository.id, attempt: attempt2 },
      ...{ event: data.event, url: data.html_url },
      ...by && { startedBy: { id: by.id, login: by.login, isPerson: by.type === "User" } }
    };
  } catch (error2) {
    if (statusOf(error2) === 404) return void 0;
    throw error2;
  }
}
function requireSame(repository, id3) {
  if (id3 === repository.id) return;
  throw new Error(
    `${nameOf2(repository)} is the repository ${id3}, and HALLPASS_DEPLOYMENTS says ${repository.id}.`
  );
}
async function listPending({ rest }, repository, run_id) {
  const place = { ...placeOf(repository), run_id };
  const { data } = await rest.actions.getPendingDeploymentsForRun(place);
  const needReview = data.some(({ reviewers }) => reviewers.length > 0);
  const approved = needReview ? await listApproved({ rest }, place) : /* @__PURE__ */ new Set();
  return data.flatMap(({ environment: { name: name3 }, reviewers, wait_timer, wait_timer_started_at }) => {
    if (name3 === void 0) return [];
    return [
      {
        environment: name3,
        needsReview: reviewers.length > 0 && !approved.has(name3.toLowerCase()),
        ...wait_timer > 0 && { timerEndsAt: endOf3(wait_timer, wait_timer_started_at) }
      }
    ];
  });
}
var NEVER = /* @__PURE__ */ new Date(864e13);
function endOf3(minutes, startedAt) {
  const started = Date.parse(startedAt ?? "");
  return Number.isNaN(started) ? NEVER : new Date(started + minutes * 6e4);
}
async function listApproved({ rest }, place) {
  const { data } = await rest.actions.getReviewsForRun(place);
  const approved = data.filter(({ state }) => state === "approved");
  return new Set(
    approved.flatMap(({ environments }) => environments.flatMap(({ name: name3 }) => name3?.toLowerCase() ?? []))
  );
}

// src/report/briefing/findings.ts
var MAX_FINDINGS = 50;
function describeFindings(findings, explained, pages = {}) {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, MAX_FINDINGS).map((finding) => describeFinding2(finding, pages));
  const rest = findings.length - lines.length;
  return ["### To fix", lines.join("\n"), ...rest > 0 ? [`And ${rest} more.`] : [], explained].join("\n\n");
}
function describeFinding2({ code: name3, place, message, fix }, pages) {
  const where = place === void 0 ? "" : ` at ${code(`${place.file}:${place.line}:${place.column}`)}`;
  return [
    `- ❌ ${escapeMarkdown(message)}`,
    `  **Fix:** ${escapeMarkdown(fix)}`,
    `  ${code(name3)}${where}${describeEditor(place, pages)}`
  ].join("  \n");
}
var PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/u;
function describeEditor(place, { page, branch }) {
  if (place === void 0 || page === void 0 || branch === void 0) return "";
  const isRequest = place.file.startsWith("access-requests/");
  if (!isRequest || ![place.file, branch].every((name3) => PLAIN_NAME.test(name3))) return "";
  return ` · [requester: edit line ${place.line}](${page}/edit/${branch}/${place.file}#L${place.line})`;
}

// src/report/check.ts
var MAX_SUMMARY = 65e3;
function describeCheck(checkResult) {
  const { title, summary, annotations } = describe5(checkResult);
  return { title: plain(title), summary: cutLines(summary, MAX_SUMMARY, "More did not fit."), annotations };
}
function describe5(checkResult) {
  if (checkResult.kind === "request" || checkResult.kind === "rules") return describeDecision(checkResult);
  if (checkResult.kind === "unread") return describeObstacle2(checkResult);
  if (checkResult.kind === "revert" && checkResult.blocked !== void 0)
    return { ...describeBlocked(checkResult.blocked), annotations: [] };
  if (conclude(checkResult) === "success")
    return { ...checkResult.kind === "revert" ? describeRemoval(checkResult) : OTHER2, annotations: [] };
  return {
    title: `${count(checkResult.findings.length, "thing")} to fix`,
    summary: describeFindings(checkResult.findings, EXPLAINED),
    annotations: checkResult.findings.flatMap(annotate)
  };
}
var MAX_TITLE2 = 120;
function describeObstacle2({ why, next }) {
  const title = `Waiting: ${why}`;
  return {
    title: title.length > MAX_TITLE2 ? `${title.slice(0, MAX_TITLE2 - 1)}…` : title,
    summary: `Hallpass cannot judge this yet: ${escapeMarkdown(why)}

**Next:** ${escapeMarkdown(next)}`,
    annotations: []
  };
}
var REVERT = {
  title: "A receipt: every request it removes has ended",
  summary: "The access is over; merging only tidies up.\n\n**Next:** look at what was granted, then approve."
};
function describeRemoval({ paths, ungranted, ending }) {
  if (ending.length > 0)
    return {
      title: "An early end: merging takes the access back",
      summary: `Merging ends ${ending.map(code).join(", ")} at once, before its time is up.

**Next:** look at what is ended, then approve.`
    };
  if (ungranted.length === 0) return REVERT;
  const others = ungranted.length < paths.length ? " Every other request it removes has ended." : "";
  return {
    title: "A removal: nothing in it is held",
    summary: `${ungranted.map((id3) => `${code(id3)} was never granted; merging cancels it.`).join(" ")}${others}

**Next:** look at what is removed, then approve.`
  };
}
var OTHER2 = {
  title: "No access is asked for",
  summary: "This pull request touches no access request. Its code owners review it as usual."
};
var MARK2 = { met: "✅", waiting: "⏳", failed: "❌", open: "◻️" };
function describeDecision(checkResult) {
  const { kind, decision, findings } = checkResult;
  const blocked = kind === "request" && checkResult.blocked !== void 0 ? describeBlocked(checkResult.blocked) : void 0;
  const pages = kind === "request" ? checkResult.briefing : void 0;
  const offers = pages?.offers === void 0 ? "" : ` What you may ask for: [${ACCESS_PAGE}](${pages.offers}).`;
  const toFix = describeFindings(findings, `${EXPLAINED}${offers}`, pages);
  return {
    title: blocked?.title ?? describeTitle(decision, findings),
    summary: [
      ...kind === "rules" ? [describeRules(decision, findings), toFix] : [],
      ...kind === "request" ? [describeRequest2(checkResult, describeStep2(checkResult, toFix))] : [],
      describeVerdicts(decision.verdicts)
    ].filter((part) => part !== "").join("\n\n"),
    annotations: findings.flatMap(annotate)
  };
}
function describeStep2({ blocked, decision, briefing, findings }, toFix) {
  const fix = `correct the ${count(findings.length, "thing")} below: edit the file on the same branch.`;
  const next = describeNext(decision, fix, briefing?.merges);
  const step = blocked === void 0 ? next : describeBlocked(blocked).summary;
  return toFix === "" ? step : `${step}

${toFix}`;
}
function describeRules(decision, findings) {
  const fix = `correct the ${count(findings.length, "thing")} below: edit the files on the same branch.`;
  const awaited = isForApproval(decision) ? decision.awaited : void 0;
  const next = awaited === void 0 ? describeNext(decision, fix) : describeApprovers(awaited);
  return `${RULES}

${next}`;
}
var RULES = "This changes the rules: who can get which access, and who approves it. The new rules count only when their owners approve exactly this change.";
var count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
var listNames = (people3) => people3.map(({ login: login2 }) => login2).join(", ") || "nobody";
function describeTitle(decision, findings) {
  if (decision.status === "approved" && isRestoring(decision)) return "It restores the rules in force";
  if (decision.status === "approved") return `Approved by ${listNames(decision.approvers)}`;
  const waiting2 = findWaiting(decision);
  if (waiting2 !== void 0) return waiting2.brief;
  return `${count(findings.length, "thing")} to fix`;
}
function describeVerdicts(verdicts) {
  const rows = verdicts.map(
    (verdict) => `- ${MARK2[verdict.status]} **${verdict.rule}:** ${describeVerdict(verdict)}`
  );
  return ["<details><summary>Every rule</summary>", "", ...rows, "", "</details>"].join("\n");
}
function describeVerdict(verdict) {
  if (verdict.status === "open") return "not judged yet";
  if (verdict.status === "failed")
    return [...new Set(verdict.findings.map((finding) => code(finding.code)))].join(" ");
  return escapeMarkdown(verdict.says);
}
var annotate = ({ place, code: title, message, fix }) => place === void 0 ? [] : [{ path: place.file, line: place.line, title, message: `${plain(message)}
${plain(fix)}` }];

// src/github/checks.ts
var MAX_SUMMARY2 = 65535;
var MAX_ANNOTATIONS = 50;
function checkRuns(octokit, name3, appId) {
  const { checks } = octokit.rest;
  const listRuns = async (head) => {
    const query4 = {
      ref: head,
      check_name: REQUIRED_CHECK,
      app_id: appId,
      filter: "all",
      per_page: 100
    };
    const runs = await octokit.paginate(checks.listForRef, { ...name3, ...query4 });
    return runs.filter((run2) => run2.name === REQUIRED_CHECK && run2.app?.id === appId && run2.head_sha === head).sort((a, b) => b.id - a.id);
  };
  const write2 = async (check) => {
    const run2 = (await listRuns(check.head)).find((known2) => isOf2(known2, check));
    if (run2 !== void 0 && isShown(run2, check)) return;
    const fields = { ...name3, external_id: check.externalId, ...stateOf2(check), output: outputOf(check) };
    if (run2 === void 0 || takesNewRun(run2, check))
      await checks.create({ ...fields, name: REQUIRED_CHECK, head_sha: check.head });
    else await checks.update({ ...fields, check_run_id: run2.id });
  };
  return {
    readCheck: (head, externalId) => call(`read the check of ${head}`, async () => {
      const run2 = (await listRuns(head)).find((known2) => known2.external_id === externalId);
      return run2 && { passed: run2.status === "completed" && run2.conclusion === "success" };
    }),
    writeCheck: (check) => call(`write the check of ${check.head}`, () => write2(check))
  };
}
var takesNewRun = (run2, check) => run2.status === "completed" && conclude(check.checkResult) === "waiting" || run2.output.annotations_count > 0 || outputOf(check).annotations.length > 0;
var isOf2 = (run2, { pull: pull2 }) => run2.external_id?.startsWith(`${pull2}:`) ?? false;
function isShown(run2, check) {
  const { status, conclusion = null } = { conclusion: null, ...stateOf2(check) };
  const { title, summary } = outputOf(check);
  return run2.external_id === check.externalId && run2.status === status && run2.conclusion === conclusion && run2.output.title === title && run2.output.summary === summary;
}
function stateOf2({ checkResult }) {
  const conclusion = conclude(checkResult);
  return conclusion === "waiting" ? { status: "in_progress" } : { status: "completed", conclusion };
}
function outputOf({ checkResult }) {
  const { title, summary, annotations } = describeCheck(checkResult);
  return {
    title,
    summary: summary.slice(0, MAX_SUMMARY2),
    annotations: annotations.slice(0, MAX_ANNOTATIONS).map(({ path: path3, line, title: heading, message }) => ({
      path: path3,
      start_line: line,
      end_line: line,
      annotation_level: "failure",
      title: heading,
      message
    }))
  };
}

// src/github/earlier-commits.ts
function earlierCommits({ rest }, name3) {
  return {
    listHistory: (commit) => unlessGone2(`list the commits before ${commit}`, async () => {
      const { data } = await rest.repos.listCommits({ ...name3, sha: commit, per_page: 100 });
      return data.map(({ sha, parents }) => ({ sha, parents: parents.map((parent) => parent.sha) }));
    }),
    findBlob: (commit, path3) => unlessGone2(`read ${path3} at ${commit}`, async () => {
      const { data } = await rest.repos.getContent({ ...name3, path: path3, ref: commit });
      return Array.isArray(data) ? void 0 : data.sha;
    })
  };
}
async function unlessGone2(what, work) {
  try {
    return await work();
  } catch (error2) {
    if (isRefused(error2, [404, 409, 422])) return void 0;
    throw new GitHubError(what, error2);
  }
}

// src/github/issue-events.ts
var listIssueEvents = (octokit, name3, number) => call(
  `list the events of #${number}`,
  () => octokit.paginate(octokit.rest.issues.listEvents, { ...name3, issue_number: number, per_page: 100 })
);

// src/github/issues.ts
function issues(octokit, name3) {
  const { rest } = octokit;
  return {
    readTask: async (number) => {
      const task = await readIssue(octokit, name3, number);
      if (task === void 0) return void 0;
      const closings = (await listIssueEvents(octokit, name3, number)).filter(
        ({ event }) => event === "closed"
      );
      return { ...task, closes: closings.map(({ created_at }) => new Date(created_at)) };
    },
    readComment: async (id3) => {
      try {
        const { data } = await rest.issues.getComment({ ...name3, comment_id: id3 });
        return toComment(data)[0];
      } catch (error2) {
        if ([404, 410].includes(statusOf(error2) ?? 0)) return void 0;
        throw new GitHubError(`read the comment ${id3}`, error2);
      }
    },
    listComments: (since, number) => call("list the comments", async () => {
      const query4 = { ...name3, since: since.toISOString(), per_page: 100 };
      const comments = number === void 0 ? octokit.paginate(rest.issues.listCommentsForRepo, query4) : octokit.paginate(rest.issues.listComments, { ...query4, issue_number: number });
      return (await comments).flatMap(toComment);
    })
  };
}
async function readIssue({ rest }, name3, number) {
  try {
    const { data } = await rest.issues.get({ ...name3, issue_number: number });
    return { number: data.number, closed: data.state === "closed" };
  } catch (error2) {
    if ([404, 410].includes(statusOf(error2) ?? 0)) return void 0;
    throw new GitHubError(`read #${number}`, error2);
  }
}
var MEMBERS = /* @__PURE__ */ new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
function toComment({ author_association: association, ...comment }) {
  const { id: id3, user, body, issue_url, created_at, updated_at } = comment;
  const number = Number(/\/issues\/(\d+)$/u.exec(issue_url)?.[1]);
  if (!user || typeof body !== "string" || !Number.isSafeInteger(number)) return [];
  const edited = created_at !== updated_at;
  const member = MEMBERS.has(association ?? "") && { member: true };
  return [{ id: id3, number, author: toAccount(user), body, at: new Date(created_at), edited, ...member }];
}

// src/github/owners-errors.ts
var ownersErrors = (octokit, name3) => ({
  listOwnersErrors: async (commit) => {
    try {
      const { data } = await octokit.rest.repos.codeownersErrors({ ...name3, ref: commit });
      return data.errors.map(
        ({ kind, line, column, path: path3, source }) => toFinding2(
          `GitHub finds "${kind}" in line ${line} of ${path3}: ${JSON.stringify((source ?? "").trim())}.`,
          { file: path3, line, column }
        )
      );
    } catch (error2) {
      if (statusOf(error2) !== 404)
        throw new GitHubError(`list what is wrong with CODEOWNERS at ${commit}`, error2);
      return [toFinding2(`GitHub finds no CODEOWNERS at ${commit}.`)];
    }
  }
});
var toFinding2 = (message, place) => ({
  ...mistake(
    "CODEOWNERS_ERROR",
    message,
    "Ask the owners of .github/ to correct it: a team that was renamed, was deleted or may not write owns nothing."
  ),
  ...place && { place }
});

// src/core/text/closing-keywords.ts
function listClosing(text4, repository) {
  const found = [...text4.matchAll(KEYWORD)].flatMap(
    ([, where, digits = ""]) => where === void 0 || where.toLowerCase() === repository.toLowerCase() ? [Number(digits)] : []
  );
  return [...new Set(found)];
}
var KEYWORD = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]+(?:https?:\/\/[^\s/]+\/)?(?:([\w.-]+\/[\w.-]+)(?=#|\/(?:issues|pull)\/))?(?:#|\/(?:issues|pull)\/)(\d{1,10})\b/giu;

// src/report/words/merge.ts
var MOST_CHARACTERS = 300;
var MOST_TRAILERS = 50;
function describeMerge(checkResult, ledgerTip) {
  const { title, trailers } = describeCommit(checkResult);
  const all = [...trailers, ["Ledger", ledgerTip ?? "none"]];
  return { title: plain(title), body: all.map(writeTrailer).join("\n") };
}
var writeTrailer = ([name3, value]) => `Hallpass-${name3}: ${cut2(plain(value))}`;
var cut2 = (line) => {
  const characters = [...line];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join("")}…` : line;
};
function describeCommit(checkResult) {
  if (checkResult.kind === "revert") {
    const names2 = checkResult.paths.map(requestName);
    return {
      title: `Remove ${checkResult.ungranted.length > 0 ? "requests" : "ended"}: ${names2.join(", ")}`,
      trailers: listSome("Request", names2)
    };
  }
  const terms = checkResult.kind === "request" ? checkResult.decision.terms : void 0;
  if (checkResult.kind !== "request" || terms === void 0)
    throw new Error("Only requests and reverts are merged by the app.");
  const what = terms.entitlements.map(describeEntitlement).join(", ");
  return {
    title: `${terms.subject.login}: ${what} for ${describeDuration(terms.durationMs)}`,
    trailers: listTrailers(terms, checkResult.decision)
  };
}
var listTrailers = (terms, decision) => [
  ["Request", terms.id],
  ["Subject", describePerson(terms.subject)],
  ...terms.requester ? [["Requester", describePerson(terms.requester)]] : [],
  ...listSome("Approved-By", decision.approvers.map(describePerson)),
  ...describeObjects2(decision),
  ...describePolicies2(terms.entitlements.flatMap(({ applied }) => applied ?? [])),
  ...describeReasons(decision)
];
var listSome = (name3, values) => [
  ...values.slice(0, MOST_TRAILERS).map((value) => [name3, value]),
  ...values.length > MOST_TRAILERS ? [[name3, `and ${values.length - MOST_TRAILERS} more`]] : []
];
var describeObjects2 = ({ on, reviews }) => [
  ["Head", on.head],
  ...on.blob === void 0 ? [] : [["Blob", on.blob]],
  ...listSome(
    "Review",
    reviews.map(({ id: id3, reviewer }) => `${id3} by ${describePerson(reviewer)}`)
  ),
  ["Codeowners", on.codeowners]
];
var describePolicies2 = (applied) => [
  ...listSome("Policy", [...new Set(applied.map(({ name: name3, blob }) => `${name3} (${blob})`))]),
  ...listSome("Rules", [...new Set(applied.map(({ commit }) => commit))])
];
var describeReasons = ({ verdicts }) => listSome(
  "Rule",
  verdicts.flatMap((verdict) => verdict.status === "met" ? [`${verdict.rule}: ${verdict.says}`] : [])
);
var describePerson = ({ login: login2, id: id3 }) => `${login2} (${id3})`;
var requestName = (path3) => path3.replace(/^access-requests\//u, "").replace(/\.yaml$/u, "");

// src/github/pulls.ts
var RETARGETS = ["base_ref_changed", "automatic_base_change_succeeded"];
var REVIEW_STATES = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"];
function pullRequests(octokit, name3) {
  const { rest } = octokit;
  const listEvents = (number) => listIssueEvents(octokit, name3, number);
  return {
    readRepository: () => call("read the repository", async () => {
      const { data } = await rest.repos.get({ ...name3 });
      return {
        id: data.id,
        owner: data.owner.login,
        defaultBranch: data.default_branch,
        private: data.private,
        page: data.html_url
      };
    }),
    listOpenPulls: () => call(
      "list the open pull requests",
      async () => (await octokit.paginate(rest.pulls.list, { ...name3, state: "open", per_page: 100 })).map(
        ({ number }) => number
      )
    ),
    readPull: async (number) => {
      try {
        return toPull2((await rest.pulls.get({ ...name3, pull_number: number })).data);
      } catch (error2) {
        if (statusOf(error2) === 404) return void 0;
        throw new GitHubError(`read pull request #${number}`, error2);
      }
    },
    listPullsOf: (commit) => call(`list the pull requests of ${commit}`, async () => {
      const query4 = { ...name3, commit_sha: commit, per_page: 100 };
      const pulls = await octokit.paginate(rest.repos.listPullRequestsAssociatedWithCommit, query4);
      return pulls.map(({ number }) => number);
    }),
    listMergedSince: (since) => call("list the pull requests that were merged lately", async () => {
      const query4 = {
        ...name3,
        state: "closed",
        sort: "updated",
        direction: "desc",
        per_page: 100
      };
      const { data } = await rest.pulls.list(query4);
      return data.filter(({ merged_at }) => merged_at !== null && !isBefore(new Date(merged_at), since)).map(({ number }) => number);
    }),
    listAddedPaths: (number) => call(`list the files of #${number}`, async () => {
      const { data } = await rest.pulls.listFiles({ ...name3, pull_number: number, per_page: 100 });
      return data.filter(({ status }) => status === "added").map(({ filename }) => filename);
    }),
    listReviews: async (number) => {
      const reviews = await call(
        `list the reviews of #${number}`,
        () => octokit.paginate(rest.pulls.listReviews, { ...name3, pull_number: number, per_page: 100 })
      );
      const events = reviews.some(({ state }) => state === "DISMISSED") ? await listEvents(number) : [];
      return reviews.flatMap((review) => toReview(review, events));
    },
    readRetarget: async (number) => {
      const moves = (await listEvents(number)).filter(({ event }) => RETARGETS.includes(event));
      return moves.length === 0 ? void 0 : max(moves.map(({ created_at }) => new Date(created_at)));
    },
    merge: async (number, head, checkResult, ledgerTip) => {
      const { title, body } = describeMerge(checkResult, ledgerTip);
      const squash = {
        ...name3,
        pull_number: number,
        sha: head,
        merge_method: "squash",
        commit_title: fitSubject(title, ` (#${number})`),
        commit_message: body
      };
      const failure = await tryMerge(octokit, squash);
      if (failure === void 0) return "merged";
      if (!NOT_COMPUTED.test(failure.says ?? "")) return readRefusal(failure);
      const mergeable = await call(
        `read whether #${number} can be merged`,
        () => readMergeable(octokit, squash)
      );
      if (mergeable === null) throw failure;
      const again = mergeable ? await tryMerge(octokit, squash) : failure;
      return again === void 0 ? "merged" : readRefusal(again);
    }
  };
}
var tryMerge = ({ rest }, squash) => rest.pulls.merge(squash).then(
  () => void 0,
  (cause) => new GitHubError(`merge #${squash.pull_number}`, cause)
);
var readMergeable = async ({ rest }, { owner, repo, pull_number }) => (await rest.pulls.get({ owner, repo, pull_number })).data.mergeable;
var NOT_COMPUTED = /not mergeable/iu;
var PASSING = /Base branch was modified/iu;
var OWN_CHECK = new RegExp(`(?:Required status )?check "?${REQUIRED_CHECK}"? is [^.]*\\.?`, "iu");
var HEADING = /^Repository rule violations found\s*/iu;
function readRefusal(error2) {
  const { status = 0, says = `GitHub answered with ${status}` } = error2;
  if (status === 409) return "moved";
  const isFinal2 = [403, 405, 422].includes(status) && error2.retryAfterMs === void 0;
  const refused = says.replace(OWN_CHECK, "").replace(/\s+/gu, " ").trim();
  if (!isFinal2 || PASSING.test(says) || refused.replace(HEADING, "") === "") throw error2;
  return { refused };
}
function toPull2(data) {
  const merged = data.merged && data.merged_at !== null && data.merge_commit_sha !== null ? { merged: { at: new Date(data.merged_at), commit: data.merge_commit_sha } } : {};
  const closes = listClosing(`${data.title}
${data.body ?? ""}`, data.base.repo.full_name);
  return {
    number: data.number,
    title: data.title,
    state: data.state,
    draft: data.draft ?? false,
    author: data.user ? toAccount(data.user) : DELETED,
    // A deleted fork has no repository. No id is 0, so it matches none.
    head: { sha: data.head.sha, ref: data.head.ref, repositoryId: data.head.repo?.id ?? 0 },
    base: { ref: data.base.ref, repositoryId: data.base.repo.id },
    ...closes.length > 0 && { closes },
    ...toShown(data),
    ...merged
  };
}
function toShown({
  requested_reviewers,
  requested_teams,
  labels
}) {
  const people3 = (requested_reviewers ?? []).map(({ id: id3 }) => id3);
  const teams3 = (requested_teams ?? []).map(({ id: id3 }) => id3);
  const names2 = (labels ?? []).map(({ name: name3 }) => name3);
  return {
    ...people3.length + teams3.length > 0 && { requested: { people: people3, teams: teams3 } },
    ...names2.length > 0 && { labels: names2 }
  };
}
var DELETED = { id: 0, login: "(deleted account)", type: "Bot" };
function toReview(data, events) {
  const state = REVIEW_STATES.find((known2) => known2 === data.state);
  if (!data.user || !data.submitted_at) return [];
  if (state === void 0) throw new Error(`GitHub gives the unknown review state "${data.state}".`);
  return [
    {
      id: data.id,
      reviewer: toAccount(data.user),
      state,
      commit: data.commit_id ?? void 0,
      submittedAt: readTime(data.submitted_at),
      ...state === "DISMISSED" && findDismissal(data.id, events)
    }
  ];
}
function readTime(text4) {
  const time = new Date(text4);
  if (Number.isNaN(time.getTime())) throw new Error(`GitHub gives the unknown time "${text4}" of a review.`);
  return time;
}
function findDismissal(review, events) {
  const found = events.flatMap((event) => {
    if (event.event !== "review_dismissed" || !("dismissed_review" in event)) return [];
    const about = event.dismissed_review;
    const was = { approved: "APPROVED", changes_requested: "CHANGES_REQUESTED" }[about?.state ?? ""];
    if (about?.review_id !== review || was === void 0) return [];
    const by = event.actor ? { by: toAccount(event.actor) } : {};
    return [{ at: readTime(event.created_at), was, ...by }];
  });
  const [dismissed] = found.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return dismissed === void 0 ? {} : { dismissed };
}

// src/github/teams.ts
function teams2(octokit, name3) {
  const org = name3.owner;
  return {
    readTeamRole: async (id3) => {
      try {
        return await readRole(octokit, name3, id3);
      } catch (error2) {
        if (statusOf(error2) === 404) return "none";
        throw new GitHubError(`read the role of the team ${id3}`, error2);
      }
    },
    readTeam: async (slug) => {
      try {
        const { data } = await octokit.rest.teams.getByName({ org, team_slug: slug });
        return { id: data.id, slug: data.slug, ...await readMembers(octokit, org, slug) };
      } catch (error2) {
        if (statusOf(error2) === 404 && !(error2 instanceof GitHubError)) return void 0;
        throw error2 instanceof GitHubError ? error2 : new GitHubError(`read the team ${slug}`, error2);
      }
    }
  };
}
async function readRole(octokit, name3, team_id) {
  const headers = { accept: "application/vnd.github.v3.repository+json" };
  const { data } = await octokit.request("GET /teams/{team_id}/repos/{owner}/{repo}", {
    ...name3,
    team_id,
    headers
  });
  const role = typeof data === "object" && data !== null && "role_name" in data ? data.role_name : void 0;
  if (typeof role !== "string") throw new Error("GitHub does not tell the role.");
  return role;
}
async function readMembers(octokit, org, slug) {
  const all = await call(
    `list the members of ${slug}`,
    () => octokit.paginate(octokit.rest.teams.listMembersInOrg, { org, team_slug: slug, per_page: 100 })
  );
  const members = all.map(({ id: id3, login: login2 }) => ({ id: id3, login: login2 }));
  const ids = await listBelow(octokit, org, slug);
  if (ids.size === 0) return { members };
  const own = await call(`list the members of the team ${slug} itself`, () => listOwn(octokit, org, slug));
  return {
    members: members.filter(({ id: id3 }) => own.has(id3)),
    children: { ids: [...ids], members: members.filter(({ id: id3 }) => !own.has(id3)) }
  };
}
async function listBelow(octokit, org, slug, found = /* @__PURE__ */ new Set()) {
  const children = await call(
    `list the child teams of ${slug}`,
    () => octokit.paginate(octokit.rest.teams.listChildInOrg, { org, team_slug: slug, per_page: 100 })
  );
  for (const child of children.filter(({ id: id3 }) => !found.has(id3))) {
    found.add(child.id);
    await listBelow(octokit, org, child.slug, found);
  }
  return found;
}
var query2 = `query($org: String!, $slug: String!, $membership: TeamMembershipType, $after: String) {
  organization(login: $org) {
    team(slug: $slug) {
      members(first: 100, after: $after, membership: $membership) {
        nodes { databaseId }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
async function listOwn(octokit, org, slug) {
  const read3 = async (after) => {
    const variables2 = { org, slug, membership: "IMMEDIATE", after };
    const { organization } = await octokit.graphql(query2, variables2);
    if (!organization?.team) throw new Error(`GitHub shows no team ${slug} over GraphQL.`);
    return organization.team.members;
  };
  const found = /* @__PURE__ */ new Set();
  let page = await read3(null);
  for (; ; ) {
    for (const node of page.nodes) if (node?.databaseId != null) found.add(node.databaseId);
    if (!page.pageInfo.hasNextPage) return found;
    page = await read3(page.pageInfo.endCursor);
  }
}

// src/github/github.ts
var githubOver = (octokit, name3, appId) => nameFailures({
  ...pullRequests(octokit, name3),
  ...checkRuns(octokit, name3, appId),
  ...teams2(octokit, name3),
  ...people2(octokit, name3),
  ...earlierCommits(octokit, name3),
  ...ownersErrors(octokit, name3),
  ...issues(octokit, name3)
});
function nameFailures(github) {
  const named = Object.entries(github).map(
    ([name3, method]) => [
      name3,
      (...args) => call(name3, () => method(...args))
    ]
  );
  return Object.fromEntries(named);
}

// src/github/identities.ts
var query3 = `query($org: String!, $login: String, $userName: String) {
  organization(login: $org) {
    samlIdentityProvider {
      externalIdentities(first: 2, login: $login, userName: $userName) {
        nodes { guid samlIdentity { nameId } scimIdentity { username } user { databaseId } }
      }
    }
  }
}`;
function samlIdentities(octokit, org) {
  const list = async (filter) => {
    const { organization } = await octokit.graphql(query3, { org, ...filter });
    return organization?.samlIdentityProvider?.externalIdentities.nodes;
  };
  const find2 = async (filter) => {
    const nodes = await list(filter);
    if (nodes === void 0) throw noProvider(org);
    const [node, ...others] = nodes;
    return node !== null && others.length === 0 ? node : void 0;
  };
  return {
    hasProvider: () => call(`read the SAML identity provider of ${org}`, async () => await list({}) !== void 0),
    read: ({ id: id3, login: login2 }) => call(`read the SAML identity of ${login2}`, async () => {
      const own = await find2({ login: login2 });
      if (own?.user?.databaseId !== id3) return void 0;
      const identity = toIdentity(own);
      const namesakes = await Promise.all(Object.values(identity).map((userName) => find2({ userName })));
      return namesakes.every((namesake) => namesake?.guid === own.guid) ? identity : void 0;
    })
  };
}
var noProvider = (org) => new ObstacleError({
  why: `the settings take accounts from the SAML identities of ${org}, and GitHub shows the app no SAML identity provider of ${org}.`,
  next: "ask the owners of .github/hallpass.yaml to list the accounts under `people` and to remove `externalIdentities`: Hallpass cannot read single sign-on that is configured for the enterprise."
});
var toIdentity = ({ samlIdentity, scimIdentity }) => ({
  ...samlIdentity?.nameId && { nameId: samlIdentity.nameId },
  ...scimIdentity?.username && { scimUserName: scimIdentity.username }
});

// src/github/remember-moves.ts
import { mkdir as mkdir4, open as open3, readFile as readFile2, rename as rename2 } from "node:fs/promises";
import { dirname as dirname2 } from "node:path";
var rememberMoves = (github, memory) => ({
  ...github,
  listMoves: async (branch) => {
    const known2 = await memory.recall(branch);
    const read3 = await github.listMoves(branch);
    if (read3 === void 0) return known2.length === 0 ? void 0 : [...known2];
    const moves = mergeMoves(known2, read3);
    if (read3.length > 0) await memory.keep(branch, moves);
    return moves;
  }
});
var MOST_MOVES = 200;
var MOST_BRANCHES = 2e3;
var createMoves = () => new I({ max: MOST_BRANCHES });
var text2 = { type: "string", maxLength: 1e3 };
var schema2 = {
  type: "array",
  items: {
    type: "object",
    required: ["branch", "moves"],
    properties: {
      branch: text2,
      moves: {
        type: "array",
        items: {
          type: "object",
          required: ["kind", "after", "at"],
          properties: {
            kind: { enum: ["moved", "deleted"] },
            created: { const: true },
            after: text2,
            at: text2,
            by: {
              type: "object",
              required: ["id", "login", "type"],
              properties: { id: { type: "integer" }, login: text2, type: { enum: ["User", "Bot"] } }
            }
          }
        }
      }
    }
  }
};
var isStored = buildValidator(schema2);
function fileMemory(path3, failures) {
  let loading;
  let writing = Promise.resolve();
  const load = () => {
    loading ??= readStored(path3, failures.unread);
    return loading;
  };
  return {
    recall: async (branch) => (await load()).get(branch) ?? [],
    keep: async (branch, moves) => {
      const all = await load();
      if (moves.length > MOST_MOVES) return;
      const isSame2 = JSON.stringify(all.get(branch)) === JSON.stringify(moves);
      all.set(branch, moves);
      if (isSame2) return;
      writing = writing.then(() => writeStored(path3, all)).catch(failures.unwritten);
      await writing;
    }
  };
}
async function readStored(path3, onUnread) {
  try {
    return parseStored(await readFile2(path3, "utf8"));
  } catch (error2) {
    if (!isMissing2(error2)) onUnread(error2);
    return createMoves();
  }
}
var isMissing2 = (error2) => error2 instanceof Error && "code" in error2 && error2.code === "ENOENT";
function parseStored(written) {
  const stored = JSON.parse(written);
  if (!isStored(stored)) throw new Error("The file does not list the moves of branches.");
  const known2 = stored.map(({ branch, moves: moves2 }) => [branch, moves2.map(toMove)]);
  if (known2.some(([, moves2]) => moves2.some(({ at }) => Number.isNaN(at.getTime()))))
    throw new Error("The file has a move at no time.");
  const moves = createMoves();
  for (const [branch, each] of known2) moves.set(branch, each);
  return moves;
}
var toMove = ({ by, at, created, ...move }) => ({
  ...move,
  ...created === true && { created },
  at: new Date(at),
  by
});
async function writeStored(path3, all) {
  await mkdir4(dirname2(path3), { recursive: true, mode: 448 });
  const draft = `${path3}.new`;
  const file = await open3(draft, "w", 384);
  try {
    await file.writeFile(JSON.stringify([...all.rentries()].map(([branch, moves]) => ({ branch, moves }))));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename2(draft, path3);
}

// src/github/settings/reader.ts
var REFUSALS = [403, 404, 410, 422, 501];
async function readIfAllowed(reader, name3, read3) {
  try {
    return { value: await read3(reader.octokit) };
  } catch (error2) {
    const refusal = readRefusal2(error2, reader.isAttestor);
    if (refusal === void 0) throw new GitHubError(name3, error2);
    return { unreadable: `GitHub does not show it to ${reader.who} (${refusal})` };
  }
}
function readRefusal2(error2, isAttestor) {
  if (isAttestor && isSignedOut(error2)) return 401;
  return isRefused(error2, REFUSALS) ? statusOf(error2) : void 0;
}
function isSignedOut(error2) {
  if (statusOf(error2) === 401) return true;
  return error2 instanceof SignInError && isRefused(error2.cause, [401, 403, 404]);
}
async function examineCredential({ octokit, who }, name3) {
  const attempt2 = () => octokit.rest.repos.get({ ...name3 }).then(
    () => void 0,
    (error3) => error3
  );
  const first = await attempt2();
  const error2 = isSignedOut(first) ? await attempt2() : first;
  if (error2 === void 0 || isRefused(error2, REFUSALS)) return { who };
  if (!isSignedOut(error2)) throw new GitHubError(`look whether ${who} is accepted`, error2);
  return { who, refused: describeFailure(error2) };
}

// src/github/settings/app-settings.ts
var DELIVERIES = 20;
async function readApp(octokit, name3) {
  const { apps } = octokit.rest;
  const reader = { octokit, who: "the app", isAttestor: false };
  const [installation, webhook2, deliveries] = await Promise.all([
    call("read the installation", async () => {
      const { data } = await apps.getRepoInstallation({ ...name3 });
      const { permissions, events, repository_selection: selection } = data;
      return { permissions: { ...permissions }, events, selection };
    }),
    readIfAllowed(reader, "read the webhook's settings", async () => {
      const { data } = await apps.getWebhookConfigForApp();
      return {
        url: data.url === "" ? void 0 : data.url,
        contentType: data.content_type,
        verifiesTls: String(data.insecure_ssl ?? "0") === "0",
        // GitHub shows asterisks instead of the secret.
        hasSecret: (data.secret ?? "") !== ""
      };
    }),
    readIfAllowed(reader, "list the last deliveries", async () => {
      const { data } = await apps.listWebhookDeliveries({ per_page: DELIVERIES });
      const attempted = data.filter(({ status }) => status !== "pending");
      return attempted.map(({ event, delivered_at, status_code }) => ({
        event,
        at: new Date(delivered_at),
        status: status_code
      }));
    })
  ]);
  return { installation, webhook: webhook2, deliveries };
}

// src/github/settings/branch-rules.ts
async function readBranchRules(octokit, reader, name3, branch) {
  const { repos } = octokit.rest;
  const rules2 = await call(
    `read the rules of ${branch}`,
    () => octokit.paginate(repos.getBranchRules, { ...name3, branch, per_page: 100 })
  );
  const ids = [...new Set(rules2.flatMap(({ ruleset_id }) => ruleset_id ?? []))];
  const rulesets = ids.map((id3) => readRuleset(reader, name3, id3, rules2));
  return {
    branch,
    pullRequest: rules2.flatMap(toPullRequestRule),
    checks: rules2.flatMap(toChecks),
    upToDate: rules2.some(isStrict),
    types: new Set(rules2.map(({ type }) => type)),
    rulesets: await Promise.all(rulesets)
  };
}
async function readRuleset(reader, name3, id3, rules2) {
  const read3 = await readIfAllowed(reader, `read ruleset ${id3}`, async ({ rest }) => {
    const { data } = await rest.repos.getRepoRuleset({ ...name3, ruleset_id: id3 });
    return data;
  });
  const types = new Set(rules2.filter(({ ruleset_id }) => ruleset_id === id3).map(({ type }) => type));
  if (!("value" in read3)) return { id: id3, name: `ruleset ${id3}`, types, bypass: read3 };
  return { id: id3, name: read3.value.name, types, bypass: toBypass(read3.value.bypass_actors, reader) };
}
var toBypass = (actors, reader) => actors === void 0 ? { unreadable: `GitHub does not show it to ${reader.who}` } : {
  value: actors.map(({ actor_id = null, actor_type, bypass_mode = "always" }) => ({
    type: actor_type,
    id: actor_id,
    mode: bypass_mode
  }))
};
function toPullRequestRule(rule) {
  if (rule.type !== "pull_request") return [];
  const { parameters } = rule;
  return [
    {
      approvals: parameters?.required_approving_review_count ?? 0,
      codeOwners: parameters?.require_code_owner_review ?? false,
      dismissStale: parameters?.dismiss_stale_reviews_on_push ?? false,
      mergeMethods: parameters?.allowed_merge_methods
    }
  ];
}
var toChecks = (rule) => rule.type === "required_status_checks" ? (rule.parameters?.required_status_checks ?? []).map(({ context, integration_id }) => ({
  name: context,
  appId: integration_id
})) : [];
var isStrict = (rule) => rule.type === "required_status_checks" && rule.parameters?.strict_required_status_checks_policy === true;

// src/core/setup/workflows/workflow.ts
var import_yaml2 = __toESM(require_dist(), 1);
var cache = { commit: "27d5ce7f107fe9357f9df03efb73ab90386fccae", version: "v5.0.5" };
var PINS = [
  { action: "actions/cache/restore", ...cache },
  { action: "actions/cache/save", ...cache },
  {
    action: "actions/create-github-app-token",
    commit: "1b10c78c7865c340bc4f6099eb2f838309f1e8c3",
    version: "v3.1.1"
  }
];

// src/core/setup/workflows/once.ts
var ONCE_PATH = ".github/workflows/hallpass-once.yaml";
var ONCE_ENVIRONMENT = "hallpass";

// src/core/setup/workflows/reap.ts
var REAP_PATH = ".github/workflows/hallpass.yaml";
var REAP_ENVIRONMENT = "hallpass-reaper";

// src/github/settings/environments.ts
var USED = [
  { name: ONCE_ENVIRONMENT, workflow: ONCE_PATH },
  { name: REAP_ENVIRONMENT, workflow: REAP_PATH }
];
var readEnvironments = (reader, name3) => readIfAllowed(reader, "read the environments", async (octokit) => {
  const { rest, paginate } = octokit;
  const workflows = await paginate(rest.actions.listRepoWorkflows, { ...name3, per_page: 100 });
  const used = USED.filter(({ workflow }) => workflows.some(({ path: path3 }) => path3 === workflow));
  return Promise.all(
    used.map(async (each) => ({ ...each, admits: await readAdmitted(octokit, name3, each.name) }))
  );
});
async function readAdmitted({ rest, paginate }, name3, environment_name) {
  const place = { ...name3, environment_name };
  const environment = await unlessMissing2(rest.repos.getEnvironment(place));
  if (environment === void 0) return void 0;
  const policy = environment.data.deployment_branch_policy;
  if (policy?.custom_branch_policies !== true)
    return policy?.protected_branches === true ? "protected branches" : "every branch";
  const patterns = await paginate(rest.repos.listDeploymentBranchPolicies, { ...place, per_page: 100 });
  return patterns.map(({ name: pattern = "", type }) => ({ kind: type ?? "branch", name: pattern }));
}
var unlessMissing2 = (answer3) => answer3.catch((error2) => {
  if (statusOf(error2) === 404) return void 0;
  throw error2;
});

// src/github/settings/reaper.ts
var PATH = ".github/workflows/hallpass.yaml";
var readReaper = (reader, name3, branch) => readIfAllowed(reader, "read the runs of the Action", async ({ rest, paginate }) => {
  const workflows = await paginate(rest.actions.listRepoWorkflows, { ...name3, per_page: 100 });
  const workflow = workflows.find(({ path: path3 }) => path3 === PATH);
  if (workflow === void 0) return void 0;
  const { data } = await rest.actions.listWorkflowRuns({
    ...name3,
    ...{ workflow_id: workflow.id, branch, status: "success", per_page: 1 }
  });
  const [last] = data.workflow_runs;
  return {
    state: workflow.state,
    succeededAt: last === void 0 ? void 0 : new Date(last.run_started_at ?? last.created_at)
  };
});

// src/github/settings/team-role.ts
async function mayWrite(octokit, name3, slug) {
  try {
    const { data } = await octokit.rest.teams.checkPermissionsForRepoInOrg({
      ...name3,
      org: name3.owner,
      team_slug: slug,
      headers: { accept: "application/vnd.github.v3.repository+json" }
    });
    return data?.permissions?.push === true;
  } catch (error2) {
    if (statusOf(error2) === 404) return false;
    throw new GitHubError(`read what the team ${slug} may do`, error2);
  }
}

// src/github/settings/installation.ts
var REVERT_BRANCH = "hallpass/revert/doctor/0";
var REQUEST_BRANCH = "doctor-patch-1";
function gitHubInstallation(options2) {
  const reader = openReader(options2);
  return { read: (teams3) => call("read the installation", () => readInstallation(options2, reader, teams3)) };
}
async function readInstallation(options2, reader, teams3) {
  const { octokit, name: name3 } = options2;
  const { state: repository, clockAhead } = await readRepository(options2);
  const attestor = reader.isAttestor ? { attestor: await examineCredential(reader, name3) } : {};
  const [rules2, settings, organization, app, writingTeams] = await Promise.all([
    readRules2(options2, reader),
    readSettings2(options2, reader),
    readOrganization(reader, name3.owner),
    readApp(octokit, name3),
    listWritingTeams(octokit, name3, teams3)
  ]);
  return {
    repository,
    clockAhead,
    ...attestor,
    ...rules2,
    ...settings,
    ...organization,
    ...app,
    writingTeams
  };
}
async function readRules2({ octokit, name: name3, defaultBranch, ledgerBranch }, reader) {
  const rulesOf = (branch) => readBranchRules(octokit, reader, name3, branch);
  const [gate2, ledger2, reverts2, requests2, protections] = await Promise.all([
    rulesOf(defaultBranch),
    rulesOf(ledgerBranch),
    rulesOf(REVERT_BRANCH),
    rulesOf(REQUEST_BRANCH),
    listProtected(octokit, name3, [defaultBranch, ledgerBranch])
  ]);
  return { gate: gate2, ledger: ledger2, reverts: reverts2, requests: requests2, protections };
}
async function readSettings2({ name: name3, defaultBranch }, reader) {
  const [bypasses, workflowsMayApprove, environments, reaper, secrets, organizationSecrets] = await Promise.all([
    listBypasses(reader, name3, defaultBranch),
    readWorkflows(reader, name3),
    readEnvironments(reader, name3),
    readReaper(reader, name3, defaultBranch),
    listSecrets(reader, name3),
    listOrganizationSecrets(reader, name3)
  ]);
  return { bypasses, workflowsMayApprove, environments, reaper, secrets, organizationSecrets };
}
var openReader = ({ octokit, attestor }) => attestor === void 0 ? { octokit, who: "the app", isAttestor: false } : { ...attestor, isAttestor: true };
async function readRepository({ octokit, name: name3, now }) {
  const before2 = now().getTime();
  const { data, headers } = await call("read the repository", () => octokit.rest.repos.get({ ...name3 }));
  const middle = (before2 + now().getTime()) / 2;
  const state = {
    id: data.id,
    name: data.full_name,
    defaultBranch: data.default_branch,
    private: data.private,
    archived: data.archived,
    fork: data.fork,
    mergeMethods: toMergeMethods(data)
  };
  return { state, clockAhead: compareClock(middle, headers.date) };
}
function compareClock(ours2, date) {
  const theirs = Date.parse(date ?? "") + 500;
  return Number.isNaN(theirs) ? { unreadable: "GitHub's answer has no Date" } : { value: (ours2 - theirs) / 1e3 };
}
function toMergeMethods(data) {
  const { allow_merge_commit, allow_squash_merge, allow_rebase_merge } = data;
  if (allow_merge_commit === void 0 || allow_squash_merge === void 0 || allow_rebase_merge === void 0)
    return { unreadable: "GitHub does not show it to the app" };
  const methods = [
    ["merge", allow_merge_commit],
    ["squash", allow_squash_merge],
    ["rebase", allow_rebase_merge]
  ];
  return { value: methods.filter(([, allowed]) => allowed).map(([method]) => method) };
}
async function listProtected(octokit, name3, branches) {
  const isProtected = (branch) => call(`read the branch ${branch}`, async () => {
    try {
      const { data } = await octokit.rest.repos.getBranch({ ...name3, branch });
      return data.protection?.enabled === true;
    } catch (error2) {
      if (statusOf(error2) === 404) return false;
      throw error2;
    }
  });
  const found = await Promise.all(branches.map(isProtected));
  return branches.filter((_, index) => found[index]);
}
var listBypasses = (reader, name3, branch) => readIfAllowed(reader, "list who bypassed rules", async ({ rest, paginate }) => {
  const suites = await paginate(rest.repos.getRepoRuleSuites, {
    ...name3,
    ref: `refs/heads/${branch}`,
    time_period: "day",
    rule_suite_result: "bypass",
    per_page: 100
  });
  return suites.filter(({ result }) => result === "bypass").map(({ actor_name = "somebody", after_sha = "", pushed_at = "" }) => ({
    actor: actor_name,
    after: after_sha.slice(0, 12),
    at: pushed_at
  }));
});
var readWorkflows = (reader, name3) => readIfAllowed(reader, "read what workflows may do", async ({ rest }) => {
  const { data } = await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...name3 });
  return data.can_approve_pull_request_reviews;
});
var listSecrets = (reader, name3) => readIfAllowed(reader, "list the repository's secrets", async (octokit) => {
  const { listRepoSecrets } = octokit.rest.actions;
  const secrets = await octokit.paginate(listRepoSecrets, { ...name3, per_page: 100 });
  return secrets.map((secret) => secret.name);
});
var listOrganizationSecrets = (reader, name3) => readIfAllowed(reader, "list the organisation's secrets", async (octokit) => {
  const { listRepoOrganizationSecrets } = octokit.rest.actions;
  const secrets = await octokit.paginate(listRepoOrganizationSecrets, { ...name3, per_page: 100 });
  return secrets.map((secret) => secret.name);
});
async function readOrganization(reader, org) {
  const read3 = await readIfAllowed(reader, `read the organisation ${org}`, async ({ rest }) => {
    const { data } = await rest.orgs.get({ org });
    return { twoFactor: data.two_factor_requirement_enabled ?? void 0, plan: data.plan?.name };
  });
  if (!("value" in read3)) return { requiresTwoFactor: read3, plan: read3 };
  const known2 = (value) => value === void 0 ? { unreadable: `GitHub does not show it to ${reader.who}` } : { value };
  return { requiresTwoFactor: known2(read3.value.twoFactor), plan: known2(read3.value.plan?.toLowerCase()) };
}
async function listWritingTeams(octokit, name3, slugs) {
  const writing = await Promise.all(slugs.map((slug) => mayWrite(octokit, name3, slug)));
  return new Set(slugs.filter((_, index) => writing[index]));
}

// src/notify/github-comments.ts
import { createHash as createHash5 } from "node:crypto";

// src/report/during/commands.ts
var COMMANDS2 = [
  {
    line: "`/hallpass extend 1h` asks for more time. The person who received the access, or asked for it, can use this; it needs an approval of its own.",
    when: ["live"]
  },
  {
    line: "`/hallpass end` ends the access that this pull request gave. The person who received it and its approvers can use this.",
    when: ["live"]
  },
  { line: "`/hallpass check` reviews this open pull request again.", when: ["open"] },
  { line: "`/hallpass status` says who holds what until when." },
  { line: "`/hallpass help` shows this list." }
];
var NOT_NOW = {
  open: "Once access is there:",
  live: "While a pull request is open:",
  over: "Not now, because this pull request is closed and gives no access:"
};
function describeCommands(phase) {
  const isNow = ({ when }) => when === void 0 || when.includes(phase);
  const list = (commands) => commands.map(({ line }) => `- ${line}`).join("\n");
  return [
    "Write one of these as a new comment, with nothing else in it:",
    list(COMMANDS2.filter(isNow)),
    NOT_NOW[phase],
    list(COMMANDS2.filter((command2) => !isNow(command2)))
  ].join("\n\n");
}

// src/report/during/status.ts
function describeStatus({ access, isOpen, refusal, waiting: waiting2, ...status }) {
  const lines = access.map(describeAccess2);
  const parts2 = [
    ...lines.length > 1 ? [lines.map((line) => `- ${line}`).join("\n")] : lines,
    ...waiting2 === void 0 ? [] : [describeWaiting({ because: waiting2, ...lines.length > 0 && { partly: true } })],
    ...refusal === void 0 ? [] : [`⛔ Merged, but **nothing was granted**:

${listRefusalReasons(refusal)}`],
    ...describePeople(status)
  ];
  return parts2.length === 0 ? describeNothing(isOpen) : parts2.join("\n\n");
}
var describeNothing = (isOpen) => isOpen ? `⏳ This pull request is open, and **nothing is granted yet**. The check ${code(REQUIRED_CHECK)} says whom or what it waits for.` : "This pull request is closed and gives no access. If it was merged a moment ago, the grant is on its way: ask again in a minute.";
function describeAccess2({ principal, entitlement, startsAt, endsAt, state }) {
  const what = `${code(entitlement.role)} on ${code(`${entitlement.provider}/${entitlement.resource}`)}`;
  const who = code(principal);
  const until = `until **${describeTime(endsAt)}**`;
  switch (state.kind) {
    case "held":
      return `🔓 ${who} holds ${what} ${until}.`;
    case "planned":
      return `🕒 ${who} gets ${what} at **${describeTime(startsAt)}**, ${until}.`;
    case "pending":
      return `⏳ ${who} gets ${what} ${until}: the grant is on its way.`;
    case "overdue": {
      const why = state.code === void 0 ? "" : `: the revocation fails (${code(state.code)})`;
      return `⚠️ ${who} **still holds** ${what} past its end at **${describeTime(endsAt)}**${why}. Hallpass keeps trying.`;
    }
    case "ended": {
      const { at, because, by } = state.ended;
      const person = by === void 0 ? "" : ` by **${escapeMarkdown(by.login)}**`;
      return `🔒 ${what} for ${who} ended at **${describeTime(at)}**${person} (${describeEnd(because)}).`;
    }
  }
}
function describePeople({ approvers, extension }) {
  const names2 = approvers.map(({ login: login2 }) => `**${escapeMarkdown(login2)}**`).join(", ");
  return [
    ...extension === void 0 ? [] : [`#${extension.pull} goes on with it until **${describeTime(extension.until)}**.`],
    ...names2 === "" ? [] : [`Approved by ${names2}.`]
  ];
}

// src/report/answers.ts
var describeAnswer = (answer3, comment, editorFor = () => void 0) => `${describe6(answer3, editorFor)}

${answerMark(comment)}`;
var answerMark = (comment) => `<!-- hallpass: answers ${comment} -->`;
function readAnswerMark(body) {
  const id3 = /<!-- hallpass: answers (\d{1,20}) -->\s*$/u.exec(body)?.[1];
  return id3 === void 0 ? void 0 : Number(id3);
}
function describe6(answer3, editorFor) {
  switch (answer3.kind) {
    case "help":
      return describeCommands(answer3.phase);
    case "status":
      return describeStatus(answer3.status);
    case "unclear":
      return describeUnclear(answer3);
    case "edited":
      return "Nothing was done: edited comments do not count. Write the command again as a new comment.";
    case "elsewhere":
      return "Nothing was done. In this issue Hallpass hears `/hallpass end` alone. Write the command on the pull request that it opened for this issue, as a new comment: its number is above.";
    case "not-open":
      return "This pull request is not open: there is nothing to check.";
    case "nothing":
      return "This pull request gives no access right now, so nothing was ended. If it was merged a moment ago, the same comment by the person who receives the access, or by an approver, prevents it.";
    case "over":
      return `The access of this pull request already ended at **${describeTime(answer3.at)}** (${describeEnd(answer3.because)}).`;
    case "not-yours":
      return `Nothing was ended. Only ${listNames2(answer3.enders)} (who received or approved this access) can end it with a comment. Others can open a pull request that removes the file: an owner's approval of it ends the access.`;
    default:
      return describeExtend(answer3, editorFor);
  }
}
function describeUnclear({ meant, phase }) {
  if (meant === void 0)
    return `Nothing was done: Hallpass does not know this command. ${describeCommands(phase)}`;
  return `Nothing was done: Hallpass does not know this command. Write the time as a whole number and \`m\`, \`h\` or \`d\`, as a new comment with nothing else in it:

\`\`\`
${meant}
\`\`\``;
}
function describeExtend(answer3, editorFor) {
  switch (answer3.kind) {
    case "extension":
      return `📝 Hallpass opened #${answer3.pull} for ${code(answer3.duration)} more. **It needs an approval of its own**, before this access ends if there is to be no gap: its check says who may approve.`;
    case "extended":
      return `Nothing was done: #${answer3.pull} extends this access already, until **${describeTime(answer3.until)}**. For more than that, write the command there.`;
    case "not-yours-to-extend":
      return `Nothing was done. Only ${listNames2(answer3.extenders)} (who received this access, or asked for it) can extend it with a comment.`;
    case "not-now":
      return `Nothing was done: ${escapeMarkdown(answer3.why)}

**Next:** ${escapeMarkdown(answer3.next)}`;
    case "not-extended":
      return [
        "⛔ It cannot be extended like this, so nothing was opened:",
        answer3.findings.map(describeFinding3).join("\n")
      ].join("\n\n");
    case "nothing-to-extend":
      return describeOver2(answer3.over, editorFor);
  }
}
var describeFinding3 = ({
  message,
  fix,
  code: name3
}) => `- ❌ ${escapeMarkdown(message)}  
  **Fix:** ${escapeMarkdown(fix)} (${code(name3)})`;
function describeOver2(over, editorFor) {
  if (over === void 0) return "Nothing was extended: this pull request gives no access.";
  const ended = `The access of this pull request ended at **${describeTime(over.at)}** (${describeEnd(over.because)}), so there is nothing to extend.`;
  return `${ended}

**Next:** if it is still needed, ${describeAskingAgain(editorFor(over.path))}.`;
}
var listNames2 = (people3) => people3.map(({ login: login2 }) => `**${escapeMarkdown(login2)}**`).join(" or ");

// src/report/notices.ts
function describeNotice(notice, editorFor = () => void 0, offers) {
  if (notice.kind === "waiting") return describeWaiting(notice);
  if (notice.kind === "overlap") return describeOverlap(notice);
  if (notice.kind === "approval") return "The request waits for approval: see the check.";
  if (notice.kind === "alert") return `An operator must look: ${code(notice.code)}.`;
  if (notice.kind === "ending") return describeEnding(notice);
  const { entry } = notice;
  return entry.kind === "refused" ? describeRefusal(entry.refusal, { editor: editorFor(entry.refusal.path), offers }) : describeEntry(entry);
}
function describeOverlap({ change, principal, entitlement, endsAt, until, others }) {
  const what = `${code(entitlement.role)} on ${code(`${entitlement.provider}/${entitlement.resource}`)}`;
  const by = others.map((pull2) => `#${pull2}`).join(", ");
  return change === "began" ? `ℹ️ ${code(principal)} already holds ${what} until **${describeTime(until)}**, through ${by}. This request, until **${describeTime(endsAt)}**, changes nothing unless that access ends earlier.` : `☑️ This request has ended. ${code(principal)} **still holds** ${what} until **${describeTime(until)}**, through ${by}. To end that too, comment \`/hallpass end\` there.`;
}
function describeEnding({ pull: pull2, concerned, access, endsAt, extendBy }) {
  const what = access.map(
    ({ entitlement: { provider: provider2, resource, role } }) => `${code(role)} on ${code(`${provider2}/${resource}`)}`
  ).join(", ");
  return [
    `⏰ The access of **${escapeMarkdown(concerned.subject.login)}** ends at **${describeTime(endsAt)}**: ${what}.`,
    `Longer? Write this as a new comment on #${pull2}. It needs an approval of its own, so ask now:`,
    `\`\`\`
/hallpass extend ${extendBy}
\`\`\``,
    "Done? Do nothing: it ends by itself. To end it now, comment `/hallpass end` there."
  ].join("\n\n");
}

// src/notify/github-comments.ts
var githubComments = (comments, { editorFor, findOffers } = {}) => ({
  name: "github-comments",
  async notify(pull2, all, mayBeSent) {
    const notices = all.filter(({ kind }) => kind !== "approval" && kind !== "alert");
    if (notices.length === 0) return;
    const own = mayBeSent ? (await comments.list(pull2)).join("\n") : "";
    const unsent = notices.filter((notice) => !isSent2(notice, own));
    if (unsent.length === 0) return;
    const offers = unsent.some(isRefusal2) ? await findOffers?.().catch(() => void 0) : void 0;
    await comments.add(
      pull2,
      describeAll(unsent, (notice) => describeNotice(notice, editorFor, offers))
    );
  }
});
var githubReplies = (comments, editorFor) => ({
  async answer({ pull: pull2, comment, at }, answer3) {
    const own = (await comments.list(pull2, at)).join("\n");
    if (!own.includes(answerMark(comment)))
      await comments.add(pull2, describeAnswer(answer3, comment, editorFor));
  },
  listAnswered: async (since) => new Set((await comments.listRecent(since)).flatMap((body) => readAnswerMark(body) ?? []))
});
var SENT_MARK = "<!-- hallpass: told ";
var WAITING_MARK = "<!-- hallpass: waiting -->";
function isSent2(notice, own) {
  const isOutdated = notice.kind === "waiting" && !notice.partly && own.includes(SENT_MARK);
  return isOutdated || own.includes(markOf2(notice));
}
var markOf2 = ({ kind, id: id3 }) => kind === "waiting" ? WAITING_MARK : `${SENT_MARK}${createHash5("sha256").update(id3).digest("hex").slice(0, 20)} -->`;
var describeAll = (notices, describe7) => [...notices.map(describe7), notices.map(markOf2).join("\n")].join("\n\n");
var isRefusal2 = (notice) => kindOfNotice(notice) === "refused";

// src/notify/guard.ts
var DEADLINE_SECONDS = 60;
var REST_SECONDS = 300;
function guardNotifier(notifier, now, log) {
  const { name: name3 } = notifier;
  let gaveUpAt;
  let isFailing = false;
  const noteFailure = (err) => {
    if (!isFailing)
      log.warn({ step: "notify", channel: name3, err }, "people could not be told; Hallpass tries again");
    isFailing = true;
  };
  const noteSuccess = () => {
    if (isFailing) log.info({ step: "notify", channel: name3 }, "the channel works again");
    isFailing = false;
  };
  async function within(work) {
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => {
        gaveUpAt = now();
        reject(new Error(`${name3} did not answer within ${DEADLINE_SECONDS} seconds.`));
      }, DEADLINE_SECONDS * 1e3);
    });
    try {
      await Promise.race([work, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    name: name3,
    async notify(pull2, notices, mayBeSent) {
      const until = gaveUpAt && addSeconds(gaveUpAt, REST_SECONDS);
      if (gaveUpAt !== void 0 && until !== void 0 && now() >= gaveUpAt && now() < until)
        throw new Error(`${name3} did not answer; the next try is at ${until.toISOString()}.`);
      try {
        await within(notifier.notify(pull2, notices, mayBeSent));
        noteSuccess();
      } catch (error2) {
        noteFailure(error2);
        throw error2;
      }
    }
  };
}

// src/notify/issue-comments.ts
function issueComments(comments, close2, findIssue, asking = {}) {
  const inIssue = githubComments(comments, asking);
  return {
    name: "issue-comments",
    async notify(pull2, notices, mayBeSent) {
      if (notices.every(({ kind }) => kind === "alert")) return;
      const issue2 = await findIssue(pull2);
      if (issue2 === void 0) return;
      await inIssue.notify(issue2, notices, mayBeSent);
      const isOver2 = notices.some(isEnd);
      if (isOver2) await close2(issue2, notices.some(isRefusal3) ? "not_planned" : "completed");
    }
  };
}
var isRefusal3 = (notice) => notice.kind === "access" && notice.entry.kind === "refused";
var isEnd = (notice) => isRefusal3(notice) || notice.kind === "access" && notice.entry.kind === "revoked" || notice.kind === "overlap" && notice.change === "ended";

// src/notify/delivery/channel.ts
import { createHash as createHash6 } from "node:crypto";

// src/core/asking/refusal-words.ts
function describeReasons2({ codes, reasons = [] }) {
  const told = new Set(reasons.map(({ code: code2 }) => code2));
  return [
    ...reasons.map(({ says, fix, code: code2 }) => `${says} ${fix} (${code2})`),
    ...codes.filter((code2) => !told.has(code2)).map((code2) => `${explainRefusal(code2)} (${code2})`)
  ];
}

// src/notify/delivery/notice-text.ts
function writeText(notice) {
  if (notice.kind === "access")
    return notice.entry.kind === "refused" ? {
      title: "Nothing was granted: a merged request was refused",
      facts: [
        ...listReasons2(notice.entry.refusal),
        {
          name: "Next",
          value: "If the access is still needed, ask again with a new file. The pull request has a link."
        }
      ]
    } : describeEntry3(notice.entry);
  if (notice.kind === "waiting")
    return {
      title: notice.partly ? "A part of a request is not granted yet" : "A merged request is not granted yet",
      facts: [{ name: "Because", value: notice.because }]
    };
  if (notice.kind === "overlap") return describeOverlap2(notice);
  if (notice.kind === "alert") return describeAlert2(notice);
  if (notice.kind === "ending") return describeEnding2(notice);
  const { subject } = notice.concerned;
  const what = notice.entitlements.map(describeEntitlement).join(", ");
  return {
    title: `${subject.login} asks for ${what}`,
    facts: [
      { name: "What", value: what },
      { name: "For", value: describeDuration(notice.durationMs) },
      { name: "Reason", value: maskLikelySecrets(notice.reason) }
    ]
  };
}
var describeAlert2 = ({ code: code2, provider: provider2 }) => ({
  title: provider2 === void 0 ? `Hallpass alert: ${code2}` : `Hallpass alert: ${code2} at ${provider2}`,
  facts: [
    { name: "What", value: findMeaning(code2) ?? "An operator must look." },
    { name: "Fix", value: findAdvice(code2) ?? "Look at the log." },
    { name: "Details", value: `The server's log, lines with "alert":true and the code ${code2}.` }
  ]
});
var MAX_REASONS = 4;
var listReasons2 = (refusal) => describeReasons2(refusal).slice(0, MAX_REASONS).map((value) => ({ name: "Why", value }));
function describeEntry3(entry) {
  const { principal: who, entitlement, at } = entry;
  const what = describeEntitlement(entitlement);
  if (entry.kind === "granted")
    return {
      title: entry.invited ? `${who} is invited to ${what}` : `${who} holds ${what}`,
      facts: [...describeAccess3(who, entitlement), { name: "Until", value: describeTime(entry.until) }]
    };
  if (entry.kind === "revoked")
    return {
      title: entry.left ? `The lease of ${who} for ${what} ended` : `${who} no longer holds ${what}`,
      facts: [
        ...describeAccess3(who, entitlement),
        { name: "Ended", value: `${describeTime(at)}, ${describeEnd(entry.because)}` },
        ...entry.left ? [{ name: "Note", value: "The same access was held before, and is still held." }] : []
      ]
    };
  if (entry.kind === "failed")
    return {
      title: `${who} still holds ${what} past its end`,
      facts: [
        ...describeAccess3(who, entitlement),
        { name: "Failed", value: `${describeTime(at)}, ${entry.code}. Hallpass keeps trying.` }
      ]
    };
  return { title: `${who} is about to hold ${what}`, facts: describeAccess3(who, entitlement) };
}
function describeOverlap2({
  change,
  principal,
  entitlement,
  until,
  others
}) {
  const what = describeEntitlement(entitlement);
  return {
    title: change === "began" ? `${principal} already holds ${what}` : `A request has ended; ${principal} still holds ${what}`,
    facts: [
      ...describeAccess3(principal, entitlement),
      {
        name: "Until",
        value: `${describeTime(until)}, through ${others.map((pull2) => `pull request ${pull2}`).join(", ")}`
      }
    ]
  };
}
function describeEnding2({ access, endsAt, extendBy, concerned }) {
  const what = access.map(({ entitlement }) => describeEntitlement(entitlement)).join(", ");
  return {
    title: `The access of ${concerned.subject.login} ends soon: ${what}`,
    facts: [
      { name: "What", value: what },
      { name: "Ends", value: describeTime(endsAt) },
      { name: "Longer?", value: `Comment /hallpass extend ${extendBy} on the pull request.` }
    ]
  };
}
var describeAccess3 = (principal, entitlement) => [
  { name: "Who", value: principal },
  { name: "What", value: describeEntitlement(entitlement) }
];

// src/notify/delivery/message.ts
var MAX_VALUE = 1e3;
var MAX_TITLE3 = 140;
function describeMessage(notice, linkTo) {
  const { id: id3, pull: pull2, concerned } = notice;
  const { title, facts } = writeText(notice);
  const kind = kindOfNotice(notice);
  return {
    ...{ id: id3, kind, pull: pull2, url: linkTo(pull2) },
    title: cut3(plain(title), MAX_TITLE3),
    facts: [...facts, ...describePeople2(kind, concerned)].map(({ name: name3, value }) => ({
      name: name3,
      value: cut3(plain(value), MAX_VALUE)
    })),
    action: kind === "approval" ? "Review on GitHub" : "Open on GitHub",
    ...concerned && { concerned }
  };
}
var MAX_NAMES2 = 10;
function describePeople2(kind, concerned) {
  if (concerned === void 0) return [];
  const { requester, approvers } = concerned;
  return [
    ...requester === void 0 ? [] : [{ name: "Asked for by", value: requester.login }],
    ...kind === "approval" ? [{ name: "May approve", value: listNames3(approvers) }] : []
  ];
}
function listNames3(people3) {
  const names2 = people3.slice(0, MAX_NAMES2).map(({ login: login2 }) => login2);
  const rest = people3.length - names2.length;
  return [...names2, ...rest > 0 ? [`${rest} others`] : []].join(", ");
}
var cut3 = (text4, limit) => text4.length <= limit ? text4 : `${[...text4.slice(0, limit - 1)].filter((each) => !/^[\uD800-\uDFFF]$/u.test(each)).join("")}…`;

// src/notify/delivery/routes.ts
function findAudience(rules2, { kind, concerned }) {
  const matching = rules2.filter(({ tell: tell5 }) => tell5.some((each) => each === kind));
  if (matching.length === 0) return void 0;
  const roles2 = new Set(matching.flatMap((rule) => rule.roles));
  const people3 = concerned === void 0 ? [] : [...roles2].flatMap((role) => peopleOf(role, concerned));
  return {
    people: [...new Map(people3.map((person) => [person.id, person])).values()],
    addresses: [...new Set(matching.flatMap((rule) => rule.addresses))]
  };
}
function peopleOf(role, { subject, requester, approvers }) {
  if (role === "approvers") return approvers;
  if (role === "subject") return [subject];
  return [requester ?? subject];
}

// src/notify/delivery/channel.ts
var UndeliverableError = class extends Error {
  name = "UndeliverableError";
};
function createChannel(options2, transport) {
  const { name: name3, sent } = options2;
  return {
    name: name3,
    async notify(_pull, notices) {
      const failed2 = [];
      for (const notice of notices) {
        for (const { address, send: send2 } of await prepare(notice, options2, transport)) {
          const key = keyOf4(name3, notice, address);
          if (sent.has(key)) continue;
          await send2().then(
            () => sent.add(key),
            (error2) => {
              if (error2 instanceof UndeliverableError) sent.add(key);
              failed2.push(error2 instanceof Error ? error2.message : "unknown");
            }
          );
        }
      }
      if (failed2.length > 0)
        throw new Error(`${name3}: ${failed2.length} messages were not sent. The first: ${failed2[0]}`);
    }
  };
}
async function prepare(notice, { rules: rules2, linkTo, findConcerned }, transport) {
  const message = describeMessage(notice, linkTo);
  const matching = rules2.filter(({ tell: tell5 }) => tell5.includes(kindOfNotice(notice)));
  if (matching.length === 0) return [];
  const isForPeople = matching.some(({ roles: roles2 }) => roles2.length > 0);
  const isFound = isForPeople && notice.kind !== "alert";
  const concerned = message.concerned ?? (isFound ? await findConcerned(message.pull) : void 0);
  const full = concerned === void 0 ? message : { ...message, concerned };
  const audience = findAudience(matching, full);
  return audience === void 0 ? [] : transport.prepare(full, audience);
}
var keyOf4 = (name3, { pull: pull2, id: id3 }, address) => createHash6("sha256").update(JSON.stringify([name3, pull2, id3, address])).digest("hex").slice(0, 32);

// src/notify/mail.ts
import { createHash as createHash7 } from "node:crypto";

// node_modules/nodemailer/dist/esm/mailer/index.js
import { EventEmitter } from "node:events";

// node_modules/nodemailer/dist/esm/shared/url.js
import net from "node:net";
import urllib from "node:url";

// node_modules/nodemailer/dist/esm/punycode/index.js
var maxInt = 2147483647;
var base = 36;
var tMin = 1;
var tMax = 26;
var skew = 38;
var damp = 700;
var initialBias = 72;
var initialN = 128;
var delimiter = "-";
var regexPunycode = /^xn--/;
var regexNonASCII = /[^\0-\x7F]/;
var regexSeparators = /[\x2E\u3002\uFF0E\uFF61]/g;
var errors = {
  overflow: "Overflow: input needs wider integers to process",
  "not-basic": "Illegal input >= 0x80 (not a basic code point)",
  "invalid-input": "Invalid input"
};
var baseMinusTMin = base - tMin;
var floor = Math.floor;
var stringFromCharCode = String.fromCharCode;
function error(type) {
  throw new RangeError(errors[type]);
}
function map(array, callback) {
  const result = [];
  let length = array.length;
  while (length--) {
    result[length] = callback(array[length]);
  }
  return result;
}
function mapDomain(domain, callback) {
  const parts2 = domain.split("@");
  let result = "";
  if (parts2.length > 1) {
    result = parts2[0] + "@";
    domain = parts2[1];
  }
  domain = domain.replace(regexSeparators, ".");
  const labels = domain.split(".");
  const encoded = map(labels, callback).join(".");
  return result + encoded;
}
function ucs2decode(string) {
  const output = [];
  let counter = 0;
  const length = string.length;
  while (counter < length) {
    const value = string.charCodeAt(counter++);
    if (value >= 55296 && value <= 56319 && counter < length) {
      const extra = string.charCodeAt(counter++);
      if ((extra & 64512) == 56320) {
        output.push(((value & 1023) << 10) + (extra & 1023) + 65536);
      } else {
        output.push(value);
        counter--;
      }
    } else {
      output.push(value);
    }
  }
  return output;
}
var basicToDigit = function(codePoint) {
  if (codePoint >= 48 && codePoint < 58) {
    return 26 + (codePoint - 48);
  }
  if (codePoint >= 65 && codePoint < 91) {
    return codePoint - 65;
  }
  if (codePoint >= 97 && codePoint < 123) {
    return codePoint - 97;
  }
  return base;
};
var digitToBasic = function(digit, flag) {
  return digit + 22 + 75 * Number(digit < 26) - (Number(flag != 0) << 5);
};
var adapt = function(delta, numPoints, firstTime) {
  let k = 0;
  delta = firstTime ? floor(delta / damp) : delta >> 1;
  delta += floor(delta / numPoints);
  for (
    ;
    /* no initialization */
    delta > baseMinusTMin * tMax >> 1;
    k += base
  ) {
    delta = floor(delta / baseMinusTMin);
  }
  return floor(k + (baseMinusTMin + 1) * delta / (delta + skew));
};
var decode = function(input) {
  const output = [];
  const inputLength = input.length;
  let i = 0;
  let n = initialN;
  let bias = initialBias;
  let basic = input.lastIndexOf(delimiter);
  if (basic < 0) {
    basic = 0;
  }
  for (let j = 0; j < basic; ++j) {
    if (input.charCodeAt(j) >= 128) {
      error("not-basic");
    }
    output.push(input.charCodeAt(j));
  }
  for (let index = basic > 0 ? basic + 1 : 0; index < inputLength; ) {
    const oldi = i;
    for (let w = 1, k = base; ; k += base) {
      if (index >= inputLength) {
        error("invalid-input");
      }
      const digit = basicToDigit(input.charCodeAt(index++));
      if (digit >= base) {
        error("invalid-input");
      }
      if (digit > floor((maxInt - i) / w)) {
        error("overflow");
      }
      i += digit * w;
      const t = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
      if (digit < t) {
        break;
      }
      const baseMinusT = base - t;
      if (w > floor(maxInt / baseMinusT)) {
        error("overflow");
      }
      w *= baseMinusT;
    }
    const out = output.length + 1;
    bias = adapt(i - oldi, out, oldi == 0);
    if (floor(i / out) > maxInt - n) {
      error("overflow");
    }
    n += floor(i / out);
    i %= out;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
};
var encode = function(input) {
  const output = [];
  const codePoints = ucs2decode(input);
  const inputLength = codePoints.length;
  let n = initialN;
  let delta = 0;
  let bias = initialBias;
  for (const currentValue of codePoints) {
    if (currentValue < 128) {
      output.push(stringFromCharCode(currentValue));
    }
  }
  const basicLength = output.length;
  let handledCPCount = basicLength;
  if (basicLength) {
    output.push(delimiter);
  }
  while (handledCPCount < inputLength) {
    let m = maxInt;
    for (const currentValue of codePoints) {
      if (currentValue >= n && currentValue < m) {
        m = currentValue;
      }
    }
    const handledCPCountPlusOne = handledCPCount + 1;
    if (m - n > floor((maxInt - delta) / handledCPCountPlusOne)) {
      error("overflow");
    }
    delta += (m - n) * handledCPCountPlusOne;
    n = m;
    for (const currentValue of codePoints) {
      if (currentValue < n && ++delta > maxInt) {
        error("overflow");
      }
      if (currentValue === n) {
        let q = delta;
        for (let k = base; ; k += base) {
          const t = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
          if (q < t) {
            break;
          }
          const qMinusT = q - t;
          const baseMinusT = base - t;
          output.push(stringFromCharCode(digitToBasic(t + qMinusT % baseMinusT, 0)));
          q = floor(qMinusT / baseMinusT);
        }
        output.push(stringFromCharCode(digitToBasic(q, 0)));
        bias = adapt(delta, handledCPCountPlusOne, handledCPCount === basicLength);
        delta = 0;
        ++handledCPCount;
      }
    }
    ++delta;
    ++n;
  }
  return output.join("");
};
var toUnicode = function(input) {
  return mapDomain(input, function(string) {
    return regexPunycode.test(string) ? decode(string.slice(4).toLowerCase()) : string;
  });
};
var toASCII = function(input) {
  return mapDomain(input, function(string) {
    return regexNonASCII.test(string) ? "xn--" + encode(string) : string;
  });
};

// node_modules/nodemailer/dist/esm/shared/url.js
var SLASHLESS_AUTHORITY = /^([a-zA-Z][a-zA-Z0-9+.-]*:)(?!\/\/)([\s\S]+)$/;
function stripSurroundingWhitespace(input) {
  let start = 0;
  let end = input.length;
  while (start < end && input.charCodeAt(start) <= 32) {
    start++;
  }
  while (end > start && input.charCodeAt(end - 1) <= 32) {
    end--;
  }
  return input.slice(start, end);
}
var LEGACY_TRIM = /^[\x00-\x20\u00a0\ufeff]+/;
var AUTHORITY = /^([a-zA-Z0-9+.-]+:)?[\\/]{2}([^\\/?#]*)/;
var FORBIDDEN_HOST_CHARS = /[\x00-\x20#/:<>?@[\\\]^|\x7f]/;
var CONTROL_CHARS = /[\x00-\x1f\x7f]/;
function invalidUrl(input) {
  const err = new TypeError("Invalid URL");
  err.code = "ERR_INVALID_URL";
  err.input = input;
  return err;
}
function legacyParse(input, parseQueryString, whatwgError, slashesDenoteHost) {
  const parsed = urllib.parse(input, parseQueryString, slashesDenoteHost);
  const authority = AUTHORITY.exec(input.replace(LEGACY_TRIM, ""));
  if (authority && (authority[1] || parsed.hostname !== null)) {
    const written = authority[2].slice(authority[2].lastIndexOf("@") + 1);
    if (!written || CONTROL_CHARS.test(written) || (parsed.host || "").toLowerCase() !== toASCII(written.toLowerCase())) {
      throw whatwgError;
    }
    if (written.charAt(0) === "[" && !net.isIPv6(written.slice(1, written.indexOf("]")))) {
      throw whatwgError;
    }
  } else if (parsed.hostname !== null) {
    throw whatwgError;
  }
  const legacyAuth = parsed.auth === null || parsed.auth === void 0 ? null : parsed.auth.split(":");
  const result = parsed;
  result.username = legacyAuth ? legacyAuth.shift() : null;
  result.password = legacyAuth && legacyAuth.length ? legacyAuth.join(":") : null;
  return result;
}
function safeDecode(str) {
  try {
    return decodeURIComponent(str);
  } catch (_err) {
    return str;
  }
}
function normalizeHostname(raw, href) {
  const hostname = raw || "";
  if (!hostname) {
    return "";
  }
  if (hostname.charAt(0) === "[" && hostname.charAt(hostname.length - 1) === "]") {
    return hostname.slice(1, -1);
  }
  const decoded = safeDecode(hostname);
  const mapped = FORBIDDEN_HOST_CHARS.test(decoded) ? "" : urllib.domainToASCII(decoded);
  if (!mapped) {
    throw invalidUrl(href);
  }
  return mapped;
}
var parse3 = (input, parseQueryString) => {
  input = stripSurroundingWhitespace(input || "");
  const slashless = SLASHLESS_AUTHORITY.exec(input);
  const normalized2 = slashless ? slashless[1] + "//" + slashless[2] : input;
  let u;
  try {
    u = new URL(normalized2);
  } catch (err) {
    return legacyParse(normalized2, parseQueryString, err);
  }
  const hostname = normalizeHostname(u.hostname, u.href);
  const port = u.port || null;
  const pathname = u.pathname || null;
  const search = u.search || null;
  let auth = null;
  let username = null;
  let password = null;
  if (u.username || u.password) {
    username = safeDecode(u.username);
    password = u.password ? safeDecode(u.password) : null;
    auth = username + (password !== null ? ":" + password : "");
  }
  let query4;
  if (parseQueryString) {
    const parsed = /* @__PURE__ */ Object.create(null);
    u.searchParams.forEach((value, key) => {
      if (Object.prototype.hasOwnProperty.call(parsed, key)) {
        const existing = parsed[key];
        if (Array.isArray(existing)) {
          existing.push(value);
        } else {
          parsed[key] = [existing, value];
        }
      } else {
        parsed[key] = value;
      }
    });
    query4 = parsed;
  } else {
    query4 = search ? search.slice(1) : null;
  }
  return {
    protocol: u.protocol || null,
    host: u.host || null,
    hostname,
    port,
    pathname,
    search,
    path: (pathname || "") + (search || "") || null,
    href: u.href,
    auth,
    username,
    password,
    query: query4
  };
};
var resolve3 = (from, to) => {
  try {
    return new URL(to, from).href;
  } catch (err) {
    legacyParse(from, false, err, true);
    legacyParse(to, false, err, true);
    return urllib.resolve(from, to);
  }
};

// node_modules/nodemailer/dist/esm/shared/index.js
import util from "node:util";
import fs from "node:fs";

// node_modules/nodemailer/dist/esm/fetch/index.js
import http from "node:http";
import https from "node:https";
import zlib from "node:zlib";
import { PassThrough } from "node:stream";

// node_modules/nodemailer/dist/esm/fetch/cookies.js
import net2 from "node:net";
var SESSION_TIMEOUT = 1800;
var Cookies = class {
  constructor(options2) {
    this.options = options2 || {};
    this.cookies = [];
  }
  /**
   * Stores a cookie string to the cookie storage
   *
   * @param cookieStr Value from the 'Set-Cookie:' header
   * @param url Current URL
   */
  set(cookieStr, url) {
    const urlparts = parse3(url || "");
    const cookie = this.parse(cookieStr);
    let domain;
    if (cookie.domain) {
      domain = cookie.domain.replace(/^\./, "");
      if (
        // can't be valid if the requested domain is shorter than current hostname
        urlparts.hostname.length < domain.length || // a top level domain is not a valid scope, 'Domain=com' would otherwise be
        // sent to every .com host. A trailing dot does not make 'com.' any better
        domain.indexOf(".") < 0 || domain.endsWith(".") || // an IP address has no subdomains, so cookies set on it stay host-only
        net2.isIP(urlparts.hostname) || // prefix domains with dot to be sure that partial matches are not used
        !("." + urlparts.hostname).endsWith("." + domain)
      ) {
        cookie.domain = urlparts.hostname;
      }
    } else {
      cookie.domain = urlparts.hostname;
    }
    if (!cookie.path) {
      cookie.path = this.getPath(urlparts.pathname);
    }
    if (!cookie.expires) {
      cookie.expires = new Date(Date.now() + (Number(this.options.sessionTimeout || SESSION_TIMEOUT) || SESSION_TIMEOUT) * 1e3);
    }
    if (urlparts.protocol !== "https:" && (cookie.secure || this.cookies.some((stored) => stored.secure && this.compare(stored, cookie)))) {
      return false;
    }
    return this.add(cookie);
  }
  /**
   * Returns cookie string for the 'Cookie:' header.
   *
   * @param url URL to check for
   * @returns Cookie header or empty string if no matches were found
   */
  get(url) {
    return this.list(url).map((cookie) => cookie.name + "=" + cookie.value).join("; ");
  }
  /**
   * Lists all valied cookie objects for the specified URL
   *
   * @param url URL to check for
   * @returns An array of cookie objects
   */
  list(url) {
    const result = [];
    for (let i = this.cookies.length - 1; i >= 0; i--) {
      const cookie = this.cookies[i];
      if (this.isExpired(cookie)) {
        this.cookies.splice(i, 1);
        continue;
      }
      if (this.match(cookie, url)) {
        result.unshift(cookie);
      }
    }
    return result;
  }
  /**
   * Parses cookie string from the 'Set-Cookie:' header
   *
   * @param cookieStr String from the 'Set-Cookie:' header
   * @returns Cookie object
   */
  parse(cookieStr) {
    const cookie = {};
    let hasNameValue = false;
    let hasMaxAge = false;
    (cookieStr || "").toString().split(";").forEach((cookiePart) => {
      if (!cookiePart.trim()) {
        return;
      }
      const valueParts = cookiePart.split("=");
      const name3 = valueParts.shift().trim();
      let value = valueParts.join("=").trim();
      let domain;
      if (!hasNameValue) {
        hasNameValue = true;
        if (name3) {
          cookie.name = name3;
          cookie.value = value;
        }
        return;
      }
      switch (name3.toLowerCase()) {
        case "expires": {
          const expires = new Date(value);
          if (expires.toString() !== "Invalid Date" && !hasMaxAge) {
            cookie.expires = expires;
          }
          break;
        }
        case "path":
          cookie.path = value;
          break;
        case "domain":
          domain = value.toLowerCase();
          if (domain.length && domain.charAt(0) !== ".") {
            domain = "." + domain;
          }
          cookie.domain = domain;
          break;
        case "max-age":
          cookie.expires = new Date(Date.now() + (Number(value) || 0) * 1e3);
          hasMaxAge = true;
          break;
        case "secure":
          cookie.secure = true;
          break;
        case "httponly":
          cookie.httponly = true;
          break;
      }
    });
    return cookie;
  }
  /**
   * Checks if a cookie object is valid for a specified URL
   *
   * @param cookie Cookie object
   * @param url URL to check for
   * @returns true if cookie is valid for specifiec URL
   */
  match(cookie, url) {
    const urlparts = parse3(url || "");
    if (urlparts.hostname !== cookie.domain && (cookie.domain.charAt(0) !== "." || ("." + urlparts.hostname).substr(-cookie.domain.length) !== cookie.domain)) {
      return false;
    }
    const pathname = urlparts.pathname || "/";
    const cookiePath = cookie.path;
    const pathMatches = pathname === cookiePath || pathname.startsWith(cookiePath) && (cookiePath.endsWith("/") || pathname.charAt(cookiePath.length) === "/");
    if (!pathMatches) {
      return false;
    }
    if (cookie.secure && urlparts.protocol !== "https:") {
      return false;
    }
    return true;
  }
  /**
   * Adds (or updates/removes if needed) a cookie object to the cookie storage
   *
   * @param cookie Cookie value to be stored
   */
  add(cookie) {
    if (!cookie || !cookie.name) {
      return false;
    }
    for (let i = 0, len = this.cookies.length; i < len; i++) {
      if (this.compare(this.cookies[i], cookie)) {
        if (this.isExpired(cookie)) {
          this.cookies.splice(i, 1);
          return false;
        }
        this.cookies[i] = cookie;
        return true;
      }
    }
    if (!this.isExpired(cookie)) {
      this.cookies.push(cookie);
    }
    return true;
  }
  /**
   * Checks if two cookie objects are the same cookie. A cookie is identified by its
   * name, domain and path (RFC 6265 section 5.3), the Secure and HttpOnly flags are
   * attributes of the stored cookie that an update replaces
   *
   * @param a Cookie to check against
   * @param b Cookie to check against
   * @returns True, if the cookies are the same
   */
  compare(a, b) {
    return a.name === b.name && a.path === b.path && a.domain === b.domain;
  }
  /**
   * Checks if a cookie is expired
   *
   * @param cookie Cookie object to check against
   * @returns True, if the cookie is expired
   */
  isExpired(cookie) {
    return cookie.expires && cookie.expires < /* @__PURE__ */ new Date() || !cookie.value;
  }
  /**
   * Returns the default path for an URL path argument, the default-path of
   * RFC 6265 section 5.1.4. A cookie that carries no Path attribute is scoped
   * to the directory of the URL it was set from
   *
   * @param pathname
   * @returns Default path
   */
  getPath(pathname) {
    const pathParts = (pathname || "/").split("/");
    pathParts.pop();
    const path3 = pathParts.join("/").trim();
    if (path3.charAt(0) !== "/") {
      return "/";
    }
    return path3;
  }
};
var cookies_default = Cookies;

// node_modules/nodemailer/dist/esm/package-info.js
var name2 = "nodemailer";
var version = "10.6.1";
var homepage = "https://nodemailer.com/";

// node_modules/nodemailer/dist/esm/fetch/index.js
import net3 from "node:net";

// node_modules/nodemailer/dist/esm/errors.js
var ECONNECTION = "ECONNECTION";
var ETIMEDOUT = "ETIMEDOUT";
var ESOCKET = "ESOCKET";
var EENVELOPE = "EENVELOPE";
var EMESSAGE = "EMESSAGE";
var EOTP = "EOTP";
var ESTREAM = "ESTREAM";
var EABORT = "EABORT";
var ENOAUTH = "ENOAUTH";
var EOAUTH2 = "EOAUTH2";
var EMAXLIMIT = "EMAXLIMIT";
var EMAXRECIPIENTS = "EMAXRECIPIENTS";
var ESENDMAIL = "ESENDMAIL";
var ESES = "ESES";
var ECONFIG = "ECONFIG";
var EPROXY = "EPROXY";
var EFILEACCESS = "EFILEACCESS";
var EURLACCESS = "EURLACCESS";
var EFETCH = "EFETCH";
var createAbortError = (signal) => {
  const err = new Error("Message sending aborted", { cause: signal.reason });
  err.name = "AbortError";
  err.code = EABORT;
  return err;
};
var isTransientError = (err) => err.responseCode === 421 || err.code === ECONNECTION || err.code === ESOCKET || err.code === ETIMEDOUT;
var isPermanentResponseCode = (responseCode) => responseCode >= 500 && responseCode < 600 && responseCode !== 503;
var ERR_ACCESS_DENIED = "ERR_ACCESS_DENIED";

// node_modules/nodemailer/dist/esm/shared/objects.js
var isProtoKey = (key) => key === "__proto__";
var copyOwnKeys = (target, source, skip) => {
  Object.keys(source || {}).forEach((key) => {
    if (isProtoKey(key) || skip && skip(key)) {
      return;
    }
    target[key] = source[key];
  });
  return target;
};

// node_modules/nodemailer/dist/esm/fetch/index.js
var MAX_REDIRECTS = 5;
var DEFAULT_TIMEOUT = 60 * 1e3;
var DEFAULT_MAX_TIME = 2 * 60 * 1e3;
var DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
var TLS_OPTION_KEYS = [
  "ALPNProtocols",
  "ca",
  "cert",
  "checkServerIdentity",
  "ciphers",
  "crl",
  "dhparam",
  "ecdhCurve",
  "honorCipherOrder",
  "key",
  "maxVersion",
  "minVersion",
  "passphrase",
  "pfx",
  "rejectUnauthorized",
  "secureContext",
  "secureOptions",
  "secureProtocol",
  "servername",
  "sessionIdContext",
  "sigalgs"
];
function setFetchCode(err) {
  if (err.code !== ERR_ACCESS_DENIED) {
    err.code = EFETCH;
  }
}
function parseFetchUrl(url) {
  let parsed;
  try {
    parsed = parse3(url);
  } catch (_err) {
    return false;
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") {
    return false;
  }
  return parsed;
}
function fetchPort(parsed) {
  return parsed.port ? Number(parsed.port) : parsed.protocol === "https:" ? 443 : 80;
}
function nmfetch(url, options2) {
  options2 = options2 || {};
  options2.fetchRes = options2.fetchRes || new PassThrough();
  options2.cookies = options2.cookies || new cookies_default();
  options2.redirects = options2.redirects || 0;
  options2.maxRedirects = isNaN(options2.maxRedirects) ? MAX_REDIRECTS : options2.maxRedirects;
  if (!options2.deadline) {
    options2.maxTime = typeof options2.maxTime === "number" && options2.maxTime >= 0 ? options2.maxTime : DEFAULT_MAX_TIME;
    options2.deadline = options2.maxTime ? Date.now() + options2.maxTime : 0;
  }
  const fetchRes = options2.fetchRes;
  const parsed = parseFetchUrl(url);
  if (!parsed) {
    if (options2.body && typeof options2.body.destroy === "function") {
      options2.body.on("error", () => false);
      options2.body.destroy();
    }
    setImmediate(() => {
      const err = new Error("Unsupported protocol for URL " + url);
      err.code = EFETCH;
      err.sourceUrl = url;
      fetchRes.emit("error", err);
    });
    return fetchRes;
  }
  if (options2.cookie) {
    [].concat(options2.cookie || []).forEach((cookie) => {
      options2.cookies.set(cookie, url);
    });
    options2.cookie = false;
  }
  let method = (options2.method || "").toString().trim().toUpperCase() || "GET";
  let finished3 = false;
  let cookies;
  let body;
  const handler = parsed.protocol === "https:" ? https : http;
  const headers = {
    "accept-encoding": "gzip,deflate",
    "user-agent": "nodemailer/" + version
  };
  Object.keys(options2.headers || {}).forEach((key) => {
    if (isProtoKey(key.toLowerCase().trim())) {
      return;
    }
    headers[key.toLowerCase().trim()] = options2.headers[key];
  });
  if (options2.userAgent) {
    headers["user-agent"] = options2.userAgent;
  }
  if (parsed.auth) {
    headers.Authorization = "Basic " + Buffer.from(parsed.auth).toString("base64");
  }
  if (cookies = options2.cookies.get(url)) {
    headers.cookie = cookies;
  }
  if (options2.body) {
    if (options2.contentType !== false) {
      headers["Content-Type"] = options2.contentType || "application/x-www-form-urlencoded";
    }
    if (typeof options2.body.pipe === "function") {
      headers["Transfer-Encoding"] = "chunked";
      body = options2.body;
      body.on("error", (err) => {
        if (finished3) {
          return;
        }
        finished3 = true;
        setFetchCode(err);
        err.sourceUrl = url;
        fetchRes.emit("error", err);
      });
    } else {
      if (options2.body instanceof Buffer) {
        body = options2.body;
      } else if (typeof options2.body === "object") {
        try {
          body = Buffer.from(Object.keys(options2.body).map((key) => {
            const value = options2.body[key].toString().trim();
            return encodeURIComponent(key) + "=" + encodeURIComponent(value);
          }).join("&"));
        } catch (E) {
          finished3 = true;
          E.code = EFETCH;
          E.sourceUrl = url;
          setImmediate(() => fetchRes.emit("error", E));
          return fetchRes;
        }
      } else {
        body = Buffer.from(options2.body.toString().trim());
      }
      headers["Content-Type"] = options2.contentType || "application/x-www-form-urlencoded";
      headers["Content-Length"] = body.length;
    }
    method = (options2.method || "").toString().trim().toUpperCase() || "POST";
  }
  let req;
  const reqOptions = {
    method,
    host: parsed.hostname,
    path: parsed.path,
    port: fetchPort(parsed),
    headers,
    // Validate TLS certificates by default. Callers that genuinely need to
    // reach a self-signed/internal host opt out explicitly with
    // options.tls = { rejectUnauthorized: false }.
    rejectUnauthorized: true,
    agent: false
  };
  if (options2.tls) {
    Object.keys(options2.tls).forEach((key) => {
      if (TLS_OPTION_KEYS.includes(key)) {
        reqOptions[key] = options2.tls[key];
      }
    });
  }
  if (parsed.protocol === "https:" && parsed.hostname && parsed.hostname !== reqOptions.host && !net3.isIP(parsed.hostname) && !reqOptions.servername) {
    reqOptions.servername = parsed.hostname;
  }
  try {
    req = handler.request(reqOptions);
  } catch (E) {
    finished3 = true;
    setImmediate(() => {
      setFetchCode(E);
      E.sourceUrl = url;
      fetchRes.emit("error", E);
    });
    return fetchRes;
  }
  let deadlineTimer;
  const clearDeadline = () => {
    if (deadlineTimer) {
      clearTimeout(deadlineTimer);
      deadlineTimer = void 0;
    }
  };
  const fail = (err, sourceUrl = url) => {
    if (finished3) {
      return;
    }
    finished3 = true;
    clearDeadline();
    setFetchCode(err);
    err.sourceUrl = sourceUrl;
    fetchRes.emit("error", err);
    req.abort();
  };
  const timeout = typeof options2.timeout === "number" && options2.timeout >= 0 ? options2.timeout : DEFAULT_TIMEOUT;
  if (timeout) {
    req.setTimeout(timeout, () => fail(new Error("Request Timeout")));
  }
  if (options2.deadline) {
    deadlineTimer = setTimeout(() => fail(new Error("Request exceeded the allowed " + options2.maxTime + " ms")), Math.max(options2.deadline - Date.now(), 1));
    deadlineTimer.unref();
  }
  req.on("error", (err) => fail(err));
  fetchRes.once("close", () => {
    clearDeadline();
    if (finished3 || fetchRes.readableEnded) {
      return;
    }
    finished3 = true;
    req.destroy();
  });
  req.on("response", (res) => {
    let inflate;
    if (finished3) {
      return;
    }
    switch (res.headers["content-encoding"]) {
      case "gzip":
      case "deflate":
        inflate = zlib.createUnzip();
        break;
    }
    if (res.headers["set-cookie"]) {
      [].concat(res.headers["set-cookie"] || []).forEach((cookie) => {
        options2.cookies.set(cookie, url);
      });
    }
    if ([301, 302, 303, 307, 308].includes(res.statusCode) && res.headers.location) {
      options2.redirects++;
      if (options2.redirects > options2.maxRedirects) {
        return fail(new Error("Maximum redirect count exceeded"));
      }
      options2.method = "GET";
      options2.body = false;
      let redirectUrl;
      try {
        redirectUrl = resolve3(url, res.headers.location);
      } catch (_err) {
        redirectUrl = res.headers.location;
      }
      const redirectParsed = parseFetchUrl(redirectUrl);
      if (!redirectParsed) {
        return fail(new Error("Unsupported protocol for URL " + redirectUrl), redirectUrl);
      }
      const crossOrigin = redirectParsed.protocol !== parsed.protocol || redirectParsed.hostname !== parsed.hostname || fetchPort(redirectParsed) !== fetchPort(parsed);
      if (options2.headers && crossOrigin) {
        const sensitive = ["authorization", "cookie", "proxy-authorization"];
        Object.keys(options2.headers).forEach((key) => {
          if (sensitive.includes(key.toLowerCase().trim())) {
            delete options2.headers[key];
          }
        });
      }
      finished3 = true;
      clearDeadline();
      res.resume();
      req.abort();
      return nmfetch(redirectUrl, options2);
    }
    fetchRes.statusCode = res.statusCode;
    fetchRes.headers = res.headers;
    if (res.statusCode >= 300 && !options2.allowErrorResponse) {
      return fail(new Error("Invalid status code " + res.statusCode));
    }
    res.on("error", (err) => fail(err));
    res.once("end", () => clearDeadline());
    const maxBytes = typeof options2.maxBytes === "number" && options2.maxBytes > 0 ? options2.maxBytes : DEFAULT_MAX_BYTES;
    const source = inflate || res;
    let received = 0;
    source.on("data", (chunk) => {
      received += chunk.length;
      if (received <= maxBytes || finished3) {
        return;
      }
      source.unpipe(fetchRes);
      fail(new Error("Response size exceeds the allowed " + maxBytes + " bytes"));
    });
    if (inflate) {
      res.pipe(inflate).pipe(fetchRes);
      inflate.on("error", (err) => fail(err));
    } else {
      res.pipe(fetchRes);
    }
  });
  setImmediate(() => {
    if (body) {
      try {
        if (typeof body.pipe === "function") {
          return body.pipe(req);
        }
        req.write(body);
      } catch (err) {
        return fail(err);
      }
    }
    req.end();
  });
  return fetchRes;
}
nmfetch.Cookies = cookies_default;
nmfetch.DEFAULT_TIMEOUT = DEFAULT_TIMEOUT;
nmfetch.DEFAULT_MAX_TIME = DEFAULT_MAX_TIME;
var fetch_default = nmfetch;

// node_modules/nodemailer/dist/esm/shared/index.js
import dns from "node:dns";
import net4 from "node:net";
import os from "node:os";
import urlModule from "node:url";
import { finished } from "node:stream";
var DNS_TTL = 5 * 60 * 1e3;
var CACHE_CLEANUP_INTERVAL = 30 * 1e3;
var MAX_CACHE_SIZE = 1e3;
var lastCacheCleanup = 0;
var networkInterfaces;
var networkInterfacesRead = false;
var _readNetworkInterfaces = () => {
  if (!networkInterfacesRead) {
    networkInterfacesRead = true;
    try {
      networkInterfaces = os.networkInterfaces();
    } catch (_err) {
    }
  }
  return networkInterfaces;
};
var isFamilySupported = (family, allowInternal) => {
  const addresses = Object.values(_readNetworkInterfaces() || {}).flat();
  if (!addresses.length) {
    return true;
  }
  return addresses.filter((i) => !i.internal || allowInternal).some((i) => i.family === "IPv" + family || i.family === family);
};
var resolve4 = (family, hostname, options2, callback) => {
  options2 = options2 || {};
  if (!isFamilySupported(family, options2.allowInternalNetworkInterfaces)) {
    callback(null, []);
    return null;
  }
  const dnsResolver = dns.Resolver ? new dns.Resolver(options2) : dns;
  dnsResolver["resolve" + family](hostname, (err, addresses) => {
    if (err) {
      switch (err.code) {
        case dns.NODATA:
        case dns.NOTFOUND:
        case dns.NOTIMP:
        case dns.SERVFAIL:
        case dns.CONNREFUSED:
        case dns.REFUSED:
        case "EAI_AGAIN":
          return callback(null, []);
      }
      return callback(err);
    }
    return callback(null, Array.isArray(addresses) ? addresses : [].concat(addresses || []));
  });
  return dns.Resolver ? dnsResolver : null;
};
var dnsCache = /* @__PURE__ */ new Map();
var formatDNSValue = (value, extra) => {
  if (!value) {
    return Object.assign({}, extra || {});
  }
  const addresses = value.addresses || [];
  const host = addresses.length > 0 ? addresses[Math.floor(Math.random() * addresses.length)] : null;
  return Object.assign({
    host,
    // Include all addresses for connection fallback support
    _addresses: addresses
  }, extra || {});
};
var resolveHostname = (options2, callback) => {
  options2 = options2 || {};
  if (!options2.host && options2.servername) {
    options2.host = options2.servername;
  }
  if (!options2.host || net4.isIP(options2.host)) {
    const value = {
      addresses: [options2.host]
    };
    return callback(null, formatDNSValue(value, {
      servername: options2.servername || false,
      cached: false
    }));
  }
  const host = options2.host;
  const servername = options2.servername || host;
  let cached;
  if (dnsCache.has(options2.host)) {
    cached = dnsCache.get(options2.host);
    const now = Date.now();
    if (now - lastCacheCleanup > CACHE_CLEANUP_INTERVAL) {
      lastCacheCleanup = now;
      for (const [host2, entry] of dnsCache.entries()) {
        if (entry.expires && entry.expires < now) {
          dnsCache.delete(host2);
        }
      }
      if (dnsCache.size > MAX_CACHE_SIZE) {
        const toDelete = Math.floor(MAX_CACHE_SIZE * 0.1);
        const keys = Array.from(dnsCache.keys()).slice(0, toDelete);
        keys.forEach((key) => dnsCache.delete(key));
      }
    }
    if (!cached.expires || cached.expires >= now) {
      return callback(null, formatDNSValue(cached.value, {
        servername,
        cached: true
      }));
    }
  }
  let responded = false;
  let deadline;
  const respond = (err, result) => {
    if (responded) {
      return;
    }
    responded = true;
    clearTimeout(deadline);
    callback(err, result);
  };
  const respondCached = (error2) => {
    if (!cached) {
      return false;
    }
    dnsCache.set(host, {
      value: cached.value,
      expires: Date.now() + (options2.dnsTtl || DNS_TTL)
    });
    respond(null, formatDNSValue(cached.value, {
      servername,
      cached: true,
      error: error2
    }));
    return true;
  };
  const resolvers = [];
  const timeout = Number(options2.timeout) || 0;
  if (timeout > 0) {
    deadline = setTimeout(() => {
      for (const resolver of resolvers) {
        if (typeof resolver.cancel === "function") {
          resolver.cancel();
        }
      }
      const err = new Error("DNS lookup for " + host + " timed out");
      err.code = dns.TIMEOUT;
      if (!respondCached(err)) {
        respond(err);
      }
    }, timeout);
  }
  let ipv4Addresses = [];
  let ipv6Addresses = [];
  let ipv4Error = null;
  let ipv6Error = null;
  let pending = 2;
  const onResolved = () => {
    if (--pending || responded) {
      return;
    }
    const allAddresses = ipv4Addresses.concat(ipv6Addresses);
    if (allAddresses.length) {
      const value = {
        addresses: allAddresses
      };
      dnsCache.set(host, {
        value,
        expires: Date.now() + (options2.dnsTtl || DNS_TTL)
      });
      return respond(null, formatDNSValue(value, {
        servername,
        cached: false
      }));
    }
    if (ipv4Error && ipv6Error && respondCached(ipv4Error)) {
      return;
    }
    try {
      dns.lookup(host, { all: true }, (err, addresses) => {
        if (err) {
          if (respondCached(err)) {
            return;
          }
          return respond(err);
        }
        const supportedAddresses = addresses ? addresses.filter((addr) => isFamilySupported(addr.family)).map((addr) => addr.address) : [];
        if (addresses && addresses.length && !supportedAddresses.length) {
          console.warn(`Failed to resolve IPv${addresses[0].family} addresses with current network`);
        }
        if (!supportedAddresses.length && cached) {
          return respond(null, formatDNSValue(cached.value, {
            servername,
            cached: true
          }));
        }
        const value = {
          addresses: supportedAddresses.length ? supportedAddresses : [host]
        };
        dnsCache.set(host, {
          value,
          expires: Date.now() + (options2.dnsTtl || DNS_TTL)
        });
        return respond(null, formatDNSValue(value, {
          servername,
          cached: false
        }));
      });
    } catch (lookupErr) {
      if (respondCached(lookupErr)) {
        return;
      }
      return respond(ipv4Error || ipv6Error || lookupErr);
    }
  };
  for (const family of [4, 6]) {
    const resolver = resolve4(family, host, options2, (err, addresses) => {
      if (family === 4) {
        ipv4Error = err;
        ipv4Addresses = addresses || [];
      } else {
        ipv6Error = err;
        ipv6Addresses = addresses || [];
      }
      onResolved();
    });
    if (resolver) {
      resolvers.push(resolver);
    }
  }
};
var parseConnectionUrl = (str) => {
  str = str || "";
  const options2 = {};
  const url = parse3(str, true);
  switch (url.protocol) {
    case "smtp:":
      options2.secure = false;
      break;
    case "smtps:":
      options2.secure = true;
      break;
    case "direct:":
      options2.direct = true;
      break;
  }
  if (!isNaN(url.port) && Number(url.port)) {
    options2.port = Number(url.port);
  }
  if (url.hostname) {
    options2.host = url.hostname;
  }
  if (url.username || url.password) {
    options2.auth = {
      user: url.username || "",
      pass: url.password || ""
    };
  }
  Object.keys(url.query || {}).forEach((key) => {
    let obj = options2;
    let lKey = key;
    let value = url.query[key];
    if (!isNaN(value)) {
      value = Number(value);
    }
    switch (value) {
      case "true":
        value = true;
        break;
      case "false":
        value = false;
        break;
    }
    if (key.indexOf("tls.") === 0) {
      lKey = key.substr(4);
      if (!options2.tls) {
        options2.tls = {};
      }
      obj = options2.tls;
    } else if (key.indexOf(".") >= 0) {
      return;
    }
    if (!isProtoKey(lKey) && !(lKey in obj)) {
      obj[lKey] = value;
    }
  });
  return options2;
};
var _logFunc = (logger, level, defaults, data, message, ...args) => {
  const entry = Object.assign({}, defaults || {}, data || {});
  delete entry.level;
  let logLevel = level;
  if (typeof logger[logLevel] !== "function") {
    logLevel = ["info", "debug", "log", "trace", "warn", "error"].find((name3) => typeof logger[name3] === "function");
  }
  if (logLevel) {
    logger[logLevel](entry, message, ...args);
  }
};
var getLogger = (options2, defaults) => {
  options2 = options2 || {};
  const response = {};
  const levels2 = ["trace", "debug", "info", "warn", "error", "fatal"];
  if (!options2.logger) {
    levels2.forEach((level) => {
      response[level] = () => false;
    });
    return response;
  }
  const logger = options2.logger === true ? createDefaultLogger(levels2) : options2.logger;
  levels2.forEach((level) => {
    response[level] = (...args) => {
      const data = typeof args[0] === "string" ? void 0 : args.shift();
      _logFunc(logger, level, defaults, data, ...args);
    };
  });
  return response;
};
var callbackPromise = (resolve5, reject) => function(...args) {
  const err = args.shift();
  if (err) {
    reject(err);
  } else {
    resolve5(...args);
  }
};
var parseDataURI = (uri) => {
  if (typeof uri !== "string") {
    return null;
  }
  if (!uri.startsWith("data:")) {
    return null;
  }
  const commaPos = uri.indexOf(",");
  if (commaPos === -1) {
    return null;
  }
  const data = uri.substring(commaPos + 1);
  const metaStr = uri.substring("data:".length, commaPos);
  let encoding;
  const metaEntries = metaStr.split(";");
  if (metaEntries.length > 0) {
    const lastEntry = metaEntries[metaEntries.length - 1].toLowerCase().trim();
    if (["base64", "utf8", "utf-8"].includes(lastEntry) && lastEntry.indexOf("=") === -1) {
      encoding = lastEntry;
      metaEntries.pop();
    }
  }
  const contentType = metaEntries.length > 0 ? metaEntries.shift() : "application/octet-stream";
  const params = {};
  for (let i = 0; i < metaEntries.length; i++) {
    const entry = metaEntries[i];
    const sepPos = entry.indexOf("=");
    if (sepPos > 0) {
      const key = entry.substring(0, sepPos).trim();
      const value = entry.substring(sepPos + 1).trim();
      if (key && !isProtoKey(key)) {
        params[key] = value;
      }
    }
  }
  let bufferData;
  try {
    if (encoding === "base64") {
      bufferData = Buffer.from(data, "base64");
    } else {
      try {
        bufferData = Buffer.from(decodeURIComponent(data));
      } catch (_decodeError) {
        bufferData = Buffer.from(data);
      }
    }
  } catch (_bufferError) {
    bufferData = Buffer.alloc(0);
  }
  return {
    data: bufferData,
    encoding: encoding || null,
    contentType: contentType || "application/octet-stream",
    params
  };
};
function resolveContent(data, key, options2, callback) {
  if (!callback && typeof options2 === "function") {
    callback = options2;
    options2 = false;
  }
  options2 = options2 || {};
  let promise;
  if (!callback) {
    promise = new Promise((resolve5, reject) => {
      callback = callbackPromise(resolve5, reject);
    });
  }
  resolveContentValue(data, key, options2, callback);
  return promise;
}
function resolveContentValue(data, key, options2, callback) {
  let content = data && data[key] && data[key].content || data[key];
  const encoding = (typeof data[key] === "object" && data[key].encoding || "utf8").toString().toLowerCase().replace(/[-_\s]/g, "");
  if (!content) {
    return callback(null, content);
  }
  if (typeof content === "object") {
    if (typeof content.pipe === "function") {
      return resolveStream(content, (err, value) => {
        if (err) {
          return callback(err);
        }
        if (data[key].content) {
          data[key].content = value;
        } else {
          data[key] = value;
        }
        callback(null, value);
      });
    } else if (/^data:/i.test(content.path || content.href)) {
      const parsedDataUri = parseDataURI(content.path || content.href);
      return callback(null, parsedDataUri && parsedDataUri.data ? parsedDataUri.data : Buffer.alloc(0));
    } else if (content.href || /^https?:\/\//i.test(content.path)) {
      const url = content.href || content.path;
      if (options2.disableUrlAccess) {
        setImmediate(() => {
          const err = new Error("Url access rejected for " + url);
          err.code = EURLACCESS;
          callback(err);
        });
        return;
      }
      return resolveStream(fetch_default(url, { headers: content.httpHeaders, tls: content.tls }), callback);
    } else if (content.path) {
      if (options2.disableFileAccess) {
        setImmediate(() => {
          const err = new Error("File access rejected for " + content.path);
          err.code = EFILEACCESS;
          callback(err);
        });
        return;
      }
      return resolveStream(fs.createReadStream(content.path), callback);
    }
  }
  if (typeof data[key].content === "string" && !["utf8", "usascii", "ascii"].includes(encoding)) {
    content = Buffer.from(data[key].content, encoding);
  }
  setImmediate(() => callback(null, content));
}
var assign = function(...args) {
  const target = args.shift() || {};
  args.forEach((source) => {
    Object.keys(source || {}).forEach((key) => {
      if (isProtoKey(key)) {
        return;
      }
      if (["tls", "auth"].includes(key) && source[key] && typeof source[key] === "object") {
        target[key] = copyOwnKeys(target[key] || {}, source[key]);
      } else {
        target[key] = source[key];
      }
    });
  });
  return target;
};
var encodeXText = (str) => {
  if (!/[^\x21-\x2A\x2C-\x3C\x3E-\x7E]/.test(str)) {
    return str;
  }
  const buf = Buffer.from(str);
  let result = "";
  for (let i = 0, len = buf.length; i < len; i++) {
    const c = buf[i];
    if (c < 33 || c > 126 || c === 43 || c === 61) {
      result += "+" + (c < 16 ? "0" : "") + c.toString(16).toUpperCase();
    } else {
      result += String.fromCharCode(c);
    }
  }
  return result;
};
var streamErrors = /* @__PURE__ */ new WeakMap();
function recordStreamErrors(stream) {
  stream.on("error", (err) => {
    if (!streamErrors.has(stream)) {
      streamErrors.set(stream, err);
    }
  });
}
function destroyStream(value) {
  const stream = value;
  if (stream && typeof stream.pipe === "function" && typeof stream.destroy === "function" && !stream.destroyed) {
    stream.destroy();
  }
}
function unreadableStreamError(stream) {
  const err = streamErrors.get(stream) || stream.errored;
  if (err) {
    return err;
  }
  if (stream.readableEnded || stream.destroyed) {
    const unreadable = new Error("Content stream was already read or destroyed");
    unreadable.code = ESTREAM;
    return unreadable;
  }
  return null;
}
function resolveStream(stream, callback) {
  let responded = false;
  const respond = (err, value) => {
    if (responded) {
      return;
    }
    responded = true;
    callback(err, value);
  };
  const unreadable = unreadableStreamError(stream);
  if (unreadable) {
    stream.on("error", () => false);
    setImmediate(() => respond(unreadable));
    return;
  }
  const chunks = [];
  let chunklen = 0;
  stream.on("data", (chunk) => {
    if (typeof chunk === "string") {
      chunk = Buffer.from(chunk);
    }
    chunks.push(chunk);
    chunklen += chunk.length;
  });
  finished(stream, { writable: false }, (err) => {
    if (err) {
      return respond(err);
    }
    let value;
    try {
      value = Buffer.concat(chunks, chunklen);
    } catch (E) {
      return respond(E);
    }
    respond(null, value);
  });
}
function createDefaultLogger(levels2) {
  const levelMaxLen = levels2.reduce((max2, level) => Math.max(max2, level.length), 0);
  const levelNames = /* @__PURE__ */ new Map();
  levels2.forEach((level) => {
    let levelName = level.toUpperCase();
    if (levelName.length < levelMaxLen) {
      levelName += " ".repeat(levelMaxLen - levelName.length);
    }
    levelNames.set(level, levelName);
  });
  const print2 = (level, entry, message, ...args) => {
    let prefix = "";
    if (entry) {
      if (entry.tnx === "server") {
        prefix = "S: ";
      } else if (entry.tnx === "client") {
        prefix = "C: ";
      }
      if (entry.sid) {
        prefix = "[" + entry.sid + "] " + prefix;
      }
      if (entry.cid) {
        prefix = "[#" + entry.cid + "] " + prefix;
      }
    }
    message = util.format(message, ...args);
    message.split(/\r?\n/).forEach((line) => {
      console.log("[%s] %s %s", (/* @__PURE__ */ new Date()).toISOString().substr(0, 19).replace(/T/, " "), levelNames.get(level), prefix + line);
    });
  };
  const logger = {};
  levels2.forEach((level) => {
    logger[level] = print2.bind(null, level);
  });
  return logger;
}
var URL_PARSER_UNSAFE = /[/\\?#%\x00-\x20\x7F]/;
var MAX_DOMAIN_LENGTH = 253;
var MAX_LABEL_LENGTH = 63;
function exceedsDomainLimits(domain) {
  let total = 0;
  let label = 0;
  for (const char of domain) {
    total++;
    if (char === "." || char === "。" || char === "．" || char === "｡") {
      label = 0;
    } else if (++label > MAX_LABEL_LENGTH) {
      return true;
    }
  }
  return total > MAX_DOMAIN_LENGTH;
}
function normalizeDomain(domain, toUnicode2) {
  if (typeof urlModule.domainToASCII === "function" && typeof urlModule.domainToUnicode === "function" && !URL_PARSER_UNSAFE.test(domain)) {
    const ascii = urlModule.domainToASCII(domain);
    const mapped = ascii && toUnicode2 ? urlModule.domainToUnicode(ascii) : ascii;
    if (mapped) {
      return mapped;
    }
  }
  domain = domain.toLowerCase();
  if (exceedsDomainLimits(domain)) {
    return domain;
  }
  return toUnicode2 ? toUnicode(domain) : toASCII(domain);
}

// node_modules/nodemailer/dist/esm/mime-funcs/mime-types.js
import path from "node:path";
var defaultMimeType = "application/octet-stream";
var defaultExtension = "bin";
var mimeTypes = /* @__PURE__ */ new Map([
  ["application/acad", "dwg"],
  ["application/applixware", "aw"],
  ["application/arj", "arj"],
  ["application/atom+xml", "xml"],
  ["application/atomcat+xml", "atomcat"],
  ["application/atomsvc+xml", "atomsvc"],
  ["application/base64", ["mm", "mme"]],
  ["application/binhex", "hqx"],
  ["application/binhex4", "hqx"],
  ["application/book", ["book", "boo"]],
  ["application/ccxml+xml,", "ccxml"],
  ["application/cdf", "cdf"],
  ["application/cdmi-capability", "cdmia"],
  ["application/cdmi-container", "cdmic"],
  ["application/cdmi-domain", "cdmid"],
  ["application/cdmi-object", "cdmio"],
  ["application/cdmi-queue", "cdmiq"],
  ["application/clariscad", "ccad"],
  ["application/commonground", "dp"],
  ["application/cu-seeme", "cu"],
  ["application/davmount+xml", "davmount"],
  ["application/drafting", "drw"],
  ["application/dsptype", "tsp"],
  ["application/dssc+der", "dssc"],
  ["application/dssc+xml", "xdssc"],
  ["application/dxf", "dxf"],
  ["application/ecmascript", ["js", "es"]],
  ["application/emma+xml", "emma"],
  ["application/envoy", "evy"],
  ["application/epub+zip", "epub"],
  ["application/excel", ["xls", "xl", "xla", "xlb", "xlc", "xld", "xlk", "xll", "xlm", "xlt", "xlv", "xlw"]],
  ["application/exi", "exi"],
  ["application/font-tdpfr", "pfr"],
  ["application/fractals", "fif"],
  ["application/freeloader", "frl"],
  ["application/futuresplash", "spl"],
  ["application/geo+json", "geojson"],
  ["application/gnutar", "tgz"],
  ["application/groupwise", "vew"],
  ["application/hlp", "hlp"],
  ["application/hta", "hta"],
  ["application/hyperstudio", "stk"],
  ["application/i-deas", "unv"],
  ["application/iges", ["iges", "igs"]],
  ["application/inf", "inf"],
  ["application/internet-property-stream", "acx"],
  ["application/ipfix", "ipfix"],
  ["application/java", "class"],
  ["application/java-archive", "jar"],
  ["application/java-byte-code", "class"],
  ["application/java-serialized-object", "ser"],
  ["application/java-vm", "class"],
  ["application/javascript", "js"],
  ["application/json", "json"],
  ["application/lha", "lha"],
  ["application/lzx", "lzx"],
  ["application/mac-binary", "bin"],
  ["application/mac-binhex", "hqx"],
  ["application/mac-binhex40", "hqx"],
  ["application/mac-compactpro", "cpt"],
  ["application/macbinary", "bin"],
  ["application/mads+xml", "mads"],
  ["application/marc", "mrc"],
  ["application/marcxml+xml", "mrcx"],
  ["application/mathematica", "ma"],
  ["application/mathml+xml", "mathml"],
  ["application/mbedlet", "mbd"],
  ["application/mbox", "mbox"],
  ["application/mcad", "mcd"],
  ["application/mediaservercontrol+xml", "mscml"],
  ["application/metalink4+xml", "meta4"],
  ["application/mets+xml", "mets"],
  ["application/mime", "aps"],
  ["application/mods+xml", "mods"],
  ["application/mp21", "m21"],
  ["application/mp4", "mp4"],
  ["application/mspowerpoint", ["ppt", "pot", "pps", "ppz"]],
  ["application/msword", ["doc", "dot", "w6w", "wiz", "word"]],
  ["application/mswrite", "wri"],
  ["application/mxf", "mxf"],
  ["application/netmc", "mcp"],
  ["application/octet-stream", ["*"]],
  ["application/oda", "oda"],
  ["application/oebps-package+xml", "opf"],
  ["application/ogg", "ogx"],
  ["application/olescript", "axs"],
  ["application/onenote", "onetoc"],
  ["application/patch-ops-error+xml", "xer"],
  ["application/pdf", "pdf"],
  ["application/pgp-encrypted", "asc"],
  ["application/pgp-signature", "pgp"],
  ["application/pics-rules", "prf"],
  ["application/pkcs-12", "p12"],
  ["application/pkcs-crl", "crl"],
  ["application/pkcs10", "p10"],
  ["application/pkcs7-mime", ["p7c", "p7m"]],
  ["application/pkcs7-signature", "p7s"],
  ["application/pkcs8", "p8"],
  ["application/pkix-attr-cert", "ac"],
  ["application/pkix-cert", ["cer", "crt"]],
  ["application/pkix-crl", "crl"],
  ["application/pkix-pkipath", "pkipath"],
  ["application/pkixcmp", "pki"],
  ["application/plain", "text"],
  ["application/pls+xml", "pls"],
  ["application/postscript", ["ps", "ai", "eps"]],
  ["application/powerpoint", "ppt"],
  ["application/pro_eng", ["part", "prt"]],
  ["application/prs.cww", "cww"],
  ["application/pskc+xml", "pskcxml"],
  ["application/rdf+xml", "rdf"],
  ["application/reginfo+xml", "rif"],
  ["application/relax-ng-compact-syntax", "rnc"],
  ["application/resource-lists+xml", "rl"],
  ["application/resource-lists-diff+xml", "rld"],
  ["application/ringing-tones", "rng"],
  ["application/rls-services+xml", "rs"],
  ["application/rsd+xml", "rsd"],
  ["application/rss+xml", "xml"],
  ["application/rtf", ["rtf", "rtx"]],
  ["application/sbml+xml", "sbml"],
  ["application/scvp-cv-request", "scq"],
  ["application/scvp-cv-response", "scs"],
  ["application/scvp-vp-request", "spq"],
  ["application/scvp-vp-response", "spp"],
  ["application/sdp", "sdp"],
  ["application/sea", "sea"],
  ["application/set", "set"],
  ["application/set-payment-initiation", "setpay"],
  ["application/set-registration-initiation", "setreg"],
  ["application/shf+xml", "shf"],
  ["application/sla", "stl"],
  ["application/smil", ["smi", "smil"]],
  ["application/smil+xml", "smi"],
  ["application/solids", "sol"],
  ["application/sounder", "sdr"],
  ["application/sparql-query", "rq"],
  ["application/sparql-results+xml", "srx"],
  ["application/srgs", "gram"],
  ["application/srgs+xml", "grxml"],
  ["application/sru+xml", "sru"],
  ["application/ssml+xml", "ssml"],
  ["application/step", ["step", "stp"]],
  ["application/streamingmedia", "ssm"],
  ["application/tei+xml", "tei"],
  ["application/thraud+xml", "tfi"],
  ["application/timestamped-data", "tsd"],
  ["application/toolbook", "tbk"],
  ["application/vda", "vda"],
  ["application/vnd.3gpp.pic-bw-large", "plb"],
  ["application/vnd.3gpp.pic-bw-small", "psb"],
  ["application/vnd.3gpp.pic-bw-var", "pvb"],
  ["application/vnd.3gpp2.tcap", "tcap"],
  ["application/vnd.3m.post-it-notes", "pwn"],
  ["application/vnd.accpac.simply.aso", "aso"],
  ["application/vnd.accpac.simply.imp", "imp"],
  ["application/vnd.acucobol", "acu"],
  ["application/vnd.acucorp", "atc"],
  ["application/vnd.adobe.air-application-installer-package+zip", "air"],
  ["application/vnd.adobe.fxp", "fxp"],
  ["application/vnd.adobe.xdp+xml", "xdp"],
  ["application/vnd.adobe.xfdf", "xfdf"],
  ["application/vnd.ahead.space", "ahead"],
  ["application/vnd.airzip.filesecure.azf", "azf"],
  ["application/vnd.airzip.filesecure.azs", "azs"],
  ["application/vnd.amazon.ebook", "azw"],
  ["application/vnd.americandynamics.acc", "acc"],
  ["application/vnd.amiga.ami", "ami"],
  ["application/vnd.android.package-archive", "apk"],
  ["application/vnd.anser-web-certificate-issue-initiation", "cii"],
  ["application/vnd.anser-web-funds-transfer-initiation", "fti"],
  ["application/vnd.antix.game-component", "atx"],
  ["application/vnd.apple.installer+xml", "mpkg"],
  ["application/vnd.apple.mpegurl", "m3u8"],
  ["application/vnd.aristanetworks.swi", "swi"],
  ["application/vnd.audiograph", "aep"],
  ["application/vnd.blueice.multipass", "mpm"],
  ["application/vnd.bmi", "bmi"],
  ["application/vnd.businessobjects", "rep"],
  ["application/vnd.chemdraw+xml", "cdxml"],
  ["application/vnd.chipnuts.karaoke-mmd", "mmd"],
  ["application/vnd.cinderella", "cdy"],
  ["application/vnd.claymore", "cla"],
  ["application/vnd.cloanto.rp9", "rp9"],
  ["application/vnd.clonk.c4group", "c4g"],
  ["application/vnd.cluetrust.cartomobile-config", "c11amc"],
  ["application/vnd.cluetrust.cartomobile-config-pkg", "c11amz"],
  ["application/vnd.commonspace", "csp"],
  ["application/vnd.contact.cmsg", "cdbcmsg"],
  ["application/vnd.cosmocaller", "cmc"],
  ["application/vnd.crick.clicker", "clkx"],
  ["application/vnd.crick.clicker.keyboard", "clkk"],
  ["application/vnd.crick.clicker.palette", "clkp"],
  ["application/vnd.crick.clicker.template", "clkt"],
  ["application/vnd.crick.clicker.wordbank", "clkw"],
  ["application/vnd.criticaltools.wbs+xml", "wbs"],
  ["application/vnd.ctc-posml", "pml"],
  ["application/vnd.cups-ppd", "ppd"],
  ["application/vnd.curl.car", "car"],
  ["application/vnd.curl.pcurl", "pcurl"],
  ["application/vnd.data-vision.rdz", "rdz"],
  ["application/vnd.denovo.fcselayout-link", "fe_launch"],
  ["application/vnd.dna", "dna"],
  ["application/vnd.dolby.mlp", "mlp"],
  ["application/vnd.dpgraph", "dpg"],
  ["application/vnd.dreamfactory", "dfac"],
  ["application/vnd.dvb.ait", "ait"],
  ["application/vnd.dvb.service", "svc"],
  ["application/vnd.dynageo", "geo"],
  ["application/vnd.ecowin.chart", "mag"],
  ["application/vnd.enliven", "nml"],
  ["application/vnd.epson.esf", "esf"],
  ["application/vnd.epson.msf", "msf"],
  ["application/vnd.epson.quickanime", "qam"],
  ["application/vnd.epson.salt", "slt"],
  ["application/vnd.epson.ssf", "ssf"],
  ["application/vnd.eszigno3+xml", "es3"],
  ["application/vnd.ezpix-album", "ez2"],
  ["application/vnd.ezpix-package", "ez3"],
  ["application/vnd.fdf", "fdf"],
  ["application/vnd.fdsn.seed", "seed"],
  ["application/vnd.flographit", "gph"],
  ["application/vnd.fluxtime.clip", "ftc"],
  ["application/vnd.framemaker", "fm"],
  ["application/vnd.frogans.fnc", "fnc"],
  ["application/vnd.frogans.ltf", "ltf"],
  ["application/vnd.fsc.weblaunch", "fsc"],
  ["application/vnd.fujitsu.oasys", "oas"],
  ["application/vnd.fujitsu.oasys2", "oa2"],
  ["application/vnd.fujitsu.oasys3", "oa3"],
  ["application/vnd.fujitsu.oasysgp", "fg5"],
  ["application/vnd.fujitsu.oasysprs", "bh2"],
  ["application/vnd.fujixerox.ddd", "ddd"],
  ["application/vnd.fujixerox.docuworks", "xdw"],
  ["application/vnd.fujixerox.docuworks.binder", "xbd"],
  ["application/vnd.fuzzysheet", "fzs"],
  ["application/vnd.genomatix.tuxedo", "txd"],
  ["application/vnd.geogebra.file", "ggb"],
  ["application/vnd.geogebra.tool", "ggt"],
  ["application/vnd.geometry-explorer", "gex"],
  ["application/vnd.geonext", "gxt"],
  ["application/vnd.geoplan", "g2w"],
  ["application/vnd.geospace", "g3w"],
  ["application/vnd.gmx", "gmx"],
  ["application/vnd.google-earth.kml+xml", "kml"],
  ["application/vnd.google-earth.kmz", "kmz"],
  ["application/vnd.grafeq", "gqf"],
  ["application/vnd.groove-account", "gac"],
  ["application/vnd.groove-help", "ghf"],
  ["application/vnd.groove-identity-message", "gim"],
  ["application/vnd.groove-injector", "grv"],
  ["application/vnd.groove-tool-message", "gtm"],
  ["application/vnd.groove-tool-template", "tpl"],
  ["application/vnd.groove-vcard", "vcg"],
  ["application/vnd.hal+xml", "hal"],
  ["application/vnd.handheld-entertainment+xml", "zmm"],
  ["application/vnd.hbci", "hbci"],
  ["application/vnd.hhe.lesson-player", "les"],
  ["application/vnd.hp-hpgl", ["hgl", "hpg", "hpgl"]],
  ["application/vnd.hp-hpid", "hpid"],
  ["application/vnd.hp-hps", "hps"],
  ["application/vnd.hp-jlyt", "jlt"],
  ["application/vnd.hp-pcl", "pcl"],
  ["application/vnd.hp-pclxl", "pclxl"],
  ["application/vnd.hydrostatix.sof-data", "sfd-hdstx"],
  ["application/vnd.hzn-3d-crossword", "x3d"],
  ["application/vnd.ibm.minipay", "mpy"],
  ["application/vnd.ibm.modcap", "afp"],
  ["application/vnd.ibm.rights-management", "irm"],
  ["application/vnd.ibm.secure-container", "sc"],
  ["application/vnd.iccprofile", "icc"],
  ["application/vnd.igloader", "igl"],
  ["application/vnd.immervision-ivp", "ivp"],
  ["application/vnd.immervision-ivu", "ivu"],
  ["application/vnd.insors.igm", "igm"],
  ["application/vnd.intercon.formnet", "xpw"],
  ["application/vnd.intergeo", "i2g"],
  ["application/vnd.intu.qbo", "qbo"],
  ["application/vnd.intu.qfx", "qfx"],
  ["application/vnd.ipunplugged.rcprofile", "rcprofile"],
  ["application/vnd.irepository.package+xml", "irp"],
  ["application/vnd.is-xpr", "xpr"],
  ["application/vnd.isac.fcs", "fcs"],
  ["application/vnd.jam", "jam"],
  ["application/vnd.jcp.javame.midlet-rms", "rms"],
  ["application/vnd.jisp", "jisp"],
  ["application/vnd.joost.joda-archive", "joda"],
  ["application/vnd.kahootz", "ktz"],
  ["application/vnd.kde.karbon", "karbon"],
  ["application/vnd.kde.kchart", "chrt"],
  ["application/vnd.kde.kformula", "kfo"],
  ["application/vnd.kde.kivio", "flw"],
  ["application/vnd.kde.kontour", "kon"],
  ["application/vnd.kde.kpresenter", "kpr"],
  ["application/vnd.kde.kspread", "ksp"],
  ["application/vnd.kde.kword", "kwd"],
  ["application/vnd.kenameaapp", "htke"],
  ["application/vnd.kidspiration", "kia"],
  ["application/vnd.kinar", "kne"],
  ["application/vnd.koan", "skp"],
  ["application/vnd.kodak-descriptor", "sse"],
  ["application/vnd.las.las+xml", "lasxml"],
  ["application/vnd.llamagraphics.life-balance.desktop", "lbd"],
  ["application/vnd.llamagraphics.life-balance.exchange+xml", "lbe"],
  ["application/vnd.lotus-1-2-3", "123"],
  ["application/vnd.lotus-approach", "apr"],
  ["application/vnd.lotus-freelance", "pre"],
  ["application/vnd.lotus-notes", "nsf"],
  ["application/vnd.lotus-organizer", "org"],
  ["application/vnd.lotus-screencam", "scm"],
  ["application/vnd.lotus-wordpro", "lwp"],
  ["application/vnd.macports.portpkg", "portpkg"],
  ["application/vnd.mcd", "mcd"],
  ["application/vnd.medcalcdata", "mc1"],
  ["application/vnd.mediastation.cdkey", "cdkey"],
  ["application/vnd.mfer", "mwf"],
  ["application/vnd.mfmp", "mfm"],
  ["application/vnd.micrografx.flo", "flo"],
  ["application/vnd.micrografx.igx", "igx"],
  ["application/vnd.mif", "mif"],
  ["application/vnd.mobius.daf", "daf"],
  ["application/vnd.mobius.dis", "dis"],
  ["application/vnd.mobius.mbk", "mbk"],
  ["application/vnd.mobius.mqy", "mqy"],
  ["application/vnd.mobius.msl", "msl"],
  ["application/vnd.mobius.plc", "plc"],
  ["application/vnd.mobius.txf", "txf"],
  ["application/vnd.mophun.application", "mpn"],
  ["application/vnd.mophun.certificate", "mpc"],
  ["application/vnd.mozilla.xul+xml", "xul"],
  ["application/vnd.ms-artgalry", "cil"],
  ["application/vnd.ms-cab-compressed", "cab"],
  ["application/vnd.ms-excel", ["xls", "xla", "xlc", "xlm", "xlt", "xlw", "xlb", "xll"]],
  ["application/vnd.ms-excel.addin.macroenabled.12", "xlam"],
  ["application/vnd.ms-excel.sheet.binary.macroenabled.12", "xlsb"],
  ["application/vnd.ms-excel.sheet.macroenabled.12", "xlsm"],
  ["application/vnd.ms-excel.template.macroenabled.12", "xltm"],
  ["application/vnd.ms-fontobject", "eot"],
  ["application/vnd.ms-htmlhelp", "chm"],
  ["application/vnd.ms-ims", "ims"],
  ["application/vnd.ms-lrm", "lrm"],
  ["application/vnd.ms-officetheme", "thmx"],
  ["application/vnd.ms-outlook", "msg"],
  ["application/vnd.ms-pki.certstore", "sst"],
  ["application/vnd.ms-pki.pko", "pko"],
  ["application/vnd.ms-pki.seccat", "cat"],
  ["application/vnd.ms-pki.stl", "stl"],
  ["application/vnd.ms-pkicertstore", "sst"],
  ["application/vnd.ms-pkiseccat", "cat"],
  ["application/vnd.ms-pkistl", "stl"],
  ["application/vnd.ms-powerpoint", ["ppt", "pot", "pps", "ppa", "pwz"]],
  ["application/vnd.ms-powerpoint.addin.macroenabled.12", "ppam"],
  ["application/vnd.ms-powerpoint.presentation.macroenabled.12", "pptm"],
  ["application/vnd.ms-powerpoint.slide.macroenabled.12", "sldm"],
  ["application/vnd.ms-powerpoint.slideshow.macroenabled.12", "ppsm"],
  ["application/vnd.ms-powerpoint.template.macroenabled.12", "potm"],
  ["application/vnd.ms-project", "mpp"],
  ["application/vnd.ms-word.document.macroenabled.12", "docm"],
  ["application/vnd.ms-word.template.macroenabled.12", "dotm"],
  ["application/vnd.ms-works", ["wks", "wcm", "wdb", "wps"]],
  ["application/vnd.ms-wpl", "wpl"],
  ["application/vnd.ms-xpsdocument", "xps"],
  ["application/vnd.mseq", "mseq"],
  ["application/vnd.musician", "mus"],
  ["application/vnd.muvee.style", "msty"],
  ["application/vnd.neurolanguage.nlu", "nlu"],
  ["application/vnd.noblenet-directory", "nnd"],
  ["application/vnd.noblenet-sealer", "nns"],
  ["application/vnd.noblenet-web", "nnw"],
  ["application/vnd.nokia.configuration-message", "ncm"],
  ["application/vnd.nokia.n-gage.data", "ngdat"],
  ["application/vnd.nokia.n-gage.symbian.install", "n-gage"],
  ["application/vnd.nokia.radio-preset", "rpst"],
  ["application/vnd.nokia.radio-presets", "rpss"],
  ["application/vnd.nokia.ringing-tone", "rng"],
  ["application/vnd.novadigm.edm", "edm"],
  ["application/vnd.novadigm.edx", "edx"],
  ["application/vnd.novadigm.ext", "ext"],
  ["application/vnd.oasis.opendocument.chart", "odc"],
  ["application/vnd.oasis.opendocument.chart-template", "otc"],
  ["application/vnd.oasis.opendocument.database", "odb"],
  ["application/vnd.oasis.opendocument.formula", "odf"],
  ["application/vnd.oasis.opendocument.formula-template", "odft"],
  ["application/vnd.oasis.opendocument.graphics", "odg"],
  ["application/vnd.oasis.opendocument.graphics-template", "otg"],
  ["application/vnd.oasis.opendocument.image", "odi"],
  ["application/vnd.oasis.opendocument.image-template", "oti"],
  ["application/vnd.oasis.opendocument.presentation", "odp"],
  ["application/vnd.oasis.opendocument.presentation-template", "otp"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/vnd.oasis.opendocument.spreadsheet-template", "ots"],
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.text-master", "odm"],
  ["application/vnd.oasis.opendocument.text-template", "ott"],
  ["application/vnd.oasis.opendocument.text-web", "oth"],
  ["application/vnd.olpc-sugar", "xo"],
  ["application/vnd.oma.dd2+xml", "dd2"],
  ["application/vnd.openofficeorg.extension", "oxt"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.slide", "sldx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.slideshow", "ppsx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.template", "potx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.template", "xltx"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.template", "dotx"],
  ["application/vnd.osgeo.mapguide.package", "mgp"],
  ["application/vnd.osgi.dp", "dp"],
  ["application/vnd.palm", "pdb"],
  ["application/vnd.pawaafile", "paw"],
  ["application/vnd.pg.format", "str"],
  ["application/vnd.pg.osasli", "ei6"],
  ["application/vnd.picsel", "efif"],
  ["application/vnd.pmi.widget", "wg"],
  ["application/vnd.pocketlearn", "plf"],
  ["application/vnd.powerbuilder6", "pbd"],
  ["application/vnd.previewsystems.box", "box"],
  ["application/vnd.proteus.magazine", "mgz"],
  ["application/vnd.publishare-delta-tree", "qps"],
  ["application/vnd.pvi.ptid1", "ptid"],
  ["application/vnd.quark.quarkxpress", "qxd"],
  ["application/vnd.realvnc.bed", "bed"],
  ["application/vnd.recordare.musicxml", "mxl"],
  ["application/vnd.recordare.musicxml+xml", "musicxml"],
  ["application/vnd.rig.cryptonote", "cryptonote"],
  ["application/vnd.rim.cod", "cod"],
  ["application/vnd.rn-realmedia", "rm"],
  ["application/vnd.rn-realplayer", "rnx"],
  ["application/vnd.route66.link66+xml", "link66"],
  ["application/vnd.sailingtracker.track", "st"],
  ["application/vnd.seemail", "see"],
  ["application/vnd.sema", "sema"],
  ["application/vnd.semd", "semd"],
  ["application/vnd.semf", "semf"],
  ["application/vnd.shana.informed.formdata", "ifm"],
  ["application/vnd.shana.informed.formtemplate", "itp"],
  ["application/vnd.shana.informed.interchange", "iif"],
  ["application/vnd.shana.informed.package", "ipk"],
  ["application/vnd.simtech-mindmapper", "twd"],
  ["application/vnd.smaf", "mmf"],
  ["application/vnd.smart.teacher", "teacher"],
  ["application/vnd.solent.sdkm+xml", "sdkm"],
  ["application/vnd.spotfire.dxp", "dxp"],
  ["application/vnd.spotfire.sfs", "sfs"],
  ["application/vnd.stardivision.calc", "sdc"],
  ["application/vnd.stardivision.draw", "sda"],
  ["application/vnd.stardivision.impress", "sdd"],
  ["application/vnd.stardivision.math", "smf"],
  ["application/vnd.stardivision.writer", "sdw"],
  ["application/vnd.stardivision.writer-global", "sgl"],
  ["application/vnd.stepmania.stepchart", "sm"],
  ["application/vnd.sun.xml.calc", "sxc"],
  ["application/vnd.sun.xml.calc.template", "stc"],
  ["application/vnd.sun.xml.draw", "sxd"],
  ["application/vnd.sun.xml.draw.template", "std"],
  ["application/vnd.sun.xml.impress", "sxi"],
  ["application/vnd.sun.xml.impress.template", "sti"],
  ["application/vnd.sun.xml.math", "sxm"],
  ["application/vnd.sun.xml.writer", "sxw"],
  ["application/vnd.sun.xml.writer.global", "sxg"],
  ["application/vnd.sun.xml.writer.template", "stw"],
  ["application/vnd.sus-calendar", "sus"],
  ["application/vnd.svd", "svd"],
  ["application/vnd.symbian.install", "sis"],
  ["application/vnd.syncml+xml", "xsm"],
  ["application/vnd.syncml.dm+wbxml", "bdm"],
  ["application/vnd.syncml.dm+xml", "xdm"],
  ["application/vnd.tao.intent-module-archive", "tao"],
  ["application/vnd.tmobile-livetv", "tmo"],
  ["application/vnd.trid.tpt", "tpt"],
  ["application/vnd.triscape.mxs", "mxs"],
  ["application/vnd.trueapp", "tra"],
  ["application/vnd.ufdl", "ufd"],
  ["application/vnd.uiq.theme", "utz"],
  ["application/vnd.umajin", "umj"],
  ["application/vnd.unity", "unityweb"],
  ["application/vnd.uoml+xml", "uoml"],
  ["application/vnd.vcx", "vcx"],
  ["application/vnd.visio", "vsd"],
  ["application/vnd.visionary", "vis"],
  ["application/vnd.vsf", "vsf"],
  ["application/vnd.wap.wbxml", "wbxml"],
  ["application/vnd.wap.wmlc", "wmlc"],
  ["application/vnd.wap.wmlscriptc", "wmlsc"],
  ["application/vnd.webturbo", "wtb"],
  ["application/vnd.wolfram.player", "nbp"],
  ["application/vnd.wordperfect", "wpd"],
  ["application/vnd.wqd", "wqd"],
  ["application/vnd.wt.stf", "stf"],
  ["application/vnd.xara", ["web", "xar"]],
  ["application/vnd.xfdl", "xfdl"],
  ["application/vnd.yamaha.hv-dic", "hvd"],
  ["application/vnd.yamaha.hv-script", "hvs"],
  ["application/vnd.yamaha.hv-voice", "hvp"],
  ["application/vnd.yamaha.openscoreformat", "osf"],
  ["application/vnd.yamaha.openscoreformat.osfpvg+xml", "osfpvg"],
  ["application/vnd.yamaha.smaf-audio", "saf"],
  ["application/vnd.yamaha.smaf-phrase", "spf"],
  ["application/vnd.yellowriver-custom-menu", "cmp"],
  ["application/vnd.zul", "zir"],
  ["application/vnd.zzazz.deck+xml", "zaz"],
  ["application/vocaltec-media-desc", "vmd"],
  ["application/vocaltec-media-file", "vmf"],
  ["application/voicexml+xml", "vxml"],
  ["application/widget", "wgt"],
  ["application/winhlp", "hlp"],
  ["application/wordperfect", ["wp", "wp5", "wp6", "wpd"]],
  ["application/wordperfect6.0", ["w60", "wp5"]],
  ["application/wordperfect6.1", "w61"],
  ["application/wsdl+xml", "wsdl"],
  ["application/wspolicy+xml", "wspolicy"],
  ["application/x-123", "wk1"],
  ["application/x-7z-compressed", "7z"],
  ["application/x-abiword", "abw"],
  ["application/x-ace-compressed", "ace"],
  ["application/x-aim", "aim"],
  ["application/x-authorware-bin", "aab"],
  ["application/x-authorware-map", "aam"],
  ["application/x-authorware-seg", "aas"],
  ["application/x-bcpio", "bcpio"],
  ["application/x-binary", "bin"],
  ["application/x-binhex40", "hqx"],
  ["application/x-bittorrent", "torrent"],
  ["application/x-bsh", ["bsh", "sh", "shar"]],
  ["application/x-bytecode.elisp", "elc"],
  ["application/x-bytecode.python", "pyc"],
  ["application/x-bzip", "bz"],
  ["application/x-bzip2", ["boz", "bz2"]],
  ["application/x-cdf", "cdf"],
  ["application/x-cdlink", "vcd"],
  ["application/x-chat", ["cha", "chat"]],
  ["application/x-chess-pgn", "pgn"],
  ["application/x-cmu-raster", "ras"],
  ["application/x-cocoa", "cco"],
  ["application/x-compactpro", "cpt"],
  ["application/x-compress", "z"],
  ["application/x-compressed", ["tgz", "gz", "z", "zip"]],
  ["application/x-conference", "nsc"],
  ["application/x-cpio", "cpio"],
  ["application/x-cpt", "cpt"],
  ["application/x-csh", "csh"],
  ["application/x-debian-package", "deb"],
  ["application/x-deepv", "deepv"],
  ["application/x-director", ["dir", "dcr", "dxr"]],
  ["application/x-doom", "wad"],
  ["application/x-dtbncx+xml", "ncx"],
  ["application/x-dtbook+xml", "dtb"],
  ["application/x-dtbresource+xml", "res"],
  ["application/x-dvi", "dvi"],
  ["application/x-elc", "elc"],
  ["application/x-envoy", ["env", "evy"]],
  ["application/x-esrehber", "es"],
  ["application/x-excel", ["xls", "xla", "xlb", "xlc", "xld", "xlk", "xll", "xlm", "xlt", "xlv", "xlw"]],
  ["application/x-font-bdf", "bdf"],
  ["application/x-font-ghostscript", "gsf"],
  ["application/x-font-linux-psf", "psf"],
  ["application/x-font-otf", "otf"],
  ["application/x-font-pcf", "pcf"],
  ["application/x-font-snf", "snf"],
  ["application/x-font-ttf", "ttf"],
  ["application/x-font-type1", "pfa"],
  ["application/x-font-woff", "woff"],
  ["application/x-frame", "mif"],
  ["application/x-freelance", "pre"],
  ["application/x-futuresplash", "spl"],
  ["application/x-gnumeric", "gnumeric"],
  ["application/x-gsp", "gsp"],
  ["application/x-gss", "gss"],
  ["application/x-gtar", "gtar"],
  ["application/x-gzip", ["gz", "gzip"]],
  ["application/x-hdf", "hdf"],
  ["application/x-helpfile", ["help", "hlp"]],
  ["application/x-httpd-imap", "imap"],
  ["application/x-ima", "ima"],
  ["application/x-internet-signup", ["ins", "isp"]],
  ["application/x-internett-signup", "ins"],
  ["application/x-inventor", "iv"],
  ["application/x-ip2", "ip"],
  ["application/x-iphone", "iii"],
  ["application/x-java-class", "class"],
  ["application/x-java-commerce", "jcm"],
  ["application/x-java-jnlp-file", "jnlp"],
  ["application/x-javascript", "js"],
  ["application/x-koan", ["skd", "skm", "skp", "skt"]],
  ["application/x-ksh", "ksh"],
  ["application/x-latex", ["latex", "ltx"]],
  ["application/x-lha", "lha"],
  ["application/x-lisp", "lsp"],
  ["application/x-livescreen", "ivy"],
  ["application/x-lotus", "wq1"],
  ["application/x-lotusscreencam", "scm"],
  ["application/x-lzh", "lzh"],
  ["application/x-lzx", "lzx"],
  ["application/x-mac-binhex40", "hqx"],
  ["application/x-macbinary", "bin"],
  ["application/x-magic-cap-package-1.0", "mc$"],
  ["application/x-mathcad", "mcd"],
  ["application/x-meme", "mm"],
  ["application/x-midi", ["mid", "midi"]],
  ["application/x-mif", "mif"],
  ["application/x-mix-transfer", "nix"],
  ["application/x-mobipocket-ebook", "prc"],
  ["application/x-mplayer2", "asx"],
  ["application/x-ms-application", "application"],
  ["application/x-ms-wmd", "wmd"],
  ["application/x-ms-wmz", "wmz"],
  ["application/x-ms-xbap", "xbap"],
  ["application/x-msaccess", "mdb"],
  ["application/x-msbinder", "obd"],
  ["application/x-mscardfile", "crd"],
  ["application/x-msclip", "clp"],
  ["application/x-msdownload", ["exe", "dll"]],
  ["application/x-msexcel", ["xls", "xla", "xlw"]],
  ["application/x-msmediaview", ["mvb", "m13", "m14"]],
  ["application/x-msmetafile", "wmf"],
  ["application/x-msmoney", "mny"],
  ["application/x-mspowerpoint", "ppt"],
  ["application/x-mspublisher", "pub"],
  ["application/x-msschedule", "scd"],
  ["application/x-msterminal", "trm"],
  ["application/x-mswrite", "wri"],
  ["application/x-navi-animation", "ani"],
  ["application/x-navidoc", "nvd"],
  ["application/x-navimap", "map"],
  ["application/x-navistyle", "stl"],
  ["application/x-netcdf", ["cdf", "nc"]],
  ["application/x-newton-compatible-pkg", "pkg"],
  ["application/x-nokia-9000-communicator-add-on-software", "aos"],
  ["application/x-omc", "omc"],
  ["application/x-omcdatamaker", "omcd"],
  ["application/x-omcregerator", "omcr"],
  ["application/x-pagemaker", ["pm4", "pm5"]],
  ["application/x-pcl", "pcl"],
  ["application/x-perfmon", ["pma", "pmc", "pml", "pmr", "pmw"]],
  ["application/x-pixclscript", "plx"],
  ["application/x-pkcs10", "p10"],
  ["application/x-pkcs12", ["p12", "pfx"]],
  ["application/x-pkcs7-certificates", ["p7b", "spc"]],
  ["application/x-pkcs7-certreqresp", "p7r"],
  ["application/x-pkcs7-mime", ["p7m", "p7c"]],
  ["application/x-pkcs7-signature", ["p7s", "p7a"]],
  ["application/x-pointplus", "css"],
  ["application/x-portable-anymap", "pnm"],
  ["application/x-project", ["mpc", "mpt", "mpv", "mpx"]],
  ["application/x-qpro", "wb1"],
  ["application/x-rar-compressed", "rar"],
  ["application/x-rtf", "rtf"],
  ["application/x-sdp", "sdp"],
  ["application/x-sea", "sea"],
  ["application/x-seelogo", "sl"],
  ["application/x-sh", "sh"],
  ["application/x-shar", ["shar", "sh"]],
  ["application/x-shockwave-flash", "swf"],
  ["application/x-silverlight-app", "xap"],
  ["application/x-sit", "sit"],
  ["application/x-sprite", ["spr", "sprite"]],
  ["application/x-stuffit", "sit"],
  ["application/x-stuffitx", "sitx"],
  ["application/x-sv4cpio", "sv4cpio"],
  ["application/x-sv4crc", "sv4crc"],
  ["application/x-tar", "tar"],
  ["application/x-tbook", ["sbk", "tbk"]],
  ["application/x-tcl", "tcl"],
  ["application/x-tex", "tex"],
  ["application/x-tex-tfm", "tfm"],
  ["application/x-texinfo", ["texi", "texinfo"]],
  ["application/x-troff", ["roff", "t", "tr"]],
  ["application/x-troff-man", "man"],
  ["application/x-troff-me", "me"],
  ["application/x-troff-ms", "ms"],
  ["application/x-troff-msvideo", "avi"],
  ["application/x-ustar", "ustar"],
  ["application/x-visio", ["vsd", "vst", "vsw"]],
  ["application/x-vnd.audioexplosion.mzz", "mzz"],
  ["application/x-vnd.ls-xpix", "xpix"],
  ["application/x-vrml", "vrml"],
  ["application/x-wais-source", ["src", "wsrc"]],
  ["application/x-winhelp", "hlp"],
  ["application/x-wintalk", "wtk"],
  ["application/x-world", ["wrl", "svr"]],
  ["application/x-wpwin", "wpd"],
  ["application/x-wri", "wri"],
  ["application/x-x509-ca-cert", ["cer", "crt", "der"]],
  ["application/x-x509-user-cert", "crt"],
  ["application/x-xfig", "fig"],
  ["application/x-xpinstall", "xpi"],
  ["application/x-zip-compressed", "zip"],
  ["application/xcap-diff+xml", "xdf"],
  ["application/xenc+xml", "xenc"],
  ["application/xhtml+xml", "xhtml"],
  ["application/xml", "xml"],
  ["application/xml-dtd", "dtd"],
  ["application/xop+xml", "xop"],
  ["application/xslt+xml", "xslt"],
  ["application/xspf+xml", "xspf"],
  ["application/xv+xml", "mxml"],
  ["application/yang", "yang"],
  ["application/yin+xml", "yin"],
  ["application/ynd.ms-pkipko", "pko"],
  ["application/zip", "zip"],
  ["audio/adpcm", "adp"],
  ["audio/aiff", ["aiff", "aif", "aifc"]],
  ["audio/basic", ["snd", "au"]],
  ["audio/it", "it"],
  ["audio/make", ["funk", "my", "pfunk"]],
  ["audio/make.my.funk", "pfunk"],
  ["audio/mid", ["mid", "rmi"]],
  ["audio/midi", ["midi", "kar", "mid"]],
  ["audio/mod", "mod"],
  ["audio/mp4", "mp4a"],
  ["audio/mpeg", ["mpga", "mp3", "m2a", "mp2", "mpa", "mpg"]],
  ["audio/mpeg3", "mp3"],
  ["audio/nspaudio", ["la", "lma"]],
  ["audio/ogg", "oga"],
  ["audio/s3m", "s3m"],
  ["audio/tsp-audio", "tsi"],
  ["audio/tsplayer", "tsp"],
  ["audio/vnd.dece.audio", "uva"],
  ["audio/vnd.digital-winds", "eol"],
  ["audio/vnd.dra", "dra"],
  ["audio/vnd.dts", "dts"],
  ["audio/vnd.dts.hd", "dtshd"],
  ["audio/vnd.lucent.voice", "lvp"],
  ["audio/vnd.ms-playready.media.pya", "pya"],
  ["audio/vnd.nuera.ecelp4800", "ecelp4800"],
  ["audio/vnd.nuera.ecelp7470", "ecelp7470"],
  ["audio/vnd.nuera.ecelp9600", "ecelp9600"],
  ["audio/vnd.qcelp", "qcp"],
  ["audio/vnd.rip", "rip"],
  ["audio/voc", "voc"],
  ["audio/voxware", "vox"],
  ["audio/wav", "wav"],
  ["audio/webm", "weba"],
  ["audio/x-aac", "aac"],
  ["audio/x-adpcm", "snd"],
  ["audio/x-aiff", ["aiff", "aif", "aifc"]],
  ["audio/x-au", "au"],
  ["audio/x-gsm", ["gsd", "gsm"]],
  ["audio/x-jam", "jam"],
  ["audio/x-liveaudio", "lam"],
  ["audio/x-mid", ["mid", "midi"]],
  ["audio/x-midi", ["midi", "mid"]],
  ["audio/x-mod", "mod"],
  ["audio/x-mpeg", "mp2"],
  ["audio/x-mpeg-3", "mp3"],
  ["audio/x-mpegurl", "m3u"],
  ["audio/x-mpequrl", "m3u"],
  ["audio/x-ms-wax", "wax"],
  ["audio/x-ms-wma", "wma"],
  ["audio/x-nspaudio", ["la", "lma"]],
  ["audio/x-pn-realaudio", ["ra", "ram", "rm", "rmm", "rmp"]],
  ["audio/x-pn-realaudio-plugin", ["ra", "rmp", "rpm"]],
  ["audio/x-psid", "sid"],
  ["audio/x-realaudio", "ra"],
  ["audio/x-twinvq", "vqf"],
  ["audio/x-twinvq-plugin", ["vqe", "vql"]],
  ["audio/x-vnd.audioexplosion.mjuicemediafile", "mjf"],
  ["audio/x-voc", "voc"],
  ["audio/x-wav", "wav"],
  ["audio/xm", "xm"],
  ["chemical/x-cdx", "cdx"],
  ["chemical/x-cif", "cif"],
  ["chemical/x-cmdf", "cmdf"],
  ["chemical/x-cml", "cml"],
  ["chemical/x-csml", "csml"],
  ["chemical/x-pdb", ["pdb", "xyz"]],
  ["chemical/x-xyz", "xyz"],
  ["drawing/x-dwf", "dwf"],
  ["i-world/i-vrml", "ivr"],
  ["image/bmp", ["bmp", "bm"]],
  ["image/cgm", "cgm"],
  ["image/cis-cod", "cod"],
  ["image/cmu-raster", ["ras", "rast"]],
  ["image/fif", "fif"],
  ["image/florian", ["flo", "turbot"]],
  ["image/g3fax", "g3"],
  ["image/gif", "gif"],
  ["image/ief", ["ief", "iefs"]],
  ["image/jpeg", ["jpeg", "jpe", "jpg", "jfif", "jfif-tbnl"]],
  ["image/jutvision", "jut"],
  ["image/ktx", "ktx"],
  ["image/naplps", ["nap", "naplps"]],
  ["image/pict", ["pic", "pict"]],
  ["image/pipeg", "jfif"],
  ["image/pjpeg", ["jfif", "jpe", "jpeg", "jpg"]],
  ["image/png", ["png", "x-png"]],
  ["image/prs.btif", "btif"],
  ["image/svg+xml", "svg"],
  ["image/tiff", ["tif", "tiff"]],
  ["image/vasa", "mcf"],
  ["image/vnd.adobe.photoshop", "psd"],
  ["image/vnd.dece.graphic", "uvi"],
  ["image/vnd.djvu", "djvu"],
  ["image/vnd.dvb.subtitle", "sub"],
  ["image/vnd.dwg", ["dwg", "dxf", "svf"]],
  ["image/vnd.dxf", "dxf"],
  ["image/vnd.fastbidsheet", "fbs"],
  ["image/vnd.fpx", "fpx"],
  ["image/vnd.fst", "fst"],
  ["image/vnd.fujixerox.edmics-mmr", "mmr"],
  ["image/vnd.fujixerox.edmics-rlc", "rlc"],
  ["image/vnd.ms-modi", "mdi"],
  ["image/vnd.net-fpx", ["fpx", "npx"]],
  ["image/vnd.rn-realflash", "rf"],
  ["image/vnd.rn-realpix", "rp"],
  ["image/vnd.wap.wbmp", "wbmp"],
  ["image/vnd.xiff", "xif"],
  ["image/webp", "webp"],
  ["image/x-cmu-raster", "ras"],
  ["image/x-cmx", "cmx"],
  ["image/x-dwg", ["dwg", "dxf", "svf"]],
  ["image/x-freehand", "fh"],
  ["image/x-icon", "ico"],
  ["image/x-jg", "art"],
  ["image/x-jps", "jps"],
  ["image/x-niff", ["niff", "nif"]],
  ["image/x-pcx", "pcx"],
  ["image/x-pict", ["pct", "pic"]],
  ["image/x-portable-anymap", "pnm"],
  ["image/x-portable-bitmap", "pbm"],
  ["image/x-portable-graymap", "pgm"],
  ["image/x-portable-greymap", "pgm"],
  ["image/x-portable-pixmap", "ppm"],
  ["image/x-quicktime", ["qif", "qti", "qtif"]],
  ["image/x-rgb", "rgb"],
  ["image/x-tiff", ["tif", "tiff"]],
  ["image/x-windows-bmp", "bmp"],
  ["image/x-xbitmap", "xbm"],
  ["image/x-xbm", "xbm"],
  ["image/x-xpixmap", ["xpm", "pm"]],
  ["image/x-xwd", "xwd"],
  ["image/x-xwindowdump", "xwd"],
  ["image/xbm", "xbm"],
  ["image/xpm", "xpm"],
  ["message/rfc822", ["eml", "mht", "mhtml", "nws", "mime"]],
  ["model/iges", ["iges", "igs"]],
  ["model/mesh", "msh"],
  ["model/vnd.collada+xml", "dae"],
  ["model/vnd.dwf", "dwf"],
  ["model/vnd.gdl", "gdl"],
  ["model/vnd.gtw", "gtw"],
  ["model/vnd.mts", "mts"],
  ["model/vnd.vtu", "vtu"],
  ["model/vrml", ["vrml", "wrl", "wrz"]],
  ["model/x-pov", "pov"],
  ["multipart/x-gzip", "gzip"],
  ["multipart/x-ustar", "ustar"],
  ["multipart/x-zip", "zip"],
  ["music/crescendo", ["mid", "midi"]],
  ["music/x-karaoke", "kar"],
  ["paleovu/x-pv", "pvu"],
  ["text/asp", "asp"],
  ["text/calendar", "ics"],
  ["text/css", "css"],
  ["text/csv", "csv"],
  ["text/ecmascript", "js"],
  ["text/h323", "323"],
  ["text/html", ["html", "htm", "stm", "acgi", "htmls", "htx", "shtml"]],
  ["text/iuls", "uls"],
  ["text/javascript", "js"],
  ["text/mcf", "mcf"],
  ["text/n3", "n3"],
  ["text/pascal", "pas"],
  [
    "text/plain",
    [
      "txt",
      "bas",
      "c",
      "h",
      "c++",
      "cc",
      "com",
      "conf",
      "cxx",
      "def",
      "f",
      "f90",
      "for",
      "g",
      "hh",
      "idc",
      "jav",
      "java",
      "list",
      "log",
      "lst",
      "m",
      "mar",
      "pl",
      "sdml",
      "text"
    ]
  ],
  ["text/plain-bas", "par"],
  ["text/prs.lines.tag", "dsc"],
  ["text/richtext", ["rtx", "rt", "rtf"]],
  ["text/scriplet", "wsc"],
  ["text/scriptlet", "sct"],
  ["text/sgml", ["sgm", "sgml"]],
  ["text/tab-separated-values", "tsv"],
  ["text/troff", "t"],
  ["text/turtle", "ttl"],
  ["text/uri-list", ["uni", "unis", "uri", "uris"]],
  ["text/vnd.abc", "abc"],
  ["text/vnd.curl", "curl"],
  ["text/vnd.curl.dcurl", "dcurl"],
  ["text/vnd.curl.mcurl", "mcurl"],
  ["text/vnd.curl.scurl", "scurl"],
  ["text/vnd.fly", "fly"],
  ["text/vnd.fmi.flexstor", "flx"],
  ["text/vnd.graphviz", "gv"],
  ["text/vnd.in3d.3dml", "3dml"],
  ["text/vnd.in3d.spot", "spot"],
  ["text/vnd.rn-realtext", "rt"],
  ["text/vnd.sun.j2me.app-descriptor", "jad"],
  ["text/vnd.wap.wml", "wml"],
  ["text/vnd.wap.wmlscript", "wmls"],
  ["text/webviewhtml", "htt"],
  ["text/x-asm", ["asm", "s"]],
  ["text/x-audiosoft-intra", "aip"],
  ["text/x-c", ["c", "cc", "cpp"]],
  ["text/x-component", "htc"],
  ["text/x-fortran", ["for", "f", "f77", "f90"]],
  ["text/x-h", ["h", "hh"]],
  ["text/x-java-source", ["java", "jav"]],
  ["text/x-java-source,java", "java"],
  ["text/x-la-asf", "lsx"],
  ["text/x-m", "m"],
  ["text/x-pascal", "p"],
  ["text/x-script", "hlb"],
  ["text/x-script.csh", "csh"],
  ["text/x-script.elisp", "el"],
  ["text/x-script.guile", "scm"],
  ["text/x-script.ksh", "ksh"],
  ["text/x-script.lisp", "lsp"],
  ["text/x-script.perl", "pl"],
  ["text/x-script.perl-module", "pm"],
  ["text/x-script.phyton", "py"],
  ["text/x-script.rexx", "rexx"],
  ["text/x-script.scheme", "scm"],
  ["text/x-script.sh", "sh"],
  ["text/x-script.tcl", "tcl"],
  ["text/x-script.tcsh", "tcsh"],
  ["text/x-script.zsh", "zsh"],
  ["text/x-server-parsed-html", ["shtml", "ssi"]],
  ["text/x-setext", "etx"],
  ["text/x-sgml", ["sgm", "sgml"]],
  ["text/x-speech", ["spc", "talk"]],
  ["text/x-uil", "uil"],
  ["text/x-uuencode", ["uu", "uue"]],
  ["text/x-vcalendar", "vcs"],
  ["text/x-vcard", "vcf"],
  ["text/xml", "xml"],
  ["video/3gpp", "3gp"],
  ["video/3gpp2", "3g2"],
  ["video/animaflex", "afl"],
  ["video/avi", "avi"],
  ["video/avs-video", "avs"],
  ["video/dl", "dl"],
  ["video/fli", "fli"],
  ["video/gl", "gl"],
  ["video/h261", "h261"],
  ["video/h263", "h263"],
  ["video/h264", "h264"],
  ["video/jpeg", "jpgv"],
  ["video/jpm", "jpm"],
  ["video/mj2", "mj2"],
  ["video/mp4", "mp4"],
  ["video/mpeg", ["mpeg", "mp2", "mpa", "mpe", "mpg", "mpv2", "m1v", "m2v", "mp3"]],
  ["video/msvideo", "avi"],
  ["video/ogg", "ogv"],
  ["video/quicktime", ["mov", "qt", "moov"]],
  ["video/vdo", "vdo"],
  ["video/vivo", ["viv", "vivo"]],
  ["video/vnd.dece.hd", "uvh"],
  ["video/vnd.dece.mobile", "uvm"],
  ["video/vnd.dece.pd", "uvp"],
  ["video/vnd.dece.sd", "uvs"],
  ["video/vnd.dece.video", "uvv"],
  ["video/vnd.fvt", "fvt"],
  ["video/vnd.mpegurl", "mxu"],
  ["video/vnd.ms-playready.media.pyv", "pyv"],
  ["video/vnd.rn-realvideo", "rv"],
  ["video/vnd.uvvu.mp4", "uvu"],
  ["video/vnd.vivo", ["viv", "vivo"]],
  ["video/vosaic", "vos"],
  ["video/webm", "webm"],
  ["video/x-amt-demorun", "xdr"],
  ["video/x-amt-showrun", "xsr"],
  ["video/x-atomic3d-feature", "fmf"],
  ["video/x-dl", "dl"],
  ["video/x-dv", ["dif", "dv"]],
  ["video/x-f4v", "f4v"],
  ["video/x-fli", "fli"],
  ["video/x-flv", "flv"],
  ["video/x-gl", "gl"],
  ["video/x-isvideo", "isu"],
  ["video/x-la-asf", ["lsf", "lsx"]],
  ["video/x-m4v", "m4v"],
  ["video/x-motion-jpeg", "mjpg"],
  ["video/x-mpeg", ["mp3", "mp2"]],
  ["video/x-mpeq2a", "mp2"],
  ["video/x-ms-asf", ["asf", "asr", "asx"]],
  ["video/x-ms-asf-plugin", "asx"],
  ["video/x-ms-wm", "wm"],
  ["video/x-ms-wmv", "wmv"],
  ["video/x-ms-wmx", "wmx"],
  ["video/x-ms-wvx", "wvx"],
  ["video/x-msvideo", "avi"],
  ["video/x-qtc", "qtc"],
  ["video/x-scm", "scm"],
  ["video/x-sgi-movie", ["movie", "mv"]],
  ["windows/metafile", "wmf"],
  ["www/mime", "mime"],
  ["x-conference/x-cooltalk", "ice"],
  ["x-music/x-midi", ["mid", "midi"]],
  ["x-world/x-3dmf", ["3dm", "3dmf", "qd3", "qd3d"]],
  ["x-world/x-svr", "svr"],
  ["x-world/x-vrml", ["flr", "vrml", "wrl", "wrz", "xaf", "xof"]],
  ["x-world/x-vrt", "vrt"],
  ["xgl/drawing", "xgz"],
  ["xgl/movie", "xmz"]
]);
var extensions = /* @__PURE__ */ new Map([
  ["123", "application/vnd.lotus-1-2-3"],
  ["323", "text/h323"],
  ["*", "application/octet-stream"],
  ["3dm", "x-world/x-3dmf"],
  ["3dmf", "x-world/x-3dmf"],
  ["3dml", "text/vnd.in3d.3dml"],
  ["3g2", "video/3gpp2"],
  ["3gp", "video/3gpp"],
  ["7z", "application/x-7z-compressed"],
  ["a", "application/octet-stream"],
  ["aab", "application/x-authorware-bin"],
  ["aac", "audio/x-aac"],
  ["aam", "application/x-authorware-map"],
  ["aas", "application/x-authorware-seg"],
  ["abc", "text/vnd.abc"],
  ["abw", "application/x-abiword"],
  ["ac", "application/pkix-attr-cert"],
  ["acc", "application/vnd.americandynamics.acc"],
  ["ace", "application/x-ace-compressed"],
  ["acgi", "text/html"],
  ["acu", "application/vnd.acucobol"],
  ["acx", "application/internet-property-stream"],
  ["adp", "audio/adpcm"],
  ["aep", "application/vnd.audiograph"],
  ["afl", "video/animaflex"],
  ["afp", "application/vnd.ibm.modcap"],
  ["ahead", "application/vnd.ahead.space"],
  ["ai", "application/postscript"],
  ["aif", ["audio/aiff", "audio/x-aiff"]],
  ["aifc", ["audio/aiff", "audio/x-aiff"]],
  ["aiff", ["audio/aiff", "audio/x-aiff"]],
  ["aim", "application/x-aim"],
  ["aip", "text/x-audiosoft-intra"],
  ["air", "application/vnd.adobe.air-application-installer-package+zip"],
  ["ait", "application/vnd.dvb.ait"],
  ["ami", "application/vnd.amiga.ami"],
  ["ani", "application/x-navi-animation"],
  ["aos", "application/x-nokia-9000-communicator-add-on-software"],
  ["apk", "application/vnd.android.package-archive"],
  ["application", "application/x-ms-application"],
  ["apr", "application/vnd.lotus-approach"],
  ["aps", "application/mime"],
  ["arc", "application/octet-stream"],
  ["arj", ["application/arj", "application/octet-stream"]],
  ["art", "image/x-jg"],
  ["asf", "video/x-ms-asf"],
  ["asm", "text/x-asm"],
  ["aso", "application/vnd.accpac.simply.aso"],
  ["asp", "text/asp"],
  ["asr", "video/x-ms-asf"],
  ["asx", ["video/x-ms-asf", "application/x-mplayer2", "video/x-ms-asf-plugin"]],
  ["atc", "application/vnd.acucorp"],
  ["atomcat", "application/atomcat+xml"],
  ["atomsvc", "application/atomsvc+xml"],
  ["atx", "application/vnd.antix.game-component"],
  ["au", ["audio/basic", "audio/x-au"]],
  ["avi", ["video/avi", "video/msvideo", "application/x-troff-msvideo", "video/x-msvideo"]],
  ["avs", "video/avs-video"],
  ["aw", "application/applixware"],
  ["axs", "application/olescript"],
  ["azf", "application/vnd.airzip.filesecure.azf"],
  ["azs", "application/vnd.airzip.filesecure.azs"],
  ["azw", "application/vnd.amazon.ebook"],
  ["bas", "text/plain"],
  ["bcpio", "application/x-bcpio"],
  ["bdf", "application/x-font-bdf"],
  ["bdm", "application/vnd.syncml.dm+wbxml"],
  ["bed", "application/vnd.realvnc.bed"],
  ["bh2", "application/vnd.fujitsu.oasysprs"],
  ["bin", ["application/octet-stream", "application/mac-binary", "application/macbinary", "application/x-macbinary", "application/x-binary"]],
  ["bm", "image/bmp"],
  ["bmi", "application/vnd.bmi"],
  ["bmp", ["image/bmp", "image/x-windows-bmp"]],
  ["boo", "application/book"],
  ["book", "application/book"],
  ["box", "application/vnd.previewsystems.box"],
  ["boz", "application/x-bzip2"],
  ["bsh", "application/x-bsh"],
  ["btif", "image/prs.btif"],
  ["bz", "application/x-bzip"],
  ["bz2", "application/x-bzip2"],
  ["c", ["text/plain", "text/x-c"]],
  ["c++", "text/plain"],
  ["c11amc", "application/vnd.cluetrust.cartomobile-config"],
  ["c11amz", "application/vnd.cluetrust.cartomobile-config-pkg"],
  ["c4g", "application/vnd.clonk.c4group"],
  ["cab", "application/vnd.ms-cab-compressed"],
  ["car", "application/vnd.curl.car"],
  ["cat", ["application/vnd.ms-pkiseccat", "application/vnd.ms-pki.seccat"]],
  ["cc", ["text/plain", "text/x-c"]],
  ["ccad", "application/clariscad"],
  ["cco", "application/x-cocoa"],
  ["ccxml", "application/ccxml+xml,"],
  ["cdbcmsg", "application/vnd.contact.cmsg"],
  ["cdf", ["application/cdf", "application/x-cdf", "application/x-netcdf"]],
  ["cdkey", "application/vnd.mediastation.cdkey"],
  ["cdmia", "application/cdmi-capability"],
  ["cdmic", "application/cdmi-container"],
  ["cdmid", "application/cdmi-domain"],
  ["cdmio", "application/cdmi-object"],
  ["cdmiq", "application/cdmi-queue"],
  ["cdx", "chemical/x-cdx"],
  ["cdxml", "application/vnd.chemdraw+xml"],
  ["cdy", "application/vnd.cinderella"],
  ["cer", ["application/pkix-cert", "application/x-x509-ca-cert"]],
  ["cgm", "image/cgm"],
  ["cha", "application/x-chat"],
  ["chat", "application/x-chat"],
  ["chm", "application/vnd.ms-htmlhelp"],
  ["chrt", "application/vnd.kde.kchart"],
  ["cif", "chemical/x-cif"],
  ["cii", "application/vnd.anser-web-certificate-issue-initiation"],
  ["cil", "application/vnd.ms-artgalry"],
  ["cla", "application/vnd.claymore"],
  ["class", ["application/octet-stream", "application/java", "application/java-byte-code", "application/java-vm", "application/x-java-class"]],
  ["clkk", "application/vnd.crick.clicker.keyboard"],
  ["clkp", "application/vnd.crick.clicker.palette"],
  ["clkt", "application/vnd.crick.clicker.template"],
  ["clkw", "application/vnd.crick.clicker.wordbank"],
  ["clkx", "application/vnd.crick.clicker"],
  ["clp", "application/x-msclip"],
  ["cmc", "application/vnd.cosmocaller"],
  ["cmdf", "chemical/x-cmdf"],
  ["cml", "chemical/x-cml"],
  ["cmp", "application/vnd.yellowriver-custom-menu"],
  ["cmx", "image/x-cmx"],
  ["cod", ["image/cis-cod", "application/vnd.rim.cod"]],
  ["com", ["application/octet-stream", "text/plain"]],
  ["conf", "text/plain"],
  ["cpio", "application/x-cpio"],
  ["cpp", "text/x-c"],
  ["cpt", ["application/mac-compactpro", "application/x-compactpro", "application/x-cpt"]],
  ["crd", "application/x-mscardfile"],
  ["crl", ["application/pkix-crl", "application/pkcs-crl"]],
  ["crt", ["application/pkix-cert", "application/x-x509-user-cert", "application/x-x509-ca-cert"]],
  ["cryptonote", "application/vnd.rig.cryptonote"],
  ["csh", ["text/x-script.csh", "application/x-csh"]],
  ["csml", "chemical/x-csml"],
  ["csp", "application/vnd.commonspace"],
  ["css", ["text/css", "application/x-pointplus"]],
  ["csv", "text/csv"],
  ["cu", "application/cu-seeme"],
  ["curl", "text/vnd.curl"],
  ["cww", "application/prs.cww"],
  ["cxx", "text/plain"],
  ["dae", "model/vnd.collada+xml"],
  ["daf", "application/vnd.mobius.daf"],
  ["davmount", "application/davmount+xml"],
  ["dcr", "application/x-director"],
  ["dcurl", "text/vnd.curl.dcurl"],
  ["dd2", "application/vnd.oma.dd2+xml"],
  ["ddd", "application/vnd.fujixerox.ddd"],
  ["deb", "application/x-debian-package"],
  ["deepv", "application/x-deepv"],
  ["def", "text/plain"],
  ["der", "application/x-x509-ca-cert"],
  ["dfac", "application/vnd.dreamfactory"],
  ["dif", "video/x-dv"],
  ["dir", "application/x-director"],
  ["dis", "application/vnd.mobius.dis"],
  ["djvu", "image/vnd.djvu"],
  ["dl", ["video/dl", "video/x-dl"]],
  ["dll", "application/x-msdownload"],
  ["dms", "application/octet-stream"],
  ["dna", "application/vnd.dna"],
  ["doc", "application/msword"],
  ["docm", "application/vnd.ms-word.document.macroenabled.12"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["dot", "application/msword"],
  ["dotm", "application/vnd.ms-word.template.macroenabled.12"],
  ["dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"],
  ["dp", ["application/commonground", "application/vnd.osgi.dp"]],
  ["dpg", "application/vnd.dpgraph"],
  ["dra", "audio/vnd.dra"],
  ["drw", "application/drafting"],
  ["dsc", "text/prs.lines.tag"],
  ["dssc", "application/dssc+der"],
  ["dtb", "application/x-dtbook+xml"],
  ["dtd", "application/xml-dtd"],
  ["dts", "audio/vnd.dts"],
  ["dtshd", "audio/vnd.dts.hd"],
  ["dump", "application/octet-stream"],
  ["dv", "video/x-dv"],
  ["dvi", "application/x-dvi"],
  ["dwf", ["model/vnd.dwf", "drawing/x-dwf"]],
  ["dwg", ["application/acad", "image/vnd.dwg", "image/x-dwg"]],
  ["dxf", ["application/dxf", "image/vnd.dwg", "image/vnd.dxf", "image/x-dwg"]],
  ["dxp", "application/vnd.spotfire.dxp"],
  ["dxr", "application/x-director"],
  ["ecelp4800", "audio/vnd.nuera.ecelp4800"],
  ["ecelp7470", "audio/vnd.nuera.ecelp7470"],
  ["ecelp9600", "audio/vnd.nuera.ecelp9600"],
  ["edm", "application/vnd.novadigm.edm"],
  ["edx", "application/vnd.novadigm.edx"],
  ["efif", "application/vnd.picsel"],
  ["ei6", "application/vnd.pg.osasli"],
  ["el", "text/x-script.elisp"],
  ["elc", ["application/x-elc", "application/x-bytecode.elisp"]],
  ["eml", "message/rfc822"],
  ["emma", "application/emma+xml"],
  ["env", "application/x-envoy"],
  ["eol", "audio/vnd.digital-winds"],
  ["eot", "application/vnd.ms-fontobject"],
  ["eps", "application/postscript"],
  ["epub", "application/epub+zip"],
  ["es", ["application/ecmascript", "application/x-esrehber"]],
  ["es3", "application/vnd.eszigno3+xml"],
  ["esf", "application/vnd.epson.esf"],
  ["etx", "text/x-setext"],
  ["evy", ["application/envoy", "application/x-envoy"]],
  ["exe", ["application/octet-stream", "application/x-msdownload"]],
  ["exi", "application/exi"],
  ["ext", "application/vnd.novadigm.ext"],
  ["ez2", "application/vnd.ezpix-album"],
  ["ez3", "application/vnd.ezpix-package"],
  ["f", ["text/plain", "text/x-fortran"]],
  ["f4v", "video/x-f4v"],
  ["f77", "text/x-fortran"],
  ["f90", ["text/plain", "text/x-fortran"]],
  ["fbs", "image/vnd.fastbidsheet"],
  ["fcs", "application/vnd.isac.fcs"],
  ["fdf", "application/vnd.fdf"],
  ["fe_launch", "application/vnd.denovo.fcselayout-link"],
  ["fg5", "application/vnd.fujitsu.oasysgp"],
  ["fh", "image/x-freehand"],
  ["fif", ["application/fractals", "image/fif"]],
  ["fig", "application/x-xfig"],
  ["fli", ["video/fli", "video/x-fli"]],
  ["flo", ["image/florian", "application/vnd.micrografx.flo"]],
  ["flr", "x-world/x-vrml"],
  ["flv", "video/x-flv"],
  ["flw", "application/vnd.kde.kivio"],
  ["flx", "text/vnd.fmi.flexstor"],
  ["fly", "text/vnd.fly"],
  ["fm", "application/vnd.framemaker"],
  ["fmf", "video/x-atomic3d-feature"],
  ["fnc", "application/vnd.frogans.fnc"],
  ["for", ["text/plain", "text/x-fortran"]],
  ["fpx", ["image/vnd.fpx", "image/vnd.net-fpx"]],
  ["frl", "application/freeloader"],
  ["fsc", "application/vnd.fsc.weblaunch"],
  ["fst", "image/vnd.fst"],
  ["ftc", "application/vnd.fluxtime.clip"],
  ["fti", "application/vnd.anser-web-funds-transfer-initiation"],
  ["funk", "audio/make"],
  ["fvt", "video/vnd.fvt"],
  ["fxp", "application/vnd.adobe.fxp"],
  ["fzs", "application/vnd.fuzzysheet"],
  ["g", "text/plain"],
  ["g2w", "application/vnd.geoplan"],
  ["g3", "image/g3fax"],
  ["g3w", "application/vnd.geospace"],
  ["gac", "application/vnd.groove-account"],
  ["gdl", "model/vnd.gdl"],
  ["geo", "application/vnd.dynageo"],
  ["geojson", "application/geo+json"],
  ["gex", "application/vnd.geometry-explorer"],
  ["ggb", "application/vnd.geogebra.file"],
  ["ggt", "application/vnd.geogebra.tool"],
  ["ghf", "application/vnd.groove-help"],
  ["gif", "image/gif"],
  ["gim", "application/vnd.groove-identity-message"],
  ["gl", ["video/gl", "video/x-gl"]],
  ["gmx", "application/vnd.gmx"],
  ["gnumeric", "application/x-gnumeric"],
  ["gph", "application/vnd.flographit"],
  ["gqf", "application/vnd.grafeq"],
  ["gram", "application/srgs"],
  ["grv", "application/vnd.groove-injector"],
  ["grxml", "application/srgs+xml"],
  ["gsd", "audio/x-gsm"],
  ["gsf", "application/x-font-ghostscript"],
  ["gsm", "audio/x-gsm"],
  ["gsp", "application/x-gsp"],
  ["gss", "application/x-gss"],
  ["gtar", "application/x-gtar"],
  ["gtm", "application/vnd.groove-tool-message"],
  ["gtw", "model/vnd.gtw"],
  ["gv", "text/vnd.graphviz"],
  ["gxt", "application/vnd.geonext"],
  ["gz", ["application/x-gzip", "application/x-compressed"]],
  ["gzip", ["multipart/x-gzip", "application/x-gzip"]],
  ["h", ["text/plain", "text/x-h"]],
  ["h261", "video/h261"],
  ["h263", "video/h263"],
  ["h264", "video/h264"],
  ["hal", "application/vnd.hal+xml"],
  ["hbci", "application/vnd.hbci"],
  ["hdf", "application/x-hdf"],
  ["help", "application/x-helpfile"],
  ["hgl", "application/vnd.hp-hpgl"],
  ["hh", ["text/plain", "text/x-h"]],
  ["hlb", "text/x-script"],
  ["hlp", ["application/winhlp", "application/hlp", "application/x-helpfile", "application/x-winhelp"]],
  ["hpg", "application/vnd.hp-hpgl"],
  ["hpgl", "application/vnd.hp-hpgl"],
  ["hpid", "application/vnd.hp-hpid"],
  ["hps", "application/vnd.hp-hps"],
  [
    "hqx",
    [
      "application/mac-binhex40",
      "application/binhex",
      "application/binhex4",
      "application/mac-binhex",
      "application/x-binhex40",
      "application/x-mac-binhex40"
    ]
  ],
  ["hta", "application/hta"],
  ["htc", "text/x-component"],
  ["htke", "application/vnd.kenameaapp"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["htmls", "text/html"],
  ["htt", "text/webviewhtml"],
  ["htx", "text/html"],
  ["hvd", "application/vnd.yamaha.hv-dic"],
  ["hvp", "application/vnd.yamaha.hv-voice"],
  ["hvs", "application/vnd.yamaha.hv-script"],
  ["i2g", "application/vnd.intergeo"],
  ["icc", "application/vnd.iccprofile"],
  ["ice", "x-conference/x-cooltalk"],
  ["ico", "image/x-icon"],
  ["ics", "text/calendar"],
  ["idc", "text/plain"],
  ["ief", "image/ief"],
  ["iefs", "image/ief"],
  ["ifm", "application/vnd.shana.informed.formdata"],
  ["iges", ["application/iges", "model/iges"]],
  ["igl", "application/vnd.igloader"],
  ["igm", "application/vnd.insors.igm"],
  ["igs", ["application/iges", "model/iges"]],
  ["igx", "application/vnd.micrografx.igx"],
  ["iif", "application/vnd.shana.informed.interchange"],
  ["iii", "application/x-iphone"],
  ["ima", "application/x-ima"],
  ["imap", "application/x-httpd-imap"],
  ["imp", "application/vnd.accpac.simply.imp"],
  ["ims", "application/vnd.ms-ims"],
  ["inf", "application/inf"],
  ["ins", ["application/x-internet-signup", "application/x-internett-signup"]],
  ["ip", "application/x-ip2"],
  ["ipfix", "application/ipfix"],
  ["ipk", "application/vnd.shana.informed.package"],
  ["irm", "application/vnd.ibm.rights-management"],
  ["irp", "application/vnd.irepository.package+xml"],
  ["isp", "application/x-internet-signup"],
  ["isu", "video/x-isvideo"],
  ["it", "audio/it"],
  ["itp", "application/vnd.shana.informed.formtemplate"],
  ["iv", "application/x-inventor"],
  ["ivp", "application/vnd.immervision-ivp"],
  ["ivr", "i-world/i-vrml"],
  ["ivu", "application/vnd.immervision-ivu"],
  ["ivy", "application/x-livescreen"],
  ["jad", "text/vnd.sun.j2me.app-descriptor"],
  ["jam", ["application/vnd.jam", "audio/x-jam"]],
  ["jar", "application/java-archive"],
  ["jav", ["text/plain", "text/x-java-source"]],
  ["java", ["text/plain", "text/x-java-source,java", "text/x-java-source"]],
  ["jcm", "application/x-java-commerce"],
  ["jfif", ["image/pipeg", "image/jpeg", "image/pjpeg"]],
  ["jfif-tbnl", "image/jpeg"],
  ["jisp", "application/vnd.jisp"],
  ["jlt", "application/vnd.hp-jlyt"],
  ["jnlp", "application/x-java-jnlp-file"],
  ["joda", "application/vnd.joost.joda-archive"],
  ["jpe", ["image/jpeg", "image/pjpeg"]],
  ["jpeg", ["image/jpeg", "image/pjpeg"]],
  ["jpg", ["image/jpeg", "image/pjpeg"]],
  ["jpgv", "video/jpeg"],
  ["jpm", "video/jpm"],
  ["jps", "image/x-jps"],
  ["js", ["application/javascript", "application/ecmascript", "text/javascript", "text/ecmascript", "application/x-javascript"]],
  ["json", "application/json"],
  ["jut", "image/jutvision"],
  ["kar", ["audio/midi", "music/x-karaoke"]],
  ["karbon", "application/vnd.kde.karbon"],
  ["kfo", "application/vnd.kde.kformula"],
  ["kia", "application/vnd.kidspiration"],
  ["kml", "application/vnd.google-earth.kml+xml"],
  ["kmz", "application/vnd.google-earth.kmz"],
  ["kne", "application/vnd.kinar"],
  ["kon", "application/vnd.kde.kontour"],
  ["kpr", "application/vnd.kde.kpresenter"],
  ["ksh", ["application/x-ksh", "text/x-script.ksh"]],
  ["ksp", "application/vnd.kde.kspread"],
  ["ktx", "image/ktx"],
  ["ktz", "application/vnd.kahootz"],
  ["kwd", "application/vnd.kde.kword"],
  ["la", ["audio/nspaudio", "audio/x-nspaudio"]],
  ["lam", "audio/x-liveaudio"],
  ["lasxml", "application/vnd.las.las+xml"],
  ["latex", "application/x-latex"],
  ["lbd", "application/vnd.llamagraphics.life-balance.desktop"],
  ["lbe", "application/vnd.llamagraphics.life-balance.exchange+xml"],
  ["les", "application/vnd.hhe.lesson-player"],
  ["lha", ["application/octet-stream", "application/lha", "application/x-lha"]],
  ["lhx", "application/octet-stream"],
  ["link66", "application/vnd.route66.link66+xml"],
  ["list", "text/plain"],
  ["lma", ["audio/nspaudio", "audio/x-nspaudio"]],
  ["log", "text/plain"],
  ["lrm", "application/vnd.ms-lrm"],
  ["lsf", "video/x-la-asf"],
  ["lsp", ["application/x-lisp", "text/x-script.lisp"]],
  ["lst", "text/plain"],
  ["lsx", ["video/x-la-asf", "text/x-la-asf"]],
  ["ltf", "application/vnd.frogans.ltf"],
  ["ltx", "application/x-latex"],
  ["lvp", "audio/vnd.lucent.voice"],
  ["lwp", "application/vnd.lotus-wordpro"],
  ["lzh", ["application/octet-stream", "application/x-lzh"]],
  ["lzx", ["application/lzx", "application/octet-stream", "application/x-lzx"]],
  ["m", ["text/plain", "text/x-m"]],
  ["m13", "application/x-msmediaview"],
  ["m14", "application/x-msmediaview"],
  ["m1v", "video/mpeg"],
  ["m21", "application/mp21"],
  ["m2a", "audio/mpeg"],
  ["m2v", "video/mpeg"],
  ["m3u", ["audio/x-mpegurl", "audio/x-mpequrl"]],
  ["m3u8", "application/vnd.apple.mpegurl"],
  ["m4v", "video/x-m4v"],
  ["ma", "application/mathematica"],
  ["mads", "application/mads+xml"],
  ["mag", "application/vnd.ecowin.chart"],
  ["man", "application/x-troff-man"],
  ["map", "application/x-navimap"],
  ["mar", "text/plain"],
  ["mathml", "application/mathml+xml"],
  ["mbd", "application/mbedlet"],
  ["mbk", "application/vnd.mobius.mbk"],
  ["mbox", "application/mbox"],
  ["mc$", "application/x-magic-cap-package-1.0"],
  ["mc1", "application/vnd.medcalcdata"],
  ["mcd", ["application/mcad", "application/vnd.mcd", "application/x-mathcad"]],
  ["mcf", ["image/vasa", "text/mcf"]],
  ["mcp", "application/netmc"],
  ["mcurl", "text/vnd.curl.mcurl"],
  ["mdb", "application/x-msaccess"],
  ["mdi", "image/vnd.ms-modi"],
  ["me", "application/x-troff-me"],
  ["meta4", "application/metalink4+xml"],
  ["mets", "application/mets+xml"],
  ["mfm", "application/vnd.mfmp"],
  ["mgp", "application/vnd.osgeo.mapguide.package"],
  ["mgz", "application/vnd.proteus.magazine"],
  ["mht", "message/rfc822"],
  ["mhtml", "message/rfc822"],
  ["mid", ["audio/mid", "audio/midi", "music/crescendo", "x-music/x-midi", "audio/x-midi", "application/x-midi", "audio/x-mid"]],
  ["midi", ["audio/midi", "music/crescendo", "x-music/x-midi", "audio/x-midi", "application/x-midi", "audio/x-mid"]],
  ["mif", ["application/vnd.mif", "application/x-mif", "application/x-frame"]],
  ["mime", ["message/rfc822", "www/mime"]],
  ["mj2", "video/mj2"],
  ["mjf", "audio/x-vnd.audioexplosion.mjuicemediafile"],
  ["mjpg", "video/x-motion-jpeg"],
  ["mlp", "application/vnd.dolby.mlp"],
  ["mm", ["application/base64", "application/x-meme"]],
  ["mmd", "application/vnd.chipnuts.karaoke-mmd"],
  ["mme", "application/base64"],
  ["mmf", "application/vnd.smaf"],
  ["mmr", "image/vnd.fujixerox.edmics-mmr"],
  ["mny", "application/x-msmoney"],
  ["mod", ["audio/mod", "audio/x-mod"]],
  ["mods", "application/mods+xml"],
  ["moov", "video/quicktime"],
  ["mov", "video/quicktime"],
  ["movie", "video/x-sgi-movie"],
  ["mp2", ["video/mpeg", "audio/mpeg", "video/x-mpeg", "audio/x-mpeg", "video/x-mpeq2a"]],
  ["mp3", ["audio/mpeg", "audio/mpeg3", "video/mpeg", "audio/x-mpeg-3", "video/x-mpeg"]],
  ["mp4", ["video/mp4", "application/mp4"]],
  ["mp4a", "audio/mp4"],
  ["mpa", ["video/mpeg", "audio/mpeg"]],
  ["mpc", ["application/vnd.mophun.certificate", "application/x-project"]],
  ["mpe", "video/mpeg"],
  ["mpeg", "video/mpeg"],
  ["mpg", ["video/mpeg", "audio/mpeg"]],
  ["mpga", "audio/mpeg"],
  ["mpkg", "application/vnd.apple.installer+xml"],
  ["mpm", "application/vnd.blueice.multipass"],
  ["mpn", "application/vnd.mophun.application"],
  ["mpp", "application/vnd.ms-project"],
  ["mpt", "application/x-project"],
  ["mpv", "application/x-project"],
  ["mpv2", "video/mpeg"],
  ["mpx", "application/x-project"],
  ["mpy", "application/vnd.ibm.minipay"],
  ["mqy", "application/vnd.mobius.mqy"],
  ["mrc", "application/marc"],
  ["mrcx", "application/marcxml+xml"],
  ["ms", "application/x-troff-ms"],
  ["mscml", "application/mediaservercontrol+xml"],
  ["mseq", "application/vnd.mseq"],
  ["msf", "application/vnd.epson.msf"],
  ["msg", "application/vnd.ms-outlook"],
  ["msh", "model/mesh"],
  ["msl", "application/vnd.mobius.msl"],
  ["msty", "application/vnd.muvee.style"],
  ["mts", "model/vnd.mts"],
  ["mus", "application/vnd.musician"],
  ["musicxml", "application/vnd.recordare.musicxml+xml"],
  ["mv", "video/x-sgi-movie"],
  ["mvb", "application/x-msmediaview"],
  ["mwf", "application/vnd.mfer"],
  ["mxf", "application/mxf"],
  ["mxl", "application/vnd.recordare.musicxml"],
  ["mxml", "application/xv+xml"],
  ["mxs", "application/vnd.triscape.mxs"],
  ["mxu", "video/vnd.mpegurl"],
  ["my", "audio/make"],
  ["mzz", "application/x-vnd.audioexplosion.mzz"],
  ["n-gage", "application/vnd.nokia.n-gage.symbian.install"],
  ["n3", "text/n3"],
  ["nap", "image/naplps"],
  ["naplps", "image/naplps"],
  ["nbp", "application/vnd.wolfram.player"],
  ["nc", "application/x-netcdf"],
  ["ncm", "application/vnd.nokia.configuration-message"],
  ["ncx", "application/x-dtbncx+xml"],
  ["ngdat", "application/vnd.nokia.n-gage.data"],
  ["nif", "image/x-niff"],
  ["niff", "image/x-niff"],
  ["nix", "application/x-mix-transfer"],
  ["nlu", "application/vnd.neurolanguage.nlu"],
  ["nml", "application/vnd.enliven"],
  ["nnd", "application/vnd.noblenet-directory"],
  ["nns", "application/vnd.noblenet-sealer"],
  ["nnw", "application/vnd.noblenet-web"],
  ["npx", "image/vnd.net-fpx"],
  ["nsc", "application/x-conference"],
  ["nsf", "application/vnd.lotus-notes"],
  ["nvd", "application/x-navidoc"],
  ["nws", "message/rfc822"],
  ["o", "application/octet-stream"],
  ["oa2", "application/vnd.fujitsu.oasys2"],
  ["oa3", "application/vnd.fujitsu.oasys3"],
  ["oas", "application/vnd.fujitsu.oasys"],
  ["obd", "application/x-msbinder"],
  ["oda", "application/oda"],
  ["odb", "application/vnd.oasis.opendocument.database"],
  ["odc", "application/vnd.oasis.opendocument.chart"],
  ["odf", "application/vnd.oasis.opendocument.formula"],
  ["odft", "application/vnd.oasis.opendocument.formula-template"],
  ["odg", "application/vnd.oasis.opendocument.graphics"],
  ["odi", "application/vnd.oasis.opendocument.image"],
  ["odm", "application/vnd.oasis.opendocument.text-master"],
  ["odp", "application/vnd.oasis.opendocument.presentation"],
  ["ods", "application/vnd.oasis.opendocument.spreadsheet"],
  ["odt", "application/vnd.oasis.opendocument.text"],
  ["oga", "audio/ogg"],
  ["ogv", "video/ogg"],
  ["ogx", "application/ogg"],
  ["omc", "application/x-omc"],
  ["omcd", "application/x-omcdatamaker"],
  ["omcr", "application/x-omcregerator"],
  ["onetoc", "application/onenote"],
  ["opf", "application/oebps-package+xml"],
  ["org", "application/vnd.lotus-organizer"],
  ["osf", "application/vnd.yamaha.openscoreformat"],
  ["osfpvg", "application/vnd.yamaha.openscoreformat.osfpvg+xml"],
  ["otc", "application/vnd.oasis.opendocument.chart-template"],
  ["otf", "application/x-font-otf"],
  ["otg", "application/vnd.oasis.opendocument.graphics-template"],
  ["oth", "application/vnd.oasis.opendocument.text-web"],
  ["oti", "application/vnd.oasis.opendocument.image-template"],
  ["otp", "application/vnd.oasis.opendocument.presentation-template"],
  ["ots", "application/vnd.oasis.opendocument.spreadsheet-template"],
  ["ott", "application/vnd.oasis.opendocument.text-template"],
  ["oxt", "application/vnd.openofficeorg.extension"],
  ["p", "text/x-pascal"],
  ["p10", ["application/pkcs10", "application/x-pkcs10"]],
  ["p12", ["application/pkcs-12", "application/x-pkcs12"]],
  ["p7a", "application/x-pkcs7-signature"],
  ["p7b", "application/x-pkcs7-certificates"],
  ["p7c", ["application/pkcs7-mime", "application/x-pkcs7-mime"]],
  ["p7m", ["application/pkcs7-mime", "application/x-pkcs7-mime"]],
  ["p7r", "application/x-pkcs7-certreqresp"],
  ["p7s", ["application/pkcs7-signature", "application/x-pkcs7-signature"]],
  ["p8", "application/pkcs8"],
  ["par", "text/plain-bas"],
  ["part", "application/pro_eng"],
  ["pas", "text/pascal"],
  ["paw", "application/vnd.pawaafile"],
  ["pbd", "application/vnd.powerbuilder6"],
  ["pbm", "image/x-portable-bitmap"],
  ["pcf", "application/x-font-pcf"],
  ["pcl", ["application/vnd.hp-pcl", "application/x-pcl"]],
  ["pclxl", "application/vnd.hp-pclxl"],
  ["pct", "image/x-pict"],
  ["pcurl", "application/vnd.curl.pcurl"],
  ["pcx", "image/x-pcx"],
  ["pdb", ["application/vnd.palm", "chemical/x-pdb"]],
  ["pdf", "application/pdf"],
  ["pfa", "application/x-font-type1"],
  ["pfr", "application/font-tdpfr"],
  ["pfunk", ["audio/make", "audio/make.my.funk"]],
  ["pfx", "application/x-pkcs12"],
  ["pgm", ["image/x-portable-graymap", "image/x-portable-greymap"]],
  ["pgn", "application/x-chess-pgn"],
  ["pgp", "application/pgp-signature"],
  ["pic", ["image/pict", "image/x-pict"]],
  ["pict", "image/pict"],
  ["pkg", "application/x-newton-compatible-pkg"],
  ["pki", "application/pkixcmp"],
  ["pkipath", "application/pkix-pkipath"],
  ["pko", ["application/ynd.ms-pkipko", "application/vnd.ms-pki.pko"]],
  ["pl", ["text/plain", "text/x-script.perl"]],
  ["plb", "application/vnd.3gpp.pic-bw-large"],
  ["plc", "application/vnd.mobius.plc"],
  ["plf", "application/vnd.pocketlearn"],
  ["pls", "application/pls+xml"],
  ["plx", "application/x-pixclscript"],
  ["pm", ["text/x-script.perl-module", "image/x-xpixmap"]],
  ["pm4", "application/x-pagemaker"],
  ["pm5", "application/x-pagemaker"],
  ["pma", "application/x-perfmon"],
  ["pmc", "application/x-perfmon"],
  ["pml", ["application/vnd.ctc-posml", "application/x-perfmon"]],
  ["pmr", "application/x-perfmon"],
  ["pmw", "application/x-perfmon"],
  ["png", "image/png"],
  ["pnm", ["application/x-portable-anymap", "image/x-portable-anymap"]],
  ["portpkg", "application/vnd.macports.portpkg"],
  ["pot", ["application/vnd.ms-powerpoint", "application/mspowerpoint"]],
  ["potm", "application/vnd.ms-powerpoint.template.macroenabled.12"],
  ["potx", "application/vnd.openxmlformats-officedocument.presentationml.template"],
  ["pov", "model/x-pov"],
  ["ppa", "application/vnd.ms-powerpoint"],
  ["ppam", "application/vnd.ms-powerpoint.addin.macroenabled.12"],
  ["ppd", "application/vnd.cups-ppd"],
  ["ppm", "image/x-portable-pixmap"],
  ["pps", ["application/vnd.ms-powerpoint", "application/mspowerpoint"]],
  ["ppsm", "application/vnd.ms-powerpoint.slideshow.macroenabled.12"],
  ["ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow"],
  ["ppt", ["application/vnd.ms-powerpoint", "application/mspowerpoint", "application/powerpoint", "application/x-mspowerpoint"]],
  ["pptm", "application/vnd.ms-powerpoint.presentation.macroenabled.12"],
  ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["ppz", "application/mspowerpoint"],
  ["prc", "application/x-mobipocket-ebook"],
  ["pre", ["application/vnd.lotus-freelance", "application/x-freelance"]],
  ["prf", "application/pics-rules"],
  ["prt", "application/pro_eng"],
  ["ps", "application/postscript"],
  ["psb", "application/vnd.3gpp.pic-bw-small"],
  ["psd", ["application/octet-stream", "image/vnd.adobe.photoshop"]],
  ["psf", "application/x-font-linux-psf"],
  ["pskcxml", "application/pskc+xml"],
  ["ptid", "application/vnd.pvi.ptid1"],
  ["pub", "application/x-mspublisher"],
  ["pvb", "application/vnd.3gpp.pic-bw-var"],
  ["pvu", "paleovu/x-pv"],
  ["pwn", "application/vnd.3m.post-it-notes"],
  ["pwz", "application/vnd.ms-powerpoint"],
  ["py", "text/x-script.phyton"],
  ["pya", "audio/vnd.ms-playready.media.pya"],
  ["pyc", "application/x-bytecode.python"],
  ["pyv", "video/vnd.ms-playready.media.pyv"],
  ["qam", "application/vnd.epson.quickanime"],
  ["qbo", "application/vnd.intu.qbo"],
  ["qcp", "audio/vnd.qcelp"],
  ["qd3", "x-world/x-3dmf"],
  ["qd3d", "x-world/x-3dmf"],
  ["qfx", "application/vnd.intu.qfx"],
  ["qif", "image/x-quicktime"],
  ["qps", "application/vnd.publishare-delta-tree"],
  ["qt", "video/quicktime"],
  ["qtc", "video/x-qtc"],
  ["qti", "image/x-quicktime"],
  ["qtif", "image/x-quicktime"],
  ["qxd", "application/vnd.quark.quarkxpress"],
  ["ra", ["audio/x-realaudio", "audio/x-pn-realaudio", "audio/x-pn-realaudio-plugin"]],
  ["ram", "audio/x-pn-realaudio"],
  ["rar", "application/x-rar-compressed"],
  ["ras", ["image/cmu-raster", "application/x-cmu-raster", "image/x-cmu-raster"]],
  ["rast", "image/cmu-raster"],
  ["rcprofile", "application/vnd.ipunplugged.rcprofile"],
  ["rdf", "application/rdf+xml"],
  ["rdz", "application/vnd.data-vision.rdz"],
  ["rep", "application/vnd.businessobjects"],
  ["res", "application/x-dtbresource+xml"],
  ["rexx", "text/x-script.rexx"],
  ["rf", "image/vnd.rn-realflash"],
  ["rgb", "image/x-rgb"],
  ["rif", "application/reginfo+xml"],
  ["rip", "audio/vnd.rip"],
  ["rl", "application/resource-lists+xml"],
  ["rlc", "image/vnd.fujixerox.edmics-rlc"],
  ["rld", "application/resource-lists-diff+xml"],
  ["rm", ["application/vnd.rn-realmedia", "audio/x-pn-realaudio"]],
  ["rmi", "audio/mid"],
  ["rmm", "audio/x-pn-realaudio"],
  ["rmp", ["audio/x-pn-realaudio-plugin", "audio/x-pn-realaudio"]],
  ["rms", "application/vnd.jcp.javame.midlet-rms"],
  ["rnc", "application/relax-ng-compact-syntax"],
  ["rng", ["application/ringing-tones", "application/vnd.nokia.ringing-tone"]],
  ["rnx", "application/vnd.rn-realplayer"],
  ["roff", "application/x-troff"],
  ["rp", "image/vnd.rn-realpix"],
  ["rp9", "application/vnd.cloanto.rp9"],
  ["rpm", "audio/x-pn-realaudio-plugin"],
  ["rpss", "application/vnd.nokia.radio-presets"],
  ["rpst", "application/vnd.nokia.radio-preset"],
  ["rq", "application/sparql-query"],
  ["rs", "application/rls-services+xml"],
  ["rsd", "application/rsd+xml"],
  ["rt", ["text/richtext", "text/vnd.rn-realtext"]],
  ["rtf", ["application/rtf", "text/richtext", "application/x-rtf"]],
  ["rtx", ["text/richtext", "application/rtf"]],
  ["rv", "video/vnd.rn-realvideo"],
  ["s", "text/x-asm"],
  ["s3m", "audio/s3m"],
  ["saf", "application/vnd.yamaha.smaf-audio"],
  ["saveme", "application/octet-stream"],
  ["sbk", "application/x-tbook"],
  ["sbml", "application/sbml+xml"],
  ["sc", "application/vnd.ibm.secure-container"],
  ["scd", "application/x-msschedule"],
  ["scm", ["application/vnd.lotus-screencam", "video/x-scm", "text/x-script.guile", "application/x-lotusscreencam", "text/x-script.scheme"]],
  ["scq", "application/scvp-cv-request"],
  ["scs", "application/scvp-cv-response"],
  ["sct", "text/scriptlet"],
  ["scurl", "text/vnd.curl.scurl"],
  ["sda", "application/vnd.stardivision.draw"],
  ["sdc", "application/vnd.stardivision.calc"],
  ["sdd", "application/vnd.stardivision.impress"],
  ["sdkm", "application/vnd.solent.sdkm+xml"],
  ["sdml", "text/plain"],
  ["sdp", ["application/sdp", "application/x-sdp"]],
  ["sdr", "application/sounder"],
  ["sdw", "application/vnd.stardivision.writer"],
  ["sea", ["application/sea", "application/x-sea"]],
  ["see", "application/vnd.seemail"],
  ["seed", "application/vnd.fdsn.seed"],
  ["sema", "application/vnd.sema"],
  ["semd", "application/vnd.semd"],
  ["semf", "application/vnd.semf"],
  ["ser", "application/java-serialized-object"],
  ["set", "application/set"],
  ["setpay", "application/set-payment-initiation"],
  ["setreg", "application/set-registration-initiation"],
  ["sfd-hdstx", "application/vnd.hydrostatix.sof-data"],
  ["sfs", "application/vnd.spotfire.sfs"],
  ["sgl", "application/vnd.stardivision.writer-global"],
  ["sgm", ["text/sgml", "text/x-sgml"]],
  ["sgml", ["text/sgml", "text/x-sgml"]],
  ["sh", ["application/x-shar", "application/x-bsh", "application/x-sh", "text/x-script.sh"]],
  ["shar", ["application/x-bsh", "application/x-shar"]],
  ["shf", "application/shf+xml"],
  ["shtml", ["text/html", "text/x-server-parsed-html"]],
  ["sid", "audio/x-psid"],
  ["sis", "application/vnd.symbian.install"],
  ["sit", ["application/x-stuffit", "application/x-sit"]],
  ["sitx", "application/x-stuffitx"],
  ["skd", "application/x-koan"],
  ["skm", "application/x-koan"],
  ["skp", ["application/vnd.koan", "application/x-koan"]],
  ["skt", "application/x-koan"],
  ["sl", "application/x-seelogo"],
  ["sldm", "application/vnd.ms-powerpoint.slide.macroenabled.12"],
  ["sldx", "application/vnd.openxmlformats-officedocument.presentationml.slide"],
  ["slt", "application/vnd.epson.salt"],
  ["sm", "application/vnd.stepmania.stepchart"],
  ["smf", "application/vnd.stardivision.math"],
  ["smi", ["application/smil", "application/smil+xml"]],
  ["smil", "application/smil"],
  ["snd", ["audio/basic", "audio/x-adpcm"]],
  ["snf", "application/x-font-snf"],
  ["sol", "application/solids"],
  ["spc", ["text/x-speech", "application/x-pkcs7-certificates"]],
  ["spf", "application/vnd.yamaha.smaf-phrase"],
  ["spl", ["application/futuresplash", "application/x-futuresplash"]],
  ["spot", "text/vnd.in3d.spot"],
  ["spp", "application/scvp-vp-response"],
  ["spq", "application/scvp-vp-request"],
  ["spr", "application/x-sprite"],
  ["sprite", "application/x-sprite"],
  ["src", "application/x-wais-source"],
  ["sru", "application/sru+xml"],
  ["srx", "application/sparql-results+xml"],
  ["sse", "application/vnd.kodak-descriptor"],
  ["ssf", "application/vnd.epson.ssf"],
  ["ssi", "text/x-server-parsed-html"],
  ["ssm", "application/streamingmedia"],
  ["ssml", "application/ssml+xml"],
  ["sst", ["application/vnd.ms-pkicertstore", "application/vnd.ms-pki.certstore"]],
  ["st", "application/vnd.sailingtracker.track"],
  ["stc", "application/vnd.sun.xml.calc.template"],
  ["std", "application/vnd.sun.xml.draw.template"],
  ["step", "application/step"],
  ["stf", "application/vnd.wt.stf"],
  ["sti", "application/vnd.sun.xml.impress.template"],
  ["stk", "application/hyperstudio"],
  ["stl", ["application/vnd.ms-pkistl", "application/sla", "application/vnd.ms-pki.stl", "application/x-navistyle"]],
  ["stm", "text/html"],
  ["stp", "application/step"],
  ["str", "application/vnd.pg.format"],
  ["stw", "application/vnd.sun.xml.writer.template"],
  ["sub", "image/vnd.dvb.subtitle"],
  ["sus", "application/vnd.sus-calendar"],
  ["sv4cpio", "application/x-sv4cpio"],
  ["sv4crc", "application/x-sv4crc"],
  ["svc", "application/vnd.dvb.service"],
  ["svd", "application/vnd.svd"],
  ["svf", ["image/vnd.dwg", "image/x-dwg"]],
  ["svg", "image/svg+xml"],
  ["svr", ["x-world/x-svr", "application/x-world"]],
  ["swf", "application/x-shockwave-flash"],
  ["swi", "application/vnd.aristanetworks.swi"],
  ["sxc", "application/vnd.sun.xml.calc"],
  ["sxd", "application/vnd.sun.xml.draw"],
  ["sxg", "application/vnd.sun.xml.writer.global"],
  ["sxi", "application/vnd.sun.xml.impress"],
  ["sxm", "application/vnd.sun.xml.math"],
  ["sxw", "application/vnd.sun.xml.writer"],
  ["t", ["text/troff", "application/x-troff"]],
  ["talk", "text/x-speech"],
  ["tao", "application/vnd.tao.intent-module-archive"],
  ["tar", "application/x-tar"],
  ["tbk", ["application/toolbook", "application/x-tbook"]],
  ["tcap", "application/vnd.3gpp2.tcap"],
  ["tcl", ["text/x-script.tcl", "application/x-tcl"]],
  ["tcsh", "text/x-script.tcsh"],
  ["teacher", "application/vnd.smart.teacher"],
  ["tei", "application/tei+xml"],
  ["tex", "application/x-tex"],
  ["texi", "application/x-texinfo"],
  ["texinfo", "application/x-texinfo"],
  ["text", ["application/plain", "text/plain"]],
  ["tfi", "application/thraud+xml"],
  ["tfm", "application/x-tex-tfm"],
  ["tgz", ["application/gnutar", "application/x-compressed"]],
  ["thmx", "application/vnd.ms-officetheme"],
  ["tif", ["image/tiff", "image/x-tiff"]],
  ["tiff", ["image/tiff", "image/x-tiff"]],
  ["tmo", "application/vnd.tmobile-livetv"],
  ["torrent", "application/x-bittorrent"],
  ["tpl", "application/vnd.groove-tool-template"],
  ["tpt", "application/vnd.trid.tpt"],
  ["tr", "application/x-troff"],
  ["tra", "application/vnd.trueapp"],
  ["trm", "application/x-msterminal"],
  ["tsd", "application/timestamped-data"],
  ["tsi", "audio/tsp-audio"],
  ["tsp", ["application/dsptype", "audio/tsplayer"]],
  ["tsv", "text/tab-separated-values"],
  ["ttf", "application/x-font-ttf"],
  ["ttl", "text/turtle"],
  ["turbot", "image/florian"],
  ["twd", "application/vnd.simtech-mindmapper"],
  ["txd", "application/vnd.genomatix.tuxedo"],
  ["txf", "application/vnd.mobius.txf"],
  ["txt", "text/plain"],
  ["ufd", "application/vnd.ufdl"],
  ["uil", "text/x-uil"],
  ["uls", "text/iuls"],
  ["umj", "application/vnd.umajin"],
  ["uni", "text/uri-list"],
  ["unis", "text/uri-list"],
  ["unityweb", "application/vnd.unity"],
  ["unv", "application/i-deas"],
  ["uoml", "application/vnd.uoml+xml"],
  ["uri", "text/uri-list"],
  ["uris", "text/uri-list"],
  ["ustar", ["application/x-ustar", "multipart/x-ustar"]],
  ["utz", "application/vnd.uiq.theme"],
  ["uu", ["application/octet-stream", "text/x-uuencode"]],
  ["uue", "text/x-uuencode"],
  ["uva", "audio/vnd.dece.audio"],
  ["uvh", "video/vnd.dece.hd"],
  ["uvi", "image/vnd.dece.graphic"],
  ["uvm", "video/vnd.dece.mobile"],
  ["uvp", "video/vnd.dece.pd"],
  ["uvs", "video/vnd.dece.sd"],
  ["uvu", "video/vnd.uvvu.mp4"],
  ["uvv", "video/vnd.dece.video"],
  ["vcd", "application/x-cdlink"],
  ["vcf", "text/x-vcard"],
  ["vcg", "application/vnd.groove-vcard"],
  ["vcs", "text/x-vcalendar"],
  ["vcx", "application/vnd.vcx"],
  ["vda", "application/vda"],
  ["vdo", "video/vdo"],
  ["vew", "application/groupwise"],
  ["vis", "application/vnd.visionary"],
  ["viv", ["video/vivo", "video/vnd.vivo"]],
  ["vivo", ["video/vivo", "video/vnd.vivo"]],
  ["vmd", "application/vocaltec-media-desc"],
  ["vmf", "application/vocaltec-media-file"],
  ["voc", ["audio/voc", "audio/x-voc"]],
  ["vos", "video/vosaic"],
  ["vox", "audio/voxware"],
  ["vqe", "audio/x-twinvq-plugin"],
  ["vqf", "audio/x-twinvq"],
  ["vql", "audio/x-twinvq-plugin"],
  ["vrml", ["model/vrml", "x-world/x-vrml", "application/x-vrml"]],
  ["vrt", "x-world/x-vrt"],
  ["vsd", ["application/vnd.visio", "application/x-visio"]],
  ["vsf", "application/vnd.vsf"],
  ["vst", "application/x-visio"],
  ["vsw", "application/x-visio"],
  ["vtu", "model/vnd.vtu"],
  ["vxml", "application/voicexml+xml"],
  ["w60", "application/wordperfect6.0"],
  ["w61", "application/wordperfect6.1"],
  ["w6w", "application/msword"],
  ["wad", "application/x-doom"],
  ["wav", ["audio/wav", "audio/x-wav"]],
  ["wax", "audio/x-ms-wax"],
  ["wb1", "application/x-qpro"],
  ["wbmp", "image/vnd.wap.wbmp"],
  ["wbs", "application/vnd.criticaltools.wbs+xml"],
  ["wbxml", "application/vnd.wap.wbxml"],
  ["wcm", "application/vnd.ms-works"],
  ["wdb", "application/vnd.ms-works"],
  ["web", "application/vnd.xara"],
  ["weba", "audio/webm"],
  ["webm", "video/webm"],
  ["webp", "image/webp"],
  ["wg", "application/vnd.pmi.widget"],
  ["wgt", "application/widget"],
  ["wiz", "application/msword"],
  ["wk1", "application/x-123"],
  ["wks", "application/vnd.ms-works"],
  ["wm", "video/x-ms-wm"],
  ["wma", "audio/x-ms-wma"],
  ["wmd", "application/x-ms-wmd"],
  ["wmf", ["windows/metafile", "application/x-msmetafile"]],
  ["wml", "text/vnd.wap.wml"],
  ["wmlc", "application/vnd.wap.wmlc"],
  ["wmls", "text/vnd.wap.wmlscript"],
  ["wmlsc", "application/vnd.wap.wmlscriptc"],
  ["wmv", "video/x-ms-wmv"],
  ["wmx", "video/x-ms-wmx"],
  ["wmz", "application/x-ms-wmz"],
  ["woff", "application/x-font-woff"],
  ["word", "application/msword"],
  ["wp", "application/wordperfect"],
  ["wp5", ["application/wordperfect", "application/wordperfect6.0"]],
  ["wp6", "application/wordperfect"],
  ["wpd", ["application/wordperfect", "application/vnd.wordperfect", "application/x-wpwin"]],
  ["wpl", "application/vnd.ms-wpl"],
  ["wps", "application/vnd.ms-works"],
  ["wq1", "application/x-lotus"],
  ["wqd", "application/vnd.wqd"],
  ["wri", ["application/mswrite", "application/x-wri", "application/x-mswrite"]],
  ["wrl", ["model/vrml", "x-world/x-vrml", "application/x-world"]],
  ["wrz", ["model/vrml", "x-world/x-vrml"]],
  ["wsc", "text/scriplet"],
  ["wsdl", "application/wsdl+xml"],
  ["wspolicy", "application/wspolicy+xml"],
  ["wsrc", "application/x-wais-source"],
  ["wtb", "application/vnd.webturbo"],
  ["wtk", "application/x-wintalk"],
  ["wvx", "video/x-ms-wvx"],
  ["x-png", "image/png"],
  ["x3d", "application/vnd.hzn-3d-crossword"],
  ["xaf", "x-world/x-vrml"],
  ["xap", "application/x-silverlight-app"],
  ["xar", "application/vnd.xara"],
  ["xbap", "application/x-ms-xbap"],
  ["xbd", "application/vnd.fujixerox.docuworks.binder"],
  ["xbm", ["image/xbm", "image/x-xbm", "image/x-xbitmap"]],
  ["xdf", "application/xcap-diff+xml"],
  ["xdm", "application/vnd.syncml.dm+xml"],
  ["xdp", "application/vnd.adobe.xdp+xml"],
  ["xdr", "video/x-amt-demorun"],
  ["xdssc", "application/dssc+xml"],
  ["xdw", "application/vnd.fujixerox.docuworks"],
  ["xenc", "application/xenc+xml"],
  ["xer", "application/patch-ops-error+xml"],
  ["xfdf", "application/vnd.adobe.xfdf"],
  ["xfdl", "application/vnd.xfdl"],
  ["xgz", "xgl/drawing"],
  ["xhtml", "application/xhtml+xml"],
  ["xif", "image/vnd.xiff"],
  ["xl", "application/excel"],
  ["xla", ["application/vnd.ms-excel", "application/excel", "application/x-msexcel", "application/x-excel"]],
  ["xlam", "application/vnd.ms-excel.addin.macroenabled.12"],
  ["xlb", ["application/excel", "application/vnd.ms-excel", "application/x-excel"]],
  ["xlc", ["application/vnd.ms-excel", "application/excel", "application/x-excel"]],
  ["xld", ["application/excel", "application/x-excel"]],
  ["xlk", ["application/excel", "application/x-excel"]],
  ["xll", ["application/excel", "application/vnd.ms-excel", "application/x-excel"]],
  ["xlm", ["application/vnd.ms-excel", "application/excel", "application/x-excel"]],
  ["xls", ["application/vnd.ms-excel", "application/excel", "application/x-msexcel", "application/x-excel"]],
  ["xlsb", "application/vnd.ms-excel.sheet.binary.macroenabled.12"],
  ["xlsm", "application/vnd.ms-excel.sheet.macroenabled.12"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["xlt", ["application/vnd.ms-excel", "application/excel", "application/x-excel"]],
  ["xltm", "application/vnd.ms-excel.template.macroenabled.12"],
  ["xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template"],
  ["xlv", ["application/excel", "application/x-excel"]],
  ["xlw", ["application/vnd.ms-excel", "application/excel", "application/x-msexcel", "application/x-excel"]],
  ["xm", "audio/xm"],
  ["xml", ["application/xml", "text/xml", "application/atom+xml", "application/rss+xml"]],
  ["xmz", "xgl/movie"],
  ["xo", "application/vnd.olpc-sugar"],
  ["xof", "x-world/x-vrml"],
  ["xop", "application/xop+xml"],
  ["xpi", "application/x-xpinstall"],
  ["xpix", "application/x-vnd.ls-xpix"],
  ["xpm", ["image/xpm", "image/x-xpixmap"]],
  ["xpr", "application/vnd.is-xpr"],
  ["xps", "application/vnd.ms-xpsdocument"],
  ["xpw", "application/vnd.intercon.formnet"],
  ["xslt", "application/xslt+xml"],
  ["xsm", "application/vnd.syncml+xml"],
  ["xspf", "application/xspf+xml"],
  ["xsr", "video/x-amt-showrun"],
  ["xul", "application/vnd.mozilla.xul+xml"],
  ["xwd", ["image/x-xwd", "image/x-xwindowdump"]],
  ["xyz", ["chemical/x-xyz", "chemical/x-pdb"]],
  ["yang", "application/yang"],
  ["yin", "application/yin+xml"],
  ["z", ["application/x-compressed", "application/x-compress"]],
  ["zaz", "application/vnd.zzazz.deck+xml"],
  ["zip", ["application/zip", "multipart/x-zip", "application/x-zip-compressed", "application/x-compressed"]],
  ["zir", "application/vnd.zul"],
  ["zmm", "application/vnd.handheld-entertainment+xml"],
  ["zoo", "application/octet-stream"],
  ["zsh", "text/x-script.zsh"]
]);
function detectMimeType(filename) {
  if (!filename) {
    return defaultMimeType;
  }
  const parsed = path.parse(filename);
  const extension = (parsed.ext.substr(1) || parsed.name || "").split("?").shift().trim().toLowerCase();
  const value = extensions.has(extension) ? extensions.get(extension) : defaultMimeType;
  if (Array.isArray(value)) {
    return value[0];
  }
  return value;
}
function detectExtension(mimeType) {
  if (!mimeType) {
    return defaultExtension;
  }
  const parts2 = mimeType.toLowerCase().trim().split("/");
  const rootType = parts2.shift().trim();
  const subType = parts2.join("/").trim();
  if (mimeTypes.has(rootType + "/" + subType)) {
    const value = mimeTypes.get(rootType + "/" + subType);
    if (Array.isArray(value)) {
      return value[0];
    }
    return value;
  }
  switch (rootType) {
    case "text":
      return "txt";
    default:
      return "bin";
  }
}

// node_modules/nodemailer/dist/esm/mime-node/index.js
import crypto from "node:crypto";
import fs2 from "node:fs";
import { PassThrough as PassThrough2, finished as finished2, pipeline } from "node:stream";

// node_modules/nodemailer/dist/esm/base64/index.js
import { Transform } from "node:stream";
function encode2(buffer) {
  if (typeof buffer === "string") {
    buffer = Buffer.from(buffer, "utf-8");
  }
  return buffer.toString("base64");
}
function normalizeLineLength(lineLength) {
  const length = Math.floor(Number(lineLength));
  return Number.isFinite(length) && length >= 1 ? length : 76;
}
function wrapBuffer(src, lineLength, final) {
  const lines = Math.ceil(src.length / lineLength);
  const complete = Math.max(lines - 1, 0);
  let rest = src.length - complete * lineLength;
  const output = Buffer.allocUnsafe(complete * (lineLength + 2) + (final ? rest : 0));
  let to = 0;
  for (let from = 0; from < complete * lineLength; from += lineLength) {
    src.copy(output, to, from, from + lineLength);
    to += lineLength;
    output[to++] = 13;
    output[to++] = 10;
  }
  if (final) {
    to += src.copy(output, to, complete * lineLength);
    rest = 0;
  }
  if (to !== output.length) {
    throw new Error("Unexpected wrapped length");
  }
  return { output, rest };
}
var Encoder = class extends Transform {
  constructor(options2) {
    super();
    this.options = options2 || {};
    if (this.options.lineLength !== false) {
      this.options.lineLength = normalizeLineLength(this.options.lineLength);
    }
    this._curLine = "";
    this._remainingBytes = false;
    this.inputBytes = 0;
    this.outputBytes = 0;
  }
  /**
   * Emits the encoded characters `b64` that follow the current line, keeping what can not be
   * emitted yet as the new current line
   *
   * @internal
   */
  _emit(b64, final) {
    const src = Buffer.from(this._curLine + b64, "latin1");
    if (!src.length) {
      return;
    }
    let output = src;
    if (this.options.lineLength) {
      const wrapped = wrapBuffer(src, this.options.lineLength, final);
      output = wrapped.output;
      this._curLine = wrapped.rest ? src.toString("latin1", src.length - wrapped.rest) : "";
    } else {
      this._curLine = "";
    }
    if (output.length) {
      this.outputBytes += output.length;
      this.push(output);
    }
  }
  /** @internal */
  _transform(chunk, encoding, done) {
    let buf = encoding !== "buffer" ? Buffer.from(chunk, encoding) : chunk;
    if (!buf || !buf.length) {
      return done();
    }
    this.inputBytes += buf.length;
    if (this._remainingBytes) {
      buf = Buffer.concat([this._remainingBytes, buf], this._remainingBytes.length + buf.length);
      this._remainingBytes = false;
    }
    const extra = buf.length % 3;
    if (extra) {
      this._remainingBytes = buf.subarray(buf.length - extra);
      buf = buf.subarray(0, buf.length - extra);
    }
    this._emit(encode2(buf), false);
    done();
  }
  /** @internal */
  _flush(done) {
    this._emit(this._remainingBytes ? encode2(this._remainingBytes) : "", true);
    this._remainingBytes = false;
    done();
  }
};

// node_modules/nodemailer/dist/esm/qp/index.js
import { Transform as Transform2 } from "node:stream";
var MIN_LINE_LENGTH = 4;
var QP_RANGES = [
  [9],
  // <TAB>
  [10],
  // <LF>
  [13],
  // <CR>
  [32, 60],
  // <SP>!"#$%&'()*+,-./0123456789:;
  [62, 126]
  // >?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}
];
var QP_LITERAL = new Uint8Array(256);
for (let i = 0; i < 256; i++) {
  QP_LITERAL[i] = checkRanges(i, QP_RANGES) ? 1 : 0;
}
var HEX_DIGITS = Buffer.from("0123456789ABCDEF", "latin1");
var isWhitespace = (c) => c === 32 || c === 9;
function encode3(buffer) {
  return encodeBytes(typeof buffer === "string" ? Buffer.from(buffer, "utf-8") : buffer);
}
function encodeBytes(buffer, next, binary, previous) {
  const len = buffer.length;
  const output = Buffer.allocUnsafe(len * 3);
  let pos = 0;
  for (let i = 0; i < len; i++) {
    const ord = buffer[i];
    const following = i + 1 < len ? buffer[i + 1] : next;
    const lineBreakByte = binary && (ord === 13 || ord === 10) ? ord === 13 ? following === 10 : (i > 0 ? buffer[i - 1] : previous) === 13 : true;
    if (QP_LITERAL[ord] && lineBreakByte && !(isWhitespace(ord) && (following === void 0 || following === 10 || following === 13))) {
      output[pos++] = ord;
      continue;
    }
    output[pos++] = 61;
    output[pos++] = HEX_DIGITS[Math.floor(ord / 16)];
    output[pos++] = HEX_DIGITS[ord % 16];
  }
  return output.toString("latin1", 0, pos);
}
function wrap(str, lineLength) {
  str = (str || "").toString();
  lineLength = Math.max(Number(lineLength) || 76, MIN_LINE_LENGTH);
  if (str.length <= lineLength) {
    return str;
  }
  let pos = 0;
  const len = str.length;
  let match, code2, line;
  const lineMargin = Math.floor(lineLength / 3);
  let result = "";
  while (pos < len) {
    line = str.substr(pos, lineLength);
    if (match = line.match(/\r\n/)) {
      line = line.substr(0, match.index + match[0].length);
      result += line;
      pos += line.length;
      continue;
    }
    if (line.substr(-1) === "\n") {
      result += line;
      pos += line.length;
      continue;
    }
    if (match = line.substr(-lineMargin).match(/\n.*?$/)) {
      line = line.substr(0, line.length - (match[0].length - 1));
      result += line;
      pos += line.length;
      continue;
    }
    if (line.length > lineLength - lineMargin && (match = line.substr(-lineMargin).match(/[ \t.,!?][^ \t.,!?]*$/))) {
      line = line.substr(0, line.length - (match[0].length - 1));
    } else if (line.match(/[=][\da-f]{0,2}$/i)) {
      if (match = line.match(/[=][\da-f]{0,1}$/i)) {
        line = line.substr(0, line.length - match[0].length);
      }
      while (line.length > 3 && line.length < len - pos && !line.match(/^(?:=[\da-f]{2}){1,4}$/i) && (match = line.match(/[=][\da-f]{2}$/gi))) {
        code2 = parseInt(match[0].substr(1, 2), 16);
        if (code2 < 128) {
          break;
        }
        line = line.substr(0, line.length - 3);
        if (code2 >= 192) {
          break;
        }
      }
    }
    if (!line.length) {
      line = str.substr(pos, lineLength);
    }
    if (pos + line.length < len && line.substr(-1) !== "\n") {
      if (line.length === lineLength && line.match(/[=][\da-f]{2}$/i)) {
        line = line.substr(0, line.length - 3);
      } else if (line.length === lineLength) {
        line = line.substr(0, line.length - 1);
      }
      pos += line.length;
      line += "=\r\n";
    } else {
      pos += line.length;
    }
    result += line;
  }
  return result;
}
function checkRanges(nr, ranges) {
  for (let i = ranges.length - 1; i >= 0; i--) {
    const range = ranges[i];
    if (!range.length) {
      continue;
    }
    if (range.length === 1 && nr === range[0]) {
      return true;
    }
    if (range.length === 2 && nr >= range[0] && nr <= range[1]) {
      return true;
    }
  }
  return false;
}
var ENCODE_SLICE_SIZE = 64 * 1024;
var Encoder2 = class extends Transform2 {
  constructor(options2) {
    super();
    this.options = options2 || {};
    if (this.options.lineLength !== false) {
      this.options.lineLength = this.options.lineLength || 76;
    }
    this._curLine = "";
    this._remainingBytes = false;
    this._lastByte = void 0;
    this.inputBytes = 0;
    this.outputBytes = 0;
  }
  /** @internal */
  _transform(chunk, encoding, done) {
    let buf = encoding !== "buffer" ? Buffer.from(chunk, encoding) : chunk;
    if (!buf || !buf.length) {
      return done();
    }
    this.inputBytes += buf.length;
    if (this._remainingBytes) {
      buf = Buffer.concat([this._remainingBytes, buf], this._remainingBytes.length + buf.length);
      this._remainingBytes = false;
    }
    let end = buf.length;
    while (end > 0 && (isWhitespace(buf[end - 1]) || this.options.binary && buf[end - 1] === 13)) {
      end--;
    }
    if (buf.length - end <= ENCODE_SLICE_SIZE) {
      this._remainingBytes = end < buf.length ? Buffer.from(buf.subarray(end)) : false;
      buf = buf.subarray(0, end);
    }
    this._encodeSlices(buf);
    done();
  }
  /** @internal */
  _flush(done) {
    if (this._remainingBytes) {
      this._encodeSlices(this._remainingBytes);
      this._remainingBytes = false;
    }
    if (this._curLine) {
      this.outputBytes += this._curLine.length;
      this.push(this._curLine, "ascii");
      this._curLine = "";
    }
    done();
  }
  /**
   * Encodes the input in slices of ENCODE_SLICE_SIZE bytes. Each slice is told the byte that
   * follows it, so a slice that ends in whitespace is encoded as if it was not split
   *
   * @internal
   */
  _encodeSlices(buf) {
    for (let start = 0; start < buf.length; start += ENCODE_SLICE_SIZE) {
      const end = Math.min(start + ENCODE_SLICE_SIZE, buf.length);
      this._encodeSlice(buf.subarray(start, end), end < buf.length ? buf[end] : void 0);
      this._lastByte = buf[end - 1];
    }
  }
  /** @internal */
  _encodeSlice(buf, next) {
    let qp;
    if (this.options.lineLength) {
      qp = wrap(this._curLine + encodeBytes(buf, next, this.options.binary, this._lastByte), this.options.lineLength);
      const lastLF = qp.lastIndexOf("\n");
      this._curLine = qp.substring(lastLF + 1);
      qp = qp.substring(0, lastLF + 1);
      if (qp) {
        this.outputBytes += qp.length;
        this.push(qp, "ascii");
      }
    } else {
      qp = encodeBytes(buf, next, this.options.binary, this._lastByte);
      this.outputBytes += qp.length;
      this.push(qp, "ascii");
    }
  }
};

// node_modules/nodemailer/dist/esm/mime-funcs/index.js
function isPlainText(value, isParam) {
  const re = isParam ? /[\x00-\x1f\x7f"\u0080-\uFFFF]/ : /[\x00-\x08\x0b\x0c\x0e-\x1f\u0080-\uFFFF]/;
  return typeof value === "string" && !re.test(value);
}
function isPlainParamValue(value) {
  return isPlainText(value, true) && !value.includes("=?");
}
function quoteString(value) {
  return '"' + (value || "").toString().replace(/["\\]/g, "\\$&") + '"';
}
function hasLongerLines(str, lineLength) {
  if (str.length > 128 * 1024) {
    return true;
  }
  return new RegExp("^.{" + (lineLength + 1) + ",}", "m").test(str);
}
function encodeWord(data, mimeWordEncoding, maxLength) {
  mimeWordEncoding = (mimeWordEncoding || "Q").toString().toUpperCase().trim().charAt(0);
  maxLength = maxLength || 0;
  let encodedStr;
  const toCharset = "UTF-8";
  if (maxLength && maxLength > 7 + toCharset.length) {
    maxLength -= 7 + toCharset.length;
  }
  if (mimeWordEncoding === "Q") {
    encodedStr = encode3(data).replace(/[^a-z0-9!*+\-/=]/gi, (chr) => {
      const ord = chr.charCodeAt(0).toString(16).toUpperCase();
      if (chr === " ") {
        return "_";
      }
      return "=" + (ord.length === 1 ? "0" + ord : ord);
    });
  } else if (mimeWordEncoding === "B") {
    encodedStr = typeof data === "string" ? data : data.toString("utf-8");
    maxLength = maxLength ? Math.max(3, (maxLength - maxLength % 4) / 4 * 3) : 0;
  }
  if (maxLength && (mimeWordEncoding !== "B" ? encodedStr : encode2(data)).length > maxLength) {
    if (mimeWordEncoding === "Q") {
      encodedStr = splitMimeEncodedString(encodedStr, maxLength).join("?= =?" + toCharset + "?" + mimeWordEncoding + "?");
    } else {
      const parts2 = [];
      let lpart = "";
      for (let i = 0, len = encodedStr.length; i < len; i++) {
        let chr = encodedStr.charAt(i);
        if (/[\ud800-\udbff]/.test(chr) && /[\udc00-\udfff]/.test(encodedStr.charAt(i + 1))) {
          chr += encodedStr.charAt(++i);
        }
        if (Buffer.byteLength(lpart + chr) <= maxLength || i === 0) {
          lpart += chr;
        } else {
          parts2.push(encode2(lpart));
          lpart = chr;
        }
      }
      if (lpart) {
        parts2.push(encode2(lpart));
      }
      if (parts2.length > 1) {
        encodedStr = parts2.join("?= =?" + toCharset + "?" + mimeWordEncoding + "?");
      } else {
        encodedStr = parts2.join("");
      }
    }
  } else if (mimeWordEncoding === "B") {
    encodedStr = encode2(data);
  }
  return "=?" + toCharset + "?" + mimeWordEncoding + "?" + encodedStr + (encodedStr.substr(-2) === "?=" ? "" : "?=");
}
var VALID_ENCODED_WORD = /^=\?[^\s()<>@,;:"/[\]?.=]+\?[BbQq]\?[^?\s]+\?=$/;
var LENIENT_ENCODED_WORD = /[=]\?[^?]*\?[BbQq]\?[^?]*\?=/y;
function _markInvalidEncodedWords(value, range) {
  const len = value.length;
  const isSpace = (pos2) => /\s/.test(value.charAt(pos2));
  let wordStart = 0;
  let wordEnd = -1;
  const wordAt = (pos2) => {
    if (pos2 < wordEnd) {
      return;
    }
    wordStart = pos2;
    while (wordStart > 0 && !isSpace(wordStart - 1)) {
      wordStart--;
    }
    wordEnd = pos2;
    while (wordEnd < len && !isSpace(wordEnd)) {
      wordEnd++;
    }
  };
  let pos = value.indexOf("=?");
  while (pos >= 0) {
    wordAt(pos);
    const start = wordStart;
    LENIENT_ENCODED_WORD.lastIndex = pos;
    const match = LENIENT_ENCODED_WORD.exec(value);
    const end = match ? pos + match[0].length : wordEnd;
    if (match && end > wordEnd) {
      wordAt(end - 1);
    }
    const word = value.substring(start, wordEnd);
    const looksLike = match ? true : start === pos && word.length >= 4 && word.endsWith("?=");
    const valid = start === pos && wordEnd === end && word.length <= 75 && VALID_ENCODED_WORD.test(word);
    if (looksLike && !valid) {
      range[0] = range[0] < 0 ? start : Math.min(range[0], start);
      range[1] = Math.max(range[1], wordEnd - 1);
    }
    pos = value.indexOf("=?", match ? end : pos + 2);
  }
  return range;
}
function encodeWords(value, mimeWordEncoding, maxLength, encodeAll) {
  maxLength = maxLength || 0;
  let firstSpecial = -1;
  let lastSpecial = -1;
  for (let i = 0; i < value.length; i++) {
    const code2 = value.charCodeAt(i);
    if (code2 === 34 || code2 >= 128) {
      if (firstSpecial < 0) {
        firstSpecial = i;
      }
      lastSpecial = i;
    }
  }
  if (value.indexOf("=?") >= 0) {
    [firstSpecial, lastSpecial] = _markInvalidEncodedWords(value, [firstSpecial, lastSpecial]);
  }
  if (firstSpecial < 0) {
    return value;
  }
  if (encodeAll) {
    return encodeWord(value, mimeWordEncoding, maxLength);
  }
  let startIndex = firstSpecial;
  while (startIndex > 0 && !/\s/.test(value.charAt(startIndex - 1))) {
    startIndex--;
  }
  let endIndex = lastSpecial + 1;
  while (endIndex < value.length && !/\s/.test(value.charAt(endIndex))) {
    endIndex++;
  }
  return (startIndex ? value.substr(0, startIndex) : "") + encodeWord(value.substring(startIndex, endIndex), mimeWordEncoding || "Q", maxLength) + (endIndex < value.length ? value.substr(endIndex) : "");
}
function buildHeaderValue(structured) {
  const paramsArray = [];
  Object.keys(structured.params || {}).forEach((key) => {
    const value2 = structured.params[key];
    const param = key.replace(/[\x00-\x1f\x7f]/g, "");
    if (!isPlainParamValue(value2) || value2.length >= 75) {
      buildHeaderParam(param, value2, 50).forEach((encodedParam) => {
        if (!/[\s"\\;:/=(),<>@[\]?]|^[-']|'$/.test(encodedParam.value) || encodedParam.key.substr(-1) === "*") {
          paramsArray.push(encodedParam.key + "=" + encodedParam.value);
        } else {
          paramsArray.push(encodedParam.key + "=" + JSON.stringify(encodedParam.value));
        }
      });
    } else if (!value2.length || /[\s'"\\;:/=(),<>@[\]?]|^-/.test(value2)) {
      paramsArray.push(param + "=" + JSON.stringify(value2));
    } else {
      paramsArray.push(param + "=" + value2);
    }
  });
  const value = typeof structured.value === "string" ? structured.value.replace(/[\x00-\x1f\x7f]/g, "") : structured.value;
  return value + (paramsArray.length ? "; " + paramsArray.join("; ") : "");
}
function buildHeaderParam(key, data, maxLength) {
  const list = [];
  let encodedStr = typeof data === "string" ? data : (data || "").toString();
  let chr;
  let line;
  let startPos = 0;
  let i, len;
  maxLength = maxLength || 50;
  if (isPlainParamValue(data)) {
    if (encodedStr.length <= maxLength) {
      return [
        {
          key,
          value: encodedStr
        }
      ];
    }
    encodedStr = encodedStr.replace(new RegExp(".{" + maxLength + "}", "g"), (str) => {
      list.push({
        line: str
      });
      return "";
    });
    if (encodedStr) {
      list.push({
        line: encodedStr
      });
    }
  } else {
    if (/[\uD800-\uDBFF]/.test(encodedStr)) {
      const encodedStrArr = [];
      for (i = 0, len = encodedStr.length; i < len; i++) {
        chr = encodedStr.charAt(i);
        if (/[\ud800-\udbff]/.test(chr) && /[\udc00-\udfff]/.test(encodedStr.charAt(i + 1))) {
          chr += encodedStr.charAt(i + 1);
          encodedStrArr.push(chr);
          i++;
        } else {
          encodedStrArr.push(chr);
        }
      }
      encodedStr = encodedStrArr;
    }
    line = "utf-8''";
    let encoded = true;
    startPos = 0;
    for (i = 0, len = encodedStr.length; i < len; i++) {
      chr = encodedStr[i];
      if (encoded) {
        chr = safeEncodeURIComponent(chr);
      } else {
        chr = chr === " " ? chr : safeEncodeURIComponent(chr);
        if (chr !== encodedStr[i]) {
          if ((safeEncodeURIComponent(line) + chr).length >= maxLength) {
            list.push({
              line,
              encoded
            });
            line = "";
            encoded = true;
          } else {
            encoded = true;
            i = startPos;
            line = "";
            continue;
          }
        }
      }
      if ((line + chr).length >= maxLength) {
        list.push({
          line,
          encoded
        });
        line = chr = encodedStr[i] === " " ? " " : safeEncodeURIComponent(encodedStr[i]);
        if (chr === encodedStr[i]) {
          encoded = false;
          startPos = i - 1;
        } else {
          encoded = true;
        }
      } else {
        line += chr;
      }
    }
    if (line) {
      list.push({
        line,
        encoded
      });
    }
  }
  return list.map((item, i2) => ({
    // encoded lines: {name}*{part}*
    // unencoded lines: {name}*{part}
    // if any line needs to be encoded then the first line (part==0) is always encoded
    key: key + "*" + i2 + (item.encoded ? "*" : ""),
    value: item.line
  }));
}
var TOKEN = /^[^\x00-\x20\x7f()<>@,;:\\"/[\]?=]+$/;
function _findCommentEnd(str, start) {
  let depth = 0;
  for (let i = start, len = str.length; i < len; i++) {
    const c = str.charAt(i);
    if (c === "\\") {
      i++;
    } else if (c === "(") {
      depth++;
    } else if (c === ")" && --depth === 0) {
      return i;
    }
  }
  return -1;
}
function _isParamName(name3) {
  return !!name3 && !isProtoKey(name3);
}
function parseHeaderValue(str, options2) {
  const response = {
    value: "",
    params: {}
  };
  let stripComments = !!options2?.stripComments;
  const setParam = (name3, value2) => {
    name3 = name3.toLowerCase();
    if (_isParamName(name3) && !Object.prototype.hasOwnProperty.call(response.params, name3)) {
      response.params[name3] = value2;
    }
  };
  let key = false;
  let value = "";
  let stage = "value";
  let quote = false;
  let escaped = false;
  let chr;
  let pendingSpace = "";
  let quoteClosed = false;
  const flushSpace = () => {
    if (value.length) {
      value += pendingSpace;
    }
    pendingSpace = "";
  };
  const addChr = (c) => {
    flushSpace();
    value += c;
  };
  const takeValue = () => {
    const taken = value;
    value = "";
    pendingSpace = "";
    quoteClosed = false;
    return taken;
  };
  const storeValue = () => {
    const taken = takeValue();
    if (key === false) {
      response.value = taken;
    } else {
      setParam(key, taken);
    }
  };
  const storeEmptyKey = () => {
    setParam(takeValue().trim(), "");
  };
  for (let i = 0, len = str.length; i < len; i++) {
    chr = str.charAt(i);
    if (stripComments && chr === "(" && !quote && !quoteClosed && !(stage === "value" && key !== false && !pendingSpace)) {
      let end = _findCommentEnd(str, i);
      if (end < 0 && str.indexOf(";", i) < 0) {
        end = len - 1;
      }
      if (end >= 0) {
        i = end;
        continue;
      }
      stripComments = false;
    }
    if (stage === "key") {
      if (chr === "=") {
        key = takeValue().trim();
        stage = "value";
        continue;
      }
      if (chr === ";") {
        storeEmptyKey();
        continue;
      }
      value += chr;
    } else {
      if (quoteClosed && chr !== ";") {
        escaped = false;
        continue;
      }
      if (escaped) {
        addChr(chr);
      } else if (quote && chr === "\\") {
        escaped = true;
        continue;
      } else if (quote && chr === quote) {
        quote = false;
        quoteClosed = true;
      } else if (!quote && chr === '"') {
        quote = chr;
        flushSpace();
      } else if (!quote && chr === ";") {
        storeValue();
        stage = "key";
      } else if (!quote && (chr === " " || chr === "	")) {
        pendingSpace += chr;
      } else {
        addChr(chr);
      }
      escaped = false;
    }
  }
  if (stage === "value") {
    storeValue();
  } else {
    storeEmptyKey();
  }
  const continuations = /* @__PURE__ */ new Map();
  Object.keys(response.params).forEach((key2) => {
    const match = key2.match(/(\*(\d+)|\*(\d+)\*|\*)$/);
    if (!match) {
      return;
    }
    const actualKey = key2.substr(0, match.index);
    const nr = Number(match[2] || match[3]) || 0;
    const encoded = match[0].substr(-1) === "*";
    let value2 = response.params[key2];
    delete response.params[key2];
    if (!_isParamName(actualKey)) {
      return;
    }
    let continuation = continuations.get(actualKey);
    if (!continuation) {
      continuation = { charset: false, sections: [] };
      continuations.set(actualKey, continuation);
    }
    const charsetMatch = nr === 0 && encoded ? value2.match(/^([^']*)'[^']*'(.*)$/) : null;
    if (charsetMatch) {
      continuation.charset = TOKEN.test(charsetMatch[1]) ? charsetMatch[1] : "iso-8859-1";
      value2 = charsetMatch[2];
    }
    continuation.sections.push({ nr, value: value2, encoded });
  });
  continuations.forEach((continuation, key2) => {
    if (Object.prototype.hasOwnProperty.call(response.params, key2)) {
      return;
    }
    continuation.sections.sort((a, b) => a.nr - b.nr);
    if (!continuation.charset) {
      response.params[key2] = continuation.sections.map((section2) => section2.value).join("");
      return;
    }
    response.params[key2] = "=?" + continuation.charset + "?Q?" + continuation.sections.map(_encodeContinuationSection).join("") + "?=";
  });
  return response;
}
function _encodeContinuationSection(section2) {
  const specials = section2.encoded ? /[=?_\s]/g : /[=?_\s%]/g;
  return section2.value.replace(specials, (s) => {
    const c = s.charCodeAt(0).toString(16);
    if (s === " ") {
      return "_";
    }
    return "%" + (c.length < 2 ? "0" : "") + c;
  }).replace(/%/g, "=");
}
function detectExtension2(mimeType) {
  return detectExtension(mimeType);
}
function detectMimeType2(extension) {
  return detectMimeType(extension);
}
function foldLines(str, lineLength, afterSpace) {
  str = (str || "").toString();
  lineLength = lineLength || 76;
  let pos = 0;
  const len = str.length;
  let result = "";
  let line, match;
  while (pos < len) {
    line = str.substr(pos, lineLength);
    if (line.length < lineLength) {
      result += line;
      break;
    }
    if (match = line.match(/^[^\n\r]*(\r?\n|\r)/)) {
      line = match[0];
      result += line;
      pos += line.length;
      continue;
    } else if ((match = line.match(/(\s+)[^\s]*$/)) && match[0].length - (afterSpace ? (match[1] || "").length : 0) < line.length) {
      line = line.substr(0, line.length - (match[0].length - (afterSpace ? (match[1] || "").length : 0)));
    } else if (match = str.substr(pos + line.length).match(/^[^\s]+(\s*)/)) {
      line = line + match[0].substr(0, match[0].length - (!afterSpace ? (match[1] || "").length : 0));
    }
    result += line;
    pos += line.length;
    if (pos < len) {
      result += "\r\n";
    }
  }
  return result;
}
function splitMimeEncodedString(str, maxlen) {
  const lines = [];
  let curLine, fallbackLine, match, chr, done;
  maxlen = Math.max(maxlen || 0, 12);
  while (str.length) {
    curLine = str.substr(0, maxlen);
    if (match = curLine.match(/[=][0-9A-F]?$/i)) {
      curLine = curLine.substr(0, match.index);
    }
    fallbackLine = curLine.length ? curLine : str.substr(0, maxlen);
    done = false;
    while (!done && curLine.length) {
      done = true;
      if (match = str.substr(curLine.length).match(/^[=]([0-9A-F]{2})/i)) {
        chr = parseInt(match[1], 16);
        if (chr < 194 && chr > 127) {
          curLine = curLine.substr(0, curLine.length - 3);
          done = false;
        }
      }
    }
    if (!curLine.length) {
      curLine = fallbackLine;
    }
    lines.push(curLine);
    str = str.substr(curLine.length);
  }
  return lines;
}
function encodeURICharComponent(chr) {
  let res = "";
  let ord = chr.charCodeAt(0).toString(16).toUpperCase();
  if (ord.length % 2) {
    ord = "0" + ord;
  }
  if (ord.length > 2) {
    for (let i = 0, len = ord.length / 2; i < len; i++) {
      res += "%" + ord.substr(i, 2);
    }
  } else {
    res += "%" + ord;
  }
  return res;
}
function safeEncodeURIComponent(str) {
  str = (str || "").toString();
  try {
    str = encodeURIComponent(str);
  } catch (_E) {
    str = encodeURIComponent(Buffer.from(str, "utf-8").toString("utf-8"));
  }
  return str.replace(/[\x00-\x1F *'()<>@,;:\\"[\]?=\u007F-\uFFFF]/g, (chr) => encodeURICharComponent(chr));
}

// node_modules/nodemailer/dist/esm/addressparser/index.js
var TOKEN_OPERATOR = 1;
var TOKEN_NO_BREAK = 2;
var TOKEN_DIRTY = 4;
var TOKEN_ESCAPES = 8;
var TOKEN_STARTS_ESCAPED = 16;
var TokenList = class {
  constructor(str) {
    this.str = str;
    this.slots = new Int32Array(48);
    this.length = 0;
    this.cleaned = /* @__PURE__ */ new Map();
  }
  /**
   * Appends a token
   *
   * @param kind Kind and flags of the token
   * @param start Offset of its first character
   * @param end Offset just past its last character
   * @return Index of the token
   */
  push(kind, start, end) {
    if ((this.length + 1) * 3 > this.slots.length) {
      const grown = new Int32Array(this.slots.length * 2);
      grown.set(this.slots);
      this.slots = grown;
    }
    const at = this.length * 3;
    this.slots[at] = kind;
    this.slots[at + 1] = start;
    this.slots[at + 2] = end;
    return this.length++;
  }
  /**
   * Offset of the first character of a token that is part of its value. A text run that is
   * no plain slice of the field still spans the whitespace and control characters its value
   * is trimmed of.
   */
  contentStart(index) {
    let start = this.slots[index * 3 + 1];
    const end = this.slots[index * 3 + 2];
    while (start < end && _isDroppedCode(this.str.charCodeAt(start))) {
      start++;
    }
    return start;
  }
  /**
   * Offset just past the last character of a token that is part of its value
   */
  contentEnd(index) {
    const start = this.slots[index * 3 + 1];
    let end = this.slots[index * 3 + 2];
    while (end > start && _isDroppedCode(this.str.charCodeAt(end - 1))) {
      end--;
    }
    return end;
  }
  /**
   * The character of an operator token, an empty string for a text run
   */
  operatorAt(index) {
    const at = index * 3;
    return this.slots[at] & TOKEN_OPERATOR ? this.str.charAt(this.slots[at + 1]) : "";
  }
  /**
   * Whether a token is an operator
   */
  isOperator(index) {
    return (this.slots[index * 3] & TOKEN_OPERATOR) !== 0;
  }
  /**
   * Whether the next character continues the run of a token without whitespace in between
   */
  noBreak(index) {
    return (this.slots[index * 3] & TOKEN_NO_BREAK) !== 0;
  }
  /**
   * Value of a token
   */
  value(index) {
    const cleaned = this.cleaned.get(index);
    if (cleaned !== void 0) {
      return cleaned;
    }
    return this.str.slice(this.slots[index * 3 + 1], this.slots[index * 3 + 2]);
  }
};
var DOMAIN_LITERAL_TAIL = /@(\[[^[\]\\]*\])$/;
function _domainAt(address) {
  const literal2 = address.charAt(address.length - 1) === "]" ? DOMAIN_LITERAL_TAIL.exec(address) : null;
  return literal2 ? address.length - literal2[1].length - 1 : address.lastIndexOf("@");
}
function _quoteLocalPart(address) {
  const lastAt = _domainAt(address);
  if (lastAt < 0) {
    return address;
  }
  const user = address.substr(0, lastAt);
  if (/^[^\s"(),:;<>@[\\\]]+$/.test(user) || /^"(?:[^"\\]|\\[\s\S])*"$/.test(user)) {
    return address;
  }
  return '"' + user.replace(/["\\]/g, "\\$&") + '"@' + address.substr(lastAt + 1);
}
var HAS_WHITESPACE = /\s/;
var QUOTED_LOCAL_ADDR = /^("(?:[^"\\]|\\[\s\S])*"@\S+)(?:\s+([\s\S]+))?$/;
var ADDR_SPEC = /^[^@\s]+@[^@\s]+$/;
var LITERAL_ADDR_SPEC = /^[^@\s]+@\[[^[\]\\\s]*\]$/;
var QUOTED_LOCAL_DOMAIN = /^@(?:[^@\s"]+|\[[^[\]\\\s]*\])$/;
function _isAddrSpec(value) {
  return ADDR_SPEC.test(value) || LITERAL_ADDR_SPEC.test(value);
}
var LOOSE_ADDR_SPEC = /^[^@\s]+@\S+$/;
var LOOSE_TEXT_ADDR = /\s*\b[^@\s]+@[^\s]+\b\s*/y;
function _isSpaceCode(code2) {
  return code2 === 32 || code2 >= 9 && code2 <= 13 || code2 === 160 || code2 === 5760 || code2 >= 8192 && code2 <= 8202 || code2 === 8232 || code2 === 8233 || code2 === 8239 || code2 === 8287 || code2 === 12288 || code2 === 65279;
}
function _isFoldingSpaceCode(code2) {
  return code2 === 32 || code2 === 9 || code2 === 13 || code2 === 10;
}
function _isFoldingGap(str, from, to) {
  for (let i = from; i < to; i++) {
    if (!_isFoldingSpaceCode(str.charCodeAt(i))) {
      return false;
    }
  }
  return true;
}
function _isDroppedCode(code2) {
  return code2 < 32 || code2 === 127 || _isSpaceCode(code2);
}
function _isWordCode(code2) {
  return code2 >= 48 && code2 <= 57 || code2 >= 65 && code2 <= 90 || code2 >= 97 && code2 <= 122 || code2 === 95;
}
function _isBoundary(text4, at) {
  return _isWordCode(text4.charCodeAt(at - 1)) !== _isWordCode(text4.charCodeAt(at));
}
function _indexOfAt(text4, from, to) {
  for (let i = from; i < to; i++) {
    if (text4.charCodeAt(i) === 64) {
      return i;
    }
  }
  return -1;
}
var LEADING_QUOTED_STRING = /^"(?:[^"\\]|\\[\s\S])*"/;
function _joinAtSpacing(value, at) {
  if (at < 0) {
    return value;
  }
  let start = at;
  while (start > 0 && _isSpaceCode(value.charCodeAt(start - 1))) {
    start--;
  }
  let end = at + 1;
  while (end < value.length && _isSpaceCode(value.charCodeAt(end))) {
    end++;
  }
  const joined = start === at && end === at + 1 ? value : value.slice(0, start) + "@" + value.slice(end);
  return _joinDomainDotSpacing(joined, start);
}
var ASCII_ATEXT = new Uint8Array(128);
for (let code2 = 33; code2 < 127; code2++) {
  ASCII_ATEXT[code2] = '()<>[]:;@\\,."'.indexOf(String.fromCharCode(code2)) < 0 ? 1 : 0;
}
function _isAtextCode(code2) {
  return code2 < 128 ? ASCII_ATEXT[code2] === 1 : !_isSpaceCode(code2);
}
function _joinDomainDotSpacing(value, at) {
  const len = value.length;
  let pos = at + 1;
  let spaced = false;
  for (; ; ) {
    const labelStart = pos;
    while (pos < len && _isAtextCode(value.charCodeAt(pos))) {
      pos++;
    }
    if (pos === labelStart) {
      break;
    }
    let next = pos;
    while (next < len && _isFoldingSpaceCode(value.charCodeAt(next))) {
      next++;
    }
    if (value.charCodeAt(next) !== 46) {
      break;
    }
    next++;
    while (next < len && _isFoldingSpaceCode(value.charCodeAt(next))) {
      next++;
    }
    if (next >= len || !_isAtextCode(value.charCodeAt(next))) {
      break;
    }
    spaced = spaced || next !== pos + 1;
    pos = next;
  }
  if (!spaced) {
    return value;
  }
  let domain = "";
  for (let k = at + 1; k < pos; k++) {
    if (!_isFoldingSpaceCode(value.charCodeAt(k))) {
      domain += value.charAt(k);
    }
  }
  return value.slice(0, at + 1) + domain + value.slice(pos);
}
function _collapseAtSpacing(value) {
  const quoted = LEADING_QUOTED_STRING.exec(value);
  if (quoted) {
    let at2 = quoted[0].length;
    while (at2 < value.length && _isSpaceCode(value.charCodeAt(at2))) {
      at2++;
    }
    if (value.charAt(at2) === "@" && value.indexOf("@", at2 + 1) < 0) {
      return _joinAtSpacing(value, at2);
    }
  }
  const at = value.indexOf("@");
  if (at < 0 || value.indexOf("@", at + 1) >= 0 || value.lastIndexOf('"') > at) {
    return value;
  }
  return _joinAtSpacing(value, at);
}
function _looseAddressStart(text4) {
  const len = text4.length;
  let pos = 0;
  while (pos < len) {
    while (pos < len && _isSpaceCode(text4.charCodeAt(pos))) {
      pos++;
    }
    if (pos >= len) {
      break;
    }
    const runStart = pos;
    let runEnd = pos;
    while (runEnd < len && !_isSpaceCode(text4.charCodeAt(runEnd))) {
      runEnd++;
    }
    let at = _indexOfAt(text4, runStart, runEnd);
    if (at >= 0) {
      let lastBoundary = -1;
      for (let k = runEnd; k > runStart; k--) {
        if (_isBoundary(text4, k)) {
          lastBoundary = k;
          break;
        }
      }
      let atomStart = runStart;
      while (lastBoundary >= 0 && at >= 0) {
        if (at > atomStart && runEnd > at + 1 && lastBoundary > at + 1) {
          for (let start = atomStart; start < at; start++) {
            if (_isBoundary(text4, start)) {
              if (start > runStart) {
                return start;
              }
              let padded = runStart;
              while (padded > 0 && _isSpaceCode(text4.charCodeAt(padded - 1))) {
                padded--;
              }
              return padded;
            }
          }
        }
        atomStart = at + 1;
        at = _indexOfAt(text4, atomStart, runEnd);
      }
    }
    pos = runEnd;
  }
  return -1;
}
function _recoverAddrSpec(data) {
  data.address = _collapseAtSpacing(data.address);
  if (!HAS_WHITESPACE.test(data.address)) {
    return;
  }
  let address;
  let rest;
  const quoted = data.address.match(QUOTED_LOCAL_ADDR);
  if (quoted) {
    if (!quoted[2]) {
      return;
    }
    address = quoted[1];
    rest = [quoted[2]];
  } else {
    if (data.address.indexOf('"') >= 0) {
      return;
    }
    const parts2 = data.address.split(/\s+/);
    let addrIndex = parts2.findIndex(_isAddrSpec);
    if (addrIndex < 0) {
      addrIndex = parts2.findIndex((part) => LOOSE_ADDR_SPEC.test(part));
    }
    if (addrIndex < 0) {
      return;
    }
    address = parts2.splice(addrIndex, 1)[0];
    rest = parts2;
  }
  data.address = address;
  data.text = [data.text].concat(rest).filter((part) => part).join(" ");
}
function _stripAddressComments(address) {
  const comments = [];
  let result = "";
  let comment = "";
  let depth = 0;
  let closer = "";
  let lastChar = "";
  let pendingSpace = false;
  let firstChar = "";
  let quoteSeen = false;
  let routeEnd = -1;
  for (let i = 0, len = address.length; i < len; i++) {
    const chr = address.charAt(i);
    if (depth) {
      if (chr === "\\" && i < len - 1) {
        comment += address.charAt(++i);
      } else if (chr === "(") {
        depth++;
        comment += chr;
      } else if (chr === ")" && !--depth) {
        comments.push(comment.trim());
        comment = "";
        pendingSpace = lastChar !== "@";
      } else {
        comment += chr;
      }
      continue;
    }
    if (pendingSpace && chr !== "(") {
      pendingSpace = false;
      if (chr !== "@" && chr !== "<" && !_isSpaceCode(address.charCodeAt(i))) {
        result += " ";
        lastChar = " ";
      }
    }
    if (closer) {
      if (chr === "\\" && closer === '"' && i < len - 1) {
        result += chr + address.charAt(++i);
        lastChar = address.charAt(i);
        continue;
      }
      if (chr === closer) {
        closer = "";
      }
    } else if (chr === '"') {
      closer = '"';
      quoteSeen = true;
    } else if (chr === ":" && routeEnd < 0 && firstChar === "@" && !quoteSeen) {
      routeEnd = result.length + 1;
    } else if (chr === "[") {
      closer = "]";
    } else if (chr === "(") {
      depth = 1;
      continue;
    } else if (chr === "<") {
      result = "";
      lastChar = "";
      comments.length = 0;
      firstChar = "";
      quoteSeen = false;
      routeEnd = -1;
      continue;
    }
    result += chr;
    lastChar = chr;
    if (!firstChar && !_isSpaceCode(address.charCodeAt(i))) {
      firstChar = chr;
    }
  }
  if (routeEnd >= 0 && result.indexOf("@", routeEnd) >= 0) {
    result = result.slice(routeEnd);
  }
  if (depth) {
    comments.push(comment.trim());
  }
  return { address: result.trim(), comments: comments.filter((text4) => text4) };
}
function _collectAddressParts(tokens, from, to) {
  let state = "text";
  const data = {
    address: [],
    comment: [],
    text: [],
    textWasQuoted: [],
    quotedLocalAt: []
  };
  let insideQuotes = false;
  let lastTextPureQuoted = false;
  let lastTextHasAt = false;
  let lastTextOpen = false;
  let gapFrom = 0;
  let gapsFolding = true;
  const lastChars = { address: "", comment: "", text: "" };
  for (let i = from; i < to; i++) {
    const value = tokens.value(i);
    const prevOperator = i > from ? tokens.operatorAt(i - 1) : "";
    const prevNoBreak = i > from && tokens.noBreak(i - 1);
    if (tokens.isOperator(i)) {
      switch (value) {
        case "<":
          state = "address";
          insideQuotes = false;
          lastTextOpen = false;
          break;
        case "(":
          state = "comment";
          insideQuotes = false;
          gapsFolding = gapsFolding && _isFoldingGap(tokens.str, gapFrom, tokens.contentStart(i));
          break;
        case '"':
          insideQuotes = !insideQuotes;
          state = "text";
          lastTextOpen = false;
          break;
        default:
          state = "text";
          insideQuotes = false;
          if (value !== ")") {
            lastTextOpen = false;
          } else {
            gapFrom = tokens.contentEnd(i);
          }
          break;
      }
    } else {
      const opensAfterEmptyQuotedString = prevOperator === '"' && prevNoBreak && i > from + 1 && tokens.operatorAt(i - 2) === '"';
      const parts2 = data[state];
      const secondAt = lastTextHasAt && prevOperator === ")" && value.indexOf("@") >= 0;
      const joinsDomain = !secondAt && lastTextOpen && lastTextHasAt && prevOperator === ")" && (lastChars.text === "." || value.charAt(0) === ".") && gapsFolding && _isFoldingGap(tokens.str, gapFrom, tokens.contentStart(i));
      const joins = joinsDomain || !secondAt && prevNoBreak && parts2.length > 0 && (prevOperator !== ")" || lastChars[state] === "@" || value.charAt(0) === "@");
      if (joins) {
        const last = data[state].length - 1;
        if (state === "text" && !insideQuotes) {
          if (lastTextPureQuoted && value.charAt(0) === "@") {
            data.quotedLocalAt[last] = data.text[last].length;
          }
          lastTextPureQuoted = false;
        }
        data[state][last] += value;
        lastChars[state] = value.charAt(value.length - 1);
        if (state === "text" && insideQuotes) {
          data.textWasQuoted[last] = true;
        }
      } else {
        data[state].push(value);
        lastChars[state] = value.charAt(value.length - 1);
        if (state === "text") {
          data.textWasQuoted.push(insideQuotes || opensAfterEmptyQuotedString);
          data.quotedLocalAt.push(opensAfterEmptyQuotedString && value.charAt(0) === "@" ? 0 : -1);
          lastTextPureQuoted = insideQuotes;
        }
      }
      if (state === "text") {
        lastTextHasAt = joins && lastTextHasAt || !insideQuotes && value.indexOf("@") >= 0;
        lastTextOpen = true;
        gapFrom = tokens.contentEnd(i);
        gapsFolding = true;
      }
    }
  }
  let textFromComment = false;
  if (!data.text.length && data.comment.length) {
    data.text = data.comment;
    data.comment = [];
    textFromComment = true;
  }
  return { data, textFromComment };
}
function _groupName(tokens, from, to) {
  return _collectAddressParts(tokens, from, to).data.text.join(" ");
}
function _handleAddress(tokens, from, to) {
  const collected = _collectAddressParts(tokens, from, to);
  const data = collected.data;
  let textFromComment = collected.textFromComment;
  const addressComments = [];
  const addressParts = [];
  for (const part of data.address) {
    const stripped = _stripAddressComments(part);
    for (const comment of stripped.comments) {
      addressComments.push(comment);
    }
    if (stripped.address) {
      addressParts.push(stripped.address);
    }
  }
  data.address = addressParts;
  if (!data.address.length && data.text.length && !textFromComment) {
    const candidates2 = data.text.map((part) => _collapseAtSpacing(part));
    for (let i = 0; i < data.text.length; i++) {
      const local = data.quotedLocalAt[i];
      const quotedLocal = data.textWasQuoted[i] && local >= 0 && QUOTED_LOCAL_DOMAIN.test(data.text[i].slice(local)) ? _quoteLocalPart(data.text[i]) : "";
      if (quotedLocal || !data.textWasQuoted[i] && _isAddrSpec(candidates2[i])) {
        data.address = [quotedLocal || candidates2[i]];
        data.text.splice(i, 1);
        data.textWasQuoted.splice(i, 1);
        data.quotedLocalAt.splice(i, 1);
        break;
      }
    }
    if (!data.address.length) {
      let extracted = false;
      for (let i = 0; i < data.text.length; i++) {
        if (!data.textWasQuoted[i]) {
          const part = candidates2[i];
          let remainder = data.text[i];
          const at = _looseAddressStart(part);
          if (at >= 0) {
            LOOSE_TEXT_ADDR.lastIndex = at;
            const match = LOOSE_TEXT_ADDR.exec(part);
            if (match) {
              data.address = [match[0].trim()];
              extracted = true;
              remainder = part.slice(0, at) + " " + part.slice(at + match[0].length);
            }
          }
          data.text[i] = remainder.trim();
          if (extracted) {
            break;
          }
        }
      }
    }
  }
  if (!data.text.length && data.comment.length) {
    data.text = data.comment;
    data.comment = [];
  }
  if (data.address.length > 1) {
    data.text = data.text.concat(data.address.splice(1));
  }
  const addressFromQuotedText = !data.address.length && data.textWasQuoted.some((wasQuoted) => wasQuoted);
  data.text = data.text.join(" ");
  data.address = data.address.join(" ");
  if (addressFromQuotedText && data.text.indexOf("@") >= 0) {
    data.address = _quoteLocalPart(_joinAtSpacing(data.text, _domainAt(data.text)));
    data.text = "";
  }
  _recoverAddrSpec(data);
  if (!data.text && addressComments.length) {
    data.text = addressComments.join(" ");
    textFromComment = true;
  }
  const address = {
    address: data.address || (textFromComment ? "" : data.text) || "",
    name: data.text || data.address || ""
  };
  if (address.address === address.name) {
    if (/@/.test(address.address || "")) {
      address.name = "";
    } else {
      address.address = "";
    }
  }
  return address;
}
var Tokenizer = class {
  constructor(str) {
    this.str = (str || "").toString();
    this.operatorCurrent = "";
    this.operatorExpecting = "";
    this.node = -1;
    this.escaped = false;
    this.inDomainLiteral = false;
    this.afterAt = false;
    this.inGroup = false;
    this.innerQuoted = false;
    this.innerComment = 0;
    this.innerLiteral = false;
    this.innerEscaped = false;
    this.list = new TokenList(this.str);
    this.operators = {
      '"': '"',
      "(": ")",
      "<": ">",
      ",": "",
      // A group is read in the same pass as the rest of the list, so its ':' only marks
      // where the name ends and its members are tokenized like any other address
      ":": "",
      // Semicolons are not a legal delimiter per the RFC2822 grammar other
      // than for terminating a group, but they are also not valid for any
      // other use in this context.  Given that some mail clients have
      // historically allowed the semicolon as a delimiter equivalent to the
      // comma in their UI, it makes sense to treat them the same as a comma
      // when used outside of a group.
      ";": ""
    };
  }
  /**
   * Tokenizes the original input string
   *
   * @return An array of operator|text tokens
   */
  tokenize() {
    const str = this.str;
    const len = str.length;
    for (let i = 0; i < len; i++) {
      this.checkChar(str.charAt(i), i);
    }
    this._closeText(len);
    const list = this.list;
    const slots = list.slots;
    let kept = 0;
    for (let i = 0, count2 = list.length; i < count2; i++) {
      const kind = slots[i * 3];
      let start = slots[i * 3 + 1];
      let end = slots[i * 3 + 2];
      if (kind & TOKEN_DIRTY) {
        const value = this._cleanValue(start, end, kind).trim();
        if (!value) {
          continue;
        }
        list.cleaned.set(kept, value);
      } else if (!(kind & TOKEN_OPERATOR)) {
        while (start < end && _isSpaceCode(str.charCodeAt(start))) {
          start++;
        }
        while (end > start && _isSpaceCode(str.charCodeAt(end - 1))) {
          end--;
        }
        if (start === end) {
          continue;
        }
      }
      slots[kept * 3] = kind;
      slots[kept * 3 + 1] = start;
      slots[kept * 3 + 2] = end;
      kept++;
    }
    list.length = kept;
    return list;
  }
  /**
   * Ends the text run being collected, if there is one
   *
   * @param end Offset just past its last character
   */
  _closeText(end) {
    if (this.node >= 0) {
      this.list.slots[this.node * 3 + 2] = end;
      this.node = -1;
    }
  }
  /**
   * Rebuilds the value of a text run that is no plain slice of the field, applying the
   * rules checkChar collects characters by: an escaping backslash is dropped, a line break
   * reads as a space and any other control character is left out
   *
   * @param start Offset of the first character of the run
   * @param end Offset just past its last character
   * @param kind Kind and flags of the run
   * @return Value of the run
   */
  _cleanValue(start, end, kind) {
    const str = this.str;
    const escapes = (kind & TOKEN_ESCAPES) !== 0;
    let escaped = (kind & TOKEN_STARTS_ESCAPED) !== 0;
    let value = "";
    for (let i = start; i < end; i++) {
      const chr = str.charAt(i);
      if (escapes && !escaped && chr === "\\") {
        escaped = true;
        continue;
      }
      escaped = false;
      if (chr === "\n") {
        value += " ";
      } else if (chr.charCodeAt(0) >= 33 || chr === " " || chr === "	") {
        value += chr;
      }
    }
    return value;
  }
  /**
   * Checks if a character is an operator or text and acts accordingly
   *
   * @param chr Character from the address field
   * @param i Offset of the character in the field
   */
  checkChar(chr, i) {
    if (!this.escaped && !this.operatorExpecting) {
      if (!this.inDomainLiteral && chr === "[" && this.afterAt) {
        this.inDomainLiteral = true;
      } else if (this.inDomainLiteral && (chr === "]" || chr === "," || chr === ";")) {
        this.inDomainLiteral = false;
      }
    }
    let nested = false;
    if (this.operatorExpecting === ">") {
      nested = this._trackInner(chr);
      if (!nested && chr === ";" && this.inGroup) {
        this._closeText(i);
        this.operatorExpecting = "";
        this._resetInner();
      }
    } else if (this.operatorExpecting === ")" && !this.escaped) {
      if (chr === "(") {
        this.innerComment++;
      } else if (chr === ")" && this.innerComment) {
        this.innerComment--;
        nested = true;
      }
    }
    if (this.escaped) {
    } else if (chr === this.operatorExpecting && !nested) {
      const nextChr = this.str.charAt(i + 1);
      this._closeText(i);
      this.list.push(nextChr && ![" ", "	", "\r", "\n", ",", ";"].includes(nextChr) ? TOKEN_OPERATOR | TOKEN_NO_BREAK : TOKEN_OPERATOR, i, i + 1);
      if (chr !== ")") {
        this.afterAt = false;
      }
      this.operatorExpecting = "";
      this.escaped = false;
      this._resetInner();
      return;
    } else if (!this.operatorExpecting && !(this.inDomainLiteral && chr === ":") && chr in this.operators) {
      this._closeText(i);
      this.list.push(TOKEN_OPERATOR, i, i + 1);
      if (chr === ":") {
        this.inGroup = true;
      } else if (chr === ";") {
        this.inGroup = false;
      }
      if (chr !== "(") {
        this.afterAt = false;
      }
      this.operatorExpecting = this.operators[chr];
      this.escaped = false;
      this._resetInner();
      return;
    } else if (['"', "'", ")"].includes(this.operatorExpecting) && chr === "\\") {
      this.escaped = true;
      if (this.node >= 0) {
        this.list.slots[this.node * 3] |= TOKEN_DIRTY;
      }
      return;
    }
    if (this.node < 0) {
      this.node = this.list.push((this.operatorExpecting === '"' || this.operatorExpecting === ")" ? TOKEN_ESCAPES : 0) | (this.escaped ? TOKEN_STARTS_ESCAPED : 0), i, i);
    }
    if (chr === "\n") {
      chr = " ";
      this.list.slots[this.node * 3] |= TOKEN_DIRTY;
    }
    if (chr.charCodeAt(0) >= 33 || chr === " " || chr === "	") {
      if (!this.operatorExpecting && chr !== " " && chr !== "	") {
        this.afterAt = chr === "@";
      }
    } else {
      this.list.slots[this.node * 3] |= TOKEN_DIRTY;
    }
    this.escaped = false;
  }
  /**
   * Tracks the quoted strings, comments and domain literals inside an angle-addr, which its
   * closer must not be read from. A backslash escapes the next character inside a quoted
   * string and a comment. A domain literal opens right after an "@" and ends at the "]".
   * dtext holds the list separators as well, and inside the brackets they never split the
   * list anyway.
   *
   * @param chr Character from the address field
   * @return true while the character sits inside one of them, the one that closes it included
   */
  _trackInner(chr) {
    if (this.innerEscaped) {
      this.innerEscaped = false;
      return true;
    }
    if (this.innerQuoted) {
      if (chr === "\\") {
        this.innerEscaped = true;
      } else if (chr === '"') {
        this.innerQuoted = false;
      }
      return true;
    }
    if (this.innerComment) {
      if (chr === "\\") {
        this.innerEscaped = true;
      } else if (chr === "(") {
        this.innerComment++;
      } else if (chr === ")") {
        this.innerComment--;
      }
      return true;
    }
    if (this.innerLiteral) {
      if (chr === "]") {
        this.innerLiteral = false;
      }
      return true;
    }
    if (chr === '"') {
      this.innerQuoted = true;
      return true;
    }
    if (chr === "(") {
      this.innerComment = 1;
      return true;
    }
    if (chr === "[" && this.afterAt) {
      this.innerLiteral = true;
      return true;
    }
    if (!_isSpaceCode(chr.charCodeAt(0))) {
      this.afterAt = chr === "@";
    }
    return false;
  }
  /**
   * Forgets the nesting collected for the operator that just opened or ended
   */
  _resetInner() {
    this.innerQuoted = false;
    this.innerComment = 0;
    this.innerLiteral = false;
    this.innerEscaped = false;
  }
};
function _mergeNameFragments(list) {
  const merged = [];
  for (let i = list.length - 1; i >= 0; i--) {
    const current = list[i];
    const next = merged.length ? merged[merged.length - 1] : null;
    if (next && current.address === "" && current.name && !current.group && next.address && next.name) {
      next.name = current.name + ", " + next.name;
    } else {
      merged.push(current);
    }
  }
  return merged.reverse();
}
function _parseAddressList(str) {
  const tokens = new Tokenizer(str).tokenize();
  const parsedAddresses = [];
  let group = null;
  let members = [];
  let from = 0;
  for (let i = 0, len = tokens.length; i <= len; i++) {
    const operator = i < len ? tokens.operatorAt(i) : "";
    if (i < len && operator !== "," && operator !== ";" && operator !== ":") {
      continue;
    }
    if (operator === ":") {
      if (!group) {
        group = { name: _groupName(tokens, from, i), group: [] };
        members = [];
      }
      from = i + 1;
      continue;
    }
    if (i > from) {
      const address = _handleAddress(tokens, from, i);
      if (group) {
        members.push(address);
      } else {
        parsedAddresses.push(address);
      }
    }
    from = i + 1;
    if (group && (operator === ";" || i === len)) {
      group.group = _mergeNameFragments(members);
      parsedAddresses.push(group);
      group = null;
    }
  }
  return _mergeNameFragments(parsedAddresses);
}
function addressparser(str, options2) {
  const parsedAddresses = _parseAddressList(str);
  if (options2?.flatten) {
    const flatAddresses = [];
    const walkAddressList = (list) => {
      list.forEach((entry) => {
        if (entry.group) {
          return walkAddressList(entry.group);
        }
        flatAddresses.push(entry);
      });
    };
    walkAddressList(parsedAddresses);
    return flatAddresses;
  }
  return parsedAddresses;
}
var addressparser_default = addressparser;

// node_modules/nodemailer/dist/esm/mime-node/last-newline.js
import { Transform as Transform3 } from "node:stream";
var LastNewline = class extends Transform3 {
  constructor() {
    super();
    this.lastByte = false;
  }
  /** @internal */
  _transform(chunk, encoding, done) {
    if (chunk.length) {
      this.lastByte = chunk[chunk.length - 1];
    }
    this.push(chunk);
    done();
  }
  /** @internal */
  _flush(done) {
    if (this.lastByte === 10) {
      return done();
    }
    if (this.lastByte === 13) {
      this.push(Buffer.from("\n"));
      return done();
    }
    this.push(Buffer.from("\r\n"));
    return done();
  }
};

// node_modules/nodemailer/dist/esm/mime-node/le-windows.js
import { Transform as Transform4 } from "node:stream";
var LeWindows = class extends Transform4 {
  constructor(options2) {
    super(options2);
    this.lastByte = false;
  }
  /**
   * Escapes dots
   * @internal
   */
  _transform(chunk, encoding, done) {
    let buf;
    let lastPos = 0;
    for (let i = 0, len = chunk.length; i < len; i++) {
      if (chunk[i] === 10) {
        if (i && chunk[i - 1] !== 13 || !i && this.lastByte !== 13) {
          if (i > lastPos) {
            buf = chunk.slice(lastPos, i);
            this.push(buf);
          }
          this.push(Buffer.from("\r\n"));
          lastPos = i + 1;
        }
      }
    }
    if (lastPos && lastPos < chunk.length) {
      buf = chunk.slice(lastPos);
      this.push(buf);
    } else if (!lastPos) {
      this.push(chunk);
    }
    this.lastByte = chunk[chunk.length - 1];
    done();
  }
};

// node_modules/nodemailer/dist/esm/mime-node/le-unix.js
import { Transform as Transform5 } from "node:stream";
var LeUnix = class extends Transform5 {
  constructor(options2) {
    super(options2);
  }
  /**
   * Escapes dots
   * @internal
   */
  _transform(chunk, encoding, done) {
    let buf;
    let lastPos = 0;
    for (let i = 0, len = chunk.length; i < len; i++) {
      if (chunk[i] === 13) {
        buf = chunk.slice(lastPos, i);
        lastPos = i + 1;
        this.push(buf);
      }
    }
    if (lastPos && lastPos < chunk.length) {
      buf = chunk.slice(lastPos);
      this.push(buf);
    } else if (!lastPos) {
      this.push(chunk);
    }
    done();
  }
};

// node_modules/nodemailer/dist/esm/mime-node/index.js
var FORMATTED_HEADERS = ["From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Date", "References"];
var ATEXT = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~\\x80-\\uFFFF]";
var DOT_ATOM = new RegExp("^" + ATEXT + "+(?:\\." + ATEXT + "+)*$");
var QUOTED_STRING = /^"(?:[^"\\]|\\[\s\S])*"$/;
var PLAIN_ADDRESS = /^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/;
var DOMAIN_LITERAL_TAIL2 = /@(\[[^[\]\\]*\])$/;
function stripWhitespaceInAngleBrackets(value) {
  let result = "";
  let pos = 0;
  for (; ; ) {
    const open4 = value.indexOf("<", pos);
    if (open4 < 0) {
      break;
    }
    const close2 = value.indexOf(">", open4 + 1);
    if (close2 < 0) {
      break;
    }
    result += value.slice(pos, open4) + value.slice(open4, close2 + 1).replace(/\s/g, "");
    pos = close2 + 1;
  }
  return result + value.slice(pos);
}
var PIPELINE_NOOP = () => false;
function abortedError() {
  const err = new Error("Message stream was closed before the message was generated");
  err.code = ESTREAM;
  return err;
}
function _stripBoundaryControls(value) {
  return value.replace(/[\x00-\x1f\x7f]+/g, "");
}
var MimeNode = class _MimeNode {
  constructor(contentType, options2) {
    this.nodeCounter = 0;
    options2 = options2 || {};
    this.baseBoundary = _stripBoundaryControls(options2.baseBoundary || crypto.randomBytes(8).toString("hex"));
    this.boundaryPrefix = _stripBoundaryControls(options2.boundaryPrefix || "--_NmP");
    this.disableFileAccess = !!options2.disableFileAccess;
    this.disableUrlAccess = !!options2.disableUrlAccess;
    this.normalizeHeaderKey = options2.normalizeHeaderKey;
    this.date = options2.parentNode ? null : /* @__PURE__ */ new Date();
    this.rootNode = options2.rootNode || this;
    this.keepBcc = !!options2.keepBcc;
    if (options2.filename) {
      this.filename = options2.filename;
      if (!contentType) {
        contentType = detectMimeType2(this.filename.split(".").pop());
      }
    }
    this.textEncoding = (options2.textEncoding || "").toString().trim().charAt(0).toUpperCase();
    this.parentNode = options2.parentNode;
    this.hostname = options2.hostname;
    this.newline = options2.newline;
    this.childNodes = [];
    this._nodeId = ++this.rootNode.nodeCounter;
    this._headers = [];
    this._isPlainText = false;
    this._hasLongLines = false;
    this._envelope = false;
    this._raw = false;
    this._transforms = [];
    this._processFuncs = [];
    if (contentType) {
      this.setHeader("Content-Type", contentType);
    }
  }
  /////// PUBLIC METHODS
  /**
   * Creates and appends a child node.Arguments provided are passed to MimeNode constructor
   *
   * @param [contentType] Optional content type
   * @param [options] Optional options object
   * @return Created node object
   */
  createChild(contentType, options2) {
    if (!options2 && typeof contentType === "object") {
      options2 = contentType;
      contentType = void 0;
    }
    const node = new _MimeNode(contentType, options2);
    this.appendChild(node);
    return node;
  }
  /**
   * Appends an existing node to the mime tree. Removes the node from an existing
   * tree if needed
   *
   * @param childNode node to be appended
   * @return Appended node object
   */
  appendChild(childNode) {
    if (childNode.parentNode && childNode.parentNode !== this) {
      childNode.remove();
    }
    if (childNode.rootNode !== this.rootNode) {
      childNode.rootNode = this.rootNode;
      childNode._nodeId = ++this.rootNode.nodeCounter;
    }
    childNode.parentNode = this;
    this.childNodes.push(childNode);
    return childNode;
  }
  /**
   * Replaces current node with another node
   *
   * @param node Replacement node
   * @return Replacement node
   */
  replace(node) {
    if (node === this) {
      return this;
    }
    this.parentNode.childNodes.forEach((childNode, i) => {
      if (childNode === this) {
        node.rootNode = this.rootNode;
        node.parentNode = this.parentNode;
        node._nodeId = this._nodeId;
        this.rootNode = this;
        this.parentNode = void 0;
        node.parentNode.childNodes[i] = node;
      }
    });
    return node;
  }
  /**
   * Removes current node from the mime tree
   *
   * @return removed node
   */
  remove() {
    if (!this.parentNode) {
      return this;
    }
    for (let i = this.parentNode.childNodes.length - 1; i >= 0; i--) {
      if (this.parentNode.childNodes[i] === this) {
        this.parentNode.childNodes.splice(i, 1);
        this.parentNode = void 0;
        this.rootNode = this;
        return this;
      }
    }
  }
  /**
   * Sets a header value. If the value for selected key exists, it is overwritten.
   * You can set multiple values as well by using [{key:'', value:''}] or
   * {key: 'value'} as the first argument.
   *
   * @param key Header key or a list of key value pairs
   * @param value Header value
   * @return current node
   */
  setHeader(key, value) {
    let added = false;
    if (!value && key && typeof key === "object") {
      if (key.key && "value" in key) {
        this.setHeader(key.key, key.value);
      } else if (Array.isArray(key)) {
        key.forEach((i) => {
          this.setHeader(i.key, i.value);
        });
      } else {
        Object.keys(key).forEach((i) => {
          this.setHeader(i, key[i]);
        });
      }
      return this;
    }
    key = this._normalizeHeaderKey(key);
    const headerValue = {
      key,
      value
    };
    for (let i = 0, len = this._headers.length; i < len; i++) {
      if (this._headers[i].key === key) {
        if (!added) {
          this._headers[i] = headerValue;
          added = true;
        } else {
          this._headers.splice(i, 1);
          i--;
          len--;
        }
      }
    }
    if (!added) {
      this._headers.push(headerValue);
    }
    return this;
  }
  /**
   * Adds a header value. If the value for selected key exists, the value is appended
   * as a new field and old one is not touched.
   * You can set multiple values as well by using [{key:'', value:''}] or
   * {key: 'value'} as the first argument.
   *
   * @param key Header key or a list of key value pairs
   * @param value Header value
   * @return current node
   */
  addHeader(key, value) {
    if (!value && key && typeof key === "object") {
      if (key.key && key.value) {
        this.addHeader(key.key, key.value);
      } else if (Array.isArray(key)) {
        key.forEach((i) => {
          this.addHeader(i.key, i.value);
        });
      } else {
        Object.keys(key).forEach((i) => {
          this.addHeader(i, key[i]);
        });
      }
      return this;
    } else if (Array.isArray(value)) {
      value.forEach((val) => {
        this.addHeader(key, val);
      });
      return this;
    }
    this._headers.push({
      key: this._normalizeHeaderKey(key),
      value
    });
    return this;
  }
  /**
   * Retrieves the first mathcing value of a selected key
   *
   * @param key Key to search for
   * @retun Value for the key
   */
  getHeader(key) {
    key = this._normalizeHeaderKey(key);
    for (let i = 0, len = this._headers.length; i < len; i++) {
      if (this._headers[i].key === key) {
        return this._headers[i].value;
      }
    }
  }
  /**
   * Sets body content for current node. If the value is a string, charset is added automatically
   * to Content-Type (if it is text/*). If the value is a Buffer, you need to specify
   * the charset yourself
   *
   * @param content Body content
   * @return current node
   */
  setContent(content) {
    this.content = content;
    if (typeof this.content.pipe === "function") {
      recordStreamErrors(this.content);
    } else if (typeof this.content === "string") {
      this._isPlainText = isPlainText(this.content);
      if (this._isPlainText && hasLongerLines(this.content, 76)) {
        this._hasLongLines = true;
      }
    }
    return this;
  }
  build(callback) {
    let promise;
    if (!callback) {
      promise = new Promise((resolve5, reject) => {
        callback = callbackPromise(resolve5, reject);
      });
    }
    const done = callback;
    const stream = this.createReadStream();
    const buf = [];
    let buflen = 0;
    let returned = false;
    stream.on("readable", () => {
      let chunk;
      while ((chunk = stream.read()) !== null) {
        buf.push(chunk);
        buflen += chunk.length;
      }
    });
    stream.once("error", (err) => {
      if (returned) {
        return;
      }
      returned = true;
      return done(err);
    });
    stream.once("end", (chunk) => {
      if (returned) {
        return;
      }
      returned = true;
      if (chunk && chunk.length) {
        buf.push(chunk);
        buflen += chunk.length;
      }
      return done(null, Buffer.concat(buf, buflen));
    });
    return promise;
  }
  getTransferEncoding() {
    let transferEncoding = false;
    const contentType = (this.getHeader("Content-Type") || "").toString().toLowerCase().trim();
    if (this.content) {
      transferEncoding = (this.getHeader("Content-Transfer-Encoding") || "").toString().toLowerCase().trim();
      if (!transferEncoding || !["base64", "quoted-printable"].includes(transferEncoding)) {
        if (/^text\//i.test(contentType)) {
          if (this._isPlainText && !this._hasLongLines) {
            transferEncoding = "7bit";
          } else if (typeof this.content === "string" || this.content instanceof Buffer) {
            transferEncoding = this._getTextEncoding(this.content) === "Q" ? "quoted-printable" : "base64";
          } else {
            transferEncoding = this.textEncoding === "B" ? "base64" : "quoted-printable";
          }
        } else if (!/^(multipart|message)\//i.test(contentType)) {
          transferEncoding = transferEncoding || "base64";
        }
      }
    }
    return transferEncoding;
  }
  /**
   * Builds the header block for the mime node. Append \r\n\r\n before writing the content
   *
   * @returns Headers
   */
  buildHeaders() {
    const transferEncoding = this.getTransferEncoding();
    const headers = [];
    if (transferEncoding) {
      this.setHeader("Content-Transfer-Encoding", transferEncoding);
    }
    if (this.filename && !this.getHeader("Content-Disposition")) {
      this.setHeader("Content-Disposition", "attachment");
    }
    if (this.rootNode === this) {
      if (!this.getHeader("Date")) {
        this.setHeader("Date", this.date.toUTCString().replace(/GMT/, "+0000"));
      }
      this.messageId();
      if (!this.getHeader("MIME-Version")) {
        this.setHeader("MIME-Version", "1.0");
      }
      for (let i = this._headers.length - 2; i >= 0; i--) {
        const header = this._headers[i];
        if (header.key === "Content-Type") {
          this._headers.splice(i, 1);
          this._headers.push(header);
        }
      }
    }
    this._headers.forEach((header) => {
      let key = header.key;
      let value = header.value;
      let structured;
      let param;
      const options2 = {};
      const formattedHeaders = FORMATTED_HEADERS;
      if (value && typeof value === "object" && !formattedHeaders.includes(key)) {
        copyOwnKeys(options2, value, (optionKey) => optionKey === "value");
        value = (value.value || "").toString();
        if (!value.trim()) {
          return;
        }
      }
      if (options2.prepared) {
        if (options2.foldLines) {
          headers.push(foldLines(key + ": " + value));
        } else {
          headers.push(key + ": " + value);
        }
        return;
      }
      switch (header.key) {
        // The comments of a MIME header are not part of its value and are dropped, so a
        // caller supplied 'boundary=b (comment)' is the boundary b it names, and the
        // header goes out without the comment
        case "Content-Disposition":
          structured = parseHeaderValue(value, { stripComments: true });
          if (this.filename) {
            structured.params.filename = this.filename;
          }
          value = buildHeaderValue(structured);
          break;
        case "Content-Type":
          structured = parseHeaderValue(value, { stripComments: true });
          structured.value = (structured.value || "").toString().replace(/[\x00-\x1f\x7f]/g, "");
          this._handleContentType(structured);
          if (structured.value.match(/^text\/plain\b/) && typeof this.content === "string" && /[\u0080-\uFFFF]/.test(this.content)) {
            structured.params.charset = "utf-8";
          }
          if (this.filename) {
            for (const paramKey of Object.keys(structured.params)) {
              if (/^name(\*|$)/i.test(paramKey)) {
                delete structured.params[paramKey];
              }
            }
          }
          value = buildHeaderValue(structured);
          if (this.filename) {
            param = /[\x00-\x1f\x7f]/.test(this.filename) ? encodeWord(this.filename, this._getTextEncoding(this.filename), 52) : this._encodeWords(this.filename);
            if (param !== this.filename || /[\s'"\\;:/=(),<>@[\]?]|^-/.test(param)) {
              param = JSON.stringify(param);
            }
            value += "; name=" + param;
          }
          break;
        case "Bcc":
          if (!this.keepBcc) {
            return;
          }
          break;
      }
      value = this.encodeHeaderValue(key, value);
      if (!(value || "").toString().trim()) {
        return;
      }
      if (typeof this.normalizeHeaderKey === "function") {
        const normalized2 = this.normalizeHeaderKey(key, value);
        const cleaned = typeof normalized2 === "string" ? normalized2.replace(/[\x00-\x1f\x7f]/g, "") : "";
        if (cleaned) {
          key = cleaned;
        }
      }
      headers.push(foldLines(key + ": " + value, 76));
    });
    return headers.join("\r\n");
  }
  /**
   * Streams the rfc2822 message from the current node. If this is a root node,
   * mandatory header fields are set if missing (Date, Message-Id, MIME-Version)
   *
   * @return Compiled message
   */
  createReadStream(options2) {
    options2 = options2 || {};
    const stream = new PassThrough2(options2);
    this.stream(stream, options2, (err) => {
      if (err) {
        stream.destroy(err);
        return;
      }
      stream.end();
    });
    stream.once("close", () => {
      if (!stream.writableFinished) {
        this._destroyContentStreams();
      }
    });
    const stages = [stream];
    for (const transform of this._transforms) {
      stages.push(typeof transform === "function" ? transform() : transform);
    }
    stages.push(new LastNewline());
    let outputStream = pipeline(stages, PIPELINE_NOOP);
    for (const processFunc of this._processFuncs) {
      const input = outputStream;
      outputStream = processFunc(input);
      if (outputStream !== input) {
        finished2(outputStream, (err) => {
          if (err) {
            input.destroy();
          }
        });
      }
    }
    if (this.newline) {
      const winbreak = ["win", "windows", "dos", "\r\n"].includes(this.newline.toString().toLowerCase());
      outputStream = pipeline(outputStream, winbreak ? new LeWindows() : new LeUnix(), PIPELINE_NOOP);
    }
    return outputStream;
  }
  /**
   * Appends a transform stream object to the transforms list. Final output
   * is passed through this stream before exposing
   *
   * @param transform Read-Write stream
   */
  transform(transform) {
    this._transforms.push(transform);
  }
  /**
   * Appends a post process function. The functon is run after transforms and
   * uses the following syntax
   *
   *   processFunc(input) -> outputStream
   *
   * @param processFunc Read-Write stream
   */
  processFunc(processFunc) {
    this._processFuncs.push(processFunc);
  }
  stream(outputStream, options2, done) {
    const transferEncoding = this.getTransferEncoding();
    let activeStreams = [];
    let returned = false;
    const callback = (err) => {
      if (returned) {
        return;
      }
      returned = true;
      outputStream.removeListener("close", onOutputClose);
      done(err);
    };
    function onOutputClose() {
      for (const stream of activeStreams) {
        stream.destroy();
      }
      return callback(abortedError());
    }
    const readInto = (...streams) => {
      if (!activeStreams.length) {
        outputStream.once("close", onOutputClose);
      }
      activeStreams = streams;
    };
    const aborted = () => {
      if (outputStream.destroyed) {
        callback(abortedError());
        return true;
      }
      return false;
    };
    const finalize = () => {
      let childId = 0;
      const processChildNode = () => {
        if (aborted()) {
          return;
        }
        if (childId >= this.childNodes.length) {
          outputStream.write("\r\n--" + this.boundary + "--\r\n");
          return callback();
        }
        const child = this.childNodes[childId++];
        outputStream.write((childId > 1 ? "\r\n" : "") + "--" + this.boundary + "\r\n");
        child.stream(outputStream, options2, (err) => {
          if (err) {
            return callback(err);
          }
          setImmediate(processChildNode);
        });
      };
      if (this.multipart) {
        setImmediate(processChildNode);
      } else {
        return callback();
      }
    };
    const sendContent = () => {
      if (aborted()) {
        return;
      }
      if (!this.content) {
        return setImmediate(finalize);
      }
      const createStream = () => {
        if (aborted()) {
          return;
        }
        const contentError = this._takeStreamContent(this.content);
        if (contentError) {
          return callback(contentError);
        }
        const localStream = this._getStream(this.content);
        if (["quoted-printable", "base64"].includes(transferEncoding)) {
          const contentStream = transferEncoding === "base64" ? new Encoder(options2) : (
            // outside of text a lone CR or LF is data, encoding it keeps it from being
            // turned into a line break by a newline transform or the receiving side
            new Encoder2(Object.assign({}, options2, { binary: !/^text\//i.test(this.contentType || "") }))
          );
          readInto(localStream, contentStream);
          contentStream.pipe(outputStream, {
            end: false
          });
          pipeline(localStream, contentStream, (err) => err && callback(err));
          finished2(contentStream, { writable: false }, (err) => err ? callback(err) : finalize());
        } else {
          readInto(localStream);
          localStream.pipe(outputStream, {
            end: false
          });
          finished2(localStream, { writable: false }, (err) => err ? callback(err) : finalize());
        }
      };
      if (this.content._resolve) {
        const sourceStream = this._getStream(this.content);
        readInto(sourceStream);
        resolveStream(sourceStream, (err, value) => {
          if (err) {
            return callback(err);
          }
          if (returned) {
            return;
          }
          this.content._resolve = false;
          this.content._resolvedValue = value;
          setImmediate(createStream);
        });
      } else {
        setImmediate(createStream);
      }
    };
    if (this._raw) {
      setImmediate(() => {
        if (aborted()) {
          return;
        }
        const rawError = this._takeStreamContent(this._raw);
        if (rawError) {
          return callback(rawError);
        }
        const raw = this._getStream(this._raw);
        readInto(raw);
        raw.pipe(outputStream, {
          end: false
        });
        finished2(raw, { writable: false }, (err) => err ? callback(err) : finalize());
      });
    } else {
      outputStream.write(this.buildHeaders() + "\r\n\r\n");
      setImmediate(sendContent);
    }
  }
  /**
   * Sets envelope to be used instead of the generated one
   *
   * @return SMTP envelope in the form of {from: 'from@example.com', to: ['to@example.com']}
   */
  setEnvelope(envelope) {
    let list;
    this._envelope = {
      from: false,
      to: []
    };
    if (envelope.from) {
      list = [];
      this._convertAddresses(this._parseEnvelopeAddresses(envelope.from), list);
      list = list.filter((address) => address && address.address);
      if (list.length && list[0]) {
        this._envelope.from = list[0].address;
      }
    }
    const seenRecipients = /* @__PURE__ */ new Set();
    const recipients = [];
    ["to", "cc", "bcc"].forEach((key) => {
      if (envelope[key]) {
        this._convertAddresses(this._parseEnvelopeAddresses(envelope[key]), recipients, seenRecipients);
      }
    });
    this._envelope.to = recipients.map((to) => to.address).filter((address) => address);
    const standardFields = ["to", "cc", "bcc", "from"];
    copyOwnKeys(this._envelope, envelope, (key) => standardFields.includes(key));
    return this;
  }
  /**
   * Generates and returns an object with parsed address fields
   *
   * @return Address object
   */
  getAddresses() {
    const addresses = {};
    const seenByKey = /* @__PURE__ */ new Map();
    this._headers.forEach((header) => {
      const key = header.key.toLowerCase();
      if (["from", "sender", "reply-to", "to", "cc", "bcc"].includes(key)) {
        if (!Array.isArray(addresses[key])) {
          addresses[key] = [];
          seenByKey.set(key, /* @__PURE__ */ new Set());
        }
        this._convertAddresses(this._parseAddresses(header.value), addresses[key], seenByKey.get(key));
      }
    });
    return addresses;
  }
  /**
   * Generates and returns SMTP envelope with the sender address and a list of recipients addresses
   *
   * @return SMTP envelope in the form of {from: 'from@example.com', to: ['to@example.com']}
   */
  getEnvelope() {
    if (this._envelope) {
      return this._envelope;
    }
    const envelope = {
      from: false,
      to: []
    };
    const seenRecipients = /* @__PURE__ */ new Set();
    const recipients = [];
    this._headers.forEach((header) => {
      const list = [];
      if (header.key === "From" || !envelope.from && ["Reply-To", "Sender"].includes(header.key)) {
        this._convertAddresses(this._parseAddresses(header.value), list);
        if (list.length && list[0]) {
          envelope.from = list[0].address;
        }
      } else if (["To", "Cc", "Bcc"].includes(header.key)) {
        this._convertAddresses(this._parseAddresses(header.value), recipients, seenRecipients);
      }
    });
    envelope.to = recipients.map((to) => to.address);
    return envelope;
  }
  /**
   * Returns Message-Id value. If it does not exist, then creates one
   *
   * @return Message-Id value
   */
  messageId() {
    let messageId = this.getHeader("Message-ID");
    if (!messageId) {
      messageId = this._generateMessageId();
      this.setHeader("Message-ID", messageId);
    }
    return messageId;
  }
  /**
   * Sets pregenerated content that will be used as the output of this node
   *
   * @param raw Raw MIME contents
   */
  setRaw(raw) {
    this._raw = raw;
    if (this._raw && typeof this._raw.pipe === "function") {
      recordStreamErrors(this._raw);
    }
    return this;
  }
  /////// PRIVATE METHODS
  /**
   * Checks an access policy flag for this node and every node above it. The flags are set
   * from the options the node was built with, and createChild only ever sees the options
   * the caller passed, so a child of a closed tree starts out open. Reading the answer off
   * the parent chain keeps it right whatever order the tree was assembled in.
   *
   * @param flag Either 'disableFileAccess' or 'disableUrlAccess'
   * @return true if this node or an ancestor closed that access
   * @internal
   */
  _accessDisabled(flag) {
    let node = this;
    while (node) {
      if (node[flag]) {
        return true;
      }
      node = node.parentNode;
    }
    return false;
  }
  /**
   * Destroys the content streams of this node and of every node below it
   *
   * @internal
   */
  _destroyContentStreams() {
    destroyStream(this.content);
    destroyStream(this._raw);
    for (const child of this.childNodes) {
      child._destroyContentStreams();
    }
  }
  /**
   * Checks that a content value can still be read before the node streams it. A stream is
   * refused once it errored, ended or was destroyed: piping it would either never finish or
   * produce an empty body without any error
   *
   * @param content Node content or raw value
   * @returns The error to stop with, or null when the content can be read
   * @internal
   */
  _takeStreamContent(content) {
    if (Object.prototype.toString.call(content) === "[object Error]") {
      return content;
    }
    if (!content || typeof content.pipe !== "function" || content._resolvedValue) {
      return null;
    }
    return unreadableStreamError(content);
  }
  /**
   * Detects and returns handle to a stream related with the content.
   *
   * @param content Node content
   * @returns Stream object
   * @internal
   */
  _getStream(content) {
    let contentStream;
    if (content._resolvedValue) {
      contentStream = new PassThrough2();
      setImmediate(() => {
        try {
          contentStream.end(content._resolvedValue);
        } catch (_err) {
          contentStream.emit("error", _err);
        }
      });
      return contentStream;
    }
    if (typeof content.pipe === "function") {
      return content;
    }
    if (content && typeof content.path === "string" && !content.href) {
      if (this._accessDisabled("disableFileAccess")) {
        contentStream = new PassThrough2();
        setImmediate(() => {
          const err = new Error("File access rejected for " + content.path);
          err.code = EFILEACCESS;
          contentStream.emit("error", err);
        });
        return contentStream;
      }
      return fs2.createReadStream(content.path);
    }
    if (content && typeof content.href === "string") {
      if (this._accessDisabled("disableUrlAccess")) {
        contentStream = new PassThrough2();
        setImmediate(() => {
          const err = new Error("Url access rejected for " + content.href);
          err.code = EURLACCESS;
          contentStream.emit("error", err);
        });
        return contentStream;
      }
      return fetch_default(content.href, { headers: content.httpHeaders, tls: content.tls });
    }
    contentStream = new PassThrough2();
    setImmediate(() => {
      try {
        contentStream.end(content || "");
      } catch (_err) {
        contentStream.emit("error", _err);
      }
    });
    return contentStream;
  }
  /**
   * Parses addresses. Takes in a single address or an array or an
   * array of address arrays (eg. To: [[first group], [second group],...])
   *
   * @param addresses Addresses to be parsed
   * @return An array of address objects
   * @internal
   */
  _parseAddresses(addresses) {
    const flattened = [];
    const seen = /* @__PURE__ */ new WeakSet();
    const stack = [];
    const enter = (list) => {
      if (!seen.has(list)) {
        seen.add(list);
        stack.push({ list, pos: 0 });
      }
    };
    enter(Array.isArray(addresses) ? addresses : [addresses]);
    while (stack.length) {
      const frame = stack[stack.length - 1];
      if (frame.pos >= frame.list.length) {
        stack.pop();
        continue;
      }
      const address = frame.list[frame.pos++];
      if (Array.isArray(address)) {
        enter(address);
        continue;
      }
      if (address && address.address) {
        const normalized2 = this._normalizeAddress(address.address);
        if (normalized2 === address.address && typeof address.name === "string") {
          flattened.push(address);
          continue;
        }
        const copy = copyOwnKeys({}, address);
        copy.address = normalized2;
        copy.name = address.name || "";
        flattened.push(copy);
        continue;
      }
      const parsed = this._normalizeParsedAddresses(addressparser_default(address));
      for (let i = 0; i < parsed.length; i++) {
        flattened.push(parsed[i]);
      }
    }
    return flattened;
  }
  /**
   * Normalizes the addresses of a freshly parsed address list, groups included.
   *
   * Everything this method returns carries a normalized address, whether it arrived as an
   * object or was parsed out of a header value. Without this the two shapes disagree, and
   * a consumer reading the parsed form back is handed the ambiguous
   * 'user@evil.com@good.com' that the header and the envelope no longer carry.
   *
   * @param parsed An array of address objects, as returned by addressparser
   * @return The same array, with every address normalized
   * @internal
   */
  _normalizeParsedAddresses(parsed) {
    parsed.forEach((entry) => {
      if (entry.address) {
        entry.address = this._normalizeAddress(entry.address);
      } else if (entry.group) {
        this._normalizeParsedAddresses(entry.group);
      }
    });
    return parsed;
  }
  /**
   * Parses the addresses of an explicitly set envelope.
   *
   * An envelope value is an addr-spec and never a display name, so a bare local username
   * such as 'root' is the address here. Header parsing has to read the same value as a
   * display name, as a value with no '@' in it can not be an addr-spec in a header.
   *
   * @param addresses Addresses to be parsed
   * @return An array of address objects
   * @internal
   */
  _parseEnvelopeAddresses(addresses) {
    return this._parseAddresses(addresses).map((entry) => {
      if (entry.address || entry.group || !entry.name || /[\s@]/.test(entry.name)) {
        return entry;
      }
      return { address: this._normalizeAddress(entry.name), name: "" };
    });
  }
  /**
   * Normalizes a header key, uses Camel-Case form, except for uppercase MIME-
   *
   * @param key Key to be normalized
   * @return key in Camel-Case form
   * @internal
   */
  _normalizeHeaderKey(key) {
    key = (key || "").toString().replace(/[\s\x00-\x20\x7f:]/g, "").toLowerCase().replace(/^X-SMTPAPI$|^(MIME|DKIM|ARC|BIMI)\b|^OTP(?=-Token$)|^[a-z]|-(SPF|FBL|ID|MD5)$|-[a-z]/gi, (c) => c.toUpperCase()).replace(/^Content-Features$/i, "Content-features");
    return key;
  }
  /**
   * Checks if the content type is multipart and defines boundary if needed.
   * Doesn't return anything, modifies object argument instead.
   *
   * @param structured Parsed header value for 'Content-Type' key
   * @internal
   */
  _handleContentType(structured) {
    this.contentType = structured.value.trim().toLowerCase();
    this.multipart = /^multipart\//i.test(this.contentType) ? this.contentType.substr(this.contentType.indexOf("/") + 1) : false;
    if (this.multipart) {
      const declared = _stripBoundaryControls(structured.params.boundary || this.boundary || "");
      this.boundary = structured.params.boundary = declared || _stripBoundaryControls(this._generateBoundary());
    } else {
      this.boundary = false;
    }
  }
  /**
   * Generates a multipart boundary value
   *
   * @return boundary value
   * @internal
   */
  _generateBoundary() {
    return _stripBoundaryControls(this.rootNode.boundaryPrefix + "-" + this.rootNode.baseBoundary) + "-Part_" + this._nodeId;
  }
  /**
   * Encodes a header value the way this node encodes it in the generated message:
   * address headers are punycoded and mime encoded, message id headers get their
   * angle brackets, a Date object is formatted and any other value is mime encoded
   * when it holds non-ascii or control characters (using the node's `textEncoding`).
   *
   * The result is a single unfolded line without the key. Fold it before writing it
   * into a message, `key + ': ' + value` folded at 76 characters is what the node does.
   *
   * @param key Header key, case insensitive
   * @param value Header value
   * @returns Encoded header value
   */
  encodeHeaderValue(key, value) {
    key = this._normalizeHeaderKey(key);
    switch (key) {
      // Structured headers
      case "From":
      case "Sender":
      case "To":
      case "Cc":
      case "Bcc":
      case "Reply-To":
        return this._convertAddresses(this._parseAddresses(value));
      // values enclosed in <>
      case "Message-ID":
      case "In-Reply-To":
      case "Content-ID":
        value = (value || "").toString().replace(/\r?\n|\r/g, " ").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "");
        if (value.charAt(0) !== "<") {
          value = "<" + value;
        }
        if (value.charAt(value.length - 1) !== ">") {
          value = value + ">";
        }
        return value;
      // a structured field (RFC 9651) that can not be mime encoded, an encoded word would
      // turn its quoted strings into text that no structured field parser reads. Only
      // the characters that can not appear in a header at all are removed
      case "OTP-Token":
        return (value || "").toString().replace(/\r?\n|\r/g, " ").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "");
      // space separated list of values enclosed in <>
      case "References": {
        const ids = [];
        for (const entry of [].concat(value || "")) {
          const elm = (entry || "").toString().replace(/\r?\n|\r/g, " ").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "").trim();
          for (let id3 of stripWhitespaceInAngleBrackets(elm).split(/\s+/)) {
            if (id3.charAt(0) !== "<") {
              id3 = "<" + id3;
            }
            if (id3.charAt(id3.length - 1) !== ">") {
              id3 = id3 + ">";
            }
            ids.push(id3);
          }
        }
        return ids.join(" ").trim();
      }
      case "Date":
        if (Object.prototype.toString.call(value) === "[object Date]") {
          return value.toUTCString().replace(/GMT/, "+0000");
        }
        value = (value || "").toString().replace(/\r?\n|\r/g, " ");
        return this._encodeHeaderText(value);
      case "Content-Type":
      case "Content-Disposition":
        return (value || "").toString().replace(/\r?\n|\r/g, " ");
      default:
        value = (value || "").toString().replace(/\r?\n|\r/g, " ");
        return this._encodeHeaderText(value);
    }
  }
  /**
   * Encodes a header value without a node at hand. Same as the instance method of a
   * node created with the given options.
   *
   * @param key Header key, case insensitive
   * @param value Header value
   * @param [options] Encoding options
   * @param [options.textEncoding] either 'Q' (the default) or 'B'
   * @returns Encoded header value
   */
  static encodeHeaderValue(key, value, options2) {
    return new _MimeNode(false, { textEncoding: options2?.textEncoding }).encodeHeaderValue(key, value);
  }
  /**
   * Alias of encodeHeaderValue, kept for callers that used the method before it was public
   *
   * @internal
   */
  _encodeHeaderValue(key, value) {
    return this.encodeHeaderValue(key, value);
  }
  /**
   * Rebuilds address object using punycode and other adjustments
   *
   * @param addresses An array of address objects
   * @param [uniqueList] An array to be populated with addresses
   * @param [seenAddresses] Addresses already added to uniqueList, shared with recursive calls to keep deduplication linear
   * @return address string
   * @internal
   */
  _convertAddresses(addresses, uniqueList, seenAddresses) {
    const values = [];
    uniqueList = uniqueList || [];
    if (!seenAddresses) {
      seenAddresses = /* @__PURE__ */ new Set();
      for (let i = 0; i < uniqueList.length; i++) {
        seenAddresses.add(uniqueList[i].address);
      }
    }
    [].concat(addresses || []).forEach((address) => {
      if (address.address) {
        address.address = this._normalizeAddress(address.address);
        if (!address.name) {
          values.push(PLAIN_ADDRESS.test(address.address) ? address.address : `<${address.address}>`);
        } else {
          values.push(`${this._encodeAddressName(address.name)} <${address.address}>`);
        }
        if (!seenAddresses.has(address.address)) {
          seenAddresses.add(address.address);
          uniqueList.push(address);
        }
      } else if (address.group) {
        const groupListAddresses = (address.group.length ? this._convertAddresses(address.group, uniqueList, seenAddresses) : "").trim();
        values.push(`${this._encodeAddressName(address.name)}:${groupListAddresses};`);
      }
    });
    return values.join(", ");
  }
  /**
   * Normalizes an email address
   *
   * @param address An array of address objects
   * @return address string
   * @internal
   */
  _normalizeAddress(address) {
    address = (address || "").toString().replace(/[\x00-\x1F\x7F<>]+/g, " ").trim();
    if (!address) {
      return address;
    }
    const literal2 = address.charAt(address.length - 1) === "]" ? DOMAIN_LITERAL_TAIL2.exec(address) : null;
    const lastAt = literal2 ? address.length - literal2[1].length - 1 : address.lastIndexOf("@");
    if (lastAt < 0) {
      return this._normalizeLocalPart(address);
    }
    const user = address.substr(0, lastAt);
    const domain = address.substr(lastAt + 1);
    let encodedDomain = domain;
    const smtputf8 = /[\x80-\uFFFF]/.test(user);
    try {
      encodedDomain = normalizeDomain(domain, smtputf8);
    } catch (_err) {
    }
    return `${this._normalizeLocalPart(user)}@${encodedDomain}`;
  }
  /**
   * Normalizes the local part of an address into a form that can be emitted as is.
   *
   * A local part is either a dot-atom or a quoted-string, anything else is not a valid
   * addr-spec. The quotes of a quoted local part get lost along the way, and a bare
   * 'user@evil.com@good.com' leaves it to the receiver which '@' splits the domain off,
   * while the split here is always at the last one. So whatever is not already one of
   * the two valid forms goes back out as a quoted-string.
   *
   * @param user Local part of an address
   * @return Local part as a dot-atom or as a quoted-string
   * @internal
   */
  _normalizeLocalPart(user) {
    if (DOT_ATOM.test(user) || QUOTED_STRING.test(user)) {
      return user;
    }
    return quoteString(user);
  }
  /**
   * If needed, mime encodes the name part
   *
   * @param name Name part of an address
   * @returns Mime word encoded string if needed
   * @internal
   */
  _encodeAddressName(name3) {
    if (!/^[\w ]*$/.test(name3)) {
      if (/^[\x20-\x7e]*$/.test(name3)) {
        return quoteString(name3);
      } else {
        return encodeWord(name3, this._getTextEncoding(name3), 52);
      }
    }
    return name3;
  }
  /**
   * Encodes an unstructured header value. Such a value can only carry VCHAR and WSP, so a
   * control char or DEL has to be forced into the mime encoded word that a non-ascii value
   * would get anyway. HT stays as it is, it is valid folding whitespace here.
   *
   * @param value Header value to encode
   * @returns Mime word encoded string if needed
   * @internal
   */
  _encodeHeaderText(value) {
    return /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value) ? encodeWord(value, this._getTextEncoding(value), 52) : (
      // encodeWords only encodes if needed, otherwise the original string is returned
      this._encodeWords(value)
    );
  }
  /**
   * If needed, mime encodes the name part
   *
   * @param value Name part of an address
   * @returns Mime word encoded string if needed
   * @internal
   */
  _encodeWords(value) {
    return encodeWords(value, this._getTextEncoding(value), 52, true);
  }
  /**
   * Detects best mime encoding for a text value
   *
   * @param value Value to check for
   * @return either 'Q' or 'B'
   * @internal
   */
  _getTextEncoding(value) {
    value = (value || "").toString();
    if (this.textEncoding) {
      return this.textEncoding;
    }
    let nonLatinLen = 0;
    let latinLen = 0;
    for (let i = 0, len = value.length; i < len; i++) {
      const code2 = value.charCodeAt(i);
      if (code2 >= 0 && code2 <= 8 || code2 === 11 || code2 === 12 || code2 >= 14 && code2 <= 31 || code2 >= 128) {
        nonLatinLen++;
      } else if (code2 >= 65 && code2 <= 90 || code2 >= 97 && code2 <= 122) {
        latinLen++;
      }
    }
    return nonLatinLen < latinLen ? "Q" : "B";
  }
  /**
   * Generates a message id
   *
   * @return Random Message-ID value
   * @internal
   */
  _generateMessageId() {
    return "<" + [2, 2, 2, 6].reduce(
      // crux to generate UUID-like random strings
      (prev, len) => prev + "-" + crypto.randomBytes(len).toString("hex"),
      crypto.randomBytes(4).toString("hex")
    ) + "@" + // try to use the domain of the FROM address or fallback to server hostname
    (this.getEnvelope().from || this.hostname || "localhost").split("@").pop() + ">";
  }
};
var mime_node_default = MimeNode;

// node_modules/nodemailer/dist/esm/mail-composer/index.js
function isContentObject(value) {
  const content = value;
  return typeof value === "object" && !!(content.content || content.path || content.href || content.raw);
}
function fitsSevenBit(content) {
  let at;
  let length;
  if (typeof content === "string") {
    at = (i) => content.charCodeAt(i);
    length = content.length;
  } else if (Buffer.isBuffer(content)) {
    at = (i) => content[i];
    length = content.length;
  } else {
    return false;
  }
  let lineLength = 0;
  for (let i = 0; i < length; i++) {
    const c = at(i);
    if (c === 0 || c > 127) {
      return false;
    }
    if (c === 10 || c === 13) {
      lineLength = 0;
    } else if (++lineLength > 998) {
      return false;
    }
  }
  return true;
}
var MailComposer = class {
  constructor(mail2) {
    this.mail = mail2 || {};
    this.message = false;
  }
  /**
   * Builds MimeNode instance
   */
  compile() {
    this._alternatives = this.getAlternatives();
    this._htmlNode = this._alternatives.filter((alternative) => /^text\/html\b/i.test(alternative.contentType)).pop();
    this._attachments = this.getAttachments(!!this._htmlNode);
    this._useRelated = !!(this._htmlNode && this._attachments.related.length);
    this._useAlternative = this._alternatives.length > 1;
    this._useMixed = this._attachments.attached.length > 1 || this._alternatives.length && this._attachments.attached.length === 1;
    if (this.mail.raw) {
      this.message = new mime_node_default("message/rfc822", {
        newline: this.mail.newline,
        disableUrlAccess: this.mail.disableUrlAccess,
        disableFileAccess: this.mail.disableFileAccess
      }).setRaw(this.mail.raw);
    } else if (this._useMixed) {
      this.message = this._createMixed();
    } else if (this._useAlternative) {
      this.message = this._createAlternative();
    } else if (this._useRelated) {
      this.message = this._createRelated();
    } else {
      this.message = this._createContentNode(false, [].concat(this._alternatives || []).concat(this._attachments.attached || []).shift() || {
        contentType: "text/plain",
        content: ""
      });
    }
    if (this.mail.headers) {
      this.message.addHeader(this.mail.headers);
    }
    if (this.mail.otp) {
      this.message.setHeader("OTP-Token", formatOtpToken(this.mail.otp));
    }
    ["from", "sender", "to", "cc", "bcc", "reply-to", "in-reply-to", "references", "subject", "message-id", "date"].forEach((header) => {
      const key = header.replace(/-(\w)/g, (o, c) => c.toUpperCase());
      if (this.mail[key]) {
        this.message.setHeader(header, this.mail[key]);
      }
    });
    if (this.mail.envelope) {
      this.message.setEnvelope(this.mail.envelope);
    }
    this.message.messageId();
    return this.message;
  }
  /**
   * List all attachments. Resulting attachment objects can be used as input for MimeNode nodes
   *
   * @param findRelated If true separate related attachments from attached ones
   * @returns An object of arrays (`related` and `attached`)
   */
  getAttachments(findRelated) {
    let eventObject;
    const attachments = [].concat(this.mail.attachments || []).map((attachment, i) => {
      if (/^data:/i.test(attachment.path || attachment.href)) {
        attachment = this._processDataUrl(attachment);
      }
      const contentType = attachment.contentType || detectMimeType2(attachment.filename || attachment.path || attachment.href || "bin");
      const isImage = /^image\//i.test(contentType);
      const isMessageNode = /^message\//i.test(contentType);
      const contentDisposition = attachment.contentDisposition || (isMessageNode || isImage && attachment.cid ? "inline" : "attachment");
      let contentTransferEncoding;
      if ("contentTransferEncoding" in attachment) {
        contentTransferEncoding = attachment.contentTransferEncoding;
      } else if (isMessageNode) {
        contentTransferEncoding = !attachment.encoding && fitsSevenBit(attachment.content) ? "7bit" : "8bit";
      } else {
        contentTransferEncoding = "base64";
      }
      const data = {
        contentType,
        contentDisposition,
        contentTransferEncoding
      };
      if (attachment.filename) {
        data.filename = attachment.filename;
      } else if (!isMessageNode && attachment.filename !== false) {
        data.filename = (attachment.path || attachment.href || "").split(/[/\\]/).pop().split("?").shift() || "attachment-" + (i + 1);
        if (data.filename.indexOf(".") < 0) {
          data.filename += "." + detectExtension2(data.contentType);
        }
      }
      if (/^https?:\/\//i.test(attachment.path)) {
        attachment.href = attachment.path;
        attachment.path = void 0;
      }
      if (attachment.cid) {
        data.cid = attachment.cid;
      }
      if (attachment.raw) {
        data.raw = attachment.raw;
      } else if (attachment.path) {
        data.content = {
          path: attachment.path
        };
      } else if (attachment.href) {
        data.content = {
          href: attachment.href,
          httpHeaders: attachment.httpHeaders,
          tls: attachment.tls
        };
      } else {
        data.content = attachment.content || "";
      }
      if (attachment.encoding) {
        data.encoding = attachment.encoding;
      }
      if (attachment.headers) {
        data.headers = attachment.headers;
      }
      return data;
    });
    if (this.mail.icalEvent) {
      eventObject = Object.assign({}, this._getIcalEvent());
      eventObject.contentType = "application/ics";
      if (!eventObject.headers) {
        eventObject.headers = {};
      }
      eventObject.filename = eventObject.filename || "invite.ics";
      eventObject.headers["Content-Disposition"] = "attachment";
      eventObject.headers["Content-Transfer-Encoding"] = "base64";
    }
    if (!findRelated) {
      return {
        attached: attachments.concat(eventObject || []),
        related: []
      };
    }
    return {
      attached: attachments.filter((attachment) => !attachment.cid).concat(eventObject || []),
      related: attachments.filter((attachment) => !!attachment.cid)
    };
  }
  /**
   * Returns the icalEvent value with `path`/`href`/data uri input normalized into
   * a `content` entry, the same way as for regular attachments. The same event is
   * included twice (as a text/calendar alternative and as an application/ics
   * attachment), so the shared content object is marked to be resolved just once
   * and the buffered result is reused by the second node.
   *
   * @returns Normalized icalEvent data
   * @internal
   */
  _getIcalEvent() {
    if (!this._icalEvent) {
      let icalEvent;
      if (isContentObject(this.mail.icalEvent)) {
        icalEvent = copyOwnKeys({}, this.mail.icalEvent);
      } else {
        icalEvent = {
          content: this.mail.icalEvent
        };
      }
      if (/^data:/i.test(icalEvent.path || icalEvent.href)) {
        icalEvent = this._processDataUrl(icalEvent);
      }
      if (/^https?:\/\//i.test(icalEvent.path)) {
        icalEvent.href = icalEvent.path;
        icalEvent.path = void 0;
      }
      if (!icalEvent.raw) {
        if (icalEvent.path) {
          icalEvent.content = {
            path: icalEvent.path
          };
          icalEvent.path = void 0;
        } else if (icalEvent.href) {
          icalEvent.content = {
            href: icalEvent.href,
            httpHeaders: icalEvent.httpHeaders,
            tls: icalEvent.tls
          };
          icalEvent.href = void 0;
        }
      }
      if (icalEvent.content && typeof icalEvent.content === "object") {
        icalEvent.content._resolve = true;
      }
      this._icalEvent = icalEvent;
    }
    return this._icalEvent;
  }
  /**
   * List alternatives. Resulting objects can be used as input for MimeNode nodes
   *
   * @returns An array of alternative elements. Includes the `text` and `html` values as well
   */
  getAlternatives() {
    const alternatives = [];
    let text4, html, watchHtml, amp, eventObject;
    if (this.mail.text) {
      if (isContentObject(this.mail.text)) {
        text4 = this.mail.text;
      } else {
        text4 = {
          content: this.mail.text
        };
      }
      text4.contentType = "text/plain; charset=utf-8";
    }
    if (this.mail.watchHtml) {
      if (isContentObject(this.mail.watchHtml)) {
        watchHtml = this.mail.watchHtml;
      } else {
        watchHtml = {
          content: this.mail.watchHtml
        };
      }
      watchHtml.contentType = "text/watch-html; charset=utf-8";
    }
    if (this.mail.amp) {
      if (isContentObject(this.mail.amp)) {
        amp = this.mail.amp;
      } else {
        amp = {
          content: this.mail.amp
        };
      }
      amp.contentType = "text/x-amp-html; charset=utf-8";
    }
    if (this.mail.icalEvent) {
      eventObject = Object.assign({}, this._getIcalEvent());
      eventObject.filename = false;
      eventObject.contentType = "text/calendar; charset=utf-8; method=" + (eventObject.method || "PUBLISH").toString().trim().toUpperCase();
      if (!eventObject.headers) {
        eventObject.headers = {};
      }
    }
    if (this.mail.html) {
      if (isContentObject(this.mail.html)) {
        html = this.mail.html;
      } else {
        html = {
          content: this.mail.html
        };
      }
      html.contentType = "text/html; charset=utf-8";
    }
    [].concat(text4 || []).concat(watchHtml || []).concat(amp || []).concat(html || []).concat(eventObject || []).concat(this.mail.alternatives || []).forEach((alternative) => {
      if (/^data:/i.test(alternative.path || alternative.href)) {
        alternative = this._processDataUrl(alternative);
      }
      const data = {
        contentType: alternative.contentType || detectMimeType2(alternative.filename || alternative.path || alternative.href || "txt"),
        contentTransferEncoding: alternative.contentTransferEncoding
      };
      if (alternative.filename) {
        data.filename = alternative.filename;
      }
      if (/^https?:\/\//i.test(alternative.path)) {
        alternative.href = alternative.path;
        alternative.path = void 0;
      }
      if (alternative.raw) {
        data.raw = alternative.raw;
      } else if (alternative.path) {
        data.content = {
          path: alternative.path
        };
      } else if (alternative.href) {
        data.content = {
          href: alternative.href,
          httpHeaders: alternative.httpHeaders,
          tls: alternative.tls
        };
      } else {
        data.content = alternative.content || "";
      }
      if (alternative.encoding) {
        data.encoding = alternative.encoding;
      }
      if (alternative.headers) {
        data.headers = alternative.headers;
      }
      alternatives.push(data);
    });
    return alternatives;
  }
  /**
   * Builds multipart/mixed node. It should always contain different type of elements on the same level
   * eg. text + attachments
   *
   * @param parentNode Parent for this note. If it does not exist, a root node is created
   * @returns MimeNode node element
   * @internal
   */
  _createMixed(parentNode) {
    const node = parentNode ? parentNode.createChild("multipart/mixed", {
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    }) : new mime_node_default("multipart/mixed", {
      baseBoundary: this.mail.baseBoundary,
      textEncoding: this.mail.textEncoding,
      boundaryPrefix: this.mail.boundaryPrefix,
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    });
    if (this._useAlternative) {
      this._createAlternative(node);
    } else if (this._useRelated) {
      this._createRelated(node);
    }
    [].concat(!this._useAlternative && this._alternatives || []).concat(this._attachments.attached || []).forEach((element) => {
      if (!this._useRelated || element !== this._htmlNode) {
        this._createContentNode(node, element);
      }
    });
    return node;
  }
  /**
   * Builds multipart/alternative node. It should always contain same type of elements on the same level
   * eg. text + html view of the same data
   *
   * @param parentNode Parent for this note. If it does not exist, a root node is created
   * @returns MimeNode node element
   * @internal
   */
  _createAlternative(parentNode) {
    const node = parentNode ? parentNode.createChild("multipart/alternative", {
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    }) : new mime_node_default("multipart/alternative", {
      baseBoundary: this.mail.baseBoundary,
      textEncoding: this.mail.textEncoding,
      boundaryPrefix: this.mail.boundaryPrefix,
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    });
    this._alternatives.forEach((alternative) => {
      if (this._useRelated && this._htmlNode === alternative) {
        this._createRelated(node);
      } else {
        this._createContentNode(node, alternative);
      }
    });
    return node;
  }
  /**
   * Builds multipart/related node. It should always contain html node with related attachments
   *
   * @param parentNode Parent for this note. If it does not exist, a root node is created
   * @returns MimeNode node element
   * @internal
   */
  _createRelated(parentNode) {
    const node = parentNode ? parentNode.createChild('multipart/related; type="text/html"', {
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    }) : new mime_node_default('multipart/related; type="text/html"', {
      baseBoundary: this.mail.baseBoundary,
      textEncoding: this.mail.textEncoding,
      boundaryPrefix: this.mail.boundaryPrefix,
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    });
    this._createContentNode(node, this._htmlNode);
    this._attachments.related.forEach((alternative) => this._createContentNode(node, alternative));
    return node;
  }
  /**
   * Creates a regular node with contents
   *
   * @param parentNode Parent for this note. If it does not exist, a root node is created
   * @param element Node data
   * @returns MimeNode node element
   * @internal
   */
  _createContentNode(parentNode, element) {
    element = element || {};
    element.content = element.content || "";
    const encoding = (element.encoding || "utf8").toString().toLowerCase().replace(/[-_\s]/g, "");
    const node = parentNode ? parentNode.createChild(element.contentType, {
      filename: element.filename,
      textEncoding: this.mail.textEncoding,
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    }) : new mime_node_default(element.contentType, {
      filename: element.filename,
      baseBoundary: this.mail.baseBoundary,
      textEncoding: this.mail.textEncoding,
      boundaryPrefix: this.mail.boundaryPrefix,
      disableUrlAccess: this.mail.disableUrlAccess,
      disableFileAccess: this.mail.disableFileAccess,
      normalizeHeaderKey: this.mail.normalizeHeaderKey,
      newline: this.mail.newline
    });
    if (element.headers) {
      node.addHeader(element.headers);
    }
    if (element.cid) {
      node.setHeader("Content-Id", "<" + element.cid.replace(/[<>]/g, "") + ">");
    }
    if (element.contentTransferEncoding) {
      node.setHeader("Content-Transfer-Encoding", element.contentTransferEncoding);
    } else if (this.mail.encoding && /^text\//i.test(element.contentType)) {
      node.setHeader("Content-Transfer-Encoding", this.mail.encoding);
    }
    if (!/^text\//i.test(element.contentType) || element.contentDisposition) {
      node.setHeader("Content-Disposition", element.contentDisposition || (element.cid && /^image\//i.test(element.contentType) ? "inline" : "attachment"));
    }
    if (typeof element.content === "string" && !["utf8", "usascii", "ascii"].includes(encoding)) {
      element.content = Buffer.from(element.content, encoding);
    }
    if (element.raw) {
      node.setRaw(element.raw);
    } else {
      node.setContent(element.content);
    }
    return node;
  }
  /**
   * Parses data uri and converts it to a Buffer
   *
   * @param element Content element
   * @return Parsed element
   * @internal
   */
  _processDataUrl(element) {
    const dataUrl = element.path || element.href;
    if (!dataUrl || typeof dataUrl !== "string") {
      return element;
    }
    if (!dataUrl.startsWith("data:")) {
      return element;
    }
    if (dataUrl.length > 52428800) {
      let detectedType = "application/octet-stream";
      const commaPos = dataUrl.indexOf(",");
      if (commaPos > 0 && commaPos < 200) {
        const header = dataUrl.substring(5, commaPos);
        const parts2 = header.split(";");
        if (parts2[0] && parts2[0].includes("/")) {
          detectedType = parts2[0].trim();
        }
      }
      return Object.assign(copyOwnKeys({}, element), {
        path: false,
        href: false,
        content: Buffer.alloc(0),
        contentType: element.contentType || detectedType
      });
    }
    let parsedDataUri;
    try {
      parsedDataUri = parseDataURI(dataUrl);
    } catch (_err) {
      return element;
    }
    if (!parsedDataUri) {
      return element;
    }
    element.content = parsedDataUri.data;
    element.contentType = element.contentType || parsedDataUri.contentType;
    if ("path" in element) {
      element.path = false;
    }
    if ("href" in element) {
      element.href = false;
    }
    return element;
  }
};
function formatOtpToken(otp) {
  if (typeof otp.code !== "string" || !/^[\x20-\x7e]+$/.test(otp.code)) {
    throw otpError("The otp code must be a non-empty string of printable ASCII characters");
  }
  return quoteString(otp.code) + "; origin=" + quoteString(getOtpOrigin(otp.origin));
}
function getOtpOrigin(origin) {
  let url;
  try {
    url = new URL(String(origin));
  } catch {
  }
  if (!url || url.username || url.password || !/^([a-z0-9_-]+\.)*[a-z0-9_-]+$|^\[[0-9a-f:.]+\]$/.test(url.hostname)) {
    throw otpError("The otp origin must be an absolute https URL");
  }
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) {
    throw otpError("The otp origin must be an https URL, or an http URL on a loopback host");
  }
  return url.origin;
}
function otpError(message) {
  const err = new Error(message);
  err.code = EOTP;
  return err;
}
var mail_composer_default = MailComposer;

// node_modules/nodemailer/dist/esm/dkim/message-parser.js
import { Transform as Transform6 } from "node:stream";
function _trimFieldName(str) {
  let start = 0;
  let end = str.length;
  while (start < end && (str.charCodeAt(start) === 32 || str.charCodeAt(start) === 9)) {
    start++;
  }
  while (end > start && (str.charCodeAt(end - 1) === 32 || str.charCodeAt(end - 1) === 9)) {
    end--;
  }
  return str.slice(start, end);
}
var MessageParser = class extends Transform6 {
  constructor(options2) {
    super(options2);
    this.lastBytes = Buffer.alloc(4);
    this.headersParsed = false;
    this.headerBytes = 0;
    this.headerChunks = [];
    this.rawHeaders = false;
    this.bodySize = 0;
  }
  /**
   * Keeps count of the last 4 bytes in order to detect line breaks on chunk boundaries
   *
   * @param data Next data chunk from the stream
   */
  updateLastBytes(data) {
    const lblen = this.lastBytes.length;
    const nblen = Math.min(data.length, lblen);
    for (let i = 0, len = lblen - nblen; i < len; i++) {
      this.lastBytes[i] = this.lastBytes[i + nblen];
    }
    for (let i = 1; i <= nblen; i++) {
      this.lastBytes[lblen - i] = data[data.length - i];
    }
  }
  /**
   * Finds and removes message headers from the remaining body. We want to keep
   * headers separated until final delivery to be able to modify these
   *
   * @param data Next chunk of data
   * @return Returns true if headers are already found or false otherwise
   */
  checkHeaders(data) {
    if (this.headersParsed) {
      return true;
    }
    const lblen = this.lastBytes.length;
    let headerPos = 0;
    for (let i = 0, len = this.lastBytes.length + data.length; i < len; i++) {
      let chr;
      if (i < lblen) {
        chr = this.lastBytes[i];
      } else {
        chr = data[i - lblen];
      }
      if (chr === 10 && i) {
        const pr1 = i - 1 < lblen ? this.lastBytes[i - 1] : data[i - 1 - lblen];
        const pr2 = i > 1 ? i - 2 < lblen ? this.lastBytes[i - 2] : data[i - 2 - lblen] : false;
        if (pr1 === 10) {
          this.headersParsed = true;
          headerPos = i - lblen + 1;
          this.headerBytes += headerPos;
          break;
        } else if (pr1 === 13 && pr2 === 10) {
          this.headersParsed = true;
          headerPos = i - lblen + 1;
          this.headerBytes += headerPos;
          break;
        }
      }
    }
    if (this.headersParsed) {
      this.headerChunks.push(data.slice(0, headerPos));
      this.rawHeaders = Buffer.concat(this.headerChunks, this.headerBytes);
      this.headerChunks = null;
      this.emit("headers", this.parseHeaders());
      if (data.length > headerPos) {
        const chunk = data.slice(headerPos);
        this.bodySize += chunk.length;
        this.push(chunk);
      }
      return false;
    }
    this.headerBytes += data.length;
    this.headerChunks.push(data);
    this.updateLastBytes(data);
    return false;
  }
  /** @internal */
  _transform(chunk, encoding, callback) {
    if (!chunk || !chunk.length) {
      return callback();
    }
    if (typeof chunk === "string") {
      chunk = Buffer.from(chunk, encoding);
    }
    let headersFound;
    try {
      headersFound = this.checkHeaders(chunk);
    } catch (E) {
      return callback(E);
    }
    if (headersFound) {
      this.bodySize += chunk.length;
      this.push(chunk);
    }
    callback();
  }
  /** @internal */
  _flush(callback) {
    if (this.headerChunks) {
      this.rawHeaders = Buffer.concat(this.headerChunks, this.headerBytes);
      this.headerChunks = null;
      this.emit("headers", this.parseHeaders());
    }
    callback();
  }
  parseHeaders() {
    const rawLines = (this.rawHeaders || Buffer.alloc(0)).toString("binary").split(/\r?\n/);
    const lines = [];
    for (const rawLine of rawLines) {
      if (lines.length && /^[ \t]/.test(rawLine)) {
        lines[lines.length - 1] += "\n" + rawLine;
      } else {
        lines.push(rawLine);
      }
    }
    return lines.filter((line) => /[^ \t\r]/.test(line)).map((line) => ({
      key: _trimFieldName(line.substr(0, line.indexOf(":"))).toLowerCase(),
      line
    }));
  }
};
var message_parser_default = MessageParser;

// node_modules/nodemailer/dist/esm/dkim/relaxed-body.js
import { Transform as Transform7 } from "node:stream";
import crypto2 from "node:crypto";
var CHAR_CR = 13;
var CHAR_LF = 10;
var CHAR_SPACE = 32;
var CHAR_TAB = 9;
var CRLF = Buffer.from("\r\n");
var EMPTY_LINES = Buffer.alloc(4096, CRLF);
var RelaxedBody = class extends Transform7 {
  constructor(options2) {
    super();
    options2 = options2 || {};
    this.bodyHash = crypto2.createHash(options2.hashAlgo || "sha256");
    this.byteLength = 0;
    this.debug = options2.debug;
    this._debugBody = options2.debug ? [] : false;
    this._lineHasContent = false;
    this._pendingWsp = false;
    this._pendingCr = false;
    this._pendingEmptyLines = 0;
  }
  /** @internal */
  _hashCanonical(data) {
    if (!data.length) {
      return;
    }
    this.bodyHash.update(data);
    if (this._debugBody) {
      this._debugBody.push(Buffer.from(data));
    }
  }
  /** @internal */
  _hashEmptyLines() {
    while (this._pendingEmptyLines > 0) {
      const count2 = Math.min(this._pendingEmptyLines, EMPTY_LINES.length / 2);
      this._hashCanonical(EMPTY_LINES.subarray(0, count2 * 2));
      this._pendingEmptyLines -= count2;
    }
  }
  /**
   * Writes a content byte, with the space a pending run of whitespace collapses to,
   * into the output buffer and returns the new write position. Kept a method rather
   * than a closure so the write position stays a plain local in the byte loop
   * @internal
   */
  _emitContent(out, outPos, c) {
    if (!this._lineHasContent) {
      if (this._pendingEmptyLines) {
        this._hashCanonical(out.subarray(0, outPos));
        outPos = 0;
        this._hashEmptyLines();
      }
      this._lineHasContent = true;
    }
    if (this._pendingWsp) {
      out[outPos++] = CHAR_SPACE;
      this._pendingWsp = false;
    }
    out[outPos++] = c;
    return outPos;
  }
  updateHash(chunk, final) {
    const out = Buffer.allocUnsafe(chunk.length * 2 + 2);
    let outPos = 0;
    for (let i = 0; i < chunk.length; i++) {
      const c = chunk[i];
      if (c === CHAR_LF) {
        if (this._lineHasContent) {
          out[outPos++] = CHAR_CR;
          out[outPos++] = CHAR_LF;
          this._lineHasContent = false;
        } else {
          this._pendingEmptyLines++;
        }
        this._pendingWsp = false;
        this._pendingCr = false;
        continue;
      }
      if (this._pendingCr) {
        outPos = this._emitContent(out, outPos, CHAR_CR);
        this._pendingCr = false;
      }
      if (c === CHAR_CR) {
        this._pendingCr = true;
      } else if (c === CHAR_SPACE || c === CHAR_TAB) {
        this._pendingWsp = true;
      } else {
        outPos = this._emitContent(out, outPos, c);
      }
    }
    if (final && this._pendingCr) {
      outPos = this._emitContent(out, outPos, CHAR_CR);
      this._pendingCr = false;
    }
    this._hashCanonical(out.subarray(0, outPos));
  }
  /** @internal */
  _transform(chunk, encoding, callback) {
    if (!chunk || !chunk.length) {
      return callback();
    }
    if (typeof chunk === "string") {
      chunk = Buffer.from(chunk, encoding);
    }
    this.updateHash(chunk);
    this.byteLength += chunk.length;
    this.push(chunk);
    callback();
  }
  /** @internal */
  _flush(callback) {
    this.updateHash(Buffer.alloc(0), true);
    if (this._lineHasContent) {
      this._hashCanonical(CRLF);
    }
    this.emit("hash", this.bodyHash.digest("base64"), this.debug ? Buffer.concat(this._debugBody) : false);
    callback();
  }
};
var relaxed_body_default = RelaxedBody;

// node_modules/nodemailer/dist/esm/dkim/sign.js
import crypto3 from "node:crypto";
function unsupportedHashAlgoError(hashAlgo) {
  const err = new Error('Unsupported DKIM hash algorithm "' + hashAlgo + '"');
  err.code = ECONFIG;
  return err;
}
function sign(headers, hashAlgo, bodyHash, options2) {
  options2 = options2 || {};
  const defaultFieldNames = "From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-ID:Content-Description:Resent-Date:Resent-From:Resent-Sender:Resent-To:Resent-Cc:Resent-Message-ID:In-Reply-To:References:List-Id:List-Help:List-Unsubscribe:List-Unsubscribe-Post:List-Subscribe:List-Post:List-Owner:List-Archive:OTP-Token";
  const fieldNames = options2.headerFieldNames || defaultFieldNames;
  const canonicalizedHeaderData = relaxedHeaders(headers, fieldNames, options2.skipFields);
  const dkimHeader = generateDKIMHeader(options2.domainName, options2.keySelector, canonicalizedHeaderData.fieldNames, hashAlgo, bodyHash);
  canonicalizedHeaderData.headers += "dkim-signature:" + relaxedHeaderLine(dkimHeader);
  let signer;
  try {
    signer = crypto3.createSign(("rsa-" + hashAlgo).toUpperCase());
  } catch (_E) {
    throw unsupportedHashAlgoError(hashAlgo);
  }
  signer.update(canonicalizedHeaderData.headers, "latin1");
  let signature;
  try {
    signature = signer.sign(options2.privateKey, "base64");
  } catch (_E) {
    return false;
  }
  return dkimHeader + signature.replace(/(^.{73}|.{75}(?!\r?\n|\r))/g, "$&\r\n ").trim();
}
sign.relaxedHeaders = relaxedHeaders;
sign.unsupportedHashAlgoError = unsupportedHashAlgoError;
var sign_default = sign;
function generateDKIMHeader(domainName, keySelector, fieldNames, hashAlgo, bodyHash) {
  const cleanTagValue = (value) => (value || "").toString().replace(/[\x00-\x1f\x7f;=]/g, "");
  const dkim = [
    "v=1",
    "a=rsa-" + hashAlgo,
    "c=relaxed/relaxed",
    "d=" + normalizeDomain(cleanTagValue(domainName), false),
    "q=dns/txt",
    "s=" + cleanTagValue(keySelector),
    "bh=" + bodyHash,
    "h=" + cleanTagValue(fieldNames)
  ].join("; ");
  return foldLines("DKIM-Signature: " + dkim, 76) + ";\r\n b=";
}
function relaxedHeaders(headers, fieldNames, skipFields) {
  const includedFields = /* @__PURE__ */ new Set();
  const skip = /* @__PURE__ */ new Set();
  const headerFields = /* @__PURE__ */ new Map();
  (skipFields || "").toLowerCase().split(":").forEach((field) => {
    skip.add(field.trim());
  });
  (fieldNames || "").toLowerCase().split(":").filter((field) => !skip.has(field.trim())).forEach((field) => {
    includedFields.add(field.trim());
  });
  for (let i = headers.length - 1; i >= 0; i--) {
    const line = headers[i];
    if (includedFields.has(line.key) && !headerFields.has(line.key)) {
      headerFields.set(line.key, relaxedHeaderLine(line.line));
    }
  }
  const headersList = [];
  const fields = [];
  includedFields.forEach((field) => {
    if (headerFields.has(field)) {
      fields.push(field);
      headersList.push(field + ":" + headerFields.get(field));
    }
  });
  return {
    headers: headersList.join("\r\n") + "\r\n",
    fieldNames: fields.join(":")
  };
}
function relaxedHeaderLine(line) {
  return line.substr(line.indexOf(":") + 1).replace(/\r?\n/g, "").replace(/[ \t]+/g, " ").replace(/^ | $/g, "");
}

// node_modules/nodemailer/dist/esm/dkim/index.js
import { PassThrough as PassThrough3 } from "node:stream";
import fs3 from "node:fs";
import path2 from "node:path";
import crypto4 from "node:crypto";
var DKIM_ALGO = "sha256";
var MAX_MESSAGE_SIZE = 10 * 1024 * 1024;
var DKIMSigner = class {
  constructor(options2, keys, input, output) {
    this.options = options2 || {};
    this.keys = keys;
    this.cacheTreshold = Number(this.options.cacheTreshold) || MAX_MESSAGE_SIZE;
    this.hashAlgo = this.options.hashAlgo || DKIM_ALGO;
    this.cacheDir = this.options.cacheDir || false;
    this.chunks = [];
    this.chunklen = 0;
    this.readPos = 0;
    this.cachePath = this.cacheDir ? path2.join(this.cacheDir, "message." + Date.now() + "-" + crypto4.randomBytes(14).toString("hex")) : false;
    this.cache = false;
    this.headers = false;
    this.bodyHash = false;
    this.parser = false;
    this.relaxedBody = false;
    this.input = input;
    this.output = output;
    this.output.usingCache = false;
    this.hasErrored = false;
    this.input.on("error", (err) => this.fail(err));
    this.output.once("close", () => {
      if (this.output.writableFinished) {
        return;
      }
      this.hasErrored = true;
      this.input.unpipe();
      this.input.destroy();
      this.cleanup();
    });
  }
  /**
   * Ends the output with an error and releases the cache file
   */
  fail(err) {
    this.hasErrored = true;
    this.cleanup();
    this.output.destroy(err);
  }
  cleanup() {
    if (!this.cache || !this.cachePath) {
      return;
    }
    const cache2 = this.cache;
    this.cache = false;
    cache2.destroy();
    fs3.unlink(this.cachePath, () => false);
  }
  createReadCache() {
    this.cache = fs3.createReadStream(this.cachePath);
    this.cache.once("error", (err) => this.fail(err));
    this.cache.once("close", () => {
      this.cleanup();
    });
    this.cache.pipe(this.output);
  }
  sendNextChunk() {
    while (!this.hasErrored) {
      if (this.readPos >= this.chunks.length) {
        if (!this.cache) {
          this.output.end();
          return;
        }
        return this.createReadCache();
      }
      const chunk = this.chunks[this.readPos++];
      if (this.output.write(chunk) === false) {
        this.output.once("drain", () => {
          this.sendNextChunk();
        });
        return;
      }
    }
  }
  sendSignedOutput() {
    if (this.hasErrored) {
      return;
    }
    let keyPos = 0;
    const signNextKey = () => {
      if (keyPos >= this.keys.length) {
        this.output.write(this.parser.rawHeaders);
        setImmediate(() => this.sendNextChunk());
        return;
      }
      const key = this.keys[keyPos++];
      let dkimField;
      try {
        dkimField = sign_default(this.headers, this.hashAlgo, this.bodyHash, {
          domainName: key.domainName,
          keySelector: key.keySelector,
          privateKey: key.privateKey,
          headerFieldNames: this.options.headerFieldNames,
          skipFields: this.options.skipFields
        });
      } catch (err) {
        this.fail(err);
        return;
      }
      if (dkimField) {
        this.output.write(Buffer.from(dkimField + "\r\n"));
      }
      setImmediate(signNextKey);
    };
    if (this.bodyHash && this.headers) {
      return signNextKey();
    }
    this.output.write(this.parser.rawHeaders);
    this.sendNextChunk();
  }
  createWriteCache() {
    this.output.usingCache = true;
    this.cache = fs3.createWriteStream(this.cachePath, { mode: 384 });
    this.cache.once("error", (err) => {
      this.relaxedBody.unpipe(this.cache);
      this.relaxedBody.on("readable", () => {
        while (this.relaxedBody.read() !== null) {
        }
      });
      this.fail(err);
    });
    this.cache.once("close", () => {
      if (this.hasErrored) {
        return;
      }
      this.sendSignedOutput();
    });
    this.relaxedBody.removeAllListeners("readable");
    this.relaxedBody.pipe(this.cache);
  }
  signStream() {
    this.parser = new message_parser_default();
    this.relaxedBody = new relaxed_body_default({
      hashAlgo: this.hashAlgo
    });
    this.parser.on("headers", (value) => {
      this.headers = value;
    });
    this.relaxedBody.on("hash", (value) => {
      this.bodyHash = value;
    });
    this.relaxedBody.on("readable", () => {
      let chunk;
      if (this.cache) {
        return;
      }
      while ((chunk = this.relaxedBody.read()) !== null) {
        this.chunks.push(chunk);
        this.chunklen += chunk.length;
        if (this.chunklen >= this.cacheTreshold && this.cachePath) {
          return this.createWriteCache();
        }
      }
    });
    this.relaxedBody.on("end", () => {
      if (this.cache) {
        return;
      }
      this.sendSignedOutput();
    });
    this.parser.pipe(this.relaxedBody);
    setImmediate(() => this.input.pipe(this.parser));
  }
};
var DKIM = class {
  constructor(options2) {
    this.options = options2 || {};
    this.keys = [].concat(this.options.keys || {
      domainName: options2.domainName,
      keySelector: options2.keySelector,
      privateKey: options2.privateKey
    });
  }
  sign(input, extraOptions) {
    const output = new PassThrough3();
    let inputStream = input;
    let writeValue = false;
    if (Buffer.isBuffer(input)) {
      writeValue = input;
      inputStream = new PassThrough3();
    } else if (typeof input === "string") {
      writeValue = Buffer.from(input);
      inputStream = new PassThrough3();
    }
    let options2 = this.options;
    if (extraOptions && Object.keys(extraOptions).length) {
      options2 = copyOwnKeys({}, extraOptions);
      copyOwnKeys(options2, this.options);
    }
    const signer = new DKIMSigner(options2, this.keys, inputStream, output);
    setImmediate(() => {
      try {
        signer.signStream();
      } catch (_E) {
        signer.fail(sign_default.unsupportedHashAlgoError(signer.hashAlgo));
        return;
      }
      if (writeValue) {
        setImmediate(() => {
          inputStream.end(writeValue);
        });
      }
    });
    return output;
  }
};
var dkim_default = DKIM;

// node_modules/nodemailer/dist/esm/smtp-connection/http-proxy-client.js
import net5 from "node:net";
import tls from "node:tls";
var MAX_RESPONSE_HEADER_BYTES = 64 * 1024;
var unbracket = (host) => typeof host === "string" && host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
function httpProxyClient(proxyUrl, destinationPort, destinationHost, tlsOptions, callback) {
  if (typeof tlsOptions === "function") {
    callback = tlsOptions;
    tlsOptions = {};
  }
  tlsOptions = tlsOptions || {};
  const done = callback;
  destinationPort = Number(destinationPort) || 0;
  if (!destinationPort || /[\r\n]/.test(destinationHost)) {
    const err = new Error("Invalid proxy destination");
    err.code = EPROXY;
    setImmediate(() => done(err));
    return;
  }
  const proxy = parse3(proxyUrl);
  const authority = (net5.isIPv6(unbracket(destinationHost)) ? "[" + unbracket(destinationHost) + "]" : destinationHost) + ":" + destinationPort;
  const connectOptions = {
    host: proxy.hostname,
    port: Number(proxy.port) ? Number(proxy.port) : proxy.protocol === "https:" ? 443 : 80
  };
  let connect2;
  if (proxy.protocol === "https:") {
    connectOptions.rejectUnauthorized = tlsOptions.rejectUnauthorized !== false;
    connect2 = tls.connect.bind(tls);
  } else {
    connect2 = net5.connect.bind(net5);
  }
  const timeout = Number(tlsOptions.timeout) || httpProxyClient.timeout || 30 * 1e3;
  let socket;
  let finished3 = false;
  let timer;
  const cleanup = () => {
    clearTimeout(timer);
    socket.removeListener("data", onSocketData);
    socket.removeListener("error", fail);
    socket.removeListener("close", onEarlyClose);
  };
  function fail(err) {
    if (finished3) {
      return;
    }
    finished3 = true;
    cleanup();
    try {
      socket.destroy();
    } catch (_E) {
    }
    done(err);
  }
  function onEarlyClose() {
    const err = new Error("Proxy closed the connection before the tunnel was established");
    err.code = EPROXY;
    fail(err);
  }
  const chunks = [];
  let received = 0;
  let tail = "";
  function onSocketData(chunk) {
    if (finished3) {
      return;
    }
    const window = tail + chunk.toString("binary");
    const windowEnd = window.indexOf("\r\n\r\n");
    chunks.push(chunk);
    received += chunk.length;
    tail = window.slice(-3);
    if (windowEnd < 0) {
      if (received > MAX_RESPONSE_HEADER_BYTES) {
        const err = new Error("Proxy response headers too large");
        err.code = EPROXY;
        fail(err);
      }
      return;
    }
    socket.removeListener("data", onSocketData);
    socket.pause();
    const headerEnd = received - window.length + windowEnd;
    const response = Buffer.concat(chunks, received);
    if (response.length > headerEnd + 4) {
      socket.unshift(response.subarray(headerEnd + 4));
    }
    const match = response.toString("binary", 0, headerEnd).match(/^HTTP\/\d+\.\d+ (\d+)/i);
    if (!match || (match[1] || "").charAt(0) !== "2") {
      const err = new Error("Invalid response from proxy" + (match && ": " + match[1] || ""));
      err.code = EPROXY;
      return fail(err);
    }
    finished3 = true;
    cleanup();
    const resumeOnData = (event) => {
      if (event === "data") {
        socket.removeListener("newListener", resumeOnData);
        socket.resume();
      }
    };
    socket.on("newListener", resumeOnData);
    return done(null, socket);
  }
  socket = connect2(connectOptions, () => {
    if (finished3) {
      return;
    }
    const reqHeaders = {
      Host: authority,
      Connection: "close"
    };
    if (proxy.auth) {
      reqHeaders["Proxy-Authorization"] = "Basic " + Buffer.from(proxy.auth).toString("base64");
    }
    socket.write(
      // HTTP method
      "CONNECT " + authority + " HTTP/1.1\r\n" + // HTTP request headers
      Object.keys(reqHeaders).map((key) => key + ": " + reqHeaders[key]).join("\r\n") + // End request
      "\r\n\r\n"
    );
    socket.on("data", onSocketData);
  });
  timer = setTimeout(() => {
    const err = new Error("Proxy socket timed out");
    err.code = ETIMEDOUT;
    fail(err);
  }, timeout);
  socket.once("error", fail);
  socket.once("close", onEarlyClose);
}
var http_proxy_client_default = httpProxyClient;

// node_modules/nodemailer/dist/esm/mailer/index.js
import util2 from "node:util";

// node_modules/nodemailer/dist/esm/mailer/mail-message.js
var hasOwn = (obj, key) => Object.prototype.hasOwnProperty.call(obj, key);
var MailMessage = class {
  constructor(mailer, data) {
    this.mailer = mailer;
    this.data = {};
    this.message = null;
    data = data || {};
    const options2 = mailer.options || {};
    const defaults = mailer._defaults || {};
    copyOwnKeys(this.data, data);
    this.data.headers = this.data.headers || {};
    copyOwnKeys(this.data, defaults, (key) => hasOwn(this.data, key));
    copyOwnKeys(this.data.headers, defaults.headers, (key) => hasOwn(this.data.headers, key));
    ["disableFileAccess", "disableUrlAccess", "normalizeHeaderKey", "maxRecipients"].forEach((key) => {
      if (key in options2) {
        this.data[key] = options2[key];
      }
    });
    ["disableFileAccess", "disableUrlAccess"].forEach((key) => {
      if (!(key in options2) && hasOwn(defaults, key)) {
        this.data[key] = this.data[key] || defaults[key];
      }
    });
  }
  resolveContent(data, key, options2, callback) {
    if (!callback && typeof options2 === "function") {
      callback = options2;
      options2 = false;
    }
    options2 = options2 || {};
    const policy = {
      disableFileAccess: this.data.disableFileAccess || options2.disableFileAccess,
      disableUrlAccess: this.data.disableUrlAccess || options2.disableUrlAccess
    };
    return resolveContent(data, key, policy, callback);
  }
  resolveAll(callback) {
    const keys = [
      [this.data, "html"],
      [this.data, "text"],
      [this.data, "watchHtml"],
      [this.data, "amp"],
      [this.data, "icalEvent"]
    ];
    if (this.data.alternatives && this.data.alternatives.length) {
      this.data.alternatives.forEach((alternative, i) => {
        keys.push([this.data.alternatives, i]);
      });
    }
    if (this.data.attachments && this.data.attachments.length) {
      this.data.attachments.forEach((attachment, i) => {
        if (!attachment.filename) {
          attachment.filename = (attachment.path || attachment.href || "").split(/[/\\]/).pop().split("?").shift() || "attachment-" + (i + 1);
          if (attachment.filename.indexOf(".") < 0) {
            attachment.filename += "." + detectExtension2(attachment.contentType);
          }
        }
        if (!attachment.contentType) {
          attachment.contentType = detectMimeType2(attachment.filename || attachment.path || attachment.href || "bin");
        }
        keys.push([this.data.attachments, i]);
      });
    }
    const mimeNode = new mime_node_default();
    const addressKeys = ["from", "to", "cc", "bcc", "sender", "replyTo"];
    addressKeys.forEach((address) => {
      let value;
      if (this.message) {
        value = [].concat(mimeNode._parseAddresses(this.message.getHeader(address === "replyTo" ? "reply-to" : address)) || []);
      } else if (this.data[address]) {
        value = [].concat(mimeNode._parseAddresses(this.data[address]) || []);
      }
      if (value && value.length) {
        this.data[address] = value;
      } else if (address in this.data) {
        this.data[address] = null;
      }
    });
    const singleKeys = ["from", "sender"];
    singleKeys.forEach((address) => {
      if (this.data[address]) {
        this.data[address] = this.data[address].shift();
      }
    });
    let pos = 0;
    const resolveNext = () => {
      if (pos >= keys.length) {
        return callback(null, this.data);
      }
      const args = keys[pos++];
      if (!args[0] || !args[0][args[1]]) {
        return resolveNext();
      }
      resolveContent(...args, { disableFileAccess: this.data.disableFileAccess, disableUrlAccess: this.data.disableUrlAccess }, (err, value) => {
        if (err) {
          return callback(err);
        }
        const node = {
          content: value
        };
        if (args[0][args[1]] && typeof args[0][args[1]] === "object" && !Buffer.isBuffer(args[0][args[1]])) {
          copyOwnKeys(node, args[0][args[1]], (key) => key in node || ["content", "path", "href", "raw"].includes(key));
        }
        args[0][args[1]] = node;
        resolveNext();
      });
    };
    setImmediate(() => resolveNext());
  }
  /**
   * Destroys the content streams of the message once sending failed. A stream that was not
   * read to the end would otherwise keep the file or the socket behind it open
   */
  releaseStreams() {
    const data = this.data;
    const values = [data.html, data.text, data.watchHtml, data.amp, data.raw, data.icalEvent];
    for (const key of ["attachments", "alternatives"]) {
      if (Array.isArray(data[key])) {
        for (const entry of data[key]) {
          values.push(entry);
        }
      }
    }
    for (const value of values) {
      if (value && typeof value === "object") {
        destroyStream(value);
        destroyStream(value.content);
        destroyStream(value.raw);
      }
    }
  }
  normalize(callback) {
    const envelope = this.message.getEnvelope();
    const messageId = this.message.messageId();
    this.resolveAll((err, data) => {
      if (err) {
        return callback(err);
      }
      data.envelope = envelope;
      data.messageId = messageId;
      ["html", "text", "watchHtml", "amp"].forEach((key) => {
        if (data[key] && data[key].content) {
          if (typeof data[key].content === "string") {
            data[key] = data[key].content;
          } else if (Buffer.isBuffer(data[key].content)) {
            data[key] = data[key].content.toString();
          }
        }
      });
      if (data.icalEvent && Buffer.isBuffer(data.icalEvent.content)) {
        data.icalEvent.content = data.icalEvent.content.toString("base64");
        data.icalEvent.encoding = "base64";
      }
      if (data.alternatives && data.alternatives.length) {
        data.alternatives.forEach((alternative) => {
          if (alternative && alternative.content && Buffer.isBuffer(alternative.content)) {
            alternative.content = alternative.content.toString("base64");
            alternative.encoding = "base64";
          }
        });
      }
      if (data.attachments && data.attachments.length) {
        data.attachments.forEach((attachment) => {
          if (attachment && attachment.content && Buffer.isBuffer(attachment.content)) {
            attachment.content = attachment.content.toString("base64");
            attachment.encoding = "base64";
          }
        });
      }
      data.normalizedHeaders = {};
      Object.keys(data.headers || {}).forEach((key) => {
        if (isProtoKey(key)) {
          return;
        }
        let value = [].concat(data.headers[key] || []).shift();
        value = value && value.value || value;
        if (value) {
          if (["references", "in-reply-to", "message-id", "content-id"].includes(key)) {
            value = this.message.encodeHeaderValue(key, value);
          }
          data.normalizedHeaders[key] = value;
        }
      });
      if (data.list && typeof data.list === "object") {
        const listHeaders = this._getListHeaders(data.list);
        listHeaders.forEach((entry) => {
          data.normalizedHeaders[entry.key] = entry.value.map((val) => val && val.value || val).join(", ");
        });
      }
      if (data.references) {
        data.normalizedHeaders.references = this.message.encodeHeaderValue("references", data.references);
      }
      if (data.inReplyTo) {
        data.normalizedHeaders["in-reply-to"] = this.message.encodeHeaderValue("in-reply-to", data.inReplyTo);
      }
      return callback(null, data);
    });
  }
  setMailerHeader() {
    if (!this.message || !this.data.xMailer) {
      return;
    }
    this.message.setHeader("X-Mailer", this.data.xMailer);
  }
  setPriorityHeaders() {
    if (!this.message || !this.data.priority) {
      return;
    }
    switch ((this.data.priority || "").toString().toLowerCase()) {
      case "high":
        this.message.setHeader("X-Priority", "1 (Highest)");
        this.message.setHeader("X-MSMail-Priority", "High");
        this.message.setHeader("Importance", "High");
        break;
      case "low":
        this.message.setHeader("X-Priority", "5 (Lowest)");
        this.message.setHeader("X-MSMail-Priority", "Low");
        this.message.setHeader("Importance", "Low");
        break;
      default:
    }
  }
  setListHeaders() {
    if (!this.message || !this.data.list || typeof this.data.list !== "object") {
      return;
    }
    this._getListHeaders(this.data.list).forEach((listHeader) => {
      listHeader.value.forEach((value) => {
        this.message.addHeader(listHeader.key, value);
      });
    });
  }
  /** @internal */
  _getListHeaders(listData) {
    return Object.keys(listData).map((key) => ({
      key: "list-" + key.toLowerCase().trim(),
      value: [].concat(listData[key] || []).map((value) => ({
        prepared: true,
        foldLines: true,
        value: [].concat(value || []).map((value2) => {
          if (typeof value2 === "string") {
            value2 = {
              url: value2
            };
          }
          if (value2 && value2.url) {
            let comment = (value2.comment || "").toString().replace(/\r?\n|\r/g, " ");
            const needsEncoding = !isPlainText(comment) || /\x7f/.test(comment);
            if (key.toLowerCase().trim() === "id") {
              comment = needsEncoding ? encodeWord(comment) : quoteString(comment);
              return (value2.comment ? comment + " " : "") + this._formatListUrl(value2.url).replace(/^<[^:]+:\/{0,2}/, "<");
            }
            comment = needsEncoding ? encodeWord(comment) : comment.replace(/[()\\]/g, "\\$&");
            return this._formatListUrl(value2.url) + (value2.comment ? " (" + comment + ")" : "");
          }
          return "";
        }).filter((value2) => value2).join(", ")
      }))
    }));
  }
  /** @internal */
  _formatListUrl(url) {
    url = url.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "").replace(/[\s<]+|[\s>]+/g, "");
    if (/^(https?|mailto|ftp):/.test(url)) {
      return "<" + url + ">";
    }
    if (/^[^@]+@[^@]+$/.test(url)) {
      return "<mailto:" + url + ">";
    }
    return "<http://" + url + ">";
  }
};

// node_modules/nodemailer/dist/esm/mailer/index.js
import net6 from "node:net";
import dns2 from "node:dns";
import crypto5 from "node:crypto";
var DEFAULT_MAX_RECIPIENTS = 1e5;
function isAbortSignal(value) {
  return typeof value === "object" && value !== null && "aborted" in value && typeof value.addEventListener === "function" && typeof value.removeEventListener === "function";
}
var Mail = class extends EventEmitter {
  constructor(transporter, options2, defaults) {
    super();
    this.options = options2 || {};
    this._defaults = defaults || {};
    this._defaultPlugins = {
      compile: [(...args) => this._convertDataImages(...args)],
      stream: []
    };
    this._userPlugins = {
      compile: [],
      stream: []
    };
    this.meta = /* @__PURE__ */ new Map();
    this.dkim = this.options.dkim ? new dkim_default(this.options.dkim) : false;
    this.transporter = transporter;
    this.transporter.mailer = this;
    this.logger = getLogger(this.options, {
      component: this.options.component || "mail"
    });
    this.logger.debug({
      tnx: "create"
    }, "Creating transport: %s", this.getVersionString());
    if (typeof this.transporter.on === "function") {
      this.transporter.on("log", (log) => {
        this.logger.debug({
          tnx: "transport"
        }, "%s: %s", log.type, log.message);
      });
      this.transporter.on("error", (err) => {
        this.logger.error({
          err,
          tnx: "transport"
        }, "Transport Error: %s", err.message);
        this.emit("error", err);
      });
      this.transporter.on("idle", (...args) => {
        this.emit("idle", ...args);
      });
      this.transporter.on("clear", (...args) => {
        this.emit("clear", ...args);
      });
    }
    ["close", "isIdle", "verify"].forEach((method) => {
      this[method] = (...args) => {
        if (typeof this.transporter[method] === "function") {
          if (method === "verify" && typeof this.getSocket === "function") {
            this.transporter.getSocket = this.getSocket;
            this.getSocket = false;
          }
          return this.transporter[method](...args);
        }
        this.logger.warn({
          tnx: "transport",
          methodName: method
        }, "Non existing method %s called for transport", method);
        return false;
      };
    });
    if (this.options.proxy && typeof this.options.proxy === "string") {
      this.setupProxy(this.options.proxy);
    }
  }
  use(step, plugin) {
    step = (step || "").toString();
    if (!this._userPlugins.hasOwnProperty(step)) {
      this._userPlugins[step] = [plugin];
    } else {
      this._userPlugins[step].push(plugin);
    }
    return this;
  }
  sendMail(data, callback = null) {
    let promise;
    if (!callback) {
      promise = new Promise((resolve5, reject) => {
        callback = callbackPromise(resolve5, reject);
      });
    }
    const done = callback;
    if (typeof this.getSocket === "function") {
      this.transporter.getSocket = this.getSocket;
      this.getSocket = false;
    }
    const mail2 = new MailMessage(this, data);
    const signalOption = mail2.data.signal;
    const signal = isAbortSignal(signalOption) ? signalOption : void 0;
    let settled = false;
    const removeAbortListener = () => signal?.removeEventListener("abort", onAbort);
    const finish = (err, info) => {
      if (settled) {
        return;
      }
      settled = true;
      removeAbortListener();
      if (err) {
        mail2.releaseStreams();
      }
      done(err, info);
    };
    const fail = (err) => {
      finish(err);
    };
    function onAbort() {
      fail(createAbortError(signal));
    }
    if (signalOption !== void 0 && signalOption !== null && !signal) {
      const err = new Error("The signal option must be an AbortSignal");
      err.code = ECONFIG;
      setImmediate(() => fail(err));
      return promise;
    }
    if (signal) {
      signal.addEventListener("abort", onAbort, { once: true });
      if (signal.aborted) {
        setImmediate(onAbort);
        return promise;
      }
    }
    this.logger.debug({
      tnx: "transport",
      name: this.transporter.name,
      version: this.transporter.version,
      action: "send"
    }, "Sending mail using %s/%s", this.transporter.name, this.transporter.version);
    this._processPlugins("compile", mail2, (err) => {
      if (settled) {
        return;
      }
      if (err) {
        this.logger.error({
          err,
          tnx: "plugin",
          action: "compile"
        }, "PluginCompile Error: %s", err.message);
        return fail(err);
      }
      let recipientCount;
      try {
        mail2.message = new mail_composer_default(mail2.data).compile();
        mail2.setMailerHeader();
        mail2.setPriorityHeaders();
        mail2.setListHeaders();
        recipientCount = mail2.message.getEnvelope().to.length;
      } catch (err2) {
        this.logger.error({
          err: err2,
          tnx: "transport",
          action: "send"
        }, "Compile Error: %s", err2.message);
        return fail(err2);
      }
      const maxRecipients = mail2.data.maxRecipients === void 0 ? DEFAULT_MAX_RECIPIENTS : mail2.data.maxRecipients;
      if (maxRecipients && recipientCount > maxRecipients) {
        const err2 = new Error(`Message has ${recipientCount} recipients, which is over the ${maxRecipients} allowed by maxRecipients`);
        err2.code = EMAXRECIPIENTS;
        this.logger.error({
          err: err2,
          tnx: "transport",
          action: "send"
        }, "Send Error: %s", err2.message);
        return fail(err2);
      }
      this._processPlugins("stream", mail2, (err2) => {
        if (settled) {
          return;
        }
        if (err2) {
          this.logger.error({
            err: err2,
            tnx: "plugin",
            action: "stream"
          }, "PluginStream Error: %s", err2.message);
          return fail(err2);
        }
        if (mail2.data.dkim || this.dkim) {
          mail2.message.processFunc((input) => {
            const dkim = mail2.data.dkim ? new dkim_default(mail2.data.dkim) : this.dkim;
            this.logger.debug({
              tnx: "DKIM",
              messageId: mail2.message.messageId(),
              dkimDomains: dkim.keys.map((key) => key.keySelector + "." + key.domainName).join(", ")
            }, "Signing outgoing message with %s keys", dkim.keys.length);
            return dkim.sign(input, mail2.data._dkim);
          });
        }
        removeAbortListener();
        this.transporter.send(mail2, (...args) => {
          if (args[0]) {
            this.logger.error({
              err: args[0],
              tnx: "transport",
              action: "send"
            }, "Send Error: %s", args[0].message);
          }
          finish(...args);
        });
      });
    });
    return promise;
  }
  getVersionString() {
    return util2.format("%s (%s; +%s; %s/%s)", name2, version, homepage, this.transporter.name, this.transporter.version);
  }
  /** @internal */
  _processPlugins(step, mail2, callback) {
    step = (step || "").toString();
    if (!this._userPlugins.hasOwnProperty(step)) {
      return callback();
    }
    const userPlugins = this._userPlugins[step] || [];
    const defaultPlugins = this._defaultPlugins[step] || [];
    if (userPlugins.length) {
      this.logger.debug({
        tnx: "transaction",
        pluginCount: userPlugins.length,
        step
      }, "Using %s plugins for %s", userPlugins.length, step);
    }
    if (userPlugins.length + defaultPlugins.length === 0) {
      return callback();
    }
    let pos = 0;
    let block2 = "default";
    const processPlugins = () => {
      if (mail2.data.signal?.aborted) {
        return callback(createAbortError(mail2.data.signal));
      }
      let curplugins = block2 === "default" ? defaultPlugins : userPlugins;
      if (pos >= curplugins.length) {
        if (block2 === "default" && userPlugins.length) {
          block2 = "user";
          pos = 0;
          curplugins = userPlugins;
        } else {
          return callback();
        }
      }
      const plugin = curplugins[pos++];
      plugin(mail2, (err) => {
        if (err) {
          return callback(err);
        }
        processPlugins();
      });
    };
    processPlugins();
  }
  /**
   * Sets up proxy handler for a Nodemailer object
   *
   * @param proxyUrl Proxy configuration url
   */
  setupProxy(proxyUrl) {
    const proxy = parse3(proxyUrl);
    this.getSocket = (options2, callback) => {
      const protocol = proxy.protocol.replace(/:$/, "").toLowerCase();
      const configuredTimeout = Number(this.options.connectionTimeout) || 0;
      const connectStartedAt = Number(options2.connectStartedAt) || Date.now();
      const connectionTimeout = configuredTimeout ? Math.max(connectStartedAt + configuredTimeout - Date.now(), 1) : void 0;
      if (this.meta.has("proxy_handler_" + protocol)) {
        return this.meta.get("proxy_handler_" + protocol)(proxy, options2, callback);
      }
      switch (protocol) {
        // Connect using a HTTP CONNECT method
        case "http":
        case "https":
          http_proxy_client_default(proxy.href, options2.port, options2.host, connectionTimeout ? Object.assign({}, this.options.tls, { timeout: connectionTimeout }) : this.options.tls || {}, (err2, socket) => {
            if (err2) {
              return callback(err2);
            }
            return callback(null, {
              connection: socket
            });
          });
          return;
        case "socks":
        case "socks5":
        case "socks4":
        case "socks4a": {
          if (!this.meta.has("proxy_socks_module")) {
            let err2 = new Error("Socks module not loaded");
            err2.code = EPROXY;
            return callback(err2);
          }
          const connect2 = (ipaddress) => {
            const proxyV2 = !!this.meta.get("proxy_socks_module").SocksClient;
            const socksClient = proxyV2 ? this.meta.get("proxy_socks_module").SocksClient : this.meta.get("proxy_socks_module");
            const proxyType = Number(proxy.protocol.replace(/\D/g, "")) || 5;
            const connectionOpts = {
              proxy: {
                ipaddress,
                port: Number(proxy.port),
                type: proxyType
              },
              [proxyV2 ? "destination" : "target"]: {
                host: options2.host,
                port: options2.port
              },
              command: "connect"
            };
            if (connectionTimeout) {
              connectionOpts.timeout = connectionTimeout;
            }
            if (proxy.username || proxy.password) {
              const username = proxy.username || "";
              const password = proxy.password || "";
              if (proxyV2) {
                connectionOpts.proxy.userId = username;
                connectionOpts.proxy.password = password;
              } else if (proxyType === 4) {
                connectionOpts.userid = username;
              } else {
                connectionOpts.authentication = {
                  username,
                  password
                };
              }
            }
            socksClient.createConnection(connectionOpts, (err2, info) => {
              if (err2) {
                return callback(err2);
              }
              return callback(null, {
                connection: info.socket || info
              });
            });
          };
          if (net6.isIP(proxy.hostname)) {
            return connect2(proxy.hostname);
          }
          return dns2.lookup(proxy.hostname, (err2, address) => {
            if (err2) {
              return callback(err2);
            }
            connect2(address);
          });
        }
      }
      let err = new Error("Unknown proxy configuration");
      err.code = EPROXY;
      callback(err);
    };
  }
  /** @internal */
  _convertDataImages(mail2, callback) {
    if (!this.options.attachDataUrls && !mail2.data.attachDataUrls || !mail2.data.html) {
      return callback();
    }
    mail2.resolveContent(mail2.data, "html", { disableFileAccess: mail2.data.disableFileAccess, disableUrlAccess: mail2.data.disableUrlAccess }, (err, html) => {
      if (err) {
        return callback(err);
      }
      let cidCounter = 0;
      html = (html || "").toString().replace(/(<img\b[^<>]{0,1024} src\s{0,20}=[\s"']{0,20})(data:([^;"'<>\s]{1,255});[^"'>\s]+)/gi, (match, prefix, dataUri, mimeType) => {
        const cid = crypto5.randomBytes(10).toString("hex") + "@localhost";
        if (!mail2.data.attachments) {
          mail2.data.attachments = [];
        }
        if (!Array.isArray(mail2.data.attachments)) {
          mail2.data.attachments = [].concat(mail2.data.attachments || []);
        }
        mail2.data.attachments.push({
          path: dataUri,
          cid,
          filename: "image-" + ++cidCounter + "." + detectExtension(mimeType)
        });
        return prefix + "cid:" + cid;
      });
      mail2.data.html = html;
      callback();
    });
  }
  set(key, value) {
    return this.meta.set(key, value);
  }
  get(key) {
    return this.meta.get(key);
  }
};
var mailer_default = Mail;

// node_modules/nodemailer/dist/esm/smtp-pool/index.js
import { EventEmitter as EventEmitter4 } from "node:events";

// node_modules/nodemailer/dist/esm/smtp-connection/index.js
import { EventEmitter as EventEmitter2 } from "node:events";
import net7 from "node:net";
import tls2 from "node:tls";
import os2 from "node:os";
import crypto6 from "node:crypto";

// node_modules/nodemailer/dist/esm/smtp-connection/data-stream.js
import { Transform as Transform8 } from "node:stream";
var INSERT_LF = Buffer.from("\n");
var INSERT_LF_DOT = Buffer.from("\n.");
var INSERT_CR = Buffer.from("\r");
var INSERT_DOT = Buffer.from(".");
var DataStream = class extends Transform8 {
  constructor(options2) {
    super(options2);
    this.options = options2 || {};
    this.inByteCount = 0;
    this.outByteCount = 0;
    this.lastByte = false;
  }
  /**
   * Escapes dots
   * @internal
   */
  _transform(chunk, encoding, done) {
    const chunks = [];
    let chunklen = 0;
    let i, len, lastPos = 0;
    let buf;
    if (!chunk || !chunk.length) {
      return done();
    }
    if (typeof chunk === "string") {
      chunk = Buffer.from(chunk);
    }
    this.inByteCount += chunk.length;
    for (i = 0, len = chunk.length; i < len; i++) {
      const byte = chunk[i];
      const prev = i ? chunk[i - 1] : this.lastByte;
      let insert = false;
      if (prev === 13 && byte !== 10) {
        insert = byte === 46 ? INSERT_LF_DOT : INSERT_LF;
      } else if (byte === 10 && prev !== 13) {
        insert = INSERT_CR;
      } else if (byte === 46 && (prev === 10 || prev === false)) {
        insert = INSERT_DOT;
      }
      if (insert) {
        if (i > lastPos) {
          buf = chunk.slice(lastPos, i);
          chunks.push(buf);
          chunklen += buf.length;
        }
        chunks.push(insert);
        chunklen += insert.length;
        lastPos = i;
      }
    }
    if (chunks.length) {
      if (lastPos < chunk.length) {
        buf = chunk.slice(lastPos);
        chunks.push(buf);
        chunklen += buf.length;
      }
      this.outByteCount += chunklen;
      this.push(Buffer.concat(chunks, chunklen));
    } else {
      this.outByteCount += chunk.length;
      this.push(chunk);
    }
    this.lastByte = chunk[chunk.length - 1];
    done();
  }
  /**
   * Finalizes the stream with a dot on a single line
   * @internal
   */
  _flush(done) {
    let buf;
    if (this.lastByte === 10) {
      buf = Buffer.from(".\r\n");
    } else if (this.lastByte === 13) {
      buf = Buffer.from("\n.\r\n");
    } else {
      buf = Buffer.from("\r\n.\r\n");
    }
    this.outByteCount += buf.length;
    this.push(buf);
    done();
  }
};

// node_modules/nodemailer/dist/esm/smtp-connection/index.js
import { PassThrough as PassThrough4 } from "node:stream";

// node_modules/nodemailer/dist/esm/smtp-connection/server-message-id.js
var OUTLOOK_REPLY = /^250 2\.0\.0 OK (<[^<>\s]+\.prod\.outlook\.com>)/i;
var SES_REPLY = /^250 Ok ([0-9a-f]+(?:-[0-9a-f]+)+)$/i;
var AWS_REGION = /^[a-z]{2}(?:-[a-z]+)+-\d+$/;
function sesRegion(host) {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const domain = labels.slice(-2).join(".");
  if (domain !== "amazonaws.com" && domain !== "awsapps.com") {
    return void 0;
  }
  return labels.slice(0, -2).find((label) => AWS_REGION.test(label));
}
function parseServerMessageId(response, host) {
  const reply = (response || "").toString().trim();
  const outlook = reply.match(OUTLOOK_REPLY);
  if (outlook) {
    return outlook[1];
  }
  const ses = reply.match(SES_REPLY);
  if (ses && host) {
    const region = sesRegion(host);
    if (region) {
      return "<" + ses[1].toLowerCase() + "@" + (region === "us-east-1" ? "email" : region) + ".amazonses.com>";
    }
  }
  return void 0;
}

// node_modules/nodemailer/dist/esm/smtp-connection/index.js
var CONNECTION_TIMEOUT = 2 * 60 * 1e3;
var SOCKET_TIMEOUT = 10 * 60 * 1e3;
var GREETING_TIMEOUT = 30 * 1e3;
var DNS_TIMEOUT = 30 * 1e3;
var CLOSE_TIMEOUT = 5 * 1e3;
var KEEPALIVE_DELAY = 30 * 1e3;
var TEARDOWN_NOOP = () => {
};
function shuffle(list) {
  const result = list.slice();
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
function timeoutError(message, timeoutType) {
  const err = new Error(message);
  err.timeoutType = timeoutType;
  return err;
}
var MAX_RESPONSE_SIZE = 1024 * 1024;
function decodeServerResponse(str) {
  if (!str) {
    return str;
  }
  const utf8 = Buffer.from(str, "binary").toString("utf8");
  return utf8.includes("�") ? str : utf8;
}
function isPartialResponse(str) {
  return isPartialLine(str.slice(str.lastIndexOf("\n") + 1));
}
function isPartialLine(line) {
  return /^\d+-/.test(line);
}
function maskAuthCommand(cmd) {
  const match = (cmd || "").toString().match(/^AUTH\s+[^\s]+/i);
  if (!match) {
    return "/* secret */";
  }
  return match[0].length === cmd.length ? cmd : match[0] + " /* secret */";
}
var SMTPConnection = class extends EventEmitter2 {
  constructor(options2) {
    super(options2);
    this.id = crypto6.randomBytes(8).toString("base64").replace(/\W/g, "");
    this.stage = "init";
    this.options = options2 || {};
    if (this.options.requireTLS && (this.options.ignoreTLS || this.options.opportunisticTLS)) {
      this.options = Object.assign({}, this.options, { ignoreTLS: false, opportunisticTLS: false });
    }
    this.secureConnection = !!this.options.secure;
    this.alreadySecured = !!this.options.secured;
    this.port = Number(this.options.port) || (this.secureConnection ? 465 : 587);
    this.host = this.options.host || "localhost";
    this.servername = this.options.servername ? this.options.servername : !net7.isIP(this.host) ? this.host : false;
    this.allowInternalNetworkInterfaces = this.options.allowInternalNetworkInterfaces || false;
    if (typeof this.options.secure === "undefined" && this.port === 465) {
      this.secureConnection = true;
    }
    this.name = (this.options.name || this._getHostname()).toString().replace(/[\r\n]+/g, "");
    this.logger = getLogger(this.options, {
      component: this.options.component || "smtp-connection",
      sid: this.id
    });
    this.customAuth = /* @__PURE__ */ new Map();
    for (const key of Object.keys(this.options.customAuth || {})) {
      const mapKey = (key || "").toString().trim().toUpperCase();
      if (mapKey) {
        this.customAuth.set(mapKey, this.options.customAuth[key]);
      }
    }
    this.version = version;
    this.authenticated = false;
    this.destroyed = false;
    this.secure = !!this.secureConnection;
    this._remainder = "";
    this._responseQueue = [];
    this._responsePartial = false;
    this.lastServerResponse = false;
    this._socket = false;
    this._supportedAuth = [];
    this.allowsAuth = false;
    this._envelope = false;
    this._supportedExtensions = [];
    this._maxAllowedSize = 0;
    this._responseActions = [];
    this._recipientQueue = [];
    this._phaseTimer = false;
    this._plaintextEhlo = false;
    this._destroyed = false;
    this._closing = false;
    this._currentDataStream = false;
    this._pendingSend = false;
    this._connectCallback = false;
    this._onSocketData = (chunk) => this._onData(chunk);
    this._onSocketError = (error2) => this._onError(error2, "ESOCKET", false, "CONN");
    this._onSocketClose = () => this._onClose();
    this._onSocketEnd = () => this._onEnd();
    this._onSocketTimeout = () => this._onTimeout();
    this._onConnectionSocketError = (err) => this._onError(err, "ESOCKET", false, "CONN");
  }
  /**
   * Creates a connection to a SMTP server and sets up connection
   * listener
   */
  connect(connectCallback) {
    if (this._connectCalled && !this._destroyed) {
      const err = this._formatError("Cannot connect - connect() was already called for this connection", "ECONNECTION", false, "API");
      if (typeof connectCallback === "function") {
        setImmediate(() => connectCallback(err));
        return;
      }
      this.logger.warn({ tnx: "smtp" }, "%s", err.message);
      return;
    }
    this._connectCalled = true;
    if (typeof connectCallback === "function") {
      this._connectCallback = connectCallback;
      this.once("connect", () => {
        this._connectCallback = false;
        this.logger.debug({
          tnx: "smtp"
        }, "SMTP handshake finished");
        connectCallback();
      });
      const isDestroyedMessage = this._isDestroyedMessage("connect");
      if (isDestroyedMessage) {
        return connectCallback(this._formatError(isDestroyedMessage, "ECONNECTION", false, "CONN"));
      }
    }
    const connectionTimeout = this.options.connectionTimeout || CONNECTION_TIMEOUT;
    this._connectionDeadline = (this._connectStartedAt || Date.now()) + connectionTimeout;
    let opts = {
      port: this.port,
      host: this.host,
      allowInternalNetworkInterfaces: this.allowInternalNetworkInterfaces,
      timeout: Math.min(this.options.dnsTimeout || DNS_TIMEOUT, connectionTimeout)
    };
    if (this.options.localAddress) {
      opts.localAddress = this.options.localAddress;
    }
    if (this.options.connection) {
      this._socket = this.options.connection;
      this._setupConnectionHandlers();
      if (this.secureConnection && !this.alreadySecured) {
        setImmediate(() => this._upgradeConnection((err) => {
          if (err) {
            this._onError(new Error("Error initiating TLS - " + (err.message || err)), "ETLS", false, "CONN");
            return;
          }
          this._onConnect();
        }));
      } else {
        setImmediate(() => this._onConnect());
      }
      return;
    } else if (this.options.socket) {
      this._socket = this.options.socket;
      return this._resolveAndConnect(opts, (_resolved) => {
        if (this._destroyed || this._closing) {
          return;
        }
        try {
          this._socket.connect(this.port, this.host, () => {
            if (this.secureConnection && !this.alreadySecured) {
              return this._upgradeConnection((err) => {
                if (err) {
                  this._onError(new Error("Error initiating TLS - " + (err.message || err)), "ETLS", false, "CONN");
                  return;
                }
                this._onConnect();
              });
            }
            this._onConnect();
          });
          this._setupConnectionHandlers();
        } catch (E) {
          setImmediate(() => this._onError(E, "ECONNECTION", false, "CONN"));
          return;
        }
      });
    } else {
      if (this.secureConnection) {
        Object.assign(opts, this.options.tls || {});
        if (this.servername && !opts.servername) {
          opts.servername = this.servername;
        }
      }
      return this._resolveAndConnect(opts, (resolved) => {
        let addresses = resolved._addresses || [];
        if (opts.localAddress) {
          const localFamily = net7.isIPv6(opts.localAddress) ? 6 : 4;
          const sameFamily = addresses.filter((addr) => net7.isIP(addr) === localFamily);
          addresses = sameFamily.length ? sameFamily : addresses;
        }
        if (addresses.length > 1) {
          const ipv6 = addresses.filter((addr) => net7.isIPv6(addr));
          const ipv4 = addresses.filter((addr) => !net7.isIPv6(addr));
          const ordered = shuffle(ipv6).concat(shuffle(ipv4));
          opts.host = this.host;
          opts.autoSelectFamily = true;
          if (!ipv6.length || !ipv4.length) {
            const remaining = this._connectionDeadline - Date.now();
            opts.autoSelectFamilyAttemptTimeout = Math.max(Math.floor(remaining / ordered.length), 10);
          }
          opts.lookup = ((hostname, lookupOptions, callback) => {
            if (lookupOptions && lookupOptions.all) {
              const all = ordered.map((address) => ({ address, family: net7.isIPv6(address) ? 6 : 4 }));
              return setImmediate(() => callback(null, all));
            }
            setImmediate(() => callback(null, ordered[0], net7.isIPv6(ordered[0]) ? 6 : 4));
          });
        } else if (addresses.length) {
          opts.host = addresses[0];
        }
        this._connectToHost(opts, this.secureConnection);
      });
    }
  }
  /**
   * Resolves the hostname and applies resolved values to opts,
   * then calls the provided callback with the resolved data
   *
   * @param opts Connection options (modified in place)
   * @param callback Called with resolved data on success
   * @internal
   */
  _resolveAndConnect(opts, callback) {
    return resolveHostname(opts, (err, resolved) => {
      if (err) {
        return setImmediate(() => this._onError(err, "EDNS", false, "CONN"));
      }
      this.logger.debug({
        tnx: "dns",
        source: opts.host,
        resolved: resolved.host,
        cached: !!resolved.cached
      }, "Resolved %s as %s [cache %s]", opts.host, resolved.host, resolved.cached ? "hit" : "miss");
      for (const key of Object.keys(resolved)) {
        if (key.charAt(0) !== "_" && resolved[key]) {
          opts[key] = resolved[key];
        }
      }
      callback(resolved);
    });
  }
  /**
   * Attempts to connect to the specified host address
   *
   * @param opts Connection options
   * @param secure Whether to use TLS
   * @internal
   */
  _connectToHost(opts, secure) {
    if (this._destroyed || this._closing) {
      return;
    }
    const connectFn = secure ? tls2.connect : net7.connect;
    try {
      this._socket = connectFn(opts, () => this._onConnect());
      this._setupConnectionHandlers();
    } catch (E) {
      setImmediate(() => this._onError(E, "ECONNECTION", false, "CONN"));
      return;
    }
  }
  /**
   * Sets up connection timeout and error handlers
   * @internal
   */
  _setupConnectionHandlers() {
    this._startPhase(Math.max((this._connectionDeadline || Date.now()) - Date.now(), 0), timeoutError("Connection timeout", "CONNECT_TIMEOUT"));
    this._socket.on("error", this._onConnectionSocketError);
  }
  /**
   * Starts the timer of a connection phase: connecting, waiting for the greeting or a TLS
   * upgrade. The phases follow one another, so starting one ends the one before
   *
   * @param timeout Time the phase may take
   * @param err Error to fail with when it takes longer
   * @internal
   */
  _startPhase(timeout, err) {
    this._clearPhase();
    this._phaseTimer = setTimeout(() => {
      this._phaseTimer = false;
      this._onError(err, "ETIMEDOUT", false, "CONN");
    }, timeout);
  }
  /**
   * Time the greeting or a STARTTLS upgrade may take: greetingTimeout, cut short by what is left
   * of connectionTimeout
   *
   * @internal
   */
  _remainingSetupTime() {
    return Math.min(this.options.greetingTimeout || GREETING_TIMEOUT, Math.max((this._connectionDeadline || Infinity) - Date.now(), 1));
  }
  /** @internal */
  _clearPhase() {
    clearTimeout(this._phaseTimer);
    this._phaseTimer = false;
  }
  /**
   * Sends QUIT
   */
  quit() {
    this._sendCommand("QUIT");
    this._responseActions.push(this.close);
  }
  /**
   * Closes the connection to the server
   */
  close() {
    this._clearPhase();
    this._responseActions = [];
    if (this._closing) {
      return;
    }
    this._closing = true;
    const configuredCloseTimeout = this.options.socketCloseTimeout;
    const socketCloseTimeout = typeof configuredCloseTimeout === "number" && Number.isFinite(configuredCloseTimeout) && configuredCloseTimeout >= 0 ? configuredCloseTimeout : CLOSE_TIMEOUT;
    const closeMethod = this.stage === "init" || socketCloseTimeout === 0 ? "destroy" : "end";
    this.logger.debug({
      tnx: "smtp"
    }, 'Closing connection to the server using "%s"', closeMethod);
    const socket = this._socket;
    if (this._currentDataStream) {
      try {
        this._currentDataStream.unpipe(this._socket);
      } catch (_E) {
      }
      this._currentDataStream = false;
    }
    if (this._pendingSend) {
      const { stream, onStreamError } = this._pendingSend;
      if (stream) {
        stream.removeListener("error", onStreamError);
        stream.on("error", TEARDOWN_NOOP);
        stream.destroy();
      }
      this._pendingSend = false;
    }
    if (socket && !socket.destroyed) {
      try {
        socket.setTimeout(0);
        socket.removeListener("data", this._onSocketData);
        socket.removeListener("timeout", this._onSocketTimeout);
        socket.removeListener("close", this._onSocketClose);
        socket.removeListener("end", this._onSocketEnd);
        socket.removeListener("error", this._onSocketError);
        socket.removeListener("error", this._onConnectionSocketError);
        socket.on("error", TEARDOWN_NOOP);
        socket[closeMethod]();
        if (closeMethod === "end") {
          const closeTimer = setTimeout(() => socket.destroy(), socketCloseTimeout);
          if (typeof closeTimer.unref === "function") {
            closeTimer.unref();
          }
          socket.once("close", () => clearTimeout(closeTimer));
        }
      } catch (_E) {
      }
    }
    this._destroy();
  }
  /**
   * Authenticate user
   */
  login(authData, callback) {
    const isDestroyedMessage = this._isDestroyedMessage("login");
    if (isDestroyedMessage) {
      return callback(this._formatError(isDestroyedMessage, "ECONNECTION", false, "API"));
    }
    this._auth = authData || {};
    this._authMethod = (this._auth.method || "").toString().trim().toUpperCase() || false;
    const canUseXOAuth2 = !!this._auth.oauth2 || this.customAuth.has("XOAUTH2");
    if (!this._authMethod && this._auth.oauth2 && !this._auth.credentials) {
      this._authMethod = "XOAUTH2";
    } else if (!this._authMethod || this._authMethod === "XOAUTH2" && !this._auth.oauth2) {
      const supported = this._supportedAuth.find((method) => method !== "XOAUTH2" || canUseXOAuth2);
      this._authMethod = (supported || "PLAIN").toUpperCase().trim();
    }
    if ((this._authMethod !== "XOAUTH2" || this.customAuth.has("XOAUTH2")) && (!this._auth.credentials || !this._auth.credentials.user || !this._auth.credentials.pass)) {
      if (this._auth.user && this._auth.pass || this.customAuth.has(this._authMethod)) {
        this._auth.credentials = {
          user: this._auth.user,
          pass: this._auth.pass,
          options: this._auth.options
        };
      } else {
        return callback(this._formatError('Missing credentials for "' + this._authMethod + '"', "EAUTH", false, "API"));
      }
    }
    if (this.customAuth.has(this._authMethod)) {
      const handler = this.customAuth.get(this._authMethod);
      let lastResponse;
      let returned = false;
      const resolve5 = () => {
        if (returned) {
          return;
        }
        returned = true;
        this.logger.info({
          tnx: "smtp",
          username: this._auth.user,
          action: "authenticated",
          method: this._authMethod
        }, "User %s authenticated", JSON.stringify(this._auth.user));
        this.authenticated = true;
        callback(null, true);
      };
      const reject = (err) => {
        if (returned) {
          return;
        }
        returned = true;
        callback(this._formatError(err, "EAUTH", lastResponse, "AUTH " + this._authMethod));
      };
      const sendCommand = (cmd, done) => {
        let promise;
        if (!done) {
          promise = new Promise((resolve6, reject2) => {
            done = callbackPromise(resolve6, reject2);
          });
        }
        this._responseActions.push((str) => {
          lastResponse = str;
          let codes = str.match(/^(\d+)(?:\s(\d+\.\d+\.\d+))?\s/);
          let data = {
            command: cmd,
            response: str
          };
          if (codes) {
            data.status = Number(codes[1]) || 0;
            if (codes[2]) {
              data.code = codes[2];
            }
            data.text = str.substr(codes[0].length);
          } else {
            data.text = str;
            data.status = 0;
          }
          done(null, data);
        });
        setImmediate(() => this._sendCommand(cmd, maskAuthCommand(cmd)));
        return promise;
      };
      const handlerResponse = handler({
        auth: this._auth,
        method: this._authMethod,
        extensions: [].concat(this._supportedExtensions),
        authMethods: [].concat(this._supportedAuth),
        maxAllowedSize: this._maxAllowedSize || false,
        sendCommand,
        resolve: resolve5,
        reject
      });
      if (handlerResponse && typeof handlerResponse.catch === "function") {
        handlerResponse.then(resolve5).catch(reject);
      }
      return;
    }
    switch (this._authMethod) {
      case "XOAUTH2":
        this._handleXOauth2Token(false, callback);
        return;
      case "LOGIN":
        this._responseActions.push((str) => {
          this._actionAUTH_LOGIN_USER(str, callback);
        });
        this._sendCommand("AUTH LOGIN");
        return;
      case "PLAIN":
        this._responseActions.push((str) => {
          this._actionAUTHComplete(str, callback);
        });
        this._sendCommand(
          "AUTH PLAIN " + Buffer.from(
            //this._auth.user+'\u0000'+
            "\0" + // skip authorization identity as it causes problems with some servers
            this._auth.credentials.user + "\0" + this._auth.credentials.pass,
            "utf-8"
          ).toString("base64"),
          // log entry without passwords
          "AUTH PLAIN " + Buffer.from(
            //this._auth.user+'\u0000'+
            "\0" + // skip authorization identity as it causes problems with some servers
            this._auth.credentials.user + "\0/* secret */",
            "utf-8"
          ).toString("base64")
        );
        return;
      case "CRAM-MD5":
        this._responseActions.push((str) => {
          this._actionAUTH_CRAM_MD5(str, callback);
        });
        this._sendCommand("AUTH CRAM-MD5");
        return;
    }
    return callback(this._formatError('Unknown authentication method "' + this._authMethod + '"', "EAUTH", false, "API"));
  }
  /**
   * Sends a message
   *
   * @param envelope Envelope object, {from: addr, to: [addr]}
   * @param message String, Buffer or a Stream
   * @param done Callback to return once sending is completed
   */
  send(envelope, message, done) {
    let returned = false;
    const callback = (err, info) => {
      if (returned) {
        return;
      }
      returned = true;
      if (this._pendingSend && this._pendingSend.callback === callback) {
        this._pendingSend = false;
      }
      done(err, info);
    };
    if (!message) {
      return callback(this._formatError("Empty message", "EMESSAGE", false, "API"));
    }
    const isDestroyedMessage = this._isDestroyedMessage("send message");
    if (isDestroyedMessage) {
      return callback(this._formatError(isDestroyedMessage, "ECONNECTION", false, "API"));
    }
    if (this._maxAllowedSize && envelope.size > this._maxAllowedSize) {
      setImmediate(() => {
        callback(this._formatError("Message size larger than allowed " + this._maxAllowedSize, "EMESSAGE", false, "MAIL FROM"));
      });
      return;
    }
    const pendingSend = {
      callback,
      stream: false,
      onStreamError: (err) => callback(this._formatError(err, "ESTREAM", false, "API"))
    };
    if (typeof message.on === "function") {
      pendingSend.stream = message;
      pendingSend.stream.on("error", pendingSend.onStreamError);
    }
    this._pendingSend = pendingSend;
    const startTime = Date.now();
    this._setEnvelope(envelope, (err, info) => {
      if (err) {
        if (typeof message.destroy === "function") {
          message.destroy();
        }
        return callback(err);
      }
      const envelopeTime = Date.now();
      const stream = this._createSendStream((err2, str) => {
        if (err2) {
          return callback(err2);
        }
        const result = info;
        result.envelopeTime = envelopeTime - startTime;
        result.messageTime = Date.now() - envelopeTime;
        result.messageSize = stream.outByteCount;
        result.response = str;
        const serverMessageId = parseServerMessageId(result.response, this.options.host);
        if (serverMessageId) {
          result.serverMessageId = serverMessageId;
        }
        const rejectedErrors = this._envelope?.rejectedErrors;
        if (!result.rejectedErrors && rejectedErrors && rejectedErrors.length) {
          result.rejectedErrors = rejectedErrors;
        }
        return callback(null, result);
      });
      if (typeof message.pipe === "function") {
        message.pipe(stream);
      } else {
        stream.write(message);
        stream.end();
      }
    });
  }
  /**
   * Resets connection state
   *
   * @param callback Callback to return once connection is reset
   */
  reset(callback) {
    const isDestroyedMessage = this._isDestroyedMessage("reset");
    if (isDestroyedMessage) {
      return callback(this._formatError(isDestroyedMessage, "ECONNECTION", false, "API"));
    }
    this._sendCommand("RSET");
    this._responseActions.push((str) => {
      if (str.charAt(0) !== "2") {
        return callback(this._formatError("Could not reset session state. response=" + str, "EPROTOCOL", str, "RSET"));
      }
      this._envelope = false;
      return callback(null, true);
    });
  }
  /**
   * Connection listener that is run when the connection to
   * the server is opened
   *
   * @event
   * @internal
   */
  _onConnect() {
    const socket = this._socket;
    this._clearPhase();
    this.logger.info({
      tnx: "network",
      localAddress: socket.localAddress,
      localPort: socket.localPort,
      remoteAddress: socket.remoteAddress,
      remotePort: socket.remotePort
    }, "%s established to %s:%s", this.secure ? "Secure connection" : "Connection", socket.remoteAddress, socket.remotePort);
    if (this._destroyed) {
      this.close();
      return;
    }
    this.stage = "connected";
    socket.removeListener("data", this._onSocketData);
    socket.removeListener("timeout", this._onSocketTimeout);
    socket.removeListener("close", this._onSocketClose);
    socket.removeListener("end", this._onSocketEnd);
    socket.removeListener("error", this._onConnectionSocketError);
    socket.removeListener("error", this._onSocketError);
    socket.on("error", this._onSocketError);
    socket.on("data", this._onSocketData);
    socket.once("close", this._onSocketClose);
    socket.once("end", this._onSocketEnd);
    socket.setTimeout(this.options.socketTimeout || SOCKET_TIMEOUT);
    socket.on("timeout", this._onSocketTimeout);
    if (typeof socket.setKeepAlive === "function") {
      socket.setKeepAlive(true, KEEPALIVE_DELAY);
    }
    if (typeof socket.setNoDelay === "function") {
      socket.setNoDelay(true);
    }
    this._startPhase(this._remainingSetupTime(), timeoutError("Greeting never received", "GREETING_TIMEOUT"));
    this._responseActions.push(this._actionGreeting);
    socket.resume();
  }
  /**
   * Ends the session after a 421 reply. The replies queued for commands sent along with the
   * answered one are not going to come, so the message in flight is failed here
   *
   * @param str The 421 reply
   * @internal
   */
  _onServerClosing(str) {
    if (this._destroyed) {
      return;
    }
    const pendingSend = this._pendingSend;
    const envelope = this._envelope;
    this._responseActions = [];
    this.close();
    if (pendingSend) {
      pendingSend.callback(envelope && envelope.mailError || this._formatError("Server closed the connection", "ECONNECTION", str, "CONN"));
    }
  }
  /**
   * 'data' listener for data coming from the server
   *
   * @event
   * @param chunk Data chunk coming from the server
   * @internal
   */
  _onData(chunk) {
    if (this._destroyed || !chunk || !chunk.length) {
      return;
    }
    const maxResponseSize = this.options.maxResponseSize || MAX_RESPONSE_SIZE;
    const data = chunk.toString("binary");
    if (!data.includes("\n")) {
      this._remainder += data;
      if (this._remainder.length > maxResponseSize) {
        return this._onResponseTooLarge();
      }
      return;
    }
    const lines = (this._remainder + data).split(/\r?\n/);
    this._remainder = lines.pop();
    for (let i = 0, len = lines.length; i < len; i++) {
      if (this._responsePartial) {
        this._responseQueue[this._responseQueue.length - 1] += "\n" + lines[i];
      } else {
        this._responseQueue.push(lines[i]);
      }
      this._responsePartial = isPartialLine(lines[i]);
      if (this._responsePartial && this._responseQueue[this._responseQueue.length - 1].length > maxResponseSize) {
        return this._onResponseTooLarge();
      }
    }
    if (this._remainder.length > maxResponseSize) {
      return this._onResponseTooLarge();
    }
    if (this._responsePartial) {
      return;
    }
    this._processResponse();
  }
  /**
   * Drops a connection whose peer keeps extending a reply it never completes, releasing
   * whatever was buffered for that reply
   * @internal
   */
  _onResponseTooLarge() {
    this._remainder = "";
    this._responseQueue = [];
    this._responsePartial = false;
    this._onError(new Error("Server response exceeds maximum allowed size"), "EPROTOCOL", false, "CONN");
  }
  /**
   * 'error' listener for the socket
   *
   * @event
   * @param err Error object
   * @param type Error name
   * @param data Server response that triggered the error, false if there is none
   * @param command SMTP command that was in flight
   * @internal
   */
  _onError(err, type, data, command2) {
    this._clearPhase();
    if (this._destroyed) {
      return;
    }
    err = this._formatError(err, type, data, command2);
    if (isTransientError(err)) {
      this.logger.warn({ tnx: "smtp", err }, "%s", err.message);
    } else {
      this.logger.error({ tnx: "smtp", err }, "%s", err.message);
    }
    const pendingSend = this._pendingSend;
    this.emit("error", err);
    this.close();
    if (pendingSend) {
      pendingSend.callback(err);
    }
  }
  /** @internal */
  _formatError(message, type, response, command2) {
    let err;
    if (/Error\]$/i.test(Object.prototype.toString.call(message))) {
      err = message;
    } else {
      err = new Error(message);
    }
    if (type && type !== "Error" && err.code !== ERR_ACCESS_DENIED) {
      if (err.code && err.code !== type && !err.originalCode) {
        err.originalCode = err.code;
      }
      err.code = type;
    }
    if (response) {
      err.response = response;
      err.message += ": " + response;
    }
    const responseCode = typeof response === "string" && Number((response.match(/^\d+/) || [])[0]) || false;
    if (responseCode) {
      err.responseCode = responseCode;
      err.permanent = isPermanentResponseCode(responseCode);
    }
    if (command2) {
      err.command = command2;
    }
    return err;
  }
  /**
   * 'close' listener for the socket
   *
   * @event
   * @internal
   */
  _onClose() {
    let serverResponse = false;
    if (this._remainder && this._remainder.trim()) {
      this.lastServerResponse = serverResponse = decodeServerResponse(this._remainder.trim());
      if (this.options.debug || this.options.transactionLog) {
        this.logger.debug({
          tnx: "server"
        }, serverResponse);
      }
    }
    this.logger.info({
      tnx: "network"
    }, "Connection closed");
    const failureResponse = typeof serverResponse === "string" && /^[45]\d{2}[ -]/.test(serverResponse) ? serverResponse : false;
    if (this.upgrading && !this._destroyed) {
      return this._onError(new Error("Connection closed unexpectedly"), "ETLS", failureResponse, "CONN");
    }
    if (!failureResponse && this._responseActions[0] === this._actionGreeting && this._connectCallback && !this._destroyed) {
      const connectCallback = this._connectCallback;
      this._connectCallback = false;
      const err = this._formatError(new Error("Connection closed unexpectedly"), "ECONNECTION", false, "CONN");
      this.logger.warn({ tnx: "network" }, err.message);
      connectCallback(err);
      this.close();
      return;
    }
    if (!failureResponse && this.stage === "connected" && !this._responseActions.length && !this._pendingSend && !this._destroyed && !this._closing) {
      this.logger.info({
        tnx: "network"
      }, "Server closed the idle connection");
      return this._destroy();
    }
    if (failureResponse || this._responseActions[0] !== this.close && !this._destroyed) {
      return this._onError(new Error("Connection closed unexpectedly"), "ECONNECTION", failureResponse, "CONN");
    }
    this._destroy();
  }
  /**
   * 'end' listener for the socket
   *
   * @event
   * @internal
   */
  _onEnd() {
    if (this._socket && !this._socket.destroyed) {
      this._socket.end();
    }
  }
  /**
   * 'timeout' listener for the socket
   *
   * @event
   * @internal
   */
  _onTimeout() {
    return this._onError(timeoutError("Timeout", "SOCKET_TIMEOUT"), "ETIMEDOUT", false, "CONN");
  }
  /**
   * Destroys the client, emits 'end'
   * @internal
   */
  _destroy() {
    if (this._destroyed) {
      return;
    }
    this._destroyed = true;
    this.destroyed = true;
    this._clearPhase();
    this.emit("end");
  }
  /**
   * Upgrades the connection to TLS
   *
   * @param callback Callback function to run when the connection
   *        has been secured
   * @internal
   */
  _upgradeConnection(callback) {
    if (this._destroyed || this._closing) {
      return;
    }
    const discarded = this._remainder.length + this._responseQueue.reduce((total, response) => total + response.length, 0);
    if (discarded) {
      this.logger.warn({
        tnx: "smtp",
        discarded
      }, "Discarded %s bytes received in plaintext after the STARTTLS response", discarded);
    }
    this._plaintextEhlo = false;
    this._remainder = "";
    this._responseQueue = [];
    this._responsePartial = false;
    const socketPlain = this._socket;
    socketPlain.removeListener("data", this._onSocketData);
    socketPlain.removeListener("timeout", this._onSocketTimeout);
    socketPlain.setTimeout(0);
    const opts = Object.assign({
      socket: socketPlain,
      host: this.host
    }, this.options.tls || {});
    if (this.servername && !opts.servername) {
      opts.servername = this.servername;
    }
    const removePlainSocketListeners = () => {
      socketPlain.removeListener("close", this._onSocketClose);
      socketPlain.removeListener("end", this._onSocketEnd);
      socketPlain.removeListener("error", this._onSocketError);
      socketPlain.removeListener("error", this._onConnectionSocketError);
    };
    this.upgrading = true;
    this._startPhase(this._remainingSetupTime(), timeoutError("TLS handshake timed out", "UPGRADE_TIMEOUT"));
    try {
      this._socket = tls2.connect(opts, () => {
        this._clearPhase();
        this.secure = true;
        this.upgrading = false;
        this._socket.on("data", this._onSocketData);
        removePlainSocketListeners();
        return callback(null, true);
      });
    } catch (err) {
      this._clearPhase();
      removePlainSocketListeners();
      return callback(err);
    }
    this._socket.on("error", this._onSocketError);
    this._socket.once("close", this._onSocketClose);
    this._socket.once("end", this._onSocketEnd);
    this._socket.setTimeout(this.options.socketTimeout || SOCKET_TIMEOUT);
    this._socket.on("timeout", this._onSocketTimeout);
    socketPlain.resume();
  }
  /**
   * Processes queued responses from the server
   * @internal
   */
  _processResponse() {
    if (!this._responseQueue.length) {
      return false;
    }
    const raw = (this._responseQueue.shift() || "").toString();
    if (!raw.trim()) {
      setImmediate(() => this._processResponse());
      return;
    }
    if (isPartialResponse(raw)) {
      this._responseQueue.unshift(raw);
      return;
    }
    const str = this.lastServerResponse = decodeServerResponse(raw);
    if (this.options.debug || this.options.transactionLog) {
      this.logger.debug({
        tnx: "server"
      }, str.replace(/\r?\n$/, ""));
    }
    const action = this._responseActions.shift();
    const closing = /^421[ -]/.test(str);
    if (typeof action === "function") {
      action.call(this, str);
      if (closing) {
        return this._onServerClosing(str);
      }
      setImmediate(() => this._processResponse());
    } else if (closing && !this._pendingSend && this.stage === "connected") {
      this.logger.info({
        tnx: "smtp"
      }, "Server closed the idle connection: %s", str);
      this.close();
    } else {
      return this._onError(new Error("Unexpected Response"), "EPROTOCOL", str, "CONN");
    }
  }
  /**
   * Send a command to the server, append \r\n
   *
   * @param str String to be sent to the server
   * @param logStr Optional string to be used for logging instead of the actual string
   * @internal
   */
  _sendCommand(str, logStr) {
    if (this._destroyed) {
      return;
    }
    const socket = this._socket;
    if (socket.destroyed) {
      return this.close();
    }
    if (this.options.debug || this.options.transactionLog) {
      this.logger.debug({
        tnx: "client"
      }, (logStr || str || "").toString().replace(/\r?\n$/, ""));
    }
    socket.write(Buffer.from(str + "\r\n", "utf-8"));
  }
  /**
   * Initiates a new message by submitting envelope data, starting with
   * MAIL FROM: command
   *
   * @param envelope Envelope object in the form of
   *        {from:'...', to:['...']}
   *        or
   *        {from:{address:'...',name:'...'}, to:[address:'...',name:'...']}
   * @param callback Callback to run once the envelope is processed
   * @internal
   */
  _setEnvelope(envelope, callback) {
    const args = [];
    let useSmtpUtf8 = false;
    this._envelope = envelope || {};
    this._envelope.from = (this._envelope.from && this._envelope.from.address || this._envelope.from || "").toString().trim();
    this._envelope.to = [].concat(this._envelope.to || []).map((to) => (to && to.address || to || "").toString().trim());
    if (!this._envelope.to.length) {
      return callback(this._formatError("No recipients defined", "EENVELOPE", false, "API"));
    }
    if (this._envelope.from && /[\r\n<>]/.test(this._envelope.from)) {
      return callback(this._formatError("Invalid sender " + JSON.stringify(this._envelope.from), "EENVELOPE", false, "API"));
    }
    if (/[\x80-\uFFFF]/.test(this._envelope.from)) {
      useSmtpUtf8 = true;
    }
    for (let i = 0, len = this._envelope.to.length; i < len; i++) {
      if (!this._envelope.to[i] || /[\r\n<>]/.test(this._envelope.to[i])) {
        return callback(this._formatError("Invalid recipient " + JSON.stringify(this._envelope.to[i]), "EENVELOPE", false, "API"));
      }
      if (/[\x80-\uFFFF]/.test(this._envelope.to[i])) {
        useSmtpUtf8 = true;
      }
    }
    this._envelope.rcptQueue = [].concat(this._envelope.to || []);
    this._envelope.rejected = [];
    this._envelope.rejectedErrors = [];
    this._envelope.accepted = [];
    if (this._envelope.dsn) {
      try {
        this._envelope.dsn = this._setDsnEnvelope(this._envelope.dsn);
      } catch (err) {
        return callback(this._formatError("Invalid DSN " + err.message, "EENVELOPE", false, "API"));
      }
    }
    if (this._envelope.requireTLSExtensionEnabled) {
      if (!this.secure) {
        return callback(this._formatError("REQUIRETLS can only be used over TLS connections (RFC 8689)", "EREQUIRETLS", false, "MAIL FROM"));
      }
      if (!this._supportedExtensions.includes("REQUIRETLS")) {
        return callback(this._formatError("Server does not support REQUIRETLS extension (RFC 8689)", "EREQUIRETLS", false, "MAIL FROM"));
      }
    }
    this._envelope.pipelined = this._supportedExtensions.includes("PIPELINING");
    this._responseActions.push((str) => {
      this._actionMAIL(str, callback);
    });
    if (useSmtpUtf8 && this._supportedExtensions.includes("SMTPUTF8")) {
      args.push("SMTPUTF8");
      this._usingSmtpUtf8 = true;
    }
    if (this._envelope.use8BitMime && this._supportedExtensions.includes("8BITMIME")) {
      args.push("BODY=8BITMIME");
      this._using8BitMime = true;
    }
    if (this._envelope.size && this._supportedExtensions.includes("SIZE")) {
      const sizeValue = Number(this._envelope.size) || 0;
      if (sizeValue > 0) {
        args.push("SIZE=" + sizeValue);
      }
    }
    if (this._envelope.dsn && this._supportedExtensions.includes("DSN")) {
      if (this._envelope.dsn.ret) {
        args.push("RET=" + encodeXText(this._envelope.dsn.ret));
      }
      if (this._envelope.dsn.envid) {
        args.push("ENVID=" + encodeXText(this._envelope.dsn.envid));
      }
    }
    if (this._envelope.requireTLSExtensionEnabled) {
      args.push("REQUIRETLS");
    }
    const mailFrom = "MAIL FROM:<" + this._envelope.from + ">" + (args.length ? " " + args.join(" ") : "");
    this._recipientQueue = [];
    if (!this._envelope.pipelined) {
      this._sendCommand(mailFrom);
      return;
    }
    const socket = this._socket;
    socket.cork();
    this._sendCommand(mailFrom);
    while (this._envelope.rcptQueue.length) {
      this._sendRcpt(this._envelope.rcptQueue.shift(), callback);
    }
    this._responseActions.push((str) => {
      this._actionDATA(str, callback);
    });
    this._sendCommand("DATA");
    socket.uncork();
  }
  /**
   * Sends RCPT TO for a recipient and queues the handler for the reply
   *
   * @param recipient Recipient address
   * @param callback Callback to run once the envelope is processed
   * @internal
   */
  _sendRcpt(recipient, callback) {
    this._recipientQueue.push(recipient);
    this._responseActions.push((str) => {
      this._actionRCPT(str, callback);
    });
    this._sendCommand("RCPT TO:<" + recipient + ">" + this._getDsnRcptToArgs());
  }
  /** @internal */
  _setDsnEnvelope(params) {
    let ret = (params.ret || params.return || "").toString().toUpperCase() || null;
    if (ret) {
      switch (ret) {
        case "HDRS":
        case "HEADERS":
          ret = "HDRS";
          break;
        case "FULL":
        case "BODY":
          ret = "FULL";
          break;
      }
    }
    if (ret && !["FULL", "HDRS"].includes(ret)) {
      throw new Error("ret: " + JSON.stringify(ret));
    }
    const envid = (params.envid || params.id || "").toString() || null;
    let notify = params.notify || null;
    if (notify) {
      if (typeof notify === "string") {
        notify = notify.split(",");
      }
      notify = notify.map((n) => n.trim().toUpperCase());
      const validNotify = ["NEVER", "SUCCESS", "FAILURE", "DELAY"];
      const invalidNotify = notify.filter((n) => !validNotify.includes(n));
      if (invalidNotify.length || notify.length > 1 && notify.includes("NEVER")) {
        throw new Error("notify: " + JSON.stringify(notify.join(",")));
      }
      notify = notify.join(",");
    }
    let orcpt = (params.recipient || params.orcpt || "").toString() || null;
    if (orcpt && orcpt.indexOf(";") < 0) {
      orcpt = "rfc822;" + orcpt;
    }
    return {
      ret,
      envid,
      notify,
      orcpt
    };
  }
  /** @internal */
  _getDsnRcptToArgs() {
    const envelope = this._envelope;
    const args = [];
    if (envelope.dsn && this._supportedExtensions.includes("DSN")) {
      if (envelope.dsn.notify) {
        args.push("NOTIFY=" + encodeXText(envelope.dsn.notify));
      }
      if (envelope.dsn.orcpt) {
        args.push("ORCPT=" + encodeXText(envelope.dsn.orcpt));
      }
    }
    return args.length ? " " + args.join(" ") : "";
  }
  /** @internal */
  _createSendStream(callback) {
    const envelope = this._envelope;
    const dataStream = new DataStream();
    if (this.options.lmtp) {
      envelope.accepted.forEach((recipient, i) => {
        const final = i === envelope.accepted.length - 1;
        this._responseActions.push((str) => {
          this._actionLMTPStream(recipient, final, str, callback);
        });
      });
    } else {
      this._responseActions.push((str) => {
        this._actionSMTPStream(str, callback);
      });
    }
    this._currentDataStream = dataStream;
    dataStream.pipe(this._socket, {
      end: false
    });
    if (this.options.debug) {
      const logStream = new PassThrough4();
      logStream.on("readable", () => {
        let chunk;
        while (chunk = logStream.read()) {
          this.logger.debug({
            tnx: "message"
          }, chunk.toString("binary").replace(/\r?\n$/, ""));
        }
      });
      dataStream.pipe(logStream);
    }
    dataStream.once("end", () => {
      if (this._currentDataStream === dataStream) {
        this._currentDataStream = false;
      }
      this.logger.info({
        tnx: "message",
        inByteCount: dataStream.inByteCount,
        outByteCount: dataStream.outByteCount
      }, "<%s bytes encoded mime message (source size %s bytes)>", dataStream.outByteCount, dataStream.inByteCount);
    });
    return dataStream;
  }
  /** ACTIONS **/
  /**
   * Will be run after the connection is created and the server sends
   * a greeting. If the incoming message starts with 220 initiate
   * SMTP session by sending EHLO command
   *
   * @param str Message from the server
   * @internal
   */
  _actionGreeting(str) {
    this._clearPhase();
    if (str.substr(0, 3) !== "220") {
      this._onError(new Error("Invalid greeting. response=" + str), "EPROTOCOL", str, "CONN");
      return;
    }
    if (this.options.lmtp) {
      this._responseActions.push(this._actionLHLO);
      this._sendCommand("LHLO " + this.name);
    } else {
      this._responseActions.push(this._actionEHLO);
      this._sendCommand("EHLO " + this.name);
    }
  }
  /**
   * Handles server response for LHLO command. If it yielded in
   * error, emit 'error', otherwise treat this as an EHLO response
   *
   * @param str Message from the server
   * @internal
   */
  _actionLHLO(str) {
    if (str.charAt(0) !== "2") {
      this._onError(new Error("Invalid LHLO. response=" + str), "EPROTOCOL", str, "LHLO");
      return;
    }
    this._actionEHLO(str);
  }
  /**
   * Handles server response for EHLO command. If it yielded in
   * error, try HELO instead, otherwise initiate TLS negotiation
   * if STARTTLS is supported by the server or move into the
   * authentication phase.
   *
   * @param str Message from the server
   * @internal
   */
  _actionEHLO(str) {
    if (str.substr(0, 3) === "421") {
      this._onError(new Error("Server terminates connection. response=" + str), "ECONNECTION", str, "EHLO");
      return;
    }
    if (str.charAt(0) !== "2") {
      if (this.options.requireTLS) {
        this._onError(new Error("EHLO failed but HELO does not support required STARTTLS. response=" + str), "ECONNECTION", str, "EHLO");
        return;
      }
      this._responseActions.push(this._actionHELO);
      this._sendCommand("HELO " + this.name);
      return;
    }
    if (!this.secure && !this.options.ignoreTLS && (/[ -]STARTTLS\b/im.test(str) || this.options.requireTLS)) {
      this._plaintextEhlo = str;
      this._sendCommand("STARTTLS");
      this._responseActions.push(this._actionSTARTTLS);
      return;
    }
    this._parseEhloExtensions(str);
    this.emit("connect");
  }
  /**
   * Reads the extensions and the authentication mechanisms out of an EHLO response
   *
   * @param str EHLO response from the server
   * @internal
   */
  _parseEhloExtensions(str) {
    let match;
    this._ehloLines = str.split(/\r?\n/).map((line) => line.replace(/^\d+[ -]/, "").trim()).filter((line) => line).slice(1);
    if (/[ -]SMTPUTF8\b/im.test(str)) {
      this._supportedExtensions.push("SMTPUTF8");
    }
    if (/[ -]DSN\b/im.test(str)) {
      this._supportedExtensions.push("DSN");
    }
    if (/[ -]8BITMIME\b/im.test(str)) {
      this._supportedExtensions.push("8BITMIME");
    }
    if (/[ -]REQUIRETLS\b/im.test(str)) {
      this._supportedExtensions.push("REQUIRETLS");
    }
    if (/[ -]PIPELINING\b/im.test(str)) {
      this._supportedExtensions.push("PIPELINING");
    }
    if (/[ -]AUTH\b/i.test(str)) {
      this.allowsAuth = true;
    }
    const authMechanisms = /* @__PURE__ */ new Set();
    for (const line of this._ehloLines) {
      const authMatch = /^AUTH[\s=](.*)/i.exec(line);
      if (authMatch) {
        for (const mechanism of authMatch[1].split(/[\s=]+/)) {
          authMechanisms.add(mechanism.toUpperCase());
        }
      }
    }
    for (const mechanism of ["PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"]) {
      if (authMechanisms.has(mechanism)) {
        this._supportedAuth.push(mechanism);
      }
    }
    if (match = str.match(/[ -]SIZE(?:[ \t]+(\d+))?/im)) {
      this._supportedExtensions.push("SIZE");
      this._maxAllowedSize = Number(match[1]) || 0;
    }
  }
  /**
   * Handles server response for HELO command. If it yielded in
   * error, emit 'error', otherwise move into the authentication phase.
   *
   * @param str Message from the server
   * @internal
   */
  _actionHELO(str) {
    if (str.charAt(0) !== "2") {
      this._onError(new Error("Invalid HELO. response=" + str), "EPROTOCOL", str, "HELO");
      return;
    }
    this.allowsAuth = true;
    this.emit("connect");
  }
  /**
   * Handles server response for STARTTLS command. If there's an error
   * try HELO instead, otherwise initiate TLS upgrade. If the upgrade
   * succeedes restart the EHLO
   *
   * @param str Message from the server
   * @internal
   */
  _actionSTARTTLS(str) {
    if (str.charAt(0) !== "2") {
      if (this.options.opportunisticTLS) {
        this.logger.info({
          tnx: "smtp"
        }, "Failed STARTTLS upgrade, continuing unencrypted");
        if (this._plaintextEhlo) {
          this._parseEhloExtensions(this._plaintextEhlo);
          this._plaintextEhlo = false;
          this.allowsAuth = false;
          this._supportedAuth = [];
        }
        this.emit("connect");
        return;
      }
      this._onError(new Error("Error upgrading connection with STARTTLS"), "ETLS", str, "STARTTLS");
      return;
    }
    this._upgradeConnection((err, secured) => {
      if (err) {
        this._onError(new Error("Error initiating TLS - " + (err.message || err)), "ETLS", false, "STARTTLS");
        return;
      }
      this.logger.info({
        tnx: "smtp"
      }, "Connection upgraded with STARTTLS");
      if (secured) {
        if (this.options.lmtp) {
          this._responseActions.push(this._actionLHLO);
          this._sendCommand("LHLO " + this.name);
        } else {
          this._responseActions.push(this._actionEHLO);
          this._sendCommand("EHLO " + this.name);
        }
      } else {
        this.emit("connect");
      }
    });
  }
  /**
   * Handle the response for AUTH LOGIN command. We are expecting
   * '334 VXNlcm5hbWU6' (base64 for 'Username:'). Data to be sent as
   * response needs to be base64 encoded username. We do not need
   * exact match but settle with 334 response in general as some
   * hosts invalidly use a longer message than VXNlcm5hbWU6
   *
   * @param str Message from the server
   * @param callback Callback to run once the authentication sequence completes
   * @internal
   */
  _actionAUTH_LOGIN_USER(str, callback) {
    if (!/^334[ -]/.test(str)) {
      callback(this._formatError('Invalid login sequence while waiting for "334 VXNlcm5hbWU6"', "EAUTH", str, "AUTH LOGIN"));
      return;
    }
    this._responseActions.push((str2) => {
      this._actionAUTH_LOGIN_PASS(str2, callback);
    });
    this._sendCommand(Buffer.from(this._auth.credentials.user + "", "utf-8").toString("base64"));
  }
  /**
   * Handle the response for AUTH CRAM-MD5 command. We are expecting
   * '334 <challenge string>'. Data to be sent as response needs to be
   * base64 decoded challenge string, MD5 hashed using the password as
   * a HMAC key, prefixed by the username and a space, and finally all
   * base64 encoded again.
   *
   * @param str Message from the server
   * @param callback Callback to run once the authentication sequence completes
   * @internal
   */
  _actionAUTH_CRAM_MD5(str, callback) {
    const challengeMatch = str.match(/^334\s+(.+)$/);
    if (!challengeMatch) {
      return callback(this._formatError("Invalid login sequence while waiting for server challenge string", "EAUTH", str, "AUTH CRAM-MD5"));
    }
    const base64decoded = Buffer.from(challengeMatch[1], "base64").toString("ascii");
    const hmacMD5 = crypto6.createHmac("md5", this._auth.credentials.pass);
    hmacMD5.update(base64decoded);
    const prepended = this._auth.credentials.user + " " + hmacMD5.digest("hex");
    this._responseActions.push((str2) => {
      this._actionAUTH_CRAM_MD5_PASS(str2, callback);
    });
    this._sendCommand(
      Buffer.from(prepended).toString("base64"),
      // hidden hash for logs
      Buffer.from(this._auth.credentials.user + " /* secret */").toString("base64")
    );
  }
  /**
   * Handles the response to CRAM-MD5 authentication, if there's no error,
   * the user can be considered logged in. Start waiting for a message to send
   *
   * @param str Message from the server
   * @param callback Callback to run once the authentication sequence completes
   * @internal
   */
  _actionAUTH_CRAM_MD5_PASS(str, callback) {
    if (!str.match(/^235\s+/)) {
      return callback(this._formatError('Invalid login sequence while waiting for "235"', "EAUTH", str, "AUTH CRAM-MD5"));
    }
    this.logger.info({
      tnx: "smtp",
      username: this._auth.user,
      action: "authenticated",
      method: this._authMethod
    }, "User %s authenticated", JSON.stringify(this._auth.user));
    this.authenticated = true;
    callback(null, true);
  }
  /**
   * Handle the response for AUTH LOGIN command. We are expecting
   * '334 UGFzc3dvcmQ6' (base64 for 'Password:'). Data to be sent as
   * response needs to be base64 encoded password.
   *
   * @param str Message from the server
   * @param callback Callback to run once the authentication sequence completes
   * @internal
   */
  _actionAUTH_LOGIN_PASS(str, callback) {
    if (!/^334[ -]/.test(str)) {
      return callback(this._formatError('Invalid login sequence while waiting for "334 UGFzc3dvcmQ6"', "EAUTH", str, "AUTH LOGIN"));
    }
    this._responseActions.push((str2) => {
      this._actionAUTHComplete(str2, callback);
    });
    this._sendCommand(
      Buffer.from((this._auth.credentials.pass || "").toString(), "utf-8").toString("base64"),
      // Hidden pass for logs
      Buffer.from("/* secret */", "utf-8").toString("base64")
    );
  }
  /**
   * Handles the response for authentication, if there's no error,
   * the user can be considered logged in. Start waiting for a message to send
   *
   * @param str Message from the server
   * @param isRetry True if this is a retry after a failed login, or the callback itself
   * @param [callback] Callback to run once the authentication sequence completes
   * @internal
   */
  _actionAUTHComplete(str, isRetry, callback) {
    if (!callback && typeof isRetry === "function") {
      callback = isRetry;
      isRetry = false;
    }
    if (str.substr(0, 3) === "334") {
      this._responseActions.push((str2) => {
        if (isRetry || this._authMethod !== "XOAUTH2") {
          this._actionAUTHComplete(str2, true, callback);
        } else {
          setImmediate(() => this._handleXOauth2Token(true, callback));
        }
      });
      this._sendCommand("");
      return;
    }
    if (str.charAt(0) !== "2") {
      this.logger.info({
        tnx: "smtp",
        username: this._auth.user,
        action: "authfail",
        method: this._authMethod
      }, "User %s failed to authenticate", JSON.stringify(this._auth.user));
      return callback(this._formatError("Invalid login", "EAUTH", str, "AUTH " + this._authMethod));
    }
    this.logger.info({
      tnx: "smtp",
      username: this._auth.user,
      action: "authenticated",
      method: this._authMethod
    }, "User %s authenticated", JSON.stringify(this._auth.user));
    this.authenticated = true;
    callback(null, true);
  }
  /**
   * Handle response for a MAIL FROM: command
   *
   * @param str Message from the server
   * @param callback Callback to run once the envelope is processed
   * @internal
   */
  _actionMAIL(str, callback) {
    const envelope = this._envelope;
    if (Number(str.charAt(0)) !== 2) {
      const message = this._usingSmtpUtf8 && /^550 /.test(str) && /[\x80-\uFFFF]/.test(envelope.from) ? "Internationalized mailbox name not allowed" : "Mail command failed";
      envelope.mailError = this._formatError(message, "EENVELOPE", str, "MAIL FROM");
    }
    this._advanceEnvelope(str, callback);
  }
  /**
   * Handle response for a RCPT TO: command
   *
   * @param str Message from the server
   * @param callback Callback to run once the envelope is processed
   * @internal
   */
  _actionRCPT(str, callback) {
    const envelope = this._envelope;
    let err;
    const curRecipient = this._recipientQueue.shift();
    if (Number(str.charAt(0)) !== 2) {
      const message = this._usingSmtpUtf8 && /^553 /.test(str) && /[\x80-\uFFFF]/.test(curRecipient) ? "Internationalized mailbox name not allowed" : "Recipient command failed";
      envelope.rejected.push(curRecipient);
      err = this._formatError(message, "EENVELOPE", str, "RCPT TO");
      err.recipient = curRecipient;
      envelope.rejectedErrors.push(err);
    } else {
      envelope.accepted.push(curRecipient);
    }
    this._advanceEnvelope(str, callback);
  }
  /**
   * Moves the envelope on after a reply to MAIL FROM or RCPT TO. A pipelined envelope sent every
   * command at once and is decided by the reply to DATA. Otherwise the commands go one at a
   * time: the next recipient, or once every reply is in, DATA or the error that ends the message
   *
   * @param str The reply that was handled
   * @param callback Callback to run once the envelope is processed
   * @internal
   */
  _advanceEnvelope(str, callback) {
    const envelope = this._envelope;
    if (envelope.pipelined) {
      return;
    }
    if (envelope.mailError) {
      return callback(envelope.mailError);
    }
    if (envelope.rcptQueue.length) {
      return this._sendRcpt(envelope.rcptQueue.shift(), callback);
    }
    if (this._recipientQueue.length) {
      return;
    }
    const err = this._envelopeError(str);
    if (err) {
      return callback(err);
    }
    this._responseActions.push((str2) => {
      this._actionDATA(str2, callback);
    });
    this._sendCommand("DATA");
  }
  /**
   * Decides how the envelope went once every reply to MAIL FROM and RCPT TO is in. Called after
   * the last RCPT TO reply, or with PIPELINING on the reply to the DATA command sent along
   *
   * @param str The reply being handled
   * @returns The error to fail the message with, or null when DATA can go ahead
   * @internal
   */
  _envelopeError(str) {
    const envelope = this._envelope;
    if (envelope.mailError) {
      return envelope.mailError;
    }
    if (envelope.accepted.length) {
      return null;
    }
    const deferred = envelope.rejectedErrors.find((rejectedErr) => rejectedErr.responseCode && rejectedErr.responseCode < 500);
    const lastRejected = envelope.rejectedErrors[envelope.rejectedErrors.length - 1];
    const reply = deferred?.response ?? (envelope.pipelined && lastRejected ? lastRejected.response : str);
    const err = this._formatError("Can't send mail - all recipients were rejected", "EENVELOPE", reply, "RCPT TO");
    err.rejected = envelope.rejected;
    err.rejectedErrors = envelope.rejectedErrors;
    return err;
  }
  /**
   * Handle response for a DATA command
   *
   * @param str Message from the server
   * @param callback Callback to run once the envelope is processed
   * @internal
   */
  _actionDATA(str, callback) {
    const envelope = this._envelope;
    if (envelope.pipelined) {
      const err = this._envelopeError(str);
      if (err) {
        if (/^3/.test(str)) {
          if (envelope.mailError) {
            this.close();
            return callback(err);
          }
          this._responseActions.push(() => callback(err));
          this._sendCommand(".");
          return;
        }
        return callback(err);
      }
    }
    if (!/^[23]/.test(str)) {
      return callback(this._formatError("Data command failed", "EENVELOPE", str, "DATA"));
    }
    const response = {
      accepted: envelope.accepted,
      rejected: envelope.rejected
    };
    if (this._ehloLines && this._ehloLines.length) {
      response.ehlo = this._ehloLines;
    }
    if (envelope.rejectedErrors.length) {
      response.rejectedErrors = envelope.rejectedErrors;
    }
    callback(null, response);
  }
  /**
   * Handle response for a DATA stream when using SMTP
   * We expect a single response that defines if the sending succeeded or failed
   *
   * @param str Message from the server
   * @param callback Callback to run with the final send result
   * @internal
   */
  _actionSMTPStream(str, callback) {
    if (Number(str.charAt(0)) !== 2) {
      return callback(this._formatError("Message failed", "EMESSAGE", str, "DATA"));
    }
    return callback(null, str);
  }
  /**
   * Handle response for a DATA stream
   * We expect a separate response for every recipient. All recipients can either
   * succeed or fail separately
   *
   * @param recipient The recipient this response applies to
   * @param final Is this the final recipient?
   * @param str Message from the server
   * @param callback Callback to run with the final send result
   * @internal
   */
  _actionLMTPStream(recipient, final, str, callback) {
    const envelope = this._envelope;
    let err;
    if (Number(str.charAt(0)) !== 2) {
      err = this._formatError("Message failed for recipient " + recipient, "EMESSAGE", str, "DATA");
      err.recipient = recipient;
      envelope.rejected.push(recipient);
      envelope.rejectedErrors.push(err);
      for (let i = 0, len = envelope.accepted.length; i < len; i++) {
        if (envelope.accepted[i] === recipient) {
          envelope.accepted.splice(i, 1);
        }
      }
    }
    if (final) {
      return callback(null, str);
    }
  }
  /** @internal */
  _handleXOauth2Token(isRetry, callback) {
    this._auth.oauth2.getToken(isRetry, (err, accessToken) => {
      if (err) {
        this.logger.info({
          tnx: "smtp",
          username: this._auth.user,
          action: "authfail",
          method: this._authMethod
        }, "User %s failed to authenticate", JSON.stringify(this._auth.user));
        return callback(this._formatError(err, "EAUTH", false, "AUTH XOAUTH2"));
      }
      this._responseActions.push((str) => {
        this._actionAUTHComplete(str, isRetry, callback);
      });
      this._sendCommand(
        "AUTH XOAUTH2 " + this._auth.oauth2.buildXOAuth2Token(accessToken),
        //  Hidden for logs
        "AUTH XOAUTH2 " + this._auth.oauth2.buildXOAuth2Token("/* secret */")
      );
    });
  }
  /**
   *
   * @param command
   * @internal
   */
  _isDestroyedMessage(command2) {
    if (this._destroyed) {
      return "Cannot " + command2 + " - smtp connection is already destroyed.";
    }
    if (this._socket) {
      if (this._socket.destroyed) {
        return "Cannot " + command2 + " - smtp connection socket is already destroyed.";
      }
      if (!this._socket.writable) {
        return "Cannot " + command2 + " - smtp connection socket is already half-closed.";
      }
    }
  }
  /** @internal */
  _getHostname() {
    let defaultHostname;
    try {
      defaultHostname = os2.hostname() || "";
    } catch (_err) {
      defaultHostname = "localhost";
    }
    if (!defaultHostname || defaultHostname.indexOf(".") < 0) {
      defaultHostname = "[127.0.0.1]";
    }
    if (defaultHostname.match(/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/)) {
      defaultHostname = "[" + defaultHostname + "]";
    }
    return defaultHostname;
  }
};
var smtp_connection_default = SMTPConnection;

// node_modules/nodemailer/dist/esm/xoauth2/index.js
import { Stream } from "node:stream";
import crypto7 from "node:crypto";
var XOAuth2 = class extends Stream {
  constructor(options2, logger) {
    super();
    this.options = options2 || {};
    this.configError = false;
    if (options2 && options2.serviceClient) {
      if (!options2.privateKey || !options2.user) {
        const err = new Error('Options "privateKey" and "user" are required for service account!');
        err.code = EOAUTH2;
        this.configError = err;
      }
      const serviceRequestTimeout = Math.min(Math.max(Number(this.options.serviceRequestTimeout) || 0, 0), 3600);
      this.options.serviceRequestTimeout = serviceRequestTimeout || 5 * 60;
    }
    this.logger = getLogger({
      logger
    }, {
      component: this.options.component || "OAuth2"
    });
    this.provisionCallback = typeof this.options.provisionCallback === "function" ? this.options.provisionCallback : false;
    this.options.accessUrl = this.options.accessUrl || "https://accounts.google.com/o/oauth2/token";
    this.options.customHeaders = this.options.customHeaders || {};
    this.options.customParams = this.options.customParams || {};
    this.accessToken = this.options.accessToken || false;
    if (this.options.expires && Number(this.options.expires)) {
      this.expires = this.options.expires;
    } else {
      const timeout = Math.max(Number(this.options.timeout) || 0, 0);
      this.expires = timeout && Date.now() + timeout * 1e3 || 0;
    }
    this.renewing = false;
    this.renewalQueue = [];
  }
  /**
   * Returns or generates (if previous has expired) a XOAuth2 token
   *
   * @param renew If false then use cached access token (if available)
   * @param callback Callback function with error object and token string
   */
  getToken(renew, callback) {
    const done = callback;
    if (this.configError) {
      return done(this.configError);
    }
    if (!renew && this.accessToken && (!this.expires || this.expires > Date.now())) {
      this.logger.debug({
        tnx: "OAUTH2",
        user: this.options.user,
        action: "reuse"
      }, "Reusing existing access token for %s", this.options.user);
      return callback(null, this.accessToken);
    }
    if (!this.provisionCallback && !this.options.refreshToken && !this.options.serviceClient) {
      if (this.accessToken) {
        this.logger.debug({
          tnx: "OAUTH2",
          user: this.options.user,
          action: "reuse"
        }, "Reusing existing access token (no refresh capability) for %s", this.options.user);
        return callback(null, this.accessToken);
      }
      this.logger.error({
        tnx: "OAUTH2",
        user: this.options.user,
        action: "renew"
      }, "Cannot renew access token for %s: No refresh mechanism available", this.options.user);
      const err = new Error("Can't create new access token for user");
      err.code = EOAUTH2;
      return done(err);
    }
    if (this.renewing) {
      this.renewalQueue.push({ renew, callback: done });
      return;
    }
    this.renewing = true;
    const generateCallback = (err, accessToken) => {
      this.renewalQueue.forEach((item) => item.callback(err, accessToken));
      this.renewalQueue = [];
      this.renewing = false;
      if (err) {
        this.logger.error({
          err,
          tnx: "OAUTH2",
          user: this.options.user,
          action: "renew"
        }, "Failed generating new Access Token for %s", this.options.user);
      } else {
        this.logger.info({
          tnx: "OAUTH2",
          user: this.options.user,
          action: "renew"
        }, "Generated new Access Token for %s", this.options.user);
      }
      done(err, accessToken);
    };
    if (this.provisionCallback) {
      this.provisionCallback(this.options.user, !!renew, (err, accessToken, expires) => {
        if (!err && accessToken) {
          this.accessToken = accessToken;
          this.expires = expires || 0;
        }
        generateCallback(err, accessToken);
      });
    } else {
      this.generateToken(generateCallback);
    }
  }
  /**
   * Updates token values
   *
   * @param accessToken New access token
   * @param timeout Access token lifetime in seconds
   *
   * Emits 'token': { user: User email-address, accessToken: the new accessToken, timeout: TTL in seconds}
   */
  updateToken(accessToken, timeout) {
    this.accessToken = accessToken;
    timeout = Math.max(Number(timeout) || 0, 0);
    this.expires = timeout && Date.now() + timeout * 1e3 || 0;
    this.emit("token", {
      user: this.options.user,
      accessToken: accessToken || "",
      expires: this.expires
    });
  }
  /**
   * Generates a new XOAuth2 token with the credentials provided at initialization
   *
   * @param callback Callback function with error object and token string
   */
  generateToken(callback) {
    const done = callback;
    let urlOptions;
    let loggedUrlOptions;
    if (this.options.serviceClient) {
      const iat = Math.floor(Date.now() / 1e3);
      const tokenData = {
        iss: this.options.serviceClient,
        scope: this.options.scope || "https://mail.google.com/",
        sub: this.options.user,
        aud: this.options.accessUrl,
        iat,
        exp: iat + this.options.serviceRequestTimeout
      };
      let token;
      try {
        token = this.jwtSignRS256(tokenData);
      } catch (_err) {
        const err = new Error("Can't generate token. Check your auth options");
        err.code = EOAUTH2;
        return done(err);
      }
      urlOptions = {
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: token
      };
      loggedUrlOptions = {
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: tokenData
      };
    } else {
      if (!this.options.refreshToken) {
        const err = new Error("Can't create new access token for user");
        err.code = EOAUTH2;
        return done(err);
      }
      urlOptions = {
        client_id: this.options.clientId || "",
        client_secret: this.options.clientSecret || "",
        refresh_token: this.options.refreshToken,
        grant_type: "refresh_token"
      };
      loggedUrlOptions = {
        client_id: this.options.clientId || "",
        client_secret: (this.options.clientSecret || "").substr(0, 6) + "...",
        refresh_token: (this.options.refreshToken || "").substr(0, 6) + "...",
        grant_type: "refresh_token"
      };
    }
    const customParams = this.options.customParams || {};
    Object.assign(urlOptions, customParams);
    for (const key of Object.keys(customParams)) {
      const param = customParams[key];
      loggedUrlOptions[key] = (param === void 0 || param === null ? "" : String(param)).substr(0, 6) + "...";
    }
    this.logger.debug({
      tnx: "OAUTH2",
      user: this.options.user,
      action: "generate"
    }, "Requesting token using: %s", JSON.stringify(loggedUrlOptions));
    this.postRequest(this.options.accessUrl, urlOptions, this.options, (error2, body) => {
      let data;
      if (error2) {
        return done(error2);
      }
      try {
        data = JSON.parse(body.toString());
      } catch (E) {
        return done(E);
      }
      if (!data || typeof data !== "object") {
        this.logger.debug({
          tnx: "OAUTH2",
          user: this.options.user,
          action: "post"
        }, "Response: %s", (body || "").toString());
        const err2 = new Error("Invalid authentication response");
        err2.code = EOAUTH2;
        return done(err2);
      }
      const logData = Object.assign({}, data);
      if (logData.access_token) {
        logData.access_token = (logData.access_token || "").toString().substr(0, 6) + "...";
      }
      this.logger.debug({
        tnx: "OAUTH2",
        user: this.options.user,
        action: "post"
      }, "Response: %s", JSON.stringify(logData));
      if (data.error) {
        let errorMessage = data.error;
        if (data.error_description) {
          errorMessage += ": " + data.error_description;
        }
        if (data.error_uri) {
          errorMessage += " (" + data.error_uri + ")";
        }
        const err2 = new Error(errorMessage);
        err2.code = EOAUTH2;
        return done(err2);
      }
      if (data.access_token) {
        this.updateToken(data.access_token, data.expires_in);
        return callback(null, this.accessToken);
      }
      const err = new Error("No access token");
      err.code = EOAUTH2;
      return done(err);
    });
  }
  /**
   * Converts an access_token and user id into a base64 encoded XOAuth2 token
   *
   * @param [accessToken] Access token string
   * @return Base64 encoded token for IMAP or SMTP login
   */
  buildXOAuth2Token(accessToken) {
    const authData = ["user=" + (this.options.user || ""), "auth=Bearer " + (accessToken || this.accessToken), "", ""];
    return Buffer.from(authData.join(""), "utf-8").toString("base64");
  }
  /**
   * Custom POST request handler.
   * This is only needed to keep paths short in Windows, usually this module
   * is a dependency of a dependency and if it tries to require something
   * like the request module the paths get way too long to handle for Windows.
   * As we do only a simple POST request we do not actually require complicated
   * logic support (no redirects, no nothing) anyway.
   *
   * @param url Url to POST to
   * @param payload Payload to POST
   * @param params Client options, the customHeaders and tls values are used for the request
   * @param callback Callback function with (err, buff)
   */
  postRequest(url, payload, params, callback) {
    let returned = false;
    const chunks = [];
    let chunklen = 0;
    const fetchOptions = {
      method: "post",
      headers: params.customHeaders,
      body: payload,
      allowErrorResponse: true,
      // unset falls back to the fetch default, a stalled token endpoint would otherwise keep
      // `renewing` set and queue every later request
      timeout: params.requestTimeout
    };
    if (/^https:/i.test(url)) {
      fetchOptions.tls = Object.assign({ rejectUnauthorized: true }, params.tls || {});
    }
    const req = fetch_default(url, fetchOptions);
    req.on("readable", () => {
      let chunk;
      while ((chunk = req.read()) !== null) {
        chunks.push(chunk);
        chunklen += chunk.length;
      }
    });
    req.once("error", (err) => {
      if (returned) {
        return;
      }
      returned = true;
      return callback(err);
    });
    req.once("end", () => {
      if (returned) {
        return;
      }
      returned = true;
      return callback(null, Buffer.concat(chunks, chunklen));
    });
  }
  /**
   * Encodes a buffer or a string into Base64url format
   *
   * @param data The data to convert
   * @return The encoded string
   */
  toBase64URL(data) {
    if (typeof data === "string") {
      data = Buffer.from(data);
    }
    return data.toString("base64").replace(/[=]+/g, "").replace(/\+/g, "-").replace(/\//g, "_");
  }
  /**
   * Creates a JSON Web Token signed with RS256 (SHA256 + RSA)
   *
   * @param payload The payload to include in the generated token
   * @return The generated and signed token
   */
  jwtSignRS256(payload) {
    const signedPayload = ['{"alg":"RS256","typ":"JWT"}', JSON.stringify(payload)].map((val) => this.toBase64URL(val)).join(".");
    const signature = crypto7.createSign("RSA-SHA256").update(signedPayload).sign(this.options.privateKey);
    return signedPayload + "." + this.toBase64URL(signature);
  }
};
var xoauth2_default = XOAuth2;

// node_modules/nodemailer/dist/esm/smtp-pool/pool-resource.js
import { EventEmitter as EventEmitter3 } from "node:events";
var PoolResource = class extends EventEmitter3 {
  constructor(pool) {
    super();
    this.pool = pool;
    this.options = pool.options;
    this.logger = this.pool.logger;
    if (this.options.auth) {
      switch ((this.options.auth.type || "").toString().toUpperCase()) {
        case "OAUTH2": {
          const oauth2 = new xoauth2_default(this.options.auth, this.logger);
          oauth2.provisionCallback = this.pool.mailer && this.pool.mailer.get("oauth2_provision_cb") || oauth2.provisionCallback;
          this.auth = {
            type: "OAUTH2",
            user: this.options.auth.user,
            oauth2,
            method: "XOAUTH2"
          };
          oauth2.on("token", (token) => this.pool.mailer.emit("token", token));
          oauth2.on("error", (err) => this._fail(err));
          break;
        }
        default:
          if (!this.options.auth.user && !this.options.auth.pass) {
            break;
          }
          this.auth = {
            type: (this.options.auth.type || "").toString().toUpperCase() || "LOGIN",
            user: this.options.auth.user,
            credentials: {
              user: this.options.auth.user || "",
              pass: this.options.auth.pass,
              options: this.options.auth.options
            },
            method: (this.options.auth.method || "").trim().toUpperCase() || this.options.authMethod || false
          };
      }
    }
    this._connection = false;
    this._connected = false;
    this._closed = false;
    this.messages = 0;
    this.available = true;
    this._failed = false;
    this._sending = false;
    this._idleTimer = false;
  }
  /**
   * Emits 'error' for the first failure only. A dead resource can report the same failure more
   * than once (the connection error, then the send callback), the pool handles it once
   * @internal
   */
  _fail(err) {
    if (this._failed) {
      return;
    }
    this._failed = true;
    this.emit("error", err);
  }
  /**
   * Initiates a connection to the SMTP server
   *
   * @param callback Callback function to run once the connection is established or failed
   */
  connect(callback) {
    const connectStartedAt = Date.now();
    this.pool.getSocket(Object.assign({}, this.options, { connectStartedAt }), (err, socketOptions) => {
      if (this._closed) {
        socketOptions && socketOptions.connection?.destroy();
        return;
      }
      if (err) {
        this._fail(err);
        return callback(err);
      }
      let returned = false;
      let options2 = this.options;
      if (socketOptions && socketOptions.connection) {
        this.logger.info({
          tnx: "proxy",
          remoteAddress: socketOptions.connection.remoteAddress,
          remotePort: socketOptions.connection.remotePort,
          destHost: options2.host || "",
          destPort: options2.port || "",
          action: "connected"
        }, "Using proxied socket from %s:%s to %s:%s", socketOptions.connection.remoteAddress, socketOptions.connection.remotePort, options2.host || "", options2.port || "");
        options2 = Object.assign(assign(false, options2), socketOptions);
      }
      this.connection = new smtp_connection_default(options2);
      this.connection._connectStartedAt = connectStartedAt;
      this.connection.on("error", (err2) => {
        if (this._closed || this._sending) {
          return;
        }
        if (this._connected && isTransientError(err2)) {
          this.logger.info({
            tnx: "pool",
            cid: this.id
          }, "Connection #%s was closed by the server: %s", this.id, err2.message);
          return;
        }
        this._fail(err2);
        if (returned || this._closed) {
          return;
        }
        returned = true;
        return callback(err2);
      });
      this.connection.once("end", () => {
        this.close();
        returned = true;
      });
      this.connection.connect((err2) => {
        if (returned || this._closed) {
          return;
        }
        if (err2) {
          returned = true;
          return;
        }
        if (this.auth && (this.connection.allowsAuth || options2.forceAuth)) {
          this.connection.login(this.auth, (err3) => {
            if (returned || this._closed) {
              return;
            }
            returned = true;
            if (err3) {
              this.connection.close();
              this._fail(err3);
              return callback(err3);
            }
            this._connected = true;
            callback(null, true);
          });
        } else {
          returned = true;
          this._connected = true;
          return callback(null, true);
        }
      });
    });
  }
  /**
   * Sends an e-mail to be sent using the selected settings
   *
   * @param mail Mail object
   * @param callback Callback function
   */
  send(mail2, callback) {
    if (this._closed) {
      return;
    }
    if (!this._connected) {
      return this.connect((err) => {
        if (err) {
          return callback(err);
        }
        return this.send(mail2, callback);
      });
    }
    const envelope = mail2.message.getEnvelope();
    const messageId = mail2.message.messageId();
    const recipients = [].concat(envelope.to || []);
    if (recipients.length > 3) {
      recipients.push("...and " + recipients.splice(2).length + " more");
    }
    this.logger.info({
      tnx: "send",
      messageId,
      cid: this.id
    }, "Sending message %s using #%s to <%s>", messageId, this.id, recipients.join(", "));
    if (mail2.data.dsn) {
      envelope.dsn = mail2.data.dsn;
    }
    if (mail2.data.requireTLSExtensionEnabled) {
      envelope.requireTLSExtensionEnabled = mail2.data.requireTLSExtensionEnabled;
    }
    this._sending = true;
    const reused = this.messages > 0;
    const messageStream = mail2.message.createReadStream();
    this.connection.send(envelope, messageStream, (err, info) => {
      if (mail2.data.signal?.aborted) {
        return;
      }
      this._sending = false;
      this.messages++;
      if (err) {
        if (reused && messageStream.readableDidRead === false && isTransientError(err)) {
          this.logger.info({
            tnx: "pool",
            cid: this.id,
            messageId
          }, "Connection #%s was closed by the server before message %s was sent: %s", this.id, messageId, err.message);
          this.connection.close();
          return;
        }
        if ((err.code === EENVELOPE || err.code === EMESSAGE) && err.responseCode !== 421 && !this.connection._destroyed) {
          this.connection.reset((resetErr) => {
            if (resetErr) {
              this.connection.close();
              return;
            }
            this._release();
          });
          return callback(err);
        }
        this.connection.close();
        this._fail(err);
        return callback(err);
      }
      info.envelope = {
        from: envelope.from,
        to: envelope.to
      };
      info.messageId = messageId;
      setImmediate(() => this._release());
      callback(null, info);
    });
  }
  /**
   * Makes the connection available for the next message, or closes it once it has sent
   * maxMessages messages
   *
   * @internal
   */
  _release() {
    if (this._closed) {
      return;
    }
    if (this.messages >= this.options.maxMessages) {
      const err = new Error("Resource exhausted");
      err.code = EMAXLIMIT;
      this.connection.close();
      this._fail(err);
      return;
    }
    this.pool._checkRateLimit(() => {
      if (this._closed) {
        return;
      }
      this.available = true;
      this._startIdleTimer();
      this.emit("available");
    });
  }
  /** @internal */
  _startIdleTimer() {
    if (!this.options.idleTimeout || this.options.idleTimeout < 0) {
      return;
    }
    if (this._idleTimer && typeof this._idleTimer.refresh === "function") {
      this._idleTimer.refresh();
      return;
    }
    clearTimeout(this._idleTimer);
    this._idleTimer = setTimeout(() => {
      if (!this.available) {
        return;
      }
      this.logger.debug({
        tnx: "pool",
        cid: this.id
      }, "Closing connection #%s after it was idle for %sms", this.id, this.options.idleTimeout);
      this.available = false;
      this.connection.quit();
    }, this.options.idleTimeout);
    if (typeof this._idleTimer.unref === "function") {
      this._idleTimer.unref();
    }
  }
  /** @internal */
  _stopIdleTimer() {
    clearTimeout(this._idleTimer);
    this._idleTimer = false;
  }
  /**
   * Closes the connection
   */
  close() {
    if (this._closed) {
      return;
    }
    this._closed = true;
    this.available = false;
    this._connected = false;
    this._stopIdleTimer();
    if (this.auth && this.auth.oauth2) {
      this.auth.oauth2.removeAllListeners();
    }
    if (this.connection) {
      this.connection.close();
    }
    this.emit("close");
  }
};

// node_modules/nodemailer/dist/esm/well-known/services.js
var services = {
  "126": {
    "description": "126 Mail (NetEase)",
    "host": "smtp.126.com",
    "port": 465,
    "secure": true
  },
  "163": {
    "description": "163 Mail (NetEase)",
    "host": "smtp.163.com",
    "port": 465,
    "secure": true
  },
  "1und1": {
    "description": "1&1 Mail (German hosting provider)",
    "host": "smtp.1und1.de",
    "port": 465,
    "secure": true,
    "authMethod": "LOGIN"
  },
  "Aliyun": {
    "description": "Alibaba Cloud Mail",
    "domains": [
      "aliyun.com"
    ],
    "host": "smtp.aliyun.com",
    "port": 465,
    "secure": true
  },
  "AliyunQiye": {
    "description": "Alibaba Cloud Enterprise Mail",
    "host": "smtp.qiye.aliyun.com",
    "port": 465,
    "secure": true
  },
  "AOL": {
    "description": "AOL Mail",
    "domains": [
      "aol.com"
    ],
    "host": "smtp.aol.com",
    "port": 587
  },
  "Aruba": {
    "description": "Aruba PEC (Italian email provider)",
    "domains": [
      "aruba.it",
      "pec.aruba.it"
    ],
    "aliases": [
      "Aruba PEC"
    ],
    "host": "smtps.aruba.it",
    "port": 465,
    "secure": true,
    "authMethod": "LOGIN"
  },
  "Bluewin": {
    "description": "Bluewin (Swiss email provider)",
    "host": "smtpauths.bluewin.ch",
    "domains": [
      "bluewin.ch"
    ],
    "port": 465
  },
  "BOL": {
    "description": "BOL Mail (Brazilian provider)",
    "domains": [
      "bol.com.br"
    ],
    "host": "smtp.bol.com.br",
    "port": 587,
    "requireTLS": true
  },
  "DebugMail": {
    "description": "DebugMail (email testing service)",
    "host": "debugmail.io",
    "port": 25
  },
  "Disroot": {
    "description": "Disroot (privacy-focused provider)",
    "domains": [
      "disroot.org"
    ],
    "host": "disroot.org",
    "port": 587,
    "secure": false,
    "authMethod": "LOGIN"
  },
  "DynectEmail": {
    "description": "Dyn Email Delivery",
    "aliases": [
      "Dynect"
    ],
    "host": "smtp.dynect.net",
    "port": 25
  },
  "ElasticEmail": {
    "description": "Elastic Email",
    "aliases": [
      "Elastic Email"
    ],
    "host": "smtp.elasticemail.com",
    "port": 465,
    "secure": true
  },
  "Ethereal": {
    "description": "Ethereal Email (email testing service)",
    "aliases": [
      "ethereal.email"
    ],
    "host": "smtp.ethereal.email",
    "port": 587
  },
  "FastMail": {
    "description": "FastMail",
    "domains": [
      "fastmail.com",
      "fastmail.fm"
    ],
    "host": "smtp.fastmail.com",
    "port": 465,
    "secure": true
  },
  "Feishu Mail": {
    "description": "Feishu Mail (Lark)",
    "aliases": [
      "Feishu",
      "FeishuMail"
    ],
    "domains": [
      "www.feishu.cn"
    ],
    "host": "smtp.feishu.cn",
    "port": 465,
    "secure": true
  },
  "Forward Email": {
    "description": "Forward Email (email forwarding service)",
    "aliases": [
      "FE",
      "ForwardEmail"
    ],
    "domains": [
      "forwardemail.net"
    ],
    "host": "smtp.forwardemail.net",
    "port": 465,
    "secure": true
  },
  "GandiMail": {
    "description": "Gandi Mail",
    "aliases": [
      "Gandi",
      "Gandi Mail"
    ],
    "host": "mail.gandi.net",
    "port": 587
  },
  "Gmail": {
    "description": "Gmail",
    "aliases": [
      "Google Mail"
    ],
    "domains": [
      "gmail.com",
      "googlemail.com"
    ],
    "host": "smtp.gmail.com",
    "port": 465,
    "secure": true
  },
  "GmailWorkspace": {
    "description": "Gmail Workspace",
    "aliases": [
      "Google Workspace Mail"
    ],
    "host": "smtp-relay.gmail.com",
    "port": 465,
    "secure": true
  },
  "GMX": {
    "description": "GMX Mail",
    "domains": [
      "gmx.com",
      "gmx.net",
      "gmx.de"
    ],
    "host": "mail.gmx.com",
    "port": 587
  },
  "Godaddy": {
    "description": "GoDaddy Email (US)",
    "host": "smtpout.secureserver.net",
    "port": 25
  },
  "GodaddyAsia": {
    "description": "GoDaddy Email (Asia)",
    "host": "smtp.asia.secureserver.net",
    "port": 25
  },
  "GodaddyEurope": {
    "description": "GoDaddy Email (Europe)",
    "host": "smtp.europe.secureserver.net",
    "port": 25
  },
  "Groundmail": {
    "description": "Groundmail",
    "host": "smtp.groundmail.dev",
    "port": 587,
    "secure": false,
    "requireTLS": true
  },
  "hot.ee": {
    "description": "Hot.ee (Estonian email provider)",
    "host": "mail.hot.ee"
  },
  "Hotmail": {
    "description": "Outlook.com / Hotmail",
    "aliases": [
      "Outlook",
      "Outlook.com",
      "Hotmail.com"
    ],
    "domains": [
      "hotmail.com",
      "outlook.com"
    ],
    "host": "smtp-mail.outlook.com",
    "port": 587
  },
  "iCloud": {
    "description": "iCloud Mail",
    "aliases": [
      "Me",
      "Mac"
    ],
    "domains": [
      "icloud.com",
      "me.com",
      "mac.com"
    ],
    "host": "smtp.mail.me.com",
    "port": 587
  },
  "Infomaniak": {
    "description": "Infomaniak Mail (Swiss hosting provider)",
    "host": "mail.infomaniak.com",
    "domains": [
      "ik.me",
      "ikmail.com",
      "etik.com"
    ],
    "port": 587
  },
  "KolabNow": {
    "description": "KolabNow (secure email service)",
    "domains": [
      "kolabnow.com"
    ],
    "aliases": [
      "Kolab"
    ],
    "host": "smtp.kolabnow.com",
    "port": 465,
    "secure": true,
    "authMethod": "LOGIN"
  },
  "Loopia": {
    "description": "Loopia (Swedish hosting provider)",
    "host": "mailcluster.loopia.se",
    "port": 465
  },
  "Loops": {
    "description": "Loops",
    "host": "smtp.loops.so",
    "port": 587
  },
  "mail.ee": {
    "description": "Mail.ee (Estonian email provider)",
    "host": "smtp.mail.ee"
  },
  "Mail.ru": {
    "description": "Mail.ru",
    "host": "smtp.mail.ru",
    "port": 465,
    "secure": true
  },
  "Mailcatch.app": {
    "description": "Mailcatch (email testing service)",
    "host": "sandbox-smtp.mailcatch.app",
    "port": 2525
  },
  "Maildev": {
    "description": "MailDev (local email testing)",
    "port": 1025,
    "ignoreTLS": true
  },
  "MailerSend": {
    "description": "MailerSend",
    "host": "smtp.mailersend.net",
    "port": 587
  },
  "Mailgun": {
    "description": "Mailgun",
    "host": "smtp.mailgun.org",
    "port": 465,
    "secure": true
  },
  "Mailjet": {
    "description": "Mailjet",
    "host": "in.mailjet.com",
    "port": 587
  },
  "Mailosaur": {
    "description": "Mailosaur (email testing service)",
    "host": "mailosaur.io",
    "port": 25
  },
  "MailSenpai": {
    "description": "MailSenpai (SMTP Senpai, EU)",
    "host": "relay.mailsenpai.com",
    "port": 2525,
    "secure": false
  },
  "Mailtrap": {
    "description": "Mailtrap",
    "host": "live.smtp.mailtrap.io",
    "port": 587
  },
  "Mandrill": {
    "description": "Mandrill (by Mailchimp)",
    "host": "smtp.mandrillapp.com",
    "port": 587
  },
  "Naver": {
    "description": "Naver Mail (Korean email provider)",
    "host": "smtp.naver.com",
    "port": 587
  },
  "OhMySMTP": {
    "description": "OhMySMTP (email delivery service)",
    "host": "smtp.ohmysmtp.com",
    "port": 587,
    "secure": false
  },
  "One": {
    "description": "One.com Email",
    "host": "send.one.com",
    "port": 465,
    "secure": true
  },
  "OpenMailBox": {
    "description": "OpenMailBox",
    "aliases": [
      "OMB",
      "openmailbox.org"
    ],
    "host": "smtp.openmailbox.org",
    "port": 465,
    "secure": true
  },
  "Outlook365": {
    "description": "Microsoft 365 / Office 365",
    "host": "smtp.office365.com",
    "port": 587,
    "secure": false
  },
  "Oveyon": {
    "description": "Oveyon",
    "host": "smtp.oveyon.com",
    "port": 587,
    "secure": false,
    "requireTLS": true
  },
  "Postmark": {
    "description": "Postmark",
    "aliases": [
      "PostmarkApp"
    ],
    "host": "smtp.postmarkapp.com",
    "port": 2525
  },
  "Proton": {
    "description": "Proton Mail",
    "aliases": [
      "ProtonMail",
      "Proton.me",
      "Protonmail.com",
      "Protonmail.ch"
    ],
    "domains": [
      "proton.me",
      "protonmail.com",
      "pm.me",
      "protonmail.ch"
    ],
    "host": "smtp.protonmail.ch",
    "port": 587,
    "requireTLS": true
  },
  "qiye.aliyun": {
    "description": "Alibaba Mail Enterprise Edition",
    "host": "smtp.mxhichina.com",
    "port": "465",
    "secure": true
  },
  "QQ": {
    "description": "QQ Mail",
    "domains": [
      "qq.com"
    ],
    "host": "smtp.qq.com",
    "port": 465,
    "secure": true
  },
  "QQex": {
    "description": "QQ Enterprise Mail",
    "aliases": [
      "QQ Enterprise"
    ],
    "domains": [
      "exmail.qq.com"
    ],
    "host": "smtp.exmail.qq.com",
    "port": 465,
    "secure": true
  },
  "Resend": {
    "description": "Resend",
    "host": "smtp.resend.com",
    "port": 465,
    "secure": true
  },
  "Runbox": {
    "description": "Runbox (Norwegian email provider)",
    "domains": [
      "runbox.com"
    ],
    "host": "smtp.runbox.com",
    "port": 465,
    "secure": true
  },
  "SendCloud": {
    "description": "SendCloud (Chinese email delivery)",
    "host": "smtp.sendcloud.net",
    "port": 2525
  },
  "SendGrid": {
    "description": "SendGrid",
    "host": "smtp.sendgrid.net",
    "port": 587
  },
  "SendinBlue": {
    "description": "Brevo (formerly Sendinblue)",
    "aliases": [
      "Brevo"
    ],
    "host": "smtp-relay.brevo.com",
    "port": 587
  },
  "Sendora": {
    "description": "Sendora",
    "host": "smtp.sendora.se",
    "port": 465,
    "secure": true
  },
  "SendPulse": {
    "description": "SendPulse",
    "host": "smtp-pulse.com",
    "port": 465,
    "secure": true
  },
  "SES": {
    "description": "AWS SES US East (N. Virginia)",
    "host": "email-smtp.us-east-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-AP-NORTHEAST-1": {
    "description": "AWS SES Asia Pacific (Tokyo)",
    "host": "email-smtp.ap-northeast-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-AP-NORTHEAST-2": {
    "description": "AWS SES Asia Pacific (Seoul)",
    "host": "email-smtp.ap-northeast-2.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-AP-NORTHEAST-3": {
    "description": "AWS SES Asia Pacific (Osaka)",
    "host": "email-smtp.ap-northeast-3.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-AP-SOUTH-1": {
    "description": "AWS SES Asia Pacific (Mumbai)",
    "host": "email-smtp.ap-south-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-AP-SOUTHEAST-1": {
    "description": "AWS SES Asia Pacific (Singapore)",
    "host": "email-smtp.ap-southeast-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-AP-SOUTHEAST-2": {
    "description": "AWS SES Asia Pacific (Sydney)",
    "host": "email-smtp.ap-southeast-2.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-CA-CENTRAL-1": {
    "description": "AWS SES Canada (Central)",
    "host": "email-smtp.ca-central-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-EU-CENTRAL-1": {
    "description": "AWS SES Europe (Frankfurt)",
    "host": "email-smtp.eu-central-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-EU-NORTH-1": {
    "description": "AWS SES Europe (Stockholm)",
    "host": "email-smtp.eu-north-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-EU-WEST-1": {
    "description": "AWS SES Europe (Ireland)",
    "host": "email-smtp.eu-west-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-EU-WEST-2": {
    "description": "AWS SES Europe (London)",
    "host": "email-smtp.eu-west-2.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-EU-WEST-3": {
    "description": "AWS SES Europe (Paris)",
    "host": "email-smtp.eu-west-3.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-SA-EAST-1": {
    "description": "AWS SES South America (São Paulo)",
    "host": "email-smtp.sa-east-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-US-EAST-1": {
    "description": "AWS SES US East (N. Virginia)",
    "host": "email-smtp.us-east-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-US-EAST-2": {
    "description": "AWS SES US East (Ohio)",
    "host": "email-smtp.us-east-2.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-US-GOV-EAST-1": {
    "description": "AWS SES GovCloud (US-East)",
    "host": "email-smtp.us-gov-east-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-US-GOV-WEST-1": {
    "description": "AWS SES GovCloud (US-West)",
    "host": "email-smtp.us-gov-west-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-US-WEST-1": {
    "description": "AWS SES US West (N. California)",
    "host": "email-smtp.us-west-1.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "SES-US-WEST-2": {
    "description": "AWS SES US West (Oregon)",
    "host": "email-smtp.us-west-2.amazonaws.com",
    "port": 465,
    "secure": true
  },
  "Seznam": {
    "description": "Seznam Email (Czech email provider)",
    "aliases": [
      "Seznam Email"
    ],
    "domains": [
      "seznam.cz",
      "email.cz",
      "post.cz",
      "spoluzaci.cz"
    ],
    "host": "smtp.seznam.cz",
    "port": 465,
    "secure": true
  },
  "SMTP2GO": {
    "description": "SMTP2GO",
    "host": "mail.smtp2go.com",
    "port": 2525
  },
  "SpacePost": {
    "description": "SpacePost",
    "host": "smtp.spacepost.dev",
    "port": 25976,
    "secure": false,
    "requireTLS": true
  },
  "Sparkpost": {
    "description": "SparkPost",
    "aliases": [
      "SparkPost",
      "SparkPost Mail"
    ],
    "domains": [
      "sparkpost.com"
    ],
    "host": "smtp.sparkpostmail.com",
    "port": 587,
    "secure": false
  },
  "Tipimail": {
    "description": "Tipimail (email delivery service)",
    "host": "smtp.tipimail.com",
    "port": 587
  },
  "TurboSMTP": {
    "description": "TurboSMTP",
    "host": "pro.turbo-smtp.com",
    "port": 465,
    "secure": true
  },
  "TurboSMTP-EU": {
    "description": "TurboSMTP (EU region)",
    "host": "pro.eu.turbo-smtp.com",
    "port": 465,
    "secure": true
  },
  "Tutanota": {
    "description": "Tutanota (Tuta Mail)",
    "domains": [
      "tutanota.com",
      "tuta.com",
      "tutanota.de",
      "tuta.io"
    ],
    "host": "smtp.tutanota.com",
    "port": 465,
    "secure": true
  },
  "Yahoo": {
    "description": "Yahoo Mail",
    "domains": [
      "yahoo.com"
    ],
    "host": "smtp.mail.yahoo.com",
    "port": 465,
    "secure": true
  },
  "Yandex": {
    "description": "Yandex Mail",
    "domains": [
      "yandex.ru"
    ],
    "host": "smtp.yandex.ru",
    "port": 465,
    "secure": true
  },
  "Zimbra": {
    "description": "Zimbra Mail Server",
    "aliases": [
      "Zimbra Collaboration"
    ],
    "host": "smtp.zimbra.com",
    "port": 587,
    "requireTLS": true
  },
  "Zoho": {
    "description": "Zoho Mail",
    "host": "smtp.zoho.com",
    "port": 465,
    "secure": true,
    "authMethod": "LOGIN"
  }
};

// node_modules/nodemailer/dist/esm/well-known/index.js
var normalized = {};
Object.keys(services).forEach((key) => {
  const service = services[key];
  const normalizedService = normalizeService(service);
  normalized[normalizeKey(key)] = normalizedService;
  [].concat(service.aliases || []).forEach((alias) => {
    normalized[normalizeKey(alias)] = normalizedService;
  });
  [].concat(service.domains || []).forEach((domain) => {
    normalized[normalizeKey(domain)] = normalizedService;
  });
});
function normalizeKey(key) {
  return key.replace(/[^a-zA-Z0-9.-]/g, "").toLowerCase();
}
function normalizeService(service) {
  const response = {};
  Object.keys(service).forEach((key) => {
    if (!["domains", "aliases"].includes(key)) {
      response[key] = service[key];
    }
  });
  return response;
}
function wellKnown(key) {
  key = normalizeKey(key.split("@").pop());
  return normalized[key] || false;
}

// node_modules/nodemailer/dist/esm/smtp-pool/index.js
var REQUEUE_BASE_DELAY = 50;
var REQUEUE_MAX_DELAY = 2e3;
var SMTPPool = class extends EventEmitter4 {
  constructor(options2) {
    super();
    this.supportsAbortSignal = true;
    options2 = options2 || {};
    if (typeof options2 === "string") {
      options2 = {
        url: options2
      };
    }
    let urlData;
    let service = options2.service;
    if (typeof options2.getSocket === "function") {
      this.getSocket = options2.getSocket;
    }
    if (options2.url) {
      urlData = parseConnectionUrl(options2.url);
      service = service || urlData.service;
    }
    this.options = assign(
      false,
      // create new object
      options2,
      // regular options
      urlData,
      // url options
      service && wellKnown(service)
      // wellknown options
    );
    this.options.maxConnections = this.options.maxConnections || 5;
    this.options.maxMessages = this.options.maxMessages || 100;
    this.options.maxRequeues = typeof this.options.maxRequeues === "number" ? this.options.maxRequeues : 5;
    this.options.idleTimeout = typeof this.options.idleTimeout === "number" ? this.options.idleTimeout : 4 * 60 * 1e3;
    this.logger = getLogger(this.options, {
      component: this.options.component || "smtp-pool"
    });
    this.name = "SMTP (pool)";
    this.version = version + "[client:" + version + "]";
    this._rateLimit = {
      counter: 0,
      timeout: null,
      waiting: [],
      checkpoint: false,
      delta: Number(this.options.rateDelta) || 1e3,
      limit: Number(this.options.rateLimit) || 0
    };
    this._closed = false;
    this._queue = [];
    this._connections = [];
    this._connectionCounter = 0;
    this._pending = 0;
    this.idling = true;
    setImmediate(() => {
      if (this.idling) {
        this.emit("idle");
      }
    });
  }
  /**
   * Placeholder function for creating proxy sockets. This method immediatelly returns
   * without a socket
   *
   * @param options Connection options
   * @param callback Callback function to run with the socket keys
   */
  getSocket(options2, callback) {
    setImmediate(() => callback(null, false));
  }
  /**
   * Queues an e-mail to be sent using the selected settings
   *
   * @param mail Mail object
   * @param callback Callback function
   */
  send(mail2, callback) {
    if (this._closed) {
      const err = new Error("Connection pool was closed");
      err.code = ECONNECTION;
      setImmediate(() => callback(err));
      return false;
    }
    let counted = true;
    let detachSignal;
    this._pending++;
    const entry = {
      mail: mail2,
      requeueAttempts: 0,
      callback: (err, info) => {
        if (!counted) {
          return;
        }
        counted = false;
        this._pending--;
        detachSignal?.();
        entry.resource = void 0;
        callback(err, info);
      }
    };
    this._queue.push(entry);
    const signal = mail2.data.signal;
    if (signal) {
      detachSignal = this._watchAbortSignal(entry, signal, () => counted);
      if (signal.aborted) {
        return true;
      }
    }
    if (this.idling && this._queue.length >= this.options.maxConnections) {
      this.idling = false;
    }
    setImmediate(() => this._processMessages());
    return true;
  }
  /**
   * Fails a queued or assigned entry when its signal aborts: removes it from the queue, or
   * closes the connection delivering it, so other deliveries in the pool can continue.
   * Returns a function that removes the listener.
   * @internal
   */
  _watchAbortSignal(entry, signal, isPending) {
    const onAbort = () => {
      if (!isPending()) {
        return;
      }
      const index = this._queue.indexOf(entry);
      if (index !== -1) {
        this._queue.splice(index, 1);
      }
      const resource = entry.resource;
      if (resource && resource.queueEntry === entry) {
        resource.queueEntry = false;
        resource.close();
      }
      try {
        entry.callback(createAbortError(signal));
      } finally {
        setImmediate(() => this._processMessages());
      }
    };
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) {
      setImmediate(onAbort);
    }
    return () => signal.removeEventListener("abort", onAbort);
  }
  /**
   * Closes the pool. Idle connections are closed at once and a connection in the middle of a
   * delivery finishes it first, unless `force` is set: then it is closed too and its message
   * fails. `force` is for a caller that has given up on a delivery, such as one a server is
   * stalling by trickling its replies, which no socket timeout notices.
   *
   * @param options.force - Also close connections that are delivering a message
   */
  close(options2) {
    let connection;
    const len = this._connections.length;
    this._closed = true;
    this._clearRateLimit();
    if (!len && !this._queue.length) {
      return;
    }
    const force = !!options2?.force;
    for (let i = len - 1; i >= 0; i--) {
      if (this._connections[i] && (force || this._connections[i].available)) {
        connection = this._connections[i];
        connection.close();
        this.logger.info({
          tnx: "connection",
          cid: connection.id,
          action: "removed"
        }, "Connection #%s removed", connection.id);
      }
    }
    if (len && !this._connections.length) {
      this.logger.debug({
        tnx: "connection"
      }, "All connections removed");
    }
    if (!this._queue.length) {
      return;
    }
    const invokeCallbacks = () => {
      if (!this._queue.length) {
        this.logger.debug({
          tnx: "connection"
        }, "Pending queue entries cleared");
        return;
      }
      const entry = this._queue.shift();
      if (entry && typeof entry.callback === "function") {
        try {
          entry.callback(new Error("Connection pool was closed"));
        } catch (E) {
          this.logger.error({
            err: E,
            tnx: "callback"
          }, "Callback error: %s", E.message);
        }
      }
      setImmediate(invokeCallbacks);
    };
    setImmediate(invokeCallbacks);
  }
  /**
   * Check the queue and available connections. If there is a message to be sent and there is
   * an available connection, then use this connection to send the mail
   * @internal
   */
  _processMessages() {
    if (this._closed) {
      return;
    }
    if (!this._queue.length) {
      if (!this.idling) {
        this.idling = true;
        this.emit("idle");
      }
      return;
    }
    let connection = this._connections.find((c) => c.available);
    if (!connection && this._connections.length < this.options.maxConnections) {
      connection = this._createConnection();
    }
    if (!connection) {
      this.idling = false;
      return;
    }
    if (!this.idling && this._queue.length < this.options.maxConnections) {
      this.idling = true;
      this.emit("idle");
    }
    const entry = connection.queueEntry = this._queue.shift();
    entry.resource = connection;
    entry.messageId = (connection.queueEntry.mail.message.getHeader("message-id") || "").replace(/[<>\s]/g, "");
    connection.available = false;
    this.logger.debug({
      tnx: "pool",
      cid: connection.id,
      messageId: entry.messageId,
      action: "assign"
    }, "Assigned message <%s> to #%s (%s)", entry.messageId, connection.id, connection.messages + 1);
    if (this._rateLimit.limit) {
      this._rateLimit.counter++;
      if (!this._rateLimit.checkpoint) {
        this._rateLimit.checkpoint = Date.now();
      }
    }
    connection.send(entry.mail, (err, info) => {
      if (entry === connection.queueEntry) {
        try {
          entry.callback(err, info);
        } catch (E) {
          this.logger.error({
            err: E,
            tnx: "callback",
            cid: connection.id
          }, "Callback error for #%s: %s", connection.id, E.message);
        }
        connection.queueEntry = false;
      }
    });
  }
  /**
   * Creates a new pool resource
   * @internal
   */
  _createConnection() {
    const connection = new PoolResource(this);
    connection.id = ++this._connectionCounter;
    this.logger.info({
      tnx: "pool",
      cid: connection.id,
      action: "conection"
    }, "Created new pool resource #%s", connection.id);
    connection.on("available", () => {
      this.logger.debug({
        tnx: "connection",
        cid: connection.id,
        action: "available"
      }, "Connection #%s became available", connection.id);
      if (this._closed) {
        this.close();
      } else {
        this._processMessages();
      }
    });
    connection.once("error", (err) => {
      if (err.code !== EMAXLIMIT) {
        this.logger.warn({
          err,
          tnx: "pool",
          cid: connection.id
        }, "Pool Error for #%s: %s", connection.id, err.message);
      } else {
        this.logger.debug({
          tnx: "pool",
          cid: connection.id,
          action: "maxlimit"
        }, "Max messages limit exchausted for #%s", connection.id);
      }
      if (connection.queueEntry) {
        try {
          connection.queueEntry.callback(err);
        } catch (E) {
          this.logger.error({
            err: E,
            tnx: "callback",
            cid: connection.id
          }, "Callback error for #%s: %s", connection.id, E.message);
        }
        connection.queueEntry = false;
      }
      this._removeConnection(connection);
      this._continueProcessing();
    });
    connection.once("close", () => {
      this.logger.info({
        tnx: "connection",
        cid: connection.id,
        action: "closed"
      }, "Connection #%s was closed", connection.id);
      this._removeConnection(connection);
      if (connection.queueEntry) {
        setTimeout(() => {
          let delay = 0;
          if (connection.queueEntry) {
            if (!this._closed && this._shouldRequeuOnConnectionClose(connection.queueEntry)) {
              delay = this._requeueEntryOnConnectionClose(connection);
            } else {
              this._failDeliveryOnConnectionClose(connection);
            }
          }
          if (delay) {
            setTimeout(() => this._continueProcessing(), delay);
          } else {
            this._continueProcessing();
          }
        }, 50);
      } else {
        if (!this._closed && this.idling && !this._connections.length) {
          this.emit("clear");
        }
        this._continueProcessing();
      }
    });
    this._connections.push(connection);
    return connection;
  }
  /** @internal */
  _shouldRequeuOnConnectionClose(queueEntry) {
    if (this.options.maxRequeues < 0) {
      return true;
    }
    return queueEntry.requeueAttempts < this.options.maxRequeues;
  }
  /** @internal */
  _failDeliveryOnConnectionClose(connection) {
    if (connection.queueEntry && connection.queueEntry.callback) {
      try {
        const err = new Error("Reached maximum number of retries after connection was closed");
        err.code = ECONNECTION;
        connection.queueEntry.callback(err);
      } catch (E) {
        this.logger.error({
          err: E,
          tnx: "callback",
          messageId: connection.queueEntry.messageId,
          cid: connection.id
        }, "Callback error for #%s: %s", connection.id, E.message);
      }
      connection.queueEntry = false;
    }
  }
  /** @internal */
  _requeueEntryOnConnectionClose(connection) {
    const delay = Math.min(REQUEUE_BASE_DELAY * 2 ** connection.queueEntry.requeueAttempts, REQUEUE_MAX_DELAY);
    connection.queueEntry.requeueAttempts += 1;
    this.logger.debug({
      tnx: "pool",
      cid: connection.id,
      messageId: connection.queueEntry.messageId,
      action: "requeue"
    }, "Re-queued message <%s> for #%s. Attempt: #%s", connection.queueEntry.messageId, connection.id, connection.queueEntry.requeueAttempts);
    connection.queueEntry.resource = void 0;
    this._queue.unshift(connection.queueEntry);
    connection.queueEntry = false;
    return delay;
  }
  /**
   * Continue to process message if the pool hasn't closed
   * @internal
   */
  _continueProcessing() {
    if (this._closed) {
      this.close();
    } else {
      setTimeout(() => this._processMessages(), 100);
    }
  }
  /**
   * Remove resource from pool
   *
   * @param connection The PoolResource to remove
   * @internal
   */
  _removeConnection(connection) {
    const index = this._connections.indexOf(connection);
    if (index !== -1) {
      this._connections.splice(index, 1);
    }
  }
  /**
   * Checks if connections have hit current rate limit and if so, queues the availability callback
   *
   * @param callback Callback function to run once rate limiter has been cleared
   * @internal
   */
  _checkRateLimit(callback) {
    if (!this._rateLimit.limit) {
      return callback();
    }
    const now = Date.now();
    if (this._rateLimit.counter < this._rateLimit.limit) {
      return callback();
    }
    this._rateLimit.waiting.push(callback);
    if (this._rateLimit.checkpoint <= now - this._rateLimit.delta) {
      return this._clearRateLimit();
    }
    if (!this._rateLimit.timeout) {
      this._rateLimit.timeout = setTimeout(() => this._clearRateLimit(), this._rateLimit.delta - (now - this._rateLimit.checkpoint));
      this._rateLimit.checkpoint = now;
    }
  }
  /**
   * Clears current rate limit limitation and runs paused callback
   * @internal
   */
  _clearRateLimit() {
    clearTimeout(this._rateLimit.timeout);
    this._rateLimit.timeout = null;
    this._rateLimit.counter = 0;
    this._rateLimit.checkpoint = false;
    while (this._rateLimit.waiting.length) {
      const cb = this._rateLimit.waiting.shift();
      setImmediate(cb);
    }
  }
  /**
   * Returns true if there are free slots in the queue
   */
  isIdle() {
    return this.idling;
  }
  /**
   * Counts the messages the pool has not finished with yet: the ones waiting in the queue
   * plus the ones a connection is transmitting right now. isIdle() only tells whether the
   * pool can take another message, it is already true while a message is still being sent,
   * so use this to check that nothing would be lost by closing the pool. A message that is
   * re-queued after its connection dropped is counted until its callback runs, also while it waits to be put back on the queue, and
   * it is no longer counted by the time its callback runs.
   *
   * @returns Number of queued and in-flight messages
   */
  pendingCount() {
    return this._pending;
  }
  verify(callback) {
    let promise;
    if (!callback) {
      promise = new Promise((resolve5, reject) => {
        callback = callbackPromise(resolve5, reject);
      });
    }
    const done = callback;
    const auth = new PoolResource(this).auth;
    const connectStartedAt = Date.now();
    this.getSocket(Object.assign({}, this.options, { connectStartedAt }), (err, socketOptions) => {
      if (err) {
        return done(err);
      }
      let options2 = this.options;
      if (socketOptions && socketOptions.connection) {
        this.logger.info({
          tnx: "proxy",
          remoteAddress: socketOptions.connection.remoteAddress,
          remotePort: socketOptions.connection.remotePort,
          destHost: options2.host || "",
          destPort: options2.port || "",
          action: "connected"
        }, "Using proxied socket from %s:%s to %s:%s", socketOptions.connection.remoteAddress, socketOptions.connection.remotePort, options2.host || "", options2.port || "");
        options2 = Object.assign(assign(false, options2), socketOptions);
      }
      const connection = new smtp_connection_default(options2);
      connection._connectStartedAt = connectStartedAt;
      let returned = false;
      connection.once("error", (err2) => {
        if (returned) {
          return;
        }
        returned = true;
        connection.close();
        return done(err2);
      });
      connection.once("end", () => {
        if (returned) {
          return;
        }
        returned = true;
        return done(new Error("Connection closed"));
      });
      const finalize = () => {
        if (returned) {
          return;
        }
        returned = true;
        connection.quit();
        return done(null, true);
      };
      connection.connect((err2) => {
        if (returned) {
          return;
        }
        if (err2) {
          returned = true;
          connection.close();
          return done(err2);
        }
        if (auth && (connection.allowsAuth || options2.forceAuth)) {
          connection.login(auth, (err3) => {
            if (returned) {
              return;
            }
            if (err3) {
              returned = true;
              connection.close();
              return done(err3);
            }
            finalize();
          });
        } else if (!auth && connection.allowsAuth && options2.forceAuth) {
          const err3 = new Error("Authentication info was not provided");
          err3.code = ENOAUTH;
          returned = true;
          connection.close();
          return done(err3);
        } else {
          finalize();
        }
      });
    });
    return promise;
  }
};
var smtp_pool_default = SMTPPool;

// node_modules/nodemailer/dist/esm/smtp-transport/index.js
import { EventEmitter as EventEmitter5 } from "node:events";
var MESSAGE_AUTH_KEYS = ["type", "user", "pass", "accessToken", "refreshToken", "expires"];
var SMTPTransport = class extends EventEmitter5 {
  constructor(options2) {
    super();
    this.supportsAbortSignal = true;
    options2 = options2 || {};
    if (typeof options2 === "string") {
      options2 = {
        url: options2
      };
    }
    let urlData;
    let service = options2.service;
    if (typeof options2.getSocket === "function") {
      this.getSocket = options2.getSocket;
    }
    if (options2.url) {
      urlData = parseConnectionUrl(options2.url);
      service = service || urlData.service;
    }
    this.options = assign(
      false,
      // create new object
      options2,
      // regular options
      urlData,
      // url options
      service && wellKnown(service)
      // wellknown options
    );
    this.logger = getLogger(this.options, {
      component: this.options.component || "smtp-transport"
    });
    this.name = "SMTP";
    this.version = version + "[client:" + version + "]";
    if (this.options.auth) {
      this.auth = this.getAuth({});
    }
  }
  /**
   * Placeholder function for creating proxy sockets. This method immediatelly returns
   * without a socket
   *
   * @param options Connection options
   * @param callback Callback function to run with the socket keys
   */
  getSocket(options2, callback) {
    setImmediate(() => callback(null, false));
  }
  getAuth(authOpts) {
    if (!authOpts) {
      if (this.auth && this.auth.oauth2 && this.mailer) {
        this.auth.oauth2.provisionCallback = this.mailer.get("oauth2_provision_cb") || this.auth.oauth2.provisionCallback;
      }
      return this.auth;
    }
    const authData = Object.assign({}, this.options.auth && typeof this.options.auth === "object" ? this.options.auth : {});
    if (typeof authOpts === "object") {
      copyOwnKeys(authData, authOpts, (key) => !MESSAGE_AUTH_KEYS.includes(key));
    }
    if (Object.keys(authData).length === 0) {
      return false;
    }
    switch ((authData.type || "").toString().toUpperCase()) {
      case "OAUTH2": {
        if (!authData.service && !authData.user) {
          return false;
        }
        const oauth2 = new xoauth2_default(authData, this.logger);
        oauth2.provisionCallback = this.mailer && this.mailer.get("oauth2_provision_cb") || oauth2.provisionCallback;
        oauth2.on("token", (token) => this.mailer.emit("token", token));
        oauth2.on("error", (err) => this.emit("error", err));
        return {
          type: "OAUTH2",
          user: authData.user,
          oauth2,
          method: "XOAUTH2"
        };
      }
      default:
        return {
          type: (authData.type || "").toString().toUpperCase() || "LOGIN",
          user: authData.user,
          credentials: {
            user: authData.user || "",
            pass: authData.pass,
            options: authData.options
          },
          method: (authData.method || "").trim().toUpperCase() || this.options.authMethod || false
        };
    }
  }
  /**
   * Sends an e-mail using the selected settings
   *
   * @param mail Mail object
   * @param callback Callback function
   */
  send(mail2, callback) {
    const signal = mail2.data.signal;
    let returned = false;
    let connection;
    let perCallAuth;
    const cleanupPerCallAuth = () => {
      if (perCallAuth && perCallAuth !== this.auth && perCallAuth.oauth2) {
        perCallAuth.oauth2.removeAllListeners();
      }
      perCallAuth = null;
    };
    const finish = (err, info) => {
      if (returned) {
        return;
      }
      returned = true;
      signal?.removeEventListener("abort", onAbort);
      cleanupPerCallAuth();
      connection?.close();
      callback(err, info);
    };
    function onAbort() {
      finish(createAbortError(signal));
    }
    if (signal) {
      signal.addEventListener("abort", onAbort, { once: true });
      if (signal.aborted) {
        setImmediate(onAbort);
        return;
      }
    }
    const connectStartedAt = Date.now();
    this.getSocket(Object.assign({}, this.options, { connectStartedAt }), (err, socketOptions) => {
      if (returned) {
        socketOptions && socketOptions.connection?.destroy();
        return;
      }
      if (err) {
        return finish(err);
      }
      let options2 = this.options;
      if (socketOptions && socketOptions.connection) {
        this.logger.info({
          tnx: "proxy",
          remoteAddress: socketOptions.connection.remoteAddress,
          remotePort: socketOptions.connection.remotePort,
          destHost: options2.host || "",
          destPort: options2.port || "",
          action: "connected"
        }, "Using proxied socket from %s:%s to %s:%s", socketOptions.connection.remoteAddress, socketOptions.connection.remotePort, options2.host || "", options2.port || "");
        options2 = Object.assign(assign(false, options2), socketOptions);
      }
      const smtp = connection = new smtp_connection_default(options2);
      smtp._connectStartedAt = connectStartedAt;
      smtp.once("error", (err2) => finish(err2));
      const sendMessage = () => {
        const envelope = mail2.message.getEnvelope();
        const messageId = mail2.message.messageId();
        const recipients = [].concat(envelope.to || []);
        if (recipients.length > 3) {
          recipients.push("...and " + recipients.splice(2).length + " more");
        }
        if (mail2.data.dsn) {
          envelope.dsn = mail2.data.dsn;
        }
        if (mail2.data.requireTLSExtensionEnabled) {
          envelope.requireTLSExtensionEnabled = mail2.data.requireTLSExtensionEnabled;
        }
        this.logger.info({
          tnx: "send",
          messageId
        }, "Sending message %s to <%s>", messageId, recipients.join(", "));
        smtp.send(envelope, mail2.message.createReadStream(), (err2, info) => {
          if (returned) {
            return;
          }
          if (err2) {
            this.logger.error({
              err: err2,
              tnx: "send"
            }, "Send error for %s: %s", messageId, err2.message);
            return finish(err2);
          }
          info.envelope = {
            from: envelope.from,
            to: envelope.to
          };
          info.messageId = messageId;
          try {
            return finish(null, info);
          } catch (E) {
            this.logger.error({
              err: E,
              tnx: "callback"
            }, "Callback error for %s: %s", messageId, E.message);
          }
        });
      };
      smtp.connect((err2) => {
        if (returned) {
          return;
        }
        if (err2) {
          return finish(err2);
        }
        perCallAuth = this.getAuth(mail2.data.auth);
        if (perCallAuth && (smtp.allowsAuth || options2.forceAuth)) {
          smtp.login(perCallAuth, (err3) => {
            cleanupPerCallAuth();
            if (returned) {
              return;
            }
            if (err3) {
              return finish(err3);
            }
            sendMessage();
          });
        } else {
          sendMessage();
        }
      });
    });
  }
  verify(callback) {
    let promise;
    if (!callback) {
      promise = new Promise((resolve5, reject) => {
        callback = callbackPromise(resolve5, reject);
      });
    }
    const done = callback;
    const connectStartedAt = Date.now();
    this.getSocket(Object.assign({}, this.options, { connectStartedAt }), (err, socketOptions) => {
      if (err) {
        return done(err);
      }
      let options2 = this.options;
      if (socketOptions && socketOptions.connection) {
        this.logger.info({
          tnx: "proxy",
          remoteAddress: socketOptions.connection.remoteAddress,
          remotePort: socketOptions.connection.remotePort,
          destHost: options2.host || "",
          destPort: options2.port || "",
          action: "connected"
        }, "Using proxied socket from %s:%s to %s:%s", socketOptions.connection.remoteAddress, socketOptions.connection.remotePort, options2.host || "", options2.port || "");
        options2 = Object.assign(assign(false, options2), socketOptions);
      }
      const connection = new smtp_connection_default(options2);
      connection._connectStartedAt = connectStartedAt;
      let returned = false;
      let perCallAuth;
      const cleanupPerCallAuth = () => {
        if (perCallAuth && perCallAuth !== this.auth && perCallAuth.oauth2) {
          perCallAuth.oauth2.removeAllListeners();
        }
        perCallAuth = null;
      };
      connection.once("error", (err2) => {
        if (returned) {
          return;
        }
        returned = true;
        cleanupPerCallAuth();
        connection.close();
        return done(err2);
      });
      connection.once("end", () => {
        if (returned) {
          return;
        }
        returned = true;
        cleanupPerCallAuth();
        return done(new Error("Connection closed"));
      });
      const finalize = () => {
        if (returned) {
          return;
        }
        returned = true;
        cleanupPerCallAuth();
        connection.quit();
        return done(null, true);
      };
      connection.connect((err2) => {
        if (returned) {
          return;
        }
        if (err2) {
          returned = true;
          connection.close();
          return done(err2);
        }
        perCallAuth = this.getAuth({});
        if (perCallAuth && (connection.allowsAuth || options2.forceAuth)) {
          connection.login(perCallAuth, (err3) => {
            cleanupPerCallAuth();
            if (returned) {
              return;
            }
            if (err3) {
              returned = true;
              connection.close();
              return done(err3);
            }
            finalize();
          });
        } else if (!perCallAuth && connection.allowsAuth && options2.forceAuth) {
          const err3 = new Error("Authentication info was not provided");
          err3.code = ENOAUTH;
          returned = true;
          cleanupPerCallAuth();
          connection.close();
          return done(err3);
        } else {
          finalize();
        }
      });
    });
    return promise;
  }
  /**
   * Releases resources
   */
  close() {
    if (this.auth && this.auth.oauth2) {
      this.auth.oauth2.removeAllListeners();
    }
    this.emit("close");
  }
};
var smtp_transport_default = SMTPTransport;

// node_modules/nodemailer/dist/esm/sendmail-transport/index.js
import { spawn } from "node:child_process";
import { pipeline as pipeline2 } from "node:stream";
var STDIN_ERROR_EXIT_WAIT = 1e3;
var SendmailTransport = class {
  constructor(options2) {
    options2 = options2 || {};
    this._spawn = spawn;
    this.options = options2;
    this.name = "Sendmail";
    this.version = version;
    this.path = "sendmail";
    this.args = false;
    this.logger = getLogger(this.options, {
      component: this.options.component || "sendmail"
    });
    if (typeof options2 === "string") {
      this.path = options2;
    } else if (typeof options2 === "object") {
      if (options2.path) {
        this.path = options2.path;
      }
      if (Array.isArray(options2.args)) {
        this.args = options2.args;
      }
    }
    this.winbreak = ["win", "windows", "dos", "\r\n"].includes((options2.newline || "").toString().toLowerCase());
  }
  /**
   * <p>Compiles a mailcomposer message and forwards it to handler that sends it.</p>
   *
   * @param mail MailComposer object
   * @param done Callback function to run when the sending is completed
   */
  send(mail2, done) {
    mail2.message.keepBcc = true;
    const envelope = mail2.message.getEnvelope();
    const messageId = mail2.message.messageId();
    let returned;
    const hasInvalidAddresses = [].concat(envelope.from || []).concat(envelope.to || []).some((addr) => /^"?-/.test(addr));
    if (hasInvalidAddresses) {
      const err = new Error("Can not send mail. Invalid envelope addresses.");
      err.code = ESENDMAIL;
      return done(err);
    }
    const args = this.args ? ["-i"].concat(this.args).concat(envelope.to) : ["-i"].concat(envelope.from ? ["-f", envelope.from] : []).concat(envelope.to);
    const callback = (err) => {
      if (returned) {
        return;
      }
      returned = true;
      if (typeof done === "function") {
        if (err) {
          return done(err);
        }
        return done(null, {
          envelope,
          messageId,
          response: "Messages queued for delivery"
        });
      }
    };
    let sendmail;
    try {
      sendmail = this._spawn(this.path, args);
    } catch (E) {
      this.logger.error({
        err: E,
        tnx: "spawn",
        messageId
      }, "Error occurred while spawning sendmail. %s", E.message);
      return callback(E);
    }
    if (sendmail) {
      let stream;
      const messageWritten = () => !!stream && stream.readableEnded;
      let stdinError = null;
      const release = () => {
        if (stream && !messageWritten()) {
          stream.destroy();
        }
      };
      const fail = (err) => {
        release();
        callback(err);
      };
      sendmail.on("error", (err) => {
        this.logger.error({
          err,
          tnx: "spawn",
          messageId
        }, "Error occurred when sending message %s. %s", messageId, err.message);
        fail(err);
      });
      const onExit = (code2, signal) => {
        let err = null;
        if (code2) {
          err = new Error(code2 === 127 ? "Sendmail command not found, process exited with code " + code2 : "Sendmail exited with code " + code2);
        } else if (signal) {
          err = new Error("Sendmail was terminated by " + signal);
        } else if (!messageWritten()) {
          err = new Error("Sendmail exited before the message was written");
        } else if (stdinError) {
          err = stdinError;
        }
        if (!err) {
          return callback();
        }
        err.code = err.code || ESENDMAIL;
        this.logger.error({
          err,
          tnx: "stdin",
          messageId
        }, "Error sending message %s to sendmail. %s", messageId, err.message);
        fail(err);
      };
      sendmail.once("exit", onExit);
      sendmail.once("close", onExit);
      sendmail.stdin.on("error", (err) => {
        this.logger.error({
          err,
          tnx: "stdin",
          messageId
        }, "Error occurred when piping message %s to sendmail. %s", messageId, err.message);
        if (stdinError) {
          return;
        }
        stdinError = err;
        release();
        const exitTimer = setTimeout(() => fail(err), STDIN_ERROR_EXIT_WAIT);
        sendmail.once("exit", () => clearTimeout(exitTimer));
      });
      const recipients = [].concat(envelope.to || []);
      if (recipients.length > 3) {
        recipients.push("...and " + recipients.splice(2).length + " more");
      }
      this.logger.info({
        tnx: "send",
        messageId
      }, "Sending message %s to <%s>", messageId, recipients.join(", "));
      const sourceStream = mail2.message.createReadStream();
      stream = sourceStream;
      if (this.options.newline) {
        stream = pipeline2(sourceStream, this.winbreak ? new LeWindows() : new LeUnix(), () => false);
      }
      stream.once("error", (err) => {
        this.logger.error({
          err,
          tnx: "stdin",
          messageId
        }, "Error occurred when generating message %s. %s", messageId, err.message);
        sendmail.kill("SIGINT");
        callback(err);
      });
      stream.pipe(sendmail.stdin);
    } else {
      const err = new Error("sendmail was not found");
      err.code = ESENDMAIL;
      return callback(err);
    }
  }
};
var sendmail_transport_default = SendmailTransport;

// node_modules/nodemailer/dist/esm/stream-transport/index.js
var StreamTransport = class {
  constructor(options2) {
    options2 = options2 || {};
    this.options = options2;
    this.name = "StreamTransport";
    this.version = version;
    this.logger = getLogger(this.options, {
      component: this.options.component || "stream-transport"
    });
    this.winbreak = ["win", "windows", "dos", "\r\n"].includes((options2.newline || "").toString().toLowerCase());
  }
  /**
   * Compiles a mailcomposer message and forwards it to handler that sends it
   *
   * @param mail MailComposer object
   * @param done Callback function to run when the sending is completed
   */
  send(mail2, done) {
    mail2.message.keepBcc = true;
    const envelope = mail2.message.getEnvelope();
    const messageId = mail2.message.messageId();
    const recipients = [].concat(envelope.to || []);
    if (recipients.length > 3) {
      recipients.push("...and " + recipients.splice(2).length + " more");
    }
    this.logger.info({
      tnx: "send",
      messageId
    }, "Sending message %s to <%s> using %s line breaks", messageId, recipients.join(", "), this.winbreak ? "<CR><LF>" : "<LF>");
    setImmediate(() => {
      let stream;
      try {
        stream = mail2.message.createReadStream();
        if (this.options.newline) {
          const sourceStream = stream;
          stream = sourceStream.pipe(this.winbreak ? new LeWindows() : new LeUnix());
          sourceStream.once("error", (err) => stream.emit("error", err));
        }
      } catch (E) {
        this.logger.error({
          err: E,
          tnx: "send",
          messageId
        }, "Creating send stream failed for %s. %s", messageId, E.message);
        return done(E);
      }
      if (!this.options.buffer) {
        stream.once("error", (err) => {
          this.logger.error({
            err,
            tnx: "send",
            messageId
          }, "Failed creating message for %s. %s", messageId, err.message);
        });
        return done(null, {
          envelope,
          messageId,
          message: stream
        });
      }
      const chunks = [];
      let chunklen = 0;
      stream.on("readable", () => {
        let chunk;
        while ((chunk = stream.read()) !== null) {
          chunks.push(chunk);
          chunklen += chunk.length;
        }
      });
      stream.once("error", (err) => {
        this.logger.error({
          err,
          tnx: "send",
          messageId
        }, "Failed creating message for %s. %s", messageId, err.message);
        return done(err);
      });
      stream.on("end", () => done(null, {
        envelope,
        messageId,
        message: Buffer.concat(chunks, chunklen)
      }));
    });
  }
};
var stream_transport_default = StreamTransport;

// node_modules/nodemailer/dist/esm/json-transport/index.js
var JSONTransport = class {
  constructor(options2) {
    options2 = options2 || {};
    this.options = options2;
    this.name = "JSONTransport";
    this.version = version;
    this.logger = getLogger(this.options, {
      component: this.options.component || "json-transport"
    });
  }
  /**
   * <p>Compiles a mailcomposer message and forwards it to handler that sends it.</p>
   *
   * @param mail MailComposer object
   * @param done Callback function to run when the sending is completed
   */
  send(mail2, done) {
    mail2.message.keepBcc = true;
    const envelope = mail2.message.getEnvelope();
    const messageId = mail2.message.messageId();
    const recipients = [].concat(envelope.to || []);
    if (recipients.length > 3) {
      recipients.push("...and " + recipients.splice(2).length + " more");
    }
    this.logger.info({
      tnx: "send",
      messageId
    }, "Composing JSON structure of %s to <%s>", messageId, recipients.join(", "));
    setImmediate(() => {
      mail2.normalize((err, data) => {
        if (err) {
          this.logger.error({
            err,
            tnx: "send",
            messageId
          }, "Failed building JSON structure for %s. %s", messageId, err.message);
          return done(err);
        }
        delete data.envelope;
        delete data.normalizedHeaders;
        delete data.signal;
        return done(null, {
          envelope,
          messageId,
          message: this.options.skipEncoding ? data : JSON.stringify(data)
        });
      });
    });
  }
};
var json_transport_default = JSONTransport;

// node_modules/nodemailer/dist/esm/ses-transport/index.js
import EventEmitter6 from "node:events";
function tagSesError(err) {
  if (err && typeof err === "object" && !err.code) {
    err.code = ESES;
  }
  return err;
}
var SESTransport = class extends EventEmitter6 {
  constructor(options2) {
    super();
    if (!options2 || !options2.SES || !options2.SES.sesClient) {
      const error2 = new Error("Missing SES configuration, expecting { sesClient, SendEmailCommand } from @aws-sdk/client-sesv2, see https://nodemailer.com/transports/ses/");
      error2.code = ECONFIG;
      throw error2;
    }
    this.options = options2;
    this.ses = this.options.SES;
    this.name = "SESTransport";
    this.version = version;
    this.logger = getLogger(this.options, {
      component: this.options.component || "ses-transport"
    });
  }
  getRegion(cb) {
    if (this.ses.sesClient.config && typeof this.ses.sesClient.config.region === "function") {
      this.ses.sesClient.config.region().then((region) => cb(null, region), (err) => cb(err));
      return;
    }
    return cb(null, false);
  }
  /**
   * Compiles a mailcomposer message and forwards it to SES
   *
   * @param mail MailComposer object
   * @param callback Callback function to run when the sending is completed
   */
  send(mail2, callback) {
    let fromHeader = mail2.message._headers.find((header) => /^from$/i.test(header.key));
    if (fromHeader) {
      const mimeNode = new mime_node_default("text/plain");
      fromHeader = mimeNode._convertAddresses(mimeNode._parseAddresses(fromHeader.value));
    }
    const envelope = mail2.message.getEnvelope();
    const messageId = mail2.message.messageId();
    const recipients = [].concat(envelope.to || []);
    if (recipients.length > 3) {
      recipients.push("...and " + recipients.splice(2).length + " more");
    }
    this.logger.info({
      tnx: "send",
      messageId
    }, "Sending message %s to <%s>", messageId, recipients.join(", "));
    const getRawMessage = (next) => {
      if (!mail2.data._dkim) {
        mail2.data._dkim = {};
      }
      if (mail2.data._dkim.skipFields && typeof mail2.data._dkim.skipFields === "string") {
        mail2.data._dkim.skipFields += ":date:message-id";
      } else {
        mail2.data._dkim.skipFields = "date:message-id";
      }
      const sourceStream = mail2.message.createReadStream();
      const stream = sourceStream.pipe(new LeWindows());
      const chunks = [];
      let chunklen = 0;
      stream.on("readable", () => {
        let chunk;
        while ((chunk = stream.read()) !== null) {
          chunks.push(chunk);
          chunklen += chunk.length;
        }
      });
      sourceStream.once("error", (err) => stream.emit("error", err));
      stream.once("error", (err) => next(err));
      stream.once("end", () => next(null, Buffer.concat(chunks, chunklen)));
    };
    setImmediate(() => getRawMessage((err, raw) => {
      if (err) {
        this.logger.error({
          err,
          tnx: "send",
          messageId
        }, "Failed creating message for %s. %s", messageId, err.message);
        return callback(err);
      }
      const sesMessage = copyOwnKeys({
        Content: {
          Raw: {
            // required
            Data: raw
            // required
          }
        },
        FromEmailAddress: fromHeader || envelope.from,
        Destination: {
          ToAddresses: envelope.to
        }
      }, mail2.data.ses);
      this.getRegion((err2, region) => {
        if (err2 || !region) {
          region = "us-east-1";
        }
        let sendPromise;
        try {
          const command2 = new this.ses.SendEmailCommand(sesMessage);
          sendPromise = this.ses.sesClient.send(command2);
        } catch (err3) {
          tagSesError(err3);
          this.logger.error({
            err: err3,
            tnx: "send"
          }, "Send error for %s: %s", messageId, err3.message);
          setImmediate(() => callback(err3));
          return;
        }
        sendPromise.then((data) => {
          if (region === "us-east-1") {
            region = "email";
          }
          const info = {
            envelope: {
              from: envelope.from,
              to: envelope.to
            },
            messageId: "<" + data.MessageId + (!/@/.test(data.MessageId) ? "@" + region + ".amazonses.com" : "") + ">",
            response: data.MessageId,
            raw
          };
          setImmediate(() => callback(null, info));
        }).catch((err3) => {
          tagSesError(err3);
          this.logger.error({
            err: err3,
            tnx: "send"
          }, "Send error for %s: %s", messageId, err3.message);
          setImmediate(() => callback(err3));
        });
      });
    }));
  }
  verify(callback) {
    let promise;
    if (!callback) {
      promise = new Promise((resolve5, reject) => {
        callback = callbackPromise(resolve5, reject);
      });
    }
    const done = callback;
    const cb = (err) => {
      if (err && !["InvalidParameterValue", "MessageRejected"].includes(err.code || err.Code || err.name)) {
        return done(tagSesError(err));
      }
      return done(null, true);
    };
    const sesMessage = {
      Content: {
        Raw: {
          Data: Buffer.from("From: <invalid@invalid>\r\nTo: <invalid@invalid>\r\n Subject: Invalid\r\n\r\nInvalid")
        }
      },
      FromEmailAddress: "invalid@invalid",
      Destination: {
        ToAddresses: ["invalid@invalid"]
      }
    };
    this.getRegion(() => {
      let sendPromise;
      try {
        const command2 = new this.ses.SendEmailCommand(sesMessage);
        sendPromise = this.ses.sesClient.send(command2);
      } catch (err) {
        setImmediate(() => cb(err));
        return;
      }
      sendPromise.then(() => setImmediate(() => cb(null))).catch((err) => setImmediate(() => cb(err)));
    });
    return promise;
  }
};
var ses_transport_default = SESTransport;

// node_modules/nodemailer/dist/esm/nodemailer.js
function createTransport(transporter, defaults) {
  let options2;
  if (
    // provided transporter is a configuration object, not transporter plugin
    typeof transporter === "object" && typeof transporter.send !== "function" || // provided transporter looks like a connection url
    typeof transporter === "string" && /^(smtps?|direct):/i.test(transporter)
  ) {
    const urlConfig = typeof transporter === "string" ? transporter : transporter.url;
    if (urlConfig) {
      const parsed = parseConnectionUrl(urlConfig);
      options2 = typeof transporter === "object" ? assign(false, copyOwnKeys({}, transporter, (key) => key === "url"), parsed) : parsed;
    } else {
      options2 = transporter;
    }
    if (options2.pool) {
      transporter = new smtp_pool_default(options2);
    } else if (options2.sendmail) {
      transporter = new sendmail_transport_default(options2);
    } else if (options2.streamTransport) {
      transporter = new stream_transport_default(options2);
    } else if (options2.jsonTransport) {
      transporter = new json_transport_default(options2);
    } else if (options2.SES) {
      const ses = options2.SES;
      if (ses.ses && ses.aws) {
        const error2 = new Error("Using legacy SES configuration, expecting @aws-sdk/client-sesv2, see https://nodemailer.com/transports/ses/");
        error2.code = ECONFIG;
        throw error2;
      }
      transporter = new ses_transport_default(options2);
    } else {
      transporter = new smtp_transport_default(options2);
    }
  }
  return new mailer_default(transporter, options2, defaults);
}

// src/notify/mail.ts
var DEADLINE_MS = 1e4;
var MAX_MAILS = 50;
function mailTransport(options2) {
  const { book, from } = options2;
  const transport = createTransport(readOptions(options2), {
    disableFileAccess: true,
    disableUrlAccess: true
  });
  return {
    prepare: (message, audience) => listAddresses(audience, book).slice(0, MAX_MAILS).map((address) => ({
      address,
      async send() {
        try {
          await transport.sendMail({
            ...formMail(message, from, address),
            from: { name: "Hallpass", address: from }
          });
        } catch (error2) {
          const message2 = `${options2.host} did not take a mail: ${explain2(error2)}.`;
          throw isForEver(error2) ? new UndeliverableError(message2) : new Error(message2);
        }
      }
    }))
  };
}
function readOptions({ host, port, tls: tls3, login: login2, ca, networks }) {
  return {
    ...{ host, port, secure: tls3 === "implicit", requireTLS: true },
    ...login2 && { auth: login2 },
    tls: {
      servername: host,
      minVersion: "TLSv1.2",
      rejectUnauthorized: true,
      ...ca !== void 0 && { ca }
    },
    ...{ connectionTimeout: DEADLINE_MS, greetingTimeout: DEADLINE_MS, socketTimeout: DEADLINE_MS },
    getSocket: (_, answer3) => {
      connectGuarded({ host, port }, { networks }, AbortSignal.timeout(DEADLINE_MS)).then(
        (connection) => answer3(null, { connection }),
        (error2) => answer3(error2 instanceof Error ? error2 : new Error("not connected"))
      );
    }
  };
}
var listAddresses = ({ people: people3, addresses }, book) => [
  .../* @__PURE__ */ new Set([...people3.flatMap(({ id: id3 }) => book.get(id3)?.mail ?? []), ...addresses])
];
function formMail({ id: id3, pull: pull2, kind, title, facts, action, url }, from, address) {
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const hash = createHash7("sha256").update(JSON.stringify([pull2, id3, address])).digest("hex");
  return {
    to: { name: "", address },
    subject: `[Hallpass] ${title}`,
    messageId: `<${hash.slice(0, 32)}@${domain}>`,
    // RFC 3834: no vacation answers to a program.
    headers: { "Auto-Submitted": "auto-generated", "X-Hallpass-Kind": kind },
    text: [
      title,
      "",
      ...facts.map(({ name: name3, value }) => `${name3}: ${value}`),
      "",
      `${action}: ${url}`,
      ""
    ].join("\n")
  };
}
var isForEver = (error2) => error2 instanceof Error && "code" in error2 && error2.code === "EENVELOPE" && "responseCode" in error2 && typeof error2.responseCode === "number" && error2.responseCode >= 500;
function explain2(error2) {
  if (!(error2 instanceof Error)) return "unknown";
  if (error2.message.startsWith("Not connected: ")) return error2.message.replace(/\.$/u, "");
  const code2 = "code" in error2 && typeof error2.code === "string" ? error2.code : error2.name;
  const answer3 = "responseCode" in error2 && typeof error2.responseCode === "number" ? ` ${error2.responseCode}` : "";
  return `${code2}${answer3}`;
}

// src/outbound/post-json.ts
var DEADLINE_MS2 = 1e4;
async function postJson(fetch, url, body, headers = {}) {
  const signal = AbortSignal.timeout(DEADLINE_MS2);
  const response = await fetch(url, {
    ...{ method: "POST", body, signal },
    headers: { "content-type": "application/json; charset=utf-8", ...headers }
  }).catch((error2) => {
    throw new Error(`${url.host} did not take it: ${explain3(error2, signal)}`);
  });
  await response.body?.cancel().catch(() => void 0);
  if (!response.ok) throw new Error(`${url.host} answered ${response.status}.`);
}
function explain3(error2, signal) {
  if (signal.aborted) return `no answer within ${DEADLINE_MS2 / 1e3} seconds.`;
  if (!(error2 instanceof Error)) return "unknown.";
  if ("code" in error2 && typeof error2.code === "string") return `${error2.code}.`;
  return error2.message.startsWith("Not connected: ") ? error2.message : `${error2.name}.`;
}

// src/notify/slack.ts
var MAX_MENTIONS = 20;
var slackTransport = ({ url, fetch, book }) => ({
  prepare: (message, audience) => [
    {
      address: "",
      send: () => postJson(fetch, url, JSON.stringify(formSlackMessage(message, listMentions(audience, book))))
    }
  ]
});
var listMentions = ({ people: people3, addresses }, book) => [
  .../* @__PURE__ */ new Set([...people3.flatMap(({ id: id3 }) => book.get(id3)?.slack ?? []), ...addresses])
];
var plainText = (text4) => ({ type: "plain_text", text: escapeSlack(text4), emoji: false });
function formSlackMessage({ title, facts, url, action }, mentions = []) {
  return {
    text: escapeSlack(title),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "header", text: plainText(title) },
      {
        type: "section",
        fields: facts.slice(0, 10).map(({ name: name3, value }) => plainText(`${name3}
${value}`))
      },
      ...describeMentions(mentions),
      {
        type: "actions",
        elements: [{ type: "button", text: plainText(action), url, action_id: "open" }]
      }
    ]
  };
}
var describeMentions = (mentions) => mentions.length === 0 ? [] : [
  {
    type: "section",
    text: {
      type: "mrkdwn",
      verbatim: true,
      text: mentions.slice(0, MAX_MENTIONS).map(mention).join(" ")
    }
  }
];
var mention = (id3) => id3.startsWith("S") ? `<!subteam^${id3}>` : `<@${id3}>`;
var escapeSlack = (text4) => text4.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// src/notify/teams.ts
var MAX_MENTIONS2 = 20;
var teamsTransport = ({ url, fetch, book }) => ({
  prepare: (message, audience) => [
    {
      address: "",
      send: () => postJson(fetch, url, JSON.stringify(formTeamsMessage(message, listMentions2(audience, book))))
    }
  ]
});
var listMentions2 = ({ people: people3, addresses }, book) => [
  ...people3.flatMap(({ id: id3, login: login2 }) => {
    const upn2 = book.get(id3)?.teams;
    return upn2 === void 0 ? [] : [{ name: login2, upn: upn2 }];
  }),
  ...addresses.map((upn2) => ({ name: upn2.split("@")[0] ?? upn2, upn: upn2 }))
];
var formTeamsMessage = (message, mentions = []) => ({
  type: "message",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      contentUrl: null,
      content: formCard(message, mentions.slice(0, MAX_MENTIONS2))
    }
  ]
});
function formCard({ title, facts, action, url }, mentions) {
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      richText([{ ...run(title), weight: "Bolder", size: "Medium" }]),
      ...facts.map(
        ({ name: name3, value }) => richText([{ ...run(`${name3}: `), weight: "Bolder" }, run(value)])
      ),
      ...mentions.length === 0 ? [] : [{ type: "TextBlock", wrap: true, text: mentions.map(tag).join(" ") }]
    ],
    actions: [{ type: "Action.OpenUrl", title: action, url }],
    msteams: {
      entities: mentions.map((each) => ({
        type: "mention",
        text: tag(each),
        mentioned: { id: each.upn, name: nameOf3(each) }
      }))
    }
  };
}
var richText = (inlines) => ({ type: "RichTextBlock", inlines });
var run = (text4) => ({ type: "TextRun", text: text4.replaceAll("<", "<​") });
var tag = (mention2) => `<at>${nameOf3(mention2)}</at>`;
var nameOf3 = ({ name: name3 }) => name3.replace(/[^A-Za-z0-9-]/gu, "") || "somebody";

// src/notify/webhook.ts
import { createHash as createHash8 } from "node:crypto";
var webhookTransport = ({ url, keys, fetch, now }) => ({
  prepare: (message) => [
    {
      address: "",
      send: async () => {
        const at = now();
        const body = JSON.stringify(formWebhookBody(message, at));
        await postJson(fetch, url, body, { ...signMessage(keys, idOf2(message), at, body) });
      }
    }
  ]
});
var formWebhookBody = ({ id: _, kind, concerned, ...message }, at) => ({
  type: `notice.${kind}`,
  timestamp: at.toISOString(),
  data: { ...message, ...concerned }
});
var idOf2 = ({ id: id3, pull: pull2 }) => `msg_${createHash8("sha256").update(JSON.stringify([pull2, id3])).digest("hex").slice(0, 32)}`;

// src/notify/open.ts
var openChannels = (channels, options2) => channels.map(
  (channel) => createChannel({ ...options2, name: channel.name, rules: channel.rules }, openTransport(channel, options2))
);
function openTransport(channel, { book, now }) {
  const { way: way2 } = channel;
  if (channel.kind === "mail") return mailTransport({ ...channel, ...way2, book });
  const fetch = createGuardedFetch(way2);
  const { url } = channel;
  if (channel.kind === "webhook") return webhookTransport({ url, keys: channel.keys, fetch, now });
  return (channel.kind === "slack" ? slackTransport : teamsTransport)({ url, fetch, book });
}

// src/operations/answer-deployment.ts
async function diagnoseDeployments(port, environments) {
  const findings = await Promise.all(
    environments.map(
      async ({ repository, environment }) => await port.isAsked(repository, environment) ? [] : [
        warning(
          "DEPLOYMENT_UNGUARDED",
          `GitHub does not ask Hallpass about deployments of ${repository.owner}/${repository.repo} to ${environment}.`,
          "Settings → Environments → (the environment) → Deployment protection rules: choose the App."
        )
      ]
    )
  );
  return findings.flat();
}

// src/operations/find-credential.ts
var findVerifier = (...of) => findInMap(verifierOf, ...of);
var findPublicKey = (...of) => findInMap(publicKeyOf, ...of);
async function findInMap(read3, deps, provider2, principal) {
  const { state } = await deps.ledger.read();
  const { settings, adopted } = await readAdoptedRules(deps, state, await deps.repository.defaultTip());
  if (!adopted || settings === void 0) return void 0;
  const at = deps.now();
  const isTheirs = [...state.holdings.values()].filter((record3) => record3.entitlement.provider === provider2 && record3.principal === principal).flatMap((record3) => listUnfinished(record3, at)).every(({ subject }) => personOf(settings, subject.id)?.principals[provider2] === principal);
  return isTheirs ? read3(settings, provider2, principal) : void 0;
}

// src/core/ledger/recheck-record.ts
var emptyRechecks = () => ({
  suspicions: /* @__PURE__ */ new Map(),
  deferred: /* @__PURE__ */ new Map(),
  learned: /* @__PURE__ */ new Map(),
  waiting: /* @__PURE__ */ new Map()
});
var text3 = { type: "string" };
var look3 = { path: text3, key: text3, at: timeSchema };
var listOf2 = (properties, required) => ({ type: "array", items: { type: "object", additionalProperties: false, required, properties } });
var schema3 = {
  type: "object",
  additionalProperties: false,
  required: ["suspicions", "deferred", "learned", "waiting"],
  properties: {
    suspicions: listOf2(look3, ["path", "key", "at"]),
    deferred: listOf2({ ...look3, until: timeSchema }, ["path", "key", "at", "until"]),
    learned: listOf2({ what: text3, since: timeSchema }, ["what", "since"]),
    waiting: listOf2(
      {
        path: text3,
        pull: { type: "integer", minimum: 1 },
        partly: { const: true },
        until: timeSchema,
        since: timeSchema,
        because: text3,
        told: { type: "boolean" }
      },
      ["path", "since", "because", "told"]
    )
  }
};
var codec = recordCodec("rechecks", schema3);
var serializeRechecks = ({ suspicions, deferred, learned, waiting: waiting2 }) => `${codec.writeLine({
  suspicions: [...suspicions].map(([path3, known2]) => ({ path: path3, ...known2 })),
  deferred: [...deferred].map(([path3, known2]) => ({ path: path3, ...known2 })),
  learned: [...learned].map(([what, since]) => ({ what, since })),
  waiting: [...waiting2.values()]
})}
`;
var DAYS_KEPT2 = 40;
function parseRechecks(source, now) {
  const { suspicions, deferred, learned, waiting: waiting2 } = codec.read(source);
  const isKept = (at) => at > subDays(now, DAYS_KEPT2);
  return {
    suspicions: new Map(suspicions.filter(({ at }) => isKept(at)).map(({ path: path3, ...known2 }) => [path3, known2])),
    deferred: new Map(deferred.filter(({ at }) => isKept(at)).map(({ path: path3, ...known2 }) => [path3, known2])),
    learned: new Map(learned.filter(({ since }) => isKept(since)).map(({ what, since }) => [what, since])),
    waiting: new Map(waiting2.filter(({ since }) => isKept(since)).map((each) => [each.path, each]))
  };
}

// src/operations/memory/recheck-schedule.ts
var SECONDS_BETWEEN_READINGS = 60;
var isKnown2 = (look4, key, now) => look4?.key === key && !isBefore(now, look4.at);
function createRecheckSchedule(record3 = emptyRechecks(), onChange = () => void 0) {
  const { suspicions, deferred, learned, waiting: waiting2 } = record3;
  const next = ({ at }) => addSeconds(at, SECONDS_BETWEEN_READINGS);
  const noteJudged = (path3) => {
    if (waiting2.delete(path3)) onChange(record3);
  };
  return {
    notBefore(path3, key, now) {
      const later = deferred.get(path3);
      if (isKnown2(later, key, now) && isBefore(now, later.until)) return later.until;
      deferred.delete(path3);
      const known2 = suspicions.get(path3);
      return isKnown2(known2, key, now) && isBefore(now, next(known2)) ? next(known2) : void 0;
    },
    confirm(path3, key, now) {
      const known2 = suspicions.get(path3);
      if (isKnown2(known2, key, now)) return !isBefore(now, next(known2));
      suspicions.set(path3, { key, at: now });
      onChange(record3);
      return false;
    },
    defer(path3, key, until, now) {
      deferred.set(path3, { key, until, at: now });
      onChange(record3);
      return until;
    },
    knownSince(what, now) {
      const since = learned.get(what);
      if (since !== void 0 && !isBefore(now, since)) return since;
      learned.set(what, now);
      onChange(record3);
      return now;
    },
    forget(what) {
      if (learned.delete(what)) onChange(record3);
    },
    noteWaiting(request, because, now) {
      const before2 = waiting2.get(request.path);
      const since = before2 === void 0 || isBefore(now, before2.since) ? now : before2.since;
      waiting2.set(request.path, { ...request, since, because, told: before2?.told ?? false });
      if (since !== before2?.since) onChange(record3);
      return since;
    },
    noteTold(path3) {
      const known2 = waiting2.get(path3);
      if (known2 === void 0) return;
      waiting2.set(path3, { ...known2, told: true });
      onChange(record3);
    },
    noteJudged,
    noteLater(path3, now) {
      const until = waiting2.get(path3)?.until;
      if (until === void 0 || !isBefore(now, until)) noteJudged(path3);
    },
    keepWaiting(paths) {
      const kept = new Set(paths);
      const gone = [...waiting2.keys()].filter((path3) => !kept.has(path3));
      for (const path3 of gone) waiting2.delete(path3);
      if (gone.length > 0) onChange(record3);
    },
    countWaiting: () => waiting2.size,
    listWaiting: (seconds, now) => [...waiting2.values()].filter(({ since, told }) => !told && !isBefore(now, addSeconds(since, seconds)))
  };
}

// src/operations/round/guard.ts
function guardProvider(provider2, { backoff, log, now }) {
  const { name: name3, forget, listAbilities } = provider2;
  async function hear(call2, work) {
    try {
      const answer3 = await work();
      noteAnswer();
      return answer3;
    } catch (error2) {
      const { isSilence, isAnswer } = readFailure(error2);
      if (isAnswer) noteAnswer();
      if (isSilence && backoff.noteFailure(name3, call2, error2, now()) === "away")
        raiseAlert(
          log,
          "PROVIDER_SILENT",
          { step: "provider", provider: name3, err: error2 },
          "does not answer; grants there wait, Hallpass retries revocations"
        );
      throw error2;
    }
  }
  function noteAnswer() {
    if (backoff.noteAnswer(name3) === "back")
      log.info({ step: "provider", provider: name3 }, "answers again; waiting work continues");
  }
  async function ask(work) {
    backoff.admit(name3, now());
    return hear("ask", work);
  }
  async function look4(work) {
    if (!backoff.mayAsk(name3, now())) backoff.admit(name3, now());
    return work();
  }
  return {
    ...provider2,
    traits: async () => {
      const traits = await ask(() => provider2.traits());
      backoff.noteLate(name3, lateSeconds(traits));
      return traits;
    },
    identify: (principal, entitlement) => ask(() => provider2.identify(principal, entitlement)),
    listGrants: (entitlements) => ask(() => provider2.listGrants(entitlements)),
    hold: (holding) => ask(() => provider2.hold(holding)),
    revoke: (holding) => hear("revoke", () => provider2.revoke(holding)),
    ...listAbilities && { listAbilities: (entitlement) => look4(() => listAbilities(entitlement)) },
    ...forget && { forget: (holding) => hear("revoke", () => forget(holding)) }
  };
}

// src/service/clock.ts
import { uptime } from "node:os";

// src/core/access/trusted-time.ts
var boundsOf = ({ said, sentAt, receivedAt }) => ({
  least: said.getTime() - receivedAt,
  most: said.getTime() + 1e3 - sentAt
});
var clampTo = ({ least, most }, offset) => Math.min(Math.max(offset, least), most);
var distanceOf = (a, b) => Math.max(0, a.least - b.most, b.least - a.most);

// src/service/clock.ts
var MAX_CORRECTION_MS = 5e3;
var STEP_MS = 5e3;
var LEAST_SLEEP_MS = 2e3;
function createClock({ wall, monotonic, onStep }) {
  let offset;
  let doubt;
  let ahead = 0;
  const correct = (to) => {
    offset = to;
    doubt = void 0;
    notice();
  };
  const notice = () => {
    if (offset === void 0) return;
    const current = wall() - (monotonic() + offset);
    if (Math.abs(current - ahead) < STEP_MS) return;
    ahead = current;
    onStep(Math.round(current));
  };
  return {
    monotonic,
    now() {
      notice();
      return new Date(Math.floor(offset === void 0 ? wall() : monotonic() + offset));
    },
    note(reading) {
      const bounds = boundsOf(reading);
      const known2 = offset ?? wall() - monotonic();
      const nearest = clampTo(bounds, known2);
      const isSmall = Math.abs(nearest - known2) <= MAX_CORRECTION_MS;
      const isConfirmed = doubt !== void 0 && distanceOf(doubt, bounds) <= MAX_CORRECTION_MS;
      if (isSmall || isConfirmed) correct(nearest);
      else doubt = bounds;
    }
  };
}
function createMonotonic({ awake, since } = {
  awake: () => performance.now(),
  since: () => uptime() * 1e3
}) {
  const start = since() - awake();
  let slept = 0;
  return () => {
    const missing2 = since() - awake() - start;
    if (missing2 - slept >= LEAST_SLEEP_MS) slept = missing2;
    return awake() + slept;
  };
}

// src/service/state/rechecks-file.ts
import { readFile as readFile3, rename as rename3, writeFile } from "node:fs/promises";
async function readRechecks(file, now) {
  try {
    return parseRechecks(await readFile3(file, "utf8"), now);
  } catch {
    return emptyRechecks();
  }
}
function saveRechecks(file, onError) {
  let next;
  let isWriting2 = false;
  const drain = async () => {
    for (let record3 = next; record3 !== void 0; record3 = next) {
      next = void 0;
      await writeFile(`${file}.next`, serializeRechecks(record3), { mode: 384 });
      await rename3(`${file}.next`, file);
    }
  };
  return (record3) => {
    next = record3;
    if (isWriting2) return;
    isWriting2 = true;
    void drain().catch(onError).finally(() => {
      isWriting2 = false;
    });
  };
}

// src/service/state/seal-start.ts
import { readFile as readFile4, rename as rename4, writeFile as writeFile2 } from "node:fs/promises";
var schema4 = {
  type: "object",
  required: ["key", "since"],
  properties: { key: { type: "string" }, since: { type: "string" } }
};
var isStart = buildValidator(schema4);
function rememberSealStart(file, key, now, onError) {
  let start;
  const find2 = async () => {
    const known2 = await readStart(file, key);
    if (known2 !== void 0) return known2;
    const since = now();
    await writeStart(file, key, since).catch(onError);
    return since;
  };
  return () => {
    start ??= find2();
    return start;
  };
}
async function readStart(file, key) {
  try {
    const read3 = JSON.parse(await readFile4(file, "utf8"));
    const since = isStart(read3) && read3.key === key ? new Date(read3.since) : void 0;
    return since === void 0 || Number.isNaN(since.getTime()) ? void 0 : since;
  } catch {
    return void 0;
  }
}
async function writeStart(file, key, since) {
  await writeFile2(`${file}.next`, JSON.stringify({ key, since: since.toISOString() }), { mode: 384 });
  await rename4(`${file}.next`, file);
}

// src/service/state/sent-notices.ts
import { readFile as readFile5, rename as rename5, writeFile as writeFile3 } from "node:fs/promises";
var MAX_KEPT = 1e4;
async function openSentNotices(file, onError) {
  const keys = new I({ max: MAX_KEPT });
  for (const key of await readKeys(file)) keys.set(key, true);
  let isDirty = false;
  let isWriting2 = false;
  const write2 = async () => {
    while (isDirty) {
      isDirty = false;
      await writeFile3(`${file}.next`, JSON.stringify([...keys.keys()].toReversed()), { mode: 384 });
      await rename5(`${file}.next`, file);
    }
  };
  return {
    has: (key) => keys.get(key) !== void 0,
    add(key) {
      keys.set(key, true);
      isDirty = true;
      if (isWriting2) return;
      isWriting2 = true;
      void write2().catch(onError).finally(() => {
        isWriting2 = false;
      });
    }
  };
}
async function readKeys(file) {
  try {
    const read3 = JSON.parse(await readFile5(file, "utf8"));
    return Array.isArray(read3) ? read3.filter((each) => typeof each === "string").slice(-MAX_KEPT) : [];
  } catch {
    return [];
  }
}

// src/wire.ts
async function wire(config, secrets, log, meter) {
  const machineTime = () => /* @__PURE__ */ new Date();
  const listeners = [];
  const clock2 = createClock({
    wall: () => machineTime().getTime(),
    monotonic: createMonotonic(),
    onStep: (aheadMs) => {
      tellStep(log, aheadMs);
      for (const listener of listeners) listener();
    }
  });
  const { now } = clock2;
  const { owner, repo, appId, privateKey, apiUrl } = config;
  const disk = createDiskWatch(log);
  const backoff = createProviderBackoff(Math.random);
  const measured = meter && { measure: meter.measureFetch };
  const { repositoryId, writesPerMinute } = config;
  const options2 = { clock: clock2, log, now, repositoryId, ...writesPerMinute && { writesPerMinute }, ...measured };
  const { octokit, token } = openInstallation({ appId, privateKey, apiUrl }, { owner, repo }, options2);
  const identify = rememberBot(
    () => readOwnBot(octokit, config.serverUrl),
    (err) => log.warn(
      { step: "identify", err },
      "GitHub does not tell the app's account; a commit has no author's account"
    )
  );
  const remote = {
    dir: join6(config.stateDir, CLONE),
    url: `${config.serverUrl}/${owner}/${repo}.git`,
    token
  };
  const mapDeps = () => ({ repository, ledger: ledger2, now, trustedCommit: config.trustedCommit });
  const opened = await openProviders(config.providers, secrets, {
    now,
    findVerifier: (provider2, principal) => findVerifier(mapDeps(), provider2, principal),
    findPublicKey: (provider2, principal) => findPublicKey(mapDeps(), provider2, principal)
  });
  const deployments = config.deployments === void 0 ? void 0 : parseDeployments(config.deployments, secrets, opened);
  const notices = config.notices === void 0 ? void 0 : parseNotices(config.notices, secrets);
  const repository = watchDisk(
    await gitRepository({ ...remote, defaultBranch: config.defaultBranch, log }),
    (error2) => disk.note(`The clone ${remote.dir}`, error2)
  );
  const journal = join6(config.stateDir, JOURNAL);
  const rechecks = join6(config.stateDir, "revisits.json");
  const ledger2 = gitLedger({
    ...remote,
    privateKey: config.ledgerKey,
    identify
  });
  const guard = deployments && openGuard(config, deployments, { log, now });
  const measure = meter?.measureProvider ?? ((provider2) => provider2);
  const providers = new Map(
    [...opened].map(([name3, provider2]) => [
      name3,
      // Inside the guard: a call that it holds back is none.
      guardProvider(measure(withDeployments(provider2, guard)), { backoff, log, now })
    ])
  );
  const comments = openComments(octokit, config, { log, now });
  const github = rememberMoves(
    githubOver(octokit, { owner, repo }, appId),
    rememberMovesIn(join6(config.stateDir, "moves.json"), log)
  );
  const readOwnId = rememberOwnId(octokit);
  const close2 = closeIssue(octokit, { owner, repo });
  const form = formPage(config);
  const editorFor = (path3) => newFolderPage(config, path3);
  const findOffers = async () => await repository.findFile(await repository.defaultTip(), ACCESS_PAGE) && offersPage(config);
  const notifiers = [
    githubComments(comments, { editorFor, findOffers }),
    issueComments(comments, close2, findIssueOf(octokit, { owner, repo }, readOwnId), { findOffers }),
    ...notices === void 0 ? [] : await openNotices(config, notices, { github, log, now })
  ];
  return {
    repository,
    ledger: ledger2,
    journal: fileJournal(journal, (error2) => disk.note(`The journal ${journal}`, error2)),
    github,
    notifiers: notifiers.map((notifier) => guardNotifier(notifier, now, log)),
    replies: githubReplies(comments, editorFor),
    briefings: githubBriefings(comments, pullPage(octokit, { owner, repo })),
    comments: commentRecord(octokit, config.repositoryId),
    providers,
    locks: createLocks(),
    backoff,
    rechecks: createRecheckSchedule(
      await readRechecks(rechecks, now()),
      saveRechecks(
        rechecks,
        (error2) => log.warn({ step: "state", err: error2 }, `${rechecks} cannot be written; a restart looks again`)
      )
    ),
    reverts: gitHubReverts({
      octokit,
      name: { owner, repo },
      push: async (removal) => pushRemoval({ directory: remote.dir }, remote, removal, await identify())
    }),
    asking: gitHubAsking({
      octokit,
      name: { owner, repo },
      readOwnId,
      push: async (ask) => pushAsk({ directory: remote.dir }, remote, ask, {
        privateKey: config.ledgerKey,
        identity: await identify()
      }),
      readSigned: (commit, key) => readSigned({ directory: remote.dir }, commit, key),
      comment: comments.add
    }),
    issues: { ...askIssues(octokit, { owner, repo }), tell: issueNews(comments, close2, form) },
    pin: {
      id: config.repositoryId,
      defaultBranch: config.defaultBranch,
      visibility: config.visibility
    },
    trustedCommit: config.trustedCommit,
    identities: samlIdentities(octokit, owner),
    installation: gitHubInstallation({
      octokit,
      name: { owner, repo },
      apiUrl,
      attestor: openAttestor(config, { log, now }),
      defaultBranch: config.defaultBranch,
      ledgerBranch: ledgerBranchName,
      now: machineTime
    }),
    server: describeServer(config),
    disk,
    onClockStep: (listener) => void listeners.push(listener),
    ...deployments && guard && { deployments: { guard, webhookSecret: deployments.webhookSecret } },
    log,
    now
  };
}
function withDeployments(provider2, guard) {
  const environments = guard?.environments.filter(
    ({ entitlement }) => entitlement.provider === provider2.name
  );
  if (guard === void 0 || environments === void 0 || environments.length === 0) return provider2;
  return { ...provider2, diagnose: () => diagnoseDeployments(guard.port, environments) };
}
function openGuard({ apiUrl, serverUrl, owner, repo, defaultBranch }, { appId, privateKey, environments }, options2) {
  const clients = new Map(
    environments.map(({ repository }) => {
      const { owner: owner2, repo: repo2, id: repositoryId } = repository;
      const app = { appId, privateKey, apiUrl };
      return [repositoryId, openInstallation(app, { owner: owner2, repo: repo2 }, { ...options2, repositoryId }).octokit];
    })
  );
  const port = deploymentsOver(({ id: id3 }) => {
    const client = clients.get(id3);
    if (client === void 0) throw new Error(`HALLPASS_DEPLOYMENTS has no repository ${id3}.`);
    return client;
  }, appId);
  return { environments, port, pages: { serverUrl, owner, repo, defaultBranch } };
}
function openComments(octokit, { owner, repo, repositoryId, appId, privateKey, stateDir }, { log, now }) {
  const seal = createSeal(privateKey, repositoryId);
  const file = join6(stateDir, "seal.json");
  const sealedSince = rememberSealStart(
    file,
    seal.key,
    now,
    (err) => log.warn(
      { step: "state", err },
      `${file} cannot be written; a restart starts the seals of comments anew`
    )
  );
  return ownComments(octokit, { owner, repo }, { appId, seal, sealedSince });
}
async function openNotices({ serverUrl, owner, repo, stateDir }, { people: people3, channels }, { github, log, now }) {
  const file = join6(stateDir, "notices.json");
  const sent = await openSentNotices(
    file,
    (err) => log.warn({ step: "state", err }, `${file} cannot be written; a restart may send notices twice`)
  );
  return openChannels(channels, {
    ...{ book: people3, sent, now },
    linkTo: (pull2) => `${serverUrl}/${owner}/${repo}${pull2 === 0 ? "" : `/pull/${pull2}`}`,
    async findConcerned(number) {
      const pull2 = await github.readPull(number);
      return pull2 && { subject: pull2.author, approvers: [] };
    }
  });
}
var rememberMovesIn = (path3, log) => fileMemory(path3, {
  unread: (err) => raiseAlert(
    log,
    "PUSHERS_FORGOTTEN",
    { step: "moves", path: path3, err },
    "the file of remembered pushers cannot be read, so Hallpass starts a new one; a request whose pushers GitHub no longer reports is not granted"
  ),
  unwritten: (err) => log.warn(
    { step: "moves", path: path3, err },
    "the pushers of open pull requests are remembered until a restart only"
  )
});
var SAME_MS = 5e3;
function tellStep(log, aheadMs) {
  const fields = { step: "clock", aheadSeconds: Math.round(aheadMs / 1e3) };
  if (Math.abs(aheadMs) < SAME_MS) log.info(fields, "the machine's clock is GitHub's again");
  else
    raiseAlert(
      log,
      "CLOCK_WRONG",
      fields,
      "the machine's clock is not GitHub's; ends go by GitHub's time; let NTP set the machine's clock"
    );
}
function openAttestor({ attestorApp, attestorToken, apiUrl, owner, repo }, options2) {
  if (attestorApp !== void 0)
    return {
      octokit: openInstallation({ ...attestorApp, apiUrl }, { owner, repo }, options2).octokit,
      who: "the attestor's App"
    };
  if (attestorToken === void 0) return void 0;
  return { octokit: openClient(apiUrl, attestorToken, options2), who: "HALLPASS_ATTESTOR_TOKEN" };
}
async function openProviders(text4, secrets, capabilities) {
  try {
    return await createProviders(text4, secrets, capabilities);
  } catch (error2) {
    throw new ConfigError([error2 instanceof Error ? error2.message : String(error2)]);
  }
}

// src/commands/input/options.ts
var jsonOption = {
  type: "boolean",
  meaning: "print one JSON object, also for an error",
  coversErrors: true
};
var envOption = {
  type: "string",
  value: "FILE",
  meaning: "read the configuration from a file of NAME=value lines"
};
var keyOption = {
  type: "string",
  value: "LINE",
  meaning: `the ledger's public key, "ssh-ed25519 AAAA…"`,
  unset: `ledger.publicKey of ${SETTINGS_PATH} on the default branch`
};
var operatorKeyOption = {
  ...keyOption,
  unset: `the key of HALLPASS_LEDGER_KEY, or ledger.publicKey of ${SETTINGS_PATH}`
};

// src/commands/input/server-configuration.ts
import { readFileSync } from "node:fs";

// src/configuration/config.ts
function readConfig(env) {
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
    ...webhookSecret !== void 0 && { webhookSecret },
    ...attestorToken !== void 0 && { attestorToken },
    ...attestorAppId !== void 0 && attestorPrivateKey !== void 0 && {
      attestorApp: { appId: attestorAppId, privateKey: attestorPrivateKey }
    },
    ...secondScheduler !== void 0 && { secondScheduler },
    ...authzen !== void 0 && { authzen },
    ...deployments !== void 0 && { deployments },
    ...metrics !== void 0 && {
      metrics: { ...metrics, ...metricsToken !== void 0 && { token: metricsToken } }
    },
    ...telemetryUrl !== void 0 && {
      telemetry: {
        ...{ url: telemetryUrl, service: telemetryService },
        ...telemetryHeaders !== void 0 && { headers: telemetryHeaders }
      }
    },
    ...notices !== void 0 && { notices }
  };
}
function readValues(env) {
  const others = [...checkAttestor(env), ...checkMetrics(env)];
  if (env.HALLPASS_WEBHOOK?.trim() !== "none") return readVariables(env, variableKeys, others);
  return readVariables(env, variableKeys.filter(isNotWebhookSecret), others);
}
var isNotWebhookSecret = (key) => key !== "webhookSecret";
function checkMetrics(env) {
  const problems = [];
  const { host = "127.0.0.1" } = readOptional(env, "metrics", problems) ?? {};
  const isHere = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/u.test(host);
  return isHere || isSet(env, "metricsToken") ? [] : [
    `HALLPASS_METRICS is on ${host}, which other machines may reach: set HALLPASS_METRICS_TOKEN too, or listen on 127.0.0.1.`
  ];
}
var checkAttestor = (env) => isSet(env, "attestorToken") && (isSet(env, "attestorAppId") || isSet(env, "attestorPrivateKey")) ? ["HALLPASS_ATTESTOR_TOKEN and HALLPASS_ATTESTOR_APP_ID are both set: the App is enough."] : [];

// src/service/log.ts
var MIN_SECRET3 = 8;
var MAX_DEPTH = 8;
var MAX_ITEMS = 200;
var MAX_TEXT = 2e4;
function createLog(write2, secrets, now) {
  const mask = maskWith(secrets.flatMap(listForms));
  const log = (level) => (fields, message) => {
    const said = toPlain({ ...fields, time: now(), level, msg: message }, mask);
    write2(`${JSON.stringify(said).replace(UNSEEN, escapeCharacter)}
`);
  };
  return { info: log("info"), warn: log("warn"), error: log("error") };
}
var UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
var escapeCharacter = (character) => [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
var maskWith = (forms) => {
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text4) => maskSecrets(sorted.reduce((rest, form) => rest.replaceAll(form, MASK), text4)).slice(0, MAX_TEXT);
};
function listForms(secret) {
  const unfolded = secret.replaceAll("\\n", "\n");
  const whole = [secret, unfolded, secret.trim(), unfolded.trim()];
  const written = whole.flatMap((text4) => [
    text4,
    encodeURIComponent(Buffer.from(text4).toString()),
    JSON.stringify(text4).slice(1, -1),
    ...encodeInside(text4)
  ]);
  const lines = unfolded.includes("\n") ? unfolded.split("\n").filter((line) => line.length >= 16) : [];
  return [...written, ...lines].filter((form) => form.length >= MIN_SECRET3);
}
var encodeInside = (text4) => [0, 1, 2].flatMap((before2) => {
  const bytes = Buffer.concat([Buffer.alloc(before2), Buffer.from(text4)]);
  const [start, end] = [Math.ceil(before2 * 8 / 6), Math.floor(bytes.length * 8 / 6)];
  return ["base64", "base64url"].map((encoding) => bytes.toString(encoding).slice(start, end));
});
function toPlain(value, mask, depth = 0) {
  if (typeof value === "string") return mask(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === void 0)
    return value;
  if (typeof value !== "object") return mask(String(value));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (depth > MAX_DEPTH) return "…";
  if (value instanceof Map || value instanceof Set || Array.isArray(value))
    return [...value].slice(0, MAX_ITEMS).map((item) => toPlain(item, mask, depth + 1));
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  const entries = listFields(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(entries.map(([key, field]) => [mask(key), toPlain(field, mask, depth + 1)]));
}
function listFields(value) {
  const known2 = ["name", "message", "stack", "code", "status", "cause", "errors"];
  const names2 = value instanceof Error ? known2.filter((name3) => name3 in value) : Object.keys(value);
  return names2.map((name3) => [name3, readField(value, name3)]);
}
function readField(value, name3) {
  try {
    return Reflect.get(value, name3);
  } catch {
    return "could not be read";
  }
}

// src/commands/output/terminal.ts
function print(text4) {
  process.stdout.write(disarm(text4));
}
function complain(text4) {
  process.stderr.write(disarm(text4));
}
function printJson(value, indent) {
  process.stdout.write(`${disarmJson(JSON.stringify(value, null, indent))}
`);
}
var PART = 64 * 1024;
function disarm(text4) {
  const hidden = findHidden(text4).filter(({ character }) => character !== "	");
  let shown = "";
  let end = 0;
  for (const { character, offset } of hidden) {
    shown += `${text4.slice(end, offset)}<${describeCharacter(character)}>`;
    end = offset + character.length;
  }
  return shown + text4.slice(end);
}
var disarmJson = (json) => /[^\n\x20-\x7e]/u.test(json) ? json.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}\p{DI}]/gu, escapeUnits) : json;
var escapeUnits = (character) => isInvisible(character) ? Array.from(
  { length: character.length },
  (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`
).join("") : character;

// src/commands/input/env-file.ts
import { parseEnv } from "node:util";
function parseEnvFile(text4) {
  const lines = text4.replaceAll("\r", "").split("\n");
  const wrong = [];
  const kept = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]?.trimStart() ?? "";
    if (line === "" || line.startsWith("#")) continue;
    if (!line.includes("=")) {
      wrong.push(index + 1);
      continue;
    }
    const more = countMore(line, lines.slice(index + 1));
    kept.push(line, ...lines.slice(index + 1, index + 1 + more));
    index += more;
  }
  const entries = Object.entries(parseEnv(kept.join("\n")));
  return {
    values: new Map(entries.flatMap(([name3, value]) => value === void 0 ? [] : [[name3, value]])),
    wrong
  };
}
function countMore(line, after) {
  const value = line.slice(line.indexOf("=") + 1).trimStart();
  const quote = ['"', "'", "`"].find((each) => value.startsWith(each));
  if (quote === void 0 || value.includes(quote, 1)) return 0;
  return after.findIndex((next) => next.includes(quote)) + 1;
}

// src/commands/input/server-configuration.ts
function readConfiguration(file) {
  if (file !== void 0) readEnvFile(file);
  const config = readConfig(process.env);
  const exposed = [
    ...file === void 0 ? [] : findExposedFile(file),
    ...findExposedFolder(config.stateDir)
  ];
  return { ...config, exposed };
}
function readEnvFile(path3) {
  const { values, wrong } = parseEnvFile(readText(path3));
  if (wrong.length > 0) throw new ConfigError([describeWrong(path3, wrong)]);
  for (const [name3, value] of values) process.env[name3] ??= value;
}
function readText(path3) {
  try {
    return readFileSync(path3, "utf8");
  } catch (error2) {
    throw new ConfigError([`--env ${path3} cannot be read: ${explain4(path3, error2)}`]);
  }
}
function explain4(path3, error2) {
  const code2 = error2 instanceof Error && "code" in error2 ? error2.code : void 0;
  if (code2 === "ENOENT")
    return `there is no such file, seen from ${process.cwd()}. Name another one, or make it from the sample: hallpass serve --print-env > ${path3}`;
  if (code2 === "EISDIR") return "it is a folder. Name a file in it.";
  if (code2 === "EACCES") return "this account may not read it. Run as the account that owns the file.";
  return `${error2 instanceof Error ? error2.message : String(error2)}.`;
}
function describeWrong(path3, lines) {
  const [what, sets] = lines.length === 1 ? ["line", "it sets"] : ["lines", "they set"];
  return `--env ${path3}, ${what} ${lines.join(", ")}: no "=", so ${sets} nothing. Write NAME=value, put a value of several lines between double quotes, and begin a comment with #.`;
}
var SECRET_NAMED = /\w+From["']?\s*:\s*["']?(\w+)/gu;
var listNamedSecrets = (text4) => [
  ...new Set([...text4.matchAll(SECRET_NAMED)].flatMap(([, name3]) => name3 ?? []))
];
function openLog(config) {
  const named = /* @__PURE__ */ new Set([
    ...secretVariables,
    ...[config.providers, config.authzen, config.deployments, config.notices].flatMap(
      (text4 = "") => listNamedSecrets(text4)
    )
  ]);
  const secrets = Object.entries(process.env).filter(([name3]) => /SECRET|PASSWORD|TOKEN|KEY/u.test(name3) || named.has(name3)).flatMap(([, value]) => value === void 0 ? [] : [value]);
  return createLog(
    (line) => complain(line),
    [...config.webhookSecret === void 0 ? [] : [config.webhookSecret], ...secrets],
    () => /* @__PURE__ */ new Date()
  );
}

// src/commands/runner/command.ts
var defineCommand = (command2) => command2;

// src/commands/runner/exit-codes.ts
var exitCode = {
  well: 0,
  found: 1,
  usage: 2,
  /** Something cannot be read, reached or trusted: the answer is missing or incomplete. */
  unanswered: 3
};
var exitCodeMeanings = {
  0: "all is well",
  1: "something was found, as the command says",
  2: "the arguments or the configuration cannot be used",
  3: "no full answer: something cannot be read, reached or trusted"
};
var chooseExitCode = (isFound, isComplete) => isComplete ? isFound ? exitCode.found : exitCode.well : exitCode.unanswered;

// src/commands/once.ts
var options = { env: envOption, json: jsonOption };
var command = defineCommand({
  description: `Does once what the app does all the time, and exits: ends access that is over, reviews and merges open pull requests, grants what was merged. For a scheduled job instead of a server. Access that begins or ends meanwhile waits for the next run.

Run it again soon: each grant is verified a second time a minute later. Never run two at once.`,
  options,
  configuration: variableKeys,
  examples: ["hallpass once --env hallpass.env", "hallpass once --env hallpass.env --json"],
  exitCodes: {
    0: "everything that is due was done",
    1: "nothing can be granted now, for the reasons printed",
    3: "something failed; the log on standard error says what, and the next run tries it again"
  },
  run: answer2
});
async function answer2(values) {
  const config = readConfiguration(values.env);
  const ran = await runOnce(config, openLog(config));
  if (values.json) printJson(ran);
  else print(toText(ran));
  for (const { code: code2, message, fix } of ran.stops)
    complain(`Nothing is granted now: ${message} ${fix} (${code2})
`);
  return chooseExitCode(ran.stops.length > 0, ran.failures === 0);
}
async function runOnce(config, plainLog) {
  const alerts = hearAlerts(plainLog);
  const { log } = alerts;
  alertExposed(log, config.exposed ?? []);
  const folder = await openStateFolder(config.stateDir, log);
  try {
    const deps = await wire({ ...config, stateDir: folder.dir }, process.env, log);
    const monitor = createInstallationMonitor(deps);
    const stops = () => [...folder.stops, ...deps.disk.stops(), ...monitor.stops()];
    const entries = [];
    const worker = createWorker({ ...deps, stops, endsAs: "once" }, monitor, {
      alerts,
      onRound: (round) => entries.push(...round.entries)
    });
    const failures = await worker.runOnce();
    await worker.stop();
    for (const provider2 of deps.providers.values()) await provider2.close();
    return { recorded: countKinds(entries), failures, stops: stops() };
  } finally {
    await folder.release();
  }
}
function countKinds(entries) {
  const counts = {};
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
function toText({ recorded, failures }) {
  const { granted = 0, revoked = 0, refused = 0 } = recorded;
  const failed2 = failures === 0 ? "" : ` ${failures} steps failed: see the log.`;
  return `Granted ${granted}, revoked ${revoked}, refused ${refused}.${failed2}
`;
}

// src/commands/output/screen.ts
var USUAL_WIDTH = 100;
var LEAST_WIDTH = 40;
function readTerminal(env = process.env, stream = process.stdout) {
  const isTerminal = stream.isTTY === true;
  const given = /^[1-9][0-9]{0,3}$/u.test(env.COLUMNS ?? "") ? Number(env.COLUMNS) : void 0;
  const width = given ?? (isTerminal ? stream.columns || USUAL_WIDTH : USUAL_WIDTH);
  return {
    width: Math.max(LEAST_WIDTH, width),
    isColoured: isTerminal && !env.NO_COLOR && env.TERM !== "dumb"
  };
}

// src/commands/runner/arguments.ts
import { parseArgs } from "node:util";

// src/commands/output/failure-advice.ts
function describeStep3(code2) {
  const { fix } = providerFailures.entries[code2];
  return `${fix.charAt(0).toLowerCase()}${fix.slice(1).replace(/\.$/u, "")}`;
}
var isKnown3 = (code2) => Object.hasOwn(providerFailures.entries, code2);
var NEEDS_RESTART = ["LOGIN_REFUSED", "UNKNOWN_ENTITLEMENT", "IDENTITY_CHANGED"];
function describeNextStep(code2) {
  const step = describeStep3(isKnown3(code2) ? code2 : "UNEXPECTED");
  return NEEDS_RESTART.includes(code2) ? `${step}; then restart the app` : step;
}

// src/commands/runner/failure.ts
var UsageError = class extends Error {
  fix;
  constructor(message, options2 = {}) {
    super(message, options2);
    this.fix = options2.fix;
  }
};
var CannotAnswerError = class extends Error {
  code;
  fix;
  constructor(code2, message, fix, options2) {
    super(message, options2);
    this.code = code2;
    this.fix = fix;
  }
};
function tellFailure(error2, help, isJson) {
  const { code: code2, message, fix, line, exitCode: exitCode2 } = describeFailure2(error2, help);
  complain(`${line}
`);
  if (isJson) printJson({ error: { code: code2, message, fix } });
  return exitCode2;
}
function describeFailure2(error2, help) {
  const message = error2 instanceof Error ? error2.message : String(error2);
  const told = { message, line: message };
  if (error2 instanceof UsageError) {
    const { fix } = error2;
    const line = fix === void 0 ? message : `${message} ${fix}`;
    return { code: "USAGE", message, fix: fix ?? help, line, exitCode: exitCode.usage };
  }
  if (error2 instanceof ConfigError)
    return { ...told, code: "CONFIGURATION", fix: CORRECT_CONFIGURATION, exitCode: exitCode.usage };
  if (error2 instanceof CannotAnswerError) {
    const { code: code2, fix } = error2;
    return { code: code2, message, fix, line: `${message} ${fix}`, exitCode: exitCode.unanswered };
  }
  const rest = { ...told, exitCode: exitCode.unanswered };
  return error2 instanceof ProviderError ? { ...rest, code: error2.code, fix: toSentence(describeNextStep(error2.code)) } : { ...rest, code: "FAILED", fix: "Correct that, then run this again." };
}
var toSentence = (clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
var CORRECT_CONFIGURATION = "Correct these variables in the environment or in the file given with --env, then run this again.";

// src/commands/runner/arguments.ts
var helpOption = { type: "boolean", meaning: "print this text" };
function lookAtOptions(name3, command2, args) {
  const { options: options2 } = command2;
  const config = { args: [...args], options: toParseOptions(options2), strict: false, tokens: true };
  const { tokens } = parseArgs(config);
  const given = tokens.filter((token) => token.kind === "option");
  const hasJson = given.some(
    ({ name: name4, value, inlineValue }) => name4 === "json" || value === "--json" && !inlineValue
  );
  return {
    isHelp: given.some(({ name: name4 }) => name4 === "help"),
    isJson: options2.json?.coversErrors === true && hasJson,
    mistake: findFirst(tokens, (token) => describeMistake(name3, command2, token))
  };
}
function readArguments(name3, command2, args) {
  const { mistake: mistake2 } = lookAtOptions(name3, command2, args);
  if (mistake2 !== void 0) throw new UsageError(mistake2, { fix: seeHelp(name3) });
  const { values, positionals } = parseArgs({
    args: [...args],
    options: toParseOptions(command2.options),
    allowPositionals: command2.arguments !== void 0
  });
  return { values, positionals };
}
function findFirst(items, find2) {
  for (const item of items) {
    const found = find2(item);
    if (found !== void 0) return found;
  }
  return void 0;
}
function describeMistake(name3, command2, token) {
  if (token.kind === "positional" && command2.arguments === void 0)
    return describeExtra(name3, command2, token.value);
  if (token.kind !== "option") return void 0;
  const option = token.name === "help" ? helpOption : command2.options[token.name];
  if (option === void 0 || !isDeclared(command2, token.name))
    return describeUnknown(name3, command2, token.rawName);
  return option.type === "boolean" ? describeNeedless(token) : describeMissing2(token, option);
}
var isDeclared = ({ options: options2 }, name3) => name3 === "help" || Object.hasOwn(options2, name3);
var describeExtra = (name3, command2, word) => `hallpass ${name3} takes options alone, and got "${word}".${suggest(command2, word)}`;
var describeNeedless = ({ rawName, value }) => value === void 0 ? void 0 : `${rawName} takes no value: leave out "=${value}".`;
function describeMissing2({ rawName, value, inlineValue }, option) {
  const form = `${rawName} ${option.value ?? "VALUE"}`;
  if (value === void 0) return `${rawName} needs a value: ${form}.`;
  return inlineValue || !/^-./u.test(value) ? void 0 : `${rawName} needs a value, and "${value}" looks like an option: write ${form}, or ${rawName}=${value}.`;
}
var seeHelp = (name3) => `See hallpass ${name3} --help.`;
var describeUnknown = (name3, command2, raw) => `hallpass ${name3} has no option ${raw}.${suggest(command2, raw.replace(/^-+/u, ""))}`;
function suggest({ options: options2 }, word) {
  const names2 = [...Object.keys(options2), "help"];
  const nearest = names2.find((each) => word.length > 1 && each.startsWith(word)) ?? findNearest(word, names2);
  return nearest === void 0 ? "" : ` Did you mean --${nearest}?`;
}
var toParseOptions = (options2) => ({
  ...Object.fromEntries(
    Object.entries(options2).map(([name3, { type, multiple = false }]) => [name3, { type, multiple }])
  ),
  help: { type: "boolean", short: "h" }
});

// src/configuration/describe-variables.ts
var describeVariable = ({ meaning, default: usual, required }) => usual !== void 0 ? `${meaning} (${usual})` : required === true ? meaning : `optional: ${meaning}`;

// src/commands/output/wrap.ts
function wrapText(text4, width) {
  const lines = [];
  let line = "";
  for (const word of text4.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
function renderTerms(terms, width) {
  const column = Math.max(...terms.map(([term]) => term.length)) + 4;
  const isNarrow = width - column < 30;
  return terms.map(([term, meaning]) => {
    const indent = isNarrow ? 6 : column;
    const lines = wrapText(meaning, width - indent).map((line) => " ".repeat(indent) + line);
    const first = lines[0]?.slice(indent) ?? "";
    return isNarrow ? [`  ${term}`, ...lines].join("\n") : [`  ${term.padEnd(column - 2)}${first}`, ...lines.slice(1)].join("\n");
  }).join("\n");
}

// src/commands/runner/help.ts
var MAX_WIDTH = 100;
function renderHelp(name3, command2, columns) {
  const width = Math.min(columns, MAX_WIDTH);
  const given = command2.arguments;
  const sections = [
    renderUsage(name3, command2, width),
    ...command2.description.split("\n\n").map((text4) => wrapText(text4, width).join("\n")),
    section("Arguments", given && [[given.name, given.meaning]], width),
    section("Options", listOptions(command2), width),
    section(CONFIGURATION, listConfiguration(command2), width),
    section("From the environment alone", Object.entries(command2.environment ?? {}), width),
    command2.examples.length > 0 && `Examples:
${command2.examples.map((line) => `  ${line}`).join("\n")}`,
    section("Exit codes", listExitCodes(command2), width)
  ];
  return `${sections.filter(Boolean).join("\n\n")}
`;
}
var CONFIGURATION = "Configuration (environment, or the file given with --env; the environment wins)";
var section = (title, terms, width) => terms !== void 0 && terms.length > 0 && `${wrapText(`${title}:`, width).join("\n")}
${renderTerms(terms, width)}`;
function renderUsage(name3, command2, width) {
  const start = `hallpass ${name3}`;
  const forms = command2.usage ?? [listParts(command2).join(" ")];
  return forms.map((form, index) => {
    const prefix = index === 0 ? "Usage: " : "       ";
    const parts2 = form.replaceAll(/(--[\w-]+) (?=[A-Z|])/gu, "$1\0");
    const lines = wrapText(`${start} ${parts2}`.trimEnd(), width - prefix.length - 2);
    return prefix + lines.join(`
${" ".repeat(prefix.length + 2)}`).replaceAll("\0", " ");
  }).join("\n");
}
function listParts({ options: options2, arguments: given }) {
  const words = given === void 0 ? [] : [given.count === "one" ? given.name : `[${given.name}...]`];
  return [...words, ...Object.entries(options2).map(([name3, option]) => `[${writeOption(name3, option)}]`)];
}
var writeOption = (name3, { value }) => value === void 0 ? `--${name3}` : `--${name3} ${value}`;
var listOptions = ({ options: options2 }) => [
  ...Object.entries(options2).map(([name3, option]) => [writeOption(name3, option), explain5(option)]),
  ["-h, --help", helpOption.meaning]
];
function explain5({ meaning, multiple, choices, unset }) {
  const notes = [
    meaning,
    ...choices === void 0 ? [] : [`one of ${choices.join(", ")}`],
    ...multiple ? ["may be repeated"] : []
  ].join("; ");
  return unset === void 0 ? notes : `${notes} (${unset})`;
}
var listConfiguration = ({ configuration = [] }) => configuration.map((key) => {
  const variable = variables[key];
  return [variable.name, describeVariable(variable)];
});
var listExitCodes = ({ exitCodes }) => Object.entries({ ...exitCodeMeanings, ...exitCodes }).filter(
  ([code2]) => code2 !== "1" || exitCodes[1] !== void 0
);

// src/commands/runner/progress.ts
var PATIENCE_MS2 = 2e3;
async function withProgress(text4, work, show = showSpinner) {
  if (text4 === void 0 || !process.stderr.isTTY) return work();
  let hide;
  const timer = setTimeout(() => {
    hide = show(text4);
  }, PATIENCE_MS2);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    (await hide)?.();
  }
}
async function showSpinner(text4) {
  const { default: createSpinner } = await import("./yocto-spinner-NYXZ43GF.js");
  const spinner = createSpinner({ text: text4, stream: process.stderr }).start();
  return () => {
    spinner.stop();
  };
}

// src/commands/runner/run.ts
async function runCommand(name3, command2, argv) {
  const terminal = readTerminal();
  const { isHelp, isJson } = lookAtOptions(name3, command2, argv);
  if (isHelp) {
    print(renderHelp(name3, command2, terminal.width));
    return exitCode.well;
  }
  try {
    const { values, positionals } = readArguments(name3, command2, argv);
    return await withProgress(command2.waitsFor, () => command2.run(values, positionals, terminal));
  } catch (error2) {
    return tellFailure(error2, seeHelp(name3), isJson);
  }
}

// action/once.ts
process.exitCode = await runCommand("once", command, []);
