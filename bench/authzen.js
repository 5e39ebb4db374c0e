// A thousand AuthZEN questions, one after another over one connection. Limit: a server of Node's that answers the same without deciding.
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { createDecisionPoint } from "../dist/service/authzen/decision-point.js";
import { listenForAuthzen } from "../dist/service/authzen/listen.js";
import { leaseOf, NOW, sketchLedger } from "./data/sketch.js";
import { compare, readOptions } from "./measure.js";

const QUESTIONS = 1000;
const token = "t".repeat(32);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const ask = (url, question) =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    request(`${url}/access/v1/evaluation`, { method: "POST", headers, agent }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve(JSON.parse(text).decision);
    })
      .on("error", reject)
      .end(JSON.stringify(question));
  });

async function askAll(url, questions) {
  let permitted = 0;
  for (const question of questions) if (await ask(url, question)) permitted += 1;
  return { answer: permitted };
}

const { sizes, runs } = readOptions();
for (const size of sizes) {
  const point = createDecisionPoint(() => NOW);
  const endOf = (index) => new Date(NOW.getTime() + (index % 100 === 0 ? -1 : 1) * 1_800_000);
  point.hear(sketchLedger(size, endOf).state);
  const callers = [{ name: "bench", tokenFrom: "TOKEN", providers: ["orders-db"] }];
  const ours = await listenForAuthzen({ port: 0, callers }, { TOKEN: token }, point, () => NOW);
  const placeOf = (index) => Math.floor((index * size) / QUESTIONS);
  const questions = Array.from({ length: QUESTIONS }, (_, index) => {
    const { principal, entitlement } = leaseOf(placeOf(index));
    return {
      subject: { type: "user", id: principal },
      action: { name: entitlement.role },
      resource: { type: entitlement.provider, id: entitlement.resource },
    };
  });
  let asked = 0;
  const expected = questions.map((_, index) => endOf(placeOf(index)) > NOW);
  const fixed = createServer(async (incoming, response) => {
    for await (const _ of incoming);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ decision: expected[asked++ % QUESTIONS] }));
  }).listen(0, "127.0.0.1");
  await once(fixed, "listening");
  await compare({
    ...{ metric: "authzen", size, runs },
    limit: () => askAll(`http://127.0.0.1:${fixed.address().port}`, questions),
    ours: () => askAll(ours.url, questions),
  });
  ours.close();
  fixed.close();
}
agent.destroy();
