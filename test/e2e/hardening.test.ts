import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { launchApp, type App } from '../helpers/app.ts';

/** Something on the network that notices every attempt to reach it. */
interface Outside {
  readonly url: string;
  readonly visits: string[];
  readonly server: Server;
}

let outside: Outside;
let svod: App;

test.beforeAll(async () => {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('outside');
  });
  server.on('upgrade', (request, socket) => {
    visits.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits, server };
  svod = await launchApp();
  await svod.page.waitForLoadState('load');
});

test.afterAll(async () => {
  await svod.close();
  outside.server.close();
});

/** Each way out is tried by a script inside the window; it answers with what it got hold of, or throws. */
const ways: readonly (readonly [name: string, script: string])[] = [
  ['go to a page of the network', `location.href = OUTSIDE`],
  ['go to a page by assign', `location.assign(OUTSIDE + '/assign')`],
  ['go to a file of the PC', `location.href = 'file:///etc/passwd'`],
  ['go to a data page', `location.href = 'data:text/html,<h1>x</h1>'`],
  ['go to a blob page', `location.href = URL.createObjectURL(new Blob(['x'], { type: 'text/html' }))`],
  ['go to a script address', `location.href = 'javascript:document.title="out"'`],
  ['go to the browser\u2019s own pages', `location.href = 'chrome://version'`],
  ['open a window', `if (window.open(OUTSIDE)) throw 'opened'`],
  ['open a blank window', `if (window.open('about:blank')) throw 'opened'`],
  ['open a window by a link', `const a = document.createElement('a'); a.href = OUTSIDE; a.target = '_blank'; document.body.append(a); a.click()`],
  ['follow a link', `const a = document.createElement('a'); a.href = OUTSIDE + '/link'; document.body.append(a); a.click()`],
  ['download by a link', `const a = document.createElement('a'); a.href = 'data:text/plain,x'; a.download = 'x.txt'; document.body.append(a); a.click()`],
  ['send a form', `const f = document.createElement('form'); f.method = 'post'; f.action = OUTSIDE + '/form'; document.body.append(f); f.submit()`],
  ['put in a frame', `const f = document.createElement('iframe'); f.src = OUTSIDE + '/frame'; document.body.append(f)`],
  ['put in a webview', `const v = document.createElement('webview'); v.setAttribute('src', OUTSIDE + '/webview'); document.body.append(v); if (v.getWebContentsId) throw 'webview'`],
  ['put in an object', `const o = document.createElement('object'); o.data = OUTSIDE + '/object'; document.body.append(o)`],
  ['fetch', `await mustFail(() => fetch(OUTSIDE + '/fetch'))`],
  ['fetch a file of the PC', `await mustFail(() => fetch('file:///etc/passwd'))`],
  ['XMLHttpRequest', `await mustFail(() => new Promise((ok, no) => { const x = new XMLHttpRequest(); x.onload = ok; x.onerror = no; x.open('GET', OUTSIDE + '/xhr'); x.send() }))`],
  ['a beacon', `navigator.sendBeacon(OUTSIDE + '/beacon', 'x')`],
  ['a WebSocket', `await mustFail(() => new Promise((ok, no) => { const s = new WebSocket(OUTSIDE.replace('http', 'ws')); s.onopen = ok; s.onerror = no }))`],
  ['an EventSource', `await mustFail(() => new Promise((ok, no) => { const s = new EventSource(OUTSIDE + '/events'); s.onopen = ok; s.onerror = no }))`],
  ['a picture', `await mustFail(() => new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = OUTSIDE + '/picture.png' }))`],
  ['a picture in CSS', `document.body.style.backgroundImage = 'url(' + OUTSIDE + '/css.png)'; await pause(200)`],
  ['a style sheet', `const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = OUTSIDE + '/style.css'; document.head.append(l); await pause(200)`],
  ['a prefetch', `for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'modulepreload']) { const l = document.createElement('link'); l.rel = rel; l.as = 'script'; l.href = OUTSIDE + '/' + rel; document.head.append(l) } await pause(300)`],
  ['a font', `await mustFail(() => new FontFace('x', 'url(' + OUTSIDE + '/font.woff2)').load())`],
  ['a script from outside', `await mustFail(() => new Promise((ok, no) => { const s = document.createElement('script'); s.onload = ok; s.onerror = no; s.src = OUTSIDE + '/script.js'; document.head.append(s) }))`],
  ['a script in the page', `const s = document.createElement('script'); s.textContent = 'window.stolen = 1'; document.head.append(s); if (window.stolen) throw 'ran'`],
  ['a script in an attribute', `document.body.setAttribute('onclick', 'window.stolen = 2'); document.body.click(); if (window.stolen === 2) throw 'ran'`],
  ['markup', `const d = document.createElement('div'); d.innerHTML = '<img src=x onerror="window.stolen = 3">'; document.body.append(d); await pause(100); if (window.stolen === 3) throw 'ran'`],
  ['a style in the page', `const s = document.createElement('style'); s.textContent = 'body { outline: 7px solid red }'; document.head.append(s); if (getComputedStyle(document.body).outlineWidth === '7px') throw 'applied'`],
  ['a worker from outside', `await mustFail(() => new Promise((ok, no) => { const w = new Worker(OUTSIDE + '/worker.js'); w.onmessage = ok; w.onerror = no }))`],
  ['a worker from a blob', `await mustFail(() => new Promise((ok, no) => { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = ok; w.onerror = no }))`],
  ['a service worker', `await mustFail(() => navigator.serviceWorker.register('/index.html'))`],
  ['WebRTC', `const c = new RTCPeerConnection({ iceServers: [{ urls: OUTSIDE.replace('http', 'stun') }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); await pause(300); c.close()`],
  ['the camera', `await mustFail(() => navigator.mediaDevices.getUserMedia({ video: true }))`],
  ['the microphone', `await mustFail(() => navigator.mediaDevices.getUserMedia({ audio: true }))`],
  ['the screen', `await mustFail(() => navigator.mediaDevices.getDisplayMedia())`],
  ['the location', `await mustFail(() => new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no)))`],
  ['notifications', `if ((await Notification.requestPermission()) === 'granted') throw 'granted'`],
  ['reading the clipboard', `await mustFail(() => navigator.clipboard.readText())`],
  ['a USB device', `await mustFail(() => navigator.usb.requestDevice({ filters: [] }))`],
  ['a serial port', `await mustFail(() => navigator.serial.requestPort())`],
  ['a HID device', `const found = await navigator.hid.requestDevice({ filters: [] }); if (found.length) throw 'device'`],
  ['local fonts', `const found = await window.queryLocalFonts(); if (found.length) throw 'fonts'`],
  ['the file picker', `await mustFail(() => window.showOpenFilePicker())`],
  ['require', `if (typeof require !== 'undefined') throw 'require'`],
  ['process', `if (typeof process !== 'undefined') throw 'process'`],
  ['module', `if (typeof module !== 'undefined' || typeof global !== 'undefined' || typeof Buffer !== 'undefined') throw 'node'`],
  ['a file outside of the window\u2019s own', `await mustFail(() => new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'app://svod/..%2f..%2fpackage.json' }))`],
  ['another host of the protocol', `await mustFail(() => new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'app://other/index.html' }))`],
  ['an unknown method', `const r = await window.svod.call('service.format', {}); if (r.ok || r.error.code !== 'usage') throw JSON.stringify(r)`],
  ['a method of every object', `const r = await window.svod.call('constructor', undefined); if (r.ok || r.error.code !== 'usage') throw JSON.stringify(r)`],
  ['a path where a ticket belongs', `const r = await window.svod.call('merge.verify', { job: 'x', tickets: ['/etc/passwd'], passphrase: null }); if (r.ok || r.error.code !== 'usage') throw JSON.stringify(r)`],
  ['a file that nobody dropped', `const r = await window.svod.drop([new File(['x'], '/etc/passwd')]); if (r.ok || r.error.code !== 'usage') throw JSON.stringify(r)`],
  ['a path where a dropped file belongs', `await mustFail(() => window.svod.drop(['/etc/passwd']))`],
  ['a ticket nobody issued', `const r = await window.svod.call('service.showFile', { ticket: 'made-up' }); if (r.ok) throw JSON.stringify(r)`],
  ['arguments beyond the schema', `const r = await window.svod.call('service.setLanguage', { language: 'en', path: '/etc' }); if (r.ok || r.error.code !== 'usage') throw JSON.stringify(r)`],
  ['another language', `const r = await window.svod.call('service.setLanguage', { language: '../en' }); if (r.ok || r.error.code !== 'usage') throw JSON.stringify(r)`],
  ['the wires behind the bridge', `if (Object.keys(window.svod).sort().join() !== 'call,drop,on,onClosing') throw Object.keys(window.svod).join()`],
  ['changing the bridge', `try { window.svod.call = () => 'stolen' } catch {} if (window.svod.call() === 'stolen') throw 'changed'`],
];

const tools = `
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const mustFail = async (work) => {
    const outcome = await Promise.race([Promise.resolve().then(work).then(() => 'worked', () => 'failed'), pause(1500).then(() => 'failed')]);
    if (outcome === 'worked') throw 'worked';
  };`;

/** The page as it was loaded: its time of birth changes when it is replaced by another. */
const whereIsThePage = (): Promise<unknown> => svod.page.evaluate(() => ({ url: location.href, title: document.title, born: performance.timeOrigin }));

for (const [name, script] of ways) {
  test(`no way out: ${name}`, async () => {
    const before = await whereIsThePage();
    const outcome = await svod.page
      .evaluate(`(async () => { const OUTSIDE = ${JSON.stringify(outside.url)}; ${tools} try { ${script} } catch (error) { return typeof error === 'string' ? error : null } return null })()`)
      .catch((error: unknown) => String(error));
    expect(outcome).toBeNull();
    await svod.page.waitForTimeout(150);
    expect(await whereIsThePage()).toEqual(before);
    expect(outside.visits).toEqual([]);
    expect(svod.app.windows()).toHaveLength(1);
  });
}

test('eval and new Function are refused to the page', async () => {
  const refusals = await svod.page.evaluate(() => {
    const tried: Record<string, boolean> = {};
    const attempt = (name: string, work: () => unknown): void => {
      try {
        work();
        tried[name] = false;
      } catch {
        tried[name] = true;
      }
    };
    return new Promise<Record<string, boolean>>((resolve) => {
      // A timer's callback is page code: the debugger's own evaluation is exempt from the policy.
      setTimeout(() => {
        const named = window as unknown as Record<string, (code: string) => unknown>;
        attempt('eval', () => named['eval']?.('1'));
        attempt('Function', () => new Function('return 1'));
        resolve(tried);
      }, 0);
    });
  });
  expect(refusals).toEqual({ eval: true, Function: true });
});

test('a frame inside the window gets no bridge and no answer', async () => {
  const bridge = await svod.page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return typeof (frame.contentWindow as unknown as { svod?: unknown } | null)?.svod;
  });
  expect(bridge).toBe('undefined');
});

test('the window has the settings that keep it in', async () => {
  const preferences = await svod.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
  expect(preferences['webviewTag'] ?? false).toBe(false);
});

test('the policy of the page names no unsafe source', async () => {
  const policy = await svod.app.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch('app://svod/index.html');
    return answer.headers.get('content-security-policy') ?? '';
  });
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
});
