import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Answer, Answers, Path } from '../../../shared/survey/response.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { findCompany, type Company } from '../../database/tables/company.ts';
import { loadAnswers } from '../../database/tables/response.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import { environmentOf } from '../check.ts';
import { identityAnswers } from '../company.ts';
import { currentDraft } from '../evolve.ts';
import { currentForm, type ReadyForm } from '../form.ts';
import { printWorkbook } from '../workbook/print.ts';
import { printAbout } from './about.ts';
import { printCover } from './cover.ts';
import { layOut } from './layout.ts';

export interface TemplateWanted {
  /** Null: for no company in particular. */
  readonly entity: string | null;
  /** Empty rows of each table. */
  readonly room: number;
  /** One of the form's own languages. */
  readonly texts: string;
}

export interface MadeTemplate {
  readonly bytes: Uint8Array;
  readonly company: Company | null;
  readonly form: ReadyForm;
}

/** How many empty rows a table gets unless somebody wants another number. */
export const ROOM = 15;

/**
 * A workbook in which a company answers the form that is filled in now, with what is known of it already. A draft of an older
 * version is carried over first. What the program itself says in it (heads of columns, how to fill it in) is in the same language where the
 * program speaks it, else in that of whoever makes it. Fails with `company-unknown`, `unknown-form`, or `language-unknown` where the form has no such texts; throws
 * what {@link Desk.checkCancelled} throws.
 */
export async function makeTemplate(desk: Desk, { entity, room, texts }: TemplateWanted): Promise<Result<MadeTemplate, Failure>> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const company = entity === null ? null : findCompany(desk.db, entity);
  if (entity !== null && !company) return err({ code: 'company-unknown', values: { company: entity } });
  const answers = company ? answersOf(desk, form.value, company) : ok<Answers>(new Map());
  if (!answers.ok) return answers;
  const { definition, compiled, hash, map: { identity } } = form.value;
  if (!definition.languages.includes(texts)) return err({ code: 'language-unknown', values: { language: texts, languages: definition.languages.join(', ') } });
  const language = isLanguage(texts) ? texts : desk.language;
  const session = createSession(compiled, answers.value, environmentOf(desk));
  // Which company this is stands fast; an empty workbook asks for it.
  const fixed = new Set<Path>(company ? [identity.country, identity.number.get(company.scheme)].filter((path) => path !== null && path !== undefined) : []);
  /** Laying out takes about as long as writing. */
  const look = (from: number) => (done: number, total: number): void => {
    desk.checkCancelled();
    desk.progress({ phase: 'writing', done: from + (50 * done) / total, total: 100 });
  };
  const { sheets, base, lists } = layOut(session, { language, texts, room, fixed }, look(0));
  const round = getSetting(desk.db, 'round') ?? '';
  const cover = printCover({
    title: textIn(definition.title, texts, definition.defaultLanguage), form: definition, round, lists, body: getSetting(desk.db, 'workspace')?.body ?? '',
    company: company ? `${company.name} (${company.country} ${company.number})` : '',
  }, language);
  const about = printAbout({ formId: definition.id, formVersion: definition.version, formHash: hash, entity: entity ?? '', round, language: texts, base });
  return ok({ bytes: await printWorkbook([cover, ...sheets, about], look(50)), company, form: form.value });
}

/** The language in which a company's workbook begins: that of whoever makes it where the form speaks it, else the form's own. */
export function usualTexts({ languages, defaultLanguage }: FormDefinition, language: Language): string {
  return languages.includes(language) ? language : defaultLanguage;
}

const isLanguage = (texts: string): texts is Language => texts === 'ru' || texts === 'en';

function answersOf(desk: Desk, form: ReadyForm, company: Company): Result<Answers, Failure> {
  const response = currentDraft(desk, company.entity);
  if (!response.ok) return response;
  if (response.value?.form !== form.hash) return ok(new Map<Path, Answer>(identityAnswers(form.map.identity, company).flatMap(({ path, value }) => (value === null ? [] : [[path, value] as const]))));
  return ok(new Map([...loadAnswers(desk.db, response.value.id)].filter(([path]) => !path.startsWith('@'))));
}
