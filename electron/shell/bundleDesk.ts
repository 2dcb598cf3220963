import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { ExportReceipt } from '../../shared/ipc/bundle.ts';
import type { WrittenReceipt } from '../bundle/export.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './dispatch.ts';
import { words } from './words.ts';

type Method =
  | 'bundle.export' | 'bundle.writeAgain' | 'bundle.exportPublicKey' | 'bundle.pickRegistry' | 'bundle.installRegistry' | 'bundle.pickPublicKeys' | 'bundle.addKeys'
  | 'bundle.exportRegistry';

/** The methods that write bundles, keys and registries to files, or read them from files. */
export function bundleDesk({ host, dialogs, files, contents, language }: Reception): Answering<Method> {
  const savePlace = (name: string, encrypted: boolean): Promise<string | null> => {
    const { saveBundle, bundles, encryptedBundles } = words[language()];
    return encrypted
      ? dialogs.saveFile(saveBundle, `${name}.age`, [{ name: encryptedBundles, extensions: ['age'] }])
      : dialogs.saveFile(saveBundle, name, [{ name: bundles, extensions: ['svod'] }]);
  };
  const withTicket = (path: string, written: Result<WrittenReceipt, Failure>): Result<ExportReceipt, Failure> =>
    written.ok ? ok({ ...written.value, ticket: files.issue(path) }) : written;
  return {
    async 'bundle.export'({ job, passphrase, personal, to, encrypt }) {
      const preview = await host.call('bundle.exportPreview', { to });
      if (!preview.ok) return preview;
      const path = await savePlace(preview.value.suggestedName, preview.value.sealed ? preview.value.encryptTo.length > 0 : encrypt);
      return path === null ? cancelled : withTicket(path, await host.run(job, 'bundle.export', { passphrase, personal, to, encrypt, path }));
    },
    async 'bundle.writeAgain'({ job, manifest }) {
      const sent = await host.call('bundle.sent', undefined);
      if (!sent.ok) return sent;
      const bundle = sent.value.find((each) => each.manifest === manifest);
      if (!bundle) return unknownTicket;
      const path = await savePlace(bundle.fileName.replace(/\.age$/, ''), bundle.encrypted);
      return path === null ? cancelled : withTicket(path, await host.run(job, 'bundle.writeAgain', { manifest, path }));
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
