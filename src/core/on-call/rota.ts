import { hoursToMilliseconds } from "date-fns/hoursToMilliseconds";
import type { FromSchema } from "json-schema-to-ts";
import { addFindings, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, githubId, personLogin } from "../document/schema.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { INSTANT_PATTERN, parseInstant } from "../text/instant.ts";
import { ROTA_NAME_PATTERN } from "./on-call-schema.ts";

/** Bytes of one rota: room for its 500 shifts. */
export const MAX_ROTA_BYTES = 64 * 1024;

/** A longer shift is a team in disguise: it would let a person ask at any time. */
const LONGEST_SHIFT_HOURS = 31 * 24;

const instant = {
  type: "string",
  pattern: INSTANT_PATTERN,
  description: "A moment in UTC: 2026-11-30T08:00Z",
  examples: ["2026-11-30T08:00Z"],
} as const;

export const rotaSchema = {
  title: "Rota",
  description: "Who is on call when: policies/rota/<name>.yaml.",
  type: "object",
  additionalProperties: false,
  required: ["shifts"],
  properties: {
    description: { type: "string", maxLength: 500, description: "Its purpose, in at most 500 characters" },
    shifts: {
      type: "array",
      description: "Shifts: a list of { login, id, from, to }. They may overlap",
      maxItems: 500,
      items: {
        type: "object",
        description: "A shift: { login, id, from, to }; the id decides, the login is for people",
        additionalProperties: false,
        required: ["login", "id", "from", "to"],
        properties: {
          login: personLogin,
          id: githubId,
          from: instant,
          to: { ...instant, description: "A moment in UTC, not included, at most 31 days after `from`" },
        },
      },
    },
  },
} as const;

export type Rota = FromSchema<typeof rotaSchema>;

const shape = new RegExp(`^policies/rota/(${ROTA_NAME_PATTERN.slice(1, -1)})\\.yaml$`, "u");

/** The name of a rota, by its path; undefined for any other file. */
export const rotaNameOf = (path: string): string | undefined => shape.exec(path)?.[1];

const validate = buildValidator<Rota>(rotaSchema);

export const parseRota = (source: string | Uint8Array, file: string): Parsed<Rota> =>
  addFindings(
    parseDocument(validate, source, file, MAX_ROTA_BYTES, (at) => at === "/description"),
    ({ shifts }) => shifts.flatMap(judgeShift),
  );

function judgeShift({ from, to }: Rota["shifts"][number], index: number): Finding[] {
  const at = `/shifts/${index}`;
  const [start, end] = [parseInstant(from), parseInstant(to)];
  const refuse = (message: string): Finding[] => [
    mistake("ROTA_SHIFT", message, "Write a time that exists, with `to` after `from`, at most 31 days.", at),
  ];
  if (start === undefined || end === undefined)
    return refuse(`${start === undefined ? from : to} is no time.`);
  if (end <= start) return refuse(`The shift ends at ${to}, not after its beginning at ${from}.`);
  return end.getTime() - start.getTime() > hoursToMilliseconds(LONGEST_SHIFT_HOURS)
    ? refuse(`The shift from ${from} to ${to} is longer than 31 days.`)
    : [];
}

/** Is the account on call at this moment? By its numeric id: another account may have the login by now. */
export const isOnCall = ({ shifts }: Rota, account: number, moment: Date): boolean =>
  shifts.some(({ id, from, to }) => {
    const [start, end] = [parseInstant(from), parseInstant(to)];
    return id === account && start !== undefined && end !== undefined && start <= moment && moment < end;
  });
