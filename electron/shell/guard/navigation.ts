import { app, type WebContents } from 'electron';
import type { Log } from '../log.ts';
import { isOwn } from './origin.ts';

/** Shuts every way for a page to lead elsewhere: navigation, redirects, frames, new windows, webviews. Call once, before any window. */
export function forbidLeaving(log: Log): void {
  app.on('web-contents-created', (_event, contents) => fence(contents, log));
}

function fence(contents: WebContents, log: Log): void {
  const stop = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isOwn(event.url)) return;
    event.preventDefault();
    log.write('navigation-refused', {});
  };
  contents.on('will-navigate', stop);
  contents.on('will-redirect', stop);
  contents.on('will-frame-navigate', stop);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => {
    log.write('window-refused', {});
    return { action: 'deny' };
  });
}
