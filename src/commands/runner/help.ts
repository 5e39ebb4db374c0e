import { describeVariable } from "../../configuration/describe-variables.ts";
import { type Variable, variables } from "../../configuration/variables.ts";
import { renderTerms, wrapText } from "../output/wrap.ts";
import { helpOption } from "./arguments.ts";
import type { Command, Entry, Option } from "./command.ts";
import { exitCodeMeanings } from "./exit-codes.ts";

/** Lines that are longer are hard to read. */
const MAX_WIDTH = 100;

/** The help of one command, for a terminal of this width. */
export function renderHelp(name: string, command: Command, columns: number): string {
  const width = Math.min(columns, MAX_WIDTH);
  const given = command.arguments;
  const sections = [
    renderUsage(name, command, width),
    ...command.description.split("\n\n").map((text) => wrapText(text, width).join("\n")),
    section("Arguments", given && [[given.name, given.meaning]], width),
    section("Options", listOptions(command), width),
    section(CONFIGURATION, listConfiguration(command), width),
    section("From the environment alone", Object.entries(command.environment ?? {}), width),
    command.examples.length > 0 && `Examples:\n${command.examples.map((line) => `  ${line}`).join("\n")}`,
    section("Exit codes", listExitCodes(command), width),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

const CONFIGURATION = "Configuration (environment, or the file given with --env; the environment wins)";

const section = (
  title: string,
  terms: readonly (readonly [string, string])[] | undefined,
  width: number,
): string | false =>
  terms !== undefined &&
  terms.length > 0 &&
  `${wrapText(`${title}:`, width).join("\n")}\n${renderTerms(terms, width)}`;

function renderUsage(name: string, command: Command, width: number): string {
  const start = `hallpass ${name}`;
  const forms = command.usage ?? [listParts(command).join(" ")];
  return forms
    .map((form, index) => {
      const prefix = index === 0 ? "Usage: " : "       ";
      // A placeholder stays beside its option.
      const parts = form.replaceAll(/(--[\w-]+) (?=[A-Z|])/gu, "$1\u0000");
      const lines = wrapText(`${start} ${parts}`.trimEnd(), width - prefix.length - 2);
      return prefix + lines.join(`\n${" ".repeat(prefix.length + 2)}`).replaceAll("\u0000", " ");
    })
    .join("\n");
}

function listParts({ options, arguments: given }: Command): string[] {
  const words = given === undefined ? [] : [given.count === "one" ? given.name : `[${given.name}...]`];
  return [...words, ...Object.entries(options).map(([name, option]) => `[${writeOption(name, option)}]`)];
}

const writeOption = (name: string, { value }: Option): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`;

const listOptions = ({ options }: Command): (readonly [string, string])[] => [
  ...Object.entries(options).map(([name, option]) => [writeOption(name, option), explain(option)] as const),
  ["-h, --help", helpOption.meaning],
];

function explain({ meaning, multiple, choices, unset }: Option): string {
  const notes = [
    meaning,
    ...(choices === undefined ? [] : [`one of ${choices.join(", ")}`]),
    ...(multiple ? ["may be repeated"] : []),
  ].join("; ");
  return unset === undefined ? notes : `${notes} (${unset})`;
}

const listConfiguration = ({ configuration = [] }: Command): (readonly [string, string])[] =>
  configuration.map((key) => {
    const variable: Variable = variables[key];
    return [variable.name, describeVariable(variable)];
  });

const listExitCodes = ({ exitCodes }: Command): (readonly [string, string])[] =>
  Object.entries({ ...exitCodeMeanings, ...exitCodes }).filter(
    ([code]) => code !== "1" || exitCodes[1] !== undefined,
  );

/** The help of `hallpass` itself. */
export function renderOverview(entries: readonly Entry[], columns: number): string {
  const width = Math.min(columns, MAX_WIDTH);
  const about = "Just-in-time access, requested, approved, granted, ended and audited in pull requests.";
  const more = [
    ["help COMMAND", "explain a command, as hallpass COMMAND --help does"],
    ["--version", "print the version"],
  ] as const;
  return [
    "Usage: hallpass <command> [options]",
    wrapText(about, width).join("\n"),
    renderTerms([...entries.map(({ name, summary }) => [name, summary] as const), ...more], width),
    section("Exit codes", Object.entries(exitCodeMeanings), width),
  ]
    .join("\n\n")
    .concat("\n");
}
