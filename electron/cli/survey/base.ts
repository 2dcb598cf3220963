import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Desk } from '../../jobs/handler.ts';
import { countByLevel, findingsOfBase } from '../../merge/view/findings.ts';
import { noteReadings, refuseAny } from '../../survey/firstEntry.ts';
import { lookUpCompany, nameOf } from '../console/companies.ts';
import type { Console } from '../console/console.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { sessionOf, shownPath } from '../console/places.ts';
import { findingJson, findingLine } from './findings.ts';

/** `validate` at the Commission: findings over the merged base. They refuse nothing, so the command never does (M8). */
export function validateBase(console: Console, desk: Desk, name: string | undefined): Result<Outcome, Failure> {
  const company = name === undefined ? ok(null) : lookUpCompany(desk.db, name);
  if (!company.ok) return company;
  const free = refuseAny(desk);
  const found = free.ok ? findingsOfBase(desk.db, desk, company.value?.entity ?? null) : free;
  if (!found.ok) return found;
  const noted = noteReadings(desk, found.value.map(({ entity }) => entity));
  if (!noted.ok) return noted;
  const findings: JsonObject[] = [];
  const lines: string[] = [];
  for (const { entity, country, number, name: called, findings: own } of found.value) {
    const session = sessionOf(console, desk.db, entity);
    const place = (path: string): string => shownPath(session, path);
    lines.push(`${nameOf({ country, number })} ${called}`);
    for (const finding of own) {
      findings.push({ company: entity, number: nameOf({ country, number }), ...findingJson(console.language, finding, place) });
      lines.push(findingLine(console.language, finding, place));
    }
  }
  const counts = countByLevel(found.value);
  const justified = found.value.flatMap((one) => one.findings).filter(({ level, justification }) => level === 'warning' && justification !== undefined).length;
  const responses = desk.db.value<number>('SELECT count(*) FROM company') ?? 0;
  return ok(done({ responses, blocked: 0, counts: { ...counts, justified }, findings }, [...lines, console.say('validate.base', { companies: found.value.length, ...counts, justified })]));
}
