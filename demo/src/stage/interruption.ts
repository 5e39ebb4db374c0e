const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interruption {
  readonly signal: AbortSignal;
  abort(reason: Error): void;
  /** Restores the default effect of signals. */
  forget(): void;
}

/** Turns Ctrl-C, a signal and a closed reader (`| head`) into one abort, so that all processes stop in order. */
export function listenForEnd(): Interruption {
  const controller = new AbortController();
  const abort = (reason: Error): void => controller.abort(reason);
  const onSignal = (name: string): void => abort(new Error(`It was told to end by ${name}.`));
  const onBrokenPipe = (error: Error): void => abort(error);
  for (const name of SIGNALS) process.on(name, onSignal);
  process.stdout.on("error", onBrokenPipe);
  return {
    signal: controller.signal,
    abort,
    forget: () => {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
