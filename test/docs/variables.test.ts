import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { renderEnvSample, renderVariableTable } from "../../src/configuration/describe-variables.ts";
import { listVariables, secretVariables } from "../../src/configuration/variables.ts";

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

afterEach(() => {
  vi.restoreAllMocks();
});

async function print(...argv: string[]): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await main(argv)).toBe(0);
  return write.mock.calls.map(([text]) => String(text)).join("");
}

describe("what follows from the table of the configuration (after a change: npm run build && npm run variables)", () => {
  it("docs/run.md has the table", () => {
    expect(read("docs/run.md")).toContain(renderVariableTable());
  });

  it("hallpass.env.sample is written from it, and hallpass serve --print-env prints it", async () => {
    expect(read("hallpass.env.sample")).toBe(renderEnvSample());
    expect(await print("serve", "--print-env")).toBe(renderEnvSample());
  });

  it.each(listVariables())("hallpass serve --help explains $name", async ({ name }) => {
    expect(await print("serve", "--help")).toContain(`\n  ${name} `);
  });

  it("every variable that holds a secret is masked", () => {
    expect([...secretVariables].sort()).toEqual([
      "HALLPASS_ATTESTOR_PRIVATE_KEY",
      "HALLPASS_ATTESTOR_TOKEN",
      "HALLPASS_LEDGER_KEY",
      "HALLPASS_METRICS_TOKEN",
      "OTEL_EXPORTER_OTLP_HEADERS",
      "PRIVATE_KEY",
      "WEBHOOK_SECRET",
    ]);
  });

  it("the sandbox's env file sets every required variable, and none that the server does not know", () => {
    const written = [...read("demo/src/sandbox/env-file.ts").matchAll(/^ +.*`([A-Z_]+)=/gmu)].map(
      ([, name]) => name,
    );
    const names = listVariables().map(({ name }) => name);
    expect(written.filter((name) => !names.includes(name ?? ""))).toEqual(["ORDERS_DB_PASSWORD"]);
    const required = listVariables().filter((variable) => variable.required === true);
    expect(required.filter(({ name }) => !written.includes(name))).toEqual([]);
  });
});
