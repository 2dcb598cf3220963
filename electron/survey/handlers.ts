import { err, ok } from '../../shared/base/result.ts';
import type { ArgumentsOf, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import type { Methods as Intake } from '../../shared/ipc/intake.ts';
import type { CheckedWorkbook } from '../../shared/ipc/survey.ts';
import { changesOfField, changesOfRow, justificationsOfField } from '../database/tables/answerHistory.ts';
import { removedRows } from '../database/tables/removedRows.ts';
import { findCompany, listCompanies, removeCompany } from '../database/tables/company.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import { courseOf } from '../jobs/course.ts';
import type { Handler } from '../jobs/handler.ts';
import { currentResponse } from '../database/tables/response.ts';
import { getSetting } from '../database/tables/setting.ts';
import { forgetCutOff, keptOfCutOff } from '../database/sitting.ts';
import { write } from '../database/transaction.ts';
import { compareCompany } from './compare.ts';
import { approveCompanies, completeResponse, reopenResponse } from './complete.ts';
import { createCompany } from './create.ts';
import { openResponseAsText, saveAnswers } from './draft.ts';
import { readFirst, unlessBlind } from './firstEntry.ts';
import { useForm } from './form.ts';
import { checkWorkbook, installedForms } from './inspect.ts';
import { regionNames } from './regions.ts';
import { fieldNotes } from './notes.ts';
import { listRounds, openRound } from './rounds.ts';
import { dropSecond, finishSecond, openSecondAsText, saveSecond, secondEntry, secondEntryFindings, settleSecond } from './secondEntry.ts';
import { setTwoPeople, twoPeople } from './twoPeople.ts';
import { formPaper, registerPaper, type FormPaper, type RegisterPaper } from './paper.ts';
import { dropWithdrawal, withdrawal, withdrawResponse } from './withdraw.ts';

type SurveyMethod = Exclude<Extract<MethodName, `survey.${string}`>, keyof Intake | 'survey.compare' | 'survey.checkWorkbook' | 'survey.printForm' | 'survey.printRegister'>;
type Handlers = { readonly [M in SurveyMethod]: Handler<ArgumentsOf<M>, ValueOf<M>> } & {
  /** The dialog has been answered before. */
  readonly 'survey.checkWorkbook': Handler<{ readonly path: string }, CheckedWorkbook>;
  readonly 'survey.compare': Handler<Omit<ArgumentsOf<'survey.compare'>, 'job'>, ValueOf<'survey.compare'>>;
  readonly 'survey.formPaper': Handler<Omit<ArgumentsOf<'survey.printForm'>, 'job'>, FormPaper>;
  readonly 'survey.registerPaper': Handler<Omit<ArgumentsOf<'survey.printRegister'>, 'job'>, RegisterPaper>;
};

/** Companies as the window's list wants them. */
const companies: Handlers['survey.companies'] = (desk, query) => ok(listCompanies(desk.db, query));

/** Takes a company out of the list. Fails with `company-unknown`, or `response-locked` once anything of it was completed. */
const remove: Handlers['survey.removeCompany'] = (desk, { entity }) => {
  if (!findCompany(desk.db, entity)) return err({ code: 'company-unknown', values: { company: entity } });
  if (desk.db.value('SELECT 1 FROM revision WHERE entity = ? LIMIT 1', entity) !== undefined) return err({ code: 'response-locked' });
  return write(desk.db, () => {
    removeCompany(desk.db, entity);
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.company-removed', about: { entity } });
    return ok(null);
  });
};

const form: Handlers['survey.form'] = (desk, { hash }) => {
  const found = useForm(desk.db, hash);
  return found.ok ? ok(found.value.definition) : found;
};

/** What happened to a field, to its note, to the justifications of its warnings, and to the rows around it. */
const fieldHistory: Handlers['survey.fieldHistory'] = ({ db }, { response, path }) => {
  const rows = [...path.matchAll(/\]/g)].map(({ index }) => path.slice(0, index + 1));
  const all = [...changesOfField(db, response, path), ...justificationsOfField(db, response, path), ...rows.flatMap((row) => changesOfRow(db, response, row))];
  return ok(all.sort((one, two) => two.at - one.at));
};

/** What comparing says of a company: with the other companies, and with the second entry of its sections. */
const compare: Handlers['survey.compare'] = (desk, { entity }) => {
  const compared = compareCompany(desk.db, entity, courseOf(desk, 'planning'));
  const response = currentResponse(desk.db, entity);
  if (!compared.ok || response?.status !== 'draft') return compared;
  const second = secondEntryFindings(desk.db, desk, response);
  return second.ok ? ok([...compared.value, ...second.value]) : second;
};

export const surveyHandlers: Handlers = {
  'survey.companies': companies,
  'survey.regions': ({ db }) => ok(regionNames(db)),
  'survey.createCompany': createCompany,
  'survey.removeCompany': remove,
  'survey.form': form,
  'survey.forms': installedForms,
  'survey.checkWorkbook': checkWorkbook,
  'survey.openResponse': unlessBlind(openResponseAsText),
  'survey.saveAnswers': saveAnswers,
  'survey.kept': ({ db }) => ok(keptOfCutOff(db).map(({ response: _, ...kept }) => ({ ...kept, name: findCompany(db, kept.entity)?.name ?? '' }))),
  'survey.keptRead': ({ db }) => {
    forgetCutOff(db);
    return ok(null);
  },
  'survey.fieldHistory': unlessBlind(fieldHistory),
  'survey.notes': unlessBlind(({ db }, { response }) => ok(fieldNotes(db, response))),
  'survey.removedRows': unlessBlind(({ db }, { response, path }) => ok(removedRows(db, response, path))),
  'survey.complete': unlessBlind(completeResponse),
  'survey.approve': approveCompanies,
  'survey.reopen': reopenResponse,
  'survey.withdraw': withdrawResponse,
  'survey.withdrawal': withdrawal,
  'survey.dropWithdrawal': dropWithdrawal,
  'survey.formPaper': unlessBlind(formPaper),
  'survey.registerPaper': registerPaper,
  'survey.rounds': ({ db }) => ok(listRounds(db)),
  'survey.openRound': openRound,
  'survey.twoPeople': ({ db }) => ok(twoPeople(db)),
  'survey.setTwoPeople': setTwoPeople,
  'survey.second': secondEntry,
  'survey.readFirst': readFirst,
  'survey.openSecond': openSecondAsText,
  'survey.saveSecond': saveSecond,
  'survey.finishSecond': finishSecond,
  'survey.dropSecond': dropSecond,
  'survey.settleSecond': settleSecond,
  'survey.compare': unlessBlind(compare),
};
