import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from '../../shared/base/json.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { WrittenTable } from './csvTables.ts';
import { PROVENANCE, REVISIONS } from './plainTables.ts';
import { isAsked, type Column, type ColumnType, type FormTable, type TableShape } from './tables.ts';

const TYPES: Readonly<Record<ColumnType, string>> = { text: 'string', integer: 'integer', number: 'number', date: 'date' };

/**
 * The descriptor of a Frictionless Data Package (version 2) over CSV files: a resource a table with its schema, keys, code lists
 * as categories, the size and hash of each file. Parts are read where they lie.
 */
export function describePackage(form: FormDefinition, tables: readonly (WrittenTable & { readonly part: string; readonly fileName: string })[], now: number): JsonObject {
  const names = new Set(tables.map(({ shape }) => shape.name));
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: slug(`${form.id}-${form.version}`),
    title: form.title[form.defaultLanguage] ?? form.id,
    version: form.version,
    created: new Date(now).toISOString(),
    resources: tables.map(({ shape, part, fileName }): JsonObject => {
      const bytes = readFileSync(part);
      return {
        name: slug(shape.name), path: fileName, type: 'table', title: shape.label.ru ?? '', ...(shape.label.en === undefined ? {} : { description: shape.label.en }),
        format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', bytes: bytes.length, hash: `sha256:${sha256(bytes)}`,
        dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
        schema: schemaOf(form, shape, names),
      };
    }),
  };
}

function schemaOf(form: FormDefinition, shape: TableShape, names: ReadonlySet<string>): JsonObject {
  const key = keyOf(shape);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: shape.columns.map((column) => fieldOf(form, column)),
    missingValues: [''],
    ...(key ? { primaryKey: key } : {}),
    ...foreignKeys(shape, names),
  };
}

function fieldOf(form: FormDefinition, column: Column): JsonObject {
  const { name, type, label } = column;
  const question = isAsked(column) ? column.question : undefined;
  const choices = question?.type === 'select_one' && question.list !== undefined ? form.choices[question.list] : undefined;
  return {
    name, type: TYPES[type], title: label.ru ?? label.en ?? name,
    ...(label.en === undefined ? {} : { description: label.en }),
    ...(type === 'date' ? { format: 'default' } : {}),
    ...(choices ? { categories: choices.map(({ value, label: meaning }): Json => ({ value, label: meaning.ru ?? meaning.en ?? value })) } : {}),
  };
}

function isForm(shape: TableShape): shape is FormTable {
  return 'questions' in shape;
}

function keyOf(shape: TableShape): string[] | null {
  if (isForm(shape)) return shape.columns.map(({ name }) => name).filter((name) => name === 'entity' || name === 'row' || name.startsWith('row_'));
  if (shape.name === REVISIONS.name) return ['revision'];
  return shape.name === 'bundles' ? ['bundle'] : null;
}

function foreignKeys(shape: TableShape, names: ReadonlySet<string>): JsonObject {
  const keys: Json[] = [];
  const has = (name: string): boolean => shape.columns.some((column) => column.name === name);
  if (shape.name !== 'companies' && has('entity') && names.has('companies')) keys.push({ fields: ['entity'], reference: { resource: 'companies', fields: ['entity'] } });
  if ((shape.name === PROVENANCE.name || shape.name === 'conflicts') && names.has(REVISIONS.name)) keys.push({ fields: ['revision'], reference: { resource: REVISIONS.name, fields: ['revision'] } });
  if (shape.name === REVISIONS.name && names.has('bundles')) keys.push({ fields: ['bundle'], reference: { resource: 'bundles', fields: ['bundle'] } });
  return keys.length === 0 ? {} : { foreignKeys: keys };
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
}
