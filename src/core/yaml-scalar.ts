const words = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);

/** A text as a value of YAML: plain where no reader could take it for anything else. */
export const writeScalar = (value: string): string =>
  /^[A-Za-z][A-Za-z0-9_-]*$/u.test(value) && !words.has(value.toLowerCase()) ? value : JSON.stringify(value);
