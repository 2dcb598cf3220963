import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from '../runtime/command.ts';
import { findElectron } from '../runtime/electron.ts';
import { onScreen } from '../runtime/screen.ts';

const folder = import.meta.dirname;
const sizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
/** Windows keeps these in one file. */
const inIco: readonly number[] = [16, 24, 32, 48, 64, 256];

/** Draws `icon.svg` in the Electron of this machine as `png/SIZExSIZE.png` and `icon.ico`. Run after changing the drawing; the results are committed. */
export async function drawIcon(): Promise<void> {
  const drawn = await draw((await readFile(join(folder, 'icon.svg'))).toString('base64'));
  await mkdir(join(folder, 'png'), { recursive: true });
  for (const { size, png } of drawn) await writeFile(join(folder, 'png', `${size}x${size}.png`), png);
  await writeFile(join(folder, 'icon.ico'), printIco(drawn.filter(({ size }) => inIco.includes(size))));
}

interface Drawn {
  readonly size: number;
  readonly png: Buffer;
}

async function draw(svg: string): Promise<readonly Drawn[]> {
  const electron = await findElectron();
  const program = await mkdtemp(join(tmpdir(), 'svod-icon-'));
  await writeFile(join(program, 'package.json'), JSON.stringify({ name: 'icon', version: '1.0.0', main: 'main.cjs' }));
  await writeFile(join(program, 'main.cjs'), `
    const { app, BrowserWindow } = require('electron');
    const paint = async (svg, sizes) => {
      const image = new Image();
      image.src = 'data:image/svg+xml;base64,' + svg;
      await image.decode();
      return sizes.map((size) => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = size;
        canvas.getContext('2d').drawImage(image, 0, 0, size, size);
        return canvas.toDataURL('image/png').split(',')[1];
      });
    };
    app.whenReady().then(async () => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('data:text/html,');
      const drawn = await window.webContents.executeJavaScript('(' + paint + ')(' + ${JSON.stringify(JSON.stringify(svg))} + ',' + ${JSON.stringify(JSON.stringify(sizes))} + ')');
      process.stdout.write('DRAWN ' + JSON.stringify(drawn) + '\\n', () => app.exit(0));
    });`);
  const [command = '', ...args] = [...onScreen(), electron.executable, ...electron.args, program];
  const output = await capture(command, args, { cwd: folder, env: { ...process.env, ...electron.env } });
  await rm(program, { recursive: true });
  const line = output.split('\n').find((text) => text.startsWith('DRAWN ')) ?? 'DRAWN []';
  const drawn = JSON.parse(line.slice(6)) as readonly string[];
  return drawn.map((png, index) => ({ size: sizes[index] ?? 0, png: Buffer.from(png, 'base64') }));
}

/** An ICO file of PNG pictures: a header, a directory of 16 bytes each, then the pictures. */
function printIco(pictures: readonly Drawn[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
