import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { ArgumentsOf, Events, MethodName } from '../../../shared/ipc/api.ts';
import { schemas } from '../../../shared/ipc/schemas.ts';
import type { Log } from '../log.ts';
import { channels } from './channels.ts';
import { isOwn } from './origin.ts';

export type Answer = Result<unknown, Failure>;
export type Dispatch = <M extends MethodName>(method: M, args: ArgumentsOf<M>) => Promise<Answer>;

/** How long the window may take to save what is unsaved. */
const patience = 3_000;

/**
 * Answers the calls of the window's own page. A call from another frame or page, of an unknown method, or with arguments
 * that do not fit their schema is refused as `usage`; an error thrown on the way becomes `unexpected` with the id under
 * which the log knows it.
 */
export function answerCalls(window: () => BrowserWindow | null, dispatch: Dispatch, log: Log): void {
  ipcMain.handle(channels.call, async (event, method: unknown, args: unknown): Promise<Answer> => {
    if (!isFromWindow(event, window())) return refuse(log, 'sender');
    if (!isMethod(method)) return refuse(log, 'method');
    const parsed = schemas[method].safeParse(args);
    if (!parsed.success) return refuse(log, 'arguments', method);
    try {
      return await dispatch(method, parsed.data as ArgumentsOf<typeof method>);
    } catch (error) {
      return err({ code: 'unexpected', values: { id: log.trouble('call-failed', error, { method }) } });
    }
  });
}

const droppedPaths = z.array(z.string().min(1).max(32_767)).min(1).max(10_000);

/** Answers what the preload says was dropped on the window; the page itself cannot name a path. Refuses as {@link answerCalls} does. */
export function answerDrops(window: () => BrowserWindow | null, bring: (paths: readonly string[]) => Promise<Answer>, log: Log): void {
  ipcMain.handle(channels.drop, async (event, paths: unknown): Promise<Answer> => {
    if (!isFromWindow(event, window())) return refuse(log, 'sender');
    const parsed = droppedPaths.safeParse(paths);
    return parsed.success ? bring(parsed.data) : refuse(log, 'arguments', 'drop');
  });
}

/** Tells the window something without being asked. */
export function tell<E extends keyof Events>(window: BrowserWindow | null, event: E, payload: Events[E]): void {
  if (window && !window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(channels.event, event, payload);
}

/** Lets the window save what is unsaved; false when it says that it could not. Patience that ends, or nobody to ask, is no such word. */
export function letFinish(window: BrowserWindow): Promise<boolean> {
  if (window.isDestroyed() || window.webContents.isCrashed()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (event: IpcMainEvent | null, saved?: unknown): void => {
      if (event && !isFromWindow(event, window)) return;
      clearTimeout(timer);
      ipcMain.off(channels.closed, finish);
      resolve(saved !== false);
    };
    const timer = setTimeout(() => finish(null), patience);
    ipcMain.on(channels.closed, finish);
    window.webContents.send(channels.closing);
  });
}

function isFromWindow(event: IpcMainInvokeEvent | IpcMainEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  return frame !== null && window !== null && !window.isDestroyed() && frame === window.webContents.mainFrame && isOwn(frame.url);
}

const isMethod = (method: unknown): method is MethodName => typeof method === 'string' && Object.hasOwn(schemas, method);

function refuse(log: Log, reason: string, method?: string): Answer {
  log.write('call-refused', { reason, ...(method === undefined ? {} : { method }) });
  return err({ code: 'usage' });
}
