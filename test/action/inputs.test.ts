import { afterEach, describe, expect, it, vi } from "vitest";
import { readInputs } from "../../action/inputs.ts";

const env = { GITHUB_REPOSITORY: "acme/access", HALLPASS_PROVIDERS: "[]" };

function give(inputs: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  return readInputs(env);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("The Action's inputs", () => {
  it("keep nothing between runs, and need a token, unless a folder is given", () => {
    expect(give({ token: "t" })).toMatchObject({ token: "t", stateDir: undefined, ledgerKey: undefined });
    vi.unstubAllEnvs();
    expect(() => give({ token: "" })).toThrow("token");
  });

  it("do without a token where a folder is given, because what makes it needs GitHub too", () => {
    const given = give({ token: "", "state-dir": "kept", "ledger-key": "ssh-ed25519 AAAA" });
    expect(given).toMatchObject({ token: "", stateDir: "kept", ledgerKey: "ssh-ed25519 AAAA" });
  });

  it("open receipts daily, or in each run, and nothing else", () => {
    expect(give({ token: "t" }).receipts).toBe("daily");
    expect(give({ token: "t", receipts: "each" }).receipts).toBe("each");
    expect(() => give({ token: "t", receipts: "weekly" })).toThrow(
      'receipts is "weekly"; give daily or each.',
    );
  });

  it("take no folder without the ledger's key: what lies beside a ledger does not vouch for it", () => {
    expect(() => give({ token: "t", "state-dir": "kept" })).toThrow("state-dir needs ledger-key");
  });
});
