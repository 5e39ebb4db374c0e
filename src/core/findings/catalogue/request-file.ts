import { defineArea } from "./entry.ts";

export const requestFile = defineArea({
  title: "The request file and its pull request",
  intro:
    "One pull request adds one file, `access-requests/<team>/<name>.yaml`, and nothing else. These codes say how a pull request differs from that.",
  seenIn: ["pull request check", "comment on the pull request"],
  entries: {
    NO_REQUEST: {
      means: "The pull request adds no request file.",
      happens: "The file lies outside access-requests/, or its last commit removed it.",
      fix: "Add one file under access-requests/.",
      refusal: "it has no request file",
    },
    SECOND_REQUEST: {
      means: "The pull request adds more than one request.",
      happens: "Several requests were committed to one branch.",
      fix: "Open one pull request for each request.",
      refusal: "it has more than one request",
    },
    STRAY_FILE: {
      means: "A file that is not a request lies among the requests, or comes with one.",
      happens: "A `.DS_Store`, an editor's backup or another change was committed too.",
      fix: "Take the file out of the pull request. Open another pull request for other changes.",
      refusal: "it brings other files beside the request",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    REQUEST_IMMUTABLE: {
      means: "The pull request changes or renames a request that is already on the default branch.",
      happens: "An old request was edited, for example to extend it.",
      fix: "Restore the file. Ask with a new file; to prolong access, use `extends`.",
      refusal: "it changes a request that was made before",
    },
    ID_USED: {
      means: "The name of the file was used by an earlier request.",
      happens:
        "A request file was copied and kept its name. A name is used once, also after the file is removed.",
      fix: "Rename the file.",
      refusal: "its file name was used before",
    },
    PATH_INVALID: {
      means: "The path is not `access-requests/<team>/<name>.yaml`.",
      happens: "The file ends in .yml, lies in a subfolder, or its name has upper-case letters or spaces.",
      fix: "Rename the file as the message proposes.",
      refusal: "its path is none of a request, which is access-requests/FOLDER/NAME.yaml",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    PATH_LOOKALIKE: {
      means: "The path looks like a place that Hallpass reads, and is another one.",
      happens: "A folder is misspelt, such as access-request/, or has a letter of another alphabet.",
      fix: "Use the exact path that the message names, or a name that is not similar to it.",
      refusal: "its path looks like another one",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    REQUEST_MISPLACED: {
      means: "A file reads like an access request, but Hallpass reads no requests where it lies.",
      happens: "It was added to the root of the repository or to another folder.",
      fix: "Move it to `access-requests/<team>/<name>.yaml`. Put an example into a Markdown file.",
      refusal: "the file is in the wrong place",
      seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
    },
    NOT_A_PLAIN_FILE: {
      means: "The request is a symbolic link, a submodule or an executable file.",
      happens: "git recorded another mode than 100644.",
      fix: "Add it as a plain file. `git update-index --chmod=-x FILE` removes the executable bit.",
      refusal: "the request is not a plain file",
    },
    FILE_TOO_LARGE: {
      means: "The request file is larger than 16 KiB.",
      happens: "The reason holds a whole log.",
      fix: "Shorten the reason, or ask for less at once.",
      refusal: "the request file is too large",
    },
    FORK: {
      means: "The branch of the pull request is in a fork.",
      happens: "GitHub makes a fork for a person who may only read the access repository.",
      fix: "Ask an administrator for the role Write on the repository, close the pull request, and ask again from a branch of the repository itself.",
      refusal: "its branch is in a fork",
    },
    WRONG_BASE: {
      means: "The pull request goes into another branch than the default branch.",
      happens: "It was opened against a feature branch.",
      fix: "Change its base to the default branch.",
      refusal: "it was not merged into the default branch",
    },
    PLACE_UNKNOWN: {
      means: "The file lies outside the checkout, so the rules of its folder could not be compared.",
      happens: "`hallpass check` was given a file elsewhere on the disk.",
      fix: "Put the file where it will be, and check it there.",
      seenIn: ["`hallpass check`"],
    },
    NO_POLICIES: {
      means: "No policies were found, so only the form of the file was checked.",
      happens: "The file lies outside a clone of the access repository.",
      fix: "Name the clone with `--root DIR`.",
      seenIn: ["`hallpass check`"],
    },
  },
});
