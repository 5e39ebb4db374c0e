import { expect, it } from "vitest";
import { parseComment, readExtension } from "../../../src/core/decision/comment-command.ts";
import { commandOf } from "../../support/commands.ts";

const written = (body: string) => ({
  ...{ id: 7, body, user: { id: 1001, login: "alice", type: "User" } },
  ...{ created_at: "2026-11-20T14:00:00Z", updated_at: "2026-11-20T14:00:00Z" },
});

it.each([
  ["/hallpass extend 1h", "1h"],
  ["  /hallpass extend 90m\n", "90m"],
  ["/hallpass extend 2d", "2d"],
])("%j extends", (body, duration) => {
  expect(commandOf(written(body), 12)).toMatchObject({ kind: "extend", duration });
  expect(readExtension(body)).toBe(duration);
});

it.each([
  ["/hallpass extend", "/hallpass extend 1h"],
  ["/hallpass extend 1 hour", "/hallpass extend 1h"],
  ["/hallpass extend by 90 minutes", "/hallpass extend 90m"],
  ["/hallpass extend 1h30m please", "/hallpass extend 1h"],
  ["/hallpass extend 0h", "/hallpass extend 1h"],
  ["/hallpass extend 1h\n/hallpass end", "/hallpass extend 1h"],
  ["`/hallpass extend 2h`", "/hallpass extend 2h"],
  ["/hallpass  extend 2h", "/hallpass extend 2h"],
])("%j extends nothing, and is answered with the right form", (body, meant) => {
  expect(commandOf(written(body), 12)).toMatchObject({ kind: "unclear", meant });
  expect(readExtension(body)).toBeUndefined();
});

it("another command that nobody knows is answered with the list", () => {
  expect(commandOf(written("/hallpass extent 1h"), 12)).not.toHaveProperty("meant");
});

it("/hallpass status asks for the status", () => {
  expect(commandOf(written("/hallpass status"), 12)).toMatchObject({ kind: "status" });
});

it("a comment that an edit made a command extends nothing", () => {
  const { user, ...comment } = written("/hallpass extend 1h");
  const issue = { number: 12, state: "closed", pull_request: {} };
  const changes = { body: { from: "thanks" } };
  expect(
    parseComment({ action: "edited", issue, changes, comment: { ...comment, user }, sender: user }),
  ).toMatchObject({ kind: "edited" });
});
