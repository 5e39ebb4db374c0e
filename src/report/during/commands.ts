import type { Phase } from "../../core/during/status.ts";

interface Command {
  readonly line: string;
  /** When it means something; always where absent. */
  readonly when?: readonly Phase[];
}

const COMMANDS: readonly Command[] = [
  {
    line: "`/hallpass extend 1h` asks for more time. The person who received the access, or asked for it, can use this; it needs an approval of its own.",
    when: ["live"],
  },
  {
    line: "`/hallpass end` ends the access that this pull request gave. The person who received it and its approvers can use this.",
    when: ["live"],
  },
  { line: "`/hallpass check` reviews this open pull request again.", when: ["open"] },
  { line: "`/hallpass status` says who holds what until when." },
  { line: "`/hallpass help` shows this list." },
];

const NOT_NOW: Readonly<Record<Phase, string>> = {
  open: "Once access is there:",
  live: "While a pull request is open:",
  over: "Not now, because this pull request is closed and gives no access:",
};

/** All commands: first those that mean something now. */
export function describeCommands(phase: Phase): string {
  const isNow = ({ when }: Command): boolean => when === undefined || when.includes(phase);
  const list = (commands: readonly Command[]): string => commands.map(({ line }) => `- ${line}`).join("\n");
  return [
    "Write one of these as a new comment, with nothing else in it:",
    list(COMMANDS.filter(isNow)),
    NOT_NOW[phase],
    list(COMMANDS.filter((command) => !isNow(command))),
  ].join("\n\n");
}
