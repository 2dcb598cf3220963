import type { FormDefinition } from '../../shared/survey/form.ts';
import { outlineOf } from '../../shared/survey/outline.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { formOf, group, q, repeat } from '../helpers/form.ts';

const A_SECTION = 50;

/**
 * A form of so many questions in sections of fifty: of ten questions one is calculated, two are asked depending on another,
 * three are constrained by another, four stand alone. What an answer bears on is the same however long the form is.
 */
export function wideForm(questions: number): FormDefinition {
  return formOf(Array.from({ length: Math.ceil(questions / A_SECTION) }, (_, section) =>
    group(`s${section}`, Array.from({ length: Math.min(A_SECTION, questions - section * A_SECTION) }, (__, at) => questionAt(section * A_SECTION + at)))));
}

function questionAt(index: number): ReturnType<typeof q> {
  const other = (back: number): string => `\${q${index - back}}`;
  switch (index % 10) {
    case 1: return q(`q${index}`, 'decimal', { constraint: `. <= ${other(1)} + 50` });
    case 2: return q(`q${index}`, 'decimal', { constraint: `. >= ${other(1)} - 50` });
    case 3: return q(`q${index}`, 'decimal', { relevant: `${other(1)} > 5` });
    case 5: return q(`q${index}`, 'decimal', { constraint: `. + ${other(1)} <= 100` });
    case 7: return q(`q${index}`, 'decimal', { relevant: `${other(1)} > 5` });
    case 9: return q(`q${index}`, 'calculate', { calculation: `${other(9)} + ${other(8)}` });
    default: return q(`q${index}`, 'decimal');
  }
}

/** An answer to every question of a wide form; one section in four breaks constraints. */
export function wideAnswers(form: FormDefinition): ReadonlyMap<Path, Answer> {
  return new Map(askedPaths(form).map((path, index) => [path, Math.floor(index / A_SECTION) % 4 === 3 ? 90 : 20 + (index % 7)]));
}

/** Questions a person answers. */
export function askedPaths(form: FormDefinition): readonly Path[] {
  return outlineOf(form).templates.flatMap(({ node, path }) => (node.kind === 'question' && node.calculation === undefined ? [path] : []));
}

/** A table of ten fields, with a sum over its rows beside it. */
export function tableForm(): FormDefinition {
  return formOf([
    repeat('line', Array.from({ length: 10 }, (_, index) => q(`f${index}`, 'decimal', index === 9 ? { constraint: '. >= ${f0}' } : {}))),
    q('total', 'calculate', { calculation: 'sum(${f0})' }),
  ]);
}
