import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { ProofSheet } from '../../bundle/doctor/handlers.ts';
import type { RecoverySheet } from '../../bundle/handlers.ts';
import type { RootSheet } from '../../bundle/trust/ceremonyHandlers.ts';
import type { WrittenLetter } from '../../insight/reminders.ts';
import type { MergeDocument } from '../../merge/view/document.ts';
import type { FormPaper, RegisterPaper } from '../../survey/paper.ts';
import { formPage } from './formPage.ts';
import { guidePaper } from './guidePaper.ts';
import { letterPage } from './letterPage.ts';
import { mergeReportPage } from './mergeReportPage.ts';
import { printPaper } from './paper.ts';
import { proofPage } from './proofPage.ts';
import { recoverySheet } from './recoverySheet.ts';
import { registerPage } from './registerPage.ts';
import { rootSheet } from './rootSheet.ts';

/** What the window writes as PDF. */
export interface Press {
  /** Writes a recovery sheet as PDF; fails with `file-unwritable` or `disk-full`, and with `cancelled`, nothing written, once the signal says so. */
  readonly printSheet: (sheet: RecoverySheet, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes the sheet of a root as PDF; fails alike. */
  readonly printRoot: (sheet: RootSheet, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes the page of a proof as PDF; fails likewise. */
  readonly printProof: (sheet: ProofSheet, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes a form as PDF; fails likewise. */
  readonly printForm: (form: FormPaper, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes the list of companies as PDF; fails likewise. */
  readonly printRegister: (register: RegisterPaper, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes the report of a merge as PDF; fails likewise. */
  readonly printMergeReport: (report: MergeDocument, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes a letter as PDF; fails likewise. */
  readonly printLetter: (letter: WrittenLetter, path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
  /** Writes the user guide as PDF; fails likewise. */
  readonly printGuide: (path: string, signal: AbortSignal) => Promise<Result<null, Failure>>;
}

/** The press of a window: its papers are in the language that is read there; `files` holds the window's files, whose fonts they use. */
export function createPress(language: () => Language, files: string): Press {
  return {
    printSheet: (sheet, path, signal) => printPaper(recoverySheet(sheet, language(), files), path, signal),
    printRoot: (sheet, path, signal) => printPaper(rootSheet(sheet, language(), files), path, signal),
    printProof: (sheet, path, signal) => printPaper(proofPage(sheet, language(), files), path, signal),
    printForm: (form, path, signal) => printPaper(formPage(form, language(), files), path, signal),
    printRegister: (register, path, signal) => printPaper(registerPage(register, language(), files), path, signal),
    printMergeReport: (report, path, signal) => printPaper(mergeReportPage(report, language(), files), path, signal),
    printLetter: (letter, path, signal) => printPaper(letterPage(letter, files), path, signal),
    printGuide: (path, signal) => printPaper(guidePaper(language(), files), path, signal),
  };
}
