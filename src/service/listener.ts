import type { CommentCommand } from "../core/decision/comment-command.ts";
import { listOpenRequests } from "../core/decision/early-end.ts";
import { listEnders } from "../core/decision/who-may-end.ts";
import type { LedgerState } from "../core/ledger/ledger.ts";
import { waitAfter } from "../core/plan/back-off.ts";
import type { Queue } from "../lanes/queue.ts";
import { answerComment } from "../operations/answer.ts";
import { endByComment } from "../operations/ending/end-by-comment.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createBudget } from "./budget.ts";

/** A command, and the webhook that told of it. */
export type Heard = CommentCommand & { readonly delivery: string };

/** Carries out what comments ask for, and answers them. */
export interface Listener {
  hear(command: Heard): void;
  /** A comment that asked for an end was changed or deleted by this account. */
  hearTakenBack(said: { readonly pull: number; readonly by: number }): void;
  /** The title, text or base of a pull request was changed by this account: as often as one likes. */
  hearEdit(edit: { readonly pull: number; readonly by: number }): void;
  /** Who may end what is held now. */
  learn(state: LedgerState): void;
}

interface Actions {
  /** For ends alone: nothing else that waits holds them back. */
  readonly commands: Queue;
  readonly cosmetic: Queue;
  readonly reviewSoon: (pull: number) => void;
  readonly watchSoon: () => void;
  /** Something has ended early. */
  readonly onEnded: () => void;
}

/** Of everybody who may end nothing: comments cost questions to GitHub, and answers are seen by people. */
const PER_PERSON = { most: 5, everyMs: 120_000 };
const ALL_ANSWERS = { most: 30, everyMs: 10_000 };
/** About four minutes of trying; more where GitHub asks for a pause. */
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
    else log.warn({ step: "comment", pull: command.pull }, "too many comments; one is left unanswered");
  };

  /** GitHub shows whether it was answered, so a second try repeats nothing. A queue that has stopped takes none. */
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
        return log.warn({ step: "comment", pull, author }, "too many comments of one person; left unread");
      if (kind === "end") watchSoon();
      if (kind === "check" && isOpen) return reviewSoon(pull);
      answer(command);
    },
    hearTakenBack({ pull, by }) {
      // Whoever may write changes anybody's comments, back and forth: it is theirs to pay. What was said was heard when it was said.
      if (mayAsk(by, now())) watchSoon();
      else log.warn({ step: "comment", pull, by }, "too many changes by one person; the next watch looks");
    },
    hearEdit({ pull, by }) {
      if (mayAsk(by, now())) reviewSoon(pull);
      else log.warn({ step: "review", pull, by }, "too many edits by one person; the next sweep reviews");
    },
    learn(state) {
      const known = new Map<number, Set<number>>();
      for (const request of listOpenRequests(state, now())) {
        const people = known.get(request.seen.pull) ?? new Set();
        for (const { id } of listEnders(request)) people.add(id);
        known.set(request.seen.pull, people);
      }
      enders = known;
    },
  };
}
