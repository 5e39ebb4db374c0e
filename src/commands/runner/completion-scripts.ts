import { helpOption } from "./arguments.ts";
import type { Option, Options } from "./command.ts";

/** A command as a shell completes it. */
export interface Completable {
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
}

const listOptions = ({ options }: Completable): [string, Option][] =>
  Object.entries({ ...options, help: helpOption });

const namesOf = (commands: readonly Completable[]): string => commands.map(({ name }) => name).join(" ");

/** For single quotes of a POSIX shell, and of fish. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function renderBash(commands: readonly Completable[]): string {
  const cases = commands.map(
    (command) =>
      `    ${command.name}) options="${listOptions(command)
        .map(([name]) => `--${name}`)
        .join(" ")}" ;;`,
  );
  const choices = commands.flatMap((command) =>
    listOptions(command).flatMap(([name, { choices = [] }]) =>
      choices.length === 0 ? [] : [`    ${command.name}:--${name}) words="${choices.join(" ")}" ;;`],
    ),
  );
  return `# hallpass: completion for bash
_hallpass() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  local options="" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "help --version ${namesOf(commands)}" -- "$current"))
    return
  fi
  if [ "$command" = help ]; then
    COMPREPLY=($(compgen -W "${namesOf(commands)}" -- "$current"))
    return
  fi
  case "$command" in
${cases.join("\n")}
  esac
  case "$command:$previous" in
${choices.join("\n")}
    completion:completion) words="bash zsh fish" ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _hallpass hallpass
`;
}

function renderZsh(commands: readonly Completable[]): string {
  const describe = ({ name, summary }: Completable): string => `    ${quote(`${name}:${summary}`)}`;
  const cases = commands.map(
    (command) =>
      `    ${command.name}) _arguments ${[...listOptions(command).map(zshOption), zshRest(command)].join(" ")} ;;`,
  );
  return `#compdef hallpass
# hallpass: completion for zsh
_hallpass() {
  local -a commands
  commands=(
${commands.map(describe).join("\n")}
    'help:explain a command'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
    help) _describe command commands ;;
  esac
}
# From a folder of $fpath, zsh runs this file as the function itself.
if [ "$funcstack[1]" = _hallpass ]; then _hallpass "$@"; else compdef _hallpass hallpass; fi
`;
}

const zshRest = ({ name }: Completable): string =>
  name === "completion" ? "'1:shell:(bash zsh fish)'" : "'*:file:_files'";

function zshOption([name, { type, multiple, value = "", meaning, choices }]: [string, Option]): string {
  const about = meaning.replaceAll(/[[\]:\\]/gu, "\\$&");
  const argument =
    type === "boolean" ? "" : `:${value}:${choices === undefined ? "_files" : `(${choices.join(" ")})`}`;
  return quote(`${multiple ? "*" : ""}--${name}[${about}]${argument}`);
}

function renderFish(commands: readonly Completable[]): string {
  const names = commands.map(
    ({ name, summary }) =>
      `complete -c hallpass -f -n __fish_use_subcommand -a ${name} -d ${quoteFish(summary)}`,
  );
  const options = commands.flatMap((command) =>
    listOptions(command).map(([name, { type, meaning, choices }]) =>
      [
        `complete -c hallpass -n '__fish_seen_subcommand_from ${command.name}' -l ${name}`,
        ...(type === "string" ? ["-r"] : []),
        ...(choices === undefined ? [] : [`-f -a '${choices.join(" ")}'`]),
        `-d ${quoteFish(meaning)}`,
      ].join(" "),
    ),
  );
  return [
    "# hallpass: completion for fish",
    ...names,
    "complete -c hallpass -f -n __fish_use_subcommand -a help -d 'explain a command'",
    `complete -c hallpass -f -n '__fish_seen_subcommand_from help' -a '${namesOf(commands)}'`,
    "complete -c hallpass -f -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'",
    ...options,
    "",
  ].join("\n");
}

const quoteFish = (text: string): string => `'${text.replaceAll(/['\\]/gu, "\\$&")}'`;

export const renderers = { bash: renderBash, zsh: renderZsh, fish: renderFish } as const;
