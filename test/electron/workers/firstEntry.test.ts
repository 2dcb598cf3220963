import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAMILIES, runCommandLine } from '../../../electron/cli.ts';
import { createConsole } from '../../../electron/cli/console/console.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { fillSurvey } from '../../../electron/demo/company.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { handlers, type WorkArguments, type WorkName } from '../../../electron/workers/handlers.ts';
import { openers, type Openers } from '../../../electron/workers/service.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import { answersFromJson } from '../../../shared/survey/json.ts';
import { notePath } from '../../../shared/survey/path.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

/*
 * Every way on which a person could come to see what was entered first, in the window and on the command line: what becomes of it for one who may still
 * make the second entry, and for one who is making it. A new method or command fails here until somebody has decided.
 */

const [FIRST, SECOND] = ['Снегирёва Елена Павловна', 'Орлов Пётр Ильич'] as const;
/** What was entered first, and stands nowhere else. */
const REVENUE = 471_147_471;
const NOTE = 'Со слов главного бухгалтера';
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

let desk: Desk;
let entity: string;
let response: number;
let number: string;
let revision: string;
let folder: string;
let remove: () => void;
const file = (name: string): string => join(folder, name);

type Work = { readonly [N in WorkName]: (desk: Desk, args: WorkArguments<N>) => Result<unknown, Failure> | Promise<Result<unknown, Failure>> };
const work = handlers as unknown as Work;
const call = async <N extends Exclude<WorkName, keyof Openers>>(name: N, args: WorkArguments<N>): Promise<Result<unknown, Failure>> => work[name](desk, args);
const isPerson = (person: string): void => setSetting(desk.db, 'person', person);

const mapping = () => ({
  formatVersion: 1, form: 'microelectronics', name: 'Список', reading: { sheet: null, encoding: null, separator: null, headRow: null }, writing: null, country: null, repeat: null,
  columns: [{ column: 'ИНН', question: '@number', values: {} }, { column: 'Выручка', question: '/C/C02', values: {} }],
} as const);

beforeAll(async () => {
  const ministry = await openMinistry();
  folder = mkdtempSync(join(tmpdir(), 'svod-first-'));
  desk = ministry.desk;
  remove = () => { ministry.remove(); rmSync(folder, { recursive: true, force: true }); };
  const profile = createProfile(createDice('second'), { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
  ({ number } = profile);
  ({ entity } = valueOf(await call('survey.createCompany', { country: 'RU', scheme: 'ru_inn', number, name: 'АО «Пинега-Реактив»' })) as { readonly entity: string });
  ({ response } = valueOf(await call('survey.openResponse', { entity })) as { readonly response: number });
  const read = answersFromJson(microelectronics(), fillSurvey(profile, createDice('answers')));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const calm = [...read.value.keys()].filter((path) => path.endsWith('/K12')).map((path): [string, number] => [path, 40]);
  valueOf(await call('survey.saveAnswers', { response, changes: [...new Map([...read.value, ...calm])].map(([path, value]) => ({ path, value })), progress: NOTHING }));
  ({ revision } = valueOf(await call('survey.complete', { response })) as { readonly revision: string });
  valueOf(await call('survey.reopen', { response, reason: 'Уточняется' }));
  valueOf(await call('survey.saveAnswers', { response, changes: [{ path: '/C/C02', value: REVENUE }, { path: notePath('/C/C02'), value: NOTE }], progress: NOTHING }));
  valueOf(await call('survey.writeTemplate', { entity, texts: 'ru', path: file('form.xlsx') }));
  writeFileSync(file('list.csv'), `ИНН;Выручка\n${number};5\n`);
  writeFileSync(file('map.json'), JSON.stringify(mapping()));
  writeFileSync(file('answers.json'), JSON.stringify([{ company: `RU:${number}`, answers: { C: { C03: 7 } } }]));
  valueOf(await call('survey.setTwoPeople', { approval: false, sections: ['C'] }));
  isPerson(SECOND);
});
afterAll(() => remove());

/** What becomes of a way to the first entry. */
type Decision =
  /** Whoever may still enter a second time is first asked whether they want to read (`second-ahead`); whoever does is refused. */
  | { readonly kind: 'asked'; readonly ways: readonly Way[] }
  /** Whoever may still enter a second time is shown it, and not blind from then on; whoever does is refused. */
  | { readonly kind: 'noted'; readonly ways: readonly Way[] }
  /** The same; in this example there is nothing to show to who may still enter. */
  | { readonly kind: 'refused'; readonly ways: readonly Way[] }
  /** Noted the same; for whoever enters a second time only the company is left out. */
  | { readonly kind: 'left-out'; readonly ways: readonly Way[] }
  /** Shows nothing of it, ever. */
  | { readonly kind: 'silent'; readonly ways: readonly Way[] }
  /** Gives no answers, and cannot be tried here as it stands: why not. */
  | { readonly kind: 'never'; readonly why: string };
/** Arguments of a method, or words of a command; what it gives is looked through, and the file that it writes. */
type Way = () => { readonly args: unknown; readonly writes?: string };

const one = (kind: Exclude<Decision['kind'], 'never'>) => (...args: readonly (() => unknown)[]): Decision => ({ kind, ways: args.map((of) => () => ({ args: of() })) });
const asked = one('asked');
const noted = one('noted');
const refused = one('refused');
const silent = one('silent');
const never = (why: string): Decision => ({ kind: 'never', why });
const none = (): undefined => undefined;
const ofEntity = () => ({ entity });
const ofResponse = () => ({ response });

const WRITES = 'it writes, and answers with what it has done, not with answers of the form';
const FILE = 'it reads a file from outside, or writes what is public';
const KEYS = 'it is about keys';
const COMMISSION = 'it is the Commission’s, where nobody fills in';
const PAGE = { search: '', status: null, country: null, sort: 'name', descending: false } as const;
const table = (name: string, aggregate = false) => () => ({ folder: file(name), format: 'jsonl', audience: null, personal: true, aggregate });

const METHODS: Readonly<Record<WorkName, Decision>> = {
  'service.people': silent(none), 'service.setPerson': never(WRITES), 'service.keepBackups': never('a copy is read by opening it, where the same rules hold'), 'service.backUp': never('a copy is read by opening it, where the same rules hold'),
  'service.backups': never('names of files'), 'service.checkBackups': never('names of files'), 'service.restoreBackup': never(WRITES), 'service.start': never('opens the workspace'), 'service.createWorkspace': never(WRITES), 'service.makeExample': never(WRITES),
  // The name of a company stands in every list: by it people find the form that they are to enter again.
  'survey.companies': silent(() => ({ ...PAGE, offset: 0, limit: 50 }), () => ({ ...PAGE, search: String(REVENUE), offset: 0, limit: 50 })),
  'survey.registerPaper': silent(() => PAGE), 'survey.regions': silent(none), 'survey.createCompany': never(WRITES), 'survey.removeCompany': never(WRITES),
  'survey.form': never('the form without answers'), 'survey.forms': silent(none), 'survey.checkWorkbook': never(FILE),
  'survey.openResponse': asked(ofEntity), 'survey.fieldHistory': asked(() => ({ response, path: '/C/C02' })), 'survey.notes': asked(ofResponse), 'survey.removedRows': asked(() => ({ response, path: '/C/region' })),
  'survey.formPaper': asked(ofEntity), 'survey.writeTemplate': asked(() => ({ entity, texts: 'ru', path: file('again.xlsx') })), 'survey.compare': asked(ofEntity), 'survey.complete': asked(ofResponse),
  'survey.importTemplate': asked(() => ({ bytes: new Uint8Array(readFileSync(file('form.xlsx'))), precedence: 'file', rehearse: true })),
  'survey.importList': { kind: 'left-out', ways: [() => ({ args: { bytes: new Uint8Array(readFileSync(file('list.csv'))), mapping: mapping(), rehearse: true } })] },
  'survey.saveAnswers': never(WRITES), 'survey.kept': silent(none), 'survey.keptRead': never(WRITES), 'survey.approve': never(WRITES), 'survey.reopen': never(WRITES), 'survey.withdraw': never(WRITES), 'survey.withdrawal': silent(ofEntity),
  'survey.dropWithdrawal': never(WRITES), 'survey.rounds': silent(none), 'survey.openRound': never(WRITES), 'survey.twoPeople': silent(none), 'survey.setTwoPeople': never(WRITES),
  'survey.second': silent(ofEntity), 'survey.openSecond': silent(ofEntity), 'survey.readFirst': never('the person says that they read, which is noted'), 'survey.saveSecond': never(WRITES), 'survey.finishSecond': never(WRITES), 'survey.dropSecond': never(WRITES), 'survey.settleSecond': never(WRITES),
  'survey.companyNumber': silent(ofEntity), 'survey.openIntake': never(FILE), 'survey.readList': never(FILE), 'survey.columnValues': never(FILE), 'survey.writeReport': never(WRITES), 'survey.mappings': silent(none), 'survey.keepMapping': never(WRITES), 'survey.dropMapping': never(WRITES),
  'bundle.exportPreview': silent(() => ({ to: null })), 'bundle.export': never('a sealed bundle for the Commission'), 'bundle.sent': silent(none), 'bundle.sentCompanies': silent(() => ({ manifest: '0'.repeat(64) })), 'bundle.writeAgain': never('a sealed bundle for the Commission'),
  'bundle.exportPublicKey': never(KEYS), 'bundle.keyProtection': never(KEYS), 'bundle.trust': silent(none), 'bundle.readRegistry': never(FILE), 'bundle.installRegistry': never(WRITES), 'bundle.readPublicKeys': never(FILE), 'bundle.stageKeys': never(KEYS), 'bundle.stageChange': never(KEYS),
  'bundle.unstage': never(KEYS), 'bundle.signRegistry': never(KEYS), 'bundle.installations': never(KEYS), 'bundle.exportRegistry': never(FILE), 'bundle.recoverySheet': never(KEYS), 'bundle.keys': never(KEYS), 'bundle.createKey': never(KEYS), 'bundle.changePassphrase': never(KEYS),
  'bundle.restoreKey': never(KEYS), 'bundle.useKey': never(KEYS), 'bundle.examine': never('of the records of a bundle it says whose they are, not what they answer; a proof is shown to whoever holds it'), 'bundle.proofSheet': never('a proof is shown to whoever holds it'),
  'bundle.prove': refused(() => ({ manifest: '0'.repeat(64), revision, path: '/C/C02', file: file('proof.svodproof') })),
  'bundle.readAwaiting': never(FILE), 'bundle.countersign': never(FILE), 'bundle.exportManifest': never('hashes'), 'bundle.attachSignature': never(FILE), 'bundle.ceremony': never(KEYS), 'bundle.makeRootKey': never(KEYS), 'bundle.takeRootKey': never(KEYS), 'bundle.keepRootKeys': never(KEYS),
  'bundle.leaveRootKey': never(KEYS), 'bundle.makeRoot': never(KEYS), 'bundle.signRoot': never(KEYS), 'bundle.finishCeremony': never(KEYS), 'bundle.dropCeremony': never(KEYS), 'bundle.rootSheet': never(KEYS), 'bundle.readForm': never(FILE), 'bundle.installForm': never('gives the version alone; what became of answers stands in the form'),
  'bundle.readFormToSign': never(FILE), 'bundle.signForm': never(WRITES),
  'merge.fields': refused(() => ({ files: [], passphrase: null, entity })), 'merge.verify': silent(() => ({ files: [], passphrase: null })), 'merge.apply': never('counts by company'), 'merge.writeReceipts': never(COMMISSION), 'merge.installReceipts': never(FILE),
  'merge.bundles': silent(none), 'merge.quarantine': silent(none), 'merge.company': noted(ofEntity), 'merge.history': noted(() => ({ entity, path: '/C/C02' })), 'merge.case': noted(() => ({ entity, round: '2026' })),
  'merge.conflicts': refused(() => ({ after: null, limit: 50 })), 'merge.resolve': never(WRITES), 'merge.decide': never(COMMISSION), 'merge.comment': never(COMMISSION), 'merge.reply': refused(() => ({ entity, comments: [] })), 'merge.state': silent(none),
  'merge.candidates': silent(none), 'merge.links': silent(none), 'merge.identify': never(COMMISSION), 'merge.findings': refused(none), 'merge.runs': silent(none), 'merge.rules': silent(none), 'merge.previewRule': refused(() => ({ rule: { kind: 'draft', places: [], bodies: [] } })),
  'merge.defineRule': never(COMMISSION), 'merge.applyRule': never('counts'), 'merge.revokeRule': never(COMMISSION), 'merge.lastRound': silent(() => ({ entity, path: '/C/C02' })), 'merge.sendBack': never(COMMISSION), 'merge.planUndo': never(COMMISSION), 'merge.undo': never(COMMISSION),
  'merge.document': refused(() => ({ run: 1 })), 'merge.store': silent(none), 'merge.sync': never('counts'),
  'insight.export': { kind: 'noted', ways: [() => ({ args: table('tables')() })] }, 'insight.round': silent(none), 'insight.coverage': silent(none), 'insight.previewInvited': never(FILE), 'insight.importInvited': never(FILE), 'insight.dropInvited': never(WRITES), 'insight.setDeadline': never(WRITES),
  'insight.debtors': never(COMMISSION), 'insight.writeReminders': never(COMMISSION), 'insight.noteReminded': never(WRITES),
};

const of = (): readonly string[] => ['--company', `RU:${number}`];
const COMMANDS: Readonly<Record<string, Decision>> = {
  demo: never(WRITES), init: never(WRITES), 'form check': never(FILE), 'form build': never(FILE), 'form compare': never(FILE), 'form eval': never(FILE),
  'form install': refused(() => ['form', 'install', file('answers.json')]),
  'key new': never(KEYS), 'key list': never(KEYS), 'key public': never(KEYS), 'key use': never(KEYS), 'key passphrase': never(KEYS), 'key sheet': never(KEYS), 'key restore': never(KEYS),
  'trust init': never(KEYS), 'trust add': never(KEYS), 'trust revoke': never(KEYS), 'trust policy': never(KEYS), 'trust sign': never(KEYS), 'trust show': never(KEYS), 'trust export': never(KEYS), 'trust install': never(KEYS),
  'trust root key': never(KEYS), 'trust root take': never(KEYS), 'trust root leave': never(KEYS), 'trust root make': never(KEYS), 'trust root sign': never(KEYS), 'trust root combine': never(KEYS), 'trust root rotate': never(KEYS), 'trust root drop': never(KEYS), 'trust root show': never(KEYS),
  'answers import': { kind: 'left-out', ways: [
    () => ({ args: ['answers', 'import', file('answers.json'), '--dry-run'] }),
    () => ({ args: ['answers', 'import', file('list.csv'), '--map', file('map.json'), '--dry-run'] }),
    () => ({ args: ['answers', 'import', file('form.xlsx'), '--dry-run'] }),
  ] },
  'answers template': noted(() => ['answers', 'template', '--out', file('cli.xlsx'), ...of()]), 'answers map': never(FILE), 'answers export': noted(() => ['answers', 'export', '--out', file('cli.json'), ...of()]),
  validate: noted(() => ['validate', ...of()]), complete: noted(() => ['complete', ...of()]), approve: never(WRITES), reopen: never(WRITES), withdraw: never(WRITES),
  'round list': silent(() => ['round', 'list']), 'round open': never(WRITES), 'person list': silent(() => ['person', 'list']), 'person use': never(WRITES),
  'second demand': never(WRITES), 'second show': silent(() => ['second', 'show', ...of()]), 'second enter': never('ends the second entry: then its differences are shown'), 'second settle': never('after the second entry'), 'second drop': never(WRITES),
  'bundle export': never('a sealed bundle for the Commission'), 'bundle verify': never(FILE), 'bundle inspect': never('of the records of a bundle it says whose they are, not what they answer'), 'bundle countersign': never(FILE), 'bundle manifest': never('hashes'), 'bundle attach': never(FILE), 'bundle write': never('a sealed bundle for the Commission'),
  'bundle prove': refused(() => ['bundle', 'prove', file('none.svod'), '--out', file('p.svodproof'), ...of()]), 'bundle check-proof': never(FILE), 'receipt export': never(COMMISSION), 'receipt install': never(FILE), 'receipt list': silent(() => ['receipt', 'list']),
  merge: never('counts by company'), 'merge runs': silent(() => ['merge', 'runs']), 'merge undo': never(COMMISSION), 'merge report': never('the same document as merge.document, behind the same rule; there is no merge to report here'),
  state: silent(() => ['state']), candidates: silent(() => ['candidates']), link: never(COMMISSION), unlink: never(COMMISSION), conflicts: refused(() => ['conflicts']), resolve: never(WRITES),
  'rule list': silent(() => ['rule', 'list']), 'rule define': never(COMMISSION), 'rule preview': never(COMMISSION), 'rule apply': never(COMMISSION), 'rule revoke': never(COMMISSION), review: never(WRITES),
  history: noted(() => ['history', ...of()], () => ['history', '--revision', revision]), sync: never('counts'), publish: refused(() => ['publish', '--store', 'postgres://nobody@localhost:1/none']),
  'insight coverage': silent(() => ['insight', 'coverage']), 'insight invite': never(FILE), 'insight deadline': never(WRITES), 'insight remind': never(COMMISSION),
  export: noted(() => ['export', '--format', 'jsonl', '--out', file('cli-tables')]), doctor: silent(() => ['doctor']), backup: never('a copy is read by opening it, where the same rules hold'), restore: never(WRITES),
};

/** What one call gave: the code of its failure, and all that it said. */
interface Given {
  readonly code: string | null;
  readonly said: string;
}

async function ask(name: string, { args }: ReturnType<Way>): Promise<Given> {
  const answer = await (work[name as WorkName] as (desk: Desk, args: unknown) => Promise<Result<unknown, Failure>>)(desk, args);
  const bytes = (_: string, value: unknown) => (value instanceof Uint8Array ? '' : value instanceof Map ? [...value] as unknown : value);
  return answer.ok ? { code: null, said: JSON.stringify(answer.value, bytes) ?? '' } : { code: answer.error.code, said: JSON.stringify(answer.error) };
}

async function command(_: string, { args }: ReturnType<Way>): Promise<Given> {
  let said = '';
  await runCommandLine([...(args as readonly string[]), '--workspace', desk.folder, '--json', '--language', 'en'], { out: { write: (text: string) => { said += text; } }, error: { write: () => undefined }, environment: {} });
  const { ok, error } = JSON.parse(said) as { readonly ok?: boolean; readonly error?: { readonly code: string } };
  return { code: ok === false ? (error?.code ?? null) : null, said };
}

const readings = (): number => desk.db.value<number>('SELECT count(*) FROM first_entry_reading WHERE person = ?', SECOND) ?? 0;
const forget = (): void => void desk.db.run('DELETE FROM first_entry_reading');
const secretIn = ({ said }: Given): boolean => said.includes(String(REVENUE)) || said.includes(NOTE);

const isTried = (decision: Decision): decision is Exclude<Decision, { readonly kind: 'never' }> => decision.kind !== 'never';
const tried = ([[METHODS, ask], [COMMANDS, command]] as const).flatMap(([decisions, call]) =>
  Object.entries(decisions).flatMap(([name, decision]) => (isTried(decision) ? decision.ways.map((way, index) => ({ name: `${name}${index === 0 ? '' : ` (${index + 1})`}`, kind: decision.kind, run: () => call(name, way()) })) : [])));

test('every method of the workers has a decision', () => {
  expect(Object.keys(METHODS).sort()).toEqual([...Object.keys(handlers), ...Object.keys(openers)].sort());
});

test('every command has a decision', async () => {
  const nowhere = { write: () => true } as unknown as NodeJS.WriteStream;
  const names = new Set<string>();
  const walk = (parent: Command, path: readonly string[]): void => {
    for (const child of parent.commands) {
      const name = [...path, child.name()];
      if (child.commands.length === 0 || child.registeredArguments.length > 0) names.add(name.join(' '));
      walk(child, name);
    }
  };
  for (const family of new Set(Object.values(FAMILIES))) {
    const program = new Command();
    (await family()).register(program, createConsole({ language: 'en', json: true, environment: {}, out: nowhere, error: nowhere }));
    walk(program, []);
  }
  expect(Object.keys(COMMANDS).sort()).toEqual([...names].sort());
});

describe('whoever may still make the second entry', () => {
  const ways = tried.filter(({ kind }) => kind !== 'refused' && kind !== 'silent');
  test.each(ways)('$name', async ({ kind, run }) => {
    forget();
    const given = await run();
    if (kind === 'asked') expect([given.code, secretIn(given), readings()]).toEqual(['second-ahead', false, 0]);
    else expect([given.code === 'second-ahead' || given.code === 'second-blind', readings()]).toEqual([false, 1]);
  });
});

test('that a list has shown it is told, once', async () => {
  forget();
  const told = async () => (valueOf(await call('survey.importList', { bytes: new Uint8Array(readFileSync(file('list.csv'))), mapping: mapping(), rehearse: true })) as { readonly told: readonly string[] }).told;
  expect(await told()).toEqual([expect.stringContaining('в 1 анкете списка вы увидели первый ввод')]);
  expect(await told()).toEqual([]);
});

describe('whoever makes the second entry', () => {
  beforeAll(async () => {
    forget();
    valueOf(await call('survey.openSecond', { entity }));
  });
  test.each(tried)('$name', async ({ kind, run }) => {
    const given = await run();
    expect(secretIn(given), given.said.slice(0, 500)).toBe(false);
    if (kind !== 'left-out') expect(given.code).toSatisfy((code: string | null) => (kind === 'silent' ? code === null : code === 'second-blind' || code === 'second-unfinished'));
    expect(readings()).toBe(0);
  });
  test('nothing was written by what was refused', () => {
    expect(['again.xlsx', 'proof.svodproof', 'p.svodproof'].filter((name) => existsSync(file(name)))).toEqual([]);
  });
});

test('whoever has seen the differences has seen what was entered first', async () => {
  forget();
  valueOf(await call('survey.saveSecond', { response, changes: [{ path: '/C/C02', value: 5 }] }));
  valueOf(await call('survey.finishSecond', { response }));
  expect(readings()).toBe(0);
  expect(secretIn(await ask('survey.second', { args: { entity } }))).toBe(true);
  expect(readings()).toBe(1);
});

test('and it is not kept from who entered it', async () => {
  forget();
  isPerson(FIRST);
  expect(secretIn(await ask('survey.openResponse', { args: { entity } }))).toBe(true);
  expect(desk.db.value('SELECT count(*) FROM first_entry_reading')).toBe(0);
});
