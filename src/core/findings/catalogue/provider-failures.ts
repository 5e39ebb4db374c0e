import { defineArea } from "./entry.ts";

/** `fix` is one clause, because commands continue it: "…, then run this again." */
export const providerFailures = defineArea({
  title: "A provider fails",
  intro:
    "Why a provider did not give or take back access. Hallpass tries a failed revocation again until it succeeds; `hallpass status` lists it.",
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
