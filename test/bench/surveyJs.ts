import { Model } from 'survey-core';
import type { FormDefinition, FormNode } from '../../shared/survey/form.ts';

/** Opens a wide form (`forms.ts`) in SurveyJS: the same questions, conditions, constraints and calculations in its language. */
export function openSurveyJs(definition: FormDefinition): Model {
  return new Model({
    pages: definition.body.map((section) => ({ name: section.name, elements: section.kind === 'group' ? section.children.map(elementOf) : [] })),
    textUpdateMode: 'onBlur',
  });
}

function elementOf(node: FormNode): object {
  if (node.kind !== 'question') throw new Error(`${node.path}: a wide form has questions in sections only`);
  const { name, calculation, relevant, constraint } = node;
  const common = { name, title: name, ...(relevant !== undefined && { visibleIf: written(relevant, name) }) };
  if (calculation !== undefined) return { ...common, type: 'expression', expression: written(calculation, name) };
  return { ...common, type: 'text', inputType: 'number', ...(constraint !== undefined && { validators: [{ type: 'expression', expression: written(constraint, name) }] }) };
}

/** `. <= ${q1} + 50` → `{q2} <= {q1} + 50`. */
function written(source: string, own: string): string {
  return source.replace(/^\. /, `{${own}} `).replaceAll('${', '{');
}

/** All that is wrong with the answers now: names of questions. */
export function errorsOf(survey: Model): readonly string[] {
  survey.validate(true, false);
  return survey.getAllQuestions().filter((question) => question.errors.length > 0).map((question) => question.name);
}
