import { spawnSync } from 'node:child_process';
import { Trouble } from './cache.ts';

/** Words to put before a command that opens a window: none where there is a screen, `xvfb-run` where there is none. */
export function onScreen(): readonly string[] {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return [];
  if (spawnSync('which', ['xvfb-run']).status !== 0) {
    throw new Trouble('There is no screen here and no Xvfb to make one (Debian: apt-get install xvfb xauth).');
  }
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24'];
}
