import { defineArea } from "../entry.ts";

export const receivers = defineArea({
  title: "Webhook and command",
  intro:
    "Receivers of messages: what the configuration promises of them, and how they are protected. [docs/providers/webhook.md](providers/webhook.md) and [docs/providers/command.md](providers/command.md) explain the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    RECEIVER_PROMISE: {
      means: "The configuration promises something of the receiver that the receiver does not say of itself.",
      happens: "One of them was changed without the other.",
      fix: "Write in HALLPASS_PROVIDERS what the receiver says, or change the receiver.",
    },
    RECEIVER_NO_ENTITLEMENT: {
      means: "A configured resource or role is unknown to the receiver.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the receiver lost it.",
      fix: "Add it to the receiver, or remove it from HALLPASS_PROVIDERS.",
    },
    RECEIVER_BEYOND: {
      means: "The receiver gives access that the configuration does not name.",
      happens: "It was removed from HALLPASS_PROVIDERS, or the receiver does more than it should.",
      fix: "Remove it from the receiver, or name it in HALLPASS_PROVIDERS.",
    },
    WEBHOOK_ADDRESS: {
      means: "Hallpass does not connect to the receiver's address.",
      happens:
        "Its host name stands for a private address that `networks` does not list, for a cloud's metadata service, or for no address.",
      fix: "Follow the message: correct the host name, or list the network in `networks`.",
    },
    WEBHOOK_UNVERIFIED: {
      means:
        "The receiver obeys messages that Hallpass did not sign, so that anybody who reaches it can grant access.",
      happens: "It does not verify the signature.",
      fix: "Verify the signature before anything else, as the example in docs/providers/webhook.md does.",
    },
    WEBHOOK_REPLAY: {
      means: "The receiver obeys old messages, so that a recorded grant can be sent again later.",
      happens: "It does not compare `webhook-timestamp` with its clock.",
      fix: "Refuse messages that are more than five minutes old or early.",
    },
    COMMAND_MISSING: {
      means: "The command cannot be started.",
      happens: "The file does not exist, is not a regular file, or Hallpass's user may not execute it.",
      fix: "Install the command, or correct `program` in HALLPASS_PROVIDERS.",
    },
    COMMAND_WRITABLE: {
      means: "Other accounts of the machine may change the command, and so grant themselves access.",
      happens:
        "The file or a folder above it may be written by its group or by everybody, or belongs to somebody else.",
      fix: "Run the command in the message.",
    },
  },
});
