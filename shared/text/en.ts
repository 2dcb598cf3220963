import { answers } from './answers.en.ts';
import { doctor } from './doctor.en.ts';
import { excel } from './excel.en.ts';
import { failures } from './failures.en.ts';
import { invitation } from './invitation.en.ts';
import { remarks } from './remarks.en.ts';
import { reminder } from './reminder.en.ts';

/** Sentences that both the window and the command line say, as ICU messages. */
export const en = {
  ...answers,
  ...failures,
  ...doctor,
  ...excel,
  ...invitation,
  ...remarks,
  ...reminder,
  'finding.required': 'An answer is required. If it is not known, choose a reason why it is missing.',
  'finding.required.rows': 'At least one row is required. If there is nothing to enter, choose a reason.',
  'finding.rows.few': '{count, plural, one {# row is} other {# rows are}} entered, at least {min, number} {min, plural, one {is} other {are}} needed.',
  'finding.rows.many': '{count, plural, one {# row is} other {# rows are}} entered, at most {max, number} {max, plural, one {is} other {are}} allowed.',
  'finding.type.integer': 'A whole number is expected.',
  'finding.type.decimal': 'A number is expected.',
  'finding.type.year': 'A year of four digits is expected.',
  'finding.type.date': 'A date is expected.',
  'finding.type.time': 'A time of day is expected.',
  'finding.type.dateTime': 'A date and time are expected.',
  'finding.type.codes': 'A set of different choices is expected.',
  'finding.type.text': 'Text is expected.',
  'finding.range': 'The value must lie between {min, number} and {max, number}.',
  'finding.range.step': 'The value must be {min, number} plus a multiple of {step, number}.',
  'finding.foreign-number': 'The number {number} is not the one under which the company stands in the base. Ask the ministry which is right.',
  'finding.other-company': 'This answer names another company than the one in the list. Correct it, or add that company.',
  'finding.comment': 'Comment of the Commission: {text}',
  'finding.constraint': 'The value does not meet the condition of this question.',
  'finding.codeList': 'Not in the list: {codes}.',
  'finding.identifier.length': 'The number has the wrong length.',
  'finding.identifier.characters': 'The number holds characters that cannot stand in it.',
  'finding.identifier.checkDigit': 'The check digit does not agree: a digit is wrong or two have changed places.',
  'finding.identifier.zeros': 'A number of zeros only does not exist.',
  'finding.identifier.structure': 'No number is built like this one.',
  'finding.identifier.date': 'The year and month in the number are impossible.',
  'finding.identifier.neverIssued': 'Numbers with this beginning are never issued: their check digit cannot be formed.',
  'finding.identifier.doubtfulCheckDigit': 'The check digit does not agree. Please compare the number with the certificate.',
  'finding.identifier.doubtfulClass': 'The first digit is unusual: 0, 1 or 2 is expected. Please compare the number with the certificate.',
  'finding.identifier.doubtfulDate': 'Digits 2 to 9 are not a date. Please compare the number with the certificate.',
  'remark-within': '{remark} ({where}, character {character})',
  'workbook.not-a-workbook': 'The file is not an Excel workbook (.xlsx).',
  'workbook.old-excel': 'This is a workbook of the old Excel format (.xls). Open it in a spreadsheet program and save it as .xlsx.',
  'workbook.binary-excel': 'This is a binary Excel workbook (.xlsb). Open it in a spreadsheet program and save it as .xlsx.',
  'workbook.encrypted': 'The workbook is protected by a password. Save a copy without one.',
  'workbook.damaged': 'The workbook is damaged and cannot be read. Open it in a spreadsheet program and save it again.',
  'workbook.too-large': 'The workbook is too large: at most 100,000 rows and 1,000 columns a sheet are read. Delete what stands further out, or split the workbook.',
} as const;
