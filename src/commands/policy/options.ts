import { jsonOption, keyOption } from "../input/options.ts";
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
  from: {
    type: "string",
    value: "COMMIT",
    meaning: "replay: the rules that decide first, at this commit",
    unset: "the default branch",
  },
  to: {
    type: "string",
    value: "COMMIT",
    meaning: "replay: the rules they are compared with, at this commit",
    unset: "the files of the checkout",
  },
  since: {
    type: "string",
    value: "TIME",
    meaning: "replay: only requests that were decided from then on, or a duration before now such as 90d",
    unset: "all of them",
  },
  key: { ...keyOption, meaning: `replay: ${keyOption.meaning}` },
  json: jsonOption,
} as const;

export type Given = Values<typeof options>;
