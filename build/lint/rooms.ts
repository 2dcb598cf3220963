/** One wall of the house: what the files of `room` may not import, and what to do instead. */
export interface Wall {
  readonly name: string;
  /** Repository-relative paths the wall surrounds. */
  readonly room: RegExp;
  /** Repository-relative paths or package names that may not come in. */
  readonly bars: RegExp;
  /** Doors in the wall: files of the room that may import all the same. */
  readonly doors?: RegExp;
  /** Bars only these imported names, not the whole module. */
  readonly names?: readonly string[];
  readonly instead: string;
}

const code = /^(electron|renderer|shared|build|test)\//;
const product = /^(electron|renderer|shared)\//;

/** The walls between floors, between rooms, and round the dangerous packages. */
export const walls: readonly Wall[] = [
  {
    name: 'shared stands alone',
    room: /^shared\//,
    bars: /^(electron|renderer)(\/|$)|^node:/,
    instead: 'Shared is pure: take time, randomness, hashing and files as arguments.',
  },
  {
    name: 'renderer does not reach electron',
    room: /^renderer\//,
    bars: /^electron(\/|$)|^node:|^better-sqlite3$/,
    instead: 'Call the method through window.svod (shared/ipc/api.ts) and keep common types in shared.',
  },
  {
    name: 'electron does not reach renderer',
    room: /^electron\//,
    bars: /^renderer\/|^react($|\/|-)/,
    instead: 'Send data through shared/ipc/api.ts and let the renderer draw it.',
  },
  {
    name: 'nobody imports test or build',
    room: product,
    bars: /^(test|build)\//,
    instead: 'What ships lives in shared, electron or renderer: move it there.',
  },
  ...order('shared', ['base', 'survey', 'bundle', 'merge', 'text', 'insight', 'ipc'], 'Depend downwards: base ← survey ← bundle ← merge ← text ← insight ← ipc.'),
  ...order('electron', ['database', 'jobs', 'store', 'bundle', 'survey', 'merge', 'insight', 'demo', 'workers'], 'Depend downwards: database ← jobs ← store ← bundle ← survey ← merge ← insight ← demo ← workers (completing a response makes a signed revision, so survey stands on bundle here); only main, cli and workers know all rooms.'),
  ...order('renderer', ['text', 'ui', 'service', 'help', 'survey', 'bundle', 'trust', 'merge', 'insight'], 'Depend downwards: text ← ui ← service ← help ← survey ← bundle ← trust ← merge ← insight; App.tsx joins the rooms.'),
  ...order('shared/survey', ['expression', 'identifiers', 'engine', 'evolution', 'comparison', 'xlsform'], 'Depend downwards: expressions ← identifiers ← the engine ← versions of a form ← comparing companies ← workbooks.'),
  ...order('shared/bundle', ['canonical', 'revision', 'signing', 'trust', 'evidence'], 'Depend downwards: canonical text ← revisions and manifests ← signing ← trust ← receipts and proofs.'),
  ...order('electron/database', ['tables', 'copies'], 'A table knows the connection, not the copies that are made of the whole.'),
  ...order('electron/bundle', ['crypto', 'container', 'keys', 'trust', 'export'], 'Depend downwards: crypto ← container ← keys ← trust ← export.'),
  ...order('electron/survey', ['workbook', 'template', 'intake'], 'Depend downwards: reading and writing workbooks ← the workbook of a company ← everything that comes in.'),
  ...order('electron/merge', ['group', 'view', 'desk', 'decisions', 'central', 'doctor'], 'Depend downwards: the revisions of a company ← what they say ← what comes in ← what the Commission decides ← the central base; the doctor looks at all of them.'),
  ...order('electron/shell', ['guard', 'window', 'desk'], 'Depend downwards: guard ← window ← desk, which serves what the window asks for.'),
  ...order('electron/cli', ['text', 'console', 'survey', 'form', 'bundle', 'trust', 'merge', 'insight', 'workspace'], 'Commands stand on the console and not on each other; what two of them need lives there.'),
  ...order('renderer/service', ['frame', 'passphrase', 'settings', 'start'], 'Depend downwards: frame ← passphrase ← settings ← start.'),
  ...order('renderer/survey', ['fill', 'intake', 'companies', 'form', 'inspect', 'second'], 'Depend downwards: filling in ← what comes in ← the companies ← the form ← looking into forms, entering again.'),
  ...order('renderer/survey/form', ['question', 'grid', 'past', 'rows', 'findings', 'notes', 'keys', 'notices'], 'Depend downwards: a question ← a table as a grid ← what was there before ← the rows of a table ← the findings ← the notes ← the keys of the form ← its notices; the form joins them.'),
  ...order('renderer/merge', ['answer', 'company', 'conflicts', 'pairs', 'desk', 'jobs', 'journal', 'rules'], 'Depend downwards: how an answer is shown ← the company ← what is decided about it ← the desk ← its other jobs.'),
  {
    name: 'rooms do not know the shell',
    room: /^electron\/(database|jobs|store|bundle|survey|merge|insight|demo|workers)\//,
    bars: /^electron\/(shell|cli)(\/|\.ts)|^electron$/,
    instead: 'Handlers are plain functions that the window and the command line share: take what you need as an argument.',
  },
  {
    name: 'the command line runs without Electron',
    room: /^electron\/cli/,
    bars: /^electron\/shell\/|^electron$/,
    instead: 'Call the handlers of the rooms directly.',
  },
  {
    name: 'ipcMain in one file',
    room: code,
    doors: /^electron\/shell\/guard\/ipc\.ts$/,
    bars: /^electron(\/main)?$/,
    names: ['ipcMain'],
    instead: 'Add the method to shared/ipc/api.ts: electron/shell/guard/ipc.ts checks the sender and the schema.',
  },
  {
    name: 'ipcRenderer in one file',
    room: code,
    doors: /^electron\/preload\.ts$/,
    bars: /^electron(\/renderer)?$/,
    names: ['ipcRenderer'],
    instead: 'Use window.svod, which electron/preload.ts exposes.',
  },
  {
    name: 'better-sqlite3 in the database room',
    room: product,
    doors: /^electron\/database\//,
    bars: /^better-sqlite3($|\/)/,
    instead: 'Use ReadDb and WriteDb of electron/database.',
  },
  {
    name: 'pg in the store room',
    room: product,
    doors: /^electron\/store\//,
    bars: /^pg($|[-/])/,
    instead: 'The central base is the one thing that is reached over a network, and only when a person names it: use withStore of electron/store.',
  },
  {
    name: 'node:crypto in the bundle room',
    room: product,
    // The sum of a copy finds damage and proves nothing; it is taken below the room of keys.
    doors: /^electron\/(bundle\/|database\/checksum\.ts$)/,
    bars: /^(node:)?crypto$/,
    instead: 'Use the signing, hashing and key functions of electron/bundle.',
  },
  {
    name: 'no network',
    room: product,
    bars: /^(node:)?(http|https|http2|net|tls|dgram|dns)($|\/)/,
    instead: 'Svod works offline: data leave as files that a person carries, or to the central base through electron/store.',
  },
];

/** Walls for rooms that stand in a row: each may import those before it, never those after it. */
function order(floor: string, rooms: readonly string[], instead: string): Wall[] {
  return rooms.slice(0, -1).map((room, index) => ({
    name: `${floor}/${room} does not look up`,
    room: new RegExp(`^${floor}/${room}/`),
    bars: new RegExp(`^${floor}/(${rooms.slice(index + 1).join('|')})/`),
    instead,
  }));
}
