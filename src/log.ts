import type { Log } from "./core/ports/log.ts";

/** JSON lines, one event each. The only door to the output: every secret known at start is masked here, whatever field it is in. */
export function createLog(write: (line: string) => void, secrets: readonly string[], now: () => Date): Log {
  const masks = secrets.filter((secret) => secret.length >= 8);
  const log =
    (level: string) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      const line = JSON.stringify({ time: now(), level, msg: message, ...fields }, showErrors);
      write(`${masks.reduce((text, secret) => text.replaceAll(escapeJson(secret), "***"), line)}\n`);
    };
  return { info: log("info"), warn: log("warn"), error: log("error") };
}

const escapeJson = (text: string): string => JSON.stringify(text).slice(1, -1);

function showErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return {
    name,
    message,
    stack,
    ...("code" in value ? { code: value.code } : {}),
    ...(cause ? { cause } : {}),
  };
}
