import { printAt } from './printing.ts';
import { cancelled, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method = 'bundle.makeRootKey' | 'bundle.takeRootKey' | 'bundle.signRoot' | 'bundle.printRoot';

/** The steps of the root ceremony that ask for a medium, or print. */
export function ceremonyDesk(reception: Reception): Answering<Method> {
  const { host, dialogs, language, printRoot } = reception;
  const medium = (): Promise<string | null> => dialogs.openFolder(words[language()].pickMedium);
  return {
    async 'bundle.makeRootKey'(key) {
      const folder = await medium();
      return folder === null ? cancelled : host.call('bundle.makeRootKey', { ...key, folder });
    },
    async 'bundle.takeRootKey'() {
      const folder = await medium();
      return folder === null ? cancelled : host.call('bundle.takeRootKey', { folder });
    },
    async 'bundle.signRoot'({ from, passphrase }) {
      if (from === 'here') return host.call('bundle.signRoot', { folder: null, passphrase });
      const folder = await medium();
      return folder === null ? cancelled : host.call('bundle.signRoot', { folder, passphrase });
    },
    async 'bundle.printRoot'({ job }) {
      const sheet = await host.call('bundle.rootSheet', undefined);
      if (!sheet.ok) return sheet;
      const { saveRoot, pdf } = words[language()];
      const path = await dialogs.saveFile(saveRoot, `svod-root-${sheet.value.version}.pdf`, [{ name: pdf, extensions: ['pdf'] }]);
      return path === null ? cancelled : printAt(reception, job, path, (signal) => printRoot(sheet.value, path, signal));
    },
  };
}
