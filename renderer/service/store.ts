import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { Bridge, JobProgress } from '../../shared/ipc/api.ts';
import { OPENING, type CreatedWorkspace, type Language, type NewWorkspace, type Role, type StartState, type WorkspaceInfo } from '../../shared/ipc/service.ts';
import type { Closing } from './closing.ts';

export type Theme = 'system' | 'light' | 'dark' | 'contrast';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];

export type Phase =
  /** How far the opening is; null until it says so. */
  | { readonly kind: 'starting'; readonly step: JobProgress | null }
  | { readonly kind: 'first-run'; readonly folder: string }
  | { readonly kind: 'failed'; readonly folder: string; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly workspace: WorkspaceInfo };

export interface ServiceState {
  readonly phase: Phase;
  readonly language: Language;
  readonly theme: Theme;
  readonly start: () => Promise<void>;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setPerson: (person: string) => Promise<Result<WorkspaceInfo, Failure>>;
  readonly createWorkspace: (workspace: NewWorkspace) => Promise<Result<CreatedWorkspace, Failure>>;
  /** Leaves the first run for the new workspace, or shows the open one as it has become. */
  readonly enter: (workspace: WorkspaceInfo) => void;
  readonly openWorkspace: () => Promise<Failure | null>;
  /** Leaves for the workspace that was made of a backup. */
  readonly openRestored: (ticket: string) => Promise<Failure | null>;
  /** Whether the open workspace is one of the practice ones. */
  readonly example: boolean;
  readonly openExample: (job: string, role: Role) => Promise<Failure | null>;
  readonly leaveExample: () => Promise<Failure | null>;
}

export type Service = StoreApi<ServiceState>;

/** Remembers small choices of the reader between runs. */
export interface Memory {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** The workspace, who works in it, in which language and look. Neither is left for another before what was typed there is saved (`unsaved`). */
export function createService(bridge: Bridge, memory: Memory, systemLanguage: Language, closing: Closing): Service {
  return createStore<ServiceState>((set, get) => {
    let openings = 0;
    // What opens quickly says nothing of it, and the screen stays as it is.
    bridge.on('progress', (step) => { if (step.job === OPENING && openings > 0) set({ phase: { kind: 'starting', step } }); });
    /** Waits for a workspace to be opened; where the screen gave way to the opening and it came to nothing, that is said in its place. */
    const opening = async <T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
      const before = get().phase;
      openings += 1;
      const answer = await work();
      openings -= 1;
      if (!answer.ok && get().phase.kind === 'starting' && before.kind !== 'starting') set({ phase: { kind: 'failed', folder: '', failure: answer.error } });
      return answer;
    };
    /** Does what leaves the workspace or the person behind, once nothing of theirs is unsaved. */
    const leaving = async <T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => ((await closing.run()) ? work() : err({ code: 'unsaved' }));
    /** Of another workspace than the one that is open by now nothing is shown. */
    const enter = (workspace: WorkspaceInfo): void => {
      const { phase } = get();
      if (phase.kind !== 'ready' || phase.workspace.id === workspace.id) set({ phase: { kind: 'ready', workspace } });
    };
    const show = (state: StartState) => set({ language: state.language, phase: phaseOf(state) });
    const enterExample = (answer: Result<StartState, Failure>, example: boolean): Failure | null => {
      if (!answer.ok) return answer.error;
      set({ phase: phaseOf(answer.value), example });
      return null;
    };
    return {
      phase: { kind: 'starting', step: null },
      language: systemLanguage,
      theme: THEMES.find((theme) => theme === memory.get('theme')) ?? 'system',
      start: async () => {
        const answer = await opening(() => bridge.call('service.start', undefined));
        if (answer.ok) show(answer.value);
        else set({ phase: { kind: 'failed', folder: '', failure: answer.error } });
      },
      setLanguage: (language) => {
        set({ language });
        void bridge.call('service.setLanguage', { language });
      },
      setTheme: (theme) => {
        memory.set('theme', theme);
        set({ theme });
      },
      setPerson: async (person) => {
        const answer = await leaving(() => bridge.call('service.setPerson', { person }));
        if (answer.ok) enter(answer.value);
        return answer;
      },
      createWorkspace: (workspace) => bridge.call('service.createWorkspace', workspace),
      enter,
      openWorkspace: async () => {
        const answer = await leaving(() => opening(() => bridge.call('service.openWorkspace', undefined)));
        if (!answer.ok) return answer.error;
        if (answer.value) show({ ...answer.value, language: get().language });
        return null;
      },
      openRestored: async (ticket) => {
        const answer = await leaving(() => opening(() => bridge.call('service.openRestored', { ticket })));
        if (!answer.ok) return answer.error;
        show({ ...answer.value, language: get().language });
        set({ example: false });
        return null;
      },
      example: false,
      openExample: async (job, role) => enterExample(await leaving(() => bridge.call('service.openExample', { job, role })), true),
      leaveExample: async () => enterExample(await leaving(() => bridge.call('service.leaveExample', undefined)), false),
    };
  });
}

function phaseOf(state: StartState): Phase {
  switch (state.kind) {
    case 'first-run': return { kind: 'first-run', folder: state.folder };
    case 'failed': return { kind: 'failed', folder: state.folder, failure: state.failure };
    case 'ready': return { kind: 'ready', workspace: state.workspace };
  }
}
