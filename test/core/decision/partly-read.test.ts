import { expect, it } from "vitest";
import type { Comment } from "../../../src/core/decision/github-facts.ts";
import { findAmongRead, PartlyReadError } from "../../../src/core/decision/partly-read.ts";
import { ALICE, NOW } from "../../support/builders/evidence.ts";

const comment: Comment = {
  number: 1,
  author: { ...ALICE, type: "User" },
  body: "/hallpass end",
  at: NOW,
  edited: false,
};
const partly = async () => {
  throw new PartlyReadError({ why: "There are too many.", next: "wait." }, [comment]);
};

it("what is found among what could be read counts", async () => {
  expect(await findAmongRead(partly, ([first]) => first?.body)).toBe("/hallpass end");
});

it("nothing found there is not nothing", async () => {
  await expect(findAmongRead(partly, () => undefined)).rejects.toThrow("There are too many.");
});

it("any other failure says nothing", async () => {
  const lost = async () => {
    throw new Error("502");
  };
  await expect(findAmongRead(lost, () => "found")).rejects.toThrow("502");
});
