import { jsonOption } from "../input/options.ts";
import type { Values } from "../runner/command.ts";

export const options = {
  root: {
    type: "string",
    value: "DIR",
    meaning: "the checkout of the access repository",
    unset: "the nearest folder around the file, or around here, that has policies/",
  },
  "approved-by": {
    type: "string",
    multiple: true,
    value: "LOGIN",
    meaning: "explain: pretend that this person approved",
  },
  requester: {
    type: "string",
    value: "LOGIN",
    meaning: "explain: the person who opens the pull request",
    unset: "the subject",
  },
  member: {
    type: "string",
    multiple: true,
    value: "TEAM=LOGIN",
    meaning: "explain: the members of a team, with commas between them",
    unset: "whoever has to be in it",
  },
  folder: {
    type: "string",
    value: "TEAM",
    meaning: "explain: the folder of access-requests/ that the file is for",
    unset: "the one it lies in",
  },
  at: { type: "string", value: "TIME", meaning: "explain: judge it at this time", unset: "now" },
  json: jsonOption,
} as const;

export type Given = Values<typeof options>;
