/** Shorter waits need no word. */
const PATIENCE_MS = 2000;

/** Shows that something goes on, and returns how to take it away again. */
export type Show = (text: string) => Promise<() => void>;

/** Does the work. On a terminal, standard error tells what it waits for once that takes two seconds. */
export async function withProgress<T>(
  text: string | undefined,
  work: () => Promise<T>,
  show: Show = showSpinner,
): Promise<T> {
  if (text === undefined || !process.stderr.isTTY) return work();
  let hide: Promise<() => void> | undefined;
  const timer = setTimeout(() => {
    hide = show(text);
  }, PATIENCE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    (await hide)?.();
  }
}

/** Its cursor comes back when the process is interrupted, and output of the command goes above it. */
async function showSpinner(text: string): Promise<() => void> {
  const { default: createSpinner } = await import("yocto-spinner");
  const spinner = createSpinner({ text, stream: process.stderr }).start();
  return () => {
    spinner.stop();
  };
}
