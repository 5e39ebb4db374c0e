import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html } from "../src/web/html.ts";
import { askWith, keyCookieOf, openPages, type Visitor } from "./browsing.ts";
import { at, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let visitor: Visitor;
beforeAll(async () => {
  github = await startLocalGitHub();
  visitor = await openPages(github.sandbox);
});
afterAll(() => github?.stop());

const form = { "content-type": "application/x-www-form-urlencoded" };

const ask = (headers: Record<string, string>, method = "GET", path = "/acme/access"): Promise<number> =>
  askWith(`${github.sandbox.url}${path}`, {
    method,
    headers,
    body: method === "POST" ? "login=carol&to=/" : undefined,
  });

const keyCookie = () => keyCookieOf(github.sandbox);

describe("who may see the pages", () => {
  it("is who opened the printed address", async () => {
    const { url } = github.sandbox;
    const stranger = await fetch(`${url}/acme/access`, { headers: { accept: "text/html" } });
    expect(stranger.status).toBe(403);
    expect(await stranger.text()).toContain("Open the address that it printed");
    expect((await fetch(`${url}/_web/open?key=guess&to=/`)).status).toBe(403);
    expect((await visitor.get("/acme/access")).status).toBe(200);
  });

  it("is nobody who reaches this machine under another name (DNS rebinding)", async () => {
    const headers = { accept: "text/html", cookie: keyCookie() };
    expect(await ask(headers)).toBe(200);
    expect(await ask({ ...headers, host: `evil.example:${new URL(github.sandbox.url).port}` })).toBe(421);
  });

  it.each([["http://evil.example"], ["null"], ["http://127.0.0.1:1"], [undefined]])(
    "a form from the origin %s is refused",
    async (origin) => {
      const headers = { ...form, cookie: keyCookie(), ...(origin === undefined ? {} : { origin }) };
      expect(await ask(headers, "POST", "/_web/person")).toBe(403);
    },
  );

  it("a form needs the key, too", async () => {
    expect(await ask({ ...form, origin: github.sandbox.url }, "POST", "/_web/person")).toBe(403);
  });

  it("a page of the program that acts has the same guards", async () => {
    const acted: string[] = [];
    github.sandbox.addPage({
      name: "lever",
      title: "Lever",
      show: () => html`<p>It stands.</p>`,
      act: (login) => void acted.push(login),
    });
    const pull = (headers: Record<string, string>) => ask({ ...form, ...headers }, "POST", "/_pages/lever");
    const [origin, cookie] = [github.sandbox.url, keyCookie()];
    const port = new URL(origin).port;
    expect(await pull({ origin })).toBe(403);
    expect(await pull({ cookie })).toBe(403);
    expect(await pull({ cookie, origin: "http://evil.example" })).toBe(403);
    expect(await pull({ cookie, origin: `http://localhost:${port}` })).toBe(403);
    expect(await pull({ cookie, origin, host: `evil.example:${port}` })).toBe(421);
    // A link, a picture and a reload act on nothing.
    expect(await ask({ accept: "text/html", cookie }, "GET", "/_pages/lever")).toBe(200);
    expect(acted).toEqual([]);
    expect(await pull({ cookie, origin })).toBe(303);
    expect(acted).toEqual(["alice"]);
  });

  it.each(["//evil.example/x", "http://evil.example/", "/\\evil.example"])(
    "the opening address leads nowhere else: %s",
    async (to) => {
      const answer = await fetch(github.sandbox.opening(to), { redirect: "manual" });
      expect(new URL(answer.headers.get("location") ?? "", github.sandbox.url).host).toBe(
        new URL(github.sandbox.url).host,
      );
    },
  );

  it("programs get what they always got", async () => {
    expect((await fetch(`${github.sandbox.url}/acme/access`)).status).toBe(501);
    expect((await fetch(`${github.sandbox.url}/repos/acme/access`)).status).toBe(404);
  });
});

describe("what people write", () => {
  const hostile = '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "quoted"';

  it("is text, wherever it is shown", async () => {
    const { data } = await github.as("alice").issues.create({ ...at, title: hostile, body: hostile });
    await github.as("alice").issues.createComment({ ...at, issue_number: data.number, body: hostile });
    for (const path of [`/acme/access/issues/${data.number}`, "/acme/access/issues"]) {
      const { status, text } = await visitor.get(path);
      expect(status).toBe(200);
      expect(text).toContain("&lt;script&gt;");
      expect(text).not.toMatch(/<script|<img|href="javascript:/);
    }
    expect(
      (await visitor.get(`/acme/access/new/main?value=${encodeURIComponent("</textarea><script>")}`)).text,
    ).not.toContain("<script>");
  });

  it("may fold details, and hides comments of HTML, as on GitHub", async () => {
    const body =
      "<!-- mark -->\n<details><summary>More</summary>\n\n- one\n\n</details>\n\n| a | b |\n|---|---|\n| 1 | 2 |";
    const { data } = await github.as("alice").issues.create({ ...at, title: "Folded", body });
    const { text } = await visitor.get(`/acme/access/issues/${data.number}`);
    expect(text).toContain("<details><summary>More</summary>");
    expect(text).toContain("<td>1</td>");
    expect(text).not.toContain("mark --");
  });
});

describe("a person in the browser", () => {
  it("adds a file by a link, opens a pull request, gets a review and merges", async () => {
    await visitor.be("alice");
    const link = `/acme/access/new/main?filename=notes/a.md&value=${encodeURIComponent("\nHello\n")}`;
    expect((await visitor.get(link)).text).toContain("Hello");
    const compare = await visitor.send("/acme/access/propose", {
      branch: "main",
      path: "notes/a.md",
      text: "Hello\r\n",
    });
    expect(compare.text).toContain("Create pull request");
    const head = compare.path.split("/").at(-1) ?? "";
    const shown = await visitor.send("/acme/access/open", { title: "A note", body: "", head, base: "main" });
    expect(shown).toMatchObject({ status: 200, path: expect.stringMatching(/^\/acme\/access\/pull\/\d+$/) });
    expect(shown.text).toContain("+Hello");

    const own = await visitor.send(`${shown.path}/review`, { event: "APPROVE", body: "" });
    expect(own.status).toBe(422);
    expect(own.text).toMatch(/role="alert"/);

    await visitor.be("carol");
    expect((await visitor.send(`${shown.path}/review`, { event: "APPROVE", body: "Fine" })).text).toContain(
      "approved this",
    );
    expect((await visitor.send(`${shown.path}/comment`, { body: "Good **luck**" })).text).toContain(
      "<strong>luck</strong>",
    );
    const edited = await visitor.get(`/acme/access/edit/${head}/notes/a.md`);
    expect(edited.text).toContain("Commit changes");
    await visitor.be("alice");
    const again = await visitor.send("/acme/access/propose", {
      branch: head,
      path: "notes/a.md",
      text: "Hello again\n",
      known: "1",
    });
    expect(again.text).toContain("Hello again");
  });

  it("opens, comments and closes an issue", async () => {
    const made = await visitor.send("/acme/access/issues/new", {
      title: "A question",
      body: "Why?",
      template: "",
    });
    expect(made.text).toContain("Why?");
    await visitor.send(`${made.path}/comment`, { body: "Because." });
    expect((await visitor.send(`${made.path}/close`, {})).text).toContain("closed");
  });

  it("finds every page of the organisation and of the repository", async () => {
    await visitor.be("olga");
    const paths = [
      "/",
      "/acme",
      "/alice",
      "/orgs/acme/people",
      "/orgs/acme/teams",
      "/orgs/acme/teams/payments",
      "/acme/access/pulls",
      "/acme/access/commits",
      "/acme/access/commits/main",
      "/acme/access/tree/main",
      "/organizations/acme/settings/installations",
      `/apps/${github.sandbox.apps[0].slug}`,
      `/organizations/acme/settings/installations/${github.sandbox.apps[0].installationId}`,
      `/acme/access/commit/${github.sandbox.firstCommit}`,
      "/acme/access/issues/new/choose",
    ];
    for (const path of paths) expect(`${path} ${(await visitor.get(path)).status}`).toBe(`${path} 200`);
    expect((await visitor.get("/acme/nothing")).status).toBe(404);
    expect((await visitor.get("/no/such/page/at/all")).status).toBe(404);
  });
});
