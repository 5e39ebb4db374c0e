import { defineArea } from "../entry.ts";

export const github = defineArea({
  title: "GitHub as a provider",
  intro:
    "The App that gives access at GitHub. [docs/providers/github.md](providers/github.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    GITHUB_PERMISSION_MISSING: {
      means: "The provider's App lacks a permission, so grants or revocations fail.",
      happens: "It was not set, or no owner of the organisation accepted it.",
      fix: "Set it in the App's settings, then accept it: organisation → Settings → GitHub Apps → (the App) → Configure.",
    },
    GITHUB_PERMISSION_BEYOND: {
      means: "The provider's App may do more than Hallpass needs there.",
      happens: "A permission was set that no configured access needs.",
      fix: "Set it to No access in the App's settings.",
    },
    GITHUB_TOKEN: {
      means: "The provider signs in with a token. Hallpass cannot see what the token may do.",
      happens: "HALLPASS_PROVIDERS has `tokenFrom` there.",
      fix: "Make a GitHub App with the permissions of docs/providers/github.md, and set `app`.",
    },
    GITHUB_ACCESS_UNUSABLE: {
      means: "A configured team, repository, role or environment cannot be given.",
      happens: "Its name leads to another id, it is gone, the App does not see it, or it gives too much.",
      fix: "Compare names and ids in HALLPASS_PROVIDERS with GitHub's.",
    },
  },
});
