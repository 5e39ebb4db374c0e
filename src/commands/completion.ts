import { print } from "./output/terminal.ts";
import { type Command, defineCommand, type Entry } from "./runner/command.ts";
import { type Completable, renderers } from "./runner/completion-scripts.ts";
import { exitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const shells = Object.keys(renderers).join(", ");

/** `hallpass completion`, for these commands. */
export const completionOf = (entries: readonly Entry[]): Command =>
  defineCommand({
    description: "Prints a script that completes commands and options in your shell.",
    arguments: { name: "SHELL", meaning: `one of ${shells}`, count: "one" },
    options: {},
    examples: [
      "source <(hallpass completion bash)        # in ~/.bashrc",
      "source <(hallpass completion zsh)         # in ~/.zshrc, after compinit",
      "hallpass completion fish | source         # in ~/.config/fish/config.fish",
    ],
    exitCodes: {},
    async run(_, [shell, ...others]) {
      if (shell === undefined || others.length > 0 || !Object.hasOwn(renderers, shell))
        throw new UsageError(`Name one shell: ${shells}.`, { fix: "See hallpass completion --help." });
      const render = renderers[shell as keyof typeof renderers];
      print(render(await Promise.all(entries.map(load))));
      return exitCode.well;
    },
  });

const load = async ({ name, summary, load }: Entry): Promise<Completable> => ({
  name,
  summary,
  options: (await load()).options,
});
