import { ok } from '../../shared/base/result.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './dispatch.ts';
import { words } from './words.ts';

type Method =
  | 'bundle.export' | 'bundle.exportPublicKey' | 'bundle.pickRegistry' | 'bundle.installRegistry' | 'bundle.pickPublicKeys' | 'bundle.addKeys'
  | 'bundle.exportRegistry';

/** The methods that write bundles, keys and registries to files, or read them from files. */
export function bundleDesk({ host, dialogs, files, contents, language }: Reception): Answering<Method> {
  return {
    async 'bundle.export'({ job, passphrase, personal, to }) {
      const preview = await host.call('bundle.exportPreview', { to });
      if (!preview.ok) return preview;
      const { saveBundle, bundles } = words[language()];
      const path = await dialogs.saveFile(saveBundle, preview.value.suggestedName, [{ name: bundles, extensions: ['svod'] }]);
      if (path === null) return cancelled;
      const receipt = await host.run(job, 'bundle.export', { passphrase, personal, to, path });
      return receipt.ok ? ok({ ...receipt.value, ticket: files.issue(path) }) : receipt;
    },
    async 'bundle.exportPublicKey'({ keyId }) {
      const { saveKey, publicKey } = words[language()];
      const path = await dialogs.saveFile(saveKey, keyId === null ? 'svod.svodkey' : `svod-${keyId.slice(0, 8)}.svodkey`, [{ name: publicKey, extensions: ['svodkey'] }]);
      return path === null ? cancelled : host.call('bundle.exportPublicKey', { keyId, path });
    },
    async 'bundle.pickRegistry'() {
      const { pickRegistry, registry } = words[language()];
      const path = await dialogs.openFile(pickRegistry, [{ name: registry, extensions: ['svodtrust'] }]);
      if (path === null) return cancelled;
      const read = await host.call('bundle.readRegistry', { path });
      return read.ok ? ok({ ...read.value.preview, ticket: contents.issue(read.value.bytes) }) : read;
    },
    'bundle.installRegistry'({ ticket, compared }) {
      const bytes = contents.find(ticket);
      return bytes === undefined ? Promise.resolve(unknownTicket) : host.call('bundle.installRegistry', { bytes, compared });
    },
    async 'bundle.pickPublicKeys'() {
      const { pickKeys, publicKeys } = words[language()];
      const paths = await dialogs.openFiles(pickKeys, [{ name: publicKeys, extensions: ['svodkey'] }]);
      if (paths === null) return cancelled;
      const read = await host.call('bundle.readPublicKeys', { paths });
      return read.ok ? ok(read.value.map(({ preview, bytes }) => ({ ...preview, ticket: contents.issue(bytes) }))) : read;
    },
    'bundle.addKeys'({ tickets, passphrase }) {
      const found = contents.findAll(tickets);
      return found === null ? Promise.resolve(unknownTicket) : host.call('bundle.addKeys', { files: found, passphrase });
    },
    async 'bundle.exportRegistry'() {
      const { saveRegistry, registry } = words[language()];
      const path = await dialogs.saveFile(saveRegistry, 'svod.svodtrust', [{ name: registry, extensions: ['svodtrust'] }]);
      if (path === null) return cancelled;
      const written = await host.call('bundle.exportRegistry', { path });
      return written.ok ? ok({ ...written.value, ticket: files.issue(path) }) : written;
    },
  };
}
