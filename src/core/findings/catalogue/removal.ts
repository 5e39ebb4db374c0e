import { defineArea } from "./entry.ts";

export const removal = defineArea({
  title: "Revert pull requests",
  intro:
    "A pull request that removes requests may remove ended ones, or end access that its author or an owner may end.",
  seenIn: ["pull request check"],
  entries: {
    RECEIPT_EMPTY: {
      means: "The pull request changes nothing.",
      happens: "The files were already removed by another pull request.",
      fix: "Close it.",
    },
    RECEIPT_OTHER_FILE: {
      means: "The pull request changes a file besides removing requests.",
      happens: "A person pushed to the branch of a revert pull request.",
      fix: "Take the change out, or open another pull request for it.",
    },
    RECEIPT_LIVE: {
      means: "The pull request removes a request whose access has not ended.",
      happens: "The file was removed before its time was over, by a person who may not end the access.",
      fix: "Wait for the end. The subject, an approver or an owner who approves the pull request can end it early.",
    },
    RECEIPT_HELD: {
      means: "The access has ended, but Hallpass has not recorded the revocation yet.",
      happens: "The revocation is still running, or the provider is unavailable.",
      fix: "Wait. The check runs again when the revocation is recorded.",
    },
    RECEIPT_UNKNOWN_REQUEST: {
      means: "The ledger knows the request, but no lease of it, so nothing says that it has ended.",
      happens: "The grant was never completed.",
      fix: "Restore the file, and ask an operator what happened to the request.",
    },
  },
});
