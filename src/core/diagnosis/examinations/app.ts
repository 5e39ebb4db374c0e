import { APP_EVENTS, APP_PERMISSIONS, TOLERATED_PERMISSIONS } from "../../files/app-manifest.ts";
import { type Examination, enumerate, examine, examineKnown } from "../examination.ts";
import type {
  AppInstallation,
  DeliveryAttempt,
  InstallationFacts,
  Known,
  WebhookSettings,
} from "../installation.ts";

const AT_APP = "Settings → Developer settings → GitHub Apps → (the App)";
const AT_INSTALLATION = "Organisation → Settings → GitHub Apps → (the App) → Configure";

/**
 * The App has exactly the permissions it needs, and GitHub's events arrive. A missing event stops no grants, because Hallpass also
 * looks every five minutes.
 */
export const examineApp = ({
  server,
  github: { installation, webhook, deliveries },
}: InstallationFacts): Examination[] => [
  examinePermissions(installation),
  examinePower(installation),
  examineEvents(installation),
  examine(
    {
      code: "APP_REACH",
      name: "App: installed on",
      should: "selected repositories: the access repository alone",
      fix: `${AT_INSTALLATION} → Repository access: Only select repositories.`,
      advice: true,
    },
    { right: installation.selection === "selected", is: `${installation.selection} repositories` },
  ),
  examineKnown(
    {
      code: "WEBHOOK",
      name: "App: webhook",
      should: "active, https://YOUR-HOST/api/github/webhooks, JSON, with a secret, certificates verified",
      fix: `${AT_APP} → General → Webhook: Active, Webhook URL, Secret, SSL verification; and Content type: application/json.`,
      advice: true,
    },
    webhook,
    judgeWebhook,
  ),
  // Without a server, every delivery fails, and Hallpass only reads GitHub's record of them.
  ...(server.webhookSecretLength === undefined ? [] : [examineDeliveries(deliveries)]),
];

const examineDeliveries = (deliveries: Known<readonly DeliveryAttempt[]>): Examination =>
  examineKnown(
    {
      code: "WEBHOOK_DELIVERIES",
      name: "App: last deliveries",
      should: "the latest was answered with 2xx",
      fix: `${AT_APP} → Advanced → Recent Deliveries: open it. 400: WEBHOOK_SECRET is not the secret of the App. 401: the App has no secret. 0: GitHub cannot reach the Webhook URL.`,
      advice: true,
    },
    deliveries,
    judgeDeliveries,
  );

const levels = ["read", "write", "admin"];
const includes = (held: string | undefined, wanted: string): boolean =>
  held !== undefined && levels.indexOf(held) >= levels.indexOf(wanted);

function examinePermissions({ permissions }: AppInstallation): Examination {
  const missing = Object.entries(APP_PERMISSIONS)
    .filter(([name, wanted]) => !includes(permissions[name], wanted))
    .map(([name, wanted]) => `${name}: ${permissions[name] ?? "none"}, not ${wanted}`);
  return examine(
    {
      code: "APP_PERMISSIONS",
      name: "App: permissions",
      should: "those of app.yml, accepted by an owner of the organisation",
      fix: `${AT_APP} → Permissions & events: set them as in app.yml; then ${AT_INSTALLATION} → Review request → Accept new permissions.`,
      advice: true,
    },
    { right: missing.length === 0, is: enumerate(missing, 6) || "as in app.yml" },
  );
}

function examinePower({ permissions }: AppInstallation): Examination {
  const allowed: Readonly<Record<string, string>> = { ...TOLERATED_PERMISSIONS, ...APP_PERMISSIONS };
  const beyond = Object.entries(permissions)
    .filter(([name, held]) => !includes(allowed[name], held))
    .map(([name, held]) => `${name}: ${held}`);
  return examine(
    {
      code: "APP_POWER",
      name: "App: permissions beyond app.yml",
      should: "none: with the App's key they could be used",
      fix: `${AT_APP} → Permissions & events: set to No access what app.yml does not name.`,
      advice: true,
    },
    { right: beyond.length === 0, is: enumerate(beyond, 6) || "none" },
  );
}

function examineEvents({ events }: AppInstallation): Examination {
  const missing = APP_EVENTS.filter((event) => !events.includes(event));
  return examine(
    {
      code: "APP_EVENTS",
      name: "App: events",
      should: "those of app.yml: what is not told is seen only every five minutes",
      fix: `${AT_APP} → Permissions & events → Subscribe to events: ${missing.join(", ")}.`,
      advice: true,
    },
    { right: missing.length === 0, is: missing.length === 0 ? "as in app.yml" : `not ${missing.join(", ")}` },
  );
}

/** http is for trying out on one machine. */
const URL_PATTERN = /^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:/])/u;

function judgeWebhook({ url, contentType, verifiesTls, hasSecret }: WebhookSettings) {
  if (url === undefined) return { right: false, is: "none" };
  const faults = [
    ...(URL_PATTERN.test(url) ? [] : ["not https"]),
    ...(contentType === "json" ? [] : [`content type ${contentType ?? "form"}`]),
    ...(verifiesTls ? [] : ["certificates are not verified"]),
    ...(hasSecret ? [] : ["no secret"]),
  ];
  return { right: faults.length === 0, is: [url, ...faults].join(", ") };
}

/** An older failure may be that of a restart. */
function judgeDeliveries(attempts: readonly DeliveryAttempt[]) {
  const [latest] = attempts;
  if (latest === undefined) return { right: true, is: "none in the last days" };
  const isGood = ({ status }: DeliveryAttempt): boolean => status >= 200 && status < 300;
  const failed = attempts.filter((attempt) => !isGood(attempt)).length;
  const is = `the latest (${latest.event}, ${latest.at.toISOString()}) was answered with ${latest.status}; ${failed} of the last ${attempts.length} failed`;
  return { right: isGood(latest), is };
}
