import { defineArea } from "../entry.ts";

export const kubernetes = defineArea({
  title: "Kubernetes",
  intro:
    "The rights of Hallpass's account in a cluster. [docs/providers/kubernetes.md](providers/kubernetes.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    KUBERNETES_RIGHT_MISSING: {
      means: "The account lacks a right that a grant or an end needs.",
      happens: "The RBAC objects of the page were not applied, or were made for other roles or namespaces.",
      fix: "Give it the right in the message.",
    },
    KUBERNETES_NO_PATCH: {
      means:
        "The account may not change bindings, so a finalizer or an admission webhook could keep access after its end.",
      happens: "The verb `patch` is missing among its rights on bindings.",
      fix: "Add `patch`.",
    },
    KUBERNETES_EXCESS: {
      means: "The account may do more than grant the configured roles.",
      happens: "It was given cluster-admin, or a rule without `resourceNames`.",
      fix: "Take the right away.",
    },
    KUBERNETES_NOT_FOUND: {
      means: "A configured namespace or role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or it was deleted.",
      fix: "Create it, or remove it from HALLPASS_PROVIDERS.",
    },
    KUBERNETES_POWERFUL_ROLE: {
      means:
        "A holder of a configured role could keep the access or stop its end. Hallpass refuses to grant it.",
      happens:
        "The role may change roles or bindings, impersonate, or act as an account of the cluster or of Hallpass.",
      fix: "Name a smaller role in HALLPASS_PROVIDERS.",
    },
    KUBERNETES_LASTING_ROLE: {
      means: "What a holder of a configured role makes may go on working after the end.",
      happens: "The role may make pods, read Secrets or ask for tokens of service accounts, as `edit` does.",
      fix: "Name a smaller role in HALLPASS_PROVIDERS, or accept it.",
    },
    KUBERNETES_KYVERNO: {
      means: "Kyverno would not remove a binding at its end, so Hallpass grants nothing.",
      happens:
        "Its cleanup controller does not run, or its service account may not watch, list and delete bindings.",
      fix: "Put Kyverno right, or remove `kyverno` from HALLPASS_PROVIDERS.",
    },
    KUBERNETES_BINDING_LEFT: {
      means: "A binding of a grant that has ended is still there. It gives nothing.",
      happens: "A finalizer or an admission webhook keeps it from being deleted.",
      fix: "Remove what keeps it, and delete it.",
    },
  },
});
