import { join } from 'node:path';
import process from 'node:process';
import { Trouble } from './runtime/cache.ts';
import { attend } from './runtime/command.ts';
import { say } from './runtime/say.ts';
import { hasScreen } from './runtime/screen.ts';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

type Task = (args: readonly string[]) => Promise<number>;

/** What `npm run …` can do. Each loads only what it needs. */
const tasks: Readonly<Record<string, Task>> = {
  async build() {
    const { make } = await import('./make.ts');
    await make();
    return 0;
  },
  async start(args) {
    const [{ findElectron }, { make }] = await Promise.all([import('./runtime/electron.ts'), import('./make.ts')]);
    if (!hasScreen()) throw new Trouble('There is no screen to show a window on (on a server: xvfb-run -a npm start).');
    const electron = await findElectron();
    await make();
    return attend(electron.executable, [...electron.args, root, ...args], { cwd: root, env: { ...process.env, ...electron.env } });
  },
  async check() {
    for (const [command, ...rest] of [['tsc', '--build'], ['eslint', '.', '--max-warnings', '0'], ['vitest', 'run', '--config', 'build/vitest.config.ts']] as const) {
      const code = await attend(bin(command), rest, { cwd: root });
      if (code !== 0) return code;
    }
    return 0;
  },
  async test(args) {
    const { everything } = await import('./test.ts');
    return everything(args);
  },
  async e2e(args) {
    const { endToEnd } = await import('./test.ts');
    return (await endToEnd(args)).failures.length === 0 ? 0 : 1;
  },
  async bench(args) {
    const { bench } = await import('./bench.ts');
    return bench(args);
  },
  async icon() {
    const { drawIcon } = await import('./icon/draw.ts');
    await drawIcon();
    return 0;
  },
  async glyphs() {
    const { cutGlyphs } = await import('./icon/glyphs.ts');
    await cutGlyphs();
    return 0;
  },
  async package(args) {
    const [{ make }, { packageApp }] = await Promise.all([import('./make.ts'), import('./package.ts')]);
    await make();
    return packageApp(args);
  },
};

const [name = '', ...args] = process.argv.slice(2);
try {
  if (!Object.hasOwn(tasks, name)) throw new Trouble(`Unknown task "${name}". There are: ${Object.keys(tasks).join(', ')}.`);
  process.exitCode = (await tasks[name]?.(args)) ?? 2;
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  say(error.message);
  process.exitCode = 2;
}
