import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { ExportReceipt } from '../../../shared/ipc/bundle.ts';
import type { WrittenReceipt } from '../../bundle/export/export.ts';
import { printAt } from './printing.ts';
import { cancelled, settle, unknownTicket, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method =
  | 'bundle.pickAwaiting' | 'bundle.countersign' | 'bundle.exportManifest' | 'bundle.attachSignature' | 'bundle.pickFile' | 'bundle.examine' | 'bundle.printProof' | 'bundle.prove'
  | 'bundle.exportPreview' | 'bundle.export' | 'bundle.writeAgain' | 'bundle.exportPublicKey' | 'bundle.pickRegistry' | 'bundle.installRegistry' | 'bundle.pickPublicKeys' | 'bundle.stageKeys'
  | 'bundle.exportRegistry' | 'bundle.pickForm' | 'bundle.installForm' | 'bundle.pickFormToSign' | 'bundle.signForm';

/** The methods that write bundles, keys and registries to files, or read them from files. */
export function bundleDesk(reception: Reception): Answering<Method> {
  const { host, dialogs, files, contents, language, printProof } = reception;
  const savePlace = (name: string, encrypted: boolean): Promise<string | null> => {
    const { saveBundle, bundles, encryptedBundles } = words[language()];
    return encrypted
      ? dialogs.saveFile(saveBundle, `${name}.age`, [{ name: encryptedBundles, extensions: ['age'] }])
      : dialogs.saveFile(saveBundle, name, [{ name: bundles, extensions: ['svod'] }]);
  };
  const withTicket = (path: string, written: Result<WrittenReceipt, Failure>): Result<ExportReceipt, Failure> =>
    written.ok ? ok({ ...written.value, ticket: files.issue(path) }) : written;
  return {
    'bundle.exportPreview': ({ job, to }) => host.run(job, 'bundle.exportPreview', { to }),
    async 'bundle.export'({ job, passphrase, personal, to, encrypt }) {
      const preview = await host.run(job, 'bundle.exportPreview', { to });
      if (!preview.ok) return preview;
      const path = await savePlace(preview.value.suggestedName, preview.value.awaits.length === 0 && (preview.value.sealed ? preview.value.encryptTo.length > 0 : encrypt));
      return path === null ? cancelled : withTicket(path, await host.run(job, 'bundle.export', { passphrase, personal, to, encrypt, path }));
    },
    async 'bundle.writeAgain'({ job, manifest }) {
      const sent = await host.call('bundle.sent', undefined);
      if (!sent.ok) return sent;
      const bundle = sent.value.find((each) => each.manifest === manifest);
      if (!bundle) return unknownTicket;
      const path = await savePlace(bundle.fileName.replace(/\.age$/, ''), bundle.encrypted && bundle.awaits.length === 0);
      return path === null ? cancelled : withTicket(path, await host.run(job, 'bundle.writeAgain', { manifest, path }));
    },
    async 'bundle.pickAwaiting'({ job }) {
      const { pickAwaiting, bundles } = words[language()];
      const file = await dialogs.openFile(pickAwaiting, [{ name: bundles, extensions: ['svod'] }]);
      if (file === null) return cancelled;
      const read = await host.run(job, 'bundle.readAwaiting', { file });
      return read.ok ? ok({ ...read.value, ticket: files.issue(file), fileName: basename(file) }) : read;
    },
    async 'bundle.countersign'({ job, ticket, passphrase }) {
      const file = files.find(ticket);
      if (file === undefined) return unknownTicket;
      const read = await host.run(job, 'bundle.readAwaiting', { file });
      if (!read.ok) return read;
      const { suggestedName, missing, encrypted } = read.value;
      const path = await savePlace(suggestedName, encrypted && missing.length === 1);
      return path === null ? cancelled : withTicket(path, await host.run(job, 'bundle.countersign', { file, path, passphrase }));
    },
    async 'bundle.exportManifest'({ manifest }) {
      const { saveManifest, manifests } = words[language()];
      const path = await dialogs.saveFile(saveManifest, 'manifest.json', [{ name: manifests, extensions: ['json'] }]);
      return path === null ? cancelled : host.call('bundle.exportManifest', { manifest, path });
    },
    async 'bundle.attachSignature'({ manifest }) {
      const { pickSignature, signatures } = words[language()];
      const path = await dialogs.openFile(pickSignature, [{ name: signatures, extensions: ['p7s', 'sig', 'sgn', 'p7m'] }]);
      return path === null ? cancelled : host.call('bundle.attachSignature', { manifest, path });
    },
    async 'bundle.pickFile'() {
      const path = await dialogs.openFile(words[language()].pickAny, []);
      return path === null ? cancelled : ok({ ticket: files.issue(path), fileName: basename(path) });
    },
    'bundle.examine'({ job, ticket, passphrase, code }) {
      const path = files.find(ticket);
      return path === undefined ? Promise.resolve(unknownTicket) : host.run(job, 'bundle.examine', { path, passphrase, code });
    },
    async 'bundle.printProof'({ job, ticket }) {
      const file = files.find(ticket);
      if (file === undefined) return unknownTicket;
      const sheet = await host.call('bundle.proofSheet', { path: file });
      if (!sheet.ok) return sheet;
      const { savePage, pdf } = words[language()];
      const path = await dialogs.saveFile(savePage, `${sheet.value.fileName.replace(/\.svodproof$/, '')}.pdf`, [{ name: pdf, extensions: ['pdf'] }]);
      return path === null ? cancelled : printAt(reception, job, path, (signal) => printProof(sheet.value, path, signal));
    },
    async 'bundle.prove'(args) {
      const { saveProof, proofs } = words[language()];
      const path = await dialogs.saveFile(saveProof, `${args.revision.slice(0, 8)}.svodproof`, [{ name: proofs, extensions: ['svodproof'] }]);
      if (path === null) return cancelled;
      const written = await host.call('bundle.prove', { ...args, file: path });
      return written.ok ? ok({ ...written.value, ticket: files.issue(path) }) : written;
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
    'bundle.installRegistry': ({ ticket, compared }) => settle(contents, [ticket], ([bytes]) => host.call('bundle.installRegistry', { bytes: bytes as Uint8Array, compared })),
    async 'bundle.pickPublicKeys'() {
      const { pickKeys, publicKeys } = words[language()];
      const paths = await dialogs.openFiles(pickKeys, [{ name: publicKeys, extensions: ['svodkey'] }]);
      if (paths === null) return cancelled;
      const read = await host.call('bundle.readPublicKeys', { paths });
      return read.ok ? ok(read.value.map(({ preview, bytes }) => ({ ...preview, ticket: contents.issue(bytes) }))) : read;
    },
    'bundle.stageKeys': ({ tickets }) => settle(contents, tickets, (found) => host.call('bundle.stageKeys', { files: found })),
    async 'bundle.pickForm'() {
      const { pickForm, formPack } = words[language()];
      const path = await dialogs.openFile(pickForm, [{ name: formPack, extensions: ['svodform'] }]);
      if (path === null) return cancelled;
      const read = await host.call('bundle.readForm', { path });
      return read.ok ? ok({ ...read.value.preview, ticket: contents.issue(read.value.bytes) }) : read;
    },
    'bundle.installForm': ({ job, ticket }) => settle(contents, [ticket], ([bytes]) => host.run(job, 'bundle.installForm', { bytes: bytes as Uint8Array })),
    async 'bundle.pickFormToSign'({ job }) {
      const { pickFormToSign, formSources } = words[language()];
      const path = await dialogs.openFile(pickFormToSign, [{ name: formSources, extensions: ['xlsx', 'svodform'] }]);
      if (path === null) return cancelled;
      const read = await host.run(job, 'bundle.readFormToSign', { path });
      return read.ok ? ok({ ...read.value.form, ticket: contents.issue(read.value.bytes) }) : read;
    },
    'bundle.signForm': ({ ticket, passphrase }) => settle(contents, [ticket], ([bytes]) => host.call('bundle.signForm', { bytes: bytes as Uint8Array, passphrase })),
    async 'bundle.exportRegistry'() {
      const { saveRegistry, registry } = words[language()];
      const path = await dialogs.saveFile(saveRegistry, 'svod.svodtrust', [{ name: registry, extensions: ['svodtrust'] }]);
      if (path === null) return cancelled;
      const written = await host.call('bundle.exportRegistry', { path });
      return written.ok ? ok({ ...written.value, ticket: files.issue(path) }) : written;
    },
  };
}
