import { defineArea } from "../entry.ts";

export const ssh = defineArea({
  title: "SSH certificates",
  intro:
    "The certificate authority that Hallpass signs with. [docs/providers/ssh.md](providers/ssh.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    SSH_KEY_EXPOSED: {
      means: "Other accounts of the server can read the authority's private key.",
      happens: "The file's mode is wider than 0600.",
      fix: "Run the chmod in the message. If others could log in to the server, make a new authority.",
    },
    SSH_KEY_OTHER: {
      means: "Hallpass cannot sign with the authority that the configuration names.",
      happens: "The private key is missing, belongs to another public key, or the agent does not have it.",
      fix: "Correct `caPublicKey`, or the place of the private key, in HALLPASS_PROVIDERS.",
    },
    SSH_NOT_TRUSTED: {
      means: "The hosts do not trust the authority, so its certificates open nothing.",
      happens: "`trustedKeysFile` lacks the authority's public key.",
      fix: "Add the line of `caPublicKey` to the file of TrustedUserCAKeys on the hosts.",
    },
    SSH_FOLDER_MISSING: {
      means:
        "The record of what was issued, or the revocation list, is missing. Nothing is granted, and no early end is made.",
      happens: "`folder` is misspelt, or was never set up, or was lost.",
      fix: "Correct `folder` in HALLPASS_PROVIDERS, or set it up as docs/providers/ssh.md says. If it was lost while leases lived, make a new authority.",
    },
    SSH_FOLDER_OPEN: {
      means: "Other accounts of the server can change what was issued or revoked.",
      happens: "The folder, or something in it, is writable for the group or for everybody.",
      fix: "Run the chmod in the message.",
    },
    SSH_NOT_PUBLISHED: {
      means: "The hosts may lack the last change of the revocation list.",
      happens: "The program `publish` failed, or was interrupted.",
      fix: "Correct the program. The next grant or end runs it again.",
    },
    SSH_SESSIONS_SURVIVE: {
      means: "A session that is open at the end of a grant goes on.",
      happens:
        "sshd looks at a certificate at login alone, and no `endSessions` is configured. Or no `publish` is: then a session may begin after others were ended.",
      fix: "Set `endSessions` and `publish`, as docs/providers/ssh.md shows.",
    },
    SSH_SHELL: {
      means: "A role gives a shell, or forwards ports: what its holder starts there survives the end.",
      happens: "The role has no `forceCommand`, or permits `port-forwarding`.",
      fix: "Give the role a `forceCommand`, or set up the hosts as docs/providers/ssh.md says.",
    },
    SSH_CLOCK: {
      means: "The clock of the server that serves the certificates is far from Hallpass's.",
      happens: "One of the two machines has no NTP. A certificate ends by the clock of the host.",
      fix: "Set up NTP on Hallpass's server and on the hosts.",
    },
  },
});
