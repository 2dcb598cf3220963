import { spawnSync } from 'node:child_process';
import { Trouble } from './cache.ts';

/** Whether a window can be shown here. */
export function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** Words to put before a command that opens a window: none where there is a screen, `xvfb-run` where there is none. */
export function onScreen(): readonly string[] {
  if (hasScreen()) return [];
  if (spawnSync('which', ['xvfb-run']).status !== 0) {
    throw new Trouble('There is no screen here and no Xvfb to make one (Debian: apt-get install xvfb xauth).');
  }
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24'];
}
