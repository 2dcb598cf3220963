import type { Audience } from '../../shared/ipc/insight.ts';
import type { FormDefinition, Question } from '../../shared/survey/form.ts';
import { templateOf } from '../../shared/survey/path.ts';
import { isMissing } from '../../shared/survey/response.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { Origins } from '../merge/view/provenance.ts';
import type { ExportedCompany } from './companies.ts';
import type { TableCell } from './csv.ts';
import { isOfficial } from './scope.ts';
import { column, fits, isAsked, plain, type FormTable, type TableShape } from './tables.ts';

/** The tables beside those of the form. */
export const MISSING: TableShape = {
  name: 'missing', label: { ru: 'Ответы, которых нет в таблицах, и почему', en: 'Answers that are not in the tables, and why' },
  columns: [
    column('entity', 'Организация', 'Company'), column('path', 'Место в форме', 'Place in the form'),
    column('reason', 'Причина: код из анкеты; withheld – организация не разрешила; conflict – расхождение; type – не того типа', 'Reason: the code of the form; withheld: not permitted by the company; conflict; type: not of the column’s type'),
    column('value', 'Ответ, если он не того типа', 'The answer where it is not of the type'),
  ],
};
export const CONFLICTS: TableShape = {
  name: 'conflicts', label: { ru: 'Расхождения: все записанные значения', en: 'Conflicts: all values that were written' },
  columns: [
    column('entity', 'Организация', 'Company'), column('path', 'Место в форме', 'Place in the form'), column('value', 'Значение; пусто – удалено', 'Value; empty: taken away'),
    column('revision', 'Редакция', 'Revision'),
  ],
};
export const PROVENANCE: TableShape = {
  name: 'provenance', label: { ru: 'Происхождение: какой редакцией записано каждое значение', en: 'Provenance: which revision wrote each value' },
  columns: [column('entity', 'Организация', 'Company'), column('path', 'Место в форме', 'Place in the form'), column('revision', 'Редакция', 'Revision')],
};
export const REVISIONS: TableShape = {
  name: 'revisions', label: { ru: 'Редакции: кто, когда, в каком пакете', en: 'Revisions: who, when, in which bundle' },
  columns: [
    column('revision', 'Редакция', 'Revision'), column('op', 'Действие', 'Act'), column('person', 'Кто внёс', 'Who entered it'), column('claimed_at', 'Заявленное время', 'Claimed time'),
    column('installation', 'Рабочее место', 'Installation'), column('reason', 'Основание', 'Reason'), column('bundle', 'Пакет: хеш манифеста', 'Bundle: hash of the manifest'),
  ],
};
export const BUNDLES: TableShape = {
  name: 'bundles', label: { ru: 'Пакеты и ключи, которыми они подписаны', en: 'Bundles and the keys that signed them' },
  columns: [
    column('bundle', 'Пакет: хеш манифеста', 'Bundle: hash of the manifest'), column('seq', 'Номер', 'Number', 'integer'), column('file', 'Файл', 'File'), column('signer', 'Ключ', 'Key'),
    column('holder', 'Владелец ключа', 'Holder of the key'), column('body', 'Орган', 'Body'), column('country', 'Государство', 'State'),
  ],
};
export const PERSONAL: TableShape = {
  name: 'personal', label: { ru: 'Персональные данные', en: 'Personal data' },
  columns: [column('entity', 'Организация', 'Company'), column('path', 'Место в форме', 'Place in the form'), column('value', 'Ответ', 'Answer')],
};
export const DICTIONARY: TableShape = {
  name: 'dictionary', label: { ru: 'Словарь: что значит каждая колонка', en: 'Dictionary: what every column means' },
  columns: [
    column('table', 'Таблица', 'Table'), column('column', 'Колонка', 'Column'), column('type', 'Тип вопроса', 'Type of the question'), column('list', 'Список кодов', 'Code list'),
    column('unit_ru', 'Единица', 'Unit, in Russian'), column('unit_en', 'Единица по-английски', 'Unit'), column('label_ru', 'Вопрос', 'Question, in Russian'),
    column('label_en', 'Вопрос по-английски', 'Question'), column('path', 'Место в форме', 'Place in the form'),
  ],
};
export const CODES: TableShape = {
  name: 'codes', label: { ru: 'Списки кодов', en: 'Code lists' },
  columns: [column('list', 'Список', 'List'), column('code', 'Код', 'Code'), column('label_ru', 'Значение', 'Meaning, in Russian'), column('label_en', 'Значение по-английски', 'Meaning')],
};

type Lines = readonly (readonly TableCell[])[];

/** Missing is never zero, and never a blank without a reason. */
export function missingOf(company: ExportedCompany, questionAt: (template: Path) => Question | undefined): Lines {
  const answered = [...company.answers].flatMap(([path, answer]): TableCell[][] => {
    if (isMissing(answer)) return [[company.entity, path, answer.missing, null]];
    const question = questionAt(templateOf(path));
    return question && !fits(question, answer) ? [[company.entity, path, 'type', String(plain(answer))]] : [];
  });
  return [
    ...answered,
    ...company.withheld.map((path) => [company.entity, path, 'withheld', null]),
    ...company.conflicts.map(({ path }) => [company.entity, path, 'conflict', null]),
  ];
}

export function conflictLines({ entity, conflicts }: ExportedCompany): Lines {
  return conflicts.flatMap(({ path, writes }) => writes.map(({ revision, value }) => [entity, path, value === null ? null : String(plain(value)), revision]));
}

export function personalLines({ entity, personal }: ExportedCompany): Lines {
  return [...personal].map(([path, answer]) => [entity, path, String(plain(answer))]);
}

/** Every answer that leaves, with the revisions that say it (M10): several where they agree. */
export function provenanceOf({ entity, answers, personal, origins }: ExportedCompany): readonly (readonly [string, Path, string])[] {
  return [...answers.keys(), ...personal.keys()].flatMap((path) => (origins.get(path) ?? []).map((revision) => [entity, path, revision] as const));
}

/** The revisions that are named, and their bundles. Who the people are and what they wrote as a reason is for official readers: others go by the keys. */
export function originLines(origins: Origins, named: ReadonlySet<string>, audience: Audience): { readonly revisions: Lines; readonly bundles: Lines } {
  const told = isOfficial(audience);
  const bundles = new Map<string, readonly TableCell[]>();
  const revisions = [...named].sort().map((id): readonly TableCell[] => {
    const { op, person, claimedAt, installation, reason, bundle, signer } = origins.of(id);
    if (bundle && !bundles.has(bundle.manifest)) {
      bundles.set(bundle.manifest, [bundle.manifest, bundle.seq, bundle.fileName, signer?.keyId ?? null, told ? (signer?.holder ?? null) : null, signer?.body ?? null, signer?.country ?? null]);
    }
    return [id, op, told ? person : null, claimedAt, installation, told ? reason : null, bundle?.manifest ?? null];
  });
  return { revisions, bundles: [...bundles.values()] };
}

export function dictionaryOf(tables: readonly FormTable[]): Lines {
  return tables.flatMap((table) =>
    table.columns.filter(isAsked).map(({ name, question }) => [
      table.name, name, question.type, question.list ?? null, question.unit?.ru ?? null, question.unit?.en ?? null, question.label.ru ?? '', question.label.en ?? '', question.path,
    ]),
  );
}

/** The code lists that the columns use. */
export function codesOf(form: FormDefinition, tables: readonly FormTable[]): Lines {
  const used = new Set(tables.flatMap((table) => table.questions.map((question) => question.list)));
  return Object.entries(form.choices)
    .filter(([list]) => used.has(list))
    .flatMap(([list, choices]) => choices.map((choice) => [list, choice.value, choice.label.ru ?? '', choice.label.en ?? '']));
}
