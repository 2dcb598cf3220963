import { ok } from '../../shared/base/result.ts';
import type { ArgumentsOf, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import type { ExportReport, InvitedImport, InvitedPreview, LetterOrder } from '../../shared/ipc/insight.ts';
import { listEntities } from '../database/tables/company.ts';
import { courseOf } from '../jobs/course.ts';
import type { Handler } from '../jobs/handler.ts';
import { unlessEnteringAny } from '../survey/firstEntry.ts';
import { coverageHere, roundHere } from './coverage.ts';
import { exportData, type ExportRequest } from './export.ts';
import { dropInvited, importInvited, previewInvited, setDeadline } from './invited.ts';
import { listDebtors, noteReminded, writeReminders, type WrittenLetter } from './reminders.ts';

type Same<M extends MethodName> = Handler<ArgumentsOf<M>, ValueOf<M>>;

/** The work behind the `insight.*` methods: main has asked for the folder or the file. */
export interface InsightHandlers {
  readonly 'insight.export': Handler<ExportRequest, ExportReport>;
  readonly 'insight.round': Same<'insight.round'>;
  readonly 'insight.coverage': Handler<undefined, ValueOf<'insight.coverage'>>;
  readonly 'insight.previewInvited': Handler<{ readonly path: string }, Omit<InvitedPreview, 'ticket'>>;
  readonly 'insight.importInvited': Handler<{ readonly path: string; readonly replace: boolean }, InvitedImport>;
  readonly 'insight.dropInvited': Same<'insight.dropInvited'>;
  readonly 'insight.setDeadline': Same<'insight.setDeadline'>;
  readonly 'insight.debtors': Handler<undefined, ValueOf<'insight.debtors'>>;
  readonly 'insight.writeReminders': Handler<{ readonly folder: string; readonly letters: readonly LetterOrder[] }, readonly WrittenLetter[]>;
  readonly 'insight.noteReminded': Handler<{ readonly letters: readonly Pick<WrittenLetter, 'order' | 'code'>[] }, null>;
}

const exportTables = unlessEnteringAny<ExportRequest, ExportReport>(exportData, (_, { db }) => listEntities(db));

export const insightHandlers: InsightHandlers = {
  // Sums say nothing of one company.
  'insight.export': (desk, request) => (request.aggregate ? exportData(desk, request) : exportTables(desk, request)),
  'insight.round': ({ db }) => ok(roundHere(db)),
  'insight.coverage': (desk) => ok(coverageHere(desk.db, desk.now(), courseOf(desk, 'collecting'))),
  'insight.previewInvited': previewInvited,
  'insight.importInvited': importInvited,
  'insight.dropInvited': dropInvited,
  'insight.setDeadline': setDeadline,
  'insight.debtors': listDebtors,
  'insight.writeReminders': writeReminders,
  'insight.noteReminded': noteReminded,
};
