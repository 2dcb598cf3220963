import { createRoot } from 'react-dom/client';
import { App } from '../../renderer/App.tsx';
import { createProgram } from '../../renderer/service/create.ts';
import { memoryBridge } from './bridge.ts';

/** The window without Electron: for looking at screens in a browser while working on them. */
const query = new URLSearchParams(location.search);
const program = createProgram(memoryBridge(query), { get: () => query.get('theme'), set: () => undefined }, query.get('language') ?? 'ru');
Object.assign(window, { program });
createRoot(document.getElementById('root') as HTMLElement).render(<App program={program} />);
