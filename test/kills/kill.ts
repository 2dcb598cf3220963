import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { brokenLink } from '../../electron/database/tables/audit.ts';
import { findCompany } from '../../electron/database/tables/company.ts';
import type { WriteDb } from '../../electron/database/db.ts';
import { close, openWrite } from '../../electron/database/open.ts';
import { currentResponse, loadAnswers } from '../../electron/database/tables/response.ts';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { valueOf } from '../helpers/result.ts';
import type { Said, Work } from './work.ts';

const OFFICIAL = new URL('official.ts', import.meta.url).pathname;

/** What a workspace must hold: everything that was acknowledged. */
export interface Known {
  readonly answers: Map<string, Map<Path, Answer>>;
  readonly status: Map<string, 'draft' | 'complete'>;
  readonly revisions: Set<string>;
}

export const nothingKnown = (): Known => ({ answers: new Map(), status: new Map(), revisions: new Set() });

/** What happened in one life of the official. */
export interface Life {
  /** What was under way when it ended, and whether that is in the database. */
  readonly under: Work['kind'] | 'opening' | null;
  readonly took: boolean;
  readonly acknowledged: number;
}

/**
 * Lets an official work in a workspace, kills the process so many milliseconds after it began to work (or, `opening`, after it was started), opens what is left and compares it with what the
 * program had acknowledged. Throws when anything acknowledged is gone, when something is there by half, or when the database is not sound.
 */
export async function liveAndDie(folder: string, known: Known, ms: number, opening: boolean): Promise<Life> {
  const child = spawn(process.execPath, [OFFICIAL, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [text, trouble] = ['', ''];
  let timer: NodeJS.Timeout | null = null;
  const kill = () => { timer ??= setTimeout(() => child.kill('SIGKILL'), ms); };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    kill();
  });
  if (opening) kill();
  child.stderr.setEncoding('utf8').on('data', (piece: string) => { trouble += piece; });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`The official ended by itself (${String(code)}): ${trouble}`);

  // A line that was cut off was not said.
  const said = text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Said);
  let under: Work | null = null;
  let acknowledged = 0;
  for (const one of said) {
    if (one.kind === 'begins') under = one.work;
    else if (one.kind === 'done' && under) {
      note(known, under);
      if (one.revision !== null) known.revisions.add(one.revision);
      under = null;
      acknowledged += 1;
    }
  }
  const db = valueOf(openWrite(folder));
  try {
    sound(db);
    const took = under !== null && (!holds(db, known) || (under.kind === 'list' && under.companies.some(({ entity }) => findCompany(db, entity) !== null)));
    if (took) note(known, under as Work);
    const missing = lacks(db, known);
    if (missing !== null) throw new Error(`${missing} (under way: ${JSON.stringify(under)?.slice(0, 400)})`);
    return { under: under?.kind ?? (said.length === 0 ? 'opening' : null), took, acknowledged };
  } finally {
    close(db);
  }
}

function note({ answers, status }: Known, work: Work): void {
  const of = (entity: string) => {
    const held = answers.get(entity) ?? new Map<Path, Answer>();
    answers.set(entity, held);
    return held;
  };
  switch (work.kind) {
    case 'type':
      for (const { path, value } of work.changes) if (value === null) of(work.entity).delete(path);
        else of(work.entity).set(path, value);
      break;
    case 'import':
      for (const entity of work.entities) of(entity).set('/P/P04', work.text);
      break;
    case 'list':
      for (const { entity, name } of work.companies) for (const [path, value] of [['/A/A04', name], ['/P/P04', work.text]] as const) of(entity).set(path, value);
      break;
    case 'complete':
      status.set(work.entity, 'complete');
      break;
    case 'reopen':
      status.set(work.entity, 'draft');
      break;
  }
}

const holds = (db: WriteDb, known: Known): boolean => lacks(db, known) === null;

/** The first thing that is otherwise than acknowledged; null when all is there, and nothing else. */
export function lacks(db: WriteDb, { answers, status, revisions }: Known): string | null {
  for (const [entity, held] of answers) {
    const response = currentResponse(db, entity);
    const stored = new Map([...(response ? loadAnswers(db, response.id) : [])].filter(([path]) => path.startsWith('/')));
    for (const [path, value] of held) if (JSON.stringify(stored.get(path)) !== JSON.stringify(value)) return `${path} of ${entity} is ${JSON.stringify(stored.get(path))}, acknowledged was ${JSON.stringify(value)}`;
    for (const path of TRACKED) if (stored.has(path) && !held.has(path)) return `${path} of ${entity} was taken away and is there`;
  }
  for (const [entity, wanted] of status) if (currentResponse(db, entity)?.status !== wanted) return `${entity} is ${String(currentResponse(db, entity)?.status)}, acknowledged was ${wanted}`;
  for (const id of revisions) if (db.value('SELECT 1 FROM revision WHERE id = ?', id) === undefined) return `revision ${id} is gone`;
  return null;
}

/** Places nothing but typing writes to. */
const TRACKED: readonly Path[] = ['/A/A04', '/A/A06', '/A/A14', '/B/B15', '/B/B17', '/P/P03'];

function sound(db: WriteDb): void {
  const check = db.value('PRAGMA integrity_check(1)');
  if (check !== 'ok') throw new Error(`The database is damaged: ${String(check)}`);
  const stray = db.all('PRAGMA foreign_key_check');
  if (stray.length > 0) throw new Error(`References lead nowhere: ${JSON.stringify(stray[0])}`);
  const link = brokenLink(db, sha256);
  if (link !== null) throw new Error(`The journal is broken at ${link}.`);
}
