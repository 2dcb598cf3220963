import { app, type Session } from 'electron';
import type { Log } from '../log.ts';
import { isOwn } from './origin.ts';

/** Chromium's own errands (updates, predictions, safe browsing, pings) and every name look-up are off. Must be called before the app is ready. */
export function forbidErrands(): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'dns-prefetch-disable', 'no-pings', 'no-proxy-server']) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  app.commandLine.appendSwitch('disable-features', 'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,SpareRendererForSitePerProcess,Translate');
}

/** Cancels every request of the session except for the window's own files, and every download. */
export function forbidNetwork(session: Session, log: Log): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = isOwn(details.url);
    if (!own) log.write('request-refused', { kind: details.resourceType });
    answer({ cancel: !own });
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  // The window need not wait for this: its own files go through no proxy, and nothing else is let through.
  void session.setProxy({ mode: 'direct' });
}
