import { defineArea } from "./entry.ts";

/** `fix` is one clause, because commands continue it: "…, then run this again." */
export const providerFailures = defineArea({
  title: "A provider fails",
  intro:
    "Why a provider did not grant or revoke access. Hallpass tries a failed revocation again until it succeeds; `hallpass status` lists it.",
  seenIn: ["comment on the pull request", "`hallpass status`", "log"],
  entries: {
    UNREACHABLE: {
      means: "The provider cannot be reached.",
      happens: "It is down, or the network, a firewall or the configured address is wrong.",
      fix: "Check host, port and network, and that the provider runs.",
    },
    TIMEOUT: {
      means: "The provider did not answer in time. The call may still take effect.",
      happens: "It is overloaded, or a lock holds up the call.",
      fix: "Look at the provider's load and locks: it answers too slowly.",
    },
    THROTTLED: {
      means: "The provider limits how often it is called.",
      happens: "Hallpass and others together use up its budget.",
      fix: "Wait a few minutes; if it stays, see who else uses up the provider's budget.",
    },
    BUSY: {
      means: "Something else changed the same role at the same moment.",
      happens: "An administrator or a script changes roles at the provider.",
      fix: "See what changes the same role at the provider again and again.",
    },
    LOGIN_REFUSED: {
      means: "The provider rejects Hallpass's login.",
      happens: "The user or the password is wrong, or the provider does not let this server in.",
      fix: "Put the right user into HALLPASS_PROVIDERS, and the right password into the variable it names.",
    },
    REFUSED: {
      means: "The provider refused the call.",
      happens: "Hallpass's account lacks a right, or the grant would give too much.",
      fix: "Give Hallpass's account at the provider the right it lacks (hallpass doctor names it).",
    },
    UNKNOWN_PRINCIPAL: {
      means: "The provider has no account of this name.",
      happens: "The account was renamed or removed.",
      fix: "See at the provider whether the account was renamed or removed.",
    },
    UNKNOWN_ENTITLEMENT: {
      means: "The provider has no such resource or role.",
      happens: "It was renamed or removed, or HALLPASS_PROVIDERS is wrong.",
      fix: "Name the resource and the role in HALLPASS_PROVIDERS as the provider has them.",
    },
    IDENTITY_CHANGED: {
      means: "Another server, account or role now has the recorded name.",
      happens:
        "The provider was rebuilt, or HALLPASS_PROVIDERS names another one. Hallpass takes access back by its recorded ids, never by name alone.",
      fix: "See whether HALLPASS_PROVIDERS names another provider than the one that was recorded; if that one was rebuilt, take the access back there by hand, since what has the name is not what was granted.",
    },
    UNEXPECTED: {
      means: "The provider gave an answer that Hallpass does not understand.",
      happens: "The provider is of another version, or Hallpass has a defect.",
      fix: 'Find the cause (in the app\'s log: "alert":true); if nothing can be done about it, take the access back at the provider by hand.',
    },
  },
});

export const commands = defineArea({
  title: "A command gives no answer",
  intro:
    "With `--json`, a command that fails prints `{ error: { code, message, fix } }` and ends with an exit code of its own. A failing provider gives one of the codes of [the section above](#a-provider-fails).",
  seenIn: ["command with `--json`"],
  entries: {
    USAGE: {
      means: "The arguments cannot be used.",
      happens: "An option is misspelt, a value is missing, or a file that is named does not exist.",
      fix: "Correct the arguments. `--help` after the command lists them.",
    },
    CONFIGURATION: {
      means: "The configuration cannot be used.",
      happens: "A variable is missing or has a wrong value. The message names each.",
      fix: "Correct these variables in the environment or in the file given with `--env`.",
    },
    FAILED: {
      means: "The command failed for another reason.",
      happens: "A file or the network gave an error. The message has it.",
      fix: "Correct the cause that the message names, and run the command again.",
    },
    GITHUB_UNREACHABLE: {
      means: "GitHub does not answer, or answers with an error of its own.",
      happens:
        "GitHub is down, or the network, a proxy or `GITHUB_API_URL` and `GITHUB_SERVER_URL` are wrong.",
      fix: "See whether GitHub answers from this machine, and run the command again.",
    },
    GITHUB_REFUSED: {
      means: "GitHub does not accept the credentials, or does not let them do this.",
      happens:
        "A key or a token is wrong, expired or lacks a permission, the App is not installed there, or the repository has another name.",
      fix: "Correct the credentials or the name of the repository, and run the command again.",
    },
    GITHUB_THROTTLED: {
      means: "GitHub asked for a pause.",
      happens: "The App or the account used up its rate limit.",
      fix: "Wait a few minutes, and run the command again.",
    },
    NOT_INSTALLED: {
      means: "The command needs packages that this installation does not have.",
      happens: "Hallpass was installed for a server alone (`npm ci --omit=dev`).",
      fix: "Run `npm ci && npm run build` in a clone of Hallpass, and try the command there.",
    },
    PORT_TAKEN: {
      means: "Another program listens on the port that `hallpass sandbox` was given.",
      happens: "A sandbox of before still runs, or another service uses the port.",
      fix: "Give another `--port`, or leave it out for a free one.",
    },
    CURSOR_UNUSABLE: {
      means: "`hallpass export` cannot continue from its cursor.",
      happens:
        "The ledger's branch was rewritten or cut back to an earlier commit, the clone is another one, the cursor belongs to another receiver, or another account could have changed it.",
      fix: "Run `git fetch`, then `hallpass verify`. If the ledger was cut back, push the commits that a clone or the server still has. If it is right, give another `--cursor`: everything is sent again, under the same ids.",
    },
    RECEIVER_FAILED: {
      means: "The receiver of `hallpass export` did not take the events.",
      happens: "It is down, refuses the credentials, or does not accept an event. The cursor did not move.",
      fix: "Correct what the message names, and run the command again: it continues where it stopped.",
    },
    CLONE_UNREADABLE: {
      means: "The folder cannot be read as a clone of the access repository.",
      happens: "It is another folder, or git refuses to read it.",
      fix: "Name the clone with `--repository DIR`.",
    },
    LEDGER_MISSING: {
      means: "The clone has no ledger branch.",
      happens: "The branch was not fetched, or nothing has been granted yet.",
      fix: "Fetch the branch access-ledger as the message shows.",
    },
    LEDGER_UNTRUSTED: {
      means: "The ledger has a commit that its key did not sign, so the command does not believe it.",
      happens: "The key was rotated, another key was given, or another account wrote the branch.",
      fix: "Give the right key with `--key`. If the key is right, run `hallpass doctor` and find out who wrote the branch.",
    },
    LEDGER_KEY_UNKNOWN: {
      means: "The command does not know the ledger's public key.",
      happens: "The settings file is missing or has a mistake.",
      fix: "Give the key with `--key`, or correct .github/hallpass.yaml.",
    },
    BEFORE_LEDGER: {
      means: "The ledger begins after the time asked for.",
      happens: "`--at` lies before the first grant.",
      fix: "Give a later `--at`.",
    },
    RULES_UNREADABLE: {
      means: "The rules that were to be compared have mistakes, so that nothing can be decided under them.",
      happens: "A policy, CODEOWNERS or the settings cannot be read at one of the two places.",
      fix: "Run `hallpass check` there, and correct what it names.",
    },
  },
});
