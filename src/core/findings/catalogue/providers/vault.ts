import { defineArea } from "../entry.ts";

export const vault = defineArea({
  title: "Vault and OpenBao",
  intro:
    "The rights of Hallpass's AppRole. [docs/providers/vault.md](providers/vault.md) has the policy it needs.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    VAULT_RIGHT_MISSING: {
      means: "Hallpass's token lacks a right that grants or ends need.",
      happens: "The AppRole has another policy than the page gives, or the provider has another name by now.",
      fix: "Give Hallpass's AppRole the policy of docs/providers/vault.md.",
    },
    VAULT_RIGHT_EXCESSIVE: {
      means: "Hallpass's token may write more than its own groups.",
      happens: "The AppRole has a policy beside the one that the page gives.",
      fix: "Take that policy from the AppRole.",
    },
  },
});
