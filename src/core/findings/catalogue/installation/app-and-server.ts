import { defineArea } from "../entry.ts";
import { seenByDoctor } from "./seen.ts";

export const appAndServer = defineArea({
  title: "Installation: app, server and providers",
  intro: "The GitHub App, the server's own secrets and surroundings, and the credentials of providers.",
  seenIn: seenByDoctor,
  entries: {
    APP_PERMISSIONS: {
      means: "The App lacks a permission.",
      happens: "app.yml gained a permission, or an owner of the organisation has not accepted it yet.",
      fix: "Set the permissions as in app.yml, and accept them for the installation.",
    },
    APP_POWER: {
      means: "The App has more permissions than it needs.",
      happens: "A permission was added. With the App's key it could be used.",
      fix: "Set every permission that app.yml does not name to “No access”.",
    },
    APP_EVENTS: {
      means: "The App is not subscribed to an event, so Hallpass notices it up to five minutes late.",
      happens: "app.yml gained an event, or the App was unsubscribed from one.",
      fix: "Subscribe to the events that the fix names.",
    },
    APP_REACH: {
      means: "The App is installed on all repositories.",
      happens: "“All repositories” was chosen when it was installed.",
      fix: "Choose “Only select repositories”: the access repository alone.",
    },
    WEBHOOK: {
      means: "The App's webhook is off, or not set up safely.",
      happens: "It has no URL, no https, no secret, another content type, or does not verify certificates.",
      fix: "Correct it in the settings of the App.",
    },
    WEBHOOK_DELIVERIES: {
      means: "GitHub's latest webhook delivery failed.",
      happens: "The secret differs, or GitHub cannot reach the server.",
      fix: "Open the delivery: 400 means another secret, 401 means the App has none, 0 means GitHub cannot reach the URL.",
    },
    WEBHOOK_SECRET: {
      means: "The webhook secret is too short.",
      happens: "It was chosen by hand.",
      fix: "Make a random one of 32 characters or more, and set it in WEBHOOK_SECRET and in the App.",
    },
    APP_KEY: {
      means: "The App's private key is not an RSA key of 2048 bits or more.",
      happens: "PRIVATE_KEY holds another key.",
      fix: "Generate a new private key in the settings of the App.",
    },
    LEDGER_KEY: {
      means: "The server signs the ledger with another key than .github/hallpass.yaml publishes.",
      happens: "One of the two was changed without the other.",
      fix: "Set the right HALLPASS_LEDGER_KEY, or publish this server's key in a pull request. [docs/rotate-keys.md](rotate-keys.md) has the steps.",
    },
    ATTESTOR: {
      means: "GitHub rejects the attestor's credential.",
      happens: "The token has expired, or its App is not installed on the repository.",
      fix: "Set a valid credential, or none, and restart the server.",
    },
    CLOCK: {
      means: "The server's clock differs from GitHub's by more than 30 seconds.",
      happens: "The machine does not use NTP.",
      fix: "Let NTP set the clock.",
    },
    FILES: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the commands that the fix names.",
    },
    ENVIRONMENTS: {
      means: "An environment of Hallpass's workflows is missing, or not limited to the default branch.",
      happens:
        "A workflow that names an environment makes it, open to every branch; or its list of branches was changed. Everybody with write access can then read its secrets.",
      fix: "Settings → Environments → (its name) → Deployment branches and tags → Selected branches and tags: the default branch and no other. Make new secrets if it held any while it was open.",
    },
    REAPER_RUNS: {
      means: "The scheduled Action, which ends access when the app does not run, has not succeeded lately.",
      happens:
        "The workflow is missing, was switched off (GitHub does so after 60 days without activity in a public repository), or fails.",
      fix: "Open Actions → Hallpass in the access repository. Switch it on, run it, and read why it failed. [action/README.md](../action/README.md) has the workflow.",
    },
    SECOND_SCHEDULER: {
      means: "Nothing outside GitHub ends access if this server and GitHub's schedule both fail.",
      happens: "No second scheduler is declared.",
      fix: "Let a scheduler outside GitHub run the reaper, and name it in HALLPASS_SECOND_SCHEDULER.",
    },
    TWO_FACTOR: {
      means: "The organisation does not require two-factor authentication.",
      happens: "The setting is off.",
      fix: "Tick “Require two-factor authentication for everyone”.",
    },
    RULES_READABLE: {
      means: "A policy, CODEOWNERS or the settings file has a mistake, so nothing is granted.",
      happens: "It was merged with a mistake in it.",
      fix: "Run `hallpass check` in a clone and correct what it lists.",
    },
    CODEOWNERS_ERRORS: {
      means: "GitHub reports errors in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Open .github/CODEOWNERS on github.com, which marks the lines.",
    },
    TEAMS_NAMED: {
      means: "A team that the rules name does not exist, or has another id.",
      happens: "The team was renamed, deleted or created again.",
      fix: "Give the team its name back, or change the rules in a pull request.",
    },
    TEAMS_WRITE: {
      means: "An approving team may not write to the repository, so GitHub does not count its reviews.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write.",
    },
    REQUESTERS_WRITE: {
      means:
        "A requesting team may not write to the repository, so its requests come from forks and are refused.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write.",
    },
    APPROVERS_ENOUGH: {
      means: "A policy's approving teams have too few members.",
      happens: "With the requester and the subject barred, no approver is left.",
      fix: "Add members that .github/hallpass.yaml lists under `people`.",
    },
    IDENTITY_PROVIDER: {
      means: "The settings take accounts from the organisation's identity provider, and GitHub shows none.",
      happens: "Single sign-on is not configured for the organisation, or only for the enterprise.",
      fix: "List the accounts under `people`, and remove `externalIdentities`.",
    },
    PROVIDER: {
      means: "The rights of Hallpass at a provider could not be examined, or are not as configured.",
      happens: "The provider is unavailable.",
      fix: "Run `hallpass doctor` again when it can be reached.",
    },
    PROVIDER_LOGIN: {
      means: "A provider rejects Hallpass's login.",
      happens: "The password or the user is wrong, or the provider does not let this server in.",
      fix: "Correct HALLPASS_PROVIDERS and the variable that `passwordFrom` names, and restart.",
    },
  },
});
