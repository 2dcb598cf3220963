import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Role, StartState } from '../../../shared/ipc/service.ts';
import { printAt } from './printing.ts';
import { cancelled, unknownTicket, type Answering, type Reception } from './reception.ts';
import { words } from './words.ts';

type Method =
  | 'service.start' | 'service.createWorkspace' | 'service.openWorkspace' | 'service.setLanguage' | 'service.zoom' | 'service.setZoom' | 'service.cancel' | 'service.showFile'
  | 'service.saveRecoverySheet' | 'service.openExample' | 'service.leaveExample' | 'service.saveGuide'
  | 'service.keepBackups' | 'service.backUp' | 'service.checkBackups' | 'service.restoreBackup' | 'service.openRestored';

/** The methods about the window itself. */
export function serviceDesk(reception: Reception): Answering<Method> {
  const { host, early, mainJobs, dialogs, files, language, setLanguage, setFolder, example, zoom, showFile, printSheet, printGuide } = reception;
  let first: Reception['early'] | null = early;
  /** The practice workspaces and which of them the window is in; the other role is shown in what is there already. */
  let practice: { readonly folders: Readonly<Record<Role, string>>; readonly role: Role } | null = null;
  const leavePractice = (): void => {
    practice = null;
    example.leave();
  };
  /** Enters a practice workspace; where it cannot be opened, the window stays where it is. */
  const practise = async (folders: Readonly<Record<Role, string>>, role: Role): Promise<Result<StartState, Failure>> => {
    example.visit(folders[role]);
    const opened = await host.call('service.start', undefined);
    if (opened.ok && opened.value.kind === 'ready') {
      practice = { folders, role };
      return opened;
    }
    if (practice === null) example.leave();
    else example.visit(practice.folders[practice.role]);
    await host.call('service.start', undefined);
    if (!opened.ok) return opened;
    return err(opened.value.kind === 'failed' ? opened.value.failure : { code: 'file-unreadable', values: { file: folders[role] } });
  };
  return {
    async 'service.start'() {
      // A window that begins anew begins in the person's own workspace.
      leavePractice();
      const asked = first ?? host.call('service.start', undefined);
      first = null;
      const answer = await asked;
      // The first one is asked for before the system has told its language.
      return answer.ok ? ok({ ...answer.value, language: language() }) : answer;
    },
    'service.createWorkspace'(workspace) {
      setLanguage(workspace.language);
      return host.call('service.createWorkspace', workspace);
    },
    async 'service.openWorkspace'() {
      const folder = await dialogs.openFolder(words[language()].pickWorkspace);
      if (folder === null) return cancelled;
      practice = null;
      setFolder(folder);
      return host.call('service.start', undefined);
    },
    'service.setLanguage'(args) {
      setLanguage(args.language);
      return Promise.resolve(ok(null));
    },
    'service.zoom': () => Promise.resolve(ok({ percent: zoom.current() })),
    'service.setZoom'({ percent }) {
      zoom.set(percent);
      return Promise.resolve(ok(null));
    },
    'service.cancel'({ job }) {
      host.cancel(job);
      mainJobs.cancel(job);
      return Promise.resolve(ok(null));
    },
    'service.showFile'({ ticket }) {
      const path = files.find(ticket);
      if (path === undefined) return Promise.resolve(unknownTicket);
      showFile(path);
      return Promise.resolve(ok(null));
    },
    async 'service.openExample'({ job, role }) {
      if (practice !== null) return practise(practice.folders, role);
      const made = await host.run(job, 'service.makeExample', { folder: example.folder });
      return made.ok ? practise(made.value, role) : made;
    },
    'service.leaveExample'() {
      leavePractice();
      return host.call('service.start', undefined);
    },
    async 'service.saveGuide'({ job }) {
      const { saveGuide, guideFile, pdf } = words[language()];
      const path = await dialogs.saveFile(saveGuide, guideFile, [{ name: pdf, extensions: ['pdf'] }]);
      return path === null ? cancelled : printAt(reception, job, path, (signal) => printGuide(path, signal));
    },
    'service.keepBackups': ({ job }) => host.run(job, 'service.keepBackups', {}),
    'service.backUp': ({ job }) => host.run(job, 'service.backUp', {}),
    'service.checkBackups': ({ job }) => host.run(job, 'service.checkBackups', {}),
    async 'service.restoreBackup'({ job, name }) {
      const to = await dialogs.openFolder(words[language()].restoreFolder);
      if (to === null) return cancelled;
      const restored = await host.run(job, 'service.restoreBackup', { name, to });
      return restored.ok ? ok({ folder: restored.value.folder, ticket: files.issue(restored.value.folder) }) : restored;
    },
    'service.openRestored'({ ticket }) {
      const restored = files.find(ticket);
      if (restored === undefined) return Promise.resolve(unknownTicket);
      practice = null;
      setFolder(restored);
      return host.call('service.start', undefined);
    },
    async 'service.saveRecoverySheet'({ job, keyId }) {
      const sheet = await host.call('bundle.recoverySheet', { keyId });
      if (!sheet.ok) return sheet;
      const { saveSheet, pdf } = words[language()];
      const path = await dialogs.saveFile(saveSheet, `svod-${keyId.slice(0, 8)}.pdf`, [{ name: pdf, extensions: ['pdf'] }]);
      return path === null ? cancelled : printAt(reception, job, path, (signal) => printSheet(sheet.value, path, signal));
    },
  };
}
