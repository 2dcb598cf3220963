import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../../shared/ipc/service.ts';
import type { Zoom } from './zoom.ts';

const words = {
  ru: { cut: 'Вырезать', copy: 'Копировать', paste: 'Вставить', selectAll: 'Выделить всё' },
  en: { cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all' },
} as const;

/** Keys of the system (editing, zoom, full screen, closing); the bar itself is shown only where the system demands one. */
export function setMenu(inspectable: boolean, zoom: Zoom): void {
  const view: MenuItemConstructorOptions[] = [
    ...['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd'].map((accelerator) => ({ label: '+', accelerator, click: () => zoom.step(1) })),
    ...['CommandOrControl+-', 'CommandOrControl+numsub'].map((accelerator) => ({ label: '-', accelerator, click: () => zoom.step(-1) })),
    ...['CommandOrControl+0', 'CommandOrControl+num0'].map((accelerator) => ({ label: '0', accelerator, click: () => zoom.set(100) })),
    { role: 'togglefullscreen' },
    ...(inspectable ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  // Elsewhere the menus of the program and of the window would only bring Ctrl+W and Ctrl+M: hands that know other programs press them for something else.
  const onMac = (role: 'appMenu' | 'windowMenu'): MenuItemConstructorOptions[] => (process.platform === 'darwin' ? [{ role }] : []);
  Menu.setApplicationMenu(Menu.buildFromTemplate([...onMac('appMenu'), { role: 'editMenu' }, { label: 'View', submenu: view }, ...onMac('windowMenu')]));
}

/** The menu under the right button in text fields and on selected text. */
export function offerEditing(window: BrowserWindow, language: () => Language): void {
  window.webContents.on('context-menu', (_event, { editFlags, isEditable, selectionText }) => {
    if (!isEditable && selectionText === '') return;
    const labels = words[language()];
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'cut', label: labels.cut, enabled: editFlags.canCut },
          { role: 'copy', label: labels.copy, enabled: editFlags.canCopy },
          { role: 'paste', label: labels.paste, enabled: editFlags.canPaste },
          { role: 'selectAll', label: labels.selectAll, enabled: editFlags.canSelectAll },
        ]
      : [{ role: 'copy', label: labels.copy, enabled: editFlags.canCopy }];
    Menu.buildFromTemplate(items).popup({ window });
  });
}
