/** Shorter waits show nothing. */
const PATIENCE_MS = 2000;

/** Shows a progress line, and returns a function that removes it. */
export type Show = (text: string) => Promise<() => void>;

/** Does the work. After two seconds, a terminal on standard error shows a progress line. */
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

/** The library restores the cursor on a signal, and keeps the line below the output of the command. */
async function showSpinner(text: string): Promise<() => void> {
  const { default: createSpinner } = await import("yocto-spinner");
  const spinner = createSpinner({ text, stream: process.stderr }).start();
  return () => {
    spinner.stop();
  };
}
