import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { home } from '../guard/origin.ts';
import type { Log } from '../log.ts';

export interface WindowOptions {
  readonly preload: string;
  /** A PNG for the window and the task bar; Windows takes the one of the program. */
  readonly icon: string;
  readonly bounds: Partial<Rectangle> | undefined;
  /** Per cent, now. */
  readonly zoom: () => number;
  readonly inspectable: boolean;
  readonly log: Log;
  /** Asked before the window goes; it stays until the answer comes, and when that is false. */
  readonly mayClose: () => Promise<boolean>;
  readonly onBounds: (bounds: Rectangle) => void;
}

/** The one window: a sandboxed page without Node, shown when it has something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    ...onScreen(options.bounds),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Svod',
    ...(process.platform === 'linux' ? { icon: options.icon } : {}),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15181d' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      zoomFactor: options.zoom() / 100,
      v8CacheOptions: 'bypassHeatCheck',
      devTools: options.inspectable,
    },
  });
  window.setMenuBarVisibility(false);
  // Chromium has a memory of its own for the size of a page; ours is the one that counts.
  window.webContents.on('dom-ready', () => window.webContents.setZoomFactor(options.zoom() / 100));
  window.once('ready-to-show', () => window.show());
  askBeforeClosing(window, options);
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log.write('page-gone', { reason: details.reason });
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  void window.loadURL(home);
  return window;
}

function askBeforeClosing(window: BrowserWindow, options: WindowOptions): void {
  let state: 'open' | 'asking' | 'agreed' = 'open';
  window.on('close', (event) => {
    if (state === 'agreed') return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    if (!window.isMinimized() && !window.isFullScreen()) options.onBounds(window.getNormalBounds());
    void options.mayClose().catch(() => true).then((may) => {
      state = may ? 'agreed' : 'open';
      if (may && !window.isDestroyed()) window.close();
    });
  });
}

/** Remembered bounds, unless the display they were on is gone. */
function onScreen(bounds: Partial<Rectangle> | undefined): Partial<Rectangle> {
  const { x, y, width, height } = bounds ?? {};
  if (x === undefined || y === undefined || width === undefined || height === undefined) return {};
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const visible = x < workArea.x + workArea.width && y < workArea.y + workArea.height && x + width > workArea.x && y + height > workArea.y;
  return visible ? { x, y, width, height } : {};
}
