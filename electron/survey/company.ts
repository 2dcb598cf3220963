import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { NewCompany } from '../../shared/ipc/survey.ts';
import { checkIdentifier, isScheme, schemeOfCountry } from '../../shared/survey/identifiers/check.ts';
import { entityOf } from '../../shared/survey/identifiers/entity.ts';
import type { Answer, AnswerChange, Path } from '../../shared/survey/response.ts';
import { isMissing } from '../../shared/survey/response.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { Company } from '../database/tables/company.ts';
import type { FormMap, Identity } from './formMap.ts';

/** A company by its number, checked by the rules of its state (M7). Fails with `identifier-invalid`. */
export function identifyCompany(company: NewCompany): Result<Company, Failure> {
  const { country, scheme } = company;
  if (!isScheme(scheme) || scheme !== schemeOfCountry(country)) return err({ code: 'identifier-invalid', values: { number: company.number } });
  const checked = checkIdentifier(scheme, company.number, { country });
  if (!checked.ok) return err({ code: 'identifier-invalid', values: { number: company.number } });
  const name = company.name.normalize('NFC').trim();
  const number = checked.normalised;
  const entity = entityOf({ country, scheme, number }, sha256);
  assert(entity, 'a checked number has an entity');
  return ok({ entity, country, scheme, number, name, shortName: name, region: '' });
}

/** First answers of a draft: what is known of the company before anybody has opened it. */
export function identityAnswers(identity: Identity, company: Company): readonly AnswerChange[] {
  const answers: AnswerChange[] = [];
  const put = (path: Path | null | undefined, value: string): void => {
    if (path && value !== '') answers.push({ path, value });
  };
  put(identity.country, company.country);
  put(identity.number.get(company.scheme), company.number);
  put(identity.name, company.name);
  if (company.shortName !== company.name) put(identity.shortName, company.shortName);
  put(identity.region, company.region);
  return answers;
}

/** What the list shows of a company, brought up to date by answers; null when nothing of it changed. */
export function describeCompany(map: FormMap, company: Company, changed: ReadonlyMap<Path, Answer | null>): Company | null {
  const text = (path: Path | null, before: string): string => {
    const value = path === null ? undefined : changed.get(path);
    return typeof value === 'string' && !isMissing(value) ? value : before;
  };
  const { identity } = map;
  const name = text(identity.name, company.name);
  const next = { ...company, name, shortName: text(identity.shortName, company.shortName), region: text(identity.region, company.region) };
  return next.name === company.name && next.shortName === company.shortName && next.region === company.region ? null : next;
}

/** The paths at which the answers name another company than the response belongs to: its country or its number. */
export function strangerPaths(identity: Identity, company: Company, answers: ReadonlyMap<Path, Answer>): readonly Path[] {
  const wrong: Path[] = [];
  const compare = (path: Path | null | undefined, expected: string): void => {
    if (!path) return;
    const value = answers.get(path);
    if (value === undefined) return;
    const same = typeof value === 'string' && (value === expected || normalise(company.scheme, value) === expected);
    if (!same) wrong.push(path);
  };
  compare(identity.country, company.country);
  compare(identity.number.get(company.scheme), company.number);
  return wrong;
}

function normalise(scheme: string, value: string): string | null {
  const checked = isScheme(scheme) ? checkIdentifier(scheme, value) : null;
  return checked?.ok ? checked.normalised : null;
}
