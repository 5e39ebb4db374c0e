/** The width if standard output is not a terminal. */
const USUAL_WIDTH = 100;
const LEAST_WIDTH = 40;

type Environment = Readonly<Record<string, string | undefined>>;
type Stream = Pick<NodeJS.WriteStream, "isTTY" | "columns">;

/** The width of standard output, and whether it takes colours: https://no-color.org, and COLUMNS as shells set it. */
export function readTerminal(env: Environment = process.env, stream: Stream = process.stdout) {
  const isTerminal = stream.isTTY === true;
  const given = /^[1-9][0-9]{0,3}$/u.test(env.COLUMNS ?? "") ? Number(env.COLUMNS) : undefined;
  const width = given ?? (isTerminal ? stream.columns || USUAL_WIDTH : USUAL_WIDTH);
  return {
    width: Math.max(LEAST_WIDTH, width),
    isColoured: isTerminal && !env.NO_COLOR && env.TERM !== "dumb",
  };
}
