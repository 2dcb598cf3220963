import { dialog, type BrowserWindow, type FileFilter } from 'electron';

/** Asks a person for files and folders; null when they cancel. The paths stay in main. */
export interface Dialogs {
  openFiles(title: string, filters: readonly FileFilter[]): Promise<readonly string[] | null>;
  openFile(title: string, filters: readonly FileFilter[]): Promise<string | null>;
  openFolder(title: string): Promise<string | null>;
  saveFile(title: string, suggested: string, filters: readonly FileFilter[]): Promise<string | null>;
}

export function createDialogs(window: () => BrowserWindow | null): Dialogs {
  const open = async (title: string, properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[], filters: readonly FileFilter[]): Promise<readonly string[] | null> => {
    const options = { title, properties, filters: [...filters] };
    const parent = window();
    const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
    return canceled || filePaths.length === 0 ? null : filePaths;
  };
  return {
    openFiles: (title, filters) => open(title, ['openFile', 'multiSelections'], filters),
    openFile: async (title, filters) => (await open(title, ['openFile'], filters))?.[0] ?? null,
    openFolder: async (title) => (await open(title, ['openDirectory', 'createDirectory'], []))?.[0] ?? null,
    async saveFile(title, suggested, filters) {
      const options = { title, defaultPath: suggested, filters: [...filters] };
      const parent = window();
      const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? null : withExtension(filePath, filters[0]?.extensions[0]);
    },
  };
}

/** Some desktops give the name as typed, without the extension of the chosen kind. */
function withExtension(path: string, extension: string | undefined): string {
  return extension === undefined || path.toLowerCase().endsWith(`.${extension}`) ? path : `${path}.${extension}`;
}
