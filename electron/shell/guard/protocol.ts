import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { fileOf, scheme } from './origin.ts';
import { contentPolicy } from './policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** The place in `index.html` that the build leaves for the nonce of one load. */
const noncePlace = /__NONCE__/g;

/** Must be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Serves the files of `folder` as `app://svod/…`: reading only, known types only, nothing outside the folder. */
export function serve(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, folder) : null;
    const type = file === null ? undefined : types[extname(file)];
    if (file === null || type === undefined) return refusal();
    const body = await readFile(file).catch(() => null);
    if (body === null) return refusal();
    const nonce = crypto.randomUUID();
    return new Response(extname(file) === '.html' ? body.toString('utf8').replace(noncePlace, nonce) : new Uint8Array(body), {
      headers: {
        'content-type': type,
        'content-security-policy': contentPolicy(nonce),
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

const refusal = (): Response => new Response(null, { status: 404 });
