import { join } from 'node:path';
import { app, session, shell, type BrowserWindow } from 'electron';
import type * as cli from './cli.ts';
import { createHost } from './workers/host.ts';
import { createChecker } from './shell/checker.ts';
import { commandLine } from './shell/commandLine.ts';
import { createDialogs } from './shell/desk/dialogs.ts';
import { createDispatch } from './shell/desk/dispatch.ts';
import { bringBundles } from './shell/desk/brought.ts';
import { answerCalls, answerDrops, letFinish, tell } from './shell/guard/ipc.ts';
import { openLog } from './shell/log.ts';
import { offerEditing, setMenu } from './shell/window/menu.ts';
import { createMainJobs } from './shell/desk/mainJobs.ts';
import { mergeReportPage } from './shell/paper/mergeReportPage.ts';
import { forbidLeaving } from './shell/guard/navigation.ts';
import { letterPage } from './shell/paper/letterPage.ts';
import { printWithoutScreen } from './shell/paper/paper.ts';
import { createPress } from './shell/paper/press.ts';
import { forbidErrands, forbidNetwork } from './shell/guard/network.ts';
import { denyPermissions } from './shell/guard/permissions.ts';
import { languageOf, openPreferences } from './shell/preferences.ts';
import { declareScheme, serve } from './shell/guard/protocol.ts';
import { createTickets } from './shell/desk/tickets.ts';
import { systemWrap } from './shell/systemWrap.ts';
import { agreesToLose } from './shell/window/unsaved.ts';
import { openWindow } from './shell/window/window.ts';
import { createZoom } from './shell/window/zoom.ts';

/** Bytes of files that are shown and not agreed to yet. A workbook of the largest size and a list of the largest size have room together. */
const MOST_SHOWN = 256 * 1024 * 1024;

const out = import.meta.dirname;
const userData = process.env['SVOD_USER_DATA'];
if (userData !== undefined) app.setPath('userData', userData);
if (Number(process.versions['napi']) < 10) process.env['SVOD_BETTER_SQLITE3'] ??= join(process.resourcesPath, 'better_sqlite3.node');

const words = commandLine(process.argv, app.isPackaged);
if (words !== null) void runWithoutWindow(words);
else if (app.requestSingleInstanceLock()) start();
else app.quit();

/** The packaged program with a command behind its name (`svod merge …`) is the command line, and can print beside. */
async function runWithoutWindow(command: readonly string[]): Promise<void> {
  const { runCommandLine } = (await import(new URL('./cli.js', import.meta.url).href)) as typeof cli;
  const files = join(out, 'renderer');
  const print = async (...paper: Parameters<typeof printWithoutScreen>): ReturnType<typeof printWithoutScreen> => {
    await app.whenReady();
    return printWithoutScreen(...paper);
  };
  app.exit(await runCommandLine(command, {
    papers: {
      mergeReport: (report, spoken, path) => print(mergeReportPage(report, spoken, files), path),
      letter: (letter, path) => print(letterPage(letter, files), path),
    },
  }));
}

function start(): void {
  declareScheme();
  forbidErrands();
  const log = openLog(join(app.getPath('userData'), 'logs'));
  const preferences = openPreferences(join(app.getPath('userData'), 'preferences.json'));
  let folder = process.env['SVOD_WORKSPACE'] ?? preferences.current().folder ?? join(app.getPath('userData'), 'workspace');
  const language = (): 'ru' | 'en' => preferences.current().language ?? languageOf(app.getLocale());
  /** A practice workspace that is looked at now; the next start opens the person's own again. */
  let visited: string | null = null;
  let window: BrowserWindow | null = null;
  /** This run of the program, by which a workspace knows whose sitting it is. */
  const atWork = crypto.randomUUID();

  const zoom = createZoom({
    kept: () => preferences.current().zoom,
    keep: (percent) => preferences.change({ zoom: percent }),
    apply(percent) {
      window?.webContents.setZoomFactor(percent / 100);
      tell(window, 'zoom', { percent });
    },
  });
  const host = createHost({
    worker: new URL('./worker.js', import.meta.url),
    place: () => ({ folder: visited ?? folder, language: language(), window: atWork }),
    osWrap: systemWrap,
    checker: createChecker(join(out, 'check.js')),
    onEvent: (event) => tell(window, event.name, event.payload),
    onTrouble: (trace, work) => log.traced('work-failed', trace, { work }),
  });
  const files = createTickets<string>(() => crypto.randomUUID());
  const dispatch = createDispatch({
    host,
    // The workspace opens while Chromium is still starting: the window's first question is answered at once.
    early: host.call('service.start', undefined),
    dialogs: createDialogs(() => window),
    files,
    contents: createTickets<Uint8Array>(() => crypto.randomUUID(), { sizeOf: ({ byteLength }) => byteLength, most: MOST_SHOWN }),
    mainJobs: createMainJobs(),
    tellProgress: (progress) => tell(window, 'progress', progress),
    language,
    setLanguage: (chosen) => preferences.change({ language: chosen }),
    setFolder(chosen) {
      visited = null;
      folder = chosen;
      preferences.change({ folder });
    },
    zoom,
    example: {
      folder: join(app.getPath('userData'), 'example'),
      visit: (workspace) => { visited = workspace; },
      leave: () => { visited = null; },
    },
    showFile: (path) => shell.showItemInFolder(path),
    ...createPress(language, join(out, 'renderer')),
  });

  process.on('uncaughtException', (error) => log.trouble('uncaught', error));
  process.on('unhandledRejection', (error) => log.trouble('unhandled', error));
  forbidLeaving(log);
  answerCalls(() => window, dispatch, log);
  answerDrops(() => window, (paths) => bringBundles(files, paths), log);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());

  void app.whenReady().then(() => {
    log.write('started', { version: app.getVersion(), electron: process.versions['electron'] ?? '' });
    setMenu(!app.isPackaged, zoom);
    denyPermissions(session.defaultSession);
    serve(session.defaultSession, join(out, 'renderer'));
    forbidNetwork(session.defaultSession, log);
    const opened = openWindow({
      preload: join(out, 'preload.cjs'),
      icon: join(out, 'icon.png'),
      bounds: preferences.current().bounds,
      zoom: zoom.current,
      inspectable: !app.isPackaged,
      log,
      onBounds: (bounds) => preferences.change({ bounds }),
      async mayClose() {
        if (!(await letFinish(opened)) && !(await agreesToLose(opened, language()))) return false;
        await host.close();
        return true;
      },
    });
    offerEditing(opened, language);
    window = opened;
  });
}
