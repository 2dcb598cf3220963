import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { Trouble } from './cache.ts';

/** Whether a window can be shown here. */
export function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

const SIZE = ['-screen', '0', '1920x1200x24'] as const;

/** Words to put before a command that opens a window: none where there is a screen, `xvfb-run` where there is none. */
export function onScreen(): readonly string[] {
  if (hasScreen()) return [];
  if (!isThere('xvfb-run')) throw noScreen();
  return ['xvfb-run', '-a', '-s', SIZE.join(' ')];
}

/** Screens for programs that run side by side; each is a `DISPLAY`. */
export interface Screens {
  readonly names: readonly string[];
  readonly close: () => void;
}

/** Makes screens of their own for `count` programs: on one they would take the keyboard from each other. Without Xvfb there is only the person's own. */
export async function openScreens(count: number): Promise<Screens> {
  if (process.platform !== 'linux' || !isThere('Xvfb')) {
    if (!hasScreen()) throw noScreen();
    return { names: [process.env['DISPLAY'] ?? ''], close: () => undefined };
  }
  const servers = Array.from({ length: count }, () => spawn('Xvfb', ['-displayfd', '3', ...SIZE], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }));
  const close = (): void => servers.forEach((server) => server.kill());
  try {
    return { names: await Promise.all(servers.map(displayOf)), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** An X server says its number as soon as it can be reached. */
function displayOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Trouble(`Xvfb ended at once (${String(code)}).`)));
    server.stdio[3]?.once('data', (said: Buffer) => resolve(`:${said.toString().trim()}`));
  });
}

const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
const noScreen = (): Trouble => new Trouble('There is no screen here and no Xvfb to make one (Debian: apt-get install xvfb xauth).');
