import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../../shared/ipc/service.ts';

const words = {
  ru: {
    message: 'Последние ответы не записаны на диск',
    detail: 'Освободите место на диске или верните доступ к рабочей папке: Свод повторяет запись каждые несколько секунд. Если закрыть программу сейчас, эти ответы пропадут.',
    stay: 'Не закрывать',
    lose: 'Закрыть без них',
  },
  en: {
    message: 'The last answers are not saved to the disk',
    detail: 'Free space on the disk, or give access to the workspace folder back: Svod tries to save again every few seconds. If you close the program now, these answers are lost.',
    stay: 'Keep open',
    lose: 'Close without them',
  },
} as const;

/** Asks whether the window may go although answers could not be saved; who presses Enter or Esc stays. */
export async function agreesToLose(window: BrowserWindow, language: Language): Promise<boolean> {
  const { message, detail, stay, lose } = words[language];
  const { response } = await dialog.showMessageBox(window, { type: 'warning', message, detail, buttons: [stay, lose], defaultId: 0, cancelId: 0, noLink: true });
  return response === 1;
}
