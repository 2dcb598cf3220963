import form from '../../shared/forms/microelectronics.json';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ArgumentsOf, Bridge, Events, MethodName, ValueOf } from '../../shared/ipc/api.ts';
import type { Fingerprint, WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { CompanyRow, CompanyStatus, OpenedResponse } from '../../shared/ipc/survey.ts';
import { writeAnswersText } from '../../shared/survey/answersText.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import type { Answer, Path, ResponseStatus } from '../../shared/survey/response.ts';

type Answers = { readonly [M in MethodName]?: (args: ArgumentsOf<M>) => Result<ValueOf<M>, Failure> | Promise<Result<ValueOf<M>, Failure>> };

const HASH = 'a'.repeat(64);
const fingerprint: Fingerprint = {
  hex: '3f2a 91c0 77de 5b18 0a4c 6e39 d2f7 8c55',
  words: { ru: ['якорь', 'берёза', 'весна', 'гранит', 'дорога', 'жемчуг', 'зарево', 'калина'], en: ['anchor', 'birch', 'copper', 'delta', 'ember', 'falcon', 'granite', 'harbour'] },
};

/** A program that lives in the page: enough of it to use every screen of a ministry. */
export function memoryBridge(query: URLSearchParams): Bridge {
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  const emit = <E extends keyof Events>(event: E, payload: Events[E]) => { for (const listener of listeners.get(event) ?? []) (listener as (payload: Events[E]) => void)(payload); };
  const workspace: WorkspaceInfo = {
    id: '7f9c2ba4-e88f-427b-87d7-0d2f8e4a3b11', folder: 'C:\\Users\\Public\\Documents\\Свод', role: query.get('role') === 'commission' ? 'commission' : 'ministry', country: 'BY',
    body: 'Министерство промышленности Республики Беларусь', round: '2026', person: 'Ковалёва Анна Сергеевна',
    form: { id: 'microelectronics', version: '1', hash: HASH }, signingKey: { keyId: 'b'.repeat(64), fingerprint }, registryVersion: 3,
  };
  let rows = query.get('empty') ? [] : manyCompanies(Number(query.get('companies') ?? 5000));
  const responses = new Map<string, { status: ResponseStatus; answers: Map<Path, Answer> }>();
  const responseOf = (entity: string) => {
    const known = responses.get(entity) ?? { status: 'draft' as const, answers: new Map<Path, Answer>(sample(rows.find((row) => row.entity === entity))) };
    responses.set(entity, known);
    return known;
  };
  let failing = false;
  Object.assign(window, { failSaving: (fail: boolean) => { failing = fail; } });

  const answers: Answers = {
    'service.start': () => ok(query.get('first') ? { kind: 'first-run', language: 'ru', folder: workspace.folder }
      : query.get('failed') ? { kind: 'failed', language: 'ru', folder: workspace.folder, failure: { code: 'workspace-locked' } }
        : { kind: 'ready', language: query.get('language') === 'en' ? 'en' : 'ru', workspace }),
    'service.createWorkspace': async (made) => {
      await wait(400);
      return ok({ workspace: { ...workspace, role: made.role, country: made.country, body: made.body, person: made.person, round: made.round } });
    },
    'service.saveRecoverySheet': () => ok({ fileName: 'Лист восстановления.pdf', ticket: 't' }),
    'service.setLanguage': () => ok(null),
    'service.setPerson': ({ person }) => ok({ ...workspace, person }),
    'service.cancel': () => ok(null),
    'service.showFile': () => ok(null),
    'service.openWorkspace': () => ok(null),
    'survey.companies': ({ search, status, offset, limit, sort, descending }) => {
      const words = search.toLowerCase();
      const matching = rows.filter((row) => `${row.name} ${row.number} ${row.region}`.toLowerCase().includes(words));
      const counts: Partial<Record<CompanyStatus, number>> = {};
      for (const row of matching) counts[row.status] = (counts[row.status] ?? 0) + 1;
      const found = matching.filter((row) => status === null || row.status === status).sort((a, b) => String(a[sort]).localeCompare(String(b[sort]), 'ru') * (descending ? -1 : 1));
      return ok({ rows: found.slice(offset, offset + limit), total: found.length, counts });
    },
    'survey.createCompany': ({ country, scheme, number, name }) => {
      if (rows.some((row) => row.number === number)) return err({ code: 'company-exists', values: { number } });
      const entity = crypto.randomUUID().replaceAll('-', '').repeat(2);
      rows = [{ ...blank(entity), country, scheme, number, name }, ...rows];
      return ok({ entity });
    },
    'survey.removeCompany': ({ entity }) => {
      rows = rows.filter((row) => row.entity !== entity);
      return ok(null);
    },
    'survey.form': () => ok(form as unknown as FormDefinition),
    'survey.openResponse': ({ entity }) => {
      const row = rows.find((entry) => entry.entity === entity) ?? blank(entity);
      const known = responseOf(entity);
      const opened: OpenedResponse = {
        response: rows.indexOf(row) + 1, entity, company: row, formHash: HASH, round: '2026', status: known.status, companyStatus: known.status === 'draft' ? 'draft' : known.status,
        answers: writeAnswersText(known.answers), savedAt: Date.now(), person: workspace.person, review: null,
      };
      return ok(opened);
    },
    'survey.saveAnswers': async ({ response, changes }) => {
      await wait(30);
      if (failing) return err({ code: 'disk-full' });
      const row = rows[response - 1];
      for (const { path, value } of changes) if (row) {
        if (value === null) responseOf(row.entity).answers.delete(path);
        else responseOf(row.entity).answers.set(path, value);
      }
      return ok({ savedAt: Date.now() });
    },
    'survey.complete': ({ response }) => {
      const row = rows[response - 1];
      if (row) responseOf(row.entity).status = 'complete';
      return ok({ kind: 'completed', revision: 'c'.repeat(64) });
    },
    'survey.approve': ({ entities }) => {
      for (const entity of entities) responseOf(entity).status = 'approved';
      return ok({ approved: entities.length, refused: [] });
    },
    'survey.reopen': ({ response }) => {
      const row = rows[response - 1];
      if (row) responseOf(row.entity).status = 'draft';
      return ok(null);
    },
    'survey.compare': () => ok([]),
    'bundle.exportPreview': () => ok({ companies: 37, revisions: 41, left: 11, nextSeq: 4, suggestedName: 'BY-minprom-2026-0004.svod', to: null, recipients: [], encryptTo: [], sealed: false, awaits: [] }),
    'bundle.export': async ({ job, passphrase }) => {
      for (let done = 0; done <= 37; done += 1) {
        emit('progress', { job, phase: 'collecting', done, total: 37 });
        await wait(20);
      }
      if (passphrase !== 'верно верно верно') return err({ code: 'wrong-passphrase' });
      return ok({
        ticket: 't1', fileName: 'BY-minprom-2026-0004.svod', folder: 'E:\\', size: 184_320, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', manifest: 'd'.repeat(64),
        shortCode: 'K7QF-2M9X', seq: 4, companies: 37, revisions: 41, createdAt: new Date().toISOString(), signer: { keyId: 'b'.repeat(64), holder: workspace.person, fingerprint }, readBack: true, awaits: [],
      });
    },
    'bundle.sent': () => ok([3, 2, 1].map((seq) => ({ manifest: String(seq).repeat(64), seq, fileName: `BY-minprom-2026-000${seq}.svod`, at: Date.now() - 86_400_000 * (8 - seq), companies: 12 * seq, revisions: 13 * seq, shortCode: `QF7${seq}-X2M9`, to: null, encrypted: false, receipt: null, standings: { sent: 12 * seq }, awaits: [], nationalSignatures: [] }))),
    'bundle.exportPublicKey': () => ok({ fileName: 'BY-minprom.key.json', fingerprint }),
    'bundle.keyProtection': () => ok('unavailable'),
    'bundle.trust': () => ok({ version: 3, issuedAt: '2026-09-01T09:00:00Z', expiresAt: '2027-09-01T09:00:00Z', root: fingerprint, standing: 'in-force', rootVersion: 1, rootKeys: { threshold: 1, count: 1 }, canSign: false, entries: [], policies: [], rounds: [], staged: [] }),
  };

  return {
    call: async (method, args) => {
      const answer = answers[method] as ((given: unknown) => Result<never, Failure> | Promise<Result<never, Failure>>) | undefined;
      await wait(5);
      return answer ? answer(args) : err({ code: 'unexpected', values: { detail: method } });
    },
    drop: async () => err({ code: 'unexpected', values: { detail: 'drop' } }),
    on: (event, listener) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener as (payload: never) => void));
      return () => { known.delete(listener as (payload: never) => void); };
    },
    onClosing: () => undefined,
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}

const STATUSES: readonly CompanyStatus[] = ['draft', 'draft', 'errors', 'complete', 'approved', 'sent', 'accepted', 'returned'];
const KINDS = ['ОАО «Полесские микросхемы»', 'ООО «Дизайн-центр Нёман»', 'ЗАО «Фотошаблон-Свислочь»', 'ОАО «Завод особо чистых материалов Припять»', 'ООО «Вакуумное оборудование Березина»'];

function blank(entity: string): CompanyRow {
  return {
    entity, country: 'BY', scheme: 'by_unp', number: '', name: '', shortName: '', region: '', status: 'draft', required: 160, answered: 0, errors: 0, warnings: 0, unjustified: 0,
    conflicts: 0, savedAt: null, person: 'Ковалёва А. С.', withdrawalAsked: false,
  };
}

function manyCompanies(count: number): CompanyRow[] {
  return Array.from({ length: count }, (_, index) => ({
    ...blank(index.toString(16).padStart(64, '0')), number: String(100_000_000 + index * 7), name: `${KINDS[index % KINDS.length] as string} № ${index + 1}`, region: index % 2 ? 'Минск' : 'Гродненская область',
    status: STATUSES[index % STATUSES.length] as CompanyStatus, answered: (index * 13) % 161, errors: index % 8 === 2 ? index % 5 : 0, warnings: index % 3, savedAt: Date.UTC(2026, 10, 1 + (index % 22), 9, index % 60),
  }));
}

function sample(row: CompanyRow | undefined): readonly (readonly [Path, Answer])[] {
  return [
    ['/A/A01', 2025], ['/A/A02', '2026-11-20'], ['/A/A03', 'BY'], ['/A/A04', 'Министерство промышленности Республики Беларусь'], ['/A/A08', { missing: 'refused' }],
    ['/B/B01', row?.name ?? ''], ['/B/B04', 'BY'], ['/B/B08', row?.number ?? ''], ['/B/B19', 60], ['/B/B20', 55], ['/B/B26', ['design', 'fab']], ['/B/B27', 'idm'],
    ['/C/C02', 1_245_300.5], ['/C/C03', 120_000], ['/C/C04', 900_000], ['/C/C05', 60], ['/C/C06', 30], ['/C/C07', 13],
  ];
}
