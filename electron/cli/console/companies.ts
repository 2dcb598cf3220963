import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { schemeOfCountry } from '../../../shared/survey/identifiers/check.ts';
import { entityOf } from '../../../shared/survey/identifiers/entity.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import type { Company } from '../../database/tables/company.ts';
import { currentResponse, listResponses } from '../../database/tables/response.ts';
import type { ResponseRow } from '../../database/tables/response.ts';

/** What `CC:number` names; null when the text is no such name. */
export function parseNumber(text: string): { readonly country: string; readonly number: string } | null {
  const named = /^([A-Z]{2}):(.+)$/.exec(text);
  return named ? { country: named[1] as string, number: named[2] as string } : null;
}

/** The entity of a company named by its hash or as `CC:number`. Fails with `company-unknown` when it is neither, `identifier-invalid` when the number is wrong. */
export function parseCompany(text: string): Result<string, Failure> {
  if (/^[0-9a-f]{64}$/.test(text)) return ok(text);
  const named = parseNumber(text);
  const scheme = schemeOfCountry(named?.country ?? '');
  if (!named || !scheme) return err({ code: 'company-unknown', values: { company: text } });
  const { country, number } = named;
  const entity = entityOf({ country, scheme, number }, sha256);
  return entity === null ? err({ code: 'identifier-invalid', values: { number } }) : ok(entity);
}

/** A company of this workspace by its name on the command line. Fails with `company-unknown` and as {@link parseCompany}. */
export function lookUpCompany(db: ReadDb, text: string): Result<Company, Failure> {
  const entity = parseCompany(text);
  if (!entity.ok) return entity;
  const company = findCompany(db, entity.value);
  return company ? ok(company) : err({ code: 'company-unknown', values: { company: text } });
}

/** `CC:number`, as a person names a company. */
export const nameOf = (company: Pick<Company, 'country' | 'number'>): string => `${company.country}:${company.number}`;

/** The responses a command is about: of one company, or of all that are not withdrawn. Fails with `company-unknown`. */
export function chosenResponses(db: ReadDb, company: string | undefined): Result<readonly ResponseRow[], Failure> {
  if (company === undefined) return ok(listResponses(db, null).filter(({ status }) => status !== 'withdrawn'));
  const found = lookUpCompany(db, company);
  if (!found.ok) return found;
  const response = currentResponse(db, found.value.entity);
  return response ? ok([response]) : err({ code: 'company-unknown', values: { company } });
}
