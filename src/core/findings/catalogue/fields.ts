import { defineArea } from "./entry.ts";

export const fields = defineArea({
  title: "Fields and values",
  intro:
    "The file is valid YAML, but a field or a value is not as documented. The message names the field, the value and the limit.",
  seenIn: ["pull request check", "`hallpass check`", "comment on the pull request"],
  refusal: "the file is not a valid request",
  entries: {
    FIELD_UNKNOWN: {
      means: "The file has a field that Hallpass does not know.",
      happens:
        "The name is misspelt, or the field belongs to a newer version. Hallpass never ignores a field.",
      fix: "Remove the field, or correct its name. The message proposes the nearest one.",
    },
    FIELD_MISSING: {
      means: "A required field is missing.",
      happens: "It was left out, or stands at the wrong indentation.",
      fix: "Add the field. The message shows an example.",
    },
    FIELD_TYPE: {
      means: "A value has the wrong type: for example a number where text is needed.",
      happens:
        "YAML reads `2024`, `true` and `null` as number, boolean and nothing, unless they are in quotes.",
      fix: "Put text in quotes, or write the value as the message shows.",
    },
    VALUE_PATTERN: {
      means: "A value does not have the required form.",
      happens:
        "A duration has no unit, a name has an upper-case letter, or a letter of another alphabet looks like an ASCII letter.",
      fix: "Write the value as the example in the message.",
    },
    VALUE_ENUM: {
      means: "A value is not one of the allowed ones.",
      happens: "It is misspelt, or belongs to a newer version.",
      fix: "Use one of the values that the message lists.",
    },
    VALUE_LENGTH: {
      means: "A text is too short or too long.",
      happens: "The message names the length and the limit.",
      fix: "Lengthen or shorten the text.",
    },
    VALUE_RANGE: {
      means: "A number is too small or too large.",
      happens: "The message names the number and the limit.",
      fix: "Use a number within the limit.",
    },
    VALUE_NUMBER: {
      means: "A number is not a plain whole number.",
      happens: "`010`, `0x10`, `1e3` and very long numbers mean something else than they show.",
      fix: "Write digits only, or put the value in quotes if it is text.",
    },
    VALUE_INVALID: {
      means: "A value does not fit its field.",
      happens: "The message names the field and the rule.",
      fix: "Write the value as documented.",
    },
    ITEMS_COUNT: {
      means: "A list has too few or too many entries.",
      happens: "The message names the count and the limit.",
      fix: "Add or remove entries. Split a large request into several.",
    },
    ITEMS_REPEATED: {
      means: "A list has the same entry twice.",
      happens: "A line was copied and not changed.",
      fix: "Remove one of the two.",
    },
    NAME_PATTERN: {
      means: "A name that you chose, such as that of a provider, does not have the required form.",
      happens: "It has an upper-case letter, a space or another character that is not allowed.",
      fix: "Write the name as the example in the message.",
    },
    FINDINGS_MORE: {
      means: "The file has more mistakes than are shown.",
      happens: "Only the first 50 are listed.",
      fix: "Correct those first, then run the check again.",
    },
  },
});
