import { z } from 'zod';

// The profile of Data Package 2.0 (datapackage.org/standard), written out: what it demands of a package of tables, each place it names by its rule.
// Strict, so that a property that the standard does not know is found.

const path = z.string().regex(/^(?![./~])(?!file:)(?!.*\/\.\.\/)(?!.*\\)(?!.*:\/\/)/, 'a POSIX path that stays inside');
const common = { name: z.string().min(1), title: z.string().optional(), description: z.string().optional(), example: z.string().optional() };
const field = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('string'), format: z.enum(['default', 'email', 'uri', 'binary', 'uuid']).optional(), categories: z.array(z.strictObject({ value: z.string(), label: z.string().optional() })).min(1).optional() }),
  z.strictObject({ ...common, type: z.literal('integer'), format: z.literal('default').optional() }),
  z.strictObject({ ...common, type: z.literal('number'), format: z.literal('default').optional(), decimalChar: z.string().optional(), bareNumber: z.boolean().optional() }),
  z.strictObject({ ...common, type: z.literal('date'), format: z.string().optional() }),
]);
const schema = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/tableschema.json'),
  fields: z.array(field).min(1).refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, 'names of fields stand once'),
  missingValues: z.array(z.string()),
  primaryKey: z.array(z.string()).min(1).optional().transform((key) => key ?? []),
  foreignKeys: z.array(z.strictObject({ fields: z.array(z.string()).min(1), reference: z.strictObject({ resource: z.string(), fields: z.array(z.string()).min(1) }) })).min(1).optional(),
}).refine(({ fields, primaryKey, foreignKeys = [] }) => [...primaryKey, ...foreignKeys.flatMap((key) => key.fields)].every((name) => fields.some((one) => one.name === name)), 'keys are of fields of the table');
const resource = z.strictObject({
  name: z.string().regex(/^[a-z0-9._-]+$/), path, type: z.literal('table'), title: z.string(), description: z.string().optional(),
  format: z.literal('csv'), mediatype: z.string().regex(/^.+\/.+$/), encoding: z.literal('utf-8'), bytes: z.int().nonnegative(), hash: z.string().regex(/^[^:]+:[a-fA-F0-9]+$/),
  dialect: z.strictObject({ delimiter: z.string(), lineTerminator: z.string(), quoteChar: z.string().length(1), doubleQuote: z.boolean(), header: z.boolean() }),
  schema,
});
const dataPackage = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: z.string().regex(/^[a-z0-9._-]+$/), title: z.string(), version: z.string(), created: z.iso.datetime(),
  resources: z.array(resource).min(1).refine((resources) => new Set(resources.map(({ name }) => name)).size === resources.length, 'names of resources stand once'),
}).refine(({ resources }) => resources.flatMap(({ schema: { foreignKeys = [] } }) => foreignKeys).every(({ fields, reference }) =>
  fields.length === reference.fields.length && reference.fields.every((name) => resources.find((one) => one.name === reference.resource)?.schema.fields.some((one) => one.name === name))), 'foreign keys lead to fields of the package');

export type TableField = z.infer<typeof field>;

/** A descriptor that the standard takes; throws where it does not. */
export function parseDataPackage(text: string): z.infer<typeof dataPackage> {
  return dataPackage.parse(JSON.parse(text));
}

/** A cell as its field says it is to be read; throws where it is not of the field's type (Table Schema, “Field Types”). */
export function castCell(one: TableField, missing: readonly string[], cell: string): string | number | null {
  if (missing.includes(cell)) return null;
  switch (one.type) {
    case 'string':
      if (one.categories && !one.categories.some(({ value }) => value === cell)) break;
      return cell;
    case 'integer':
      if (!/^[+-]?\d+$/.test(cell)) break;
      return Number(cell);
    case 'number':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)) break;
      return Number(cell);
    case 'date':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(cell) || Number.isNaN(Date.parse(cell))) break;
      return cell;
  }
  throw new TypeError(`${one.name}: ${JSON.stringify(cell)} is no ${one.type}.`);
}
