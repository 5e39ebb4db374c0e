import type { CommentCommand } from "../core/decision/comment-command.ts";
import { listOpenRequests } from "../core/decision/early-end.ts";
import { listWhoMayEnd } from "../core/decision/who-may-end.ts";
import type { LedgerState } from "../core/ledger/ledger.ts";
import { waitAfter } from "../core/plan/back-off.ts";
import type { Queue } from "../lanes/queue.ts";
import { answerComment } from "../operations/answer.ts";
import { endByComment } from "../operations/ending/end-by-comment.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createBudget } from "./scheduling/budget.ts";

/** A command, and the id of the webhook that delivered it. */
export type Heard = CommentCommand & { readonly delivery: string };

/** Carries out the commands in comments, and answers the comments. */
export interface Listener {
  hear(command: Heard): void;
  /** An account changed or deleted a comment that asked for an end. */
  hearTakenBack(said: { readonly pull: number; readonly by: number }): void;
  /** An account edited the title, text or base of a pull request. GitHub does not limit how often. */
  hearEdit(edit: { readonly pull: number; readonly by: number }): void;
  /** Takes from the state who may end the access held now. */
  learn(state: LedgerState): void;
}

interface Actions {
  /** The queue for ends by comment alone, so that they wait for nothing else. */
  readonly commands: Queue;
  readonly cosmetic: Queue;
  readonly reviewSoon: (pull: number) => void;
  readonly watchSoon: () => void;
  /** Called after an early end. */
  readonly onEnded: () => void;
}

/** For people who may not end the access: each comment costs calls to GitHub, and people see each answer. */
const PER_PERSON = { most: 5, everyMs: 120_000 };
const ALL_ANSWERS = { most: 30, everyMs: 10_000 };
/** About four minutes of retries; longer if GitHub asks for a pause. */
const MOST_TRIES = 10;

export function createListener(deps: Deps, actions: Actions): Listener {
  const { log, now } = deps;
  const { commands, cosmetic, reviewSoon, watchSoon, onEnded } = actions;
  const mayAsk = createBudget(PER_PERSON);
  const mayAnswer = createBudget(ALL_ANSWERS);
  let enders: ReadonlyMap<number, ReadonlySet<number>> = new Map();
  const endsIt = (pull: number, person: number): boolean => enders.get(pull)?.has(person) ?? false;

  const end = async (command: Heard): Promise<void> => {
    try {
      const { ended, unjudged } = await endByComment(deps, command);
      if (ended.length > 0) onEnded();
      if (ended.length === 0 || unjudged > 0) watchSoon();
    } catch (error) {
      watchSoon();
      throw error;
    }
  };

  const answer = (command: Heard): void => {
    if (mayAnswer("all", now())) answerSoon(command, 1);
    else log.warn({ step: "comment", pull: command.pull }, "too many comments: one is not answered");
  };

  /** A retry repeats no answer: GitHub shows whether there is one. A stopped queue takes no job. */
  const answerSoon = (command: Heard, tries: number): void =>
    cosmetic.add(`answer ${command.comment}`, async () => {
      try {
        await answerComment(deps, command);
      } catch (error) {
        if (tries < MOST_TRIES)
          setTimeout(() => answerSoon(command, tries + 1), waitAfter(tries - 1, error)).unref();
        throw error;
      }
    });

  return {
    hear(command) {
      const { kind, pull, author, isOpen, comment } = command;
      if (kind === "end" && endsIt(pull, author.id))
        return commands.add(`end ${comment}`, () => end(command), { urgent: true });
      if (!mayAsk(author.id, now()))
        return log.warn(
          { step: "comment", pull, author },
          "too many comments of one person: one is not read",
        );
      if (kind === "end") watchSoon();
      if (kind === "check" && isOpen) return reviewSoon(pull);
      answer(command);
    },
    hearTakenBack({ pull, by }) {
      // Everyone with write access can change any comment, again and again: the budget of the person who does so pays.
      // The comment itself was read when it was new.
      if (mayAsk(by, now())) watchSoon();
      else
        log.warn({ step: "comment", pull, by }, "too many changes by one person: the next watch reads them");
    },
    hearEdit({ pull, by }) {
      if (mayAsk(by, now())) reviewSoon(pull);
      else log.warn({ step: "review", pull, by }, "too many edits by one person: the next sweep reviews");
    },
    learn(state) {
      const known = new Map<number, Set<number>>();
      for (const request of listOpenRequests(state, now())) {
        const people = known.get(request.seen.pull) ?? new Set();
        for (const { id } of listWhoMayEnd(request)) people.add(id);
        known.set(request.seen.pull, people);
      }
      enders = known;
    },
  };
}
