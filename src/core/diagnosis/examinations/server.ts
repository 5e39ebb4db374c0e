import { type Examination, enumerate, examine, examineKnown } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

const MIN_SECRET = 32;
const MIN_KEY_BITS = 2048;
const MAX_CLOCK_SECONDS = 30;

/** The server's own secrets, clock and surroundings. */
export function examineServer({ server, github, rules }: InstallationFacts): Examination[] {
  const { webhookSecretLength, appKeyBits, ledgerPublicKey, secondScheduler } = server;
  const published = rules.settings?.ledger.publicKey.split(" ").slice(0, 2).join(" ");
  return [
    ...(webhookSecretLength === undefined ? [] : [examineWebhookSecret(webhookSecretLength)]),
    examine(
      {
        code: "APP_KEY",
        name: "Key of the app",
        should: `RSA with ${MIN_KEY_BITS} bits or more`,
        fix: "Settings → Developer settings → GitHub Apps → (the app) → Private keys → Generate a private key; put it into PRIVATE_KEY.",
      },
      {
        right: appKeyBits !== undefined && appKeyBits >= MIN_KEY_BITS,
        is: appKeyBits === undefined ? "no RSA key" : `RSA with ${appKeyBits} bits`,
      },
    ),
    examine(
      {
        code: "LEDGER_KEY",
        name: "Key of the ledger",
        should: "the server signs with the key that .github/hallpass.yaml publishes",
        fix: `Put the right key into HALLPASS_LEDGER_KEY, or publish this server's in a pull request: ledger.publicKey: ${ledgerPublicKey}`,
      },
      {
        right: published === ledgerPublicKey,
        is:
          published === undefined
            ? "none is published: .github/hallpass.yaml cannot be read"
            : published === ledgerPublicKey
              ? "the same"
              : `published is ${published}`,
      },
    ),
    examineKnown(
      {
        code: "CLOCK",
        name: "Clock of the server",
        should: `at most ${MAX_CLOCK_SECONDS} s from GitHub's`,
        fix: "Let the server's clock be set by NTP, for example: timedatectl set-ntp true.",
      },
      github.clockAhead,
      (ahead) => ({ right: Math.abs(ahead) <= MAX_CLOCK_SECONDS, is: describeClock(ahead) }),
    ),
    examine(
      {
        code: "FILES",
        name: "Files of the server",
        should: "no other account reads the --env file or changes it or the state folder",
        fix: server.exposed.map(({ fix }) => fix).join(" "),
        advice: true,
      },
      {
        right: server.exposed.length === 0,
        is: enumerate(server.exposed.map(({ path, how }) => `${path}: ${how}`)) || "safe",
      },
    ),
    examine(
      {
        code: "SECOND_SCHEDULER",
        name: "A second scheduler outside GitHub",
        should: "something that ends access when this server and GitHub's schedule do not",
        fix: "Let something outside GitHub run the reaper, and name it in HALLPASS_SECOND_SCHEDULER. Doctor cannot verify it.",
        advice: true,
      },
      { right: secondScheduler !== undefined, is: secondScheduler ?? "none declared" },
    ),
    examineKnown(
      {
        code: "TWO_FACTOR",
        name: "The organisation requires two factors",
        should: "yes",
        fix: 'Organisation → Settings → Authentication security → tick "Require two-factor authentication for everyone".',
        reads: "the rights of an owner of the organisation",
        advice: true,
      },
      github.requiresTwoFactor,
      (required) => ({ right: required, is: required ? "yes" : "no" }),
    ),
  ];
}

const examineWebhookSecret = (length: number): Examination =>
  examine(
    {
      code: "WEBHOOK_SECRET",
      name: "Webhook secret",
      should: `${MIN_SECRET} characters or more`,
      fix: "Put a new one into WEBHOOK_SECRET and into the app: Settings → Developer settings → GitHub Apps → (the app) → Webhook secret.",
    },
    { right: length >= MIN_SECRET, is: `${length} characters` },
  );

/** GitHub tells whole seconds: less than one is none. */
function describeClock(ahead: number): string {
  const seconds = Math.round(Math.abs(ahead));
  if (seconds === 0) return "the same";
  return `${seconds} s ${ahead > 0 ? "ahead" : "behind"}`;
}
