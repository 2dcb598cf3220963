import { aggregate, type Contribution, type Reader } from '../../shared/insight/suppression.ts';
import type { FormDefinition, FormNode, Question } from '../../shared/survey/form.ts';
import type { ReadDb } from '../database/db.ts';
import { groupsOfLinked } from '../merge/view/links.ts';
import type { ReadyForm } from '../survey/form.ts';
import type { CollectWatch, TableTaker } from './collect.ts';
import { eachExportedCompany, type ExportChoice, type ExportedCompany } from './companies.ts';
import { isShown, permissionOf, scopeQuestion } from './scope.ts';
import { column, type TableShape } from './tables.ts';

/** The choice list of the question by which companies are told apart, and that of the currency in which a company states its money. */
const SEGMENT_LIST = 'biz_model';
const CURRENCY_LIST = 'currency';
const ALL = 'all';
/** How many companies there are: nobody's answer, so that who knows some of them learns nothing of the others. */
const COUNT = 'companies';

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
 * up (it has a unit, is no percentage and is not calculated from such numbers), money by its currency. Only companies that permit sums are in them, with what the audience may see;
 * what is missing or in conflict is not; of companies that are linked (M7) the first that permits it stands for all. What would tell the number of
 * one company is suppressed: to whoever has nothing but the sums, and to the authorities of each member state, who know their own companies and have the
 * tables of those that permit it, so that sums and tables, and sums for one reader and for another, can be subtracted in vain.
 */
export async function aggregateTables(db: ReadDb, form: ReadyForm, choice: ExportChoice, taker: TableTaker, watch: CollectWatch): Promise<number> {
  const asked = questionsOf(form.definition);
  const shown = asked.filter((question) => isShown(question, null, choice.audience));
  const segment = shown.find(({ list, type }) => type === 'select_one' && list === SEGMENT_LIST);
  const currency = shown.find(({ list, type }) => type === 'select_one' && list === CURRENCY_LIST);
  const summed = shown.filter((question) => isSummed(question) && !isMadeOf(form, question, asked));
  const scope = scopeQuestion(form.definition);
  const shared = new Set<string>();
  const variables = new Map<string, Variable>();
  const add = (question: string, label: string, unit: string, company: ExportedCompany, value: number, restricted = false): void => {
    const key = `${question} ${unit}`;
    let variable = variables.get(key);
    if (!variable) variables.set(key, (variable = { question, label, unit, restricted, contributions: [] }));
    variable.contributions.push({ company: company.entity, row: company.country, column: textOf(company, segment) ?? 'none', value });
  };

  const groups = groupsOfLinked(db);
  const counted = new Set<string>();
  let count = 0;
  for (const company of eachExportedCompany(db, form, choice)) {
    watch.checkCancelled();
    const one = groups.get(company.entity) ?? company.entity;
    if (!company.permission.summed || counted.has(one)) continue;
    counted.add(one);
    if (permissionOf(scope, company.answers, 'members').named) shared.add(company.entity);
    add(COUNT, 'Число организаций / Number of companies', '', company, 1);
    for (const question of summed) {
      const value = company.answers.get(question.path);
      if (typeof value !== 'number') continue;
      const money = question.measure === 'money' ? textOf(company, currency) : '';
      if (money !== null) add(question.name, question.label.ru ?? question.name, [question.unit?.ru ?? '', money].filter(Boolean).join(' '), company, value, question.restricted === true);
    }
    watch.onCompany((count += 1));
  }

  await taker.begin(AGGREGATES);
  for (const { question, label, unit, restricted, contributions } of variables.values()) {
    watch.checkCancelled();
    for (const { row, column: kind, value, suppressed } of aggregate(contributions, question === COUNT ? [] : authorities(contributions, restricted ? NOBODY : shared))) {
      taker.add(AGGREGATES, [question, unit, row ?? ALL, kind ?? ALL, suppressed ? null : value, suppressed ? 'suppressed' : 'shown', label]);
    }
  }
  await taker.flush();
  return count;
}

interface Variable {
  readonly question: string;
  readonly label: string;
  readonly unit: string;
  readonly restricted: boolean;
  readonly contributions: Contribution[];
}

const NOBODY: Reader = new Set();

/** Who knows what is `shared` with all member states, and with it the companies of one. */
function authorities(contributions: readonly Contribution[], shared: Reader): readonly Reader[] {
  const countries = [...new Set(contributions.map(({ row }) => row))];
  return [shared, ...countries.map((country) => new Set([...shared, ...contributions.filter(({ row }) => row === country).map(({ company }) => company)]))];
}

/** Whether a number is calculated from others that are asked once: a sum of sums, which would tell what is hidden among its parts. */
function isMadeOf({ compiled }: ReadyForm, { path }: Question, asked: readonly Question[]): boolean {
  const template = compiled.outline.byPath.get(path);
  const reads = template === undefined ? [] : (compiled.parts[template.index]?.calculation?.dependencies ?? []);
  return reads.some(({ template: read }) => asked.some((one) => one.path === read.path && (one.type === 'integer' || one.type === 'decimal')));
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
