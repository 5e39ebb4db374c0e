// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU1: Another account of the owner's machine gives `hallpass app` the code of an App of its own, or the
//     owner makes the App under another account.

import { describe, expect, it } from "vitest";
import { answerPage, type Page } from "../../src/commands/setup/app-page-answers.ts";

const key = "c".repeat(48);
const page: Page = {
  host: "127.0.0.1:4711",
  key,
  target: "https://github.com/organizations/acme/settings/apps/new",
  manifest: '{"name":"hallpass-acme\'><script>"}',
  state: "a".repeat(48),
};

const ask = (url: string, { host = page.host, method = "GET" } = {}) =>
  answerPage(page, { method, url, headers: { host } });

describe("the page that makes an App", () => {
  it("has a form for GitHub, from which nothing breaks out", () => {
    const { status, body } = ask(`/${key}/`);
    expect(status).toBe(200);
    expect(body).toContain(`action="${page.target}?state=${page.state}"`);
    expect(body).not.toContain("<script>");
  });

  it("takes the code that comes with its own state", () => {
    expect(ask(`/${key}/created?code=abc123&state=${page.state}`)).toMatchObject({
      status: 200,
      code: "abc123",
    });
  });

  it.each([
    ["no state", `/${key}/created?code=abc`],
    ["another state", `/${key}/created?code=abc&state=${"b".repeat(48)}`],
    [
      "a state of many bytes in few characters",
      `/${key}/created?code=abc&state=${encodeURIComponent("é".repeat(24))}`,
    ],
    ["no code", `/${key}/created?state=${page.state}`],
    ["a code that is a path", `/${key}/created?code=${encodeURIComponent("../../user")}&state=${page.state}`],
  ])("takes none with %s", (_what, url) => {
    expect(ask(url)).toMatchObject({ status: 403 });
    expect(ask(url).code).toBeUndefined();
  });

  it.each([
    ["the first page", "/"],
    ["the page that takes the code", `/created?code=abc&state=${page.state}`],
    ["a guess", `/${"d".repeat(48)}/`],
    ["a guess of another length", "/c/"],
  ])("SU1: tells nothing to who does not know its address: %s", (_what, url) => {
    const { status, body, code } = ask(url);
    expect([status, code]).toEqual([404, undefined]);
    expect(body).not.toContain(page.state);
  });

  it.each([
    ["another site's name for this machine", `/${key}/`, { host: "evil.example:4711" }],
    ["a form that posts", `/${key}/`, { method: "POST" }],
    ["another path", `/${key}/manifest`, {}],
    ["a path below", `/${key}/created/more`, {}],
    ["no URL", "//", {}],
  ])("is not there for %s", (_what, url, how) => {
    expect(ask(url, how)).toMatchObject({ status: 404 });
  });
});
