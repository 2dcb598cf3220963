import { aggregate, type Contribution } from '../../shared/insight/suppression.ts';
import type { FormDefinition, FormNode, Question } from '../../shared/survey/form.ts';
import type { ReadDb } from '../database/db.ts';
import { groupsOfLinked } from '../merge/view/links.ts';
import type { ReadyForm } from '../survey/form.ts';
import type { CollectWatch, TableTaker } from './collect.ts';
import { eachExportedCompany, type ExportChoice, type ExportedCompany } from './companies.ts';
import { column, type TableShape } from './tables.ts';

/** The choice list of the question by which companies are told apart, and that of the currency in which a company states its money. */
const SEGMENT_LIST = 'biz_model';
const CURRENCY_LIST = 'currency';
const ALL = 'all';

const AGGREGATES: TableShape = {
  name: 'aggregates', label: { ru: 'Суммы по государствам и группам организаций', en: 'Sums by state and kind of company' },
  columns: [
    column('question', 'Вопрос; companies – число организаций', 'Question; companies: how many they are'), column('unit', 'Единица', 'Unit'), column('country', 'Государство; all – все', 'State; all: every one'),
    column('segment', 'Группа организаций; all – все', 'Kind of company; all: every one'), column('value', 'Сумма; пусто – скрыто', 'Sum; empty: suppressed', 'number'),
    column('status', 'shown – показано; suppressed – скрыто: мало организаций, преобладает одна или иначе вычислялось бы скрытое', 'shown; suppressed: too few companies, one dominates, or what is hidden could be computed'),
    column('label', 'Текст вопроса', 'Wording of the question'),
  ],
};

/**
 * Gives sums by state and kind of company in the place of companies: how many they are, and every number asked once a company that can be added
 * up (it has a unit and is no percentage), money by its currency. Only companies that permit sums are in them; what is missing or in
 * conflict is not; of companies that are linked (M7) the first that permits it stands for all. Cells of too few companies, or of one that dominates, are suppressed with what would give them away.
 */
export async function aggregateTables(db: ReadDb, form: ReadyForm, choice: ExportChoice, taker: TableTaker, watch: CollectWatch): Promise<number> {
  const asked = questionsOf(form.definition);
  const segment = asked.find(({ list, type }) => type === 'select_one' && list === SEGMENT_LIST);
  const currency = asked.find(({ list, type }) => type === 'select_one' && list === CURRENCY_LIST);
  const summed = asked.filter(isSummed);
  const variables = new Map<string, { readonly question: string; readonly label: string; readonly unit: string; readonly contributions: Contribution[] }>();
  const add = (question: string, label: string, unit: string, company: ExportedCompany, value: number): void => {
    const key = `${question} ${unit}`;
    let variable = variables.get(key);
    if (!variable) variables.set(key, (variable = { question, label, unit, contributions: [] }));
    variable.contributions.push({ row: company.country, column: textOf(company, segment) ?? 'none', value });
  };

  const groups = groupsOfLinked(db);
  const counted = new Set<string>();
  let count = 0;
  for (const company of eachExportedCompany(db, form, choice)) {
    watch.checkCancelled();
    const one = groups.get(company.entity) ?? company.entity;
    if (!company.permission.summed || counted.has(one)) continue;
    counted.add(one);
    add('companies', 'Число организаций / Number of companies', '', company, 1);
    for (const question of summed) {
      const value = company.answers.get(question.path);
      if (typeof value !== 'number') continue;
      const money = question.measure === 'money' ? textOf(company, currency) : '';
      if (money !== null) add(question.name, question.label.ru ?? question.name, [question.unit?.ru ?? '', money].filter(Boolean).join(' '), company, value);
    }
    watch.onCompany((count += 1));
  }

  await taker.begin(AGGREGATES);
  for (const { question, label, unit, contributions } of variables.values()) {
    for (const { row, column: kind, value, suppressed } of aggregate(contributions)) {
      taker.add(AGGREGATES, [question, unit, row ?? ALL, kind ?? ALL, suppressed ? null : value, suppressed ? 'suppressed' : 'shown', label]);
    }
  }
  await taker.flush();
  return count;
}

function textOf(company: ExportedCompany, question: Question | undefined): string | null {
  const answer = question && company.answers.get(question.path);
  return typeof answer === 'string' ? answer : null;
}

/** The questions asked once a company. */
function questionsOf(form: FormDefinition): readonly Question[] {
  const visit = (node: FormNode): readonly Question[] => (node.kind === 'question' ? [node] : node.kind === 'group' ? node.children.flatMap(visit) : []);
  return form.body.flatMap(visit);
}

function isSummed({ type, measure, unit, personal }: Question): boolean {
  return (type === 'integer' || type === 'decimal') && personal !== true && measure !== 'percent' && (measure === 'money' || unit !== undefined);
}
