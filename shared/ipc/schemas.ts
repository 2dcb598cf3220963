import { z } from 'zod';
import { QUALITIES } from '../bundle/revision/revision.ts';
import type { ArgumentsOf, MethodName } from './api.ts';
import { ZOOMS } from './service.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const short = z.string().max(300);
const secret = z.string().min(1).max(1024);
const ticket = z.string().regex(/^[a-z0-9-]{1,64}$/);
const path = z.string().min(1).max(500);
const roundName = z.string().regex(/^[0-9A-Za-z-]{1,20}$/);
const role = z.enum(['ministry', 'commission']);
const language = z.enum(['ru', 'en']);
const answer = z.union([
  z.string().max(65_536),
  z.number(),
  z.array(z.string().max(300)).max(1000),
  z.strictObject({ missing: z.enum(['no_data', 'refused', 'not_applicable', 'restricted']) }),
]);
const recipient = z.string().regex(/^[A-Z]{2}$/);
const quality = z.enum(QUALITIES).nullable().optional();
const day = z.iso.date();
const state = z.string().regex(/^([A-Z]{2}|EAEU)$/);
const usage = z.enum(['official', 'seal', 'commission', 'receipt', 'encrypt', 'form', 'update']);
const moment = z.iso.datetime({ precision: 3 });
const count = z.number().int().min(0).max(10_000_000);
const response = z.number().int().positive();
const nothing = z.undefined();
const status = z.enum(['draft', 'errors', 'complete', 'approved', 'sent', 'accepted', 'returned', 'received', 'conflict', 'withdrawn']);
const companyQuery = {
  search: short, status: status.nullable(), country: z.string().regex(/^[A-Z]{2}$/).nullable(), sort: z.enum(['name', 'number', 'status', 'savedAt']), descending: z.boolean(),
};

const rulePlaces = z.array(z.string().regex(/^\//).max(500)).min(1).max(1000);
const ruleBodies = z.array(z.strictObject({ country: state, body: short.min(1) })).min(1).max(100);

const stagedChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('describe'), keyId: hash, description: z.strictObject({ usage, country: state, body: short.min(2), holder: short, notBefore: moment, notAfter: moment }) }),
  z.strictObject({ kind: z.literal('revoke'), keyId: hash, trustedUpTo: z.record(z.string().regex(/^[0-9a-zA-Z-]{1,100}$/), count) }),
  z.strictObject({ kind: z.literal('policy'), policy: z.strictObject({ country: state, body: short.min(1), required: z.array(usage).min(1).max(7) }) }),
  z.strictObject({ kind: z.literal('expiry'), expiresAt: moment }),
]);

const listReading = z.strictObject({
  sheet: short.nullable(), encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'ibm866']).nullable(), separator: z.string().length(1).nullable(), headRow: z.number().int().min(1).max(1000).nullable(),
});
/** How a list is mapped: a file of it is read by the same schema. */
export const listMapping = z.strictObject({
  formatVersion: z.literal(1), form: short, name: short.min(1), reading: listReading,
  writing: z.strictObject({ decimal: z.enum(['comma', 'point', 'either']), dates: z.enum(['dmy', 'mdy']) }).nullable(),
  country: z.string().regex(/^[A-Z]{2}$/).nullable(), repeat: path.nullable(),
  columns: z.array(z.strictObject({ column: z.string().max(500), question: path, values: z.record(z.string().max(2000), short.nullable()) })).max(1000),
});

/** The door of the program: arguments of every method, strict. A call that does not fit is refused as `usage`. */
export const schemas: { readonly [M in MethodName]: z.ZodType<ArgumentsOf<M>> } = {
  'service.start': nothing,
  'service.createWorkspace': z.strictObject({
    role, country: state, body: short.min(2), person: short.min(2), language,
    round: roundName, passphrase: secret,
  }),
  'service.saveRecoverySheet': z.strictObject({ job: ticket, keyId: hash }),
  'service.setLanguage': z.strictObject({ language }),
  'service.setPerson': z.strictObject({ person: short.min(2) }),
  'service.people': nothing,
  'service.zoom': nothing,
  'service.setZoom': z.strictObject({ percent: z.number().refine((percent) => ZOOMS.includes(percent)) }),
  'service.cancel': z.strictObject({ job: ticket }),
  'service.showFile': z.strictObject({ ticket }),
  'service.openWorkspace': nothing,
  'service.openExample': z.strictObject({ job: ticket, role }),
  'service.leaveExample': nothing,
  'service.saveGuide': z.strictObject({ job: ticket }),
  'service.backups': nothing,
  'service.keepBackups': z.strictObject({ job: ticket }),
  'service.checkBackups': z.strictObject({ job: ticket }),
  'service.backUp': z.strictObject({ job: ticket }),
  'service.restoreBackup': z.strictObject({ job: ticket, name: z.string().regex(/^svod-[0-9TZ-]{24}-[a-z0-9-]{1,60}\.db$/) }),
  'service.openRestored': z.strictObject({ ticket }),
  'survey.companies': z.strictObject({ ...companyQuery, offset: count, limit: z.number().int().min(1).max(500) }),
  'survey.createCompany': z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), scheme: short, number: short, name: short }),
  'survey.removeCompany': z.strictObject({ entity: hash }),
  'survey.form': z.strictObject({ hash }),
  'survey.forms': nothing,
  'survey.regions': nothing,
  'survey.checkWorkbook': z.strictObject({ job: ticket }),
  'survey.openResponse': z.strictObject({ entity: hash }),
  'survey.saveAnswers': z.strictObject({
    response, changes: z.array(z.strictObject({ path, value: answer.nullable() })).max(100_000),
    progress: z.strictObject({ required: count, answered: count, errors: count, warnings: count, unjustified: count }),
  }),
  'survey.kept': nothing,
  'survey.keptRead': nothing,
  'survey.fieldHistory': z.strictObject({ response, path }),
  'survey.notes': z.strictObject({ response }),
  'survey.removedRows': z.strictObject({ response, path }),
  'survey.complete': z.strictObject({ response }),
  'survey.approve': z.strictObject({ entities: z.array(hash).max(100_000), job: ticket.optional() }),
  'survey.reopen': z.strictObject({ response, reason: z.string().max(4000) }),
  'survey.withdraw': z.strictObject({ entity: hash, reason: z.string().trim().max(4000) }),
  'survey.withdrawal': z.strictObject({ entity: hash }),
  'survey.dropWithdrawal': z.strictObject({ entity: hash }),
  'survey.printForm': z.strictObject({ job: ticket, entity: hash.nullable(), short: z.boolean().optional() }),
  'survey.printRegister': z.strictObject({ ...companyQuery, job: ticket }),
  'survey.rounds': nothing,
  'survey.openRound': z.strictObject({ job: ticket, round: roundName }),
  'survey.twoPeople': nothing,
  'survey.setTwoPeople': z.strictObject({ approval: z.boolean(), sections: z.array(short).max(1000) }),
  'survey.second': z.strictObject({ entity: hash }),
  'survey.readFirst': z.strictObject({ entity: hash }),
  'survey.openSecond': z.strictObject({ entity: hash }),
  'survey.saveSecond': z.strictObject({ response, changes: z.array(z.strictObject({ path, value: answer.nullable() })).max(100_000) }),
  'survey.finishSecond': z.strictObject({ response }),
  'survey.dropSecond': z.strictObject({ response }),
  'survey.settleSecond': z.strictObject({ response, place: path, chosen: z.enum(['first', 'second']) }),
  'survey.compare': z.strictObject({ job: ticket, entity: hash }),
  'survey.saveTemplate': z.strictObject({ job: ticket, entity: hash.nullable(), texts: z.string().min(1).max(100) }),
  'survey.chooseIntake': z.strictObject({ job: ticket }),
  'survey.importTemplate': z.strictObject({ job: ticket, ticket, precedence: z.enum(['file', 'draft']), rehearse: z.boolean() }),
  'survey.readList': z.strictObject({ job: ticket, ticket, reading: listReading, repeat: path.nullable() }),
  'survey.columnValues': z.strictObject({ job: ticket, ticket, reading: listReading, column: z.string().max(500), question: path }),
  'survey.importList': z.strictObject({ job: ticket, ticket, mapping: listMapping, rehearse: z.boolean() }),
  'survey.saveRefused': z.strictObject({ ticket }),
  'survey.mappings': nothing,
  'survey.keepMapping': z.strictObject({ mapping: listMapping }),
  'survey.dropMapping': z.strictObject({ name: short.min(1) }),
  'bundle.exportPreview': z.strictObject({ job: ticket, to: recipient.nullable() }),
  'bundle.export': z.strictObject({ job: ticket, passphrase: secret, personal: z.boolean(), to: recipient.nullable(), encrypt: z.boolean() }),
  'bundle.sent': nothing,
  'bundle.sentCompanies': z.strictObject({ manifest: hash }),
  'bundle.writeAgain': z.strictObject({ job: ticket, manifest: hash }),
  'bundle.exportPublicKey': z.strictObject({ keyId: hash.nullable() }),
  'bundle.pickAwaiting': z.strictObject({ job: ticket }),
  'bundle.countersign': z.strictObject({ job: ticket, ticket, passphrase: secret }),
  'bundle.exportManifest': z.strictObject({ manifest: hash }),
  'bundle.attachSignature': z.strictObject({ manifest: hash }),
  'bundle.pickFile': nothing,
  'bundle.examine': z.strictObject({ job: ticket, ticket, passphrase: secret.nullable(), code: z.string().regex(/^[0-9a-f]{4,64}$/).nullable() }),
  'bundle.printProof': z.strictObject({ job: ticket, ticket }),
  'bundle.prove': z.strictObject({ manifest: hash, revision: hash, path: path.nullable() }),
  'bundle.keys': nothing,
  'bundle.createKey': z.strictObject({ usage, holder: short.min(2), passphrase: secret }),
  'bundle.changePassphrase': z.strictObject({ keyId: hash, passphrase: secret, next: secret }),
  'bundle.restoreKey': z.strictObject({ holder: short.min(2), sheet: short, passphrase: secret }),
  'bundle.useKey': z.strictObject({ keyId: hash }),
  'bundle.keyProtection': nothing,
  'bundle.trust': nothing,
  'bundle.pickRegistry': nothing,
  'bundle.installRegistry': z.strictObject({ ticket, compared: z.boolean() }),
  'bundle.pickPublicKeys': nothing,
  'bundle.stageKeys': z.strictObject({ tickets: z.array(ticket).max(1000) }),
  'bundle.stageChange': z.strictObject({ change: stagedChange }),
  'bundle.unstage': z.strictObject({ id: z.string().max(400).nullable() }),
  'bundle.signRegistry': z.strictObject({ passphrase: secret }),
  'bundle.installations': z.strictObject({ keyId: hash }),
  'bundle.pickForm': nothing,
  'bundle.installForm': z.strictObject({ job: ticket, ticket }),
  'bundle.pickFormToSign': z.strictObject({ job: ticket }),
  'bundle.signForm': z.strictObject({ ticket, passphrase: secret }),
  'bundle.exportRegistry': nothing,
  'bundle.ceremony': nothing,
  'bundle.makeRootKey': z.strictObject({ holder: short.min(2), passphrase: secret }),
  'bundle.takeRootKey': nothing,
  'bundle.keepRootKeys': nothing,
  'bundle.leaveRootKey': z.strictObject({ keyId: hash }),
  'bundle.makeRoot': z.strictObject({ threshold: z.number().int().min(1).max(16) }),
  'bundle.signRoot': z.strictObject({ from: z.enum(['medium', 'here']), passphrase: secret }),
  'bundle.finishCeremony': z.strictObject({ passphrase: secret }),
  'bundle.dropCeremony': nothing,
  'bundle.printRoot': z.strictObject({ job: ticket }),
  'merge.pick': nothing,
  'merge.pickFolder': nothing,
  'merge.verify': z.strictObject({ job: ticket, tickets: z.array(ticket).max(10_000), passphrase: secret.nullable() }),
  'merge.fields': z.strictObject({ job: ticket, tickets: z.array(ticket).max(10_000), passphrase: secret.nullable(), entity: hash }),
  'merge.apply': z.strictObject({ job: ticket, tickets: z.array(ticket).max(10_000), passphrase: secret.nullable() }),
  'merge.writeReceipts': z.strictObject({ job: ticket, passphrase: secret }),
  'merge.installReceipts': z.strictObject({ job: ticket }),
  'merge.bundles': nothing,
  'merge.quarantine': nothing,
  'merge.company': z.strictObject({ entity: hash, round: roundName.optional() }),
  'merge.history': z.strictObject({ entity: hash, path: path.nullable(), round: roundName.optional() }),
  'merge.case': z.strictObject({ entity: hash, round: roundName.optional() }),
  'merge.conflicts': z.strictObject({ after: z.strictObject({ entity: hash, formId: z.string().max(300), round: roundName, path }).nullable(), limit: z.number().int().min(1).max(500) }),
  'merge.resolve': z.strictObject({
    entity: hash, round: roundName.optional(), path, reason: z.string().min(1).max(4000),
    choice: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('write'), revision: hash }),
      z.strictObject({ kind: z.literal('value'), value: answer.nullable() }),
    ]),
  }),
  'merge.decide': z.discriminatedUnion('decision', [
    z.strictObject({ entity: hash, round: roundName.optional(), decision: z.literal('accepted'), reason: z.string().max(4000), quality }),
    z.strictObject({ entity: hash, round: roundName.optional(), decision: z.literal('returned'), reason: z.string().trim().min(1).max(4000), quality, due: day.nullable().optional() }),
  ]),
  'merge.comment': z.strictObject({
    entity: hash, round: roundName.optional(), comments: z.array(z.strictObject({ path, text: z.string().trim().min(1).max(4000).nullable() })).min(1).max(1000),
  }),
  'merge.reply': z.strictObject({
    entity: hash, round: roundName.optional(), comments: z.array(z.strictObject({ path, text: z.string().trim().min(1).max(4000).nullable() })).min(1).max(1000),
  }),
  'merge.state': z.strictObject({ job: ticket }),
  'merge.candidates': z.strictObject({ job: ticket }),
  'merge.links': nothing,
  'merge.identify': z.strictObject({ entities: z.tuple([hash, hash]), word: z.enum(['same', 'different']).nullable(), reason: z.string().trim().min(1).max(4000) }),
  'merge.findings': z.strictObject({ job: ticket }),
  'merge.runs': nothing,
  'merge.lastRound': z.strictObject({ entity: hash, path, round: roundName.optional() }),
  'merge.sendBack': z.strictObject({ entity: hash, round: roundName.optional(), path, reason: z.string().trim().min(1).max(4000) }),
  'merge.rules': nothing,
  'merge.previewRule': z.strictObject({
    job: ticket,
    rule: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('kept'), id: hash }),
      z.strictObject({ kind: z.literal('draft'), places: rulePlaces, bodies: ruleBodies }),
    ]),
  }),
  'merge.defineRule': z.strictObject({
    draft: z.strictObject({ name: short.trim().min(1), places: rulePlaces, bodies: ruleBodies, reason: z.string().trim().min(1).max(2000) }), passphrase: secret,
  }),
  'merge.applyRule': z.strictObject({ job: ticket, id: hash }),
  'merge.revokeRule': z.strictObject({ id: hash, reason: z.string().trim().min(1).max(4000) }),
  'merge.planUndo': z.strictObject({ job: ticket, run: z.number().int().positive() }),
  'merge.saveReport': z.strictObject({ job: ticket, run: z.number().int().positive(), format: z.enum(['pdf', 'json']) }),
  'merge.undo': z.strictObject({ job: ticket, run: z.number().int().positive(), reason: z.string().trim().min(1).max(4000) }),
  'merge.store': nothing,
  'merge.sync': z.strictObject({ job: ticket, store: z.string().max(2000), password: secret.nullable(), passphrase: secret.nullable() }),
  'insight.export': z.strictObject({
    job: ticket, format: z.enum(['csv', 'xlsx', 'jsonl', 'parquet', 'datapackage']), audience: z.enum(['own_state', 'commission', 'members', 'companies']),
    personal: z.boolean(), aggregate: z.boolean(),
  }),
  'insight.round': nothing,
  'insight.coverage': z.strictObject({ job: ticket }),
  'insight.pickInvited': z.strictObject({ job: ticket }),
  'insight.importInvited': z.strictObject({ job: ticket, ticket, replace: z.boolean() }),
  'insight.dropInvited': z.strictObject({ entity: hash }),
  'insight.setDeadline': z.strictObject({ deadline: day.nullable() }),
  'insight.debtors': z.strictObject({ job: ticket }),
  'insight.remind': z.strictObject({ job: ticket, letters: z.array(z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), body: short, language })).min(1).max(1000) }),
};
