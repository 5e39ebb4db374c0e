import { describe, expect, it } from "vitest";
import { findSecrets, maskLikelySecrets, maskSecrets } from "../../../src/core/text/secrets.ts";

const pem = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----";

describe("what has the shape of a secret", () => {
  it.each([
    ["a GitHub token", `x ghp_${"a1".repeat(18)} y`, "x *** y"],
    ["an installation token", `ghs_${"a1".repeat(18)}`, "***"],
    ["a fine-grained token", `github_pat_${"a1_".repeat(20)}`, "***"],
    ["an AWS key id", "key AKIAIOSFODNN7EXAMPLE.", "key ***."],
    ["a private key", `a\n${pem}\nb`, "a\n***\nb"],
    ["a private key without an end", "a -----BEGIN PRIVATE KEY----- MIIEvg", "a ***"],
    ["a JWT", "see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ok", "see *** ok"],
    ["a Slack token", "xoxb-123456789012-abcdef", "***"],
    ["a password", "password=hunter2 now", "password=*** now"],
    ["a password in a query, and what follows", "?client_secret=abcd&x=1", "?client_secret=***"],
    ["a password after a colon", "Password: hunter2!", "Password: ***"],
    ["a URL's user", "https://bob:pa55@db.example/x", "https://***@db.example/x"],
    ["a header", "Authorization: Basic eDpnaHNf", "Authorization: Basic ***"],
    ["a bearer", "bearer abcdefghijklmnop0", "bearer ***"],
    [
      "one inside another",
      "Authorization: token ghp_aaaaaaaaaaaaaaaaaaaaaaaa password=hunter2",
      "Authorization: token *** password=***",
    ],
  ])("%s is masked", (_name, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
    expect(findSecrets(masked)).toEqual([]);
  });

  it.each([
    "Investigate stuck refunds for INC-1234",
    "The customer forgot the password: INC-1234",
    "Reset the password of two accounts; see https://wiki.example/runbook",
    "Basic authentication fails since the token rotation",
    "git@github.com:acme/access.git at 0123456789abcdef0123456789abcdef01234567",
    "Rotate the secret. Key ids: AKIA, ASIA",
  ])("not so: %s", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it.each([
    "token = expired after login",
    "see https://grafana.example/d/1?token=&orgId=1",
    "?secret=&page=12345678",
    "Authorization: header problem",
    "Authorization = missing!",
    "password: 2026-11-20 was the last reset",
    "password = INC-1234567",
    "token=undefined, secret=null, pwd=forgotten",
    "api_key=rotated-yesterday",
    "token = JavaScript says so",
    "bearer authentication-with-the-proxy",
  ])("prose is none: %s", (text) => {
    expect(findSecrets(text)).toEqual([]);
    expect(maskLikelySecrets(text)).toBe(text);
  });

  it.each([
    ["password=hunter2 now", "likely"],
    ["Password: hunter2!", "likely"],
    ["pwd = 48151623", "likely"],
    ["password=p@ssword", "likely"],
    ["?client_secret=a1b2c3d4&x=1", "likely"],
    ["Authorization: Basic eDpnaHNf", "likely"],
    ["Authorization: abc123def", "likely"],
    ["token = aBcDeFgHiJ", "likely"],
    [`ghp_${"a1".repeat(18)}`, "certain"],
    ["https://bob:pa55@db.example/x", "certain"],
  ])("%s is one, and %s", (text, sure) => {
    expect(findSecrets(text)).toMatchObject([{ certain: sure === "certain" }]);
    expect(maskLikelySecrets(text)).toContain("***");
  });
});
