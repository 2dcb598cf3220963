import { BrowserWindow, session, WebContentsView, type WebContents, type WebPreferences } from 'electron';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';

/** Where the page stands in its own session. */
const PAGE = 'paper://sheet/';

/** A page to be printed: its fonts come as `data:` in its own style. */
export interface Paper {
  readonly html: string;
  /** HTML at the foot of every sheet; Chromium fills in `.pageNumber` and `.totalPages`. */
  readonly foot?: string;
  /** Headings become bookmarks, and a screen reader hears headings, lists and tables as such (PDF/UA's tags). Five times the bytes and the time: for what is read rather than filed. */
  readonly tagged?: boolean;
}

/**
 * Writes a page as PDF, A4. It is drawn in a hidden window that can run no script and reach nothing, in a session of its
 * own that is forgotten with it. Fails with `disk-full` or `file-unwritable`, and with `cancelled`, nothing written, once the signal says so.
 */
export function printPaper(paper: Paper, path: string, signal?: AbortSignal): Promise<Result<null, Failure>> {
  return print(paper, path, inWindow, signal);
}

/** The same where there is no screen to have a window on: under the command line. */
export function printWithoutScreen(paper: Paper, path: string): Promise<Result<null, Failure>> {
  return print(paper, path, inNone);
}

/** What a page is drawn on. */
interface Surface {
  readonly contents: WebContents;
  readonly close: () => void;
}

function inWindow(webPreferences: WebPreferences): Surface {
  const window = new BrowserWindow({ show: false, webPreferences });
  return { contents: window.webContents, close: () => { if (!window.isDestroyed()) window.destroy(); } };
}

function inNone(webPreferences: WebPreferences): Surface {
  // Held until it is closed: its contents are destroyed with a view that nobody holds.
  const view = new WebContentsView({ webPreferences });
  return { contents: view.webContents, close: () => view.webContents.close() };
}

async function print({ html, foot, tagged = false }: Paper, path: string, draw: (preferences: WebPreferences) => Surface, signal?: AbortSignal): Promise<Result<null, Failure>> {
  const alone = session.fromPartition(`paper-${crypto.randomUUID()}`);
  // Not a `data:` address, which may hold no more than 2 MB: a register of thousands of companies is longer.
  alone.protocol.handle('paper', () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  alone.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== PAGE && !url.startsWith('data:') }));
  const { contents, close } = draw({ session: alone, sandbox: true, contextIsolation: true, javascript: false, spellcheck: false });
  // Thousands of sheets take Chromium a minute, and it can be told nothing meanwhile; without its surface it stops.
  const stopped = (): boolean => signal?.aborted === true;
  signal?.addEventListener('abort', close);
  try {
    if (stopped()) return err({ code: 'cancelled' });
    await contents.loadURL(PAGE);
    const pdf = await contents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true, generateTaggedPDF: tagged, generateDocumentOutline: tagged, ...(foot === undefined ? {} : footer(foot)) });
    return stopped() ? err({ code: 'cancelled' }) : writeFileSafely(path, pdf);
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}

const footer = (foot: string): { readonly displayHeaderFooter: true; readonly headerTemplate: string; readonly footerTemplate: string } => ({
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: `<div style="width: 100%; padding: 0 15mm; font: 8pt sans-serif; color: #555; text-align: right">${foot}</div>`,
});
