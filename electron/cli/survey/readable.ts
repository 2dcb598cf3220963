import type { Failure } from '../../../shared/base/failure.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { findCompany } from '../../database/tables/company.ts';
import type { ResponseRow } from '../../database/tables/response.ts';
import type { Desk } from '../../jobs/handler.ts';
import { noteReading } from '../../survey/firstEntry.ts';
import { chosenResponses, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';

/** The responses that a command shows something of, and the companies it leaves out because their second entry is being made. */
export interface Readable {
  readonly responses: readonly ResponseRow[];
  readonly refused: readonly { readonly company: string; readonly message: string }[];
  /** The same for people. */
  readonly lines: readonly string[];
}

/**
 * The responses a command is about, of which the person at work may see what was entered first; that they do is noted where it says something. Fails with
 * `company-unknown`, and with `second-blind` where the company that is named is kept from them.
 */
export function readableResponses(console: Console, desk: Desk, company: string | undefined): Result<Readable, Failure> {
  const chosen = chosenResponses(desk.db, company);
  if (!chosen.ok) return chosen;
  const responses: ResponseRow[] = [];
  const refused: Readable['refused'][number][] = [];
  for (const response of chosen.value) {
    const read = noteReading(desk, response);
    if (read.ok) responses.push(response);
    else if (company !== undefined) return read;
    else refused.push({ company: shown(desk, response), message: printFailure(console.language, read.error) });
  }
  return ok({ responses, refused, lines: refused.map((one) => `✗ ${one.company}  ${one.message}`) });
}

function shown({ db }: Desk, { entity }: ResponseRow): string {
  const company = findCompany(db, entity);
  return company ? nameOf(company) : entity;
}
