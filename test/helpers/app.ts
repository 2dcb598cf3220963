import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../../build/runtime/electron.ts';
import type { Bridge } from '../../shared/ipc/api.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the pictures of the screens are kept. */
export const SCREENS = join(root, 'test-results', 'screens');

export interface LaunchOptions {
  /** The folder of the program's own data; a fresh one by default. */
  readonly userData?: string;
  /** The workspace to open; by default the one the person makes in the first run. */
  readonly workspace?: string;
  readonly locale?: 'ru' | 'en';
  readonly env?: Readonly<Record<string, string>>;
}

export interface App {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Calls a method of the program as the window does. */
  readonly call: Bridge['call'];
  /** Writes what the window shows into `test-results/screens`. */
  readonly screenshot: (name: string) => Promise<void>;
  /** What the next dialogs of the system answer, instead of asking. */
  readonly answerOpen: (...paths: readonly string[]) => Promise<void>;
  readonly answerSave: (path: string) => Promise<void>;
  readonly cancelDialogs: () => Promise<void>;
  /** Presses the button of that number in the next questions of the system; what they have asked by now is told. */
  readonly answerQuestion: (button: number) => Promise<() => Promise<readonly string[]>>;
  /** Closes the window as a person does and waits for the program to end; a bug that was thrown in the window fails the test. */
  readonly close: () => Promise<void>;
}

/** Starts the built program in the real Electron of this machine, with a fresh data folder, in Russian at 1366 × 768. */
export async function launchApp(options: LaunchOptions = {}): Promise<App> {
  const electron = await findElectron();
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'svod-e2e-')));
  const launch = (): Promise<ElectronApplication> => _electron.launch({
    timeout: 20_000,
    executablePath: electron.executable,
    args: [...electron.args, `--user-data-dir=${userData}`, `--lang=${options.locale ?? 'ru'}`, '--force-device-scale-factor=1', root],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      ...electron.env,
      TZ: 'Europe/Moscow',
      SVOD_USER_DATA: userData,
      ...(options.workspace === undefined ? {} : { SVOD_WORKSPACE: options.workspace }),
      ...options.env,
    },
  });
  // On a busy machine the debugger of a start is now and then never answered, twice in a row too; the next start is.
  const app = await launch().catch(launch).catch(launch);
  const page = await app.firstWindow();
  const broken: string[] = [];
  page.on('pageerror', ({ stack, message }) => broken.push(stack ?? message));
  await page.waitForLoadState('domcontentloaded');
  return {
    app,
    page,
    userData,
    call: (method, args) =>
      page.evaluate(
        ([name, given]) => (window as unknown as { svod: { call(method: string, args: unknown): Promise<never> } }).svod.call(name, given),
        [method as string, args as unknown] as const,
      ),
    screenshot: (name) => screenshot(page, name),
    answerOpen: (...paths) =>
      app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
      }, [...paths]),
    answerSave: (path) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path),
    cancelDialogs: () =>
      app.evaluate(({ dialog }) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
        dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
      }),
    answerQuestion: async (button) => {
      const asked = await app.evaluateHandle(({ dialog }, response) => {
        const messages: string[] = [];
        dialog.showMessageBox = (...[, options]: readonly unknown[]) => {
          messages.push((options as { readonly message: string }).message);
          return Promise.resolve({ response, checkboxChecked: false });
        };
        return messages;
      }, button);
      return () => asked.jsonValue();
    },
    close: async () => {
      await closeApp(app, options.userData === undefined ? userData : null);
      expect(broken, 'what the window threw and nobody caught').toEqual([]);
    },
  };
}

/** Writes a screenshot into `test-results/screens/NAME.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`), animations: 'disabled' });
}

async function closeApp(app: ElectronApplication, temporary: string | null): Promise<void> {
  const ended = app.process().exitCode === null ? new Promise((resolve) => app.process().once('exit', resolve)) : Promise.resolve();
  await app.close();
  await ended;
  if (temporary !== null) await rm(temporary, { recursive: true, force: true });
}
