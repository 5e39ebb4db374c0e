// So many decisions about requests that nobody looked at before, under 200 policies and 300 lines of owners that were read before. Limit: `yaml`
// parses the same requests. Of sizes beyond 10,000 the first 10,000.
import { parse } from "yaml";
import { decide } from "../dist/core/decision/decision.js";
import { parseRequest } from "../dist/core/files/request.js";
import { supposePull } from "../dist/core/rehearsal/suppose-pull.js";
import { rulesOf } from "./data/rules.js";
import { leaseOf, NOW, numbers, pathOf, requestText } from "./data/sketch.js";
import { compare, readOptions } from "./measure.js";

const { sizes, runs } = readOptions();
const rules = {
  ...rulesOf(() => "7d"),
  ...{ commit: "", adopted: true, ids: { policies: "", codeowners: "", settings: "" } },
};
const toMember = (person) => ({ ...person, since: undefined, leased: false });
const leads = numbers(40).map((index) => toMember({ id: 900_000 + index, login: `lead-${index}` }));

function gather(index) {
  const { subject, approvers } = leaseOf(index);
  const path = pathOf(index);
  const team = index % 50;
  const pull = supposePull({
    ...{
      at: NOW,
      organization: "acme",
      pull: index + 1,
      path,
      parsed: parseRequest(requestText(index), path),
    },
    ...{ requester: subject, subject, approvers },
  });
  const teams = new Map([
    ["leads", { id: 9, slug: "leads", members: leads }],
    [`team-${team}`, { id: 2000 + team, slug: `team-${team}`, members: [toMember(subject)] }],
  ]);
  return { ...pull, rules, teams };
}

for (const size of new Set(sizes.map((each) => Math.min(each, 10_000)))) {
  const texts = numbers(size).map((index) => requestText(index));
  const gathered = texts.map((_, index) => gather(index));
  // Evidence that was decided before is remembered in part.
  const anew = () => gathered.map((evidence) => ({ ...evidence }));
  await compare({
    ...{ metric: "decision", size, runs },
    limit: async () => ({ answer: texts.filter((text) => parse(text).subject !== undefined).length }),
    ours: async () => {
      const all = anew();
      const start = performance.now();
      const answer = all.filter((evidence) => decide(evidence).status === "approved").length;
      return { answer, seconds: (performance.now() - start) / 1000 };
    },
  });
}
