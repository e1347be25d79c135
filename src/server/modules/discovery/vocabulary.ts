import { ANSWERS, findAnswer, QUESTIONS, type Question } from '@/shared/discovery-words';
import type { SignalAnswers, SignalKind } from '@/shared/contracts/discovery';
import type { Taste } from './taste';

/** Answers as they are kept. */
export type Answers = { kind: SignalKind; value: string }[];

/** Which traits each answer speaks for, one row each, as the database wants it. */
export const VOCABULARY = QUESTIONS.flatMap((kind) => ANSWERS[kind].flatMap(({ key, traits }) => traits.map((trait) => ({ kind, value: key, trait }))));

/** Answers to one question that still exist, in the order the question lists them. */
function answersTo(question: Question, answers: Answers) {
  const given = new Set(answers.filter(({ kind }) => kind === question).map(({ value }) => value));
  return ANSWERS[question].filter(({ key }) => given.has(key));
}

/** What was answered, as the rules use it. Pure. */
export function toTasteAnswers(answers: Answers): Pick<Taste, 'role' | 'tools' | 'problem'> {
  return { role: answersTo('role', answers)[0] ?? null, tools: answersTo('tool', answers), problem: answersTo('problem', answers)[0] ?? null };
}

/** What was answered, by key. Pure. */
export function toSignalAnswers(answers: Answers): SignalAnswers {
  const { role, tools, problem } = toTasteAnswers(answers);
  return { role: role?.key ?? null, tools: tools.map(({ key }) => key), problem: problem?.key ?? null };
}

/** What an answer reads as; its key where the question no longer offers it. Pure. */
export function labelOf(question: Question, key: string): string {
  return findAnswer(question, key)?.label ?? key;
}
