import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  describeDuration,
  maskLikelySecrets,
  maskSecrets
} from "./chunk-QEB5N5XA.js";
import {
  describeEntitlement,
  entitlementKey,
  hasEnded,
  holdingKey,
  idsKey,
  isLive,
  sameIds,
  wasEndedEarly
} from "./chunk-2NNIP6CC.js";
import {
  lazyValidator,
  require_ajv,
  toDate,
  trustedSchemas
} from "./chunk-JWKNRRMN.js";
import {
  __toESM
} from "./chunk-N5G37XHY.js";

// node_modules/date-fns/_lib/getRoundingMethod.js
function getRoundingMethod(method) {
  return (number) => {
    const round = method ? Math[method] : Math.trunc;
    const result = round(number);
    return result === 0 ? 0 : result;
  };
}

// node_modules/date-fns/differenceInMilliseconds.js
function differenceInMilliseconds(laterDate, earlierDate) {
  return +toDate(laterDate) - +toDate(earlierDate);
}

// node_modules/date-fns/differenceInSeconds.js
function differenceInSeconds(laterDate, earlierDate, options) {
  const diff = differenceInMilliseconds(laterDate, earlierDate) / 1e3;
  return getRoundingMethod(options?.roundingMethod)(diff);
}

// src/core/text/characters.ts
var invisible = /[\u2800\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}\p{NChar}]/u;
var everyInvisible = new RegExp(invisible.source, "gu");
var isInvisible = (character) => invisible.test(character);
var listInvisible = (value) => [...value].filter((character) => character !== "\n" && isInvisible(character));
var describeCharacter = (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

// src/core/text/prose.ts
var scripts = [
  "Arabic",
  "Bengali",
  "Devanagari",
  "Gujarati",
  "Gurmukhi",
  "Kannada",
  "Khmer",
  "Malayalam",
  "Mongolian",
  "Myanmar",
  "Oriya",
  "Sinhala",
  "Syriac",
  "Tamil",
  "Telugu"
].map((script) => `\\p{Script=${script}}`).join("");
var emoji = "[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\uFE0F?";
var flags = [
  "󠁥󠁮󠁧",
  "󠁳󠁣󠁴",
  "󠁷󠁬󠁳"
].join("|");
var needed = new RegExp(
  [
    "(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]",
    "(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
    `(?<=${emoji})\\u200D(?=\\p{Extended_Pictographic})`,
    `(?<=[${scripts}])[\\u200C\\u200D](?=[${scripts}])`,
    // The flags of England, Scotland and Wales are spelled in tag characters; any other use of these hides text.
    `(?<=\\u{1F3F4})\\u{E0067}\\u{E0062}(?:${flags})\\u{E007F}`
  ].join("|"),
  "gu"
);
function findHidden(text2) {
  const plain3 = text2.replace(needed, (match) => " ".repeat(match.length));
  const hidden = [];
  let offset = 0;
  for (const character of plain3) {
    if (character !== "\n" && isInvisible(character)) hidden.push({ character, offset });
    offset += character.length;
  }
  return hidden;
}
function showHidden(text2) {
  const hidden = new Map(findHidden(text2).map(({ character, offset: offset2 }) => [offset2, character]));
  let shown = "";
  let offset = 0;
  for (const character of text2) {
    const isHidden = hidden.has(offset) || character === "\n";
    shown += isHidden ? `<${describeCharacter(character)}>` : character;
    offset += character.length;
  }
  return shown;
}

// src/report/markdown/escape.ts
var ZERO_WIDTH_SPACE = "​";
var flatten = (text2) => maskSecrets(showHidden(oneLine(text2)));
var oneLine = (text2) => text2.replace(/\s+/gu, " ");
var unlink = (text2) => text2.replace(/@/gu, `@${ZERO_WIDTH_SPACE}`).replace(/#(?=\d)/gu, `#${ZERO_WIDTH_SPACE}`).replace(/GH-(?=\d)/giu, `$&${ZERO_WIDTH_SPACE}`).replace(/:(?=\/\/)/gu, `:${ZERO_WIDTH_SPACE}`).replace(/www\./giu, `www${ZERO_WIDTH_SPACE}.`).replace(/:(?=[0-9]*[a-z+-][\w+\\-]*:)/giu, `:${ZERO_WIDTH_SPACE}`);
var plain = (text2) => unlink(flatten(text2)).trim();
var MARKUP = /[\\`*_{}[\]<>|~&$!]/gu;
var escapeMarkdown = (text2) => unlink(
  flatten(text2).replace(MARKUP, "\\$&").replace(/^\s*(?:[#+=-]|\d+[.)])/u, "\\$&")
);
var flattenProse = (text2) => maskLikelySecrets(showHidden(oneLine(text2)));
var escapeInLine = (flat) => unlink(flat.replace(MARKUP, "\\$&"));
var code = (text2) => fence(flatten(text2));
var codeProse = (text2) => fence(flattenProse(text2));
var codeLine = (command) => fenceAll(maskSecrets(showHidden(command)));
var fence = (text2) => fenceAll(text2.replace(/\|/gu, "¦"));
function fenceAll(flat) {
  const longest = Math.max(0, ...[...flat.matchAll(/`+/gu)].map(([run]) => run.length));
  if (longest === 0 && flat.trim() === flat && flat !== "") return `\`${flat}\``;
  const marks = "`".repeat(longest + 1);
  return `${marks} ${flat} ${marks}`;
}
function cutLines(text2, limit, rest) {
  if (text2.length <= limit) return text2;
  const end = text2.lastIndexOf("\n", limit - rest.length - 2);
  return `${text2.slice(0, Math.max(0, end))}

${rest}`;
}

// src/report/markdown/time.ts
var describeTime = (time2) => `${time2.toISOString().slice(0, 19).replace("T", " ")}Z`;
var describeMoment = (time2) => `${time2.toISOString().slice(0, 19).replace("T", " ").replace(/:00$/u, "")} UTC`;

// src/core/access/activity.ts
var MOST_ACTIVITY = 1e3;

// src/core/findings/catalogue/entry.ts
var defineArea = (area) => area;

// src/core/findings/catalogue/alerts.ts
var alerts = defineArea({
  title: "Alerts",
  intro: 'The server logs an alert when an operator must look: a line with `"alert":true` and a `"code"`. An alert about a finding carries the code of the finding, such as `BYPASS_LIST`; the others are listed here. Filter the log for `"alert":true`.',
  seenIn: ["log"],
  entries: {
    REVOCATION_FAILED: {
      means: "Access has ended, and the provider did not revoke it. **The person still holds it.**",
      happens: "The provider is unavailable, or Hallpass's account lost a right there.",
      fix: "Hallpass tries again until it succeeds. `hallpass status` lists overdue access and the next step. If nothing helps, revoke it at the provider by hand."
    },
    PROVIDER_SILENT: {
      means: "A provider does not answer. Grants there wait; Hallpass retries revocations.",
      happens: "The provider or the network is down.",
      fix: "Check host, port and network. The log says when it answers again."
    },
    DEPLOYMENT_OVERTAKEN: {
      means: "A run was started again while Hallpass approved it, so the approval may have gone to the new attempt.",
      happens: "GitHub's approvals name a run and no attempt, and somebody was that quick.",
      fix: "Look at the run: `attempt` and `by` say whom Hallpass approved. Cancel it if somebody else deploys."
    },
    REQUEST_WAITS: {
      means: "A merged request could not be verified for two minutes.",
      happens: "GitHub, git or a provider could not be read, or grants are stopped. The field `because` says which.",
      fix: "Remove the cause. The request is granted by itself then, if its time is not over."
    },
    GRANTS_FAIL: {
      means: "Nothing could be granted for two minutes.",
      happens: "GitHub or the ledger cannot be read. The field `because` says which.",
      fix: "Remove the cause. Access still ends as planned."
    },
    REQUEST_UNPROVEN: {
      means: "A request is on the default branch and not approved. Hallpass looks again in a minute.",
      happens: "It was merged past the rules, or GitHub has not reported everything yet.",
      fix: "Wait for the second look. If REQUEST_REFUSED follows, find out how it was merged."
    },
    REQUEST_REFUSED: {
      means: "A request on the default branch was refused for good.",
      happens: "It was merged or pushed past the rules. The field `codes` says what is missing.",
      fix: "Find out who did that, and whether the branch rules hold (`hallpass doctor`). The file is removed by a revert pull request."
    },
    GRANT_UNPROVEN: {
      means: "Access was granted, and the second verification a minute later failed. Hallpass ends it.",
      happens: "A review, a membership or a rule changed between the two verifications. The field `codes` says what.",
      fix: "Find out what changed. If the access is needed, let the person ask again."
    },
    RULES_REJECTED: {
      means: "The rules were changed without the approval of their owners. Nothing is granted while they stand.",
      happens: "The change was pushed, or merged past the rules.",
      fix: "Restore the adopted rules in a pull request. Or read the new ones, and set HALLPASS_TRUSTED_COMMIT."
    },
    BRANCH_REWRITTEN: {
      means: "The default branch was rewritten. Nothing is granted until an operator has looked.",
      happens: "The default branch was force-pushed, or restored from an old backup.",
      fix: "See [HISTORY_REWRITTEN](#history_rewritten)."
    },
    REQUEST_GONE: {
      means: "A live request is gone from the default branch, and no verified removal explains it. It runs on, and nothing is granted.",
      happens: "A push or an unapproved pull request removed the file.",
      fix: "See [REQUEST_LOST](#request_lost)."
    },
    MERGE_REFUSED: {
      means: "GitHub does not let the app merge an approved pull request.",
      happens: "A rule of the branch demands something that is missing. The field `says` has GitHub's words.",
      fix: "The check on the pull request says what to do. For a rule that the app can never meet, see [GATE_BLOCKED](#gate_blocked)."
    },
    LEDGER_NAME_TAKEN: {
      means: "A branch stands in the way of the ledger branch, so nothing can be recorded or granted.",
      happens: "A person created a branch such as `access-ledger/x`. git cannot have both.",
      fix: "Delete that branch."
    },
    INSTALLATION_LOST: {
      means: "The App lost its access to repositories.",
      happens: "The installation was suspended or deleted, or the repository was removed from it. The field `by` says who.",
      fix: "Install the App again. Until then Hallpass ends access by the last ledger it verified, and grants nothing."
    },
    CLOCK_WRONG: {
      means: "The machine's clock differs from GitHub's. Access ends by GitHub's time.",
      happens: "The machine does not use NTP, or its clock was set by hand.",
      fix: "Let NTP set the clock."
    },
    FILES_EXPOSED: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the command in the message."
    },
    PUSHERS_FORGOTTEN: {
      means: "The file that remembers who pushed to open pull requests cannot be read.",
      happens: "The file was changed or damaged.",
      fix: "Requests that get PUSHERS_UNKNOWN must be asked again from a new branch."
    }
  }
});

// src/core/findings/catalogue/approval.ts
var approval = defineArea({
  title: "Approval and merge",
  intro: "Code owners who had no hand in a request approve exactly what is merged. After the merge, Hallpass verifies that again before it grants anything.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    NOBODY_CAN_APPROVE: {
      means: "Too few people can approve this pull request.",
      happens: "The author, the subject and everybody who pushed or committed are barred from approving. In a small team, no owner is left.",
      fix: "Let an owner who had no hand in it approve. Or ask again from a new branch, so that fewer people are barred. Or ask the owners of policies/ to name a larger team.",
      refusal: "every approver had a hand in it, so no approval of it counts"
    },
    NOT_APPROVED: {
      means: "The request was merged without the required approval.",
      happens: "An administrator merged past the rules, or an approval was given for an earlier commit.",
      fix: "Ask again with a new file, and merge only when the check is green.",
      refusal: "it was not approved when it was merged",
      seenIn: ["comment on the pull request"]
    },
    CHANGES_REQUESTED: {
      means: "An owner asked for changes, and that objection stands.",
      happens: "The review was not withdrawn by its author. Dismissing it does not withdraw it.",
      fix: "Its author approves, or the author or an approver with no hand in the request dismisses it.",
      refusal: "an owner asked for changes, and that objection stands",
      seenIn: ["comment on the pull request"]
    },
    UNOWNED: {
      means: "No line of CODEOWNERS gives the file an owner.",
      happens: "The folder is new, or a later line of CODEOWNERS takes its owner away.",
      fix: "Ask the owners of .github/ to add a line for the folder.",
      refusal: "CODEOWNERS gives the file no owner"
    },
    OWNER_NOT_APPROVER: {
      means: "CODEOWNERS names an owner that the policy does not accept as approver.",
      happens: "CODEOWNERS and the policy's `approvals.teams` name different teams.",
      fix: "File the request in the folder of an approving team, or ask the owners of policies/ and .github/ to make the two agree.",
      refusal: "CODEOWNERS sends the review of this file to accounts that the policy does not name"
    },
    MERGE_UNPROVEN: {
      means: "The merge does not bring exactly what was reviewed.",
      happens: "It was no squash merge, it carried other changes, or the commits reached the branch by a push.",
      fix: "Ask an operator to find out how it was merged. Ask again with a new file.",
      refusal: "the merge does not bring exactly what was reviewed"
    },
    CHECK_UNPROVEN: {
      means: "Hallpass's own check had not passed for exactly this content, these rules and these people.",
      happens: "It was merged before the check was green, or the rules changed in between.",
      fix: "Ask again with a new file, and merge only when the check is green.",
      refusal: "the check of Hallpass had not passed for exactly this content when it was merged"
    },
    NO_PULL_REQUEST: {
      means: "The file reached the default branch without a pull request.",
      happens: "It was pushed directly.",
      fix: "Ask with a pull request. An operator should find out who may push to the default branch (`hallpass doctor`).",
      refusal: "the file reached the default branch without a pull request",
      seenIn: ["comment on the pull request", "log"]
    },
    MERGED_TOO_LATE: {
      means: "The time asked for was over before Hallpass could grant the access.",
      happens: "Hallpass, GitHub or the provider was unavailable after the merge for longer than the request's duration.",
      fix: "Ask again with a new file.",
      refusal: "its time was over before Hallpass could grant it",
      seenIn: ["comment on the pull request"]
    },
    STILL_ENDING: {
      means: "The same access had just ended, and this request's time was over before that end was certain.",
      happens: "A short request follows directly on earlier access to the same role. Hallpass waits until a late revocation can no longer hit the new grant.",
      fix: "Ask again with a new file. To continue access without a gap, use `extends` before it ends.",
      refusal: "the same access had ended moments before, and this request's time was over before that end was certain",
      seenIn: ["comment on the pull request"]
    },
    ENDED_EARLY: {
      means: "A comment ended the request before its access began.",
      happens: "The subject or an approver commented `/hallpass end`.",
      fix: "Ask again with a new file if the access is still needed.",
      refusal: "it was ended by a comment before it began",
      seenIn: ["comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/failures.ts
var providerFailures = defineArea({
  title: "A provider fails",
  intro: "Why a provider did not grant or revoke access. Hallpass tries a failed revocation again until it succeeds; `hallpass status` lists it.",
  seenIn: ["comment on the pull request", "`hallpass status`", "log"],
  entries: {
    UNREACHABLE: {
      means: "The provider cannot be reached.",
      happens: "It is down, or the network, a firewall or the configured address is wrong.",
      fix: "Check host, port and network, and that the provider runs."
    },
    TIMEOUT: {
      means: "The provider did not answer in time. The call may still take effect.",
      happens: "It is overloaded, or a lock holds up the call.",
      fix: "Look at the provider's load and locks: it answers too slowly."
    },
    THROTTLED: {
      means: "The provider limits how often it is called.",
      happens: "Hallpass and others together use up its budget.",
      fix: "Wait a few minutes; if it stays, see who else uses up the provider's budget."
    },
    BUSY: {
      means: "Something else changed the same role at the same moment.",
      happens: "An administrator or a script changes roles at the provider.",
      fix: "See what changes the same role at the provider again and again."
    },
    LOGIN_REFUSED: {
      means: "The provider rejects Hallpass's login.",
      happens: "The user or the password is wrong, or the provider does not let this server in.",
      fix: "Put the right user into HALLPASS_PROVIDERS, and the right password into the variable it names."
    },
    REFUSED: {
      means: "The provider refused the call.",
      happens: "Hallpass's account lacks a right, or the grant would give too much.",
      fix: "Give Hallpass's account at the provider the right it lacks (hallpass doctor names it)."
    },
    UNKNOWN_PRINCIPAL: {
      means: "The provider has no account of this name.",
      happens: "The account was renamed or removed.",
      fix: "See at the provider whether the account was renamed or removed."
    },
    UNKNOWN_ENTITLEMENT: {
      means: "The provider has no such resource or role.",
      happens: "It was renamed or removed, or HALLPASS_PROVIDERS is wrong.",
      fix: "Name the resource and the role in HALLPASS_PROVIDERS as the provider has them."
    },
    IDENTITY_CHANGED: {
      means: "Another server, account or role now has the recorded name.",
      happens: "The provider was rebuilt, or HALLPASS_PROVIDERS names another one. Hallpass takes access back by its recorded ids, never by name alone.",
      fix: "See whether HALLPASS_PROVIDERS names another provider than the one that was recorded; if that one was rebuilt, take the access back there by hand, since what has the name is not what was granted."
    },
    UNEXPECTED: {
      means: "The provider gave an answer that Hallpass does not understand.",
      happens: "The provider is of another version, or Hallpass has a defect.",
      fix: `Find the cause (in the app's log: "alert":true); if nothing can be done about it, take the access back at the provider by hand.`
    }
  }
});
var commands = defineArea({
  title: "A command gives no answer",
  intro: "With `--json`, a command that fails prints `{ error: { code, message, fix } }` and ends with an exit code of its own. A failing provider gives one of the codes of [the section above](#a-provider-fails).",
  seenIn: ["command with `--json`"],
  entries: {
    USAGE: {
      means: "The arguments cannot be used.",
      happens: "An option is misspelt, a value is missing, or a file that is named does not exist.",
      fix: "Correct the arguments. `--help` after the command lists them."
    },
    CONFIGURATION: {
      means: "The configuration cannot be used.",
      happens: "A variable is missing or has a wrong value. The message names each.",
      fix: "Correct these variables in the environment or in the file given with `--env`."
    },
    FAILED: {
      means: "The command failed for another reason.",
      happens: "A file or the network gave an error. The message has it.",
      fix: "Correct the cause that the message names, and run the command again."
    },
    GITHUB_UNREACHABLE: {
      means: "GitHub does not answer, or answers with an error of its own.",
      happens: "GitHub is down, or the network, a proxy or `GITHUB_API_URL` and `GITHUB_SERVER_URL` are wrong.",
      fix: "See whether GitHub answers from this machine, and run the command again."
    },
    GITHUB_REFUSED: {
      means: "GitHub does not accept the credentials, or does not let them do this.",
      happens: "A key or a token is wrong, expired or lacks a permission, the App is not installed there, or the repository has another name.",
      fix: "Correct the credentials or the name of the repository, and run the command again."
    },
    GITHUB_THROTTLED: {
      means: "GitHub asked for a pause.",
      happens: "The App or the account used up its rate limit.",
      fix: "Wait a few minutes, and run the command again."
    },
    NOT_INSTALLED: {
      means: "The command needs packages that this installation does not have.",
      happens: "Hallpass was installed for a server alone (`npm ci --omit=dev`).",
      fix: "Run `npm ci && npm run build` in a clone of Hallpass, and try the command there."
    },
    PORT_TAKEN: {
      means: "Another program listens on the port that `hallpass sandbox` was given.",
      happens: "A sandbox of before still runs, or another service uses the port.",
      fix: "Give another `--port`, or leave it out for a free one."
    },
    CLONE_UNREADABLE: {
      means: "The folder cannot be read as a clone of the access repository.",
      happens: "It is another folder, or git refuses to read it.",
      fix: "Name the clone with `--repository DIR`."
    },
    LEDGER_MISSING: {
      means: "The clone has no ledger branch.",
      happens: "The branch was not fetched, or nothing has been granted yet.",
      fix: "Fetch the branch access-ledger as the message shows."
    },
    LEDGER_UNTRUSTED: {
      means: "The ledger has a commit that its key did not sign, so the command does not believe it.",
      happens: "The key was rotated, another key was given, or another account wrote the branch.",
      fix: "Give the right key with `--key`. If the key is right, run `hallpass doctor` and find out who wrote the branch."
    },
    LEDGER_KEY_UNKNOWN: {
      means: "The command does not know the ledger's public key.",
      happens: "The settings file is missing or has a mistake.",
      fix: "Give the key with `--key`, or correct .github/hallpass.yaml."
    },
    BEFORE_LEDGER: {
      means: "The ledger begins after the time asked for.",
      happens: "`--at` lies before the first grant.",
      fix: "Give a later `--at`."
    }
  }
});

// src/core/findings/catalogue/fields.ts
var fields = defineArea({
  title: "Fields and values",
  intro: "The file is valid YAML, but a field or a value is not as documented. The message names the field, the value and the limit.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  refusal: "the file is not a valid request",
  entries: {
    FIELD_UNKNOWN: {
      means: "The file has a field that Hallpass does not know.",
      happens: "The name is misspelt, or the field belongs to a newer version. Hallpass never ignores a field.",
      fix: "Remove the field, or correct its name. The message proposes the nearest one."
    },
    FIELD_MISSING: {
      means: "A required field is missing.",
      happens: "It was left out, or stands at the wrong indentation.",
      fix: "Add the field. The message shows an example."
    },
    FIELD_TYPE: {
      means: "A value has the wrong type: for example a number where text is needed.",
      happens: "YAML reads `2024`, `true` and `null` as number, boolean and nothing, unless they are in quotes.",
      fix: "Put text in quotes, or write the value as the message shows."
    },
    VALUE_PATTERN: {
      means: "A value does not have the required form.",
      happens: "A duration has no unit, a name has an upper-case letter, or a letter of another alphabet looks like an ASCII letter.",
      fix: "Write the value as the example in the message."
    },
    VALUE_ENUM: {
      means: "A value is not one of the allowed ones.",
      happens: "It is misspelt, or belongs to a newer version.",
      fix: "Use one of the values that the message lists."
    },
    VALUE_LENGTH: {
      means: "A text is too short or too long.",
      happens: "The message names the length and the limit.",
      fix: "Lengthen or shorten the text."
    },
    VALUE_RANGE: {
      means: "A number is too small or too large.",
      happens: "The message names the number and the limit.",
      fix: "Use a number within the limit."
    },
    VALUE_NUMBER: {
      means: "A number is not a plain whole number.",
      happens: "`010`, `0x10`, `1e3` and very long numbers mean something else than they show.",
      fix: "Write digits only, or put the value in quotes if it is text."
    },
    VALUE_INVALID: {
      means: "A value does not fit its field.",
      happens: "The message names the field and the rule.",
      fix: "Write the value as documented."
    },
    ITEMS_COUNT: {
      means: "A list has too few or too many entries.",
      happens: "The message names the count and the limit.",
      fix: "Add or remove entries. Split a large request into several."
    },
    ITEMS_REPEATED: {
      means: "A list has the same entry twice.",
      happens: "A line was copied and not changed.",
      fix: "Remove one of the two."
    },
    NAME_PATTERN: {
      means: "A name that you chose, such as that of a provider, does not have the required form.",
      happens: "It has an upper-case letter, a space or another character that is not allowed.",
      fix: "Write the name as the example in the message."
    },
    FINDINGS_MORE: {
      means: "The file has more mistakes than are shown.",
      happens: "Only the first 50 are listed.",
      fix: "Correct those first, then run the check again."
    }
  }
});

// src/core/findings/catalogue/installation/seen.ts
var seenByDoctor = ["`hallpass doctor`", "log", "pull request check"];

// src/core/findings/catalogue/installation/app-and-server.ts
var appAndServer = defineArea({
  title: "Installation: app, server and providers",
  intro: "The GitHub App, the server's own secrets and surroundings, and the credentials of providers.",
  seenIn: seenByDoctor,
  entries: {
    APP_PERMISSIONS: {
      means: "The App lacks a permission.",
      happens: "app.yml gained a permission, or an owner of the organisation has not accepted it yet.",
      fix: "Set the permissions as in app.yml, and accept them for the installation."
    },
    APP_POWER: {
      means: "The App has more permissions than it needs.",
      happens: "A permission was added. With the App's key it could be used.",
      fix: "Set every permission that app.yml does not name to “No access”."
    },
    APP_EVENTS: {
      means: "The App is not subscribed to an event, so Hallpass notices it up to five minutes late.",
      happens: "app.yml gained an event, or the App was unsubscribed from one.",
      fix: "Subscribe to the events that the fix names."
    },
    APP_REACH: {
      means: "The App is installed on all repositories.",
      happens: "“All repositories” was chosen when it was installed.",
      fix: "Choose “Only select repositories”: the access repository alone."
    },
    WEBHOOK: {
      means: "The App's webhook is off, or not set up safely.",
      happens: "It has no URL, no https, no secret, another content type, or does not verify certificates.",
      fix: "Correct it in the settings of the App."
    },
    WEBHOOK_DELIVERIES: {
      means: "GitHub's latest webhook delivery failed.",
      happens: "The secret differs, or GitHub cannot reach the server.",
      fix: "Open the delivery: 400 means another secret, 401 means the App has none, 0 means GitHub cannot reach the URL."
    },
    WEBHOOK_SECRET: {
      means: "The webhook secret is too short.",
      happens: "It was chosen by hand.",
      fix: "Make a random one of 32 characters or more, and set it in WEBHOOK_SECRET and in the App."
    },
    APP_KEY: {
      means: "The App's private key is not an RSA key of 2048 bits or more.",
      happens: "PRIVATE_KEY holds another key.",
      fix: "Generate a new private key in the settings of the App."
    },
    LEDGER_KEY: {
      means: "The server signs the ledger with another key than .github/hallpass.yaml publishes.",
      happens: "One of the two was changed without the other.",
      fix: "Set the right HALLPASS_LEDGER_KEY, or publish this server's key in a pull request. [docs/rotate-keys.md](rotate-keys.md) has the steps."
    },
    ATTESTOR: {
      means: "GitHub rejects the attestor's credential.",
      happens: "The token has expired, or its App is not installed on the repository.",
      fix: "Set a valid credential, or none, and restart the server."
    },
    CLOCK: {
      means: "The server's clock differs from GitHub's by more than 30 seconds.",
      happens: "The machine does not use NTP.",
      fix: "Let NTP set the clock."
    },
    FILES: {
      means: "Other accounts of the machine can read or change Hallpass's files.",
      happens: "The `--env` file or the state folder has wide permissions or another owner.",
      fix: "Run the commands that the fix names."
    },
    REAPER_RUNS: {
      means: "The scheduled Action, which ends access when the app does not run, has not succeeded lately.",
      happens: "The workflow is missing, was switched off (GitHub does so after 60 days without activity in a public repository), or fails.",
      fix: "Open Actions → Hallpass in the access repository. Switch it on, run it, and read why it failed. [action/README.md](../action/README.md) has the workflow."
    },
    SECOND_SCHEDULER: {
      means: "Nothing outside GitHub ends access if this server and GitHub's schedule both fail.",
      happens: "No second scheduler is declared.",
      fix: "Let a scheduler outside GitHub run the reaper, and name it in HALLPASS_SECOND_SCHEDULER."
    },
    TWO_FACTOR: {
      means: "The organisation does not require two-factor authentication.",
      happens: "The setting is off.",
      fix: "Tick “Require two-factor authentication for everyone”."
    },
    RULES_READABLE: {
      means: "A policy, CODEOWNERS or the settings file has a mistake, so nothing is granted.",
      happens: "It was merged with a mistake in it.",
      fix: "Run `hallpass check` in a clone and correct what it lists."
    },
    CODEOWNERS_ERRORS: {
      means: "GitHub reports errors in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Open .github/CODEOWNERS on github.com, which marks the lines."
    },
    TEAMS_NAMED: {
      means: "A team that the rules name does not exist, or has another id.",
      happens: "The team was renamed, deleted or created again.",
      fix: "Give the team its name back, or change the rules in a pull request."
    },
    TEAMS_WRITE: {
      means: "An approving team may not write to the repository, so GitHub does not count its reviews.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write."
    },
    REQUESTERS_WRITE: {
      means: "A requesting team may not write to the repository, so its requests come from forks and are refused.",
      happens: "The team has the role Read.",
      fix: "Give it the role Write."
    },
    APPROVERS_ENOUGH: {
      means: "A policy's approving teams have too few members.",
      happens: "With the requester and the subject barred, no approver is left.",
      fix: "Add members that .github/hallpass.yaml lists under `people`."
    },
    IDENTITY_PROVIDER: {
      means: "The settings take accounts from the organisation's identity provider, and GitHub shows none.",
      happens: "Single sign-on is not configured for the organisation, or only for the enterprise.",
      fix: "List the accounts under `people`, and remove `externalIdentities`."
    },
    PROVIDER: {
      means: "The rights of Hallpass at a provider could not be examined, or are not as configured.",
      happens: "The provider is unavailable.",
      fix: "Run `hallpass doctor` again when it can be reached."
    },
    PROVIDER_LOGIN: {
      means: "A provider rejects Hallpass's login.",
      happens: "The password or the user is wrong, or the provider does not let this server in.",
      fix: "Correct HALLPASS_PROVIDERS and the variable that `passwordFrom` names, and restart."
    }
  }
});

// src/core/findings/catalogue/installation/branch-rules.ts
var branchRules = defineArea({
  title: "Installation: branch rules",
  intro: "The rulesets that let only reviewed requests in, and only the app write the ledger. `hallpass rulesets` prints them.",
  seenIn: seenByDoctor,
  entries: {
    PULL_REQUEST_REQUIRED: {
      means: "The default branch can be pushed to without a pull request.",
      happens: "The ruleset is missing, disabled, or does not require a pull request.",
      fix: "Tick “Require a pull request before merging”."
    },
    APPROVALS_REQUIRED: {
      means: "A pull request can be merged without an approval.",
      happens: "The ruleset requires 0 approvals.",
      fix: "Require 1 approval."
    },
    CODE_OWNERS_REQUIRED: {
      means: "A pull request can be merged without a review of its code owners.",
      happens: "The ruleset does not require it.",
      fix: "Tick “Require review from Code Owners”."
    },
    STALE_DISMISSED: {
      means: "An approval stays when new commits are pushed.",
      happens: "The ruleset does not dismiss it.",
      fix: "Tick “Dismiss stale pull request approvals when new commits are pushed”."
    },
    SQUASH_ONLY: {
      means: "Pull requests can be merged in another way than by squashing.",
      happens: "The ruleset or the repository allows merge commits or rebasing.",
      fix: "Allow Squash alone."
    },
    CHECK_REQUIRED: {
      means: "The default branch does not require Hallpass's check from this app.",
      happens: "The check is not required, or any app may set it.",
      fix: "Require the check `hallpass/decision`, and choose the app as its source."
    },
    UP_TO_DATE: {
      means: "Branches must be up to date before they are merged, so each merge voids all other approvals.",
      happens: "The ruleset requires it.",
      fix: "Untick “Require branches to be up to date before merging”."
    },
    FORCE_PUSH_BLOCKED: {
      means: "The default branch can be force-pushed.",
      happens: "The ruleset does not block it.",
      fix: "Tick “Block force pushes”."
    },
    DELETION_BLOCKED: {
      means: "The default branch can be deleted.",
      happens: "The ruleset does not restrict it.",
      fix: "Tick “Restrict deletions”."
    },
    MERGE_QUEUE: {
      means: "A merge queue merges commits that were not reviewed.",
      happens: "The ruleset requires a merge queue.",
      fix: "Untick “Require merge queue”."
    },
    BYPASS_LIST: {
      means: "Some accounts may bypass the rules of the default branch.",
      happens: "The ruleset's bypass list is not empty.",
      fix: "Remove all entries."
    },
    RECENT_BYPASS: {
      means: "The rules of the default branch were bypassed in the last day.",
      happens: "An account on the bypass list pushed or merged.",
      fix: "Look at each case under Settings → Rules → Insights, and correct what it changed. The code disappears after a day."
    },
    LEDGER_CREATION: {
      means: "Anybody with write access can create the ledger branch.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict creations”."
    },
    LEDGER_UPDATE: {
      means: "Anybody with write access can push to the ledger branch.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict updates”."
    },
    LEDGER_FORCE_PUSH: {
      means: "The ledger branch can be force-pushed.",
      happens: "The ledger's ruleset does not block it.",
      fix: "Tick “Block force pushes”."
    },
    LEDGER_DELETION: {
      means: "The ledger branch can be deleted.",
      happens: "The ledger's ruleset does not restrict it.",
      fix: "Tick “Restrict deletions”."
    },
    LEDGER_WRITERS: {
      means: "Other accounts than the app may write the ledger.",
      happens: "The bypass list of the ledger's ruleset has other entries.",
      fix: "Leave only the Hallpass app in it, always."
    },
    LEDGER_REWRITERS: {
      means: "Some accounts may rewrite the ledger.",
      happens: "The ruleset that blocks force pushes has a bypass list. One ruleset for writing and rewriting is not enough.",
      fix: "Block force pushes in a ruleset of its own, with an empty bypass list."
    },
    GATE_BLOCKED: {
      means: "A rule of the default branch makes GitHub refuse the app's merges.",
      happens: "A ruleset requires signed commits, deployments or patterns that the app cannot meet.",
      fix: "Remove the rule, or set `merge: manual` in .github/hallpass.yaml."
    },
    LEDGER_BLOCKED: {
      means: "A rule makes GitHub refuse the app's pushes to the ledger, so nothing can be granted.",
      happens: "A ruleset for all branches also applies to access-ledger.",
      fix: "Exclude the branch access-ledger from that ruleset."
    },
    REVERTS_BLOCKED: {
      means: "A rule keeps the app and the Action from creating revert pull requests.",
      happens: "A ruleset for all branches also applies to hallpass/*.",
      fix: "Exclude the branches hallpass/**/* from that ruleset."
    },
    REQUESTS_BLOCKED: {
      means: "A rule keeps requesters from pushing a branch.",
      happens: "A ruleset for all branches restricts creating or updating them.",
      fix: "Let the ruleset target the default branch alone."
    },
    CLASSIC_PROTECTION: {
      means: "A branch has classic branch protection besides rulesets.",
      happens: "It was protected before rulesets existed. Its conditions may refuse the app's merges and pushes.",
      fix: "Delete the classic rule. `hallpass rulesets` prints what is needed instead."
    }
  }
});

// src/core/findings/catalogue/installation/repository.ts
var repository = defineArea({
  title: "Installation: the repository",
  intro: "`hallpass doctor` and the server itself compare GitHub's settings with what Hallpass needs. The fix names the place to click. [docs/doctor.md](doctor.md) lists what is compared, and which of it stops grants.",
  seenIn: seenByDoctor,
  entries: {
    REPOSITORY_ID: {
      means: "The repository has another id than the configuration.",
      happens: "It was deleted and created again, or another one took its name.",
      fix: "Find out who did that. Set HALLPASS_REPOSITORY_ID only if you trust the new repository."
    },
    DEFAULT_BRANCH: {
      means: "The repository has another default branch than the configuration.",
      happens: "An administrator changed it.",
      fix: "Change it back, or set HALLPASS_DEFAULT_BRANCH."
    },
    VISIBILITY: {
      means: "The repository has another visibility than the configuration.",
      happens: "An administrator changed it.",
      fix: "Change it back, or set HALLPASS_VISIBILITY."
    },
    TRUSTED_COMMIT: {
      means: "HALLPASS_TRUSTED_COMMIT is not a commit of the default branch.",
      happens: "The id is misspelt, or the branch was rewritten.",
      fix: "Read the rules of a commit of the default branch, set HALLPASS_TRUSTED_COMMIT to its id, and restart."
    },
    ARCHIVED: {
      means: "The repository is archived, so nothing can be recorded.",
      happens: "An administrator archived it.",
      fix: "Unarchive it."
    },
    REPOSITORY_FORK: {
      means: "The access repository is a fork of another repository.",
      happens: "It was created with “Fork”.",
      fix: "Leave the fork network: the owners of the other repository have a say in a fork."
    },
    PLAN: {
      means: "The organisation's plan does not enforce rules in a private repository.",
      happens: "The organisation is on the plan Free.",
      fix: "Upgrade to Team."
    },
    WORKFLOWS_APPROVE: {
      means: "Workflows may approve pull requests.",
      happens: "The setting of GitHub Actions allows it.",
      fix: "Untick the setting that the fix names."
    },
    REPOSITORY_SECRETS: {
      means: "Every branch's workflows can read a secret of the repository.",
      happens: "The secret was added to the repository and not to an environment.",
      fix: "Remove it, make a new secret at the provider, and use an environment limited to the default branch."
    },
    ORGANIZATION_SECRETS: {
      means: "Every branch's workflows can read a secret of the organisation.",
      happens: "The secret is shared with this repository.",
      fix: "Take this repository out of its access list, make a new secret at the provider, and use an environment limited to the default branch."
    }
  }
});

// src/core/findings/catalogue/inventory.ts
var inventory = defineArea({
  title: "Inventory",
  intro: "Standing access, and the pull requests that propose to adopt or remove it.",
  seenIn: ["`hallpass inventory`"],
  entries: {
    INVENTORY_UNUSABLE: {
      means: "A file in inventory/ cannot be read.",
      happens: "It is a link, is executable, or is too large.",
      fix: "Write it again with `hallpass inventory --provider NAME`."
    },
    NOT_HELD: {
      means: "The access is listed in inventory/, but is no longer held.",
      happens: "It was revoked at the provider.",
      fix: "Propose to remove it: that takes the line out."
    },
    NOT_COMMITTED: {
      means: "No line of inventory/ lists this access.",
      happens: "The inventory on the default branch is older than the access, or was already corrected.",
      fix: "Commit a new inventory first."
    },
    HELD_BY_LEASE: {
      means: "A request also gives this access at the moment.",
      happens: "A person asked for access that they also hold permanently.",
      fix: "Take the standing access back at the provider. Where grants are shared, wait for the lease to end."
    },
    PRINCIPAL_UNMAPPED: {
      means: "The identity map does not say whose account this is.",
      happens: "The account is not listed under `people`: it may be a service's.",
      fix: "Ask the owners of .github/ to add it, or propose to remove the access."
    },
    PRINCIPAL_UNTOLD: {
      means: "The identity provider, not the identity map, says whose account this is.",
      happens: "`externalIdentities` lists this provider, and the inventory does not ask the identity provider.",
      fix: "Let the person open a request."
    }
  }
});

// src/core/findings/catalogue/people.ts
var people = defineArea({
  title: "People and accounts",
  intro: "Hallpass must know who asks, who receives the access, with which account, and who wrote the branch. Otherwise it grants nothing.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    SUBJECT_UNKNOWN: {
      means: "GitHub has no person with the login in `subject`.",
      happens: "The login is misspelt or was renamed, or the person left the organisation.",
      fix: "Write the current login of the person who receives the access.",
      refusal: "the account it asks for does not exist, or has left the organisation"
    },
    SUBJECT_NOT_REQUESTER: {
      means: "The request asks for access for another person, and the policy does not allow that.",
      happens: "`subject` is not the author of the pull request, and not in a team that the policy's `onBehalf` names.",
      fix: "Let the subject open the pull request.",
      refusal: "it asks for access for another person than its author"
    },
    SUBJECT_UNLISTED: {
      means: "The subject is not listed under `people` in .github/hallpass.yaml.",
      happens: "The person is new, or the login is misspelt.",
      fix: "Ask the owners of .github/ to list the person.",
      seenIn: ["`hallpass check`"]
    },
    REQUESTER_NOT_ALLOWED: {
      means: "The author of the pull request is in none of the teams that may ask.",
      happens: "The policy's `requesters` names other teams.",
      fix: "Ask under another policy, or ask to join one of the teams.",
      refusal: "the policy does not let its author ask for this"
    },
    REQUESTER_NOT_A_PERSON: {
      means: "The pull request was opened by a bot or an app.",
      happens: "An automation opened it.",
      fix: "Let the person who needs the access open the pull request.",
      refusal: "it was opened by an account that is not a person's"
    },
    ASKER_UNPROVEN: {
      means: "Hallpass opened the pull request for a person, and cannot prove any more that this person asks for exactly this.",
      happens: "The issue was edited, transferred or deleted, somebody pushed to the branch, the person has another login now, or the ledger's key was changed since.",
      fix: "Close the pull request, and ask again: with a new issue, or with a pull request of your own.",
      refusal: "it is not proven any more who asked for it"
    },
    PRINCIPAL_UNKNOWN: {
      means: "Hallpass does not know the subject's account at the provider.",
      happens: "The identity map does not list it, or the identity provider names no single account.",
      fix: "Ask the owners of .github/ to add the account under `people`, or correct it at the identity provider.",
      refusal: "the identity map names no account of that person at the provider"
    },
    PRINCIPAL_UNLISTED: {
      means: "The subject has no account at this provider in .github/hallpass.yaml.",
      happens: "The person is listed, but without an account at this provider.",
      fix: "Ask the owners of .github/ to add the account to the person's `principals`.",
      seenIn: ["`hallpass check`"]
    },
    PRINCIPAL_CHANGED: {
      means: "The subject's account at the provider changed after the request was merged.",
      happens: "The identity map or the identity provider names another account than the approver saw.",
      fix: "Ask again with a new file.",
      refusal: "the account of that person at the provider was changed in the identity map"
    },
    ACCOUNT_IN_USE: {
      means: "Another person holds the same access with the same account.",
      happens: "Two people share an account, or the account passed from one person to another.",
      fix: "Ask again after that access has ended. Its holder or an approver can end it with `/hallpass end`.",
      refusal: "another person holds access by the same account at the provider"
    },
    COMMIT_OF_NOBODY: {
      means: "A commit of the pull request belongs to no GitHub account.",
      happens: "git uses an e-mail address that is not verified at GitHub.",
      fix: "Set `git config user.email` to an address of your account, then `git commit --amend --reset-author --no-edit` and `git push --force`.",
      refusal: "a commit of it belongs to no account of GitHub"
    },
    COMMITS_UNKNOWN: {
      means: "GitHub does not list all commits of the pull request.",
      happens: "The branch has more than 250 commits.",
      fix: "Squash the branch to one commit, or start a new branch.",
      refusal: "GitHub does not list its commits"
    },
    PUSHERS_UNKNOWN: {
      means: "Hallpass cannot tell who pushed to the branch.",
      happens: "GitHub's activity log is late, or names an account that no longer exists.",
      fix: "Wait five minutes. If the code stays, ask again from a new branch with a name that was never used.",
      refusal: "GitHub does not tell who pushed to its branch"
    },
    BOT_PUSHED: {
      means: "A bot pushed to the branch.",
      happens: "An automation changed the branch. Hallpass cannot tell on whose behalf.",
      fix: "Ask again from a new branch that only people push to.",
      refusal: "a bot pushed to its branch, and may have done so for anybody"
    }
  }
});

// src/core/findings/catalogue/providers/deployments.ts
var deployments = defineArea({
  title: "Guarded deployments",
  intro: "The environments of HALLPASS_DEPLOYMENTS. [docs/deployments.md](deployments.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    DEPLOYMENT_UNGUARDED: {
      means: "GitHub does not ask Hallpass about deployments to this environment: **everybody who may deploy deploys without a lease**.",
      happens: "The App's protection rule is off there, or the environment does not exist.",
      fix: "Repository → Settings → Environments → (the environment) → Deployment protection rules: choose the App."
    }
  }
});

// src/core/findings/catalogue/providers/github.ts
var github = defineArea({
  title: "GitHub as a provider",
  intro: "The App that gives access at GitHub. [docs/providers/github.md](providers/github.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    GITHUB_PERMISSION_MISSING: {
      means: "The provider's App lacks a permission, so grants or revocations fail.",
      happens: "It was not set, or no owner of the organisation accepted it.",
      fix: "Set it in the App's settings, then accept it: organisation → Settings → GitHub Apps → (the App) → Configure."
    },
    GITHUB_PERMISSION_BEYOND: {
      means: "The provider's App may do more than Hallpass needs there.",
      happens: "A permission was set that no configured access needs.",
      fix: "Set it to No access in the App's settings."
    },
    GITHUB_TOKEN: {
      means: "The provider signs in with a token. Hallpass cannot see what the token may do.",
      happens: "HALLPASS_PROVIDERS has `tokenFrom` there.",
      fix: "Make a GitHub App with the permissions of docs/providers/github.md, and set `app`."
    },
    GITHUB_ACCESS_UNUSABLE: {
      means: "A configured team, repository, role or environment cannot be given.",
      happens: "Its name leads to another id, it is gone, the App does not see it, or it gives too much.",
      fix: "Compare names and ids in HALLPASS_PROVIDERS with GitHub's."
    }
  }
});

// src/core/findings/catalogue/providers/google.ts
var google = defineArea({
  title: "Google Cloud and Google groups",
  intro: "The rights of Hallpass's service account, and the roles and groups that it lends. [docs/providers/google-iam.md](providers/google-iam.md) has the custom role and the condition that it needs, [docs/providers/google-group.md](providers/google-group.md) the groups.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    GOOGLE_RIGHT_MISSING: {
      means: "Hallpass's service account lacks a right that grants or ends need.",
      happens: "It has another role there than the page gives, or the API of that service is not enabled.",
      fix: "Give it the custom role of docs/providers/google-iam.md."
    },
    GOOGLE_RIGHT_EXCESSIVE: {
      means: "Hallpass's service account can do more than read and write the policy.",
      happens: "It has a wide role there, or inherits one from the folder or the organisation.",
      fix: "Take that role from it."
    },
    GOOGLE_GRANTS_UNLIMITED: {
      means: "Hallpass's service account may give any role there.",
      happens: "Its binding has no condition on `iam.googleapis.com/modifiedGrantsByRole`.",
      fix: "Bind it with the condition of docs/providers/google-iam.md."
    },
    GOOGLE_ROLE_UNKNOWN: {
      means: "A configured role does not exist, or gives nothing.",
      happens: "The role was deleted or disabled, or its name has a mistake.",
      fix: "Correct the name, or remove the role from the provider's entry."
    },
    GOOGLE_ROLE_KEEPS: {
      means: "The holder of a configured role could write policies or roles, and so keep the access. Hallpass refuses to lend it.",
      happens: "The role may write allow or deny policies, or change roles. On a folder or an organisation it may also be that it acts as service accounts.",
      fix: "Name a role without these permissions."
    },
    GOOGLE_ROLE_PASSES_ON: {
      means: "The holder of a configured role could make access that outlives the lease.",
      happens: "The role can make keys, act as service accounts, or write the policies of single resources.",
      fix: "Name a narrower role, or accept it and watch the audit log."
    },
    GOOGLE_POLICY_FULL: {
      means: "A policy comes near the number of principals that Google allows.",
      happens: "Many people are bound one by one.",
      fix: "Bind groups, and remove bindings that are not needed."
    },
    GOOGLE_PEOPLE_BY_EMAIL: {
      means: "People are known by their address alone, which may pass to another person.",
      happens: "The provider's entry says `people: email`.",
      fix: "Let Hallpass read people, and set `people: directory`."
    },
    GOOGLE_PEOPLE_HIDDEN: {
      means: "Hallpass can look up nobody, and so grants nothing.",
      happens: "Its service account has no right to read people, the Admin SDK API is not enabled, or all the people there are of another customer.",
      fix: "Give it the administrator role of docs/providers/google-iam.md, and enable the API."
    },
    GOOGLE_GROUP_UNKNOWN: {
      means: "A configured group does not exist, or Hallpass's service account may not see it.",
      happens: "The address has a mistake, or the account is no owner of the group.",
      fix: "Correct the address, or make the account an owner of the group."
    },
    GOOGLE_GROUP_DYNAMIC: {
      means: "Nobody can add members to this group one by one.",
      happens: "The group is dynamic: a query of Google's fills it.",
      fix: "Make another group for this role."
    },
    GOOGLE_GROUP_ADMINISTRATOR: {
      means: "Hallpass's service account may manage more groups than those on offer, or not this one.",
      happens: "It has an administrator role over groups, or was not made an owner.",
      fix: "Make it an owner of each group on offer, and take the administrator role from it."
    },
    GOOGLE_GROUP_OWNERS: {
      means: "People can add themselves to a configured group without a lease, also after one has ended.",
      happens: "The group has owners or managers beside Hallpass.",
      fix: "Remove them, or let nobody who manages the group ask for it."
    },
    GOOGLE_GROUP_NESTED: {
      means: "Members of another group have the access for good, and Hallpass does not list them.",
      happens: "A group is a member of the configured group.",
      fix: "Take it out."
    }
  }
});

// src/core/findings/catalogue/providers/iam.ts
var iam = defineArea({
  title: "AWS IAM",
  intro: "The rights of Hallpass's account in AWS, and the configured roles. [docs/providers/aws-iam.md](providers/aws-iam.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    IAM_RIGHT_MISSING: {
      means: "Hallpass's account lacks a right that grants, ends or listings need.",
      happens: "Its policy is not that of the page, or names another path, role or boundary.",
      fix: "Give it the policy of docs/providers/aws-iam.md."
    },
    IAM_EXCESS: {
      means: "Hallpass's account may do more than write inline policies of the people.",
      happens: "It has a policy beside that of the page, such as IAMFullAccess or AdministratorAccess.",
      fix: "Take that policy away."
    },
    IAM_NO_BOUNDARY: {
      means: "Hallpass's account could give the people any permission: nothing limits the policies that it writes.",
      happens: "Its policy does not require a permissions boundary of the people.",
      fix: "Set a boundary on the people, and require it in the policy of Hallpass (docs/providers/aws-iam.md)."
    },
    IAM_NOT_CHECKED: {
      means: "Doctor could not compare the rights of Hallpass's account.",
      happens: "The account may not use iam:SimulatePrincipalPolicy on itself.",
      fix: "Give it the policy of docs/providers/aws-iam.md."
    },
    IAM_ROLE_NOT_FOUND: {
      means: "The role whose sessions people use does not exist.",
      happens: "The name under `people` in HALLPASS_PROVIDERS is misspelt, or the role was deleted.",
      fix: "Correct it, or create the role."
    },
    IAM_SESSION_NAMES: {
      means: "Whoever may assume the role could take the session name of a colleague who holds access. Hallpass refuses to grant.",
      happens: "The trust policy of the role does not tie sts:RoleSessionName to the caller.",
      fix: "Require `sts:RoleSessionName` to equal the name of the caller (docs/providers/aws-iam.md), or assume the role by SAML."
    },
    IAM_LASTING_ROLE: {
      means: "What a holder of a configured role does may go on working after the end.",
      happens: "The role may change policies of resources, start programs, pass or assume roles, or read secrets.",
      fix: "Name smaller actions in HALLPASS_PROVIDERS, or accept it."
    }
  }
});

// src/core/findings/catalogue/providers/identity-center.ts
var identityCenter = defineArea({
  title: "AWS IAM Identity Center",
  intro: "Hallpass's role in AWS, and the permission sets that it lends. [docs/providers/aws-identity-center.md](providers/aws-identity-center.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    IDENTITY_CENTER_OTHER_ACCOUNT: {
      means: "Hallpass acts in another account than the configuration says.",
      happens: "The credentials are of another role, or `account` is misspelt.",
      fix: "Correct `account`, or the credentials."
    },
    IDENTITY_CENTER_NO_INSTANCE: {
      means: "Hallpass cannot see the configured instance of IAM Identity Center, and lends nothing.",
      happens: "The ARN or the region is wrong, `sso:ListInstances` is not allowed, or Hallpass's account is no delegated administrator.",
      fix: "Correct the entry, or register the account as a delegated administrator."
    },
    IDENTITY_CENTER_MANAGEMENT_ACCOUNT: {
      means: "The management account of the organisation is lent, or Hallpass runs in it.",
      happens: "A resource names it, or Hallpass is no delegated administrator in an account of its own.",
      fix: "Remove the resource, and run Hallpass in a delegated administrator account."
    },
    IDENTITY_CENTER_NO_SET: {
      means: "Hallpass cannot lend this permission set.",
      happens: "The permission set or the account does not exist.",
      fix: "Correct the entry in HALLPASS_PROVIDERS."
    },
    IDENTITY_CENTER_NO_GROUP: {
      means: "Hallpass cannot lend this group.",
      happens: "The group does not exist in the identity store.",
      fix: "Write the id of a group that does."
    },
    IDENTITY_CENTER_FOREIGN_GROUP: {
      means: "Hallpass does not lend this group: its directory would undo the changes.",
      happens: "An external identity provider or Active Directory fills the group.",
      fix: "Make a group in IAM Identity Center, or lend the group at its directory."
    },
    IDENTITY_CENTER_OWN_GROUP: {
      means: "Hallpass never lends power over itself.",
      happens: "The group has a permission set in the account of Hallpass's role.",
      fix: "Take that permission set from the group, or lend another group."
    },
    IDENTITY_CENTER_SET_NAME: {
      means: "The link in the comment on a grant opens another permission set, or none.",
      happens: "`name` is not the name of the permission set.",
      fix: "Write the name as AWS has it."
    },
    IDENTITY_CENTER_LONG_SESSION: {
      means: "A session that was opened during a lease goes on for more than an hour after its end.",
      happens: "The permission set has a longer session duration.",
      fix: "Set it to `PT1H`."
    },
    IDENTITY_CENTER_NOT_RESERVED: {
      means: "Assignments of this permission set may be somebody else's, and nobody can tell them apart.",
      happens: "The permission set lacks the tag of reserved sets.",
      fix: "Make a permission set for Hallpass alone, and tag it."
    },
    IDENTITY_CENTER_KEEPS_ACCESS: {
      means: "A holder can make users, keys, roles or code that outlast the lease.",
      happens: "A policy of the permission set allows it.",
      fix: "Take these actions out of the set, or add a permissions boundary."
    },
    IDENTITY_CENTER_NO_SCHEDULE_GROUP: {
      means: "Hallpass grants nothing: it cannot plant the schedule that ends a grant.",
      happens: "The schedule group does not exist in the region of the instance.",
      fix: "Make it with `aws scheduler create-schedule-group`."
    },
    IDENTITY_CENTER_NO_DEAD_LETTERS: {
      means: "A schedule that fails ends nothing, and nobody learns of it.",
      happens: "`schedule` has no `deadLetters`.",
      fix: "Make a queue, name it, and set an alarm on it."
    },
    IDENTITY_CENTER_NO_RIGHT: {
      means: "Hallpass's role cannot do what is configured.",
      happens: "Its policy lacks the actions in the message, or a resource.",
      fix: "Give it the policy of the page."
    },
    IDENTITY_CENTER_TOO_MUCH: {
      means: "Whoever gets hold of Hallpass's credentials can do more than lend the configured permission sets.",
      happens: "The role has a wider policy than that of the page.",
      fix: "Give it the policy of the page, and no other."
    }
  }
});

// src/core/findings/catalogue/providers/kubernetes.ts
var kubernetes = defineArea({
  title: "Kubernetes",
  intro: "The rights of Hallpass's account in a cluster. [docs/providers/kubernetes.md](providers/kubernetes.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    KUBERNETES_RIGHT_MISSING: {
      means: "The account lacks a right that a grant or an end needs.",
      happens: "The RBAC objects of the page were not applied, or were made for other roles or namespaces.",
      fix: "Give it the right in the message."
    },
    KUBERNETES_NO_PATCH: {
      means: "The account may not change bindings, so a finalizer or an admission webhook could keep access after its end.",
      happens: "The verb `patch` is missing among its rights on bindings.",
      fix: "Add `patch`."
    },
    KUBERNETES_EXCESS: {
      means: "The account may do more than grant the configured roles.",
      happens: "It was given cluster-admin, or a rule without `resourceNames`.",
      fix: "Take the right away."
    },
    KUBERNETES_NOT_FOUND: {
      means: "A configured namespace or role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or it was deleted.",
      fix: "Create it, or remove it from HALLPASS_PROVIDERS."
    },
    KUBERNETES_POWERFUL_ROLE: {
      means: "A holder of a configured role could keep the access or stop its end. Hallpass refuses to grant it.",
      happens: "The role may change roles or bindings, impersonate, or act as an account of the cluster or of Hallpass.",
      fix: "Name a smaller role in HALLPASS_PROVIDERS."
    },
    KUBERNETES_LASTING_ROLE: {
      means: "What a holder of a configured role makes may go on working after the end.",
      happens: "The role may make pods, read Secrets or ask for tokens of service accounts, as `edit` does.",
      fix: "Name a smaller role in HALLPASS_PROVIDERS, or accept it."
    },
    KUBERNETES_KYVERNO: {
      means: "Kyverno would not remove a binding at its end, so Hallpass grants nothing.",
      happens: "Its cleanup controller does not run, or its service account may not watch, list and delete bindings.",
      fix: "Put Kyverno right, or remove `kyverno` from HALLPASS_PROVIDERS."
    },
    KUBERNETES_BINDING_LEFT: {
      means: "A binding of a grant that has ended is still there. It gives nothing.",
      happens: "A finalizer or an admission webhook keeps it from being deleted.",
      fix: "Remove what keeps it, and delete it."
    }
  }
});

// src/core/findings/catalogue/providers/ldap.ts
var ldap = defineArea({
  title: "LDAP and Active Directory",
  intro: "The rights of Hallpass's account in a directory, and the groups that it lends. [docs/providers/ldap.md](providers/ldap.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    LDAP_NO_GROUP: {
      means: "The directory has no entry with a configured id, or the account may not see it.",
      happens: "The group was deleted and made anew, or the id in HALLPASS_PROVIDERS is misspelt.",
      fix: "Write the group's entryUUID or objectGUID into HALLPASS_PROVIDERS, and let the account read the group."
    },
    LDAP_NO_PEOPLE: {
      means: "The configuration finds no person in the directory. Nobody gets access.",
      happens: "The base, the attribute or the filter of `principals` is misspelt, or the account may not read the people or this attribute.",
      fix: "Correct `principals` in HALLPASS_PROVIDERS, or give the account the rights in docs/providers/ldap.md, step 1."
    },
    LDAP_CANNOT_WRITE: {
      means: "The account may not change who is in a configured group, or may not make entries for grants.",
      happens: "The rule for it is missing, or an earlier rule decides.",
      fix: "Give the right in docs/providers/ldap.md, step 1."
    },
    LDAP_BEYOND: {
      means: "The account may write more than the members of the configured groups.",
      happens: "It was given rights on a whole tree, or it is an administrator.",
      fix: "Take the right away, and give only those in docs/providers/ldap.md, step 1."
    },
    LDAP_POWERFUL_ACCOUNT: {
      means: "The account of Hallpass is in a group with power over the domain.",
      happens: "It was added to Domain Admins or a group like it.",
      fix: "Take it out of the group, and delegate Write Members instead."
    },
    LDAP_POWERFUL_GROUP: {
      means: "A configured group is, or is in, a group with power over the domain. Hallpass refuses to lend it.",
      happens: "The group is in Domain Admins or a group like it, or AdminSDHolder protects it.",
      fix: "Take it out of that group, or remove it from HALLPASS_PROVIDERS."
    },
    LDAP_GROUP_MANAGER: {
      means: "A configured group names a manager or owner, who may be able to add members beside Hallpass.",
      happens: "`managedBy` or `owner` is set.",
      fix: "Clear the attribute, or make sure that nobody in it is lent the group."
    },
    LDAP_NESTED_GROUP: {
      means: "A configured group contains a group. Its members hold the access without Hallpass.",
      happens: "Somebody added a group to the group.",
      fix: "Take the group out, or accept that Hallpass does not end what it gives."
    },
    LDAP_DANGLING_MEMBER: {
      means: "A configured group has a member that is nobody's entry. Whoever gets an entry of that name gets the access.",
      happens: "A person was deleted or renamed on a server without referential integrity, or the account may not see the entry.",
      fix: "Delete the value, load the overlay refint, or name the value as placeholder in HALLPASS_PROVIDERS."
    },
    LDAP_NO_PLACEHOLDER: {
      means: "Hallpass could not take the last member out of a configured group.",
      happens: "The group's class demands a member, and the configuration names no placeholder.",
      fix: "Name a DN that is nobody's entry as `placeholder` in HALLPASS_PROVIDERS."
    },
    LDAP_PLACEHOLDER_IS_PERSON: {
      means: "The placeholder is a person's entry: she would get each group that is emptied.",
      happens: "`placeholder` names an entry that the filter of principals finds.",
      fix: "Name a DN that is nobody's entry."
    },
    LDAP_NO_DYNAMIC_ENTRIES: {
      means: "The configuration asks for dynamic entries, and the server has none. Nothing is granted.",
      happens: "slapd does not load the overlay dds for this database.",
      fix: "Load it as docs/providers/ldap.md says, or set mode: member."
    }
  }
});

// src/core/findings/catalogue/providers/microsoft.ts
var microsoft = defineArea({
  title: "Microsoft",
  intro: "The rights of Hallpass's application, and the groups and roles that it lends. [docs/providers/entra.md](providers/entra.md) and [docs/providers/azure.md](providers/azure.md) explain the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    ENTRA_NO_RIGHT: {
      means: "Hallpass cannot lend this group.",
      happens: "Its application may not read the group or its owners.",
      fix: "Give the application the permissions of docs/providers/entra.md, with admin consent."
    },
    ENTRA_PERMISSION_MISSING: {
      means: "Hallpass's application lacks a permission that grants or ends need.",
      happens: "The permission was not added, or no administrator consented to it.",
      fix: "Add the application permission of docs/providers/entra.md, and grant admin consent."
    },
    ENTRA_PERMISSION_EXCESSIVE: {
      means: "Hallpass's application may change more in the directory than members of groups.",
      happens: "It has a permission beside those of the page.",
      fix: "Remove that permission from the application."
    },
    ENTRA_PIM_LIMIT: {
      means: "Longer leases are refused at the grant.",
      happens: "The group's settings in PIM limit how long an active assignment may last.",
      fix: "Let no policy allow longer leases, or raise the limit in the group's settings."
    },
    ENTRA_PIM_MFA: {
      means: "PIM may refuse every assignment that Hallpass makes.",
      happens: "The group's settings ask administrators for multifactor authentication, and an application has none.",
      fix: "Turn off MFA on active assignment in the group's settings."
    },
    ENTRA_NO_GROUP: {
      means: "A configured group does not exist.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, of another tenant, or the group was deleted.",
      fix: "Write the object id of a group that exists."
    },
    ENTRA_FOREIGN_GROUP: {
      means: "Microsoft Entra lets nobody change the members of this group by hand.",
      happens: "A rule fills it (dynamic membership), or it is synchronized from a directory on the premises.",
      fix: "Make a group with assigned membership for this role."
    },
    ENTRA_POWER: {
      means: "The group may give roles of the directory, and so the power to keep the access.",
      happens: "The group is role-assignable.",
      fix: "Lend another group. With `allowPower`, this one is lent all the same."
    },
    ENTRA_GROUP_OWNER: {
      means: "Somebody can add people to the group without a lease.",
      happens: "The group has owners.",
      fix: "Remove the owners. Hallpass lends the group to none of them."
    },
    AZURE_NO_RIGHT: {
      means: "Hallpass cannot lend this role.",
      happens: "Its application may not read roles and assignments at the scope.",
      fix: "Give the application the role of docs/providers/azure.md at the scope."
    },
    AZURE_RIGHT_MISSING: {
      means: "Hallpass cannot assign roles at a configured scope.",
      happens: "Its application has no role there or above, or has one by a group, which Hallpass does not see.",
      fix: "Assign it the role of docs/providers/azure.md at the scope."
    },
    AZURE_RIGHT_EXCESSIVE: {
      means: "Hallpass's application may change resources, not only who has roles.",
      happens: "It is Owner or Contributor.",
      fix: "Assign it the role of docs/providers/azure.md instead."
    },
    AZURE_RIGHT_UNLIMITED: {
      means: "Whoever has the credentials of Hallpass's application can assign every role, Owner included.",
      happens: "Its role assignment has no condition.",
      fix: "Add the condition of docs/providers/azure.md."
    },
    AZURE_NO_ROLE: {
      means: "A configured role or scope does not exist.",
      happens: "An id in HALLPASS_PROVIDERS is misspelt, or the resource group or the custom role was deleted.",
      fix: "Write the ids of a role and a scope that exist."
    },
    AZURE_POWER: {
      means: "The role lets its holder give access, keep access, or stop its end.",
      happens: "It may assign roles, change role definitions or PIM's settings, or lock resources, as Owner can.",
      fix: "Lend another role. With `allowPower`, this one is lent all the same."
    },
    AZURE_ROLE_LASTS: {
      means: "Something that the holder makes or reads outlives the lease.",
      happens: "The role may list keys, give identities to machines, or make jobs, as Contributor can.",
      fix: "Lend a narrower role, rotate keys after a lease, and look for what was made."
    },
    AZURE_PIM_MFA: {
      means: "PIM may refuse every assignment that Hallpass makes.",
      happens: "The role's settings ask administrators for multifactor authentication, and an application has none.",
      fix: "Turn off MFA on active assignment in the role's settings."
    },
    AZURE_PIM_LIMIT: {
      means: "Longer leases are refused at the grant.",
      happens: "The role's settings in PIM limit how long an active assignment may last.",
      fix: "Let no policy allow longer leases, or raise the limit in the role's settings."
    }
  }
});

// src/core/findings/catalogue/providers/mysql.ts
var mysql = defineArea({
  title: "MySQL and MariaDB",
  intro: "The rights of Hallpass's account at a MySQL or MariaDB server. [docs/providers/mysql.md](providers/mysql.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    MYSQL_NO_RIGHT: {
      means: "The account lacks a right that it needs to grant, end or list access.",
      happens: "It was set up without that statement, or an administrator took the right away.",
      fix: "Run the GRANT statement in the message."
    },
    MYSQL_EXCESS: {
      means: "The account has a right that handing out roles does not need.",
      happens: "It was created as an administrator, or is used for something else too.",
      fix: "Run the REVOKE statement in the message."
    },
    MYSQL_NO_ROLE: {
      means: "A configured role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the role was dropped.",
      fix: "Create the role, or remove it from HALLPASS_PROVIDERS."
    },
    MYSQL_NO_ADMIN_OPTION: {
      means: "The account may not grant a configured role.",
      happens: "The role was granted to it without ADMIN OPTION, or not at all.",
      fix: "Run the GRANT statement in the message."
    },
    MYSQL_BEYOND: {
      means: "The account holds a role that the configuration does not name.",
      happens: "The role was removed from HALLPASS_PROVIDERS, or granted by mistake.",
      fix: "Run the REVOKE statement in the message, or name the role in HALLPASS_PROVIDERS."
    },
    MYSQL_POWERFUL_ROLE: {
      means: "Hallpass refuses to lend a configured role: a holder could keep the access, or stop its end.",
      happens: "The role has a global privilege, may grant, reaches the schemas `mysql` or `hallpass`, or may make routines or events or change routines.",
      fix: "Take that right away from the role, or remove it from HALLPASS_PROVIDERS."
    },
    MYSQL_LASTING_RIGHT: {
      means: "A holder of a configured role can make something that gives access after the end.",
      happens: "The role has CREATE VIEW or TRIGGER, and MariaDB lets a role be the definer; or it has REFERENCES, and a foreign key stays; or it has SELECT, UPDATE and DELETE on MyISAM tables, which a MERGE table then stands for.",
      fix: "Take the right away from the role, or look at what was made after each grant. Change MyISAM tables to another engine."
    },
    MYSQL_MADE_BY_ROLE: {
      means: "Something on the server runs with the rights of a configured role, for everybody who may use it.",
      happens: "It was made with `DEFINER = CURRENT_ROLE` while the role was active.",
      fix: "Drop it if a holder of the role made it."
    },
    MYSQL_NO_EVENTS: {
      means: "Grants get no event on the server that ends them when no part of Hallpass runs.",
      happens: "The event scheduler is off or was only switched on until the next restart, or the account may make no events.",
      fix: "Follow the step in the message."
    },
    MYSQL_EVENT_STUCK: {
      means: "An event that ends a grant will not run, or did not finish.",
      happens: "The event came from a primary that this replica took over from, the event scheduler is off, or the account lost a right.",
      fix: "Follow the step in the message. Until then the app and the scheduled Action end the grant."
    },
    MYSQL_NO_MARK: {
      means: "Hallpass could not tell a rebuilt server under the same address.",
      happens: "The table `server` in Hallpass's schema is missing, unreadable, or has not exactly one row.",
      fix: "Make the table with the statement in the message, while nothing is held."
    },
    MYSQL_HINDERER: {
      means: "Some accounts could lock or stop the server, or change accounts, and so delay the end of access.",
      happens: "They have RELOAD, SHUTDOWN or CREATE USER.",
      fix: "Take these privileges from accounts that people ask access for."
    },
    MYSQL_HIDDEN_SESSIONS: {
      means: "A holder can hide an open session from its end behind a routine of another account.",
      happens: "`performance_schema` is off, as it is by default on MariaDB, or the account may not read its table `threads`.",
      fix: "Follow the two steps in the message."
    },
    MYSQL_PROXY: {
      means: "A holder can let somebody else become their account, whose open session outlives the end.",
      happens: "The server has a plugin that may map names, such as PAM, and everybody may run GRANT PROXY for their own account.",
      fix: "Uninstall the plugin, or map nobody to accounts that people ask access for."
    },
    MYSQL_KEEPER: {
      means: "Some accounts or roles could keep what a lent role gives them beyond the end.",
      happens: "They have CREATE VIEW, CREATE ROUTINE, TRIGGER or EVENT somewhere. On MariaDB a view may run with the rights of a role, and a routine may hold a role that it has set.",
      fix: "Take these privileges from accounts that people ask access for, or look at what they made after each grant."
    }
  }
});

// src/core/findings/catalogue/providers/okta.ts
var okta = defineArea({
  title: "Okta",
  intro: "The rights of Hallpass's account at Okta, and the groups and apps that it lends. [docs/providers/okta.md](providers/okta.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    OKTA_API_TOKEN: {
      means: "Hallpass can do at Okta whatever the administrator can who made its API token.",
      happens: "The configuration has `tokenFrom`.",
      fix: "Use a service app with the scopes and the admin role of the page."
    },
    OKTA_NO_RIGHT: {
      means: "Hallpass cannot lend this group or app.",
      happens: "Its account may not read the group or app, the group rules, or the group's administrator roles.",
      fix: "Give the service app the scopes and the admin role of the page."
    },
    OKTA_NO_TARGET: {
      means: "A configured group or app does not exist, or Hallpass's account may not see it.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, or it was deleted, or it is not in the resource set of the account.",
      fix: "Write the id of one that exists, or add it to the resource set."
    },
    OKTA_FOREIGN_GROUP: {
      means: "Okta lets nobody change the members of this group.",
      happens: "An app or a directory fills it (`APP_GROUP`), or it is Okta's own (`BUILT_IN`).",
      fix: "Make a group in Okta for this role."
    },
    OKTA_GROUP_RULE: {
      means: "Hallpass does not lend this group: the rule would add people again.",
      happens: "A group rule names the group.",
      fix: "Take the group out of the rule, or make another group for this role."
    },
    OKTA_ADMIN_GROUP: {
      means: "Hallpass never lends power over Okta.",
      happens: "The group has administrator roles, or the app is the Admin Console or Okta Workflows.",
      fix: "Take the roles from the group, or remove it from HALLPASS_PROVIDERS."
    },
    OKTA_GROUP_OWNER: {
      means: "The owners of a configured group can add themselves without a lease, also after one has ended.",
      happens: "The group has owners in Okta Identity Governance.",
      fix: "Remove the owners, or let nobody who owns the group ask for it."
    },
    OKTA_SELF_SERVICE: {
      means: "People can give themselves the app without a lease, also after one has ended.",
      happens: "Self service is on for the app.",
      fix: "Turn it off under the app's assignments."
    }
  }
});

// src/core/findings/catalogue/providers/postgres.ts
var postgres = defineArea({
  title: "PostgreSQL",
  intro: "The rights of Hallpass's account at a PostgreSQL server. [docs/providers/postgres.md](providers/postgres.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    POSTGRES_ATTRIBUTE: {
      means: "The account has an attribute that is far more than it needs, such as SUPERUSER.",
      happens: "It was created as an administrator.",
      fix: "Take the attribute away with the ALTER ROLE statement in the message."
    },
    POSTGRES_NO_ROLE: {
      means: "A configured role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the role was dropped.",
      fix: "Create the role, or remove it from HALLPASS_PROVIDERS."
    },
    POSTGRES_NO_DATABASE: {
      means: "A configured database does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the database was dropped.",
      fix: "Create the database, or remove it from HALLPASS_PROVIDERS."
    },
    POSTGRES_NO_ADMIN_OPTION: {
      means: "The account may not grant a configured role.",
      happens: "The role was granted to it without ADMIN OPTION, or not at all.",
      fix: "Run the GRANT statement in the message."
    },
    POSTGRES_BEYOND: {
      means: "The account may use or grant a role that the configuration does not name.",
      happens: "The role was removed from HALLPASS_PROVIDERS, or granted by mistake.",
      fix: "Run the REVOKE statement in the message, or name the role in HALLPASS_PROVIDERS."
    },
    POSTGRES_POWERFUL_ROLE: {
      means: "A configured role has power over the whole server or over Hallpass's account.",
      happens: "The role is a superuser, or a member of a powerful role.",
      fix: "Take that power away from the role, or remove it from HALLPASS_PROVIDERS."
    },
    POSTGRES_LOGIN_ROLE: {
      means: "A holder of a configured role could set the password of another login, and use it after the end.",
      happens: "The role is, or reaches, a role that can log in.",
      fix: "Set that role to NOLOGIN, or remove the configured role from HALLPASS_PROVIDERS."
    },
    POSTGRES_HOME_OWNER: {
      means: "A holder of a configured role could keep Hallpass out of the database it connects to.",
      happens: "The role owns that database.",
      fix: "Let Hallpass connect to a database that no configured role owns: `cronDatabase` in HALLPASS_PROVIDERS."
    },
    POSTGRES_HINDERER: {
      means: "Some logins could end Hallpass's sessions or lock the catalogues, and so delay the end of access.",
      happens: "They are members of pg_signal_backend or pg_maintain.",
      fix: "Take these roles from logins that people ask access for."
    },
    POSTGRES_NO_RESERVED_CONNECTION: {
      means: "The server keeps no connection free for Hallpass.",
      happens: "`reserved_connections` is 0, or the account is not a member of pg_use_reserved_connections. A login that opens all connections then delays the end of access.",
      fix: "Follow the two steps in the message."
    },
    POSTGRES_NO_CONNECTION_LIMIT: {
      means: "Some logins may open all connections of the server, and so delay the end of access.",
      happens: "They have no CONNECTION LIMIT.",
      fix: "Set a limit with the ALTER ROLE statement in the message."
    },
    POSTGRES_NO_CREATEROLE: {
      means: "The account may not create logins, and the configuration asks for one per grant.",
      happens: "`logins: per-grant` needs CREATEROLE.",
      fix: "Run the ALTER ROLE statement in the message, or set `logins: standing`."
    },
    POSTGRES_WIDE_CREATEROLE: {
      means: "CREATEROLE gives the account power over every role except superusers.",
      happens: "The server is older than PostgreSQL 16.",
      fix: "Upgrade the server, or set `logins: standing`."
    },
    POSTGRES_LOGIN_LEFT: {
      means: "A login was closed, but could not be dropped.",
      happens: "It owns something, was given rights, or was locked by another account. It can no longer log in.",
      fix: "Run the statements in the message."
    },
    POSTGRES_NO_TIMER: {
      means: "No grant gets a timer on the server that ends it if Hallpass is down.",
      happens: "pg_cron is missing, too old or not running, or the account may not use it.",
      fix: "Follow the message, or set `nativeExpiry: off`."
    },
    POSTGRES_TIMER_FAILS: {
      means: "Some of Hallpass's timers failed when they last ran.",
      happens: "pg_cron cannot connect, or the account lost a right.",
      fix: "Read the error with the query in the message."
    }
  }
});

// src/core/findings/catalogue/providers/receivers.ts
var receivers = defineArea({
  title: "Webhook and command",
  intro: "Receivers of messages: what the configuration promises of them, and how they are protected. [docs/providers/webhook.md](providers/webhook.md) and [docs/providers/command.md](providers/command.md) explain the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    RECEIVER_PROMISE: {
      means: "The configuration promises something of the receiver that the receiver does not say of itself.",
      happens: "One of them was changed without the other.",
      fix: "Write in HALLPASS_PROVIDERS what the receiver says, or change the receiver."
    },
    RECEIVER_NO_ENTITLEMENT: {
      means: "A configured resource or role is unknown to the receiver.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the receiver lost it.",
      fix: "Add it to the receiver, or remove it from HALLPASS_PROVIDERS."
    },
    RECEIVER_BEYOND: {
      means: "The receiver gives access that the configuration does not name.",
      happens: "It was removed from HALLPASS_PROVIDERS, or the receiver does more than it should.",
      fix: "Remove it from the receiver, or name it in HALLPASS_PROVIDERS."
    },
    WEBHOOK_ADDRESS: {
      means: "Hallpass does not connect to the receiver's address.",
      happens: "Its host name stands for a private address that `networks` does not list, for a cloud's metadata service, or for no address.",
      fix: "Follow the message: correct the host name, or list the network in `networks`."
    },
    WEBHOOK_UNVERIFIED: {
      means: "The receiver obeys messages that Hallpass did not sign, so that anybody who reaches it can grant access.",
      happens: "It does not verify the signature.",
      fix: "Verify the signature before anything else, as the example in docs/providers/webhook.md does."
    },
    WEBHOOK_REPLAY: {
      means: "The receiver obeys old messages, so that a recorded grant can be sent again later.",
      happens: "It does not compare `webhook-timestamp` with its clock.",
      fix: "Refuse messages that are more than five minutes old or early."
    },
    COMMAND_MISSING: {
      means: "The command cannot be started.",
      happens: "The file does not exist, is not a regular file, or Hallpass's user may not execute it.",
      fix: "Install the command, or correct `program` in HALLPASS_PROVIDERS."
    },
    COMMAND_WRITABLE: {
      means: "Other accounts of the machine may change the command, and so grant themselves access.",
      happens: "The file or a folder above it may be written by its group or by everybody, or belongs to somebody else.",
      fix: "Run the command in the message."
    }
  }
});

// src/core/findings/catalogue/providers/scim.ts
var scim = defineArea({
  title: "SCIM",
  intro: "The groups of a SCIM server. [docs/providers/scim.md](providers/scim.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    SCIM_NO_PATCH: {
      means: "The server cannot change single members of a group.",
      happens: "Its ServiceProviderConfig says that PATCH is not supported.",
      fix: "Use a server that supports it, or connect the system with a webhook."
    },
    SCIM_NO_FILTER: {
      means: "Hallpass reads all users to find one.",
      happens: "The server's ServiceProviderConfig says that filters are not supported.",
      fix: "Nothing must be done. Raise `deadlineSeconds` if the list is long."
    },
    SCIM_NO_VERSIONS: {
      means: "A member whom somebody adds by hand in the moment of a grant may be removed with it.",
      happens: "The server's ServiceProviderConfig says that versions (ETag) are not supported.",
      fix: "Use groups that nobody changes by hand."
    },
    SCIM_NO_GROUP: {
      means: "A configured group does not exist.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, or the group was deleted.",
      fix: "Write the id of a group that exists, or remove the role from HALLPASS_PROVIDERS."
    },
    SCIM_NESTED_GROUP: {
      means: "People hold the access through another group, which Hallpass neither lists nor changes.",
      happens: "A configured group contains a group.",
      fix: "Remove that group, or review its members where you manage them."
    }
  }
});

// src/core/findings/catalogue/providers/ssh.ts
var ssh = defineArea({
  title: "SSH certificates",
  intro: "The certificate authority that Hallpass signs with. [docs/providers/ssh.md](providers/ssh.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    SSH_KEY_EXPOSED: {
      means: "Other accounts of the server can read the authority's private key.",
      happens: "The file's mode is wider than 0600.",
      fix: "Run the chmod in the message. If others could log in to the server, make a new authority."
    },
    SSH_KEY_OTHER: {
      means: "Hallpass cannot sign with the authority that the configuration names.",
      happens: "The private key is missing, belongs to another public key, or the agent does not have it.",
      fix: "Correct `caPublicKey`, or the place of the private key, in HALLPASS_PROVIDERS."
    },
    SSH_NOT_TRUSTED: {
      means: "The hosts do not trust the authority, so its certificates open nothing.",
      happens: "`trustedKeysFile` lacks the authority's public key.",
      fix: "Add the line of `caPublicKey` to the file of TrustedUserCAKeys on the hosts."
    },
    SSH_FOLDER_MISSING: {
      means: "The record of what was issued, or the revocation list, is missing. Nothing is granted, and no early end is made.",
      happens: "`folder` is misspelt, or was never set up, or was lost.",
      fix: "Correct `folder` in HALLPASS_PROVIDERS, or set it up as docs/providers/ssh.md says. If it was lost while leases lived, make a new authority."
    },
    SSH_FOLDER_OPEN: {
      means: "Other accounts of the server can change what was issued or revoked.",
      happens: "The folder, or something in it, is writable for the group or for everybody.",
      fix: "Run the chmod in the message."
    },
    SSH_NOT_PUBLISHED: {
      means: "The hosts may lack the last change of the revocation list.",
      happens: "The program `publish` failed, or was interrupted.",
      fix: "Correct the program. The next grant or end runs it again."
    },
    SSH_SESSIONS_SURVIVE: {
      means: "A session that is open at the end of a grant goes on.",
      happens: "sshd looks at a certificate at login alone, and no `endSessions` is configured. Or no `publish` is: then a session may begin after others were ended.",
      fix: "Set `endSessions` and `publish`, as docs/providers/ssh.md shows."
    },
    SSH_SHELL: {
      means: "A role gives a shell, or forwards ports: what its holder starts there survives the end.",
      happens: "The role has no `forceCommand`, or permits `port-forwarding`.",
      fix: "Give the role a `forceCommand`, or set up the hosts as docs/providers/ssh.md says."
    },
    SSH_CLOCK: {
      means: "The clock of the server that serves the certificates is far from Hallpass's.",
      happens: "One of the two machines has no NTP. A certificate ends by the clock of the host.",
      fix: "Set up NTP on Hallpass's server and on the hosts."
    }
  }
});

// src/core/findings/catalogue/providers/vault.ts
var vault = defineArea({
  title: "Vault and OpenBao",
  intro: "The rights of Hallpass's AppRole. [docs/providers/vault.md](providers/vault.md) has the policy it needs.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    VAULT_RIGHT_MISSING: {
      means: "Hallpass's token lacks a right that grants or ends need.",
      happens: "The AppRole has another policy than the page gives, or the provider has another name by now.",
      fix: "Give Hallpass's AppRole the policy of docs/providers/vault.md."
    },
    VAULT_RIGHT_EXCESSIVE: {
      means: "Hallpass's token may write more than its own groups.",
      happens: "The AppRole has a policy beside the one that the page gives.",
      fix: "Take that policy from the AppRole."
    }
  }
});

// src/core/findings/catalogue/removal.ts
var removal = defineArea({
  title: "Revert pull requests",
  intro: "A pull request that removes requests may remove ended ones, or end access that its author or an owner may end.",
  seenIn: ["pull request check"],
  entries: {
    RECEIPT_EMPTY: {
      means: "The pull request changes nothing.",
      happens: "The files were already removed by another pull request.",
      fix: "Close it."
    },
    RECEIPT_OTHER_FILE: {
      means: "The pull request changes a file besides removing requests.",
      happens: "A person pushed to the branch of a revert pull request.",
      fix: "Take the change out, or open another pull request for it."
    },
    RECEIPT_LIVE: {
      means: "The pull request removes a request whose access has not ended.",
      happens: "The file was removed before its time was over, by a person who may not end the access.",
      fix: "Wait for the end. The subject, an approver or an owner who approves the pull request can end it early."
    },
    RECEIPT_HELD: {
      means: "The access has ended, but Hallpass has not recorded the revocation yet.",
      happens: "The revocation is still running, or the provider is unavailable.",
      fix: "Wait. The check runs again when the revocation is recorded."
    },
    RECEIPT_UNKNOWN_REQUEST: {
      means: "The ledger knows the request, but no lease of it, so nothing says that it has ended.",
      happens: "The grant was never completed.",
      fix: "Restore the file, and ask an operator what happened to the request."
    }
  }
});

// src/core/findings/catalogue/request-file.ts
var requestFile = defineArea({
  title: "The request file and its pull request",
  intro: "One pull request adds one file, `access-requests/<team>/<name>.yaml`, and nothing else. These codes say how a pull request differs from that.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    NO_REQUEST: {
      means: "The pull request adds no request file.",
      happens: "The file lies outside access-requests/, or its last commit removed it.",
      fix: "Add one file under access-requests/.",
      refusal: "it has no request file"
    },
    SECOND_REQUEST: {
      means: "The pull request adds more than one request.",
      happens: "Several requests were committed to one branch.",
      fix: "Open one pull request for each request.",
      refusal: "it has more than one request"
    },
    STRAY_FILE: {
      means: "A file that is not a request lies among the requests, or comes with one.",
      happens: "A `.DS_Store`, an editor's backup or another change was committed too.",
      fix: "Take the file out of the pull request. Open another pull request for other changes.",
      refusal: "it brings other files beside the request",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REQUEST_IMMUTABLE: {
      means: "The pull request changes or renames a request that is already on the default branch.",
      happens: "An old request was edited, for example to extend it.",
      fix: "Restore the file. Ask with a new file; to prolong access, use `extends`.",
      refusal: "it changes a request that was made before"
    },
    ID_USED: {
      means: "The name of the file was used by an earlier request.",
      happens: "A request file was copied and kept its name. A name is used once, also after the file is removed.",
      fix: "Rename the file.",
      refusal: "its file name was used before"
    },
    PATH_INVALID: {
      means: "The path is not `access-requests/<team>/<name>.yaml`.",
      happens: "The file ends in .yml, lies in a subfolder, or its name has upper-case letters or spaces.",
      fix: "Rename the file as the message proposes.",
      refusal: "its path is none of a request, which is access-requests/FOLDER/NAME.yaml",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    PATH_LOOKALIKE: {
      means: "The path looks like a place that Hallpass reads, and is another one.",
      happens: "A folder is misspelt, such as access-request/, or has a letter of another alphabet.",
      fix: "Use the exact path that the message names, or a name that is not similar to it.",
      refusal: "its path looks like another one",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    REQUEST_MISPLACED: {
      means: "A file reads like an access request, but Hallpass reads no requests where it lies.",
      happens: "It was added to the root of the repository or to another folder.",
      fix: "Move it to `access-requests/<team>/<name>.yaml`. Put an example into a Markdown file.",
      refusal: "the file is in the wrong place",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"]
    },
    NOT_A_PLAIN_FILE: {
      means: "The request is a symbolic link, a submodule or an executable file.",
      happens: "git recorded another mode than 100644.",
      fix: "Add it as a plain file. `git update-index --chmod=-x FILE` removes the executable bit.",
      refusal: "the request is not a plain file"
    },
    FILE_TOO_LARGE: {
      means: "The request file is larger than 16 KiB.",
      happens: "The reason holds a whole log.",
      fix: "Shorten the reason, or ask for less at once.",
      refusal: "the request file is too large"
    },
    FORK: {
      means: "The branch of the pull request is in a fork.",
      happens: "GitHub makes a fork for a person who may only read the access repository.",
      fix: "Ask an administrator for the role Write on the repository, close the pull request, and ask again from a branch of the repository itself.",
      refusal: "its branch is in a fork"
    },
    WRONG_BASE: {
      means: "The pull request goes into another branch than the default branch.",
      happens: "It was opened against a feature branch.",
      fix: "Change its base to the default branch.",
      refusal: "it was not merged into the default branch"
    },
    PLACE_UNKNOWN: {
      means: "The file lies outside the checkout, so the rules of its folder could not be compared.",
      happens: "`hallpass check` was given a file elsewhere on the disk.",
      fix: "Put the file where it will be, and check it there.",
      seenIn: ["`hallpass check`"]
    },
    NO_POLICIES: {
      means: "No policies were found, so only the form of the file was checked.",
      happens: "The file lies outside a clone of the access repository.",
      fix: "Name the clone with `--root DIR`.",
      seenIn: ["`hallpass check`"]
    }
  }
});

// src/core/findings/catalogue/rules.ts
var rules = defineArea({
  title: "Policies, settings and CODEOWNERS",
  intro: "These codes are about the rules, not about a request. While the rules on the default branch have a mistake, Hallpass grants nothing; access that was granted ends as planned. The owners of policies/ and .github/ correct them in a pull request.",
  seenIn: ["pull request check", "`hallpass check`"],
  entries: {
    DURATION_BOUNDS: {
      means: "The limits on duration in a policy contradict each other.",
      happens: "`minimum` is above `maximum`, or `maximumTotal` is below `maximum`.",
      fix: "Correct the limit that the message names."
    },
    POLICY_AMBIGUOUS: {
      means: "Two policies offer the same access in the same folder.",
      happens: "A new policy repeats an offer of an older one.",
      fix: "Remove the offer from one of the two policies.",
      refusal: "two policies offer this access in this folder",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`", "comment on the pull request"]
    },
    POLICY_UNREADABLE: {
      means: "A policy has mistakes, so the request could not be compared with it.",
      happens: "The policy was committed with a mistake in it.",
      fix: "Run `hallpass check` on the policy and correct it.",
      seenIn: ["`hallpass check`"]
    },
    PERSON_REPEATED: {
      means: "Two entries under `people` share an id, a login, an account or a public key.",
      happens: "An entry was copied, or an account passed from one person to another.",
      fix: "Keep it in one of the two entries."
    },
    VERIFIER_INVALID: {
      means: "A verifier under `people` is not a SCRAM-SHA-256 verifier.",
      happens: "It is cut off, has too few iterations, or is a password in the clear. The message does not repeat it.",
      fix: "Write it as PostgreSQL does: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey. If it was a password, change that password."
    },
    PUBLIC_KEY_INVALID: {
      means: "A key under `publicKeys` is not an SSH public key that Hallpass signs.",
      happens: "It is cut off, too short, of a type that OpenSSH no longer accepts, or a private key. The message does not repeat it.",
      fix: "Write the line of the .pub file: ssh-ed25519 AAAA…. If it was a private key, replace that key."
    },
    CODEOWNERS_PATTERN: {
      means: "A line of CODEOWNERS has a pattern that GitHub does not support.",
      happens: "The pattern uses `!`, `[ ]`, a backslash or `***`. GitHub skips such a line.",
      fix: "Rewrite the pattern as the message shows."
    },
    CODEOWNERS_OWNER: {
      means: "An owner in CODEOWNERS is neither @user nor @organisation/team.",
      happens: "The name is misspelt. GitHub skips such a line.",
      fix: "Name a team: @organisation/team."
    },
    CODEOWNERS_EMAIL: {
      means: "An owner in CODEOWNERS is an e-mail address.",
      happens: "GitHub accepts an address, but Hallpass cannot tell whose account it is. Requests that this line owns cannot be approved.",
      fix: "Name a team: @organisation/team."
    },
    CODEOWNERS_INVISIBLE: {
      means: "A line of CODEOWNERS has a character that a reviewer cannot see.",
      happens: "Text was copied from a web page or a chat.",
      fix: "Delete the character, and type the line again."
    },
    CODEOWNERS_TWICE: {
      means: "The repository has more than one CODEOWNERS file.",
      happens: "GitHub uses the first of .github/CODEOWNERS, CODEOWNERS and docs/CODEOWNERS; the others only mislead.",
      fix: "Keep .github/CODEOWNERS and remove the others."
    },
    CODEOWNERS_ERROR: {
      means: "GitHub reports an error in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Correct the line that the message names, or give the team the role Write.",
      seenIn: ["pull request check"]
    },
    RULE_FILE_MISSING: {
      means: "A file that Hallpass needs is missing.",
      happens: "CODEOWNERS or .github/hallpass.yaml was never added, or was removed.",
      fix: "Add the file. `hallpass init` writes an example."
    },
    RULE_NOT_A_PLAIN_FILE: {
      means: "A policy, CODEOWNERS or the settings file is a link, a submodule or executable.",
      happens: "git recorded another mode than 100644.",
      fix: "Add it as a plain file.",
      seenIn: ["pull request check"]
    },
    RULE_TOO_LARGE: {
      means: "A policy, CODEOWNERS or the settings file is larger than its limit.",
      happens: "It has grown, or the wrong file was committed.",
      fix: "Split or shorten it.",
      seenIn: ["pull request check"]
    },
    FOLDER_OWNED: {
      means: "A folder of requests is owned by a team that its policies do not name as approver.",
      happens: "CODEOWNERS and the policy's `approvals.teams` name different teams, or a later line of CODEOWNERS wins.",
      fix: "Give the folder to the approving teams alone, in CODEOWNERS, or change the policy.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`"]
    },
    RULES_OWNED: {
      means: "People other than the owners of the rules can approve a change of the rules.",
      happens: "CODEOWNERS gives policies/, .github/ or a CODEOWNERS file to other accounts than `rules.approvals.teams` in .github/hallpass.yaml.",
      fix: "Give these paths to that team alone, in the last lines of CODEOWNERS.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`"]
    },
    PATH_UNOWNED: {
      means: "Nobody owns inventory/ or ACCESS.md, so anybody's approval is enough for a change of it.",
      happens: "CODEOWNERS has no line for it. inventory/ accepts standing access, and people follow the links of ACCESS.md to ask.",
      fix: "Give /inventory/ and /ACCESS.md to the owners of the rules in CODEOWNERS.",
      seenIn: ["`hallpass check`"]
    },
    RULES_MOVED: {
      means: "A rule that this pull request changes has also changed on the default branch.",
      happens: "Another change of the same file was merged meanwhile. Merging both would make a text without an approval.",
      fix: "Update the branch. The result needs a new approval.",
      seenIn: ["pull request check"]
    },
    CHANGE_CARRIED: {
      means: "Merging would change a request or a rule that the pull request does not show.",
      happens: "git follows a renamed file: the pull request changes a file that has moved there on the default branch.",
      fix: "Merge the default branch into this branch, and look at what is left to change.",
      seenIn: ["pull request check"]
    },
    RULES_NOT_ADOPTED: {
      means: "The rules on the default branch were changed without the approval of their owners.",
      happens: "The change was pushed, or merged past the rules.",
      fix: "Restore the adopted rules in a pull request. Or read the new ones, and set HALLPASS_TRUSTED_COMMIT to that commit.",
      refusal: "the rules were changed without the approval of their owners",
      seenIn: ["pull request check", "comment on the pull request", "log"]
    },
    RULES_NOT_IN_FORCE: {
      means: "The rules on the default branch are not in force, or the repository is not as it was set up.",
      happens: "A change of the rules is not adopted, or the repository's id, default branch or visibility differs from the configuration.",
      fix: "Run `hallpass doctor` and follow its advice.",
      seenIn: ["comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/stops.ts
var stops = defineArea({
  title: "Grants are stopped",
  intro: "While one of these holds, Hallpass grants nothing to anybody, and says so on the checks of open requests. Access that was granted still ends as planned. Operators correct the cause; requests then continue by themselves.",
  seenIn: ["pull request check", "log"],
  entries: {
    HISTORY_REWRITTEN: {
      means: "The default branch lacks a commit that the ledger acted on.",
      happens: "The default branch was force-pushed, or restored from an old backup.",
      fix: "Restore the branch. Or read its current state, add a commit, and set HALLPASS_TRUSTED_COMMIT to it."
    },
    REQUEST_LOST: {
      means: "A request that gives access is missing on the default branch, or has other content there.",
      happens: "The file was removed or changed without a verified pull request.",
      fix: "Restore the file as it was merged, or end the access with `/hallpass end` on its pull request."
    },
    PROVIDER_GONE: {
      means: "Access is held at a provider that the server's configuration no longer lists.",
      happens: "A provider was removed from HALLPASS_PROVIDERS, or renamed, while access was held there.",
      fix: "Put it back until everything held there has ended (`hallpass status`)."
    },
    STATE_UNWRITABLE: {
      means: "The server cannot write its state. It ends access without it, and grants nothing.",
      happens: "The disk is full or read-only, or the server's account may not write to the folder.",
      fix: "Make space, or let the server write there. If it started without the folder, restart `hallpass serve`."
    },
    NOT_ATTESTED: {
      means: "Hallpass has not read the settings that guard the repository yet.",
      happens: "The server has just started, or GitHub is unavailable.",
      fix: 'Wait a minute. If it stays, run `hallpass doctor` on the server, and look for `"step":"attest"` in the log.'
    },
    REPOSITORY_UNKNOWN: {
      means: "The repository is not the one that the server is configured for.",
      happens: "The repository was deleted and created again, or another one took its name.",
      fix: "Find out who did that. Set HALLPASS_REPOSITORY_ID only if you trust the new repository.",
      refusal: "the repository is not the one that Hallpass is set up for",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    DEFAULT_BRANCH_CHANGED: {
      means: "The repository has another default branch than the server is configured for.",
      happens: "An administrator changed it.",
      fix: "Change it back in the settings of the repository, or set HALLPASS_DEFAULT_BRANCH.",
      refusal: "the repository has another default branch",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    VISIBILITY_CHANGED: {
      means: "The repository is visible to others than the server is configured for.",
      happens: "An administrator changed its visibility.",
      fix: "Change it back in the settings of the repository, or set HALLPASS_VISIBILITY.",
      refusal: "the repository is visible to others than before",
      seenIn: ["pull request check", "comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/terms.ts
var terms = defineArea({
  title: "What is asked for, and for how long",
  intro: "The request can be read, but a policy or a provider does not allow what it asks for.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  entries: {
    ENTITLEMENT_UNKNOWN: {
      means: "No policy offers this role on this resource.",
      happens: "A name is misspelt, or there is no policy for it yet.",
      fix: "Use one of the offers that the message lists, or ask the owners of policies/ to add it.",
      refusal: "no policy offers this access in this folder"
    },
    WRONG_FOLDER: {
      means: "The access is offered, but not in this folder.",
      happens: "The request lies in the folder of another team, or in a folder that no policy serves.",
      fix: "Move the file to a folder that the message lists. The code owners of that folder review it.",
      refusal: "the folder does not exist, or the policy does not serve it"
    },
    PROVIDER_UNKNOWN: {
      means: "The server has no provider of this name.",
      happens: "The name is misspelt, or HALLPASS_PROVIDERS does not list it.",
      fix: "Use one of the providers that the message lists, or ask an operator to configure it.",
      refusal: "the server has no such provider",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    RESOURCE_UNKNOWN: {
      means: "The provider has no resource of this name.",
      happens: "The name is misspelt, or HALLPASS_PROVIDERS does not list it.",
      fix: "Use one of the resources that the message lists.",
      refusal: "the provider has no such resource",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    ROLE_UNKNOWN: {
      means: "The resource has no role of this name.",
      happens: "The name is misspelt, or HALLPASS_PROVIDERS does not list it.",
      fix: "Use one of the roles that the message lists.",
      refusal: "the resource has no such role",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    POWER_OVER_HALLPASS: {
      means: "The access would give power over Hallpass itself.",
      happens: "It makes its holder a member of an owning or approving team, an administrator of the organisation or the access repository, or the owner of an account that Hallpass uses.",
      fix: "Ask the people who administer it. Hallpass never grants this access.",
      refusal: "the access would give power over Hallpass",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    DURATION_TOO_LONG: {
      means: "The request asks for longer than the policy allows.",
      happens: "`duration` is above the policy's `duration.maximum`.",
      fix: "Ask for the maximum or less. You can extend the access before it ends.",
      refusal: "it asks for longer than the policy allows"
    },
    DURATION_TOO_SHORT: {
      means: "The request asks for less time than the policy allows.",
      happens: "`duration` is below the policy's `duration.minimum`, which is 5 minutes by default.",
      fix: "Ask for the minimum or more. You can end the access early with `/hallpass end`.",
      refusal: "it asks for less time than the policy allows"
    },
    DURATION_TOTAL: {
      means: "The access, with everything it extends, would last longer than the policy allows.",
      happens: "Several extensions add up to more than the policy's `duration.maximumTotal`.",
      fix: "Ask for less time, or ask for new access without `extends`.",
      refusal: "with what it extends it is longer than the policy allows",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    REASON_TOO_SHORT: {
      means: "The reason is shorter than the policy requires.",
      happens: "The policy sets `reason.minimum`.",
      fix: "Say what you will do with the access, and why now.",
      refusal: "its reason is too short"
    },
    REASON_SECRET: {
      means: "The file holds something that looks like a password, a token or a key.",
      happens: "A command line or a log with a secret in it was pasted into the reason.",
      fix: "Revoke the secret at once: the commit stays readable. Close the pull request, and ask again from a new branch without it.",
      refusal: "its reason has what looks like a secret"
    },
    START_INVALID: {
      means: "`start` is not a time that exists.",
      happens: "The day or the hour does not exist, such as 30 February.",
      fix: "Write an existing time in UTC, such as 2026-11-20T16:00:00Z.",
      refusal: "its start is not a valid time"
    },
    START_OVER: {
      means: "The whole time asked for is already over.",
      happens: "`start` plus `duration` is in the past.",
      fix: "Write a later `start`, or leave it out: the access then starts at the merge.",
      refusal: "its start was over",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    START_TOO_FAR: {
      means: "The access would start later than an approval is valid.",
      happens: "`start`, or the end of the access it extends, lies too far in the future for the policy.",
      fix: "Ask closer to that time.",
      refusal: "its start is later than the policy allows",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    START_AND_EXTENDS: {
      means: "The request has both `start` and `extends`.",
      happens: "An extension starts where the earlier access ends, so it cannot have a start of its own.",
      fix: "Remove one of the two fields.",
      refusal: "it has a start, and extends another request"
    },
    EXTENDS_UNKNOWN: {
      means: "Hallpass has granted nothing for the request named in `extends`.",
      happens: "The id is misspelt, or that access has not started yet.",
      fix: "Write the folder and the name of that request, without .yaml, once its access has started.",
      refusal: "the request that it extends is not known",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    EXTENDS_ENDED: {
      means: "The access named in `extends` was ended early.",
      happens: "A comment `/hallpass end`, the removal of its file, or the closing of its issue ended it.",
      fix: "Ask for new access, without `extends`.",
      refusal: "the request that it extends has ended",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    EXTENDS_OTHER: {
      means: "The request asks for something other than the request it extends.",
      happens: "The subject, the folder or an entitlement differs.",
      fix: "Ask for the same, or ask for new access without `extends`.",
      refusal: "it asks for something else than the request that it extends",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNTIL_UNKNOWN: {
      means: "The issue or pull request named in `until.closed` cannot be seen.",
      happens: "The number is wrong, or it belongs to another repository.",
      fix: "Write the number of an issue or pull request of the access repository.",
      refusal: "the issue or pull request it is for cannot be seen",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNTIL_CLOSED: {
      means: "The issue or pull request named in `until.closed` is closed.",
      happens: "The work was finished before the access was granted.",
      fix: "Name one that is open, or remove `until`.",
      refusal: "the issue or pull request it is for was closed",
      seenIn: ["pull request check", "comment on the pull request"]
    },
    UNTIL_OWN: {
      means: "Merging the pull request would close what `until.closed` names, and so end the access at once.",
      happens: "`until` names the pull request itself, or its description says that it closes that issue.",
      fix: "Name an issue that stays open, or edit the description and comment `/hallpass check`.",
      refusal: "it names its own pull request as what it is for",
      seenIn: ["pull request check", "comment on the pull request"]
    }
  }
});

// src/core/findings/catalogue/text.ts
var text = defineArea({
  title: "Text and YAML",
  intro: "Hallpass reads a strict part of YAML, so that a reviewer and the program read the same. A request file with one of these mistakes is refused.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  refusal: "the file is not a valid request",
  entries: {
    TEXT_ENCODING: {
      means: "The file is not UTF-8 text.",
      happens: "An editor saved it in another encoding, such as UTF-16 or Latin-1, or it is a binary file.",
      fix: "Save the file as UTF-8."
    },
    TEXT_BYTE_ORDER_MARK: {
      means: "The file has a byte order mark (U+FEFF).",
      happens: "Some Windows editors add one when they save UTF-8.",
      fix: "Save the file as UTF-8 without a byte order mark."
    },
    TEXT_LINE_END: {
      means: "The file has Windows line ends (CR LF).",
      happens: "An editor or git's `core.autocrlf` wrote them.",
      fix: "Save the file with LF line ends."
    },
    TEXT_TAB: {
      means: "The file has a tab.",
      happens: "An editor indents with tabs. YAML allows only spaces.",
      fix: "Replace each tab with spaces."
    },
    TEXT_INVISIBLE: {
      means: "The file has a character that a reviewer cannot see.",
      happens: "Text was copied from a web page or a chat: zero-width spaces and marks that reverse the direction of text come along. It can also be an attempt to show a reviewer something else.",
      fix: "Delete the character at the place that the message names, and type the text again."
    },
    TEXT_TOO_LONG: {
      means: "The file is larger than its limit.",
      happens: "A reason holds a whole log, or the wrong file was committed.",
      fix: "Shorten it. Put long texts into the ticket that the reason names."
    },
    YAML_SYNTAX: {
      means: "The file is not valid YAML.",
      happens: "A quote or a bracket is not closed, an indentation is off, or a value with `: ` or `#` has no quotes.",
      fix: "Correct the line that the message names. Compare it with the example in access-requests/README.md."
    },
    YAML_EMPTY: {
      means: "The file is empty, or has only comments.",
      happens: "It was committed before it was filled in.",
      fix: "Write the fields. access-requests/README.md has an example."
    },
    YAML_DUPLICATE_KEY: {
      means: "The same field is given twice.",
      happens: "A line was copied and not removed.",
      fix: "Keep one of the two lines."
    },
    YAML_MANY_DOCUMENTS: {
      means: "The file holds more than one YAML document.",
      happens: "A line with `---` separates two documents.",
      fix: "Remove the `---` and everything after it. Open one pull request for each request."
    },
    YAML_DIRECTIVE: {
      means: "A line starts with `%`, which changes how YAML is read.",
      happens: "A generator wrote `%YAML` or `%TAG`.",
      fix: "Remove the line."
    },
    YAML_DEPTH: {
      means: "The file nests lists and maps too deeply.",
      happens: "It is not a document of Hallpass, or it was made to exhaust a parser.",
      fix: "Write the fields as documented. None needs more than a few levels."
    },
    YAML_ALIAS: {
      means: "A value refers to another part of the file with `*name`.",
      happens: "The file uses a YAML alias, or a text begins with `*`.",
      fix: "Write the value out, or put it in quotes if it is text."
    },
    YAML_ANCHOR: {
      means: "A part of the file is named with `&name`, to be repeated elsewhere.",
      happens: "The file uses a YAML anchor, or a text begins with `&`.",
      fix: "Remove the anchor, or put the value in quotes if it is text."
    },
    YAML_TAG: {
      means: "A tag such as `!!str` changes the meaning of a value.",
      happens: "The file uses a YAML tag, or a text begins with `!`.",
      fix: "Remove the tag. Put the value in quotes if it is text."
    },
    YAML_MERGE_KEY: {
      means: "The merge key `<<` copies fields from another part of the file.",
      happens: "The file uses a YAML merge key.",
      fix: "Write the fields out."
    },
    YAML_KEY: {
      means: "The name of a field is not a plain word.",
      happens: "The name is a number, a list or a map, has an anchor or a tag, or is `__proto__`.",
      fix: "Use the name as it is documented."
    },
    YAML_COMMENT: {
      means: "A `#` cuts off the rest of a value.",
      happens: "YAML reads a `#` after a space as the start of a comment, for example in `reason: fix #17`.",
      fix: 'Put the value in quotes: `reason: "fix #17"`. Put a real comment on a line of its own.'
    }
  }
});

// src/core/findings/catalogue/index.ts
var findings = {
  ...text.entries,
  ...fields.entries,
  ...requestFile.entries,
  ...terms.entries,
  ...people.entries,
  ...approval.entries,
  ...rules.entries,
  ...removal.entries,
  ...stops.entries,
  ...inventory.entries,
  ...repository.entries,
  ...branchRules.entries,
  ...appAndServer.entries,
  ...deployments.entries,
  ...github.entries,
  ...mysql.entries,
  ...microsoft.entries,
  ...ldap.entries,
  ...okta.entries,
  ...identityCenter.entries,
  ...postgres.entries,
  ...kubernetes.entries,
  ...receivers.entries,
  ...ssh.entries,
  ...vault.entries,
  ...iam.entries,
  ...scim.entries,
  ...google.entries
};
var isAlertCode = (code2) => typeof code2 === "string" && Object.hasOwn(alerts.entries, code2);
var areas = [
  requestFile,
  terms,
  people,
  approval,
  text,
  fields,
  stops,
  rules,
  removal,
  inventory,
  repository,
  branchRules,
  appAndServer,
  kubernetes,
  deployments,
  github,
  mysql,
  microsoft,
  ldap,
  okta,
  identityCenter,
  postgres,
  receivers,
  ssh,
  vault,
  iam,
  scim,
  google,
  providerFailures,
  commands,
  alerts
];
function findRefusal(code2) {
  const area = areaOf(code2);
  return area?.entries[code2]?.refusal ?? area?.refusal;
}
var explainRefusal = (code2) => findRefusal(code2) ?? "a rule of this repository does not allow it";
var findMeaning = (code2) => areaOf(code2)?.entries[code2]?.means;
var findAdvice = (code2) => areaOf(code2)?.entries[code2]?.fix;
var areaOf = (code2) => areas.find(({ entries }) => Object.hasOwn(entries, code2));

// src/core/findings/page.ts
var TROUBLESHOOTING = "docs/troubleshooting.md";

// src/report/words/refusals.ts
function listRefusalReasons({ codes, reasons = [] }) {
  const told = new Set(reasons.map((reason) => reason.code));
  const lines = [
    ...reasons.map(
      ({ says, fix, code: name2 }) => describeReason(escapeMarkdown(says), escapeMarkdown(fix), name2)
    ),
    ...codes.filter((name2) => !told.has(name2)).map(describeCode)
  ];
  return [...lines, "", EXPLAINED].join("\n");
}
var describeCode = (name2) => describeReason(sentence(explainRefusal(name2)), findAdvice(name2), name2);
var describeReason = (says, fix, name2) => `- ❌ ${fix === void 0 ? says : `${says}  
  **Fix:** ${fix}`} (${code(name2)})`;
var sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
var EXPLAINED = `Hallpass's ${code(TROUBLESHOOTING)} explains each code.`;

// src/report/words/messages.ts
function describeMerge(checkResult, ledgerTip) {
  const { title, body } = describeCommit(checkResult, ledgerTip);
  return { title: plain(title), body: body.split("\n").map(plain).join("\n") };
}
function describeCommit(checkResult, ledgerTip) {
  const ledger = `Hallpass-Ledger: ${ledgerTip ?? "none"}`;
  if (checkResult.kind === "revert")
    return {
      title: `Remove ${checkResult.ungranted.length > 0 ? "requests" : "ended"}: ${checkResult.paths.map(requestName).join(", ")}`,
      body: ledger
    };
  const terms2 = checkResult.kind === "request" ? checkResult.decision.terms : void 0;
  if (checkResult.kind !== "request" || terms2 === void 0)
    throw new Error("Only requests and reverts are merged by the app.");
  const what = terms2.entitlements.map(describeEntitlement).join(", ");
  return {
    title: `${terms2.subject.login}: ${what} for ${describeDuration(terms2.durationMs)}`,
    body: [
      `Hallpass-Request: ${terms2.id}`,
      `Hallpass-Subject: ${describePerson(terms2.subject)}`,
      ...checkResult.decision.approvers.map((person) => `Hallpass-Approved-By: ${describePerson(person)}`),
      ...describePolicies(terms2.entitlements.flatMap(({ applied }) => applied ?? [])),
      ledger
    ].join("\n")
  };
}
var describePolicies = (applied) => [
  .../* @__PURE__ */ new Set([
    ...applied.map(({ name: name2, blob }) => `Hallpass-Policy: ${name2} (${blob})`),
    ...applied.map(({ commit }) => `Hallpass-Rules: ${commit}`)
  ])
];
var describePerson = ({ login, id }) => `${login} (${id})`;
var requestName = (path) => path.replace(/^access-requests\//u, "").replace(/\.yaml$/u, "");
function describeEntry(entry) {
  const what = `${code(entry.entitlement.role)} on ${code(`${entry.entitlement.provider}/${entry.entitlement.resource}`)}`;
  const who = code(entry.principal);
  if (entry.kind === "granted" && entry.invited)
    return `✉️ ${who} is **invited** to ${what} until **${describeTime(entry.until)}**, and holds it once they accept.${describeConnection(entry.connection)}`;
  if (entry.kind === "granted")
    return `🔓 ${who} holds ${what} until **${describeTime(entry.until)}**.${describeConnection(entry.connection)}`;
  if (entry.kind === "revoked" && entry.left)
    return `🔒 The lease of ${who} for ${what} ended at **${describeTime(entry.at)}** (${describeEnd(entry.because)}). ${who} had the same access before and **still holds** it: Hallpass takes back only what it gave.`;
  if (entry.kind === "revoked") {
    const sessions = entry.sessionsEnded > 0 ? ` ${entry.sessionsEnded} open session(s) were ended.` : "";
    return `🔒 ${who} no longer holds ${what} since **${describeTime(entry.at)}** (${describeEnd(entry.because)}).${sessions}`;
  }
  if (entry.kind === "failed")
    return `⚠️ ${who} **still holds** ${what} past its end: the revocation fails (${code(entry.code)}). Hallpass keeps trying, and its operators have an alert. Please do not use it; if this is not over in an hour, tell them.`;
  return `📝 ${who} is about to hold ${what}.`;
}
var describeConnection = (connection) => {
  if (connection === void 0) return "";
  const { kind, text: text2 } = connection;
  return kind === "command" ? ` Connect with ${codeLine(text2)}` : ` Connect at <${text2}>`;
};
var ENDS = {
  expiry: "its time was up",
  removal: "its request was removed",
  command: "ended by a comment",
  closed: "its issue or pull request was closed, or is gone",
  left: "left the organisation",
  policy: "policies no longer offer it",
  "by-hand": "revoked by hand",
  unproven: "the second verification failed"
};
var describeEnd = (because) => ENDS[because];
var describeWaiting = ({ because, partly }) => `⏳ Merged, and **${partly ? "a part of it is not" : "nothing is"} granted yet**: ${escapeMarkdown(because)} ${partly ? TRIES_REST : TRIES_ALL}`;
var TRIES_REST = "Hallpass tries the rest again until the request ends.";
var TRIES_ALL = "Hallpass tries again every minute and needs no new request. If the access is not there in fifteen minutes, tell the operators of Hallpass about this comment.";
var describeRefusal = (refusal, editor) => [
  "⛔ Merged, but **nothing was granted**:",
  listRefusalReasons(refusal),
  `**Next:** if the access is still needed, ${describeAskingAgain(editor)}. The check on that pull request says before the merge what is still wrong. The name of this file is used up.`
].join("\n\n");
var describeAskingAgain = (editor) => editor === void 0 ? "ask again with a new file on a new branch" : `[ask again with a new file](${editor}) and a new name`;

// src/report/revert.ts
var MAX_BODY = 6e4;
var MAX_ACTIONS = 5;
function describeRevertPull(team, requests, now, uses = /* @__PURE__ */ new Map()) {
  const count = requests.length === 1 ? "1 ended request" : `${requests.length} ended requests`;
  const intro = `This access has ended. Merging removes the ${requests.length === 1 ? "request" : "requests"} from the default branch; your review is the post-access review. No access changes.`;
  const blocks = takeFitting(
    requests.map((request) => describeRequest(request, now, uses)),
    MAX_BODY - intro.length
  );
  const body = [intro, ...blocks, ...describeRest(blocks.length, requests.length)].join("\n\n");
  return { title: plain(`Remove ${count} of ${team}`), body };
}
function takeFitting([first, ...more], limit) {
  if (first === void 0) return [];
  const taken = [cutLines(first, limit, "More about this request is on the ledger.")];
  let length = first.length;
  for (const block of more) {
    length += block.length + 2;
    if (length > limit) break;
    taken.push(block);
  }
  return taken;
}
var describeRest = (shown, all) => shown === all ? [] : [
  `**${shown} of ${all} requests are described here.** Merging removes all ${all}: the page *Files changed* shows the other ${all - shown}, and the ledger says who held what.`
];
function describeRequest({ id, leases }, now, uses) {
  const [first] = leases;
  return [
    `### ${escapeMarkdown(id)}${first === void 0 ? "" : ` (#${first.pull})`}`,
    ...first === void 0 ? [] : [`Reason: ${codeProse(first.reason)}`, ""],
    ...leases.map((lease) => describeLease(lease, now, uses.get(lease) ?? { kind: "unread" }))
  ].join("\n");
}
function describeLease(lease, now, use) {
  const { subject, requester, principal, entitlement, startsAt, endsAt, approvers } = lease;
  const asked = requester === void 0 ? "" : `, asked for by ${name(requester)}`;
  return [
    `- **${name(subject)}** as ${code(principal)}${asked}: ${code(describeEntitlement(entitlement))}`,
    `  - granted: ${describeTime(startsAt)}, until ${describeTime(endsAt)}`,
    `  - used: ${describeUse(use, entitlement.provider)}`,
    `  - ended: ${describeEnding(lease)}`,
    `  - late: ${describeLateness(lease, now)}`,
    `  - approved by: ${approvers.map(name).join(", ") || "nobody"}`
  ].join("\n");
}
var name = ({ login }) => escapeMarkdown(login);
function describeEnding({ ended }) {
  if (ended === void 0) return "held on for another request";
  const by = ended.by === void 0 ? "" : `, by ${name(ended.by)}`;
  return `${describeTime(ended.at)}, ${describeEnd(ended.because)}${by}`;
}
function describeUse(use, provider) {
  if (use.kind === "no log") return `cannot tell: Hallpass reads no log of ${code(provider)}`;
  if (use.kind === "unread") return `cannot tell: the log of ${code(provider)} could not be read`;
  const [first] = use.activity;
  const last = use.activity.at(-1);
  if (first === void 0 || last === void 0)
    return `not used: the log of ${code(provider)} shows no action`;
  const { length } = use.activity;
  const count = length >= MOST_ACTIVITY ? `${length} actions or more` : `${length} ${length === 1 ? "action" : "actions"}`;
  return `${count}, from ${describeTime(first.at)} to ${describeTime(last.at)}: ${listActions(use.activity.map(({ action }) => action))}`;
}
function listActions(actions) {
  const counts = /* @__PURE__ */ new Map();
  for (const action of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a);
  const shown = most.slice(0, MAX_ACTIONS).map(([action, times]) => `${code(action)}${times === 1 ? "" : ` ${times}×`}`);
  const others = most.length - shown.length;
  return [...shown, ...others === 0 ? [] : [`and ${others} other kinds`]].join(", ");
}
function describeLateness({ ended, endsAt }, now) {
  if (ended === void 0) return "no";
  if (ended.because !== "expiry") return `no: ${describeEnd(ended.because)}`;
  const at = ended.at > now ? now : ended.at;
  return describeSeconds(Math.max(0, differenceInSeconds(at, endsAt)));
}
function describeSeconds(seconds) {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}

// src/core/ledger/layered-map.ts
var SMALL = 256;
function draftOf(map) {
  if (map.size < SMALL) return new Map(map);
  const { root, changed } = map instanceof LayeredMap ? map.layers() : { root: map, changed: /* @__PURE__ */ new Map() };
  const isHeavy = changed.size * changed.size > root.size;
  return isHeavy ? new Map(map) : new LayeredMap(root, new Map(changed));
}
var LayeredMap = class {
  #root;
  #changed;
  #added;
  constructor(root, changed) {
    this.#root = root;
    this.#changed = changed;
    this.#added = [...changed.keys()].filter((key) => !root.has(key)).length;
  }
  layers() {
    return { root: this.#root, changed: this.#changed };
  }
  set(key, value) {
    if (!this.has(key)) this.#added += 1;
    this.#changed.set(key, value);
  }
  get size() {
    return this.#root.size + this.#added;
  }
  has(key) {
    return this.#changed.has(key) || this.#root.has(key);
  }
  get(key) {
    return this.#changed.has(key) ? this.#changed.get(key) : this.#root.get(key);
  }
  forEach(visit) {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
  *entries() {
    for (const [key, value] of this.#root) {
      const changed = this.#changed.get(key);
      yield [key, changed !== void 0 || this.#changed.has(key) ? changed : value];
    }
    for (const [key, value] of this.#changed) if (!this.#root.has(key)) yield [key, value];
  }
  *keys() {
    for (const [key] of this.entries()) yield key;
  }
  *values() {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
};

// src/core/ledger/ledger-index.ts
var findByRequest = (holdings, request) => byRequest.find(holdings, request);
var findByBase = (holdings, base) => byBase.find(holdings, base);
var findByIds = (holdings, ids) => (
  // A holding that was given again may have other ids than before.
  byIds.find(holdings, idsKey(ids)).filter(([, record]) => sameIds(record.ids, ids))
);
var findBySubject = (holdings, subject) => bySubject.find(holdings, String(subject));
function inheritIndex(before, draft) {
  for (const index of [byRequest, byBase, byIds, bySubject]) index.inherit(before, draft);
}
function noteInIndex(draft, key, record) {
  for (const index of [byRequest, byBase, byIds, bySubject]) index.note(draft, key, record);
}
function createIndex(eachName) {
  const known = /* @__PURE__ */ new WeakMap();
  const build = (holdings) => {
    const index = /* @__PURE__ */ new Map();
    for (const [key, record] of holdings) eachName(record, (name2) => add(index, name2, key));
    known.set(holdings, index);
    return index;
  };
  return {
    find: (holdings, name2) => pick(holdings, (known.get(holdings) ?? build(holdings)).get(name2)),
    inherit(before, draft) {
      const index = known.get(before);
      if (index !== void 0) known.set(draft, draftOf(index));
    },
    note(draft, key, record) {
      const index = known.get(draft);
      if (index !== void 0) eachName(record, (name2) => add(index, name2, key));
    }
  };
}
var byRequest = createIndex(({ leases }, visit) => {
  for (const { request } of leases) visit(request);
});
var byBase = createIndex(({ leases }, visit) => {
  for (const { extends: base } of leases) if (base !== void 0) visit(base);
});
var bySubject = createIndex(({ leases }, visit) => {
  for (const { subject } of leases) visit(String(subject.id));
});
var byIds = createIndex(({ ids }, visit) => visit(idsKey(ids)));
function add(index, name2, key) {
  const known = index.get(name2);
  if (known === void 0) index.set(name2, [key]);
  else if (!known.includes(key)) index.set(name2, [...known, key]);
}
var pick = (holdings, keys = []) => keys.flatMap((key) => {
  const record = holdings.get(key);
  return record === void 0 ? [] : [[key, record]];
});

// src/core/document/record-codec.ts
var import_ajv = __toESM(require_ajv(), 1);

// src/core/document/record-time.ts
var timeSchema = {
  type: "string",
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"
};
var shape = new RegExp(timeSchema.pattern, "u");
function parseTime(written) {
  const time2 = new Date(written);
  if (time2.getUTCDate() !== Number(written.slice(8, 10)) || !shape.test(written))
    throw new Error(`"${written}" is not a time.`);
  return time2;
}

// src/core/document/record-shape.ts
function shapeOf(schema2) {
  if (schema2 === timeSchema) return time;
  if (schema2.const !== void 0) return { decode: void 0, encode: () => schema2.const };
  if (schema2.properties !== void 0) return objectShape(schema2.properties);
  return schema2.items === void 0 ? plain2 : listShape(shapeOf(schema2.items));
}
var plain2 = { decode: void 0, encode: (value) => value };
var time = {
  decode: (written) => typeof written === "string" ? parseTime(written) : written,
  encode: (value) => value instanceof Date ? value.toISOString() : value
};
function listShape({ decode, encode }) {
  return {
    decode: decode && ((written) => decodeItems(written, decode)),
    encode: (value) => Array.isArray(value) ? value.map(encode) : value
  };
}
function decodeItems(written, decode) {
  if (!Array.isArray(written)) return written;
  for (const [index, item] of written.entries()) written[index] = decode(item);
  return written;
}
function objectShape(properties) {
  const fields2 = Object.entries(properties).map(([name2, schema2]) => ({
    name: name2,
    isList: schema2.default !== void 0,
    ...shapeOf(schema2)
  }));
  const changing = fields2.filter(({ decode, isList }) => decode !== void 0 || isList);
  return {
    decode: changing.length === 0 ? void 0 : (written) => decodeFields(written, changing),
    encode: (value) => encodeFields(value, fields2)
  };
}
function decodeFields(written, changing) {
  if (!isObject(written)) return written;
  for (const { name: name2, decode, isList } of changing) {
    const value = written[name2];
    if (value === void 0) {
      if (isList) written[name2] = [];
    } else if (decode !== void 0) written[name2] = decode(value);
  }
  return written;
}
function encodeFields(value, fields2) {
  if (!isObject(value)) return value;
  const written = {};
  for (const { name: name2, encode, isList } of fields2) {
    const field = encode(value[name2]);
    const isLeftOut = field === void 0 || isList && Array.isArray(field) && field.length === 0;
    if (!isLeftOut) written[name2] = field;
  }
  return written;
}
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// src/core/document/record-codec.ts
function recordCodec(what, ...schemas) {
  const validate = lazyValidator(
    () => getAjv().compile(schemas.length === 1 ? schemas[0] : { oneOf: schemas })
  );
  const shapes = new Map(
    schemas.map((schema2) => [schema2.properties?.kind?.const, shapeOf(withVersion(schema2))])
  );
  const shapeFor = (record) => shapes.get("kind" in record ? record.kind : void 0);
  const write = (record, indent) => JSON.stringify(shapeFor(record)?.encode(record), null, indent);
  return {
    read: (text2) => {
      const record = parseRecord(validate, text2, what);
      shapeFor(record)?.decode?.(record);
      return record;
    },
    writeFile: (record) => `${write(record, 2)}
`,
    writeLine: (record) => write(record)
  };
}
var ajv;
function getAjv() {
  ajv ??= new import_ajv.Ajv({ strict: true, ...trustedSchemas });
  return ajv;
}
function parseRecord(validate, text2, what) {
  const { record, problem } = takeVersion(parseJson(text2, what));
  if (problem === void 0 && validate(record)) return record;
  const found = problem ?? getAjv().errorsText(validate.errors ? [...validate.errors] : null);
  throw new Error(`The ${what} is not as this version writes it: ${found}.`);
}
function parseJson(text2, what) {
  try {
    return JSON.parse(text2);
  } catch (cause) {
    throw new Error(`The ${what} is not JSON.`, { cause });
  }
}
var VERSION = 1;
var withVersion = (schema2) => ({
  ...schema2,
  properties: { version: { const: VERSION }, ...schema2.properties }
});
function takeVersion(parsed) {
  if (!isObject(parsed)) return { record: parsed };
  const { version } = parsed;
  if (version === void 0) return { record: parsed, problem: "data must have required property 'version'" };
  if (version !== VERSION) return { record: parsed, problem: "data/version must be equal to constant" };
  if (Object.hasOwn(parsed, "__proto__")) return { record: parsed };
  const record = {};
  for (const name2 in parsed) if (name2 !== "version") record[name2] = parsed[name2];
  return { record };
}

// src/core/ledger/observed-team.ts
function observeTeam(before, { team, members, childMembers = [], at, first }) {
  const observe = (people2, known = []) => people2.map(({ id, login }) => {
    const member = known.find((each) => each.id === id);
    const since = member === void 0 && !first ? at : member?.since;
    return { id, login, ...since && { since } };
  });
  const below = observe(childMembers, before?.childMembers);
  return {
    ...team,
    members: observe(members, before?.members),
    ...below.length > 0 && { childMembers: below }
  };
}
var isAsObserved = (known, { slug, members, children }) => known !== void 0 && known.slug === slug && areSame(known.members, members) && areSame(known.childMembers ?? [], children?.members ?? []);
var areSame = (known, people2) => known.length === people2.length && people2.every(({ id }) => known.some((member) => member.id === id));
var membersSchema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["id", "login"],
    properties: { id: { type: "integer" }, login: { type: "string" }, since: timeSchema }
  }
};
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "slug", "members"],
  properties: {
    id: { type: "integer" },
    slug: { type: "string" },
    members: membersSchema,
    childMembers: membersSchema
  }
};
var codec = recordCodec("observed team", schema);
var serializeObservedTeam = (team) => codec.writeFile(team);
var parseObservedTeam = (source) => codec.read(source);

// src/core/ledger/ledger.ts
var emptyLedger = {
  holdings: /* @__PURE__ */ new Map(),
  seen: /* @__PURE__ */ new Map(),
  refusals: /* @__PURE__ */ new Map(),
  adoptions: [],
  teams: /* @__PURE__ */ new Map(),
  pulls: /* @__PURE__ */ new Map()
};
function applyEntries(state, entries) {
  if (entries.length === 0) return state;
  const after = {
    holdings: draftOf(state.holdings),
    seen: draftOf(state.seen),
    refusals: draftOf(state.refusals),
    adoptions: [...state.adoptions],
    teams: draftOf(state.teams),
    pulls: draftOf(state.pulls)
  };
  inheritIndex(state.holdings, after.holdings);
  for (const entry of entries) applyEntry(after, entry);
  return after;
}
var applyToHoldings = ({ holdings }, entries) => ({
  holdings: applyEntries({ ...emptyLedger, holdings }, entries).holdings
});
function applyEntry(draft, entry) {
  switch (entry.kind) {
    case "intent":
    case "granted":
    case "revoked":
    case "failed":
      applyHoldingEntry(draft, entry);
      return;
    case "verified":
      changeLeases(
        draft,
        entry,
        (lease, { held, confirmed }) => held === "yes" && confirmed !== void 0 && !(confirmed.at > entry.at) ? { ...lease, verifiedAt: entry.at } : lease
      );
      return;
    case "ended":
      applyEnd(draft, entry);
      return;
    case "refused":
      draft.refusals.set(entry.refusal.path, entry.refusal);
      return;
    case "adopted":
      draft.adoptions.push(entry.adoption);
      return;
    case "observed":
      draft.teams.set(entry.team.id, observeTeam(draft.teams.get(entry.team.id), entry));
      return;
    case "asked":
      changePull(draft.pulls, entry.asked.pull, { asked: entry.asked });
      return;
    case "approved":
      changePull(draft.pulls, entry.approved.pull, { approved: entry.approved });
      return;
    case "closed":
      changePull(draft.pulls, entry.pull, { closed: { at: entry.at, codes: entry.codes } });
  }
}
var changePull = (pulls, pull, change) => void pulls.set(pull, { ...pulls.get(pull) ?? { pull }, ...change });
function applyHoldingEntry({ holdings, seen }, entry) {
  const key = holdingKey(entry);
  const before = holdings.get(key);
  if (entry.kind === "intent") {
    const { request, pull } = entry.lease;
    refuseToCarryOn(holdings, entry.lease);
    const after = recordIntent(before, entry);
    holdings.set(key, after);
    noteInIndex(holdings, key, after);
    const { blob, merge } = entry.proof;
    if (!seen.has(request))
      seen.set(request, { request, pull, blob, merge, at: entry.at, ...entry.of && { of: entry.of } });
    return;
  }
  if (before === void 0)
    throw new Error(`The ledger has no holding "${key}" that this ${entry.kind} entry could follow.`);
  holdings.set(key, recordOutcome(before, entry));
}
function refuseToCarryOn(holdings, { request, extends: base }) {
  const leases = base === void 0 ? [] : leasesOf(holdings, base);
  if (leases.some(wasEndedEarly))
    throw new Error(
      `The ledger has an early end of "${base}", which "${request}" extends; the next round verifies "${request}" again.`
    );
}
function applyEnd(draft, entry) {
  const { at, because, by, request } = entry;
  const ended = { at, because, ...by && { by } };
  changeLeases(draft, entry, (lease) => lease.ended === void 0 ? { ...lease, ended } : lease);
  const following = findByBase(draft.holdings, request).flatMap(([, { leases }]) => leases).filter((lease) => lease.extends === request && lease.ended === void 0 && lease.startsAt > at);
  for (const next of new Set(following.map((lease) => lease.request)))
    applyEnd(draft, { ...entry, request: next });
}
function recordOutcome(before, entry) {
  switch (entry.kind) {
    case "granted":
      return recordGranted(before, entry);
    case "revoked":
      return recordRevoked(before, entry);
    case "failed": {
      const { at, code: code2 } = entry;
      return { ...before, failing: { since: before.failing?.since ?? at, at, code: code2 } };
    }
  }
}
function changeLeases({ holdings, seen }, { kind, request }, change) {
  if (!seen.has(request))
    throw new Error(`The ledger has no request "${request}" that this ${kind} entry could follow.`);
  for (const [key, record] of findByRequest(holdings, request)) {
    const leases = record.leases.map((lease) => lease.request === request ? change(lease, record) : lease);
    holdings.set(key, { ...record, leases });
  }
}
function recordIntent(before, { lease, ids, container, heldBefore }) {
  const { principal, entitlement } = lease;
  if (before === void 0 || before.held === "no") {
    const { leases = [], revocations = [] } = before ?? {};
    const held = "undetermined";
    return {
      principal,
      entitlement,
      ids,
      container,
      heldBefore,
      held,
      leases: [...leases, lease],
      revocations
    };
  }
  const known = before.leases.some((other) => isSameLease(other, lease));
  return known ? before : { ...before, leases: [...before.leases, lease] };
}
function recordGranted({ failing: _, ...before }, { until, at, connection }) {
  return { ...before, held: "yes", confirmed: { until, at, ...connection && { connection } } };
}
function recordRevoked(before, { at, because, scheduled, left }) {
  const end = (lease) => {
    if (lease.ended !== void 0) return lease;
    if (hasEnded(lease, at)) return { ...lease, ended: { at, because: "expiry" } };
    return because === "by-hand" && isLive(lease, at) ? { ...lease, ended: { at, because } } : lease;
  };
  const { confirmed: _, failing: __, ...rest } = before;
  const revocations = [
    ...before.revocations,
    { scheduled, at, because, ...left !== void 0 && { left } }
  ];
  const leases = before.leases.map(end);
  return {
    ...rest,
    held: "no",
    leases: because === "by-hand" ? endFollowing(leases, { at, because }) : leases,
    revocations
  };
}
function endFollowing(leases, ended) {
  const after = [];
  for (const lease of leases) {
    const follows = after.some(
      (each) => each.request === lease.extends && each.ended?.because === ended.because
    );
    after.push(follows && !hasEnded(lease, ended.at) ? { ...lease, ended } : lease);
  }
  return after;
}
var isEndedBy = ({ ended }, { at, scheduled }) => ended !== void 0 && [at.getTime(), scheduled.getTime()].includes(ended.at.getTime());
var isSameLease = (a, b) => a.request === b.request && entitlementKey(a.entitlement) === entitlementKey(b.entitlement);
var leasesOf = (holdings, request) => findByRequest(holdings, request).flatMap(
  ([, { leases }]) => leases.filter((lease) => lease.request === request)
);
var listLeases = (state) => [...state.holdings.values()].flatMap((record) => record.leases);

// src/core/ledger/ledger-entry.ts
var isHoldingEntry = (entry) => ["intent", "granted", "revoked", "failed"].includes(entry.kind);

// src/core/ledger/ledger-message.ts
var verbs = {
  intent: "intend",
  granted: "grant",
  revoked: "revoke",
  failed: "fail to revoke",
  verified: "verify",
  ended: "end",
  refused: "refuse",
  adopted: "adopt",
  observed: "observe",
  asked: "ask",
  approved: "approve",
  closed: "close"
};
function describeRound(entries, state, defaultCommit) {
  const told = entries.map((entry) => isHoldingEntry(entry) ? tellHolding(entry, state) : tellRest(entry));
  const lines = told.map(({ line }) => oneLine2(line));
  const trailers = told.flatMap((each) => each.trailers);
  const story = lines.length === 1 ? lines : [countKinds(entries), "", ...lines];
  return `${[...story, "", trailer("Default-Branch", defaultCommit), ...trailers].join("\n")}
`;
}
var requestTrailer = (request) => trailer("Request", request);
function formatTime(time2) {
  const [day, clock = ""] = time2.toISOString().split("T");
  const seconds = clock.slice(5, 8);
  return `${day} ${clock.slice(0, 5)}${seconds === ":00" ? "" : seconds}Z`;
}
function tellHolding(entry, state) {
  const leases = leasesOf2(entry, state);
  return { line: describeEntry2(entry, leases), trailers: listTrailers(entry, leases) };
}
function tellRest(entry) {
  switch (entry.kind) {
    case "verified":
      return {
        line: `verify ${entry.request} once more`,
        trailers: [requestTrailer(entry.request)]
      };
    case "ended":
      return {
        line: `end ${entry.request}: ${entry.because}${entry.by === void 0 ? "" : ` by ${entry.by.login}`}`,
        trailers: [
          requestTrailer(entry.request),
          trailer("Ended", entry.at.toISOString()),
          ...entry.by === void 0 ? [] : [trailer("Ended-By", describePerson2(entry.by))]
        ]
      };
    case "refused": {
      const { path, pull, codes } = entry.refusal;
      return {
        line: `refuse ${path}: ${codes.join(", ")}${pull === void 0 ? "" : ` (#${pull})`}`,
        trailers: pull === void 0 ? [] : [trailer("Pull", `#${pull}`)]
      };
    }
    case "adopted": {
      const { commit, pull, approvers } = entry.adoption;
      return {
        line: `adopt the rules of ${commit.slice(0, 12)} (${pull === void 0 ? "pinned by the server" : `#${pull}`})`,
        trailers: [
          trailer("Rules", commit),
          ...pull === void 0 ? [] : [trailer("Pull", `#${pull}`)],
          ...approvers.map((person) => trailer("Approved-By", describePerson2(person)))
        ]
      };
    }
    case "observed":
      return {
        line: `observe ${entry.team.slug}: ${entry.members.map(({ login }) => login).join(", ") || "nobody"}`,
        trailers: [trailer("Team", `${entry.team.slug} (${entry.team.id})`)]
      };
    case "asked": {
      const { pull, requester, subject, request, entitlements = [] } = entry.asked;
      const who = subject === void 0 || subject.id === requester.id ? "" : ` for ${subject.login}`;
      const what = entitlements.map(describeEntitlement).join(", ") || "an unreadable request";
      return {
        line: `ask ${what}${who}, by ${requester.login} (#${pull})`,
        trailers: [
          ...request === void 0 ? [] : [requestTrailer(request)],
          trailer("Pull", `#${pull}`),
          trailer("Requester", describePerson2(requester))
        ]
      };
    }
    case "approved": {
      const { pull, request, approvers, startsAt } = entry.approved;
      return {
        line: `approve ${request}, from ${formatTime(startsAt)} (#${pull})`,
        trailers: [
          requestTrailer(request),
          trailer("Pull", `#${pull}`),
          ...approvers.map((person) => trailer("Approved-By", describePerson2(person)))
        ]
      };
    }
    case "closed":
      return {
        line: `close #${entry.pull} without a merge${entry.codes.length === 0 ? "" : `: ${entry.codes.join(", ")}`}`,
        trailers: [trailer("Pull", `#${entry.pull}`)]
      };
  }
}
function describeEntry2(entry, leases) {
  const who = `${unique(leases.map(describeSubject)).join(", ")} ${describeEntitlement(entry.entitlement)}`;
  const pulls = `(${unique(leases.map(({ pull }) => `#${pull}`)).join(", ")})`;
  switch (entry.kind) {
    case "intent":
      return `intend to grant ${who} until ${formatTime(entry.lease.endsAt)} ${pulls}`;
    case "granted":
      return `grant ${who} until ${formatTime(entry.until)} ${pulls}`;
    case "revoked":
      return `${entry.left ? "leave" : "revoke"} ${who}, ended ${formatTime(entry.scheduled)} ${pulls}`;
    case "failed":
      return `still held: ${who} (${entry.code}) ${pulls}`;
  }
}
function listTrailers(entry, leases) {
  const approvers = unique(leases.flatMap((lease) => lease.approvers.map(describePerson2)));
  return [
    ...leases.map(({ request }) => requestTrailer(request)),
    ...unique(leases.map(({ pull }) => `#${pull}`)).map((pull) => trailer("Pull", pull)),
    ...unique(leases.map(({ subject }) => describePerson2(subject))).map((who) => trailer("Subject", who)),
    ...unique(leases.flatMap(({ requester }) => requester ? [describePerson2(requester)] : [])).map(
      (who) => trailer("Requester", who)
    ),
    ...approvers.map((who) => trailer("Approved-By", who)),
    ...entry.kind === "intent" ? listRules(entry.lease) : [],
    ...listTimes(entry).map(([name2, time2]) => trailer(name2, time2.toISOString()))
  ];
}
var listRules = ({ policy }) => policy === void 0 ? [] : [trailer("Policy", `${policy.name} (${policy.blob})`), trailer("Rules", policy.commit)];
function listTimes(entry) {
  switch (entry.kind) {
    case "intent":
      return [["Until", entry.lease.endsAt]];
    case "granted":
      return [["Until", entry.until]];
    case "revoked":
      return [
        ["Scheduled", entry.scheduled],
        ["Ended", entry.at]
      ];
    case "failed":
      return [["Failed", entry.at]];
  }
}
function leasesOf2(entry, state) {
  if (entry.kind === "intent") return [entry.lease];
  const leases = state.holdings.get(holdingKey(entry))?.leases ?? [];
  const about = leases.filter((lease) => isAbout(entry, lease));
  const last = leases.at(-1);
  if (last === void 0)
    throw new Error(`No lease explains the ${entry.kind} entry of "${holdingKey(entry)}".`);
  return about.length > 0 ? about : [last];
}
function isAbout(entry, lease) {
  switch (entry.kind) {
    case "granted":
      return isLive(lease, entry.at);
    case "revoked":
      return isEndedBy(lease, entry);
    case "failed":
      return hasEnded(lease, entry.at);
  }
}
function countKinds(entries) {
  const kinds = unique(entries.map(({ kind }) => kind));
  return kinds.map((kind) => `${verbs[kind]} ${entries.filter((entry) => entry.kind === kind).length}`).join(", ");
}
var describePerson2 = ({ login, id }) => `${login} (${id})`;
var describeSubject = ({ subject, principal }) => oneLine2(subject.login === principal ? principal : `${subject.login} (${principal})`);
var trailer = (name2, value) => `Hallpass-${name2}: ${oneLine2(value)}`;
var oneLine2 = (value) => value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
var unique = (values) => [...new Set(values)];

export {
  getRoundingMethod,
  differenceInMilliseconds,
  differenceInSeconds,
  draftOf,
  findByRequest,
  findByBase,
  findByIds,
  findBySubject,
  inheritIndex,
  noteInIndex,
  timeSchema,
  recordCodec,
  isAsObserved,
  serializeObservedTeam,
  parseObservedTeam,
  emptyLedger,
  applyEntries,
  applyToHoldings,
  isEndedBy,
  leasesOf,
  listLeases,
  isHoldingEntry,
  describeRound,
  formatTime,
  isInvisible,
  listInvisible,
  describeCharacter,
  findHidden,
  showHidden,
  plain,
  escapeMarkdown,
  flattenProse,
  escapeInLine,
  code,
  cutLines,
  describeTime,
  describeMoment,
  providerFailures,
  isAlertCode,
  explainRefusal,
  findMeaning,
  findAdvice,
  listRefusalReasons,
  EXPLAINED,
  describeMerge,
  describeEntry,
  describeEnd,
  describeWaiting,
  describeRefusal,
  describeAskingAgain,
  describeRevertPull,
  describeSeconds
};
