import { defineArea } from "./entry.ts";

export const text = defineArea({
  title: "Text and YAML",
  intro:
    "Hallpass reads a strict part of YAML, so that a reviewer and the program read the same. A request file with one of these mistakes is refused.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  refusal: "the file is not a valid request",
  entries: {
    TEXT_ENCODING: {
      means: "The file is not UTF-8 text.",
      happens: "An editor saved it in another encoding, such as UTF-16 or Latin-1, or it is a binary file.",
      fix: "Save the file as UTF-8.",
    },
    TEXT_BYTE_ORDER_MARK: {
      means: "The file has a byte order mark (U+FEFF).",
      happens: "Some Windows editors add one when they save UTF-8.",
      fix: "Save the file as UTF-8 without a byte order mark.",
    },
    TEXT_LINE_END: {
      means: "The file has Windows line ends (CR LF).",
      happens: "An editor or git's `core.autocrlf` wrote them.",
      fix: "Save the file with LF line ends.",
    },
    TEXT_TAB: {
      means: "The file has a tab.",
      happens: "An editor indents with tabs. YAML allows only spaces.",
      fix: "Replace each tab with spaces.",
    },
    TEXT_INVISIBLE: {
      means: "The file has a character that a reviewer cannot see.",
      happens:
        "Text was copied from a web page or a chat: zero-width spaces and marks that reverse the direction of text come along. It can also be an attempt to show a reviewer something else.",
      fix: "Delete the character at the place that the message names, and type the text again.",
    },
    TEXT_TOO_LONG: {
      means: "The file is larger than its limit.",
      happens: "A reason holds a whole log, or the wrong file was committed.",
      fix: "Shorten it. Put long texts into the ticket that the reason names.",
    },
    YAML_SYNTAX: {
      means: "The file is not valid YAML.",
      happens:
        "A quote or a bracket is not closed, an indentation is off, or a value with `: ` or `#` has no quotes.",
      fix: "Correct the line that the message names. Compare it with the example in access-requests/README.md.",
    },
    YAML_EMPTY: {
      means: "The file is empty, or has only comments.",
      happens: "It was committed before it was filled in.",
      fix: "Write the fields. access-requests/README.md has an example.",
    },
    YAML_DUPLICATE_KEY: {
      means: "The same field is given twice.",
      happens: "A line was copied and not removed.",
      fix: "Keep one of the two lines.",
    },
    YAML_MANY_DOCUMENTS: {
      means: "The file holds more than one YAML document.",
      happens: "A line with `---` separates two documents.",
      fix: "Remove the `---` and everything after it. Open one pull request for each request.",
    },
    YAML_DIRECTIVE: {
      means: "A line starts with `%`, which changes how YAML is read.",
      happens: "A generator wrote `%YAML` or `%TAG`.",
      fix: "Remove the line.",
    },
    YAML_DEPTH: {
      means: "The file nests lists and maps too deeply.",
      happens: "It is not a document of Hallpass, or it was made to exhaust a parser.",
      fix: "Write the fields as documented. None needs more than a few levels.",
    },
    YAML_ALIAS: {
      means: "A value refers to another part of the file with `*name`.",
      happens: "The file uses a YAML alias, or a text begins with `*`.",
      fix: "Write the value out, or put it in quotes if it is text.",
    },
    YAML_ANCHOR: {
      means: "A part of the file is named with `&name`, to be repeated elsewhere.",
      happens: "The file uses a YAML anchor, or a text begins with `&`.",
      fix: "Remove the anchor, or put the value in quotes if it is text.",
    },
    YAML_TAG: {
      means: "A tag such as `!!str` changes the meaning of a value.",
      happens: "The file uses a YAML tag, or a text begins with `!`.",
      fix: "Remove the tag. Put the value in quotes if it is text.",
    },
    YAML_MERGE_KEY: {
      means: "The merge key `<<` copies fields from another part of the file.",
      happens: "The file uses a YAML merge key.",
      fix: "Write the fields out.",
    },
    YAML_KEY: {
      means: "The name of a field is not a plain word.",
      happens: "The name is a number, a list or a map, has an anchor or a tag, or is `__proto__`.",
      fix: "Use the name as it is documented.",
    },
    YAML_COMMENT: {
      means: "A `#` cuts off the rest of a value.",
      happens: "YAML reads a `#` after a space as the start of a comment, for example in `reason: fix #17`.",
      fix: 'Put the value in quotes: `reason: "fix #17"`. Put a real comment on a line of its own.',
    },
  },
});
