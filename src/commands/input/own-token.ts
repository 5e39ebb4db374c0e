import { UsageError } from "../runner/failure.ts";

/** For the message to a person who gave no token. */
interface Need {
  /** A token of whom. */
  readonly whose: string;
  /** The command as it would be with a token, without `hallpass`. */
  readonly example: string;
  /** How to do without one, as a sentence. */
  readonly otherwise?: string;
}

/** The token of the person who runs the command, from GH_TOKEN. Throws `UsageError` without one. */
export function requireToken(
  { whose, example, otherwise }: Need,
  token = process.env.GH_TOKEN ?? "",
): string {
  if (token !== "") return token;
  const advice = `give ${whose}, for example GH_TOKEN=$(gh auth token) hallpass ${example}.`;
  throw new UsageError(
    `GH_TOKEN is not set: ${[advice, ...(otherwise === undefined ? [] : [otherwise])].join(" ")}`,
  );
}

/** For commands that can be tried without GitHub. */
export const OFFLINE = "With --offline FOLDER GitHub is not asked.";
